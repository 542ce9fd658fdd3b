"""Rules for 主送机关."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.roles import TEXT, Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.places import (
    flows,
    has_rows_above,
    is_flush_left,
    shown_rows,
    white_rows,
    wrong_white,
)
from notice_kit.rules.registry import INFO, SHOULD, Element, Fault, Source, rule

_ROWS = 1  # blank rows under the title, 7.3.2
_OVER = (Role.TITLE, Role.PASSED_NOTE)


@rule("B-09", clause="7.3.2", source=Source.UNCERTAIN, element=Element.TITLE, fixable=True)
def place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """主送机关 stands one blank row under the title, at the left edge.

    What: Empty paragraphs and spacing between the title, or the note under it, and 主送机关 are one
      row together; its rows begin at the edge, without indents or typed blanks.
    Why: 7.3.2: 编排于标题下空一行位置，居左顶格，回行时仍顶格.
    Good: one empty paragraph, or 28.95 pt after the title
    Bad: an indent of 2 字
    """
    for paragraph in document.having(Role.ADDRESSEE):
        if not flows(paragraph):
            continue
        above = document.previous(paragraph)
        if above is not None and document.layout.role(above) in _OVER:
            yield from wrong_white(
                document, paragraph, _ROWS, _("the white over 主送机关 is wrong")
            )
        if not is_flush_left(paragraph):
            yield Fault(
                _("主送机关 does not stand at the left edge"),
                paragraph,
                remedy=_("Align it left, without an indent or blanks."),
            )


@rule("B-10", clause="7.3.2", source=Source.UNCERTAIN, element=Element.TITLE, fixable=True)
def colon(document: Document, _profile: Profile) -> Iterator[Fault]:
    """主送机关 ends with a full-width colon.

    What: The last sign of the last paragraph of 主送机关 is ：. A half-width one behind a 汉字 is
      told by Q-01.
    Why: 7.3.2: 最后一个机关名称后标全角冒号.
    Good: 各镇党委：
    Bad: 各镇党委
    """
    found = document.having(Role.ADDRESSEE)
    if found and found[-1].bare[-1:] not in ("：", ":"):
        yield Fault(
            _("主送机关 does not end with a colon"),
            found[-1],
            found=found[-1].bare[-1:],
            wanted="：",
            remedy=_("Type ： behind the last organ."),
        )


_SEPARATOR = re.compile(r"(?<=\S)[；;。\s]+(?=\S)")


@rule("B-11", source=Source.CUSTOM, severity=SHOULD, element=Element.TITLE)
def separators(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The organs of 主送机关 are parted by 、 and ，.

    What: Semicolons, full stops and blanks between them.
    Why: 、 parts organs of a kind, ， the kinds.
    Good: 各镇党委、政府，县直各部门：
    Bad: 各镇党委；县直各部门：
    """
    for paragraph in document.having(Role.ADDRESSEE):
        found = _SEPARATOR.search(paragraph.bare)
        if found is not None and "{" not in paragraph.text:
            yield Fault(
                _("the organs of 主送机关 are parted by a wrong sign"),
                paragraph,
                found=found[0].strip() or _("a blank"),
                wanted=_("、 or ，"),
                remedy=_("Part organs of a kind by 、, kinds by ，."),
            )


_WITHOUT = ("公告", "通告", "公报", "决议", "命令", "令", "纪要")


@rule("B-14", source=Source.CUSTOM, severity=INFO, element=Element.TITLE)
def no_addressee(document: Document, _profile: Profile) -> Iterator[Fault]:
    """公告, 通告, 公报, 决议, 命令 and 纪要 have no 主送机关.

    What: A 主送机关 under the title of one of these.
    Why: They are made public, or go to those who are named in the 版记.
    Good: a 通告 whose text follows the title
    Bad: a 公告 to 各镇人民政府：
    """
    genre = document.layout.genre
    addressee = document.first(Role.ADDRESSEE)
    if genre in _WITHOUT and addressee is not None:
        yield Fault(
            _("a {genre} has a 主送机关").format(genre=genre),
            addressee,
            found=addressee.bare,
            remedy=_("Leave it out, or take another 文种."),
        )


@rule("B-15", clause="7.3.3", source=Source.UNCERTAIN, element=Element.TEXT, fixable=True)
def text_follows(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The text begins in the row under 主送机关.

    What: Neither empty paragraphs nor spacing lie between 主送机关 and the text.
    Why: 7.3.3: 编排于主送机关名称下一行.
    Good: the text right under 各镇党委：
    Bad: an empty paragraph between
    """
    for text in document.having(*TEXT):
        above = document.previous(text)
        if above is None or document.layout.role(above) is not Role.ADDRESSEE:
            continue
        white = white_rows(document, text)
        if white is not None and not has_rows_above(white, 0):
            yield Fault(
                _("there is white between 主送机关 and the text"),
                text,
                found=_("{count} rows").format(count=shown_rows(white)),
                wanted="0",
                remedy=_("Take the empty paragraphs and the spacing out."),
            )
