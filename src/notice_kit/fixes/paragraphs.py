"""Fixers for paragraphs of running text: rows, spacing, indents, alignment, blanks."""

from __future__ import annotations

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import HEADINGS, TEXT, Role
from notice_kit.fixes.blanks import strip, take_out
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.properties import Attributes
from notice_kit.fixes.registry import fixer
from notice_kit.measure import Length
from notice_kit.profile import Profile
from notice_kit.rules.page import reading_of
from notice_kit.rules.places import flows
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import ELEMENTS, characters

_TEXT = (Role.BODY, *HEADINGS)
_CENTI = 100  # w:firstLineChars counts hundredths of a 字
_INDENT = ELEMENTS["body"].first_line
_FIRST_LINE: Attributes = {
    "firstLineChars": round(_INDENT * _CENTI),
    "firstLine": round(characters(_INDENT) / Length.twips(1)),
    "hanging": None, "hangingChars": None,
    "left": 0, "leftChars": 0, "start": None, "startChars": None,
}  # fmt: skip


def _text(document: Document) -> list[Paragraph]:
    """Running text but pictures, which an exact line would cut off."""
    return [p for p in document.having(*_TEXT) if not p.drawings]


def _running(document: Document) -> list[Paragraph]:
    """The text whose indents the rules look at: that of annexes only in 三号."""
    main, size = set(document.layout.main), ELEMENTS["body"].size
    return [p for p in document.having(*_TEXT) if flows(p) and (p in main or p.size == size)]


@fixer("P-09", "P-11")
def rows(document: Document, profile: Profile, looks: Format) -> None:
    """The text has the pitch of 22 rows; one that is accepted and has most of the text stays."""
    section = document.sections[0]
    reading = reading_of(section, profile) or accepted.SETUP
    pitch = document.row
    low, high = accepted.ROW_BAND
    if not low <= pitch <= max(high, reading.row) and pitch not in profile.accepted_lines:
        pitch = reading.row
    line = round(pitch / Length.twips(1))
    looks.paragraphs(_text(document), "spacing", {"line": line, "lineRule": "exact"})


@fixer("B-07")
def title_rows(document: Document, _profile: Profile, looks: Format) -> None:
    """The rows of the title are as far apart as the standard's."""
    line = round((ELEMENTS["title"].line or 0) / Length.twips(1))
    titles = document.having(Role.TITLE)
    looks.paragraphs(titles, "spacing", {"line": line, "lineRule": "exact"})


@fixer("P-12")
def no_space(document: Document, _profile: Profile, looks: Format) -> None:
    """There is no space before and after paragraphs of the text."""
    wrong = [
        p
        for p in document.having(*_TEXT)
        if p.format.before or p.format.after or p.format.auto_before or p.format.auto_after
    ]
    sides = {"before": 0, "after": 0, "beforeLines": 0, "afterLines": 0}
    automatic = {"beforeAutospacing": 0, "afterAutospacing": 0}
    looks.paragraphs(wrong, "spacing", {**sides, **automatic})


@fixer("B-16")
def indent(document: Document, _profile: Profile, looks: Format) -> None:
    """Paragraphs of the text begin two 字 from the edge; blanks typed for it go."""
    odd = []
    for paragraph in _running(document):
        look = paragraph.format
        if look.align in ("center", "right", "distribute"):
            continue
        typed = paragraph.own_text[:1].isspace()
        if typed:
            strip(paragraph)
        first = abs(look.first_line_chars - _INDENT) <= accepted.INDENT
        if typed or not first or abs(look.left_chars) > accepted.INDENT:
            odd.append(paragraph)
    looks.paragraphs(odd, "ind", _FIRST_LINE)


@fixer("B-17")
def justified(document: Document, _profile: Profile, looks: Format) -> None:
    """Running text is justified."""
    wrong = [p for p in _running(document) if p.format.align in ("center", "right", "distribute")]
    looks.paragraphs(wrong, "jc", {"val": "both"})


@fixer("B-23")
def no_empty_paragraphs(document: Document, _profile: Profile, _format: Format) -> None:
    """Empty paragraphs between paragraphs of the text go, unless something hangs on them."""
    for paragraph in _running(document):
        above = document.previous(paragraph)
        if above is None or document.layout.role(above) not in TEXT or not flows(above):
            continue
        for blank in document.blanks_above(paragraph):
            take_out(blank)


@fixer("W-03")
def no_automatic_space(document: Document, _profile: Profile, looks: Format) -> None:
    """Word adds no space between 汉字 and figures."""
    wrong = [
        p for p in document.having(*TEXT) if p.format.auto_space_latin or p.format.auto_space_digits
    ]
    for tag in ("autoSpaceDE", "autoSpaceDN"):
        looks.paragraphs(wrong, tag, {"val": 0})


@fixer("W-15")
def outline(document: Document, _profile: Profile, looks: Format) -> None:
    """Headings of the first level have the first outline level."""
    wrong = [p for p in document.having(HEADINGS[0]) if p.format.outline_level is None]
    looks.paragraphs(wrong, "outlineLvl", {"val": ELEMENTS["heading1"].outline})
