"""A campaign up to the first write: load → validate → plan, and the rehearsal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from notice_kit.findings import Finding, Severity, has_errors
from notice_kit.loading import data_files, load
from notice_kit.planning import Job, Plan, plan
from notice_kit.profile import Profile, read_profile
from notice_kit.progress import Progress, Silent
from notice_kit.rendering import rehearse
from notice_kit.template.catalog import read_catalog


@dataclass(frozen=True)
class Prepared:
    """A campaign up to the first write.

    Attributes:
        plan: the documents to make; None when the data do not allow a plan.
        findings: all problems found, each once, in the order in which the steps met them.
        profile: the custom by which the documents are checked; None: the standard alone.
        named: paths of the files that campaign.yaml names, below its folder.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]
    profile: Profile | None = None
    named: tuple[str, ...] = ()

    def is_ready(self, *, strict: bool) -> bool:
        """Whether all is right: no error, and with `strict` no warning either."""
        refused = bool(self.findings) if strict else has_errors(self.findings)
        return self.plan is not None and not refused


def outline(
    folder: Path,
    names: Sequence[str] = (),
    only: Sequence[str] = (),
    progress: Progress | None = None,
) -> Prepared:
    """Load, validate and plan the campaign in `folder`; no document is filled in.

    Args:
        folder: the campaign folder.
        names: documents or families; empty takes all.
        only: codes of units or branches; empty takes all.
        progress: told what goes on.

    Raises:
        SourceError: a file cannot be read at all; carries all findings so far.
        UsageError: there is no such document, family, unit or branch.
    """
    (progress or Silent()).step("load", 0)
    campaign, findings = load(folder)
    templates, problems = read_catalog(folder)
    findings += problems
    if campaign is None:
        return Prepared(None, tuple(dict.fromkeys(findings)))
    planned = plan(campaign, templates, names, only)
    planned = replace(
        planned,
        jobs=_with_template_faults(planned.jobs, problems),
        is_whole=planned.is_whole and not has_errors(problems),
    )
    facts = campaign.facts
    return Prepared(
        planned,
        tuple(dict.fromkeys((*findings, *planned.findings))),
        read_profile(folder / facts.profile) if facts.profile else None,
        (
            *facts.data,
            *(file for name in facts.data for file in data_files(folder, name)),
            *([facts.profile] if facts.profile else []),
        ),
    )


def prepare(
    folder: Path,
    names: Sequence[str] = (),
    only: Sequence[str] = (),
    progress: Progress | None = None,
) -> Prepared:
    """The same, and fill in every document's text once, in memory, to find all faults in it.

    Args:
        folder: the campaign folder.
        names: documents or families; empty takes all.
        only: codes of units or branches; empty takes all.
        progress: told what goes on.

    Raises:
        SourceError: a file cannot be read at all; carries all findings so far.
        UsageError: there is no such document, family, unit or branch.
    """
    progress = progress or Silent()
    prepared = outline(folder, names, only, progress)
    if prepared.plan is None:
        return prepared
    jobs = [job for job in prepared.plan.jobs if _can_be_filled(job)]
    progress.step("rehearse", len(jobs))
    findings = rehearse(jobs, lambda _job: progress.advance())
    return replace(prepared, findings=tuple(dict.fromkeys((*prepared.findings, *findings))))


def _can_be_filled(job: Job) -> bool:
    """Whether it has all its data; a fault of its template does not keep it from being tried."""
    return all(fault.location.file.startswith("templates/") for fault in job.faults)


def _with_template_faults(jobs: Iterable[Job], problems: Iterable[Finding]) -> tuple[Job, ...]:
    """The jobs, those of a template with errors with these as faults."""
    faults: defaultdict[str, list[Finding]] = defaultdict(list)
    for problem in problems:
        place = problem.location.file.split("/")
        if problem.severity is Severity.ERROR and len(place) > 1:
            faults[place[1]].append(problem)
    return tuple(
        replace(job, faults=(*job.faults, *faults[job.template.name]))
        if job.template.name in faults
        else job
        for job in jobs
    )
