"""CSV files: one table, named after the file.

Codes: NK-S60 quotation marks that do not pair, NK-S61 no values; for the rest see `grid.py` and
`text.py`.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.source.grid import Cells, Grid, filled_cells, read_grid
from notice_kit.source.located import Scalar, Table
from notice_kit.source.text import read_text


def read_csv(path: Path, name: str) -> tuple[list[Table], list[Finding]]:
    """The one table of the file; every value is text, or None where there is none.

    Places are lines: the first one where a value goes over several.

    Args:
        path: the file; its name without suffix is the table's name.
        name: its path as the user knows it, for messages.

    Returns:
        The table, or no table (with an error) when there is no header row.

    Raises:
        SourceError: the file cannot be read, has no values, or its quotation marks do not pair.
    """
    text, findings = read_text(path, name)
    cells = filled_cells(_cells(text, name))
    whole = Location(name)
    if not cells:
        raise SourceError(*findings, error("NK-S61", _("there is no value in the file"), whole))
    grid = Grid(path.stem, cells, whole, lambda row, _column: Location(name, line=row))
    headed, faults = read_grid(grid)
    return [headed.table] if headed else [], findings + faults


def _cells(text: str, name: str) -> Cells:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    cells: dict[int, dict[int, Scalar]] = {}
    line = 1
    try:
        for record in reader:
            cells[line] = dict(enumerate(record, start=1))
            line = reader.line_num + 1
    except csv.Error as problem:
        message = _("the row cannot be read: {problem}").format(problem=problem)
        remedy = _(
            "A value with a comma, line break or quotation mark stands between double quotation "
            "marks; one inside it is written twice."
        )
        place = Location(name, line)
        raise SourceError(error("NK-S60", message, place, remedy=remedy)) from problem
    return cells
