"""Where the 发文机关标志 stands on the page, for the rules of each format about it."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.attributes import twips
from notice_kit.document.characters import text_width
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.recognised_head import is_mark
from notice_kit.document.roles import Role
from notice_kit.document.stories import Story
from notice_kit.document.tables import Cell
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.page import reading_of
from notice_kit.rules.places import capacity, flows, height_before, is_centred
from notice_kit.rules.registry import Fault
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import FORMATS
from notice_kit.standard.specs import ink_top


def first_page_headers(document: Document) -> list[Story]:
    """The headers that the first page shows."""
    section = document.sections[0]
    side = "first" if section.title_page else "default"
    return [story for key, story in section.headers.items() if key == side]


def marks(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of the 发文机关标志: of the body, else of the first page's header."""
    found = document.having(Role.ISSUER_MARK)
    if found:
        return found
    headers = [p for story in first_page_headers(document) for p in story.paragraphs]
    return tuple(p for p in headers if is_mark(p, p.bare))


def misplaced(document: Document, profile: Profile, name: str) -> Iterator[Fault]:
    """Faults of a mark that stands too high, too low or not in the middle.

    Args:
        document: in which it stands.
        profile: of the readings of 天头 that are accepted; by another one nothing is told.
        name: of the format in `FORMATS`.
    """
    mark = next(iter(marks(document)), None)
    if mark is None:
        return
    if flows(mark) and not is_centred(mark):
        yield Fault(
            _("发文机关标志 is not centred"),
            mark,
            found=mark.format.align,
            wanted="center",
            remedy=_("Centre it, without indents or blanks."),
        )
    if reading_of(document.sections[0], profile) is None:
        return
    top = mark_top(document, mark) if text_width(mark.bare) <= capacity(mark) else None
    wanted = FORMATS[name].mark_top
    if top is not None and abs(top - wanted) > accepted.MARK_PLACE:
        yield Fault(
            _("发文机关标志 stands too high or too low"),
            mark,
            found=_("about {length} from the upper edge").format(length=shown.mm(top)),
            wanted=f"{shown.mm(wanted)} ± {shown.mm(accepted.MARK_PLACE)}",
            remedy=_("Change the space before it, or the place of its frame."),
        )


def mark_top(document: Document, mark: Paragraph) -> Length | None:
    """From the upper edge of the sheet to the ink of the mark; None where it is not known."""
    line = mark.format.line.length
    if line is None or mark.in_box or not mark.bare:
        return None
    start = _line_top(document, mark)
    return None if start is None else Length(start + ink_top(line, mark.size))


def _line_top(document: Document, mark: Paragraph) -> Length | None:
    section = document.sections[0]
    frame = mark.format.frame
    if frame is not None:
        known = frame.y is not None and frame.vertical_anchor in ("page", "margin")
        return anchored(document, frame.vertical_anchor, frame.y) if known else None
    if mark.cell is not None and mark.cell.table.floating:
        return _cell_top(document, mark.cell, mark)
    if mark.story != "body":
        return _header_top(document, mark)
    over = document.paragraphs[: document.paragraphs.index(mark)]
    if any(p.format.line.length is None or p.cell is not None or not flows(p) for p in over):
        return None
    return Length(abs(section.top) + height_before(document, mark) + mark.format.before)


def anchored(document: Document, anchor: str | None, offset: Length | None) -> Length | None:
    """From the upper edge of the sheet to what has an offset from `page` or `margin`."""
    starts = {"page": 0, "margin": abs(document.sections[0].top)}
    if offset is None or anchor not in starts:
        return None
    return Length(starts[anchor] + offset)


def _cell_top(document: Document, cell: Cell, mark: Paragraph) -> Length | None:
    """Of the only row of a table that has a place of its own, and of the only line in the cell."""
    position, row = cell.table.position, cell.table.rows[0]
    alone = len(cell.table.rows) == 1 and cell.paragraphs[0] is mark
    offset = twips(position.get("tblpY"))
    top = anchored(document, position.get("vertAnchor", "margin"), offset) if alone else None
    if top is None or cell.vertical == "top":
        return None if top is None else Length(top + mark.format.before)
    if row.height is None or mark.format.line.length is None:
        return None
    rest = row.height - mark.format.line.length
    return Length(top + (rest // 2 if cell.vertical == "center" else rest))


def _header_top(document: Document, mark: Paragraph) -> Length | None:
    """Of a mark in the flow of a header."""
    total = int(document.sections[0].header)
    for story in first_page_headers(document):
        for paragraph in story.paragraphs:
            if paragraph is mark:
                return Length(total + mark.format.before)
            line = paragraph.format.line.length
            if line is None or not flows(paragraph):
                return None
            total += paragraph.format.before + line + paragraph.format.after
    return None
