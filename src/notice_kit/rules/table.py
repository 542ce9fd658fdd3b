"""Rules for tables: their width, head, rows and lines."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.tables import Row, Table
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import LANDSCAPE, PORTRAIT
from notice_kit.standard.house import LONG_CELL, LONG_TABLE

_AREAS = (PORTRAIT.area_width, LANDSCAPE.area_width)  # of other pages P-04 tells
_BLACK = (None, "000000", "auto")


def ordinary(document: Document) -> Iterator[Table]:
    """Tables of the text, without those of 版头 and 版记 and those within others."""
    imprint = document.layout.imprint
    head = set(document.layout.head)
    for table in document.tables:
        if table.in_cell is not None or (imprint is not None and table is imprint.table):
            continue
        if head.isdisjoint(table.paragraphs):
            yield table


@rule("T-03", source=Source.CUSTOM, severity=SHOULD, element=Element.TABLE)
def width(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A table is no wider than the type area.

    What: The sum of its columns is at most the type area's width, and 1 mm.
    Why: What stands over the edge is lost in the binding or cut off.
    Good: 156 mm on an upright page
    Bad: 180 mm
    """
    for table in ordinary(document):
        area = table.section.area_width if table.section is not None else Length(0)
        judged = any(abs(area - known) <= accepted.AREA for known in _AREAS)
        if judged and not table.floating and table.grid_width > area + accepted.AREA:
            yield Fault(
                _("a table is wider than the type area"),
                table,
                found=shown.mm(table.grid_width),
                wanted=shown.mm(area),
                remedy=_("Make its columns narrower, or turn the page."),
            )


@rule("T-04", source=Source.CUSTOM, severity=SHOULD, element=Element.TABLE, fixable=True)
def head(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The head of a long table is repeated on each page.

    What: A list of more than 25 rows, which no page holds, repeats its first row. Forms, whose
      rows are not alike, are let pass.
    Why: Readers of the second page need the heads of the columns.
    Good: the first row is a heading row
    Bad: a list of 60 names without
    """
    for table in ordinary(document):
        if len(table.rows) > LONG_TABLE and is_list(table) and not table.rows[0].repeats:
            yield Fault(
                _("a long table does not repeat its head"),
                table,
                found=_("{count} rows").format(count=len(table.rows)),
                remedy=_("Repeat the first row as a heading row (Layout, Repeat Header Rows)."),
            )


def is_list(table: Table) -> bool:
    """Whether nine rows of ten have as many cells as the first."""
    if not table.rows:
        return False
    alike = sum(len(row.cells) == len(table.rows[0].cells) for row in table.rows)
    return len(table.rows[0].cells) > 1 and alike >= 0.9 * len(table.rows)


@rule("T-05", source=Source.CUSTOM, severity=SHOULD, element=Element.TABLE, fixable=True)
def whole_rows(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The rows of a long table are not split over pages.

    What: A list of more than 25 rows, which no page holds: each row is kept whole. Rows with a long
      text, which may fill half a page, are let pass, and so are shorter tables.
    Why: Half a row at the foot of a page cannot be read.
    Good: rows that may not break across pages
    Bad: a list of 60 names whose rows may
    """
    for table in ordinary(document):
        if len(table.rows) <= LONG_TABLE or not is_list(table):
            continue
        split = [row for row in table.rows if row.may_split and is_short(row)]
        if split:
            yield Fault(
                _("rows of a long table may be split over pages"),
                table,
                found=_("{count} rows").format(count=len(split)),
                remedy=_("Do not allow rows to break across pages (Table Properties, Row)."),
            )


def is_short(row: Row) -> bool:
    """Whether no cell of a row has a text that may fill much of a page."""
    return all(len(cell.text) <= LONG_CELL for cell in row.cells)


@rule("T-08", source=Source.CUSTOM, severity=SHOULD, element=Element.TABLE, fixable=True)
def lines(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The lines of a table are black.

    What: No border of a table has another colour.
    Why: Only the marks and rules of the 版头 are red; documents are printed in black.
    Good: automatic
    Bad: blue lines of a table style
    """
    for table in ordinary(document):
        drawn = [border for border in table.borders.values() if border and border.thickness]
        colours = {border.colour for border in drawn}
        wrong = sorted(str(colour) for colour in colours if colour not in _BLACK)
        if wrong:
            yield Fault(
                _("the lines of a table are not black"),
                table,
                found=", ".join(wrong),
                wanted=_("black"),
                remedy=_("Set the colour of its borders to automatic."),
            )
