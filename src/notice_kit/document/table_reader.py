"""What tables, rows and cells state of themselves."""

from __future__ import annotations

from notice_kit.document.attributes import (
    VAL,
    attribute,
    child,
    children,
    is_on,
    switch,
    twips,
    value,
    whole,
)
from notice_kit.document.formatting import Formatter
from notice_kit.document.properties import border
from notice_kit.document.sections import Section
from notice_kit.document.styles import Style
from notice_kit.document.tables import Cell, Row, Table
from notice_kit.document.values import NOTHING, Border
from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element

_LARGEST_SPAN = 100


def read_table(
    element: Element,
    number: int,
    part: str,
    formatter: Formatter,
    section: Section | None,
    cell: Cell | None,
) -> Table:
    """The table of a `w:tbl`, its rows not read yet (ECMA-376 Part 1, 17.4.38)."""
    properties = child(element, "tblPr")
    style = formatter.styles.of(value(child(properties, "tblStyle")), "table")
    position = child(properties, "tblpPr")
    layout = child(properties, "tblLayout")
    of_style = () if style is None else formatter.styles.chain(style)
    borders: dict[str, Border | None] = {}
    for link in of_style:
        borders |= _borders(child(child(link.element, "tblPr"), "tblBorders"))
    return Table(
        number=number,
        part=part,
        style=style,
        columns=tuple(
            twips(attribute(column, "w")) or NOTHING
            for column in children(child(element, "tblGrid"), "gridCol")
        ),
        width=_width(child(properties, "tblW")),
        align=_stated(properties, of_style, "jc") or "left",
        indent=_width(child(properties, "tblInd")) or NOTHING,
        fixed=layout is not None and attribute(layout, "type") == "fixed",
        floating=position is not None,
        position={}
        if position is None
        else {str(key).rpartition("}")[2]: str(text) for key, text in position.attrib.items()},
        borders=borders | _borders(child(properties, "tblBorders")),
        section=section,
        in_cell=cell,
        element=element,
    )


def _stated(properties: Element | None, links: tuple[Style, ...], name: str) -> str | None:
    own = value(child(properties, name))
    if own is not None:
        return own
    found = [value(child(child(link.element, "tblPr"), name)) for link in links]
    return next((one for one in reversed(found) if one is not None), None)


def _width(element: Element | None) -> Length | None:
    if element is None or attribute(element, "type") in ("auto", "pct", "nil"):
        return None
    return twips(attribute(element, "w"))


def _borders(element: Element | None) -> dict[str, Border | None]:
    names = {"start": "left", "end": "right"}
    found = {}
    for side in element if element is not None else ():
        if isinstance(side.tag, str):
            name = side.tag.rpartition("}")[2]
            found[names.get(name, name)] = border(side)
    return found


def read_row(element: Element, number: int) -> Row:
    """The row of a `w:tr`, its cells not read yet (17.4.78)."""
    properties = child(element, "trPr")
    height = child(properties, "trHeight")
    repeats, whole_row = child(properties, "tblHeader"), child(properties, "cantSplit")
    return Row(
        number=number,
        height=None if height is None else twips(height.get(VAL)),
        height_rule="auto" if height is None else attribute(height, "hRule") or "atLeast",
        repeats=repeats is not None and is_on(repeats),
        may_split=whole_row is None or not is_on(whole_row),
        element=element,
    )


def read_cell(element: Element, table: Table, row: int, column: int) -> Cell:
    """The cell of a `w:tc`, its blocks not read yet (17.4.65)."""
    properties = child(element, "tcPr")
    merge = child(properties, "vMerge")
    shading = child(properties, "shd")
    fill = None if shading is None else (attribute(shading, "fill") or "auto").upper()
    span = whole(value(child(properties, "gridSpan"))) or 1
    return Cell(
        table=table,
        row=row,
        column=column,
        span=min(max(span, 1), _LARGEST_SPAN),
        merge=None if merge is None else merge.get(VAL, "continue"),
        vertical=value(child(properties, "vAlign")) or "top",
        width=_width(child(properties, "tcW")),
        text_direction=value(child(properties, "textDirection")),
        shading=None if fill in (None, "AUTO", "FFFFFF") else fill,
        borders=_borders(child(properties, "tcBorders")),
        element=element,
    )


_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
    "noVBand": 0x400,
}  # fmt: skip


def conditions(table: Element, row: tuple[int, int], column: tuple[int, int]) -> tuple[str, ...]:
    """The parts of a table style that hold for a cell, the weakest first.

    Args:
        table: the `w:tbl`.
        row: its place from 0, and how many there are.
        column: the same of its column.

    Source:
        ECMA-376 Part 1, 17.4.56 (tblLook), 17.7.6.6 (tblStylePr).
    """
    look = child(child(table, "tblPr"), "tblLook")
    if look is None:
        return ("wholeTable",)
    try:
        bits = int(look.get(VAL, "0"), 16)
    except ValueError:
        bits = 0

    def on(name: str) -> bool:
        stated = switch(attribute(look, name))
        return bool(bits & _LOOK_BITS[name]) if stated is None else stated

    found = ["wholeTable"]
    if not on("noVBand"):
        found.append("band1Vert" if (column[0] - on("firstColumn")) % 2 == 0 else "band2Vert")
    if not on("noHBand"):
        found.append("band1Horz" if (row[0] - on("firstRow")) % 2 == 0 else "band2Horz")
    if on("firstColumn") and column[0] == 0:
        found.append("firstCol")
    if on("lastColumn") and column[0] == column[1] - 1:
        found.append("lastCol")
    if on("firstRow") and row[0] == 0:
        found.append("firstRow")
    if on("lastRow") and row[0] == row[1] - 1:
        found.append("lastRow")
    return tuple(found)
