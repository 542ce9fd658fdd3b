"""Rules for 附件说明, the list of annexes under the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.characters import text_width
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.alike import once
from notice_kit.rules.places import has_rows_above, room, start, white_rows
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard.accepted import PLACE

_LEAD = re.compile(r"^\s*附件[：:]?\s*")
_COLON = re.compile(r"^\s*附件：")
_NUMBERED = re.compile(r"^(\d{1,3})\s*[.．、]")
NAME_END = "。；，、;,."
"""Marks that do not end the name of an annex."""
_BLANK_ROWS = 1
_REMARK = re.compile(r"（[^（）]*）")
BEFORE_NAME = re.compile(r"\s*(?:附件[：:]?)?\s*(?:\d{1,3}\s*[.．、])?\s*")
"""What stands before the name of an annex in its row."""
_ISSUES = re.compile(r"(?:印发|转发|批转)《([^》]+)》")


def named_annexes(document: Document) -> list[tuple[Paragraph, str]]:
    """The paragraphs of 附件说明 with what each says behind “附件：”."""
    notes = [p for p in document.layout.main if document.layout.role(p) is Role.ATTACHMENT_NOTE]
    return [(p, _LEAD.sub("", p.bare)) for p in notes]


def _name(entry: str) -> str:
    return compact(_NUMBERED.sub("", entry)).rstrip(NAME_END)


@rule("S-01", clause="7.3.4", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def note_place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """附件说明 stands one blank row under the text.

    What: The white over its first paragraph, by empty paragraphs or spacing, is one row.
    Why: 7.3.4: 如有附件，在正文下空一行左空二字编排“附件”二字.
    Good: one blank row
    Bad: none
    """
    for paragraph, _entry in named_annexes(document)[:1]:
        white = white_rows(document, paragraph)
        if white is not None and not has_rows_above(white, _BLANK_ROWS):
            yield Fault(
                _("the white over 附件说明 is wrong"),
                paragraph,
                found=_("{count} rows").format(count=round(white[1], 1)),
                wanted=_("{count} rows").format(count=_BLANK_ROWS),
                remedy=_("Leave {count} rows blank.").format(count=_BLANK_ROWS),
            )


@rule("S-02", clause="7.3.4", source=Source.UNCERTAIN, element=Element.CLOSING)
def note_form(document: Document, _profile: Profile) -> Iterator[Fault]:
    """附件说明 begins with 附件 and a full-width colon; a single annex has no number.

    What: The first row says “附件：”; where there is one row, its name has no number.
    Why: 7.3.4: 后标全角冒号和附件名称.
    Good: 附件：申报表
    Bad: 附件:1.申报表, with nothing else
    """
    entries = named_annexes(document)
    if entries and not _COLON.match(entries[0][0].bare):
        yield Fault(
            _("附件说明 does not begin with “附件：”"),
            entries[0][0],
            found=entries[0][0].bare[:3],
            wanted="附件：",
            remedy=_("Type 附件 and a full-width colon."),
        )
    if len(entries) == 1 and (number := _NUMBERED.match(entries[0][1])):
        yield Fault(
            _("a single annex has a number"),
            entries[0][0],
            found=number[0],
            remedy=_("Take the number out."),
        )


@rule("S-03", clause="7.3.4", source=Source.UNCERTAIN, element=Element.CLOSING)
def note_numbers(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Several annexes are numbered 1., 2. and on in 附件说明, a row each.

    What: Where there are several rows, each begins with its number in Arabic figures and a point.
    Why: 7.3.4: 如有多个附件，使用阿拉伯数字标注附件顺序号（如“附件：1. ×××××”）.
    Good: 附件：1.申报表, under it 2.考评细则
    Bad: 附件：1.申报表, under it 3.考评细则
    """
    entries = named_annexes(document)
    if len(entries) < 2:
        return
    for wanted, (paragraph, entry) in enumerate(entries, start=1):
        number = _NUMBERED.match(entry)
        if number is None or int(number[1]) != wanted or number[0][-1] != ".":
            yield Fault(
                _("an annex is not numbered as it should be"),
                paragraph,
                found=number[0] if number else entry[:4],
                wanted=f"{wanted}.",
                remedy=_("Number the annexes 1., 2. and on, a row each."),
            )
            return


