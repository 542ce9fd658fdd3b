"""Rules for annexes: their labels, numbers, titles and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document import patterns
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.places import flows, has_rows_above, is_flush_left, start, white_rows
from notice_kit.rules.registry import ANY_KIND, Element, Fault, Source, rule
from notice_kit.standard.accepted import INDENT

_LABEL = re.compile(r"附件\d{0,3}")
_LABEL_NUMBER = re.compile(r"\d+")
_UNBOUND = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,24}〔(?:19|20)\d{2}〕[1-9]\d*号附件(?:[1-9]\d*)?")
_ASIDE = ("center", "right")
_BLANK_ROWS = 1


@rule("S-19", clause="7.3.7", source=Source.UNCERTAIN, element=Element.CLOSING, fixable=True)
def annex_page(document: Document, _profile: Profile) -> Iterator[Fault]:
    """An annex begins on a new page.

    What: Its label has a page or section break right before it.
    Why: 7.3.7: 附件应当另面编排，并在版记之前，与公文正文一起装订.
    Good: a page break before 附件1
    Bad: 附件1 under 成文日期
    """
    for annex in document.layout.annexes:
        if not begins_page(document, annex.label):
            yield Fault(
                _("an annex does not begin on a new page"),
                annex.label,
                remedy=_("Put a page break before it (Paragraph, Line and Page Breaks)."),
            )


def begins_page(document: Document, paragraph: Paragraph) -> bool:
    """Whether a page or section break lies right before a paragraph."""
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
      blanks, no 汉字 number; its first row begins at the edge. That of an annex which is a file of
      its own is looked at by S-23.
    Why: 7.3.7: “附件”二字及附件顺序号用3号黑体字顶格编排在版心左上角第一行.
    Good: 附件1
    Bad: 附件一：
    """
    for annex in document.layout.annexes:
        label = annex.label
        if label is _unbound(document):
            continue
        if not _LABEL.fullmatch(label.bare):
            yield Fault(
                _("the label of an annex is not written as it should be"),
                label,
                found=label.bare,
                wanted="附件1",
                remedy=_("Write 附件 and the number, and nothing else."),
            )
        if flows(label) and (label.format.align in _ASIDE or abs(start(label)) > INDENT):
            centred = label.format.align in _ASIDE
            yield Fault(
                _("{element} does not stand at the left edge").format(
                    element=Role.ATTACHMENT_LABEL.value
                ),
                label,
                found=label.format.align if centred else shown.characters(start(label)),
                remedy=_("Align it left, without an indent or blanks."),
            )


@rule(
    "S-23", clause="7.3.7", source=Source.UNCERTAIN, element=Element.CLOSING, kinds=ANY_KIND,
)  # fmt: skip
def unbound_label(document: Document, _profile: Profile) -> Iterator[Fault]:
    """An annex that is not bound with its document begins with the document's number and 附件1.

    What: A file whose first paragraph is a number and 附件: the number is written as 发文字号 is,
      with 〔〕 round the full year and no zeros, 附件 and its number follow at once, at the left
      edge.
    Why: 7.3.7: 如附件与正文不能一起装订，应当在附件左上角第一行顶格编排公文的发文字号并在其后标注
      “附件”二字及附件顺序号.
    Good: 青组发〔2026〕5号附件1
    Bad: 青组发[2026]5号　附件1
    """
    label = _unbound(document)
    if label is None:
        return
    if not _UNBOUND.fullmatch(label.bare):
        yield Fault(
            _("the label of an annex is not written as it should be"),
            label,
            found=label.bare,
            wanted="青组发〔2026〕5号附件1",
            remedy=_("Write the number of the document, then 附件 and the number of the annex."),
        )
    if flows(label) and not is_flush_left(label):
        yield Fault(
            _("{element} does not stand at the left edge").format(
                element=Role.ATTACHMENT_LABEL.value
            ),
            label,
            remedy=_("Align it left, without an indent or blanks."),
        )


def _unbound(document: Document) -> Paragraph | None:
    """The label of an annex in a file of its own: the first paragraph that says something."""
    first = next((p for p in document.paragraphs if p.bare), None)
    return first if first is not None and patterns.UNBOUND_LABEL.match(first.bare) else None


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
