"""Rules for 份号, 密级和保密期限 and 紧急程度, the rows over the 发文机关标志."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.places import is_flush_left
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule

_REGULATION = "党政机关公文处理工作条例"
_COPY_NUMBER = re.compile(r"\d{6}")
_SECRECY = re.compile(
    r"(?:绝密|机密|秘密)(?:★(?:\d{1,3}(?:年|个月|月|天|日)|长期|\d{4}年\d{1,2}月\d{1,2}日))?"
    r"|(?:绝|机|秘)[\u3000 ]密"
)
_URGENCY = re.compile(r"[特加][\u3000 ]?急")
_TELEGRAM = re.compile(r"特提|平急")
_ORDER = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY)


def _said(paragraph: Paragraph) -> str:
    """Its text up to a tab, behind which a letter has its number; digits half-width."""
    return unicodedata.normalize("NFKC", paragraph.bare.partition("\t")[0].strip())


def _placed(document: Document, role: Role) -> Iterator[Fault]:
    for paragraph in document.having(role):
        if paragraph.cell is None and not paragraph.in_box and not is_flush_left(paragraph):
            yield Fault(
                _("{element} does not stand at the left edge").format(element=role.value),
                paragraph,
                remedy=_("Align it left, without an indent or blanks."),
            )


@rule(
    "H-01", clause="7.2.1", source=Source.UNCERTAIN, severity=SHOULD, element=Element.HEAD,
)  # fmt: skip
def copy_number(document: Document, _profile: Profile) -> Iterator[Fault]:
    """份号 has six digits and stands at the left edge.

    What: Its digits, whether half or full-width, are six, and nothing else stands with them. That
      a classified document has one is told by H-17.
    Why: 7.2.1: 一般用6位3号阿拉伯数字，顶格编排在版心左上角第一行.
    Good: 000012
    Bad: 12; 份号：000012
    """
    for paragraph in document.having(Role.COPY_NUMBER):
        if not _COPY_NUMBER.fullmatch(_said(paragraph)):
            yield Fault(
                _("份号 is not written as six digits"),
                paragraph,
                found=paragraph.bare,
                wanted="000001",
                remedy=_("Write six digits, with zeros before them, and nothing else."),
            )
    yield from _placed(document, Role.COPY_NUMBER)


@rule("H-02", clause="7.2.2", source=Source.UNCERTAIN, element=Element.HEAD)
def secrecy(document: Document, _profile: Profile) -> Iterator[Fault]:
    """密级和保密期限 is written as 秘密★1年 and stands at the left edge.

    What: 绝密, 机密 or 秘密; where a term follows, a ★ and digits with their unit, 长期 or a date.
      Without a term the two 汉字 may stand apart.
    Why: 7.2.2: 顶格编排在版心左上角第二行；保密期限中的数字用阿拉伯数字标注.
    Good: 机密★1年
    Bad: 机密☆一年; 内部
    """
    for paragraph in document.having(Role.SECRECY):
        if not _SECRECY.fullmatch(_said(paragraph)):
            yield Fault(
                _("密级和保密期限 is not written as it should be"),
                paragraph,
                found=paragraph.bare,
                wanted="秘密★1年",
                remedy=_("Write 绝密, 机密 or 秘密, then ★ and the term in Arabic digits."),
            )
    yield from _placed(document, Role.SECRECY)


@rule("H-03", clause="7.2.3", source=Source.UNCERTAIN, element=Element.HEAD)
def urgency(document: Document, _profile: Profile) -> Iterator[Fault]:
    """紧急程度 is 特急 or 加急, at the left edge under 份号 and 密级.

    What: The word; 特提 and 平急 are those of telegrams, whose mark names 电. 份号, 密级 and
      紧急程度 follow in this order.
    Why: 7.2.3: 按照份号、密级和保密期限、紧急程度的顺序自上而下分行排列.
    Good: 特急
    Bad: 急件; 特急 over 秘密★1年
    """
    telegram = any("电" in p.text for p in document.having(Role.ISSUER_MARK))
    for paragraph in document.having(Role.URGENCY):
        said = _said(paragraph)
        if not _URGENCY.fullmatch(said) and not (telegram and _TELEGRAM.fullmatch(said)):
            yield Fault(
                _("紧急程度 is not one of those that there are"),
                paragraph,
                found=paragraph.bare,
                wanted=_("特急 or 加急"),
                remedy=_("Write 特急 or 加急."),
            )
    yield from _placed(document, Role.URGENCY)
    rows = [p for p in document.having(*_ORDER) if p.cell is None and not p.in_box]
    places = [_ORDER.index(document.layout.role(p)) for p in rows]
    if places != sorted(places):
        yield Fault(
            _("份号, 密级 and 紧急程度 stand in a wrong order"),
            rows[0],
            found="、".join(document.layout.role(p).value for p in rows),
            wanted="、".join(role.value for role in _ORDER),
            remedy=_("Put them in this order, a row each."),
        )


@rule(
    "H-17", clause="9", standard=_REGULATION, source=Source.UNCERTAIN, element=Element.HEAD,
)  # fmt: skip
def number_of_secret_copies(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A classified document has a 份号.

    What: Where a 密级 is shown, a 份号 is shown too. 内部 is none, as H-02 tells.
    Why: 条例 9: 涉密公文应当标注份号.
    Good: 000012 over 秘密★1年
    Bad: 秘密★1年 alone
    """
    for paragraph in document.having(Role.SECRECY):
        if not document.having(Role.COPY_NUMBER) and _SECRECY.fullmatch(_said(paragraph)):
            yield Fault(
                _("a classified document has no 份号"),
                paragraph,
                found=paragraph.bare,
                remedy=_("Number the copies; put the number over 密级, at the left edge."),
            )
            return
