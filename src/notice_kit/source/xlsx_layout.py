"""What a sheet's layout does to its data: merged cells and hidden rows, columns and sheets.

Codes: NK-S77 merged cells, NK-S78 hidden values (a warning).
"""

from __future__ import annotations

from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _, ngettext
from notice_kit.source.grid import Grid, Headed, column_letters, listed
from notice_kit.source.xlsx_sheet import SheetContent


def merged_cells(content: SheetContent, headed: Headed, whole: Location) -> list[Finding]:
    """An error for each merged range in the table or its header row; titles above may be merged.

    In a merged range only the first cell has the value; the others, read as rows, would be empty.
    """
    message = _("cells of the table are merged, so all but the first are empty")
    remedy = _("Take the merge apart and write the value into each cell.")
    findings = []
    for first_column, first_row, last_column, last_row in content.merged:
        below_titles = headed.header_row <= last_row and first_row <= headed.last_row
        if below_titles and first_column <= headed.last_column:
            first, last = column_letters(first_column), column_letters(last_column)
            cells = f"{first}{first_row}:{last}{last_row}"
            place = Location(whole.file, sheet=whole.sheet, cell=cells)
            findings.append(error("NK-S77", message, place, remedy=remedy))
    return findings


def hidden_values(
    content: SheetContent, grid: Grid, headed: Headed, *, is_hidden_sheet: bool
) -> list[Finding]:
    """A warning each for a hidden sheet, and for hidden rows and columns that hold values."""
    rows = [row for row in grid.cells if row in content.hidden_rows and row > headed.header_row]
    columns = sorted({column for line in grid.cells.values() for column in line})
    hidden = [
        column
        for column in columns
        if any(first <= column <= last for first, last in content.hidden_columns)
    ]
    findings = []
    if is_hidden_sheet:
        count = len(headed.table.rows)
        message = ngettext(
            "the sheet is hidden; its {count} row is read",
            "the sheet is hidden; its {count} rows are read",
            count,
        ).format(count=count)
        findings.append(_hidden(message, grid.location))
    if rows:
        message = ngettext(
            "{count} hidden row is read: {places}",
            "{count} hidden rows are read: {places}",
            len(rows),
        ).format(count=len(rows), places=listed([str(row) for row in rows]))
        findings.append(_hidden(message, grid.place(rows[0], None)))
    if hidden:
        names = [column_letters(column) for column in hidden]
        message = ngettext(
            "{count} hidden column is read: {places}",
            "{count} hidden columns are read: {places}",
            len(names),
        ).format(count=len(names), places=listed(names))
        place = grid.place(headed.header_row, hidden[0])
        findings.append(_hidden(message, place))
    return findings


def _hidden(message: str, place: Location) -> Finding:
    remedy = _("Delete what should not be used; unhide the rest, so that others see it.")
    return warning("NK-S78", message, place, remedy=remedy)
