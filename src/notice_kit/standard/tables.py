"""Tables: of forms and lists, and those without borders that only put things in their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, flag, w
from notice_kit.standard.controls import with_control
from notice_kit.standard.house import CELL_PADDING, TABLE_RULE
from notice_kit.standard.manuscript_parts import Tag
from notice_kit.standard.manuscript_tables import Cell, Row, Table
from notice_kit.standard.runs import paragraph
from notice_kit.standard.specs import NOTHING, RuleSpec
from notice_kit.standard.styles import borders

_ALIGN = {"left": "left", "centre": "center", "right": "right"}
_VALIGN = {"top": "top", "centre": "center", "bottom": "bottom"}


def table(source: Table) -> Element:
    """The table of fixed columns; widths are the same in grid, cells and whole.

    Source:
        ECMA-376 Part 1, 17.4; WPS reads the grid, Word the cells.
    """
    widths = [Length.mm(width).in_twips for width in source.widths]
    properties = w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        table_borders(dict.fromkeys(_EDGES, TABLE_RULE)) if source.border == "all" else None,
        w("tblLayout", type="fixed"),
        padding(*CELL_PADDING),
    )
    rows = _Rows(widths)
    return w("tbl", properties, table_grid(widths), *rows.of(source))


def padding(above_below: Length = NOTHING, beside: Length = NOTHING) -> Element:
    """`w:tblCellMar`; said even where it is nothing, for LibreOffice takes 1.9 mm by itself."""
    rooms = {"top": above_below, "left": beside, "bottom": above_below, "right": beside}
    margins = (w(side, w=room.in_twips, type="dxa") for side, room in rooms.items())
    return w("tblCellMar", *margins)


def plain_table(
    widths: Sequence[Length],
    rows: Sequence[Sequence[Element | None]],
    *,
    align: str = "left",
    height: Length | None = None,
    exact: bool = False,
) -> Element:
    """A table without borders or room in its cells, whose rows are never split.

    Args:
        widths: of the columns.
        rows: a paragraph for each cell; None continues the cell above, which is then centred.
        align: where the table stands between the margins.
        height: of each row; None is as high as the text.
        exact: no row is ever higher.
    """
    columns = [width.in_twips for width in widths]
    properties = w(
        "tblPr",
        w("tblW", w=sum(columns), type="dxa"),
        w("jc", val=align),
        w("tblLayout", type="fixed"),
        padding(),
    )
    made = [
        w("tr", _row_properties(height, exact), *_plain_cells(index, rows, columns))
        for index in range(len(rows))
    ]
    return w("tbl", properties, table_grid(columns), *made)


def _row_properties(height: Length | None, exact: bool) -> Element:
    rule = "exact" if exact else "atLeast"
    high = None if height is None else w("trHeight", val=height.in_twips, hRule=rule)
    return w("trPr", w("cantSplit"), high)


def _plain_cells(
    index: int, rows: Sequence[Sequence[Element | None]], columns: Sequence[int]
) -> list[Element]:
    below = rows[index + 1] if index + 1 < len(rows) else [w("p")] * len(columns)
    cells = []
    for content, under, width in zip(rows[index], below, columns, strict=True):
        merge = "continue" if content is None else "restart" if under is None else None
        properties = w(
            "tcPr",
            w("tcW", w=width, type="dxa"),
            None if merge is None else w("vMerge", val=merge),
            w("vAlign", val="center"),
        )
        cells.append(w("tc", properties, paragraph("spacer") if content is None else content))
    return cells


class _Rows:
    """The rows of a table, with the cells that cells above reach down into.

    Attributes:
        widths: of the columns, twips.
        below: by column, the cell that covers it and how many rows it still covers.
    """

    def __init__(self, widths: list[int]) -> None:
        self.widths = widths
        self.below: dict[int, tuple[Cell, int]] = {}

    def of(self, source: Table) -> list[Element]:
        made: list[Element] = []
        header = source.header_rows
        for row in source.rows:
            if isinstance(row, Tag):
                made.append(self._tag(row))
                continue
            made.append(self._row(row, header=header > 0))
            header -= 1
        return made

    def _tag(self, row: Tag) -> Element:
        cell = Cell.model_validate({"lines": row.tag, "columns": len(self.widths)})
        return w("tr", _cell(cell, sum(self.widths)))

    def _row(self, row: Row, *, header: bool) -> Element:
        height = None if row.height is None else Length.mm(row.height).in_twips
        properties = w(
            "trPr",
            w("cantSplit"),
            None if height is None else w("trHeight", val=height, hRule="atLeast"),
            flag("tblHeader", header),
        )
        cells: list[Element] = []
        waiting = list(row.cells)
        column = 0
        label = ""
        while column < len(self.widths):
            covering = self.below.pop(column, None)
            cell, left = covering if covering else (waiting.pop(0), 0)
            rows_left = left - 1 if covering else cell.rows - 1
            if rows_left:
                self.below[column] = (cell, rows_left)
            merge = "continue" if covering else "restart" if rows_left else None
            width = sum(self.widths[column : column + cell.columns])
            cells.append(_cell(cell, width, merge, label))
            label = "".join(cell.lines) if cell.label else label
            column += cell.columns
        return w("tr", properties, *cells)


def _cell(cell: Cell, width: int, merge: str | None = None, label: str = "") -> Element:
    """A cell; `label` is the heading before it, and names its control."""
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=cell.columns) if cell.columns > 1 else None,
        None if merge is None else w("vMerge", val=merge),
        w("vAlign", val=_VALIGN[cell.valign]),
    )
    role = "table_label" if cell.label else "table_text"
    default = "centre" if cell.label else "left"
    lines = [""] if merge == "continue" else cell.lines
    paragraphs = [paragraph(role, *with_control(line, cell, label)) for line in lines]
    if cell.align != default:
        for made in paragraphs:
            made[0].append(w("jc", val=_ALIGN[cell.align]))
    return w("tc", properties, *paragraphs)


_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_borders(rules: Mapping[str, RuleSpec]) -> Element:
    """`w:tblBorders` with a rule at each of the edges named."""
    edges = [w(edge, **borders(rules[edge])) for edge in _EDGES if edge in rules]
    return w("tblBorders", *edges)


def table_grid(widths: Sequence[int]) -> Element:
    """`w:tblGrid`: the widths of the columns, twips."""
    return w("tblGrid", *(w("gridCol", w=width) for width in widths))
