"""The cells of forms: labels, what is filled in beside and under them, how large they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.signs import compact
from notice_kit.document.tables import Cell, Table
from notice_kit.measure import Length
from notice_kit.standard.house import FORM_LABELS


def form_tables(document: Document) -> Iterator[Table]:
    """The tables of a form, but for nested ones and those without lines, which only place text."""
    for table in document.tables:
        drawn = any(table.borders.values()) or any(
            any(cell.borders.values()) for cell in table.cells
        )
        if table.in_cell is None and drawn:
            yield table


def is_label(cell: Cell) -> bool:
    """Whether it holds the name of a usual field, such as 姓名, and nothing else."""
    return compact(cell.text) in FORM_LABELS


def filled_in(document: Document, label: re.Pattern[str]) -> Iterator[tuple[Cell, list[Cell]]]:
    """Every cell whose text a pattern finds, with those that may hold its value.

    They are the next cell of its row, and all cells of its column under it that begin where it
    does. Labels among them are left out.
    """
    for table in form_tables(document):
        for row in table.rows:
            for place, cell in enumerate(row.cells):
                if label.search(compact(cell.text)):
                    beside = row.cells[place + 1 : place + 2]
                    under = [
                        other
                        for lower in table.rows[row.number :]
                        for other in lower.cells
                        if other.column == cell.column
                    ]
                    yield cell, [one for one in (*beside, *under) if not is_label(one)]


def cell_height(cell: Cell) -> Length | None:
    """The least height of a cell over all rows that it is merged with; None where not stated."""
    rows = cell.table.rows
    total = rows[cell.row - 1].height
    if total is None:
        return None
    for row in rows[cell.row :] if cell.merge == "restart" else []:
        below = next((one for one in row.cells if one.column == cell.column), None)
        if below is None or below.merge != "continue":
            break
        if row.height is None:
            return None
        total = Length(total + row.height)
    return total
