"""Rules for 署名 and the place of 成文日期: with a seal, without one, with a 签名章."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from notice_kit.document.characters import text_width
from notice_kit.document.document import Document
from notice_kit.document.layout import OFFICIAL, Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import TEXT, Role
from notice_kit.document.signs import compact
from notice_kit.document.tables import Row
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.closing import dates, day_of
from notice_kit.rules.places import extent, flows, room, wrong_white
from notice_kit.rules.registry import Element, Fault, Source, rule
from notice_kit.standard.accepted import AREA, PLACE
from notice_kit.standard.gbt9704 import (
    PORTRAIT,
    SEALED_DATE_RIGHT,
    UNSEALED_RIGHT,
    UNSEALED_ROWS,
)
from notice_kit.standard.house import SEALS_IN_ROW

_LEAST = 1.0  # 字 between a date under several names and the edge, to be taken as placed
_FAR = 4.0  # 字 from the left from which an indent places a date


@rule("S-07", clause="7.3.5.1, 7.3.5.2", element=Element.CLOSING, fixable=True)
def date_place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """成文日期 stands at the right, some 字 from the edge.

    What: A date that is aligned by the paragraph ends 4 字 from the right edge (with a seal; half
      of what a longer name has more), or as far as it is shorter than the name, or 2 字 (without).
      Where no single name stands over it, 1 字 and more will do. Dates in tables are let pass, and
      those that tabs or an indent at the left put in their place.
    Why: 7.3.5.1: 成文日期一般右空四字编排.
    Good: aligned right, with an indent of 4 字 at the right
    Bad: aligned right up to the edge; in the middle
    """
    for paragraph in dates(document):
        found = misplaced_by(document, paragraph)
        if found is not None:
            yield Fault(
                _("成文日期 does not stand where it should"),
                paragraph,
                found=found,
                wanted=shown.characters(SEALED_DATE_RIGHT),
                remedy=_("Align it right, with an indent of 4 字 at the right."),
            )


def misplaced_by(document: Document, paragraph: Paragraph) -> str | None:
    """Where a date stands that is misplaced; None for one that is not, or that may be right."""
    look = paragraph.format
    if not flows(paragraph) or "\t" in paragraph.text:
        return None
    begins = look.left_chars + look.first_line_chars
    if look.align == "right":
        right = look.right_chars + len(paragraph.text) - len(paragraph.text.rstrip())
        return None if _may_end(right, document, paragraph) else shown.characters(right)
    if look.align == "center" or (begins < _FAR and paragraph.text == paragraph.text.lstrip()):
        return look.align
    return None


def _may_end(right: float, document: Document, paragraph: Paragraph) -> bool:
    """Whether a date may end so many 字 from the edge, going by the name over it."""
    name = only_name(document, paragraph)
    if name is None:
        return right >= _LEAST
    more = text_width(name.bare) - text_width(paragraph.bare)
    sealed = max(float(SEALED_DATE_RIGHT), more / 2)
    unsealed = more if more >= 0 else UNSEALED_RIGHT
    return any(abs(right - wanted) <= PLACE for wanted in (sealed, unsealed, UNSEALED_RIGHT))


def only_name(document: Document, date: Paragraph) -> Paragraph | None:
    """The single 署名, if it stands right over the date."""
    names = document.having(Role.SIGNATURE)
    alone = len(names) == 1 and document.previous(date) is names[0] and "\t" not in names[0].bare
    return names[0] if alone else None


@rule(
    "S-08", clause="7.3.5.1, 7.3.5.2", element=Element.CLOSING, fixable=True,
    kinds=OFFICIAL - {Kind.ORDER},
)  # fmt: skip
def name_place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """署名 is centred on the date (with a seal), or begins 2 字 before it (without).

    What: A single name over the date, where indents and tabs tell where both stand: their middles
      agree within half a 字, or the date begins 2 字 right of the name and the longer of them ends
      2 字 from the edge; then the name is unsealed and has one blank row over it. A date that is
      misplaced or misspelt itself is told by S-07 and S-13, a wrong type area by P-03 and P-04;
      who signs an order, by X-13.
    Why: 7.3.5.1: 以成文日期为准居中编排发文机关署名. 7.3.5.2: 首字比发文机关署名首字右移二字.
    Good: a date of 6 字 that ends 4 字 from the edge under a name of 9 字 that ends 2.5 字 from it
    Bad: both end 4 字 from the edge
    """
    date = next(iter(dates(document)), None)
    name = None if date is None else only_name(document, date)
    if date is None or name is None or not _is_judged(document, date):
        return
    one, other = extent(name), extent(date)
    if one is None or other is None:
        return
    if abs(sum(one) - sum(other)) / 2 <= PLACE:
        return
    moved = other[0] - one[0]
    right = room(name) - max(one[1], other[1])
    if abs(moved - UNSEALED_RIGHT) > PLACE or right > UNSEALED_RIGHT + PLACE:
        yield Fault(
            _("署名 is neither centred on the date nor 2 字 before it"),
            name,
            found=_("the date begins {count} after it").format(count=shown.characters(moved)),
            wanted=shown.characters(UNSEALED_RIGHT),
            remedy=_("Centre it on the date where a seal is set; else let the date begin 2 字 on."),
        )
        return
    yield from wrong_white(document, name, UNSEALED_ROWS, _("the white over 署名 is wrong"))


def _is_judged(document: Document, date: Paragraph) -> bool:
    """Whether a date and the type area are right themselves."""
    area = PORTRAIT.area_width if date.section is None else date.section.area_width
    wide = abs(area - PORTRAIT.area_width) <= AREA
    return wide and day_of(date.text) is not None and misplaced_by(document, date) is None


@rule("S-09", clause="7.3.5.1, 7.3.5.2", element=Element.CLOSING)
def first_to_sign(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Of several organs the one in the mark signs first.

    What: Where the mark names one organ and several sign, it is the first. The order of several in
      the mark is looked at by H-06.
    Why: 7.3.5.2: 联合行文时，应当先编排主办机关署名，其余发文机关署名依次向下编排.
    Good: 中共青禾县委组织部 first, under its own mark
    Bad: 青禾县财政局 before it
    """
    marks = [compact(p.text).removesuffix("文件") for p in document.having(Role.ISSUER_MARK)]
    names = document.having(Role.SIGNATURE)
    signed = [compact(p.text) for p in names]
    if len(marks) == 1 and len(signed) > 1 and marks[0] in signed[1:] and marks[0] != signed[0]:
        yield Fault(
            _("the organ of the mark does not sign first"),
            names[0],
            found="、".join(signed),
            wanted=marks[0],
            remedy=_("Put the organ in charge first."),
        )


