"""Fixers for places under the text: 附件说明, 署名, 成文日期, 附注, annexes, 出席."""

from __future__ import annotations

import re

from notice_kit.binding.schema_order import properties
from notice_kit.document.characters import text_width
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import TEXT, Role
from notice_kit.fixes.blanks import strip
from notice_kit.fixes.fonts import set_font
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.places import NO_INDENT, indents, leave_rows
from notice_kit.fixes.properties import amend
from notice_kit.fixes.registry import Reach, fixer
from notice_kit.fixes.retyping import retype
from notice_kit.ooxml.wml import IN_W
from notice_kit.profile import Profile
from notice_kit.rules.attachment import begins_page
from notice_kit.rules.attachment_note import BEFORE_NAME, named_annexes
from notice_kit.rules.booklet import late_titles
from notice_kit.rules.closing import dates
from notice_kit.rules.font_faults import Stretch
from notice_kit.rules.minutes_format import ATTENDANCE_LABEL, attendance_rows
from notice_kit.rules.places import extent, flows, room, start
from notice_kit.rules.signature import misplaced_by, only_name
from notice_kit.standard.accepted import PLACE
from notice_kit.standard.fonts import FontClass
from notice_kit.standard.gbt9704 import (
    ELEMENTS,
    SEALED_DATE_RIGHT,
    STAMP_DATE_ROWS,
    STAMP_RIGHT,
    STAMP_ROWS,
    UNSEALED_ROWS,
)

_NOTE_ROWS = _TITLE_ROWS = _ATTENDANCE_ROWS = 1  # blank rows over them: 7.3.4, 7.3.7, 10.3
_BREAK = re.compile(r"\s*\n\s*")


@fixer("S-01")
def note_place(document: Document, _profile: Profile, _format: Format) -> None:
    """附件说明 stands one blank row under the text."""
    for paragraph, _name in named_annexes(document)[:1]:
        leave_rows(document, paragraph, _NOTE_ROWS)


@fixer("S-05", reach=Reach.MARKS)
def note_rows(document: Document, _profile: Profile, _format: Format) -> None:
    """Further rows of an annex's name begin under its first character; no row is broken by hand."""
    for paragraph, _name in named_annexes(document):
        if paragraph.cell is not None or "\t" in paragraph.text:
            continue
        lead = BEFORE_NAME.match(paragraph.bare)
        begin = start(paragraph)
        name = begin + (text_width(lead[0]) if lead is not None else 0)
        retype(paragraph, [(*one.span(), "") for one in _BREAK.finditer(paragraph.text)])
        strip(paragraph)
        hanging = indents(paragraph, left=name, first_line=begin - name)
        amend(properties(paragraph.element), "ind", hanging)


@fixer("S-07", "S-08")
def signed(document: Document, _profile: Profile, looks: Format) -> None:
    """成文日期 stands 4 字 from the right edge and 署名 centred on it, as with a seal.

    Where 署名 stands as without a seal, one row is left blank over it.
    """
    for date in dates(document):
        name = only_name(document, date)
        more = text_width(name.bare) - text_width(date.bare) if name is not None else 0.0
        right = max(float(SEALED_DATE_RIGHT), more / 2)
        moved = misplaced_by(document, date) is not None
        if moved:
            _at_right(looks, date, right)
        if name is None or extent(name) is None:
            continue
        if moved or not _may_stay(name, date):
            _at_right(looks, date, right)
            _at_right(looks, name, right - more / 2)
        else:
            leave_rows(document, name, UNSEALED_ROWS)


def _may_stay(name: Paragraph, date: Paragraph) -> bool:
    """Whether 署名 begins before the date, as without a seal."""
    one, other = extent(name), extent(date)
    if one is None or other is None:
        return True
    return abs(other[0] - one[0] - 2) <= PLACE and room(name) - max(one[1], other[1]) <= 2 + PLACE


def _at_right(looks: Format, paragraph: Paragraph, right: float) -> None:
    strip(paragraph)
    looks.paragraphs([paragraph], "jc", {"val": "right"})
    looks.paragraphs([paragraph], "ind", {**NO_INDENT, **indents(paragraph, right=right)})


