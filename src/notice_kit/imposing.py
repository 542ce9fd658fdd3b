"""A PDF or Word file → printing sheets that fold or cut into a booklet, and its cover.

Codes: NK-I06 pages or signatures that cannot be, NK-I08 too thick for stitching.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from notice_kit.converting import convert
from notice_kit.errors import OfficeError, SourceError, UsageError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, error, warning
from notice_kit.imposition.layout import Layout, SheetOptions, bleed_findings, lay_out, with_bleed
from notice_kit.imposition.marks import crop_marks, fold_marks, in_all_inks
from notice_kit.imposition.sheets import SheetWriter, write_sheets
from notice_kit.imposition.signatures import (
    PER_SHEET,
    SADDLE_MOST,
    Sheet,
    Side,
    arrange,
    with_blanks,
)
from notice_kit.imposition.source_pages import BROKEN, read_pages
from notice_kit.imposition.spine import (
    CALIPER,
    COVER_CALIPER,
    Spine,
    spine_findings,
    spine_text,
)
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.office.fonts import read_fonts


@dataclass(frozen=True)
class Imposed:
    """Sheets that are ready to print.

    Attributes:
        content: the PDF: the front and the back of each sheet, in order.
        sheets: what stands where; pages count from 1 among those that were chosen.
        layout: the geometry of every side.
        blanks: how many pages were added to make a multiple of four.
        findings: warnings.
    """

    content: bytes
    sheets: tuple[Sheet, ...]
    layout: Layout
    blanks: int
    findings: tuple[Finding, ...]

    @property
    def signatures(self) -> int:
        """How many signatures, or stacks, there are."""
        return len({sheet.signature for sheet in self.sheets})


def impose(
    file: Path | str, options: SheetOptions | None = None, pages: str | None = None
) -> Imposed:
    """The sheets of a booklet.

    Args:
        file: a PDF, or a Word file, which LibreOffice makes a PDF of.
        options: how it is bound and printed; saddle stitch on sheets of two pages when None.
        pages: which pages of the file, such as `3-46,48`; all when None.

    Raises:
        OfficeError: it is a Word file, and there is no LibreOffice, or it could not print it.
        SourceError: the file cannot be read.
        UsageError: the options cannot be met: a sheet that is too small, a page that is too large.
    """
    options = options or SheetOptions()
    name = str(file)
    pdf, findings = read_pdf(Path(file))
    reader, every = read_pages(pdf, name)
    chosen = [every[number - 1] for number in _chosen(pages, len(every))]
    _check_signature(options)
    layout = lay_out(chosen, options, name)
    order = _order(len(chosen), options)
    sheets = arrange(order, options.binding, options.signature)
    shown = [with_bleed(page, layout.page, options.bleed) for page in chosen]
    findings += bleed_findings(shown, options, name) + _thickness(options, sheets, name)
    with _readable(name):
        content = write_sheets(reader, chosen, sheets, layout, options)
    return Imposed(content, tuple(sheets), layout, len(order) - len(chosen), tuple(findings))


def cover(
    file: Path | str,
    text: str,
    options: SheetOptions | None = None,
    pages: str | None = None,
    *,
    caliper: Length = CALIPER,
    cover_caliper: Length = COVER_CALIPER,
    fonts_dir: Path | None = None,
) -> Imposed:
    """The cover of a glued book as one sheet: back, spine, front.

    The first page of the file is the front; the last is the back with `options.back_cover`,
    otherwise the back stays empty. A spine of less than 5 mm gets no text.

    Args:
        file: the book, a PDF or a Word file.
        text: what stands on the spine.
        options: sheet, bleed and marks.
        pages: those of the block, which make it thick, such as `3-46`; all when None.
        caliper: the thickness of a leaf.
        cover_caliper: the thickness of the cover's card.
        fonts_dir: a folder of fonts that come first.

    Raises:
        OfficeError: there is no Chinese font; or it is a Word file, and LibreOffice is lacking.
        SourceError: the file cannot be read.
        UsageError: the options cannot be met, or no font has a character of the text.
    """
    options = replace(options or SheetOptions(), binding="perfect")
    name = str(file)
    pdf, findings = read_pdf(Path(file))
    reader, every = read_pages(pdf, name)
    block = with_blanks(len(_chosen(pages, len(every))))
    spine = Spine(len(block) // 2, caliper, cover_caliper)
    side = Side(len(every) if options.back_cover and len(every) > 1 else None, 1)
    shown = [every[number - 1] for number in (side.left, side.right) if number]
    layout = lay_out(shown, options, name, spine.width)
    drawn = spine_text(text, layout, read_fonts(fonts_dir))
    if options.marks:
        folds = [*crop_marks(layout, options), *fold_marks(layout, options)]
        drawn += "\n" + in_all_inks(folds)
    findings += bleed_findings(shown, options, name) + spine_findings(text, spine, name)
    with _readable(name):
        writer = SheetWriter(reader, every, layout, options)
        writer.add_side(side, drawn=drawn)
        content = writer.content()
    return Imposed(content, (Sheet(side, Side(None, None), 0, 0),), layout, 0, tuple(findings))


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Damage that shows only when pages are copied is told as damage of the file."""
    try:
        yield
    except BROKEN as caught:
        message = _("the PDF cannot be opened: {reason}").format(reason=caught)
        remedy = _("Make it anew in the program that it came from.")
        raise SourceError(error("NK-I01", message, Location(name), remedy=remedy)) from None


