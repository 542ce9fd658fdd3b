"""Rules for 成文日期, 附注 and what stands at the end of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.places import flows, is_centred
from notice_kit.rules.registry import INFO, SHOULD, Element, Fault, Source, rule
from notice_kit.standard.accepted import PLACE
from notice_kit.standard.gbt9704 import ELEMENTS

_REGULATION = "党政机关公文处理工作条例"
_DATE = re.compile(r"(\d{4})年([1-9]\d?)月([1-9]\d?)日")
_CONTACT = re.compile(r"联系人|联系电话|联系方式|电话")
_INDENT = ELEMENTS["note"].first_line


def dates(document: Document) -> list[Paragraph]:
    """The paragraphs of 成文日期."""
    found = document.having(Role.DATE)
    return [paragraph for paragraph in found if "月" in paragraph.text or "." in paragraph.text]


def day_of(text: str) -> date | None:
    """The day that a text tells in the right form; None where it tells none that exists."""
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


@rule("S-13", clause="7.3.5.4", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def date_form(document: Document, _profile: Profile) -> Iterator[Fault]:
    """成文日期 is in Arabic figures, with the full year and without zeros before a figure.

    What: It reads like 2026年3月5日, and there is such a day. Blanks within it are let pass.
    Why: 7.3.5.4: 成文日期中的数字用阿拉伯数字将年、月、日标全，年份应标全称，月、日不编虚位.
    Good: 2026年3月5日
    Bad: 2026年03月05日; 二〇二六年三月五日
    """
    for paragraph in dates(document):
        text = re.sub(r"\s", "", paragraph.text)
        match = _DATE.fullmatch(text)
        if match is None or day_of(text) is None:
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
    days = [day for paragraph in dates(document) if (day := day_of(paragraph.text))]
    for paragraph in document.having(Role.PRINTING):
        printed = day_of(paragraph.text)
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
        if abs(begin - _INDENT) > PLACE:
            yield Fault(
                _("附注 is not indented as it should be"),
                paragraph,
                found=shown.characters(begin),
                wanted=shown.characters(_INDENT),
                remedy=_("Set a first-line indent of 2 字 and no other; delete typed blanks."),
            )


@rule(
    "S-15", clause="9", standard=_REGULATION, source=Source.UNCERTAIN, severity=INFO,
    element=Element.CLOSING,
)  # fmt: skip
def passed_note(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A 决议 says under its title when and by which meeting it was passed.

    What: A 决议 has a 题注; the 题注 of any document stands in full-width round brackets, in the
      middle.
    Why: 条例 9: 成文日期 is that of the meeting which passed it; custom puts both under the title.
    Good: （2026年3月5日中国共产党青禾县第十五次代表大会通过）
    Bad: a 决议 without it; (2026年3月5日通过) at the left
    """
    notes = document.having(Role.PASSED_NOTE)
    if document.layout.genre == "决议" and not notes:
        yield Fault(
            _("a 决议 does not say when it was passed"),
            document.first(Role.TITLE),
            remedy=_("Put date and meeting in brackets under the title."),
        )
    for paragraph in notes:
        if not (paragraph.bare.startswith("（") and paragraph.bare.endswith("）")):
            yield Fault(
                _("题注 does not stand in round brackets"),
                paragraph,
                found=paragraph.bare[:1] + "…" + paragraph.bare[-1:],
                wanted="（…）",
                remedy=_("Put it in full-width round brackets."),
            )
        if flows(paragraph) and not is_centred(paragraph):
            yield Fault(
                _("题注 is not centred"),
                paragraph,
                found=paragraph.format.align,
                wanted="center",
                remedy=_("Centre it, without indents or blanks."),
            )


@rule("S-18", source=Source.CUSTOM, severity=SHOULD, element=Element.CLOSING)
def contact(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A 请示 names whom to ask and by which telephone.

    What: The words 联系人, 联系方式 or 电话 stand in its text or 附注.
    Why: Custom since the regulation of 2000: the organ above asks back before it decides.
    Good: （联系人：沈雨桐，电话：某某）
    Bad: a 请示 without
    """
    if document.layout.genre != "请示":
        return
    if not any(
        _CONTACT.search(p.text) for p in (*document.layout.main, *document.having(Role.NOTE))
    ):
        dated = dates(document)
        yield Fault(
            _("a 请示 names nobody to ask"),
            dated[-1] if dated else document.first(Role.TITLE),
            remedy=_("Put （联系人：…，电话：…） in the row under the date."),
        )
