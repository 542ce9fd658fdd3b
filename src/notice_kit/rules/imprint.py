"""Rules for the place and the rules of 版记 at the foot of the last page."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.roles import IMPRINT
from notice_kit.document.tables import Table
from notice_kit.document.values import Border
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import IMPRINT_THICK, IMPRINT_THIN, PORTRAIT

_RULED = frozenset({Kind.FILE, Kind.PLAIN, Kind.MINUTES})


def _table(document: Document) -> Table | None:
    imprint = document.layout.imprint
    return imprint.table if imprint is not None else None


def _edge(table: Table, side: str) -> Border | None:
    """The rule at a side of the table, where it is drawn by the table itself."""
    border = table.borders.get(side)
    return border if border is not None and border.kind not in ("nil", "none") else None


@rule("I-01", clause="7.4.1", source=Source.UNCERTAIN, severity=SHOULD, element=Element.IMPRINT)
def place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """版记 stands at the foot of the last page.

    What: Its table or paragraphs have a place of their own at the lower edge of the type area.
      Where it stands in the flow of text, any change of the text moves it; whether it is at the
      foot of the page now cannot be told from the file, so this is a warning.
    Why: 7.4.1: 版记中的分隔线与版心等宽…末条分隔线与公文最后一面的版心下边缘重合.
    Good: a table placed at the bottom, relative to the margin
    Bad: a table under rows of empty paragraphs
    """
    imprint = document.layout.imprint
    if imprint is None or not imprint.paragraphs:
        return
    if imprint.table is not None:
        stated = imprint.table.position
        placed = stated.get("tblpYSpec") == "bottom" or "tblpY" in stated
    else:
        placed = any(paragraph.format.frame is not None for paragraph in imprint.paragraphs)
        placed = placed or any(paragraph.in_box for paragraph in imprint.paragraphs)
    if not placed:
        yield Fault(
            _("版记 is not fixed to the foot of the page"),
            imprint.paragraphs[0],
            remedy=_("Let its table float: at the bottom, relative to the margin."),
        )


@rule(
    "I-03", clause="7.4.1", source=Source.UNCERTAIN, severity=SHOULD, element=Element.IMPRINT,
    fixable=True, kinds=_RULED,
)  # fmt: skip
def thick_rules(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The first and the last rule of 版记 are thick, 0.35 mm.

    What: The upper and lower border of its table are 7/8 to 9/8 pt. Rules drawn otherwise pass.
    Why: 7.4.1: 首条分隔线和末条分隔线用粗线（推荐高度为0.35mm）.
    Good: 1 pt
    Bad: 0.5 pt
    """
    table = _table(document)
    for side in ("top", "bottom") if table is not None else ():
        border = _edge(table, side) if table is not None else None
        if border and abs(border.thickness - IMPRINT_THICK.thickness) > accepted.RULE_THICKNESS:
            yield _wrong_rule(table, border.thickness, IMPRINT_THICK.thickness)
            return


@rule(
    "I-04", clause="7.4.1", source=Source.UNCERTAIN, severity=SHOULD, element=Element.IMPRINT,
    fixable=True, kinds=_RULED,
)  # fmt: skip
def thin_rules(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The rules within 版记 are thin, 0.25 mm.

    What: The inner horizontal border of its table is 5/8 to 6/8 pt. Rules drawn otherwise pass.
    Why: 7.4.1: 中间的分隔线用细线（推荐高度为0.25mm）.
    Good: 0.75 pt
    Bad: 1.5 pt
    """
    table = _table(document)
    border = _edge(table, "insideH") if table is not None else None
    if border and abs(border.thickness - IMPRINT_THIN.thickness) > accepted.RULE_THICKNESS:
        yield _wrong_rule(table, border.thickness, IMPRINT_THIN.thickness)


def _wrong_rule(table: Table | None, found: Length, wanted: Length) -> Fault:
    return Fault(
        _("a rule of 版记 is too thin or too thick"),
        table,
        found=shown.pt(found),
        wanted=shown.pt(wanted),
        remedy=_("Make it {length} thick.").format(length=shown.mm(wanted)),
    )


@rule("I-05", clause="7.4.1", source=Source.UNCERTAIN, element=Element.IMPRINT, fixable=True)
def width(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The rules of 版记 are as wide as the type area.

    What: The table is as wide as the type area, within 1 mm.
    Why: 7.4.1: 版记中的分隔线与版心等宽.
    Good: 156 mm
    Bad: 150 mm
    """
    table = _table(document)
    if table is None or not table.grid_width:
        return
    area = PORTRAIT.area_width
    page = area if table.section is None else table.section.area_width
    if abs(page - area) > accepted.AREA:  # the page is wrong, which P-04 tells
        return
    if abs(table.grid_width - area) > accepted.AREA:
        yield Fault(
            _("版记 is not as wide as the type area"),
            table,
            found=shown.mm(table.grid_width),
            wanted=shown.mm(area),
            remedy=_("Make it as wide as the type area."),
        )


@rule("I-13", clause="7.3.7", source=Source.UNCERTAIN, element=Element.IMPRINT)
def last(document: Document, _profile: Profile) -> Iterator[Fault]:
    """版记 comes last, behind the annexes.

    What: No annex begins behind the first paragraph of 版记.
    Why: 7.3.7: 附件应当…在版记之前.
    Good: text, annexes, 版记
    Bad: text, 版记, annexes
    """
    imprint = document.layout.imprint
    found = [p for p in document.paragraphs if document.layout.role(p) in IMPRINT]
    if imprint is None or not found:
        return
    first = document.paragraphs.index(found[0])
    for annex in document.layout.annexes:
        if document.paragraphs.index(annex.label) > first:
            yield Fault(
                _("an annex stands behind 版记"),
                annex.label,
                remedy=_("Move 版记 to the end."),
            )
