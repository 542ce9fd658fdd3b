"""Rules for 成文日期, 附注 and what stands at the end of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from notice_kit.document.characters import text_width
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule

_DATE = re.compile(r"(\d{4})年([1-9]\d?)月([1-9]\d?)日")
_SEALED, _UNSEALED, _LEAST, _HALF = 4.0, 2.0, 1.0, 0.5  # 字 from the right edge (7.3.5.1–2)


def _dates(document: Document) -> list[Paragraph]:
    found = document.having(Role.DATE)
    return [paragraph for paragraph in found if "月" in paragraph.text or "." in paragraph.text]


def _day(text: str) -> date | None:
    """The day that a text tells in the right form; None where it tells none that exists."""
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


@rule("S-13", clause="7.3.5.4", source=Source.UNCERTAIN, element=Element.CLOSING)
def date_form(document: Document, _profile: Profile) -> Iterator[Fault]:
    """成文日期 is in Arabic figures, with the full year and without zeros before a figure.

    What: It reads like 2026年3月5日, and there is such a day. Blanks within it are let pass.
    Why: 7.3.5.4: 成文日期中的数字用阿拉伯数字将年、月、日标全，年份应标全称，月、日不编虚位.
    Good: 2026年3月5日
    Bad: 2026年03月05日; 二〇二六年三月五日
    """
    for paragraph in _dates(document):
        text = re.sub(r"\s", "", paragraph.text)
        match = _DATE.fullmatch(text)
        if match is None or _day(text) is None:
            yield Fault(
                _("成文日期 is not written as it should be"),
                paragraph,
                found=paragraph.bare,
                wanted="2026年3月5日",
                remedy=_("Write year, month and day in full, in Arabic figures without zeros."),
            )


@rule("S-14", source=Source.CUSTOM, severity=SHOULD, element=Element.CLOSING)
def date_before_printing(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A document is not printed before its 成文日期.

    What: 印发日期 is 成文日期 or later.
    Why: It is printed after it was signed.
    Good: 2026年6月15日, 2026年6月16日印发
    Bad: 2026年6月15日, 2026年6月12日印发
    """
    days = [day for paragraph in _dates(document) if (day := _day(paragraph.text))]
    for paragraph in document.having(Role.PRINTING):
        printed = _day(paragraph.text)
        if printed is not None and days and printed < max(days):
            yield Fault(
                _("印发日期 is before 成文日期"),
                paragraph,
                found=paragraph.bare,
                remedy=_("Correct one of the dates."),
            )


@rule("S-17", clause="7.3.6", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def note_form(document: Document, _profile: Profile) -> Iterator[Fault]:
    """附注 stands in full-width round brackets, indented by 2 字.

    What: It begins with （ and ends with ）; its first row begins 2 字 from the edge.
    Why: 7.3.6: 如有附注，居左空二字加圆括号编排在成文日期下一行.
    Good: （此件公开发布）
    Bad: (此件公开发布)
    """
    for paragraph in document.having(Role.NOTE):
        text = paragraph.bare
        if not (text.startswith("（") and text.endswith("）")):
            yield Fault(
                _("附注 does not stand in round brackets"),
                paragraph,
                found=text[:1] + "…" + text[-1:],
                wanted="（…）",
                remedy=_("Put it in full-width round brackets."),
            )
        begin = paragraph.format.left_chars + paragraph.format.first_line_chars
        if abs(begin - 2) > 0.5:
            yield Fault(
                _("附注 is not indented as it should be"),
                paragraph,
                found=shown.characters(begin),
                wanted=shown.characters(2),
                remedy=_("Set a first-line indent of 2 字 and no other; delete typed blanks."),
            )


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
    for paragraph in _dates(document):
        look = paragraph.format
        if paragraph.cell is not None or look.frame is not None or "\t" in paragraph.text:
            continue
        begins = look.left_chars + look.first_line_chars
        if look.align == "right":
            right = look.right_chars + len(paragraph.text) - len(paragraph.text.rstrip())
            if not _may_end(right, document, paragraph):
                yield _misplaced(paragraph, shown.characters(right))
        elif look.align == "center" or (begins < 4 and paragraph.text == paragraph.text.lstrip()):
            yield _misplaced(paragraph, look.align or "left")


def _may_end(right: float, document: Document, paragraph: Paragraph) -> bool:
    """Whether a date may end so many 字 from the edge, going by the name over it."""
    names = document.having(Role.SIGNATURE)
    above = document.previous(paragraph)
    if len(names) != 1 or above is not names[0]:
        return right >= _LEAST
    more = text_width(above.bare) - text_width(paragraph.bare)
    sealed = max(_SEALED, more / 2)
    unsealed = more if more >= 0 else _UNSEALED
    return any(abs(right - wanted) <= _HALF for wanted in (sealed, unsealed, _UNSEALED))


def _misplaced(paragraph: Paragraph, found: str) -> Fault:
    return Fault(
        _("成文日期 does not stand where it should"),
        paragraph,
        found=found,
        wanted=shown.characters(4),
        remedy=_("Align it right, with an indent of 4 字 at the right."),
    )
