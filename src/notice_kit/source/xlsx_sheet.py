"""One worksheet's XML → its filled cells, and what is merged or hidden in it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from notice_kit.source.xlsx_values import RawCell

LAST_COLUMN = 16_384
LAST_ROW = 1_048_576
"""The size of a sheet in Excel 2007 and later (XFD1048576)."""


@dataclass(frozen=True, slots=True)
class Styles:
    """What a workbook says of all its sheets.

    Attributes:
        epoch: day 0 of its dates: 1899-12-30, or 1904-01-01.
        number_formats: of each cell style, by its number.
        dates, durations: the cell styles that are formats of dates and times, or of durations.
        texts: the shared strings.
    """

    epoch: datetime
    number_formats: Sequence[str]
    dates: frozenset[int]
    durations: frozenset[int]
    texts: Sequence[str]

    def format_of(self, style: int) -> str:
        """The number format of the cell style; `General` for one that the file does not have."""
        return self.number_formats[style] if style < len(self.number_formats) else "General"


@dataclass(slots=True)
class SheetContent:
    """What one sheet holds.

    Attributes:
        cells: row → column → cell, both from 1; only cells with a value or a formula.
        merged: first column, first row, last column, last row of each merged range.
        hidden_rows: their numbers.
        hidden_columns: first and last of each hidden group.
    """

    cells: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class _Parser(WorkSheetParser):
    """openpyxl's parser, which also tells formulas and hidden rows, and forgets other settings."""

    def __init__(self, xml: bytes, styles: Styles, content: SheetContent) -> None:
        super().__init__(
            io.BytesIO(xml),
            styles.texts,
            data_only=True,
            epoch=styles.epoch,
            date_formats=styles.dates,
            timedelta_formats=styles.durations,
        )
        self._content = content

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        if cell["data_type"] == "e" and element.get("t") != "e":
            cell |= {"data_type": "outside", "value": element.findtext(VALUE_TAG)}
        cell["formula"] = None if formula is None else formula.text or ""
        return cell

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        number, cells = super().parse_row(row)
        if _is_true(row.get("hidden")):
            self._content.hidden_rows.add(number)
        self.row_dimensions.clear()
        return number, cells


def read_sheet(xml: bytes, styles: Styles) -> SheetContent:
    """The content of a worksheet part.

    openpyxl's parser is used without its `Worksheet`, which would make an object for each of the
    17 billion cells of a merged range, and fill the rows up to XFD1048576 for one value there.

    Args:
        xml: the part.
        styles: those of its workbook.

    Raises:
        Exception: of many kinds, when the XML is not what a worksheet should be.
    """
    content = SheetContent()
    parser = _Parser(xml, styles, content)
    for _row, cells in parser.parse():
        for cell in cells:
            if cell["value"] is not None or cell["formula"] is not None:
                raw = RawCell(
                    cell["value"],
                    cell["data_type"],
                    styles.format_of(cell["style_id"]),
                    cell["formula"],
                )
                content.cells.setdefault(cell["row"], {})[cell["column"]] = raw
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    content.merged = [_whole_range(one.ref) for one in merged]
    content.hidden_columns = _hidden_columns(parser.column_dimensions)
    return content


def _whole_range(reference: str) -> tuple[int, int, int, int]:
    first_column, first_row, last_column, last_row = range_boundaries(reference)
    return first_column or 1, first_row or 1, last_column or LAST_COLUMN, last_row or LAST_ROW


def _hidden_columns(dimensions: Mapping[str, Mapping[str, str]]) -> list[tuple[int, int]]:
    return [
        (int(group["min"]), int(group["max"]))
        for group in dimensions.values()
        if _is_true(group.get("hidden"))
    ]


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")
