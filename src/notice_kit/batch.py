"""A batch under way: what is to be made is made, put in its place, and kept in the manifest.

Codes: NK-W04 changed by hand, NK-W05 no longer planned, NK-W06 removed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from notice_kit.built import BuildReport, Told
from notice_kit.changes import OUTPUT, Standing, State, digest_of, orphans_of, standings_of
from notice_kit.delivery import not_written, sweep
from notice_kit.findings import Finding, Location, Severity
from notice_kit.making import Source
from notice_kit.mentions import Mentions
from notice_kit.messages import _, language_in_use
from notice_kit.planning import Job, Plan
from notice_kit.pool.tasks import Orders, Outcome, Task
from notice_kit.preparation import Prepared
from notice_kit.progress import Progress
from notice_kit.reconciling import reconcile
from notice_kit.state.fingerprint import Fingerprints
from notice_kit.state.inputs import inputs_of
from notice_kit.state.manifest import Manifest, Row, Run, about
from notice_kit.workforce import Workforce

_KEPT_EVERY = 1.0  # seconds between two writings of the manifest


@dataclass
class Batch:
    """A build under way.

    Attributes:
        folder: the campaign folder.
        prepared, plan: what is to be made.
        strict: nothing is delivered if anything is wrong.
        workforce: who makes documents.
        manifest: open for writing.
        progress: told what goes on.
        rows: what was made before, by path.
    """

    folder: Path
    prepared: Prepared
    plan: Plan
    strict: bool
    workforce: Workforce
    manifest: Manifest
    progress: Progress
    rows: dict[str, Row] = field(init=False)

    def done(self, *, force: bool) -> BuildReport:
        """Make what is to be made."""
        self.manifest.begin()
        self.rows = self.manifest.rows()
        self._sweep()
        keys = Fingerprints(self.prepared.profile)
        standings = list(standings_of(self.plan.jobs, self.rows, self.folder, keys))
        if force:
            standings = [
                replace(one, state=State.CHANGED) if one.state is State.UNCHANGED else one
                for one in standings
            ]
        to_make = [one for one in standings if one.is_to_be_made]
        failed = [(one.job, one.job.faults) for one in standings if one.state is State.FAILED]
        if self.strict and to_make:
            refused = self._rehearsed(to_make)
            if refused:
                return BuildReport(self.prepared, failed=refused)
        delivered, more = self._made(to_make)
        self._sweep()
        order = {id(job): number for number, job in enumerate(self.plan.jobs)}
        failed = sorted((*failed, *more), key=lambda one: order[id(one[0])])
        unchanged = [one.row for one in standings if one.state is State.UNCHANGED and one.row]
        told = [
            *(finding for row in unchanged for finding in row.findings),
            *(finding for _job, findings in delivered for finding in findings),
            *(_edited(one.job.path) for one in to_make if one.state is State.EDITED),
        ]
        return BuildReport(
            self.prepared,
            tuple(job for job, _findings in delivered),
            tuple(row.about for row in unchanged),
            tuple(failed),
            tuple(dict.fromkeys(told)),
        )

    def orphans(self, *, prune: bool) -> tuple[Finding, ...]:
        """What is told of documents that are no longer planned; `prune` takes them away."""
        told = []
        gone = []
        for one in orphans_of(self.plan, self.rows):
            path = self.folder / OUTPUT / one.file
            if not path.exists():
                gone.append(one.file)
            elif prune and digest_of(path) == self.rows[one.file].digest:
                try:
                    path.unlink()
                except OSError as caught:
                    told.append(not_written(path, caught))
                    continue
                gone.append(one.file)
                told.append(_removed(one.file))
            else:
                told.append(_not_planned(one.file, is_edited=prune))
        self.manifest.drop(gone)
        return tuple(told)

    def reconciled(self) -> tuple[Finding, ...]:
        """What the documents that are there do not say together; see `reconciling`."""
        kept = self.manifest.said()
        said = {
            job.path: Mentions.of(kept[job.path]) for job in self.plan.jobs if kept.get(job.path)
        }
        return tuple(reconcile(self.plan.campaign, self.plan.jobs, said))

    def finish(self, request: str, began: int, report: BuildReport) -> None:
        """Keep what the run was made from, so that the next one need not look further."""
        read = {path for row in self.manifest.rows().values() for path in row.read}
        inputs = inputs_of(self.folder, (*self.prepared.named, *sorted(read)))
        if any(one.mtime_ns >= began for one in inputs.values()):
            return  # somebody has been writing meanwhile
        known = [about.file for about in report.unchanged]
        made = [job.path for job in report.delivered]
        whole = [one for one in report.advice if one.code in _OF_THE_WHOLE]
        run = Run(request, (*self.prepared.findings, *whole), (*known, *made))
        self.manifest.finish(run, inputs.values())

    def _sweep(self) -> None:
        folders = {(self.folder / OUTPUT / path).parent for path in self.plan.paths}
        sweep(sorted(folders))

    def _outcomes(
        self, standings: Sequence[Standing], *, is_rehearsal: bool
    ) -> Iterator[tuple[Standing, Outcome]]:
        output = None if is_rehearsal else self.folder / OUTPUT
        orders = orders_for(self.prepared, self.plan, strict=self.strict, output=output)
        jobs = [one.job for one in standings]
        outcomes = outcomes_of(jobs, orders, self.workforce, self.progress)
        yield from zip(standings, outcomes, strict=True)

    def _rehearsed(self, standings: Sequence[Standing]) -> tuple[Told, ...]:
        """The documents that may not be delivered, each with its findings."""
        return tuple(
            (one.job, outcome.findings)
            for one, outcome in self._outcomes(standings, is_rehearsal=True)
            if outcome.digest is None
        )

    def _made(self, standings: Sequence[Standing]) -> tuple[list[Told], list[Told]]:
        """The documents that were delivered, and those that were not, with what is told of each."""
        delivered: list[Told] = []
        failed: list[Told] = []
        rows: list[Row] = []
        kept = time.monotonic()
        try:
            for one, outcome in self._outcomes(standings, is_rehearsal=False):
                if outcome.digest is None:
                    failed.append((one.job, outcome.findings))
                    continue
                delivered.append((one.job, outcome.findings))
                rows.append(_row(one, outcome, outcome.digest))
                if time.monotonic() - kept > _KEPT_EVERY:
                    self.manifest.put(rows)
                    rows, kept = [], time.monotonic()
        finally:
            self.manifest.put(rows)
        return delivered, failed


def orders_for(
    prepared: Prepared,
    plan: Plan,
    *,
    strict: bool,
    output: Path | None,
    wants_content: bool = False,
) -> Orders:
    """What all documents of a plan share; see `Orders`."""
    templates = {job.template.name: job.template for job in plan.jobs}
    return Orders(
        sources={name: Source.of(one) for name, one in templates.items()},
        campaign=plan.campaign,
        profile=prepared.profile,
        strict=strict,
        output=output,
        wants_content=wants_content,
        language=language_in_use(),
    )


def outcomes_of(
    jobs: Sequence[Job],
    orders: Orders,
    workforce: Workforce,
    progress: Progress,
    store: str | None = None,
) -> Iterator[Outcome]:
    """What becomes of each document, in order; `progress` is told of each.

    Args:
        jobs: the documents.
        orders: what they share; where these want neither files nor bytes, it is a rehearsal.
        workforce: who makes them.
        progress: told what goes on.
        store: the address of a store into which they go; None: as the orders say.
    """
    is_rehearsal = orders.output is None and not orders.wants_content
    progress.step("rehearse" if is_rehearsal else "deliver", len(jobs))
    tasks = (Task(job.template.name, job.context, job.path) for job in jobs)
    for outcome in workforce.carry_out(orders, tasks, len(jobs), store):
        progress.advance()
        yield outcome


def _row(standing: Standing, outcome: Outcome, digest: str) -> Row:
    return Row(
        about(standing.job),
        standing.key,
        digest,
        outcome.size,
        outcome.mtime_ns,
        outcome.findings,
        outcome.read,
        outcome.said,
    )


_OF_THE_WHOLE = ("NK-W05", "NK-R03", "NK-R05", "NK-R07")


def _edited(path: str) -> Finding:
    return Finding(
        "NK-W04",
        Severity.INFO,
        _("somebody had changed this file; it was made anew from the data"),
        Location(path),
        remedy=_("Put changes into the data or the template, where they last."),
    )


def _not_planned(path: str, *, is_edited: bool) -> Finding:
    remedy = _("`build --prune` removes it.")
    if is_edited:
        remedy = _("Somebody has changed it, so it is kept; remove it yourself.")
    return Finding(
        "NK-W05",
        Severity.INFO,
        _("this document was made once and is no longer planned"),
        Location(path),
        remedy=remedy,
    )


def _removed(path: str) -> Finding:
    return Finding("NK-W06", Severity.INFO, _("no longer planned, and removed"), Location(path))
