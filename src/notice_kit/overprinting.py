"""`overprint`: the text of a Word file on cards that are printed already, moved to fit (套打)."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from pypdf import PdfWriter, Transformation

from notice_kit.converting import convert
from notice_kit.errors import OfficeError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding
from notice_kit.imposition.layout import NONE
from notice_kit.measure import Length
from notice_kit.printing.text_only import text_only


@dataclass(frozen=True)
class Overprint:
    """A PDF to be printed on cards.

    Attributes:
        content: the PDF.
        pages: how many it has.
        findings: warnings.
    """

    content: bytes
    pages: int
    findings: tuple[Finding, ...]


def overprint(
    file: Path | str,
    *,
    right: Length = NONE,
    down: Length = NONE,
    without: tuple[str, ...] = (),
) -> Overprint:
    """The text of a Word file alone, every position moved alike.

    Borders, shading, background and floating pictures are left out; nothing else moves.

    Args:
        file: the Word file.
        right: by how much all is moved to the right; negative to the left.
        down: by how much it is moved down; negative up.
        without: names of paragraph styles whose text the cards have already.

    Raises:
        OfficeError: there is no LibreOffice, or it could not print the file.
        SourceError: it cannot be read.
        UsageError: it has no such style.
    """
    path = Path(file)
    content = text_only(read_bytes(path, str(file)), str(file), without)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"{path.stem}.docx"
        copy.write_bytes(content)
        report = convert([copy])
        (made,) = report.conversions
        findings = tuple(_of_file(finding, str(file)) for finding in report.findings)
        if not made.is_done:
            raise OfficeError(*findings)
        writer = PdfWriter(made.target)
    for page in writer.pages:
        page.add_transformation(Transformation().translate(right.in_pt, -down.in_pt))
    out = io.BytesIO()
    writer.write(out)
    return Overprint(out.getvalue(), made.pages, findings)


def _of_file(finding: Finding, name: str) -> Finding:
    """The finding about the user's own file, not about the copy of it."""
    return replace(finding, location=replace(finding.location, file=name))
