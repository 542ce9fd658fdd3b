"""Where elements stand: white over them in rows, where their rows begin, how a title is broken."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from notice_kit.document.characters import text_width
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.tables import Row
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.rules.registry import Fault
from notice_kit.standard.accepted import BLANK_ROWS, INDENT
from notice_kit.standard.gbt9704 import PORTRAIT

_LEFT = ("left", "both", "distribute")


def white_rows(document: Document, paragraph: Paragraph) -> tuple[float, float] | None:
    """The least and the most white over a paragraph, in rows of the body.

    They differ where the red rule or another drawing hangs on an empty paragraph, for it may lie at
    its top or at its bottom.

    Where the height of rows follows from the font, empty paragraphs count as a row each.

    Returns:
        None where that height is not known and there is spacing, or the paragraph has a place of
        its own.
    """
    if not flows(paragraph):
        return None
    blanks = document.blanks_above(paragraph)
    above = document.previous(paragraph)
    if not document.row:
        spaced = any(p.format.before or p.format.after for p in (*blanks, paragraph))
        spaced = spaced or (above is not None and bool(above.format.after))
        return None if spaced else (float(len(blanks)), float(len(blanks)))
    most = document.rows_above(paragraph)
    rule = document.layout.red_rule
    least = most
    if rule is not None and rule.paragraph in blanks:
        under = blanks[: blanks.index(rule.paragraph)]
        least = (paragraph.format.before + sum(_height(document, one) for one in under)) / (
            document.row
        )
    if above is not None and not above.bare and flows(above):
        most += _height(document, above) / document.row + document.rows_above(above)
    return least, most


def _height(document: Document, blank: Paragraph) -> int:
    look = blank.format
    return look.before + look.after + (look.line.length or document.row)


def has_rows_above(white: tuple[float, float], wanted: float) -> bool:
    """Whether as many rows may lie blank as are wanted."""
    return white[0] - BLANK_ROWS <= wanted <= white[1] + BLANK_ROWS


def shown_rows(white: tuple[float, float]) -> str:
    """The rows as a finding shows them."""
    return f"{white[0]:.1f}".removesuffix(".0")


def wrong_white(
    document: Document, paragraph: Paragraph, wanted: int, message: str
) -> Iterator[Fault]:
    """The fault that the white over a paragraph is not as many rows as are wanted."""
    white = white_rows(document, paragraph)
    if white is not None and not has_rows_above(white, wanted):
        yield Fault(
            message,
            paragraph,
            found=_("{count} rows").format(count=shown_rows(white)),
            wanted=_("{count} rows").format(count=wanted),
            remedy=_("Leave {count} rows blank.").format(count=wanted),
        )


def flows(paragraph: Paragraph) -> bool:
    """Whether a paragraph follows the one before it: not in a cell, a text box or a frame."""
    return paragraph.cell is None and not paragraph.in_box and paragraph.format.frame is None


def start(paragraph: Paragraph) -> float:
    """Where its first row begins, in 字 from the left edge, typed blanks and a tab included."""
    look = paragraph.format
    text = paragraph.text
    first = text[: len(text) - len(text.lstrip())]
    if "\t" in first and look.tabs:
        return min(stop.position for stop in look.tabs) / _character(paragraph)
    return look.left_chars + look.first_line_chars + text_width(first)


def _character(paragraph: Paragraph) -> Length:
    if paragraph.section is None:
        return paragraph.size
    return Length(round(paragraph.section.grid.character(paragraph.size)))


def room(paragraph: Paragraph) -> float:
    """How many 字 of its size a row holds between the edges, by the grid."""
    width = PORTRAIT.area_width if paragraph.section is None else paragraph.section.area_width
    return width / _character(paragraph)


def extent(paragraph: Paragraph) -> tuple[float, float] | None:
    """Where a row of text begins and ends, in 字 from the left edge; None where it is not known.

    By alignment, indents, typed blanks, and one tab before the text, at a stop at the left or in
    the middle.
    """
    look, text = paragraph.format, paragraph.text
    width = text_width(paragraph.bare)
    if not flows(paragraph) or "\t" in paragraph.bare or "\n" in paragraph.bare:
        return None
    if look.align == "right":
        end = room(paragraph) - look.right_chars - text_width(text[len(text.rstrip()) :])
        return end - width, end
    if look.align == "center":
        middle = (room(paragraph) + look.left_chars + look.first_line_chars - look.right_chars) / 2
        return middle - width / 2, middle + width / 2
    if "\t" not in text:
        return start(paragraph), start(paragraph) + width
    if text.count("\t") != 1 or len(look.tabs) != 1 or look.tabs[0].kind not in _STOPS:
        return None
    stop = look.tabs[0].position / _character(paragraph)
    begin = stop - width * _STOPS[look.tabs[0].kind]
    return begin, begin + width


_STOPS = {"left": 0.0, "center": 0.5, "right": 1.0}
"""How much of the text lies before the stop, by its kind."""


def is_flush_left(paragraph: Paragraph) -> bool:
    """Whether its rows begin at the left edge."""
    look = paragraph.format
    return (
        look.align in _LEFT and abs(start(paragraph)) <= INDENT and abs(look.left_chars) <= INDENT
    )


def is_centred(paragraph: Paragraph) -> bool:
    """Whether it stands in the middle between the edges."""
    look = paragraph.format
    moved = look.left_chars + look.first_line_chars - look.right_chars
    return look.align in ("center", "distribute") and abs(moved) <= INDENT


def capacity(paragraph: Paragraph) -> float:
    """How many 字 of its size fill a row of the type area."""
    section = paragraph.section
    return (PORTRAIT.area_width if section is None else section.area_width) / paragraph.size


def title_rows(document: Document) -> list[str]:
    """The rows of the title as its breaks and paragraphs make them."""
    rows = [row.strip() for p in document.having(Role.TITLE) for row in p.lines]
    return [row for row in rows if row]


def wrapped_rows(document: Document) -> list[str]:
    """The rows of the title as a program draws them: those too wide are filled one by one."""
    title = document.first(Role.TITLE)
    if title is None:
        return []
    most = int(capacity(title))
    found: list[str] = []
    for row in title_rows(document):
        found.append("")
        for character in row:
            if text_width(found[-1] + character) > most:
                found.append("")
            found[-1] += character
    return found


def height(document: Document, paragraph: Paragraph) -> Length:
    """An estimate of the height that it takes, spacing included."""
    look = paragraph.format
    line = look.line.length or document.row or paragraph.size
    per_row = max(1.0, capacity(paragraph) - look.left_chars - look.right_chars)
    first = look.first_line_chars
    count = sum(max(1, ceil((text_width(row) + first) / per_row)) for row in paragraph.lines)
    return Length(round(look.before + look.after + line * count))


def height_before(document: Document, stop: Paragraph) -> Length:
    """An estimate of the height of all that stands over a paragraph on the first page."""
    total = 0
    rows: dict[Row, int] = {}
    for paragraph in document.paragraphs:
        if paragraph is stop:
            break
        if paragraph.in_box or paragraph.format.frame is not None:
            continue
        if paragraph.cell is None:
            total += height(document, paragraph)
        else:
            row = paragraph.cell.table.rows[paragraph.cell.row - 1]
            rows[row] = max(rows.get(row, 0), row.height or height(document, paragraph))
    return Length(total + sum(rows.values()))