@rule("S-04", clause="7.3.4", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def note_ends(document: Document, _profile: Profile) -> Iterator[Fault]:
    """No mark stands behind the name of an annex.

    What: No row of 附件说明 ends with a mark.
    Why: 7.3.4: 附件名称后不加标点符号.
    Good: 附件：申报表
    Bad: 附件：申报表。
    """
    for paragraph, entry in named_annexes(document):
        if entry and entry[-1] in NAME_END:
            yield Fault(
                _("the name of an annex ends with a mark"),
                paragraph,
                found=entry[-1],
                remedy=_("Take it out."),
            )


@rule("S-05", clause="7.3.4", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def note_rows(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Further rows of a long name begin under its first character.

    What: Where the name of an annex is too long for its row, the indent at the left is where the
      name begins, within a 字; no row is broken by hand. Names in tables or with tabs are let pass.
    Why: 7.3.4: 附件名称较长需回行时，应当与上一行附件名称的首字对齐.
    Good: an indent of 5 字 at the left, the first row hanging by 3 字
    Bad: the second row at the left edge; a line break and blanks
    """
    yield from once(_rows(document))


def _rows(document: Document) -> Iterator[Fault]:
    for paragraph, _entry in named_annexes(document):
        if paragraph.cell is not None or "\t" in paragraph.text:
            continue
        broken = "\n" in paragraph.bare
        begin = start(paragraph)
        lead = BEFORE_NAME.match(paragraph.bare)
        name = begin + (text_width(lead[0]) if lead is not None else 0)
        wraps = begin + paragraph.width > room(paragraph) - paragraph.format.right_chars
        left = paragraph.format.left_chars
        if broken or (wraps and abs(left - name) > 2 * PLACE):
            yield Fault(
                _("the rows of an annex's name do not begin under each other"),
                paragraph,
                found=_("a line break") if broken else shown.characters(left),
                wanted=shown.characters(name),
                remedy=_("Indent it up to the name, and let the first row hang."),
            )


@rule("S-06", clause="7.3.7", source=Source.UNCERTAIN, element=Element.CLOSING)
def names_agree(document: Document, _profile: Profile) -> Iterator[Fault]:
    """附件说明 and the titles of the annexes agree.

    What: As many annexes are bound as are named, and each is titled as it is named; white space,
      《》 and a row in brackets under the title have no say. Annexes in other files pass.
    Why: 7.3.7: 附件顺序号和附件标题应当与附件说明的表述一致.
    Good: 附件：1.申报表, and an annex 附件1 申报表
    Bad: 附件：1.申报表, and an annex 附件1 登记表
    """
    entries, annexes = named_annexes(document), document.layout.annexes
    if not entries or not annexes:
        return
    if len(entries) != len(annexes):
        yield Fault(
            _("附件说明 does not name as many annexes as there are"),
            entries[0][0],
            found=str(len(entries)),
            wanted=str(len(annexes)),
            remedy=_("Name each annex, in their order."),
        )
        return
    for (paragraph, entry), annex in zip(entries, annexes, strict=True):
        lines = [line.bare for line in annex.title]
        title = compact("".join(line for line in lines if not _REMARK.fullmatch(line)))
        if title and title.strip("《》") != _name(entry).strip("《》"):
            yield Fault(
                _("an annex is titled otherwise than 附件说明 names it"),
                paragraph,
                found=_name(entry),
                wanted=title,
                remedy=_("Give both the same words."),
            )


@rule("S-24", source=Source.CUSTOM, severity=SHOULD, element=Element.CLOSING)
def issued_text(document: Document, _profile: Profile) -> Iterator[Fault]:
    """What a document issues or passes on is no annex of it.

    What: A title that says 印发, 转发 or 批转 《…》 names nothing that 附件说明 names too.
    Why: Custom: the text that is issued is the document; it begins a new page without 附件.
    Good: 关于印发《管理办法》的通知, and the 办法 on the next page
    Bad: the same with 附件：管理办法
    """
    names = {compact(name) for name in _ISSUES.findall(compact(document.title))}
    for paragraph, entry in named_annexes(document):
        if _name(entry).strip("《》") in names:
            yield Fault(
                _("what the document issues is named as an annex"),
                paragraph,
                found=_name(entry),
                remedy=_("Take it out of 附件说明; let it begin a page without 附件."),
            )
