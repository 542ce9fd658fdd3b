"""Rules for a seal that is drawn into the file, and for what stands round a 签名章."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.drawings import Drawing
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import TEXT
from notice_kit.document.sections import Section
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.closing import dates
from notice_kit.rules.places import extent, flows, room, wrong_white
from notice_kit.rules.registry import Element, Fault, rule
from notice_kit.standard.accepted import PLACE, SEAL_PLACE, SEAL_SIZES
from notice_kit.standard.gbt9704 import STAMP_DATE_ROWS, STAMP_RIGHT, STAMP_ROWS

_BEFORE = 4  # paragraphs over the date on which a seal may hang
_LEAST = 1.0  # 字 between a date and the edge, to be taken as placed


@rule("S-11", clause="7.3.5.1", element=Element.CLOSING)
def place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A seal lies over the middle of 成文日期.

    What: A floating picture 30 to 60 mm wide that hangs on the name, the date or an empty paragraph
      beside them, where its place counts from the page or the margin: its middle is that of the
      date, within 3 mm.
    Why: 7.3.5.1: 印章端正、居中下压发文机关署名和成文日期，使发文机关署名和成文日期
      居印章中心偏下位置.
    Good: both have their middle 42 mm from the right edge
    Bad: a seal in the middle of the page
    """
    for date in dates(document)[:1]:
        middle = _middle(date)
        for drawing in _near(document, date):
            found = _middle_of(drawing, date.section)
            if middle is not None and found is not None and abs(found - middle) > SEAL_PLACE:
                yield Fault(
                    _("the seal does not lie over the middle of the date"),
                    date,
                    found=_("{length} from the left edge").format(length=shown.mm(found)),
                    wanted=shown.mm(middle),
                    remedy=_("Move it so that it lies over the name and the date."),
                )


def _near(document: Document, date: Paragraph) -> Iterator[Drawing]:
    """Floating pictures of the size of a seal that hang on the date or near it."""
    place = document.paragraphs.index(date)
    for paragraph in document.paragraphs[max(0, place - _BEFORE) : place + 2]:
        for drawing in paragraph.drawings:
            is_seal = SEAL_SIZES[0] <= drawing.width <= SEAL_SIZES[1]
            if drawing.kind == "picture" and not drawing.inline and is_seal:
                yield drawing


def _middle(date: Paragraph) -> Length | None:
    """From the left edge of the sheet to the middle of the date; None where not known."""
    wide, section = extent(date), date.section
    if wide is None or section is None:
        return None
    return Length(round(section.left + sum(wide) / 2 * section.area_width / room(date)))


def _middle_of(drawing: Drawing, section: Section | None) -> Length | None:
    if section is None or drawing.x is None:
        return None
    starts = {"page": 0, "margin": section.left, "text": section.left}
    start = starts.get(drawing.horizontal or "")
    return None if start is None else Length(start + drawing.x + drawing.width // 2)


@rule(
    "S-12", clause="7.3.5.3", element=Element.CLOSING, fixable=True,
    kinds=frozenset({Kind.ORDER}),
)  # fmt: skip
def stamp(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Under a 签名章 the date stands one blank row down, 4 字 from the right edge.

    What: The date of an order that is aligned right in the flow of text: its indent, and the white
      over it. A post and name in the flow of text have two blank rows over them. A date at the edge
      or in the middle is told by S-07.
    Why: 7.3.5.3: 在正文下空二行右空四字加盖签发人签名章…在签发人签名章下空一行右空四字编排成文日期.
    Good: a row blank, then the date with an indent of 4 字 at the right
    Bad: the date right under the stamp
    """
    for paragraph in dates(document)[:1]:
        look = paragraph.format
        over = document.previous(paragraph)
        if look.align != "right" or over is None or document.layout.role(over) in TEXT:
            continue
        if look.right_chars >= _LEAST and abs(look.right_chars - STAMP_RIGHT) > PLACE:
            yield Fault(
                _("成文日期 does not stand where it should"),
                paragraph,
                found=shown.characters(look.right_chars),
                wanted=shown.characters(STAMP_RIGHT),
                remedy=_("Align it right, with an indent of 4 字 at the right."),
            )
        yield from _white(document, paragraph, STAMP_DATE_ROWS)
        above = document.previous(over)
        if flows(over) and above is not None and document.layout.role(above) in TEXT:
            yield from _white(document, over, STAMP_ROWS)


def _white(document: Document, paragraph: Paragraph, wanted: int) -> Iterator[Fault]:
    yield from wrong_white(
        document, paragraph, wanted, _("the white over the signature or its date is wrong")
    )