@fixer("S-12")
def stamped(document: Document, _profile: Profile, looks: Format) -> None:
    """Under a 签名章 the date stands one blank row down, 4 字 from the edge."""
    for date in dates(document)[:1]:
        over = document.previous(date)
        if over is None or document.layout.role(over) in TEXT:
            continue
        looks.paragraphs([date], "ind", indents(date, right=STAMP_RIGHT))
        leave_rows(document, date, STAMP_DATE_ROWS)
        above = document.previous(over)
        if flows(over) and above is not None and document.layout.role(above) in TEXT:
            leave_rows(document, over, STAMP_ROWS)


@fixer("S-16")
def with_text(document: Document, _profile: Profile, looks: Format) -> None:
    """No page break lies between the text and the date."""
    for date in dates(document)[:1]:
        place = document.paragraphs.index(date)
        for paragraph in reversed(document.paragraphs[: place + 1]):
            if document.layout.role(paragraph) in TEXT:
                break
            for one in list(paragraph.element.iter(f"{IN_W}br")):
                parent = one.getparent()
                if one.get(f"{IN_W}type") == "page" and parent is not None:
                    parent.remove(one)
            if paragraph.format.page_break_before:
                looks.paragraphs([paragraph], "pageBreakBefore", {"val": 0})


@fixer("S-17")
def note_indent(document: Document, _profile: Profile, looks: Format) -> None:
    """附注 is indented by 2 字."""
    for paragraph in document.having(Role.NOTE):
        strip(paragraph)
        first = ELEMENTS["note"].first_line
        look = {**NO_INDENT, **indents(paragraph, first_line=first)}
        looks.paragraphs([paragraph], "ind", look)
        if paragraph.format.align in ("center", "right"):
            looks.paragraphs([paragraph], "jc", {"val": "both"})


@fixer("S-19")
def annex_page(document: Document, _profile: Profile, looks: Format) -> None:
    """An annex begins on a new page."""
    wrong = [one.label for one in document.layout.annexes if not begins_page(document, one.label)]
    looks.paragraphs(wrong, "pageBreakBefore", {"val": 1})


@fixer("Z-05")
def new_pages(document: Document, _profile: Profile, looks: Format) -> None:
    """Each 制度 begins on a new page."""
    looks.paragraphs(late_titles(document), "pageBreakBefore", {"val": 1})


@fixer("S-20")
def annex_label(document: Document, _profile: Profile, looks: Format) -> None:
    """The label of an annex stands at the left edge."""
    labels = [annex.label for annex in document.layout.annexes if flows(annex.label)]
    for label in labels:
        strip(label)
    looks.paragraphs(labels, "jc", {"val": "left"})
    looks.paragraphs(labels, "ind", NO_INDENT)


@fixer("S-21")
def annex_title(document: Document, _profile: Profile, looks: Format) -> None:
    """The title of an annex is centred, one blank row under its label."""
    for annex in document.layout.annexes:
        rows = [row for row in annex.title if flows(row)]
        for row in rows:
            strip(row)
        looks.paragraphs(rows, "jc", {"val": "center"})
        looks.paragraphs(rows, "ind", NO_INDENT)
        for row in rows[:1]:
            leave_rows(document, row, _TITLE_ROWS)


@fixer("X-15")
def attendance(document: Document, profile: Profile, looks: Format) -> None:
    """出席 and its like begin 2 字 from the edge, in 黑体; rows follow under the names."""
    rows = attendance_rows(document)
    spec = ELEMENTS["attendance"]
    for paragraph in rows:
        strip(paragraph)
        label = ATTENDANCE_LABEL.match(paragraph.text)
        hanging = text_width(label[0].strip()) if label is not None else spec.hanging
        begin = spec.left - spec.hanging
        look = indents(paragraph, left=begin + hanging, first_line=-hanging)
        looks.paragraphs([paragraph], "ind", {**NO_INDENT, **look})
        if label is not None:
            word = Stretch(paragraph, 0, label.end())
            names = Stretch(paragraph, label.end(), len(paragraph.text))
            set_font(looks, profile, [word], FontClass.HEITI, spec.size)
            set_font(looks, profile, [names], FontClass.FANGSONG, spec.size)
    for paragraph in rows[:1]:
        leave_rows(document, paragraph, _ATTENDANCE_ROWS)


@fixer("X-15", reach=Reach.MARKS)
def attendance_colon(document: Document, _profile: Profile, _format: Format) -> None:
    """A full-width colon stands behind 出席."""
    for paragraph in attendance_rows(document):
        label = ATTENDANCE_LABEL.match(paragraph.text)
        if label is not None and label[0].endswith(":"):
            retype(paragraph, [(label.end() - 1, label.end(), "：")])
