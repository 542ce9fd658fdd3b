"""The main job: load → validate → plan → rehearse → render → check → deliver, then → convert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from notice_kit.checking import check_made
from notice_kit.delivery import deliver
from notice_kit.errors import DeliverError, RenderError
from notice_kit.findings import Finding, has_errors
from notice_kit.loading import load
from notice_kit.planning import Job, Plan, plan
from notice_kit.profile import Profile, read_profile
from notice_kit.progress import Progress, Silent
from notice_kit.rendering import rehearse, render
from notice_kit.template.catalog import read_catalog

if TYPE_CHECKING:
    from notice_kit.converting import ConvertReport

OUTPUT = "output"


@dataclass(frozen=True)
class Prepared:
    """A campaign up to the first write.

    Attributes:
        plan: the documents to make; None when the data do not allow a plan.
        findings: all problems found, each once, in the order in which the steps met them.
        profile: the custom by which the documents are checked; None: the standard alone.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]
    profile: Profile | None = None

    def is_ready(self, *, strict: bool) -> bool:
        """Whether documents may be written: no error, and with `strict` no warning either."""
        refused = bool(self.findings) if strict else has_errors(self.findings)
        return self.plan is not None and not refused


@dataclass(frozen=True)
class BuildReport:
    """What a build did.

    Attributes:
        prepared: plan and findings before the first write.
        delivered: the jobs whose files were written.
        failed: the jobs that failed in spite of the rehearsal, or that break a rule for official
            documents, each with its findings.
        advice: what the rules find in the documents that were written.
        pdf: what became of the PDFs of those that were written; None when none were asked for.
    """

    prepared: Prepared
    delivered: tuple[Job, ...] = ()
    failed: tuple[tuple[Job, tuple[Finding, ...]], ...] = ()
    advice: tuple[Finding, ...] = ()
    pdf: ConvertReport | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All problems: before the first write, of the documents that failed, and of the PDFs."""
        failed = tuple(finding for _job, findings in self.failed for finding in findings)
        made = failed + self.advice
        return self.prepared.findings + made + (self.pdf.findings if self.pdf else ())

    @property
    def is_complete(self) -> bool:
        """Whether nothing failed of what was to be written."""
        return not self.failed and not (self.pdf and self.pdf.failed)


def prepare(
    folder: Path,
    names: Sequence[str] = (),
    only: Sequence[str] = (),
    progress: Progress | None = None,
) -> Prepared:
    """Load, validate, plan and rehearse the campaign in `folder`; nothing is written.

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
    progress.step("load", 0)
    campaign, findings = load(folder)
    templates, problems = read_catalog(folder)
    findings += problems
    if campaign is None:
        return Prepared(None, _each_once(findings))
    planned = plan(campaign, templates, names, only)
    findings += planned.findings
    progress.step("rehearse", len(planned.jobs))
    findings += rehearse(planned.jobs, lambda _job: progress.advance())
    return Prepared(planned, _each_once(findings), _profile(folder, campaign.facts.profile))


def _profile(folder: Path, name: str | None) -> Profile | None:
    return read_profile(folder / name) if name else None


def _each_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))


def build(
    folder: Path,
    names: Sequence[str] = (),
    only: Sequence[str] = (),
    *,
    strict: bool = False,
    pdf: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the documents of the campaign in `folder` into its output/ folder.

    With an error among the findings (or, with `strict`, a warning) nothing is written. A document
    that breaks a rule for official documents is not written; with `strict`, custom counts too.

    Args:
        folder: the campaign folder.
        names: documents or families; empty takes all.
        only: codes of units or branches; empty takes all.
        strict: warnings stop delivery too.
        pdf: a PDF is made beside each document that was written.
        progress: told what goes on.

    Raises:
        OfficeError: `pdf` is wanted, and LibreOffice or fonts are lacking; nothing is written.
        SourceError: a file cannot be read at all.
        UsageError: there is no such document, family, unit or branch.
    """
    progress = progress or Silent()
    if pdf:
        _require_office()
    prepared = prepare(folder, names, only, progress)
    if prepared.plan is None or not prepared.is_ready(strict=strict):
        return BuildReport(prepared)
    progress.step("deliver", len(prepared.plan.jobs))
    delivered: list[Job] = []
    failed: list[tuple[Job, tuple[Finding, ...]]] = []
    advice: list[Finding] = []
    for job in prepared.plan.jobs:
        try:
            content = render(job)
            found = check_made(content, job.path, prepared.profile)
            if has_errors(found) or (strict and found):
                failed.append((job, found))
            else:
                deliver(content, folder / OUTPUT / job.path)
                delivered.append(job)
                advice += found
        except (RenderError, DeliverError) as caught:
            failed.append((job, caught.findings))
        progress.advance()
    made = _pdfs(folder, delivered, progress) if pdf else None
    return BuildReport(prepared, tuple(delivered), tuple(failed), tuple(advice), made)


def _require_office() -> None:
    from notice_kit.converting import require_office  # it waits for three libraries of PDF

    require_office()


def _pdfs(folder: Path, jobs: Sequence[Job], progress: Progress) -> ConvertReport:
    from notice_kit.converting import convert

    return convert([folder / OUTPUT / job.path for job in jobs], progress=progress)
