"""Tables: of forms and lists, and the imprint at the foot of a document."""

from __future__ import annotations

from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, flag, w
from notice_kit.standard.gbt9704 import IMPRINT_THICK, IMPRINT_THIN, PORTRAIT
from notice_kit.standard.house import CELL_PADDING, TABLE_RULE
from notice_kit.standard.manuscript import Cell, Imprint, Row, Table, Tag
from notice_kit.standard.runs import paragraph, runs
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
        _borders(dict.fromkeys(_EDGES, TABLE_RULE)) if source.border == "all" else None,
        w("tblLayout", type="fixed"),
        padding(*CELL_PADDING),
    )
    rows = _Rows(widths)
    return w("tbl", properties, _grid(widths), *rows.of(source))


def padding(above_below: Length = NOTHING, beside: Length = NOTHING) -> Element:
    """`w:tblCellMar`; said even where it is nothing, for LibreOffice takes 1.9 mm by itself."""
    rooms = {"top": above_below, "left": beside, "bottom": above_below, "right": beside}
    margins = (w(side, w=room.in_twips, type="dxa") for side, room in rooms.items())
    return w("tblCellMar", *margins)


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
        while column < len(self.widths):
            covering = self.below.pop(column, None)
            cell, left = covering if covering else (waiting.pop(0), 0)
            rows_left = left - 1 if covering else cell.rows - 1
            if rows_left:
                self.below[column] = (cell, rows_left)
            merge = "continue" if covering else "restart" if rows_left else None
            width = sum(self.widths[column : column + cell.columns])
            cells.append(_cell(cell, width, merge))
            column += cell.columns
        return w("tr", properties, *cells)


def _cell(cell: Cell, width: int, merge: str | None = None) -> Element:
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
    paragraphs = [paragraph(role, *runs(line)) for line in lines]
    if cell.align != default:
        for made in paragraphs:
            made[0].append(w("jc", val=_ALIGN[cell.align]))
    return w("tc", properties, *paragraphs)


def imprint(source: Imprint) -> Element:
    """版记: a table that floats to the foot of the type area, its last rule on the edge.

    Source:
        GB/T 9704-2012, 7.4.1–7.4.3.
    """
    width = PORTRAIT.area_width.in_twips
    left = width // 2
    rows: list[Element] = []
    if source.copy_to is not None:
        copy_to = paragraph("copy_to", *runs(f"抄送：{source.copy_to}。"))
        rows.append(_imprint_row([(copy_to, width)], spans=2))
    office = paragraph("printing_office", *runs(source.office))
    date = paragraph("printing_date", *runs(f"{source.date}印发"))
    rows.append(_imprint_row([(office, left), (date, width - left)]))
    properties = w(
        "tblPr",
        w(
            "tblpPr",
            vertAnchor="margin",
            horzAnchor="margin",
            tblpXSpec="center",
            tblpYSpec="bottom",
        ),
        w("tblOverlap", val="never"),
        w("tblW", w=width, type="dxa"),
        _borders({"top": IMPRINT_THICK, "bottom": IMPRINT_THICK, "insideH": IMPRINT_THIN}),
        w("tblLayout", type="fixed"),
        padding(),
    )
    return w("tbl", properties, _grid([left, width - left]), *rows)


_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _borders(rules: dict[str, RuleSpec]) -> Element:
    edges = [w(edge, **borders(rules[edge])) for edge in _EDGES if edge in rules]
    return w("tblBorders", *edges)


def _grid(widths: list[int]) -> Element:
    return w("tblGrid", *(w("gridCol", w=width) for width in widths))


def _imprint_row(cells: list[tuple[Element, int]], spans: int = 1) -> Element:
    return w(
        "tr",
        w("trPr", w("cantSplit")),
        *(
            w(
                "tc",
                w(
                    "tcPr",
                    w("tcW", w=width, type="dxa"),
                    w("gridSpan", val=spans) if spans > 1 else None,
                ),
                content,
            )
            for content, width in cells
        ),
    )
