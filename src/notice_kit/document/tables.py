"""Tables, rows and cells, and what blocks are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.sections import Section
from notice_kit.document.styles import Style
from notice_kit.document.values import NOTHING, Border
from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element


@dataclass(frozen=True, eq=False, repr=False)
class Cell:
    """A cell of a table.

    Attributes:
        row, column: 1-based; the column counts those that earlier cells span.
        span: columns that it spans.
        merge: `restart` or `continue` of a vertical merge, None for none.
        vertical: `top`, `center`, `bottom`.
        borders: that it states itself, by side; None: it states that there is none.
    """

    table: Table
    row: int
    column: int
    span: int
    merge: str | None
    vertical: str
    width: Length | None
    text_direction: str | None
    shading: str | None
    borders: dict[str, Border | None]
    element: Element
    blocks: list[Block] = field(default_factory=list)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, those of nested tables included."""
        return tuple(paragraphs_of(self.blocks))

    @cached_property
    def text(self) -> str:
        """Its text, a paragraph to a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, eq=False, repr=False)
class Row:
    """A row of a table.

    Attributes:
        repeats: it is repeated at the head of each page.
        may_split: it may be split over pages.
        height_rule: `exact`, `atLeast` or `auto`.
    """

    number: int
    height: Length | None
    height_rule: str
    repeats: bool
    may_split: bool
    element: Element
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """A table.

    Attributes:
        number: 1-based, among all tables of its part.
        columns: widths of its grid.
        width: its preferred width in a length; None where automatic or in per cent.
        fixed: its layout does not follow its content.
        floating: it stands in a frame of its own (`w:tblpPr`), whose attributes `position` holds by
            local name: `vertAnchor`, `tblpYSpec`, …
        borders: in effect, of the table as a whole, by side with `insideH` and `insideV`.
        in_cell: the cell in which it is nested.
    """

    number: int
    part: str
    style: Style | None
    columns: tuple[Length, ...]
    width: Length | None
    align: str
    indent: Length
    fixed: bool
    floating: bool
    position: dict[str, str]
    borders: dict[str, Border | None]
    section: Section | None
    in_cell: Cell | None
    element: Element
    rows: list[Row] = field(default_factory=list)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Its cells, row by row; those of nested tables are not among them."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, those of nested tables included."""
        return tuple(found for cell in self.cells for found in cell.paragraphs)

    @cached_property
    def text(self) -> str:
        """Its text, a paragraph to a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def grid_width(self) -> Length:
        """The sum of its columns."""
        return Length(sum(self.columns, NOTHING))


Block: TypeAlias = Paragraph | Table


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of blocks in order, those in cells included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from block.paragraphs
