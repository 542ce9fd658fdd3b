"""Fixers for tables: heads, lines, columns, labels of forms, 版记."""

from __future__ import annotations

from collections.abc import Iterable

from notice_kit.document.attributes import attribute, child
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.tables import Table
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.properties import Attributes, amend
from notice_kit.fixes.registry import fixer
from notice_kit.measure import Length
from notice_kit.ooxml.wml import IN_W, Element, w
from notice_kit.profile import Profile
from notice_kit.rules.form import is_middle
from notice_kit.rules.form_cells import form_tables, is_label
from notice_kit.rules.table import is_list, is_short, ordinary
from notice_kit.standard.gbt9704 import IMPRINT_THICK, IMPRINT_THIN, PORTRAIT
from notice_kit.standard.house import LONG_TABLE

_EIGHTHS = 8  # of a point, in which borders are measured
_ROW = "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader"
_TABLE = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook"
)
_SIDES = "top left start bottom right end insideH insideV tl2br tr2bl"
_CELL = (
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign"
)


def _element(table: Table) -> Element | None:
    """Its `w:tbl`; None for a table without rows."""
    rows = (row.element for row in table.rows)
    return next((one for row in rows for one in row.iterancestors(f"{IN_W}tbl")), None)


def _in_order(parent: Element, tag: str, order: str) -> Element:
    """The child of this name, made in its place where there is none."""
    found = child(parent, tag)
    if found is None:
        found = w(tag)
        names = order.split()
        before = {IN_W + name for name in names[: names.index(tag)]}
        place = max((i + 1 for i, one in enumerate(parent) if one.tag in before), default=0)
        parent.insert(place, found)
    return found


def _properties(table: Table) -> Element | None:
    element = _element(table)
    if element is None:
        return None
    found = child(element, "tblPr")
    if found is None:
        found = w("tblPr")
        element.insert(0, found)
    return found


def _lines(table: Table, sides: Iterable[str], attributes: Attributes) -> None:
    """Give the lines of a table these attributes, in the table itself and in its cells."""
    properties, element = _properties(table), _element(table)
    if properties is None or element is None:
        return
    borders = _in_order(properties, "tblBorders", _TABLE)
    for side in sides:
        line = table.borders.get(side)
        if line is None or line.kind in ("nil", "none"):
            continue
        one = _in_order(borders, side, _SIDES)
        if not one.attrib:
            one.set(f"{IN_W}val", line.kind)
            one.set(f"{IN_W}sz", str(_eighths(line.thickness)))
            one.set(f"{IN_W}color", line.colour or "auto")
        amend(borders, side, attributes)
    for cell in element.iter(f"{IN_W}tcBorders"):
        for side in sides:
            if child(cell, side) is not None:
                amend(cell, side, attributes)


def _eighths(length: Length) -> int:
    return round(length * _EIGHTHS / Length.pt(1))


@fixer("T-04")
def repeated_head(document: Document, _profile: Profile, _format: Format) -> None:
    """The head of a long list is repeated on each page."""
    for table in ordinary(document):
        if len(table.rows) > LONG_TABLE and is_list(table):
            row = _row_properties(table.rows[0].element)
            _in_order(row, "tblHeader", _ROW).attrib.clear()


@fixer("T-05")
def whole_rows(document: Document, _profile: Profile, _format: Format) -> None:
    """Short rows of a long list are not split over pages."""
    for table in ordinary(document):
        for row in table.rows if len(table.rows) > LONG_TABLE and is_list(table) else ():
            if row.may_split and is_short(row):
                _in_order(_row_properties(row.element), "cantSplit", _ROW).attrib.clear()


def _row_properties(row: Element) -> Element:
    found = child(row, "trPr")
    if found is None:
        found = w("trPr")
        row.insert(len(row.findall(f"{IN_W}tblPrEx")), found)
    return found


@fixer("T-08")
def black_lines(document: Document, _profile: Profile, _format: Format) -> None:
    """The lines of a table have the automatic colour."""
    black: Attributes = {
        "color": "auto", "themeColor": None, "themeTint": None, "themeShade": None,
    }  # fmt: skip
    for table in ordinary(document):
        coloured = [
            side
            for side, line in table.borders.items()
            if line is not None and line.colour not in (None, "000000", "auto")
        ]
        if coloured:
            _lines(table, coloured, black)


@fixer("M-03")
def fixed_columns(document: Document, _profile: Profile, _format: Format) -> None:
    """The columns of a form keep their widths."""
    for table in form_tables(document):
        properties = _properties(table)
        if not table.fixed and properties is not None:
            _in_order(properties, "tblLayout", _TABLE).set(f"{IN_W}type", "fixed")


@fixer("M-04")
def labels(document: Document, _profile: Profile, looks: Format) -> None:
    """The labels of a form stand in the middle of their cells."""
    found: list[Paragraph] = []
    for table in form_tables(document):
        for cell in table.cells:
            if is_label(cell) and not is_middle(document, cell):
                found += [paragraph for paragraph in cell.paragraphs if paragraph.bare]
                properties = child(cell.element, "tcPr")
                if properties is None:
                    properties = w("tcPr")
                    cell.element.insert(0, properties)
                _in_order(properties, "vAlign", _CELL).set(f"{IN_W}val", "center")
    looks.paragraphs([p for p in found if p.format.align != "distribute"], "jc", {"val": "center"})


def _imprint(document: Document) -> Table | None:
    imprint = document.layout.imprint
    return imprint.table if imprint is not None else None


@fixer("I-03")
def thick_rules(document: Document, _profile: Profile, _format: Format) -> None:
    """The first and the last rule of 版记 are 0.35 mm thick."""
    table = _imprint(document)
    if table is not None:
        _lines(table, ("top", "bottom"), {"sz": _eighths(IMPRINT_THICK.thickness)})


@fixer("I-04")
def thin_rules(document: Document, _profile: Profile, _format: Format) -> None:
    """The rules within 版记 are 0.25 mm thick."""
    table = _imprint(document)
    if table is not None:
        _lines(table, ("insideH",), {"sz": _eighths(IMPRINT_THIN.thickness)})


@fixer("I-05")
def width(document: Document, _profile: Profile, _format: Format) -> None:
    """版记 is as wide as the type area; its columns keep their shares."""
    table = _imprint(document)
    element, properties = (_element(table), _properties(table)) if table else (None, None)
    if table is None or element is None or properties is None or not table.grid_width:
        return
    share = PORTRAIT.area_width / table.grid_width
    for one in [*element.iter(f"{IN_W}gridCol"), *element.iter(f"{IN_W}tcW")]:
        given = attribute(one, "w")
        if given is not None and given.isdigit() and attribute(one, "type") in (None, "dxa"):
            one.set(f"{IN_W}w", str(round(int(given) * share)))
    total = round(PORTRAIT.area_width / Length.twips(1))
    whole = _in_order(properties, "tblW", _TABLE)
    whole.set(f"{IN_W}w", str(total))
    whole.set(f"{IN_W}type", "dxa")


@fixer("X-08")
def no_rules(document: Document, _profile: Profile, _format: Format) -> None:
    """The 版记 of a letter has no rules; a row of 印发 is left to a person."""
    table = _imprint(document)
    none: Attributes = {"val": "nil", "sz": None, "space": None, "color": None}
    if table is not None:
        drawn = [side for side, line in table.borders.items() if line is not None]
        inner = [side for cell in table.cells for side, line in cell.borders.items() if line]
        _lines(table, dict.fromkeys([*drawn, *inner]), none)
