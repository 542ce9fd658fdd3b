"""Rules for 命令（令）格式: its mark, its number, what follows it and who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document import patterns
from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.roles import TEXT, Role
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.mark_place import marks, misplaced
from notice_kit.rules.places import flows, is_centred, wrong_white
from notice_kit.rules.registry import Element, Fault, Source, rule
from notice_kit.standard.gbt9704 import ORDER_ROWS

_ORDER = frozenset({Kind.ORDER})
_FORM = re.compile(r"第(?:[1-9]\d*|[一二三四五六七八九十百〇]+)号")
_WORD = re.compile(r"(?:命令|令)$")


@rule("X-10", clause="10.2", element=Element.FORMAT, kinds=_ORDER)
def mark(document: Document, profile: Profile) -> Iterator[Fault]:
    """The mark of an order stands in the middle, 20 mm under the upper edge of the type area.

    What: It is centred. The upper edge of its characters is 57 mm ± 2 mm from that of the sheet, as
      H-05 works it out for 文件格式. Its colour is looked at by P-17, its font by F-17.
    Why: 10.2: 由发文机关全称加“命令”或“令”字组成，居中排布，上边缘至版心上边缘为20mm.
    Good: a mark of 52 pt with 48.5 pt before it
    Bad: the same, 35 mm under the edge as in 文件格式
    """
    yield from misplaced(document, profile, "order")


@rule("X-11", clause="10.2", source=Source.UNCERTAIN, element=Element.FORMAT, kinds=_ORDER)
def number(document: Document, _profile: Profile) -> Iterator[Fault]:
    """令号 reads 第6号 and stands in the middle, two blank rows under the mark.

    What: 第, a number in Arabic figures without zeros before it or in 汉字, and 号; it is centred;
      the white over it is two rows. An order without one is let pass.
    Why: 10.2: 发文机关标志下空二行居中编排令号.
    Good: 第6号
    Bad: 第06号; 第6号 at the left
    """
    for paragraph in document.having(Role.ORDER_NUMBER):
        if not _FORM.fullmatch(compact(paragraph.bare)):
            yield Fault(
                _("令号 is not written as it should be"),
                paragraph,
                found=paragraph.bare,
                wanted="第6号",
                remedy=_("Write 第, the number without zeros before it, and 号."),
            )
        if flows(paragraph) and not is_centred(paragraph):
            yield Fault(
                _("令号 is not centred"),
                paragraph,
                found=paragraph.format.align,
                wanted="center",
                remedy=_("Centre it, without indents or blanks."),
            )
        above = document.previous(paragraph)
        if above is not None and document.layout.role(above) is Role.ISSUER_MARK:
            yield from wrong_white(
                document, paragraph, ORDER_ROWS, _("the white over 令号 is wrong")
            )


@rule("X-12", clause="10.2", source=Source.UNCERTAIN, element=Element.FORMAT, kinds=_ORDER)
def text(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The text of an order begins two blank rows under 令号.

    What: The white between 令号 and the paragraph of text that follows it. An order with a title
      between them is let pass.
    Why: 10.2: 令号下空二行编排正文.
    Good: 57.9 pt after 令号
    Bad: the text in the row under it
    """
    found = document.first(Role.ORDER_NUMBER)
    begin = None if found is None else document.following(found)
    if begin is None or begin.format.align in ("center", "right"):
        return
    if document.layout.role(begin) not in (*TEXT, Role.OTHER):
        return
    yield from wrong_white(
        document, begin, ORDER_ROWS, _("the white over the text of the order is wrong")
    )


@rule("X-13", clause="10.2", source=Source.UNCERTAIN, element=Element.FORMAT, kinds=_ORDER)
def signer(document: Document, _profile: Profile) -> Iterator[Fault]:
    """An order is signed by a person and dated.

    What: A date stands in a paragraph or cell of its own, and no organ of the mark signs with its
      name. Where the signature stands is looked at by S-12.
    Why: 10.2 and 7.3.5.3: 命令 carries 签发人职务, 签名章 and 成文日期.
    Good: 县　长 and the stamp, under them the date
    Bad: 青禾县人民政府 over the date
    """
    organ = _WORD.sub("", compact("".join(p.text for p in marks(document))))
    for paragraph in document.paragraphs:
        if organ and compact(paragraph.text) == organ and paragraph not in marks(document):
            yield Fault(
                _("an order is signed with the name of an organ"),
                paragraph,
                found=organ,
                remedy=_("Put the post of the signer and a place for the stamp instead."),
            )
            return
    if not any(patterns.DATE.match(p.bare) for p in document.paragraphs):
        yield Fault(
            _("the order has no date"),
            marks(document)[0] if marks(document) else None,
            remedy=_("Put the date in a row of its own, under the signature."),
        )