@rule("S-10", clause="7.3.5.1", source=Source.UNCERTAIN, element=Element.CLOSING)
def names_in_row(document: Document, _profile: Profile) -> Iterator[Fault]:
    """At most three organs sign in a row.

    What: The 署名 in the cells of a row, or parted by tabs in a paragraph.
    Why: 7.3.5.1: 印章之间排列整齐、互不相交或相切. Three seals of 42 or 45 mm fit the type area.
    Good: two rows of two
    Bad: four in a row
    """
    rows: Counter[Row | Paragraph] = Counter()
    first: dict[Row | Paragraph, Paragraph] = {}
    for name in document.having(Role.SIGNATURE):
        cell = name.cell
        row: Row | Paragraph = name if cell is None else cell.table.rows[cell.row - 1]
        rows[row] += len([part for part in name.bare.split("\t") if part.strip()])
        first.setdefault(row, name)
    for row, count in rows.items():
        if count > SEALS_IN_ROW:
            yield Fault(
                _("more than {count} organs sign in a row").format(count=SEALS_IN_ROW),
                first[row],
                found=str(count),
                wanted=f"≤ {SEALS_IN_ROW}",
                remedy=_("Put {count} in a row at most.").format(count=SEALS_IN_ROW),
            )


@rule("S-16", clause="7.3.5.5", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def with_text(document: Document, _profile: Profile) -> Iterator[Fault]:
    """署名 and 成文日期 do not stand alone on a page.

    What: No page break lies between the end of the text and the date. Whether Word moves them to a
      page of their own shows only when it lays out the pages.
    Why: 7.3.5.5: 当公文排版后所剩空白处不能容下印章或签发人签名章、成文日期时，
      可以采取调整行距、字距的措施解决.
    Good: the last rows of the text over the name
    Bad: a page break before the name
    """
    for date in dates(document)[:1]:
        main = document.paragraphs
        place = main.index(date)
        for index in range(place, -1, -1):
            paragraph = main[index]
            if document.layout.role(paragraph) in TEXT:
                break
            inner = paragraph is not date and paragraph.has_page_break
            if paragraph.breaks_page_before or inner:
                yield Fault(
                    _("署名 and 成文日期 begin a page of their own"),
                    date,
                    remedy=_("Take the page break out, or leave some rows of the text with them."),
                )
                break
