"""Sheets and CSV files alike: filled cells → a table below its header row.

Codes: NK-S50 no header row, NK-S51 two equal headers, NK-S52 values under no header, NK-S53 white
space left out (warning), NK-S54 a row far below the rest (warning), NK-S55 rows above the header
row that are not read (warning); NK-S08 see `characters.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _
from notice_kit.source.characters import REFUSED, one_line_break, without_refused
from notice_kit.source.located import Cell, Plain, Row, Scalar, Table, normalise_header

FAR_BELOW = 100
"""Empty rows before a row that is likely a slip of the hand. Page breaks leave fewer."""

_SHOWN = 10
"""Places that one finding names; more are counted."""

Cells: TypeAlias = Mapping[int, Mapping[int, Scalar]]
"""Row number → column number → value, both from 1, in order; only cells that hold something. None
stands for a cell that could not be read."""

Place: TypeAlias = Callable[[int, int | None], Location]
"""Row and column → where the cell stands; column None is the whole row."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet or a CSV file as read.

    Attributes:
        name: of the table.
        cells: its values; text as written.
        location: of the whole.
        place: where a cell or row stands.
    """

    name: str
    cells: Cells
    location: Location
    place: Place


@dataclass(frozen=True, slots=True)
class Headed:
    """A table with the row in which its headers stand."""

    table: Table
    header_row: int
    last_row: int
    last_column: int


def filled_cells(cells: Cells) -> Cells:
    """The cells in order of rows and columns, without those that hold only white space."""
    filled = {
        row: {column: line[column] for column in sorted(line) if not _is_blank(line[column])}
        for row, line in sorted(cells.items())
    }
    return {row: line for row, line in filled.items() if line}


def read_grid(grid: Grid) -> tuple[Headed | None, list[Finding]]:
    """The table in the grid, headed by its first row of two or more cells that are all text.

    Rows with a single cell above it are titles. Rows without any value are left out. Where two
    headers are equal, the first is kept. None when the grid is empty, or has no header row (then
    there is an error).
    """
    if not grid.cells:
        return None, []
    header_row = next((row for row, line in grid.cells.items() if _is_header(line)), None)
    if header_row is None:
        return None, [_no_header(grid)]
    columns, findings = _columns(grid, header_row)
    findings += _skipped(grid, header_row)
    findings += _stray_values(grid, header_row, grid.cells[header_row])
    rows, faults = _rows(grid, header_row, columns)
    findings += faults
    places = {header: grid.place(header_row, column) for column, header in columns.items()}
    table = Table(grid.name, rows, grid.location, places)
    return Headed(table, header_row, max(grid.cells), max(columns)), findings


@cache
def column_letters(column: int) -> str:
    """The column as sheets name it: 1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def listed(places: list[str]) -> str:
    """The places in one line; of many, the first ten and how many there are."""
    text = ", ".join(places[:_SHOWN])
    if len(places) > _SHOWN:
        text += _(" … ({count} in all)").format(count=len(places))
    return text


def _is_blank(value: Scalar) -> bool:
    return isinstance(value, str) and not value.strip() and not REFUSED.search(value)


def _is_header(line: Mapping[int, Scalar]) -> bool:
    return len(line) > 1 and all(isinstance(value, str) for value in line.values())


def _no_header(grid: Grid) -> Finding:
    rows = (row for row, line in grid.cells.items() if len(line) > 1)
    row = next(rows, next(iter(grid.cells)))
    odd = [column for column, value in grid.cells[row].items() if not isinstance(value, str)]
    column = odd[0] if odd else next(iter(grid.cells[row]))
    message = _("there is no row of column names (two or more cells, all of them text)")
    remedy = _("Write the column names in one row above the values, each as text.")
    value = grid.cells[row][column]
    found = None if value is None else str(value)
    return error("NK-S50", message, grid.place(row, column), found=found, remedy=remedy)


