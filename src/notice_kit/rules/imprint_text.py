"""Rules for what 版记 says: 主送, 抄送, 印发机关 and 印发日期, and what else stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import OFFICIAL, Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.alike import once
from notice_kit.rules.issuer_mark import issuers, same_organ
from notice_kit.rules.places import start
from notice_kit.rules.registry import INFO, Element, Fault, Source, rule
from notice_kit.standard.accepted import PLACE
from notice_kit.standard.gbt9704 import ELEMENTS

_PRINTS = OFFICIAL - {Kind.LETTER}
_PRINTED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日印发$")
_DATED = re.compile(r"\d+年|月.*日")
_ZERO = re.compile(r"[年月]0")
_SUBJECT = re.compile(r"^主题词[：:]")
_OFFICE = re.compile(r"(?:办公室|办公厅|秘书局|秘书处|综合科|综合处|政治处|办)$")
_FROM_DATE = re.compile(r"\d{4}年.*$")
_SPEC = ELEMENTS["copy_to"]
_BEGIN = _SPEC.left - _SPEC.hanging


@rule("I-06", clause="7.4.2", source=Source.UNCERTAIN, element=Element.IMPRINT)
def copies(document: Document, _profile: Profile) -> Iterator[Fault]:
    """抄送 begins with a full-width colon, ends with a full stop, and leaves 1 字 at both sides.

    What: The paragraph begins “抄送：” and ends 。; its first row begins 1 字 from the left edge.
      Where several are alike, they are told once.
    Why: 7.4.2: 左右各空一字编排，“抄送”二字后加全角冒号和抄送机关名称…最后一个抄送机关名称后标句号.
    Good: 抄送：县委办公室，县政府办公室。
    Bad: 抄送:县委办公室
    """
    found = document.having(Role.COPY_TO)
    yield from once(fault for paragraph in found for fault in _listed(paragraph, "抄送"))


@rule("I-07", clause="7.4.2", source=Source.UNCERTAIN, element=Element.IMPRINT)
def main_addressees(document: Document, _profile: Profile) -> Iterator[Fault]:
    """主送 in the 版记 is written as 抄送 is and stands right over it, without a rule between.

    What: It begins “主送：” 1 字 from the left edge and ends 。; no 抄送 stands over it; where the
      rules of 版记 are those of a table, both stand in one cell.
    Why: 7.4.2: 如需把主送机关移至版记，…编排方法同抄送机关…主送机关置于抄送机关
      上一行，之间不加分隔线.
    Good: 主送：…。 and 抄送：…。 in one cell
    Bad: 抄送 over 主送
    """
    found = document.having(Role.IMPRINT_MAIN)
    yield from once(fault for paragraph in found for fault in _listed(paragraph, "主送"))
    copied = document.having(Role.COPY_TO)
    if not found or not copied:
        return
    if document.paragraphs.index(copied[0]) < document.paragraphs.index(found[0]):
        yield Fault(
            _("主送 does not stand over 抄送"),
            found[0],
            remedy=_("Put it in the row over 抄送."),
        )
    elif _is_ruled_off(found[-1], copied[0]):
        yield Fault(
            _("a rule parts 主送 from 抄送"),
            found[-1],
            remedy=_("Put both in one cell, or take the border between them away."),
        )


def _is_ruled_off(one: Paragraph, other: Paragraph) -> bool:
    """Whether a table draws a rule between them."""
    if one.cell is None or other.cell is None or one.cell.row == other.cell.row:
        return False
    inner = one.cell.table.borders.get("insideH")
    stated = [one.cell.borders.get("bottom", inner), other.cell.borders.get("top", inner)]
    return any(edge is not None and edge.kind not in ("nil", "none") for edge in stated)


def _listed(paragraph: Paragraph, word: str) -> Iterator[Fault]:
    """Faults of a list of organs behind 抄送 or 主送."""
    text = paragraph.bare
    if not text.startswith(f"{word}："):
        remedy = _("Type {word} and a full-width colon.").format(word=word)
        yield _wrong_text(paragraph, word, text[:3], f"{word}：", remedy)
    if not text.endswith("。"):
        yield _wrong_text(paragraph, word, text[-1:], "。", _("End it with a full stop."))
    begin = start(paragraph)
    if abs(begin - _BEGIN) > PLACE:
        yield Fault(
            _("{word} does not leave 1 字 at the left").format(word=word),
            paragraph,
            found=shown.characters(begin),
            wanted=shown.characters(_BEGIN),
            remedy=_("Set the indents at the left and right to 1 字."),
        )


def _wrong_text(paragraph: Paragraph, word: str, found: str, wanted: str, remedy: str) -> Fault:
    message = _("{word} is not written as it should be").format(word=word)
    return Fault(message, paragraph, found=found, wanted=wanted, remedy=remedy)


@rule(
    "I-08", clause="7.4.3", source=Source.UNCERTAIN, element=Element.IMPRINT, kinds=_PRINTS,
)  # fmt: skip
def printing(document: Document, _profile: Profile) -> Iterator[Fault]:
    """印发日期 is a full date, followed by 印发.

    What: What follows 印发机关 reads like 2026年6月16日印发, without zeros before a figure.
      That a letter has none is told by X-08.
    Why: 7.4.3: 用阿拉伯数字将年、月、日标全，年份应标全称，月、日不编虚位，后加“印发”二字.
    Good: 2026年6月16日印发
    Bad: 2026年06月16日
    """
    found = [p for p in document.having(Role.PRINTING) if _DATED.search(p.text)]
    for paragraph in found:
        text = compact(paragraph.text)
        if not _PRINTED.search(text) or _ZERO.search(text):
            yield Fault(
                _("印发日期 is not written as it should be"),
                paragraph,
                found=paragraph.bare,
                wanted="2026年6月16日印发",
                remedy=_("Write year, month and day in full, without zeros, and 印发."),
            )


@rule("I-09", clause="7.4.3", source=Source.UNCERTAIN, element=Element.IMPRINT)
def other_items(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A thin rule parts other items of 版记 from 印发机关 and 印发日期.

    What: Where the rules of 版记 are those of a table, 共印200份 and the like stand in another row
      than 印发日期. 主题词 are told by I-12.
    Why: 7.4.3: 版记中如有其他要素，应当将其与印发机关和印发日期用一条细分隔线隔开.
    Good: 共印200份 in a row of its own
    Bad: 共印200份 in the cell of 印发日期
    """
    rows = {(p.cell.table, p.cell.row) for p in document.having(Role.PRINTING) if p.cell}
    for paragraph in document.having(Role.IMPRINT_OTHER):
        cell = paragraph.cell
        if cell is None or _SUBJECT.match(paragraph.bare):
            continue
        if (cell.table, cell.row) in rows and cell.table.borders.get("top") is not None:
            yield Fault(
                _("no rule parts this from 印发机关 and 印发日期"),
                paragraph,
                remedy=_("Put it in a row of its own, over or under them."),
            )


