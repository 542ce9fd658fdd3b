"""Rules for 表彰 documents, their lists of names, and 贺信. All is custom but the 文种."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.roles import TEXT, Role
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.places import is_centred, is_flush_left
from notice_kit.rules.registry import ANY_KIND, SHOULD, Element, Fault, Source, rule
from notice_kit.standard.gbt9704 import ELEMENTS

_REGULATION = "党政机关公文处理工作条例"
_GENRES = ("决定", "通报", "令", "命令")
_COMMENDS = re.compile(
    r"(?:关于(?:给予|对|追授)?[^撤销取消]{0,20}?|^)(?:表彰|表扬|授予|嘉奖|记功|追授)"
)
_ABOUT_IT = re.compile(
    r"(?:表彰|表扬|奖励)(?:大会|会|活动|工作|办法|对象|名额|推荐|材料|候选|事项|方案|通知)|推荐|申报|评选|转发|印发|撤销"
)


def commends(document: Document) -> bool:
    """Whether it is a 决定, 通报 or 令 that commends."""
    title = compact(document.title)
    return (
        document.layout.genre in _GENRES
        and bool(_COMMENDS.search(title))
        and not _ABOUT_IT.search(title)
    )


@rule("E-01", clause="8", standard=_REGULATION, element=Element.GENRE)
def genre(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Whoever commends does so by a 决定 or a 通报.

    What: A 通知 whose title says 关于表彰…. Those about a meeting, a plan or candidates are let
      pass.
    Why: 条例 8: 决定 for 奖惩有关单位和人员, 通报 for 表彰先进.
    Good: 关于表彰2026年先进基层党组织的决定
    Bad: 关于表彰2026年先进基层党组织的通知
    """
    title = compact(document.title)
    plain = re.search(r"关于(?:表彰|表扬|授予|嘉奖)", title) and not _ABOUT_IT.search(title)
    if document.layout.genre == "通知" and plain:
        yield Fault(
            _("a commendation is issued as a 通知"),
            document.first(Role.TITLE),
            found="通知",
            wanted="决定、通报",
            remedy=_("Issue it as a 决定 or a 通报."),
        )


@rule("E-02", clause="9", standard=_REGULATION, source=Source.UNCERTAIN, element=Element.TITLE)
def title(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title of a commendation names the organ and what it does.

    What: The title of a 决定 or 通报 that commends has a name before 关于, and 的 before its 文种.
    Why: 条例 9: 标题由发文机关名称、事由和文种组成.
    Good: 中共青禾县委关于表彰先进基层党组织的决定
    Bad: 关于表彰先进基层党组织的决定
    """
    text = compact(document.title)
    if (
        commends(document)
        and "令" not in text[-1:]
        and not re.match(r".+关于.+的(?:决定|通报)", text)
    ):
        yield Fault(
            _("the title of a commendation is not complete"),
            document.first(Role.TITLE),
            found=text[:20],
            wanted="×××关于……的决定",
            remedy=_("Write the organ, 关于, what is commended, 的 and the 文种."),
        )


_PARTS = (
    (
        "决定",
        re.compile(
            r"决定|予以(?:通报)?(?:表彰|表扬|嘉奖)|特授予|现予以?"
            r"|给予.{0,20}(?:表彰|表扬|奖励|嘉奖)"
        ),
    ),
    ("希望", re.compile(r"希望|望受表彰|勉励")),
    ("号召", re.compile(r"号召|向.{0,40}学习|以.{0,40}(?:为榜样|为标杆|为典型)|见贤思齐")),
)  # fmt: skip


@rule("E-04", source=Source.CUSTOM, severity=SHOULD, element=Element.TEXT)
def parts(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A commendation decides, hopes and calls upon all.

    What: The text has a sentence that decides, one of 希望 to the commended, one of 号召 to all, by
      the usual words. Their order is not looked at.
    Why: Custom: who is commended and why, the decision, 希望, 号召.
    Good: 县委决定，授予…… 希望受表彰的…… 县委号召……
    Bad: a text that ends with the list of names
    """
    if not commends(document):
        return
    text = "".join(p.text for p in document.layout.main if document.layout.role(p) in TEXT)
    missing = [name for name, pattern in _PARTS if not pattern.search(text)]
    if text and missing:
        yield Fault(
            _("a part of a commendation is missing"),
            document.first(Role.TITLE),
            wanted="、".join(missing),
            remedy=_("Add the part."),
        )


_HONOUR = re.compile(r"“(?P<name>[^“”]{3,30})”")


@rule("E-08", source=Source.CUSTOM, element=Element.TEXT)
def honour(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The name of an honour stands in “ ” everywhere.

    What: A name that the title of a commendation has in “”: where the text or an annex has it with
      称号 or 荣誉 behind it, or 授予 before it, it stands in “” or ‘’ too.
    Why: The honour's name is a fixed one, the same on certificates.
    Good: 授予……“基层党建示范阵地”称号
    Bad: 授予……基层党建示范阵地称号
    """
    if not commends(document):
        return
    for name in {found["name"] for found in _HONOUR.finditer(compact(document.title))}:
        plain = re.compile(
            rf"(?<![“‘])(?:{re.escape(name)}(?=荣誉|称号)|(?<=授予){re.escape(name)})"
        )
        found = [p for p in document.paragraphs if plain.search(p.text)]
        if found:
            yield Fault(
                shown.times(_("the name of the honour does not stand in “ ”"), found),
                found[0],
                found=name,
                wanted=f"“{name}”",
                remedy=_("Set it in “ ”, as in the title."),
            )


@rule(
    "E-10", source=Source.CUSTOM, severity=SHOULD, element=Element.FORMAT, kinds=ANY_KIND,
)  # fmt: skip
def congratulation(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A 贺信 has a centred title in 二号, then whom it is for, at the left edge.

    What: A document whose title ends with 贺信: its title is centred and of 22 pt, what ends with
      ： under it stands at the left edge, and there is no 发文字号. How many pages it has is not
      seen.
    Why: Custom for letters of congratulation.
    Good: 贺　信 in the middle; 县教育局机关党总支：
    Bad: the same with 青组发〔2026〕5号
    """
    head = document.first(Role.TITLE)
    if head is None or not compact(document.title).endswith("贺信"):
        return
    size = ELEMENTS["title"].size
    if not is_centred(head) or head.size != size:
        yield Fault(
            _("the title of a 贺信 is not centred in 二号"),
            head,
            found=f"{head.format.align}, {shown.size(head.size)}",
            wanted=f"center, {shown.size(size)}",
            remedy=_("Centre it and set its size."),
        )
    addressee = document.first(Role.ADDRESSEE)
    if addressee is not None and not document.layout.is_official and not is_flush_left(addressee):
        yield Fault(
            _("whom a 贺信 is for does not stand at the left edge"),
            addressee,
            remedy=_("Align it left, without an indent or blanks."),
        )
    number = document.first(Role.DOCUMENT_NUMBER)
    if number is not None:
        yield Fault(
            _("a 贺信 has a 发文字号"),
            number,
            found=number.bare,
            remedy=_("Take the number out."),
        )