def _columns(grid: Grid, row: int) -> tuple[dict[int, str], list[Finding]]:
    columns: dict[int, str] = {}
    findings: list[Finding] = []
    first_of: dict[str, int] = {}
    for column, value in grid.cells[row].items():
        place = grid.place(row, column)
        text, faults = without_refused(str(value), place)
        findings += faults
        header = normalise_header(text)
        if header in first_of:
            message = _("columns {first} and {second} have the same name “{header}”").format(
                first=column_letters(first_of[header]),
                second=column_letters(column),
                header=header,
            )
            remedy = _("Rename one of them, or delete it.")
            findings.append(error("NK-S51", message, place, found=text, remedy=remedy))
        else:
            columns[column] = header
            first_of[header] = column
    return columns, findings


def _skipped(grid: Grid, header_row: int) -> list[Finding]:
    message = _("this row stands above the column names and is not read")
    remedy = _("If it should hold the column names, write all of them as text.")
    return [
        warning("NK-S55", message, grid.place(row, None), remedy=remedy)
        for row, line in grid.cells.items()
        if row < header_row and len(line) > 1
    ]


def _stray_values(grid: Grid, header_row: int, headers: Mapping[int, Scalar]) -> list[Finding]:
    """One error for each column that has values but no header, at the first of them."""
    strays: dict[int, list[int]] = {}
    for row, line in grid.cells.items():
        if row > header_row:
            for column in line.keys() - headers.keys():
                strays.setdefault(column, []).append(row)
    findings = []
    for column, rows in sorted(strays.items()):
        place = grid.place(rows[0], column)
        places = listed([_cell_or_line(grid.place(row, column)) for row in rows])
        message = _("column {column} has no name, but values in {places}").format(
            column=column_letters(column), places=places
        )
        value = grid.cells[rows[0]][column]
        found = None if value is None else str(value)
        remedy = _("Write a name above them, or delete them.")
        findings.append(error("NK-S52", message, place, found=found, remedy=remedy))
    return findings


def _rows(
    grid: Grid, header_row: int, columns: Mapping[int, str]
) -> tuple[tuple[Row, ...], list[Finding]]:
    rows: list[Row] = []
    findings: list[Finding] = []
    trimmed: dict[int, list[Cell]] = {}
    before = header_row
    for number, line in grid.cells.items():
        if number <= header_row or not line.keys() & columns.keys():
            continue
        if number - before > FAR_BELOW:
            findings.append(_far(grid, number, line, number - before - 1))
        before = number
        cells: dict[str, Cell] = {}
        for column, header in columns.items():
            written = Cell(line.get(column), grid.place(number, column))
            cells[header], faults = _clean(written)
            findings += faults
            if _is_trimmed(written.value):
                trimmed.setdefault(column, []).append(written)
        rows.append(Row(cells, grid.place(number, None)))
    return tuple(rows), findings + [_trimmed(cells) for _column, cells in sorted(trimmed.items())]


def _clean(written: Cell) -> tuple[Cell, list[Finding]]:
    r"""The cell with `\n` line breaks and without white space around its text."""
    if not isinstance(written.value, str):
        return written, []
    text, findings = without_refused(one_line_break(written.value), written.location)
    return Cell(text.strip() or None, written.location), findings


def _is_trimmed(value: Plain) -> bool:
    return isinstance(value, str) and value != value.strip() and not REFUSED.search(value)


def _far(grid: Grid, row: int, line: Mapping[int, Scalar], gap: int) -> Finding:
    column = next(iter(line))
    value = line[column]
    message = _("this row stands {gap:,} empty rows below the rest; it is read").format(gap=gap)
    remedy = _("If something was left there by mistake, delete the row.")
    found = None if value is None else str(value)
    return warning("NK-S54", message, grid.place(row, column), found=found, remedy=remedy)


def _trimmed(cells: list[Cell]) -> Finding:
    """One warning for each column, at its first such cell."""
    places = listed([_cell_or_line(cell.location) for cell in cells])
    message = _("white space before or after the value is left out in {places}").format(
        places=places
    )
    return warning("NK-S53", message, cells[0].location, found=str(cells[0].value))


def _cell_or_line(place: Location) -> str:
    return place.cell or _("line {line}").format(line=place.line)