@rule("I-11", source=Source.CUSTOM, severity=INFO, element=Element.IMPRINT, kinds=_PRINTS)
def printing_office(document: Document, _profile: Profile) -> Iterator[Fault]:
    """印发机关 is the office of the organ that issues, or the organ itself.

    What: The organ before 印发日期 ends with 办公室, 办公厅, 秘书局 or another word for an office,
      or is one of those in the mark or the 署名, or a short form of it.
    Why: Custom: the office prints and sends out what the organ issues.
    Good: 中共青禾县委组织部办公室
    Bad: 青禾县财政局 under a document of 中共青禾县委组织部
    """
    own = [*issuers(document), *(compact(p.text) for p in document.having(Role.SIGNATURE))]
    if not own:
        return
    for paragraph in document.having(Role.PRINTING):
        organ = _FROM_DATE.sub("", compact(paragraph.text))
        known = _OFFICE.search(organ) or any(same_organ(organ, one) for one in own)
        if len(organ) > 2 and not known and "{{" not in organ:
            yield Fault(
                _("印发机关 is neither an office nor the organ that issues"),
                paragraph,
                found=organ,
                remedy=_("Name the office of the organ that issues."),
            )


@rule("I-12", clause="", source=Source.UNCERTAIN, element=Element.IMPRINT)
def no_subject_words(document: Document, _profile: Profile) -> Iterator[Fault]:
    """There are no 主题词.

    What: No paragraph begins with 主题词 and a colon.
    Why: The standard of 2012 dropped them.
    Good: 版记 begins with 抄送
    Bad: 主题词：党建 通知
    """
    for paragraph in document.paragraphs:
        if _SUBJECT.match(paragraph.bare):
            yield Fault(_("主题词 are no longer used"), paragraph, remedy=_("Take them out."))
