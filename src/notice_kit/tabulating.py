"""The tables of a Word file as an Excel workbook: `tabulate`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from math import ceil
from typing import Any

import xlsxwriter

from notice_kit.document.characters import text_width
from notice_kit.document.document import read_document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.sections import Section
from notice_kit.document.tables import Block, Cell, Row, Table
from notice_kit.measure import Length

_NEVER = datetime(1980, 1, 1)  # the same bytes each time
_PLAIN = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8}|[1-9]\d{0,2}(?:,\d{3}){1,3})(?:\.\d{1,6})?")
"""What is taken for a number: no code with leading zeros, no telephone, no number of an id."""

_SAME_EDGE = Length.mm(0.5)
_CHARACTER = Length.mm(1.93)  # a column of width 1 in Excel's units
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\s]+")
_LONGEST_NAME = 31  # characters of a sheet's name
_A3, _A4 = 8, 9
_ALIGN = {"center": "center", "right": "right", "both": "left", "distribute": "center"}
_FONT = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
_SIZE, _TITLE = Length.pt(11), Length.pt(18)
_HIGHEST = 409.0  # points, the most that Excel gives a row
_PADDING = Length.mm(2)
_WIDTH = Length.mm(156)  # of a table that states none


def tabulate(source: bytes, name: str) -> bytes:
    """The workbook of a Word file, a sheet for each section with tables; the same bytes each time.

    Each sheet has the section's paragraphs as rows over its whole width, and its tables cell by
    cell with their merges, borders and widths. Figures become numbers where nothing is lost by it;
    everything else is text.

    Args:
        source: the Word file.
        name: how findings call it.

    Raises:
        SourceError: it is no Word document.
    """
    document = read_document(source, name)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **_PLAIN}) as book:
        book.set_properties({"created": _NEVER})
        names: set[str] = set()
        for section, blocks in groupby(document.body.blocks, key=_section_of):
            kept = list(blocks)
            if any(isinstance(block, Table) for block in kept):
                _Sheet(book, book.add_worksheet(_sheet_name(kept, names)), kept, section).write()
        if not names:
            book.add_worksheet()
    return out.getvalue()


def _section_of(block: Block) -> Section | None:
    return block.section


def _sheet_name(blocks: Sequence[Block], taken: set[str]) -> str:
    """The section's first words, as far as a sheet's name may hold them, and once only."""
    texts = (block.text for block in blocks if isinstance(block, Paragraph) and block.text.strip())
    wanted = _NOT_IN_NAMES.sub("", next(texts, "")) or "Sheet"
    name, number = wanted[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: _LONGEST_NAME - 5]}({number})"
    taken.add(name.casefold())
    return name


@dataclass
class _Sheet:
    """A worksheet as it is written, row by row."""

    book: Any
    sheet: Any
    blocks: Sequence[Block]
    section: Section | None
    row: int = 0
    formats: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.edges = _edges([block for block in self.blocks if isinstance(block, Table)])

    def write(self) -> None:
        for column, (left, right) in enumerate(zip(self.edges, self.edges[1:], strict=False)):
            self.sheet.set_column(column, column, (right - left) / _CHARACTER)
        self._page()
        breaks = []
        for block in self.blocks:
            if isinstance(block, Table):
                self._table(block)
                continue
            if self.row and (block.breaks_page_before or block.has_page_break):
                breaks.append(self.row)
            if block.text.strip():
                self._paragraph(block)
        self.sheet.set_h_pagebreaks(breaks)

    def _page(self) -> None:
        if self.section is not None:
            if self.section.landscape:
                self.sheet.set_landscape()
            self.sheet.set_paper(_A3 if self.section.width > Length.mm(300) else _A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()

    def _paragraph(self, paragraph: Paragraph) -> None:
        size = paragraph.size or _SIZE
        look = {"font_size": min(size.in_pt, 22), "bold": size >= _TITLE}
        left, tab, right = paragraph.text.strip("\n").partition("\t")
        last = len(self.edges) - 2
        if tab and last:
            self._merged(0, last // 2, left, self._format(align="left", **look))
            right = right.replace("\t", " ")
            self._merged(last // 2 + 1, last, right, self._format(align="right", **look))
        else:
            align = _ALIGN.get(paragraph.format.align, "left")
            self._merged(0, last, paragraph.text.strip("\n"), self._format(align=align, **look))
        self.sheet.set_row(self.row, _height(paragraph.text, self.edges[-1], size))
        self.row += 1

    def _merged(self, first: int, last: int, text: str, look: Any) -> None:
        if first < last:
            self.sheet.merge_range(self.row, first, self.row, last, text, look)
        else:
            self.sheet.write_string(self.row, first, text, look)

    def _table(self, table: Table) -> None:
        top = self.row
        ruled = any(table.borders.get(side) for side in ("top", "insideH")) or any(
            cell.borders for cell in table.cells
        )
        for row in table.rows:
            self.sheet.set_row(top + row.number - 1, self._row_height(table, row))
            for cell in row.cells:
                if cell.merge != "continue":
                    self._cell(table, cell, top, ruled=ruled)
        repeated = [row.number for row in table.rows if row.repeats]
        if repeated:
            self.sheet.repeat_rows(top, top + repeated[-1] - 1)
            self.sheet.freeze_panes(top + repeated[-1], 0)
        self.row = top + len(table.rows)

    def _cell(self, table: Table, cell: Cell, top: int, *, ruled: bool) -> None:
        first, last = self._columns(table, cell)
        row = top + cell.row - 1
        bottom = row + _rows_below(table, cell)
        align = cell.paragraphs[0].format.align if cell.paragraphs else "left"
        place = {"border": int(ruled), "align": _ALIGN.get(align, "left")}
        look = self._format(**place)
        text = cell.text.strip("\n")
        if (first, row) != (last, bottom):
            self.sheet.merge_range(row, first, bottom, last, "", look)
        if _NUMBER.fullmatch(text):
            look = self._format(**place, num_format="#,##0" if "," in text else "General")
            self.sheet.write_number(row, first, float(text.replace(",", "")), look)
        else:
            self.sheet.write_string(row, first, text, look)

    def _row_height(self, table: Table, row: Row) -> float:
        """In points: as high as the row is at least, and as its texts need."""
        heights = [row.height.in_pt if row.height is not None else 0.0]
        for cell in row.cells:
            if cell.merge is None:
                first, last = self._columns(table, cell)
                width = Length(self.edges[last + 1] - self.edges[first])
                heights.append(_height(cell.text, width, _SIZE))
        return min(max(heights), _HIGHEST)

    def _columns(self, table: Table, cell: Cell) -> tuple[int, int]:
        """The columns of the sheet that the cell covers, the first and the last."""
        stops = _stops(table)
        start = min(cell.column - 1, len(stops) - 2)
        end = min(start + cell.span, len(stops) - 1)
        first, last = self._edge(stops[start]), self._edge(stops[end]) - 1
        return first, max(first, last)

    def _edge(self, place: Length) -> int:
        return min(range(len(self.edges)), key=lambda index: abs(self.edges[index] - place))

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**_FONT, **look})
        return self.formats[key]


def _height(text: str, width: Length, size: Length) -> float:
    """In points: of a row that holds the text in so much width."""
    in_row = max(1.0, (width - _PADDING) / size)
    count = sum(max(1, ceil(text_width(line) / in_row)) for line in text.split("\n"))
    return max(20.0, 1.4 * size.in_pt * count + 4)


def _rows_below(table: Table, cell: Cell) -> int:
    """How many rows under its own the cell takes up."""
    if cell.merge != "restart":
        return 0
    count = 0
    for row in table.rows[cell.row :]:
        if not any(one.column == cell.column and one.merge == "continue" for one in row.cells):
            break
        count += 1
    return count


def _edges(tables: Sequence[Table]) -> list[Length]:
    """The left and right edges of all columns, from 0, those that all but meet being one."""
    edges: list[Length] = []
    for place in sorted({stop for table in tables for stop in _stops(table)}):
        if not edges or place - edges[-1] > _SAME_EDGE:
            edges.append(place)
    return edges


def _stops(table: Table) -> list[Length]:
    return (
        list(_running(table.columns))
        if table.columns
        else [Length(0), table.width or Length.mm(156)]
    )


def _running(widths: Sequence[Length]) -> Iterator[Length]:
    total = Length(0)
    yield total
    for width in widths:
        total = Length(total + width)
        yield total
