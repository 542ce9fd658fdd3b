"""What a build did, as a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from notice_kit.findings import Finding, Severity, has_errors
from notice_kit.planning import Job
from notice_kit.preparation import Prepared
from notice_kit.rendering import told_once
from notice_kit.state.manifest import About, about

if TYPE_CHECKING:
    from notice_kit.converting import ConvertReport

Told = tuple[Job, tuple[Finding, ...]]
"""A document, and what is told of it."""


class Fate(StrEnum):
    """What a build did with a document; `PLANNED`: it was not got to."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    PLANNED = "planned"


@dataclass(frozen=True)
class BuildReport:
    """What a build did.

    Attributes:
        prepared: plan and findings before the first write.
        delivered: the jobs whose files were written.
        unchanged: the documents that were there as the plan wants them.
        failed: the jobs that could not be made, or that break a rule for official documents, each
            with its findings.
        advice: what the rules find in the documents that are there, and what became of old files.
        pdf: what became of the PDFs of those that were written; None when none were asked for.
    """

    prepared: Prepared
    delivered: tuple[Job, ...] = ()
    unchanged: tuple[About, ...] = ()
    failed: tuple[Told, ...] = ()
    advice: tuple[Finding, ...] = ()
    pdf: ConvertReport | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All problems: before the first write, of the documents that failed, and of the PDFs."""
        known = set(self.prepared.findings)
        failed = told_once(
            (job, finding)
            for job, findings in self.failed
            for finding in findings
            if finding not in known
        )
        made = (*failed, *self.advice)
        return self.prepared.findings + made + (self.pdf.findings if self.pdf else ())

    @property
    def is_complete(self) -> bool:
        """Whether nothing failed of what was to be written."""
        return not self.failed and not (self.pdf and self.pdf.failed)

    @property
    def there(self) -> tuple[Job, ...]:
        """The documents of the plan whose files are there: just written, or as they were."""
        paths = {job.path for job in self.delivered} | {one.file for one in self.unchanged}
        jobs = self.prepared.plan.jobs if self.prepared.plan else ()
        return tuple(job for job in jobs if job.path in paths)

    def is_fine(self, *, strict: bool) -> bool:
        """Whether all is as it was asked for: nothing failed and no error; strict: no warning."""
        told = any(one.severity is not Severity.INFO for one in self.findings)
        return self.is_complete and not (told if strict else has_errors(self.findings))

    def documents(self) -> Iterator[tuple[About, Fate]]:
        """The documents that were asked for, in order, and what became of each."""
        if self.prepared.plan is None:
            yield from ((one, Fate.UNCHANGED) for one in self.unchanged)
            return
        fates = {
            **{one.file: Fate.UNCHANGED for one in self.unchanged},
            **{job.path: Fate.WRITTEN for job in self.delivered},
        }
        failed = {id(job) for job, _findings in self.failed}
        for job in self.prepared.plan.jobs:
            fate = Fate.FAILED if id(job) in failed else fates.get(job.path, Fate.PLANNED)
            yield about(job), fate
