"""The documents of a campaign → what must be printed.

Codes: NK-I11 no PDF, NK-I12 copies that cannot be worked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from notice_kit.errors import SourceError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, error
from notice_kit.imposition.paper import Size
from notice_kit.imposition.source_pages import read_pages
from notice_kit.messages import _, ngettext
from notice_kit.planning import Job
from notice_kit.printing.paper_use import PaperUse, paper_use
from notice_kit.template.catalog import Template
from notice_kit.template.faults import attempt


@dataclass(frozen=True)
class PrintItem:
    """One document to print.

    Attributes:
        job: the document.
        pages: how many it has.
        copies: how many of it are wanted.
        use: the paper of one copy.
    """

    job: Job
    pages: int
    copies: int
    use: PaperUse


@dataclass(frozen=True)
class PrintKind:
    """All documents of a kind.

    Attributes:
        template: what they are made from.
        items: the documents.
    """

    template: Template
    items: tuple[PrintItem, ...]

    @property
    def copies(self) -> int:
        """Of all documents together."""
        return sum(item.copies for item in self.items)

    @property
    def sheets(self) -> Counter[str]:
        """The name of a size of paper → sheets for all copies."""
        total: Counter[str] = Counter()
        for item in self.items:
            for name, count in item.use.sheets.items():
                total[name] += count * item.copies
        return total


def list_prints(folder: Path, jobs: Sequence[Job]) -> tuple[list[PrintKind], list[Finding]]:
    """What must be printed of these documents, from the PDFs that lie beside them.

    Args:
        folder: the output folder.
        jobs: the documents.

    Returns:
        The kinds of documents in the order of the jobs, and an error for each kind of which
        documents have no PDF that is as new as they are: those are not counted.
    """
    kinds: list[PrintKind] = []
    findings: list[Finding] = []
    for template in dict.fromkeys(job.template.name for job in jobs):
        own = [job for job in jobs if job.template.name == template]
        items, problems = _items(folder, own)
        findings += problems
        if items:
            kinds.append(PrintKind(own[0].template, tuple(items)))
    return kinds, findings


def _items(folder: Path, jobs: Sequence[Job]) -> tuple[list[PrintItem], list[Finding]]:
    items: list[PrintItem] = []
    findings: list[Finding] = []
    without: list[Job] = []
    for job in jobs:
        copies, problems = _copies(job)
        findings += problems
        document = folder / job.path
        pdf = document.with_suffix(".pdf")
        if not _is_current(pdf, document):
            without.append(job)
            continue
        try:
            sizes = _sizes(pdf)
        except SourceError as caught:
            findings += caught.findings
            continue
        spec = job.template.spec.print
        items.append(PrintItem(job, len(sizes), copies, paper_use(sizes, spec.sides, spec.binding)))
    return items, [*findings, *_lacking(without)]


def _is_current(pdf: Path, document: Path) -> bool:
    """Whether there is a PDF, and it was made after the Word file."""
    if not pdf.is_file() or not document.is_file():
        return False
    return pdf.stat().st_mtime_ns >= document.stat().st_mtime_ns


def _sizes(pdf: Path) -> list[Size]:
    _reader, pages = read_pages(read_bytes(pdf, str(pdf)), str(pdf))
    return [page.size for page in pages]


def _lacking(jobs: Sequence[Job]) -> Iterator[Finding]:
    if not jobs:
        return
    count = len(jobs)
    message = ngettext(
        "{count} document has no PDF, or an old one, and is not counted",
        "{count} documents have no PDF, or old ones, and are not counted",
        count,
    )
    remedy = _("Run `notice-kit build --pdf` first.")
    place = Location(jobs[0].path)
    yield error("NK-I11", message.format(count=count), place, remedy=remedy)


def _copies(job: Job) -> tuple[int, Iterable[Finding]]:
    """How many copies of a document are wanted; 1 with an error where it cannot be told."""
    expression = job.template.copies
    wanted = job.template.spec.print.copies
    if expression is not None:
        value, faults = attempt(lambda: expression(**job.context))
        if faults or not isinstance(value, int) or value < 1:
            reason = "; ".join(fault.message for fault in faults) or str(value)
            message = _("the copies for {subject} cannot be worked out: {reason}")
            told = message.format(subject=job.subject, reason=reason)
            place = job.template.place("print", "copies")
            return 1, [error("NK-I12", told, place, wanted=_("a whole number from 1"))]
        return value, []
    return int(wanted), []