def _order(pages: int, options: SheetOptions) -> list[int | None]:
    """The pages with the blanks that the binding needs."""
    if options.binding == "single":
        return list(range(1, pages + 1))
    return with_blanks(pages, back_cover=options.back_cover)


def read_pdf(file: Path) -> tuple[bytes, list[Finding]]:
    """The PDF in a file, or the one that LibreOffice makes of a Word file, and warnings about it.

    Raises:
        OfficeError: LibreOffice is not there or cannot print the file.
        SourceError: the file cannot be read.
    """
    data = read_bytes(file, str(file))
    if b"%PDF-" in data[:1024]:
        return data, []
    with tempfile.TemporaryDirectory() as folder:
        report = convert([file], Path(folder))
        (made,) = report.conversions
        if not made.is_done:
            raise OfficeError(*report.findings)
        return made.target.read_bytes(), list(report.findings)


_RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d*))?")


def _chosen(text: str | None, total: int) -> Sequence[int]:
    """The numbers of the pages that `3-46,48,50-` names.

    Raises:
        UsageError: it cannot be read, or names pages that there are not.
    """
    if text is None:
        return range(1, total + 1)
    numbers: list[int] = []
    for part in re.split(r"[,，、]", text):
        first, last = _ends(part.strip(), total)
        if not 1 <= first <= last <= total:
            message = _("these pages cannot be chosen")
            wanted = _("numbers from 1 to {total}, such as 3-46,48").format(total=total)
            place = Location("--pages")
            raise UsageError(error("NK-I06", message, place, found=text, wanted=wanted))
        numbers += range(first, last + 1)
    return numbers


def _ends(part: str, total: int) -> tuple[int, int]:
    """The first and last page of `3`, `3-46` or `3-`; 0 and 0 where it is none of them."""
    match = _RANGE.fullmatch(part)
    if match is None:
        return 0, 0
    first = int(match[1])
    return first, first if match[2] is None else int(match[2] or total)


def _check_signature(options: SheetOptions) -> None:
    size = options.signature
    if size is not None and (size < PER_SHEET or size % PER_SHEET):
        message = _("a signature cannot have so many pages")
        wanted = _("a multiple of four")
        place = Location("--signature")
        raise UsageError(error("NK-I06", message, place, found=str(size), wanted=wanted))


def _thickness(options: SheetOptions, sheets: Sequence[Sheet], name: str) -> list[Finding]:
    deepest = max(sheet.depth for sheet in sheets) + 1
    if options.binding != "saddle" or deepest * PER_SHEET <= SADDLE_MOST:
        return []
    message = _("{count} sheets in one another are too thick for stitching through the fold")
    remedy = _("Use --binding perfect, or several signatures (--signature 32).")
    told = message.format(count=deepest)
    return [warning("NK-I08", told, Location(name), remedy=remedy)]
