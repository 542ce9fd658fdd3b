"""Chapters of a book: the looks of their titles, the pages on which they begin, room for binding.

Source: ECMA-376 Part 1, 17.6.11 (pgMar), 17.6.22 (type of a section).
"""

from __future__ import annotations

import copy

from notice_kit.binding.insertion import TITLE
from notice_kit.binding.schema_order import properties, put
from notice_kit.binding.sections import no_height
from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, qualified, w

_P, _PPR, _STYLE, _SECTION = map(qualified, ("p", "pPr", "pStyle", "sectPr"))
_START, _END, _ID, _VAL = map(qualified, ("bookmarkStart", "bookmarkEnd", "id", "val"))


def restyle(body: Element, style: str) -> None:
    """Set the titles of files that went in as the book's titles are, and take their marks out.

    Args:
        body: of the book.
        style: the id of the style of titles.
    """
    for start in [*body.iter(_START)]:
        if not start.get(qualified("name"), "").startswith(TITLE):
            continue
        paragraph = next(start.iterancestors(_P))
        section = paragraph.find(f"{_PPR}/{_SECTION}")
        old = paragraph.find(_PPR)
        if old is not None:
            paragraph.remove(old)
        paragraph.insert(0, w("pPr", w("pStyle", val=style), section))
        for run in paragraph.iter(qualified("r")):
            for look in run.findall(qualified("rPr")):
                run.remove(look)
            run.insert(0, w("rPr", w("rFonts", hint="eastAsia")))
        for end in [*paragraph.iter(_END)]:
            if end.get(_ID) == start.get(_ID):
                paragraph.remove(end)
        paragraph.remove(start)


def begin_on_odd_pages(body: Element, style: str) -> None:
    """Let each paragraph of this style begin a section, on a page with an odd number."""
    for block in list(body):
        if block.tag != _P or _style_of(block) != style:
            continue
        section = _section_of(block)
        before = block.getprevious()
        if section is None or before is None:
            continue
        if before.find(f"{_PPR}/{_SECTION}") is None:
            _end_section(before, section)
            for number in section.iterchildren(qualified("pgNumType")):
                number.attrib.pop(qualified("start"), "")
            for flag in section.findall(qualified("titlePg")):
                section.remove(flag)
        put(section, w("type", val="oddPage"))


def with_gutter(body: Element, gutter: Length) -> None:
    """Widen the inner margins of upright pages, as much as the outer ones become smaller."""
    for section in body.iter(_SECTION):
        margins, size = section.find(qualified("pgMar")), section.find(qualified("pgSz"))
        if margins is None or (size is not None and size.get(qualified("orient")) == "landscape"):
            continue
        outer = Length.twips(int(margins.get(qualified("right"), "0")))
        if margins.get(qualified("gutter"), "0") == "0" and outer > 2 * gutter:
            margins.set(qualified("right"), str(Length(outer - gutter).in_twips))
            margins.set(qualified("gutter"), str(gutter.in_twips))


def _style_of(paragraph: Element) -> str | None:
    found = paragraph.find(f"{_PPR}/{_STYLE}")
    return None if found is None else found.get(_VAL)


def _section_of(block: Element) -> Element | None:
    """The properties of the section in which a block of the body stands."""
    for one in (block, *block.itersiblings()):
        found = one if one.tag == _SECTION else one.find(f"{_PPR}/{_SECTION}")
        if found is not None:
            return found
    return None


def _end_section(last: Element, section: Element) -> None:
    """Let a section like this one end with that block."""
    if last.tag != _P:
        made = no_height()
        last.addnext(made)
        last = made
    put(properties(last), copy.deepcopy(section))
