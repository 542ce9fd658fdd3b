"""Rules for 附件说明 and for the annexes that are bound with the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.places import has_rows_above, white_rows
from notice_kit.rules.registry import Element, Fault, Source, rule
from notice_kit.standard.accepted import INDENT

_LEAD = re.compile(r"^\s*附件[：:]?\s*")
_COLON = re.compile(r"^\s*附件：")
_NUMBERED = re.compile(r"^(\d{1,3})\s*[.．、]")
_END = "。；，、;,."
_LABEL = re.compile(r"附件\d{0,3}")
_BLANK_ROWS = 1
_REMARK = re.compile(r"（[^（）]*）")
_LABEL_NUMBER = re.compile(r"\d+")


def _entries(document: Document) -> list[tuple[Paragraph, str]]:
    """The paragraphs of 附件说明 with what each says behind “附件：”."""
    notes = [p for p in document.layout.main if document.layout.role(p) is Role.ATTACHMENT_NOTE]
    return [(p, _LEAD.sub("", p.bare)) for p in notes]


def _name(entry: str) -> str:
    return compact(_NUMBERED.sub("", entry)).rstrip(_END)


@rule("S-01", clause="7.3.4", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def note_place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """附件说明 stands one blank row under the text.

    What: The white over its first paragraph, by empty paragraphs or spacing, is one row.
    Why: 7.3.4: 如有附件，在正文下空一行左空二字编排“附件”二字.
    Good: one blank row
    Bad: none
    """
    for paragraph, _entry in _entries(document)[:1]:
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
    entries = _entries(document)
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
    entries = _entries(document)
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
    for paragraph, entry in _entries(document):
        if entry and entry[-1] in _END:
            yield Fault(
                _("the name of an annex ends with a mark"),
                paragraph,
                found=entry[-1],
                remedy=_("Take it out."),
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
    entries, annexes = _entries(document), document.layout.annexes
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


@rule("S-19", clause="7.3.7", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def annex_page(document: Document, _profile: Profile) -> Iterator[Fault]:
    """An annex begins on a new page.

    What: Its label has a page or section break right before it.
    Why: 7.3.7: 附件应当另面编排，并在版记之前，与公文正文一起装订.
    Good: a page break before 附件1
    Bad: 附件1 under 成文日期
    """
    for annex in document.layout.annexes:
        if not _begins_page(document, annex.label):
            yield Fault(
                _("an annex does not begin on a new page"),
                annex.label,
                remedy=_("Put a page break before it (Paragraph, Line and Page Breaks)."),
            )


def _begins_page(document: Document, paragraph: Paragraph) -> bool:
    if paragraph.format.page_break_before or paragraph.breaks_page_before:
        return True
    blanks = document.blanks_above(paragraph)
    above = document.previous(paragraph)
    before = [*blanks, above] if above is not None else blanks
    return any(one.has_page_break or one.ends_section for one in before)


@rule("S-20", clause="7.3.7", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def annex_label(document: Document, _profile: Profile) -> Iterator[Fault]:
    """An annex is marked 附件 or 附件1, at the left edge.

    What: The label is 附件 and, if there are several, the number in Arabic figures: no colon, no
      blanks, no 汉字 number; it has no indent.
    Why: 7.3.7: “附件”二字及附件顺序号用3号黑体字顶格编排在版心左上角第一行.
    Good: 附件1
    Bad: 附件一：
    """
    for annex in document.layout.annexes:
        label = annex.label
        if not _LABEL.fullmatch(label.bare):
            yield Fault(
                _("the label of an annex is not written as it should be"),
                label,
                found=label.bare,
                wanted="附件1",
                remedy=_("Write 附件 and the number, and nothing else."),
            )
        look = label.format
        if (
            look.align in ("center", "right")
            or max(look.left_chars, look.first_line_chars) > INDENT
        ):
            yield Fault(
                _("{element} does not stand at the left edge").format(
                    element=Role.ATTACHMENT_LABEL.value
                ),
                label,
                found=shown.characters(look.left_chars + look.first_line_chars),
                remedy=_("Align it left, without an indent or blanks."),
            )


@rule("S-21", clause="7.3.7", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def annex_title(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title of an annex is centred, one blank row under its label.

    What: The title is centred; the white over it is one row.
    Why: 7.3.7: 附件标题居中编排在版心第三行.
    Good: 附件1, a blank row, the title in the middle
    Bad: the title right under 附件1
    """
    for annex in document.layout.annexes:
        for line in annex.title[:1]:
            if line.format.align != "center":
                yield Fault(
                    _("the title of an annex is not centred"),
                    line,
                    remedy=_("Centre it, without indents or blanks."),
                )
            white = white_rows(document, line)
            if white is not None and not has_rows_above(white, _BLANK_ROWS):
                yield Fault(
                    _("the white over the title of an annex is wrong"),
                    line,
                    found=_("{count} rows").format(count=round(white[1], 1)),
                    wanted=_("{count} rows").format(count=_BLANK_ROWS),
                    remedy=_("Leave {count} rows blank.").format(count=_BLANK_ROWS),
                )


@rule("S-25", clause="7.3.7", source=Source.UNCERTAIN, element=Element.CLOSING)
def annex_numbers(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The annexes are numbered in their order; a single one has no number.

    What: Of several, the labels say 附件1, 附件2 and on; of one, 附件.
    Why: 7.3.7: 附件顺序号应当与附件说明的表述一致.
    Good: 附件1, 附件2
    Bad: 附件1, 附件3
    """
    labels = [annex.label for annex in document.layout.annexes]
    for wanted, label in enumerate(labels, start=1):
        if not _LABEL.fullmatch(label.bare):
            continue
        number = _LABEL_NUMBER.search(label.bare)
        expected = str(wanted) if len(labels) > 1 else ""
        if (number[0] if number else "") != expected:
            yield Fault(
                _("an annex is not numbered as it should be"),
                label,
                found=label.bare,
                wanted=f"附件{expected}",
                remedy=_("Number the annexes in their order."),
            )
            return
