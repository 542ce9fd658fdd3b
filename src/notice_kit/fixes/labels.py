"""Fixers for the marks of labels, headings and what stands by itself: colons, stops, brackets."""

from __future__ import annotations

import re

from notice_kit.document.document import Document
from notice_kit.document.labels import chinese_value
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.registry import Reach, fixer
from notice_kit.fixes.retyping import retype
from notice_kit.profile import Profile
from notice_kit.rules.attachment_note import NAME_END, named_annexes
from notice_kit.rules.award import awards
from notice_kit.rules.certificate import NAME_DOTS, NAME_GAP
from notice_kit.rules.headings import closed_headings, is_wrong_label, right_label

_DOT = "·"
_MARKS = "，,、；;。."


def _last(paragraph: Paragraph) -> int:
    """Where the last sign stands that is no blank."""
    return len(paragraph.text.rstrip()) - 1


def _drop_last(paragraph: Paragraph, signs: str) -> None:
    end = _last(paragraph)
    start = len(paragraph.text[: end + 1].rstrip(signs))
    if start <= end:
        retype(paragraph, [(start, end + 1, "")])


@fixer("B-10", reach=Reach.MARKS)
def colon(document: Document, _profile: Profile, _format: Format) -> None:
    """主送机关 ends with a full-width colon."""
    for paragraph in document.having(Role.ADDRESSEE)[-1:]:
        end = _last(paragraph)
        sign = paragraph.text[end]
        if sign not in "：:":
            retype(paragraph, [(end, end + 1, ("" if sign in _MARKS else sign) + "：")])


@fixer("B-20", reach=Reach.MARKS)
def heading_labels(document: Document, _profile: Profile, _format: Format) -> None:
    """Typed labels are written 一、 （一） 1. （1）; those of lists are left to a person."""
    for heading in document.layout.headings:
        text = heading.paragraph.text
        start = text.find(heading.label)
        if start >= 0 and not heading.is_automatic and is_wrong_label(heading):
            end = start + len(heading.label)
            retype(heading.paragraph, [(start, end, right_label(heading))])


@fixer("B-21", reach=Reach.MARKS)
def open_headings(document: Document, _profile: Profile, _format: Format) -> None:
    """A heading that stands alone has no mark at its end."""
    for heading in closed_headings(document):
        _drop_last(heading.paragraph, _MARKS)


@fixer("S-04", reach=Reach.MARKS)
def annex_names(document: Document, _profile: Profile, _format: Format) -> None:
    """No mark stands behind the name of an annex."""
    for paragraph, _name in named_annexes(document):
        _drop_last(paragraph, NAME_END)


@fixer("S-17", reach=Reach.MARKS)
def note_brackets(document: Document, _profile: Profile, _format: Format) -> None:
    """附注 stands in full-width round brackets."""
    for paragraph in document.having(Role.NOTE):
        text, end = paragraph.text, _last(paragraph)
        start = len(text) - len(text.lstrip())
        first = "" if text[start] in "（(" else text[start]
        final = "" if text[end] in "）)" else text[end]
        if start < end:
            retype(paragraph, [(start, start + 1, "（" + first), (end, end + 1, final + "）")])


@fixer("S-20", reach=Reach.MARKS)
def annex_labels(document: Document, _profile: Profile, _format: Format) -> None:
    """The label of an annex is 附件 and a number, without marks and blanks."""
    for annex in document.layout.annexes:
        odd = re.finditer(r"[：:\s]+", annex.label.text)
        retype(annex.label, [(*found.span(), "") for found in odd])


@fixer("S-20", reach=Reach.WORDS)
def annex_figures(document: Document, _profile: Profile, _format: Format) -> None:
    """The number of an annex is in Arabic figures."""
    for annex in document.layout.annexes:
        found = re.search(r"(?<=附件)[一二三四五六七八九十]{1,3}(?=\W*$)", annex.label.text)
        if found is not None:
            retype(annex.label, [(*found.span(), str(chinese_value(found[0])))])


@fixer("C-11", reach=Reach.MARKS)
def no_gaps(document: Document, _profile: Profile, _format: Format) -> None:
    """A name on a certificate has no half-width blanks between its characters."""
    _names(document, NAME_GAP, "")


@fixer("C-12", reach=Reach.MARKS)
def dots(document: Document, _profile: Profile, _format: Format) -> None:
    """The dot within a name is ·."""
    _names(document, NAME_DOTS, _DOT)


def _names(document: Document, pattern: re.Pattern[str], new: str) -> None:
    for award in awards(document):
        if award.name is not None:
            found = pattern.finditer(award.name.text)
            retype(award.name, [(*one.span(), new) for one in found])
