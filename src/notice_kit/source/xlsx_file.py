"""Excel workbooks: a table for each sheet.

Codes: NK-S76 damaged sheet, NK-S79 no sheet with values. For the rest see `grid.py`,
`xlsx_values.py`, `xlsx_layout.py`, `xlsx_book.py` and `ooxml/`.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import ParseError

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.zip_limits import read_members
from notice_kit.source.grid import Cells, Grid, Place, column_letters, filled_cells, read_grid
from notice_kit.source.located import Scalar, Table
from notice_kit.source.xlsx_book import Sheet, open_book
from notice_kit.source.xlsx_layout import hidden_values, merged_cells
from notice_kit.source.xlsx_sheet import SheetContent, Styles, read_sheet
from notice_kit.source.xlsx_values import read_value

_MALFORMED = (
    ParseError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
)
"""What openpyxl raises for a worksheet that is not as it should be; it has no class of its own."""


def read_workbook(
    path: Path, name: str, is_wanted: Callable[[str], bool] = lambda _sheet: True
) -> tuple[list[Table], list[Finding]]:
    """The tables of the workbook, one for each sheet with values, in the order of their tabs.

    A sheet that cannot be read, or has no row of column names, is left out with an error; the
    others are read. What is hidden is read, with a warning. A sheet that is not wanted is a table
    without rows, so that nothing in it can be wrong; where it is hidden it is left out.

    Args:
        path: the file.
        name: its path as the user knows it, for messages.
        is_wanted: whether the sheet of that name is read; all are when left out.

    Raises:
        SourceError: this is no readable workbook, or there is no value in it.
    """
    whole = Location(name)
    members = read_members(path, name, "xlsx")
    sheets, styles, findings = open_book(members, whole)
    tables = []
    is_empty = not findings
    for sheet in sheets:
        place = Location(name, sheet=sheet.name)
        if not is_wanted(sheet.name):
            is_empty = False
            tables += [] if sheet.is_hidden else [Table(sheet.name, (), place)]
            continue
        table, faults = _read_sheet(sheet, styles, place)
        is_empty = is_empty and table is None and not faults
        findings += faults
        if table is not None:
            tables.append(table)
    if is_empty:
        raise SourceError(error("NK-S79", _("there is no value in any sheet"), whole))
    return tables, findings


def _read_sheet(
    sheet: Sheet, styles: Styles, whole: Location
) -> tuple[Table | None, list[Finding]]:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of settings that it does not keep; none of them is data.
            warnings.simplefilter("ignore")
            content = read_sheet(sheet.xml, styles)
    except _MALFORMED as problem:
        message = _("the sheet is damaged: {problem}").format(problem=problem)
        remedy = _("Open the file in Excel or WPS, check the sheet and save it again.")
        return None, [error("NK-S76", message, whole, remedy=remedy)]

    def place(row: int, column: int | None) -> Location:
        cell = f"{row}:{row}" if column is None else f"{column_letters(column)}{row}"
        return Location(whole.file, sheet=whole.sheet, cell=cell)

    cells, findings = _values(content, place)
    grid = Grid(sheet.name, filled_cells(cells), whole, place)
    headed, faults = read_grid(grid)
    findings += faults
    if headed is None:
        return None, findings
    findings += merged_cells(content, headed, whole)
    findings += hidden_values(content, grid, headed, is_hidden_sheet=sheet.is_hidden)
    return headed.table, findings


def _values(content: SheetContent, place: Place) -> tuple[Cells, list[Finding]]:
    """The values of the cells; None, with a finding, for those that cannot be read."""
    cells: dict[int, dict[int, Scalar]] = {}
    findings = []
    for row, line in content.cells.items():
        for column, raw in line.items():
            where = place(row, column)
            value, fault = read_value(raw, where)
            if fault is not None:
                findings.append(fault)
            if value is not None or fault is not None:
                cells.setdefault(row, {})[column] = value
    return cells, findings
