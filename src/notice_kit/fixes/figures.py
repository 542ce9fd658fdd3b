"""Fixers for numbers and dates: half-width, without zeros before them, 〇 in years."""

from __future__ import annotations

import re

from notice_kit.document.document import Document
from notice_kit.document.labels import chinese_value
from notice_kit.document.roles import TEXT, Role
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.punctuation import change_text, replaced
from notice_kit.fixes.registry import Reach, fixer
from notice_kit.fixes.retyping import Change, retype
from notice_kit.profile import Profile
from notice_kit.rules import numerals as rules
from notice_kit.rules.closing import dates
from notice_kit.rules.dates import LEADING_ZERO
from notice_kit.rules.literal import literals

_HALF = str.maketrans("０１２３４５６７８９", "0123456789")
_SIGNS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_PARTS = re.compile(r"(.{4})年(?:(.{1,2})月)?(?:(.{1,3})日)?")
_WRONG_ZERO = re.compile(r"[0○◯ＯOo零]")


@fixer("D-01", reach=Reach.WORDS)
def dates_in_figures(document: Document, _profile: Profile, _format: Format) -> None:
    """Dates in the text are in figures; quotations stay."""
    for one in literals(document):
        if document.layout.role(one.paragraph) in TEXT:
            retype(one.paragraph, _dates_of(one.text))


def _dates_of(text: str) -> list[Change]:
    found = rules.CHINESE_DATE.finditer(text)
    return [(*one.span(), in_figures(one[0])) for one in found if not _is_quoted(text, one.start())]


def _is_quoted(text: str, place: int) -> bool:
    return text.count("“", 0, place) > text.count("”", 0, place)


def in_figures(found: str) -> str:
    """A date in 汉字 as one in figures."""
    match = _PARTS.match(found)
    if match is None:
        return found
    year, month, day = match.groups()
    written = f"{year.translate(_SIGNS)}年"
    written += f"{chinese_value(month)}月" if month else ""
    written += f"{chinese_value(day)}日" if day else ""
    return written + found[match.end() :]


@fixer("D-03", reach=Reach.WORDS)
def half_width(document: Document, _profile: Profile, _format: Format) -> None:
    """Figures are half-width."""
    change_text(document, replaced(re.compile("[０-９]+"), lambda found: found.translate(_HALF)))


@fixer("D-08", reach=Reach.WORDS)
def zero_of_years(document: Document, _profile: Profile, _format: Format) -> None:
    """The zero of a year in 汉字 is 〇."""
    change_text(document, replaced(rules.ZERO, lambda found: _WRONG_ZERO.sub("〇", found)))


@fixer("D-13", reach=Reach.WORDS)
def leading_zeros(document: Document, _profile: Profile, _format: Format) -> None:
    """No zero stands before a month or day."""
    for one in literals(document):
        if document.layout.role(one.paragraph) in TEXT:
            found = LEADING_ZERO.finditer(one.text)
            retype(one.paragraph, [(*spot.span(), "") for spot in found])


@fixer("S-13", reach=Reach.WORDS)
def date_form(document: Document, _profile: Profile, _format: Format) -> None:
    """成文日期 is in figures, without zeros before them; a day that there is not stays."""
    for paragraph in dates(document):
        text = paragraph.text
        changes = [(*one.span(), "") for one in LEADING_ZERO.finditer(text)]
        changes += [(*one.span(), in_figures(one[0])) for one in rules.CHINESE_DATE.finditer(text)]
        changes += [
            (place, place + 1, sign.translate(_HALF))
            for place, sign in enumerate(text)
            if sign != sign.translate(_HALF)
        ]
        retype(paragraph, changes)


_AFTER_YEAR = re.compile(r"(?<=〕)\s*第?\s*0*(?=[1-9]\d*\s*号)")


@fixer("H-09", reach=Reach.WORDS)
def sequence_number(document: Document, _profile: Profile, _format: Format) -> None:
    """The number of a 发文字号 follows its year at once, without 第 and zeros."""
    for paragraph in document.having(Role.DOCUMENT_NUMBER):
        found = _AFTER_YEAR.search(paragraph.text)
        if found is not None and found[0]:
            retype(paragraph, [(*found.span(), "")])
