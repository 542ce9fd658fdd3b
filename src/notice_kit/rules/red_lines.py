"""The red lines of a letter's first page, as borders, tables or drawings, for the rules on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from notice_kit.document.attributes import twips
from notice_kit.document.document import Document
from notice_kit.document.drawings import Drawing
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.signs import is_red
from notice_kit.document.stories import Story
from notice_kit.document.tables import Table
from notice_kit.document.values import NOTHING
from notice_kit.measure import Length
from notice_kit.rules.mark_place import anchored
from notice_kit.standard.accepted import DOUBLE_LINE

Shape: TypeAlias = Literal["thickThin", "thinThick", "double", "single", "unknown"]
"""Thick over thin, thin over thick, two alike, one, or two whose order the file does not tell."""


@dataclass(frozen=True, slots=True)
class RedLine:
    """A red line.

    Attributes:
        at: where it hangs.
        top: from the upper edge of the sheet; None where it moves with the text.
        x: from the left edge of the sheet; None where not known or centred.
        width: None where not known.
        is_upper: it is under the mark, not at the foot of the page.
        every_page: it stands in a header or footer that other pages show too.
    """

    at: Paragraph | Table
    shape: Shape
    top: Length | None
    x: Length | None
    width: Length | None
    is_upper: bool
    every_page: bool
    weight: Length = NOTHING


def red_lines(document: Document) -> list[RedLine]:
    """The red lines of the first page; two single ones close to each other are a double one."""
    found: list[RedLine] = []
    section = document.sections[0]
    side = "first" if section.title_page else "default"
    for stories, upper in ((section.headers, True), (section.footers, False)):
        for key, story in stories.items():
            if key == side:
                found += _of_story(document, story, upper=upper, every=side == "default")
    title = document.first(Role.TITLE)
    upper = title is not None
    for paragraph in document.paragraphs:
        upper = upper and paragraph is not title
        found += _of_paragraph(document, paragraph, upper=upper, every=False)
    found += _of_tables(document, document.tables, upper=None, every=False)
    return _paired(found)


def has_unknown_drawings(document: Document) -> bool:
    """Whether pictures or groups on the first page may hold lines that cannot be seen here."""
    section = document.sections[0]
    stories = [*section.headers.values(), *section.footers.values(), document.body]
    drawings = [drawing for story in stories for drawing in story.drawings]
    return any(drawing.kind in ("picture", "object", "shape") for drawing in drawings)


def _of_story(document: Document, story: Story, *, upper: bool, every: bool) -> Iterator[RedLine]:
    for paragraph in story.paragraphs:
        yield from _of_paragraph(document, paragraph, upper=upper, every=every)
    yield from _of_tables(document, story.tables, upper=upper, every=every)


_BORDERS: dict[str, Shape] = {"single": "single", "thick": "single", "double": "double"}


def _of_paragraph(
    document: Document, paragraph: Paragraph, *, upper: bool, every: bool
) -> Iterator[RedLine]:
    for side, edge in paragraph.format.borders.items():
        if side in ("top", "bottom") and is_red(edge.colour):
            width = None
            if paragraph.section is not None and paragraph.cell is None:
                indents = paragraph.format.left + paragraph.format.right
                width = Length(paragraph.section.area_width - indents)
            shape = _BORDERS.get(edge.kind, "unknown")
            yield RedLine(paragraph, shape, None, None, width, upper, every, edge.thickness)
    for drawing in paragraph.drawings:
        line = _drawn(document, paragraph, drawing, upper=upper, every=every)
        if line is not None:
            yield line


_COMPOUND: dict[str, Shape] = {
    "thickThin": "thickThin", "thinThick": "thinThick", "dbl": "double", "sng": "single",
}  # fmt: skip


def _drawn(
    document: Document, paragraph: Paragraph, drawing: Drawing, *, upper: bool, every: bool
) -> RedLine | None:
    stroke = drawing.stroke
    flat = drawing.height * 20 <= drawing.width and drawing.width > 0
    if stroke is None or not is_red(stroke.colour) or drawing.blocks or not flat:
        return None
    top = anchored(document, drawing.vertical, drawing.y)
    section = document.sections[0]
    starts = {"page": 0, "margin": section.left, "text": section.left}
    start = starts.get(drawing.horizontal or "")
    x = Length(start + drawing.x) if start is not None and drawing.x is not None else None
    return RedLine(
        paragraph,
        _COMPOUND.get(stroke.compound, "unknown"),
        top,
        x,
        drawing.width,
        upper if top is None else top < section.height // 2,
        every,
        stroke.width or NOTHING,
    )


def _of_tables(
    document: Document, tables: Sequence[Table], *, upper: bool | None, every: bool
) -> Iterator[RedLine]:
    """Empty tables of one cell whose upper and lower border make a double line."""
    section = document.sections[0]
    for table in tables:
        cells = table.cells
        if len(cells) != 1 or cells[0].text.strip() or not table.floating:
            continue
        over = cells[0].borders.get("top") or table.borders.get("top")
        under = cells[0].borders.get("bottom") or table.borders.get("bottom")
        if over is None or under is None or not (is_red(over.colour) and is_red(under.colour)):
            continue
        position = table.position
        top = anchored(document, position.get("vertAnchor"), twips(position.get("tblpY")))
        x = twips(position.get("tblpX")) if position.get("horzAnchor") == "page" else None
        shape: Shape = "double"
        if over.thickness != under.thickness:
            shape = "thickThin" if over.thickness > under.thickness else "thinThick"
        half = top is not None and top < section.height // 2
        is_upper = half if upper is None else upper
        yield RedLine(table, shape, top, x, table.grid_width, is_upper, every)


def _paired(lines: list[RedLine]) -> list[RedLine]:
    """The lines with single ones that lie close together, or whose place is not known, as one."""
    found: list[RedLine] = []
    for upper in (True, False):
        here = [line for line in lines if line.is_upper is upper]
        single = [line for line in here if line.shape == "single"]
        found += [line for line in here if line.shape != "single"]
        if len(single) != 2:
            found += single
            continue
        found += _joined(*sorted(single, key=lambda line: line.top or 0))
    return found


def _joined(first: RedLine, second: RedLine) -> list[RedLine]:
    if first.top is None or second.top is None:
        return [replace(first, shape="unknown")]
    if second.top - first.top > DOUBLE_LINE:
        return [first, second]
    shape: Shape = "unknown"
    if first.weight and second.weight:
        shape = "thickThin" if first.weight > second.weight else "thinThick"
        shape = "double" if first.weight == second.weight else shape
    return [replace(first, shape=shape, top=Length((first.top + second.top) // 2))]
