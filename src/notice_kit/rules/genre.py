"""Rules for 文种: that a title names one, that it fits, and to whom a document goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.roles import Role
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard.genres import GENRES

_REGULATION = "党政机关公文处理工作条例"
_TITLED = frozenset({Kind.FILE, Kind.LETTER})
_TAG = re.compile(r"\{\{|\{%")
_END = 3  # paragraphs at the end of the text in which a request would stand


@rule("R-02", clause="8", standard=_REGULATION, element=Element.GENRE, kinds=_TITLED)
def named_genre(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title ends with one of the fifteen 文种.

    What: The last word of the title of a document with a 版头; (试行) and its like are left out of
      account, templates whose title has tags too.
    Why: 条例 8 names fifteen. 办法, 方案, 要点 and the like travel with a 通知.
    Good: 关于印发《青禾县党员教育工作方案》的通知
    Bad: 青禾县党员教育工作方案, under a 版头
    """
    title = compact(document.title)
    if title and document.layout.genre is None and not _TAG.search(title):
        yield Fault(
            _("the title names no 文种"),
            document.first(Role.TITLE),
            found=title[-8:],
            wanted="、".join(GENRES),
            remedy=_("End the title with a 文种; issue other texts by a 通知 (关于印发……的通知)."),
        )


_DOUBLED = re.compile(
    r"(?:的?(通知|通报|报告|请示|批复|意见|决定|函))的\1$|请示报告$|关于(?:请示|报告)[^》]*的报告$"
)


@rule("R-03", source=Source.CUSTOM, severity=SHOULD, element=Element.GENRE)
def one_genre(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title names its 文种 once.

    What: 的通知的通知, 请示报告, 关于请示……的报告. A 文种 within 《》 is that of another document.
    Why: A document is of one 文种; 请示 and 报告 differ in what they want.
    Good: 关于转发《……的通知》的通知
    Bad: 关于转发……的通知的通知
    """
    title = compact(document.title)
    found = _DOUBLED.search(title)
    if found is not None:
        yield Fault(
            _("the title names two 文种"),
            document.first(Role.TITLE),
            found=found[0],
            remedy=_("Leave one of them, and set the name of another document in 《》."),
        )


_REQUEST = re.compile(r"请(?:予以?|及时)?(?:批示|批准|审批|批复)|当否|妥否")


@rule("R-04", clause="15", standard=_REGULATION, source=Source.UNCERTAIN, element=Element.GENRE)
def no_request_in_a_report(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A 报告 asks for nothing.

    What: 请批示, 请予批准, 当否 and the like in the last paragraphs of the text of a 报告. That a
      请示 has one matter only cannot be told by a program.
    Why: 不得在报告等非请示性公文中夹带请示事项; nobody answers a 报告.
    Good: 特此报告。
    Bad: 以上报告当否，请批示。
    """
    if document.layout.genre != "报告":
        return
    main = document.layout.main
    text = [p for p in main if document.layout.role(p) is Role.BODY]
    for paragraph in text[-_END:]:
        found = _REQUEST.search(paragraph.text)
        if found is not None:
            yield Fault(
                _("a 报告 asks for a decision"),
                paragraph,
                found=found[0],
                remedy=_("Ask in a 请示 of its own, or leave the request out."),
            )


_PERSON = re.compile(
    r"(?:书记|部长|县长|市长|省长|镇长|局长|主任|厅长|院长|总经理)(?:同志)?\s*[:：]\s*$|同志\s*[:：]\s*$"
)


@rule("R-05", clause="15", standard=_REGULATION, source=Source.UNCERTAIN, element=Element.GENRE)
def addressee_of_a_request(document: Document, _profile: Profile) -> Iterator[Fault]:
    """What goes up is addressed to an organ, a 请示 to one.

    What: The 主送机关 of a 请示 or 报告 ends with an office such as 书记 or with 同志; that of a
      请示 names several organs.
    Why: 原则上主送一个上级机关；除上级机关负责人直接交办事项外，不得以本机关名义向上级机关负责人
      报送公文.
    Good: 市委组织部：
    Bad: 市委组织部王部长：；市委组织部、市财政局：
    """
    genre = document.layout.genre
    addressee = document.first(Role.ADDRESSEE)
    if genre not in ("请示", "报告") or addressee is None:
        return
    if _PERSON.search(addressee.text):
        yield Fault(
            _("a document that goes up is addressed to a person"),
            addressee,
            found=addressee.bare,
            remedy=_("Address it to the organ."),
        )
    elif genre == "请示" and re.search("[、，；,;]", addressee.text):
        yield Fault(
            _("a 请示 is addressed to several organs"),
            addressee,
            found=addressee.bare,
            remedy=_("Address it to one organ and send the others a copy (抄送)."),
        )


@rule("R-10", source=Source.CUSTOM, severity=SHOULD, element=Element.GENRE)
def street_committees(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A 街道 has a 党工委.

    What: 街道党委 in the 主送机关 and 抄送机关.
    Why: A 街道 is an agency of the county's committee; its party organ is a 工作委员会.
    Good: 各镇党委、各街道党工委：
    Bad: 各镇党委、各街道党委：
    """
    for paragraph in document.having(Role.ADDRESSEE, Role.COPY_TO, Role.IMPRINT_MAIN):
        if "街道党委" in paragraph.text:
            yield Fault(
                _("the party organ of a 街道 is called by a wrong name"),
                paragraph,
                found="街道党委",
                wanted="街道党工委",
                remedy=_("Write 党工委."),
            )
