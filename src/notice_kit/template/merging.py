"""`{% merge_same %}`: equal neighbours in a column of a filled table become one cell."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from notice_kit.ooxml.wml import IN_W
from notice_kit.template.marks import MERGE, marks_of

# What stands before vMerge in the properties of a cell.
_BEFORE = {f"{IN_W}{tag}" for tag in ("cnfStyle", "tcW", "gridSpan", "hMerge")}
_BREAKS = {f"{IN_W}br": "\n", f"{IN_W}cr": "\n", f"{IN_W}tab": "\t", f"{IN_W}p": "\n"}
_PICTURES = tuple(f"{IN_W}{tag}" for tag in ("drawing", "pict", "object"))

_Place = tuple[int, int]  # the first column of a cell and how many it spans


def merge_same(root: etree._Element) -> None:
    """Merge the marked cells of each table with the equal ones above them.

    Cells are neighbours when they stand in rows one after the other, begin in the same column and
    span as many. Empty cells, cells with pictures and cells that are merged already stay alone.

    Source:
        ECMA-376 Part 1, 17.4.84 (vMerge).
    """
    marked = [
        cell
        for found, name, _number in marks_of(root)
        if name == MERGE and (cell := next(found.iterancestors(f"{IN_W}tc"), None)) is not None
    ]
    by_table: dict[etree._Element, set[etree._Element]] = {}
    for cell in marked:
        table = next(cell.iterancestors(f"{IN_W}tbl"), None)
        if table is not None:
            by_table.setdefault(table, set()).add(cell)
    for table, cells in by_table.items():
        _merge_rows(table, cells)


def _merge_rows(table: etree._Element, marked: set[etree._Element]) -> None:
    above: dict[_Place, tuple[str, etree._Element]] = {}  # text and first cell of what may grow
    for row in _own(table, table, f"{IN_W}tr"):
        here: dict[_Place, tuple[str, etree._Element]] = {}
        for place, cell in _places(row, table):
            text = _text(cell) if cell in marked else ""
            if not text.strip() or cell.find(f"{IN_W}tcPr/{IN_W}vMerge") is not None:
                continue
            first = above.get(place)
            if first is not None and first[0] == text:
                _set_merge(first[1], "restart")
                _set_merge(cell, None)
                _empty(cell)
                here[place] = first
            else:
                here[place] = (text, cell)
        above = here


def _own(parent: etree._Element, table: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or cells below `parent` that are of this table, not of one within it."""
    for element in parent.iter(tag):
        if next(element.iterancestors(f"{IN_W}tbl"), None) is table:
            yield element


def _places(row: etree._Element, table: etree._Element) -> Iterator[tuple[_Place, etree._Element]]:
    column = _number(row.find(f"{IN_W}trPr/{IN_W}gridBefore"), 0)
    for cell in _own(row, table, f"{IN_W}tc"):
        span = _number(cell.find(f"{IN_W}tcPr/{IN_W}gridSpan"), 1)
        yield (column, span), cell
        column += span


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{IN_W}val", "")
    return int(value) if value.isdecimal() else otherwise


def _text(cell: etree._Element) -> str:
    """What a reader sees in the cell; nothing where there are pictures, which no text tells."""
    if next(cell.iter(*_PICTURES), None) is not None:
        return ""
    return "".join(
        (item.text or "") + "".join(child.tail or "" for child in item)
        if item.tag == f"{IN_W}t"
        else _BREAKS[str(item.tag)]
        for item in cell.iter(f"{IN_W}t", *_BREAKS)
    )


def _set_merge(cell: etree._Element, value: str | None) -> None:
    properties = cell.find(f"{IN_W}tcPr")
    if properties is None:
        properties = etree.Element(f"{IN_W}tcPr")
        cell.insert(0, properties)
    merge = properties.find(f"{IN_W}vMerge")
    if merge is None:
        merge = etree.Element(f"{IN_W}vMerge")
        properties.insert(sum(child.tag in _BEFORE for child in properties), merge)
    if value is not None:
        merge.set(f"{IN_W}val", value)


def _empty(cell: etree._Element) -> None:
    """Leave one paragraph without text: the cell above says it."""
    look = cell.find(f".//{IN_W}p/{IN_W}pPr")
    for child in list(cell):
        if child.tag != f"{IN_W}tcPr":
            cell.remove(child)
    paragraph = etree.SubElement(cell, f"{IN_W}p")
    if look is not None:
        for number in look.findall(f"{IN_W}numPr"):
            look.remove(number)
        paragraph.append(look)
