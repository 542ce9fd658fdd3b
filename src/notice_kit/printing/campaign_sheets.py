"""The contact sheets of a campaign: one for each family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from notice_kit.delivery import deliver
from notice_kit.findings import Finding
from notice_kit.names import file_name
from notice_kit.office.fonts import FontSet, read_fonts
from notice_kit.planning import Job
from notice_kit.printing.contact_sheet import Shown, contact_sheet

FOLDER = "审签样张"
"""Where they go, below the output folder."""


def contact_sheets(
    folder: Path, jobs: Sequence[Job], findings: Sequence[Finding], fonts: FontSet
) -> Iterator[tuple[Path, bytes]]:
    """The contact sheets of the documents that have a PDF: the path and the bytes of each file.

    Of each family a PDF of all its sheets, and a picture of each.

    Args:
        folder: the output folder.
        jobs: the documents.
        findings: of the build; those of a document are counted under it.
        fonts: in which the captions are set.

    Raises:
        SourceError: a PDF cannot be read.
    """
    counts = Counter(finding.location.file for finding in findings)
    families: dict[str, list[Shown]] = {}
    names: dict[str, Counter[str]] = {}
    for job in jobs:
        path = folder / job.path
        pdf = path.with_suffix(".pdf")
        if pdf.is_file():
            own = counts[job.path] + counts[str(path)]
            family = job.template.spec.family
            families.setdefault(family, []).append(Shown(path.stem, pdf, own))
            names.setdefault(family, Counter())[job.template.name] += 1
    for family, shown in families.items():
        title = "、".join(f"{name}{count}件" for name, count in names[family].items())
        made = contact_sheet(title, shown, fonts)
        yield folder / FOLDER / f"{file_name(family)}.pdf", made.pdf
        for number, png in enumerate(made.pngs, 1):
            suffix = "" if len(made.pngs) == 1 else f"-{number}"
            yield folder / FOLDER / f"{file_name(family)}{suffix}.png", png


def deliver_contact_sheets(
    folder: Path, jobs: Sequence[Job], findings: Sequence[Finding]
) -> list[Path]:
    """Write the contact sheets; the paths of the PDFs.

    Args:
        folder: the output folder.
        jobs: the documents.
        findings: of the build.

    Raises:
        DeliverError: a file cannot be written.
        OfficeError: no font here is Chinese.
        SourceError: a PDF cannot be read.
    """
    written = []
    for path, content in contact_sheets(folder, jobs, findings, read_fonts()):
        deliver(content, path)
        if path.suffix == ".pdf":
            written.append(path)
    return written
