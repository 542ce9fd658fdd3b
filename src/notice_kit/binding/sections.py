"""Sections: each file's begin on a new page, with its own heads and feet and nobody else's.

Source: ECMA-376 Part 1, 17.6 (sections), 17.10.1 (heads and feet: what a section does not name it
has from the section before it), 17.6.12 (pgNumType), 17.6.22 (type).
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from notice_kit.binding.schema_order import properties, put
from notice_kit.ooxml.wml import Element, qualified, w

_SECTION, _P, _PPR = qualified("sectPr"), qualified("p"), qualified("pPr")
_TYPE, _RID = qualified("type"), qualified("r:id")
HEAD, FOOT = qualified("headerReference"), qualified("footerReference")
_BLOCKS = (_P, *map(qualified, ("tbl", "sdt", "customXml", "altChunk")))

Head = tuple[str, str]
"""The tag of a reference and its type: default, first or even."""


def sections_of(body: Element) -> list[Element]:
    """The properties of a body's sections, those of the last one made where it has none."""
    last, *others = [*body.iterchildren(_SECTION)][::-1] or [w("sectPr")]
    for other in others:
        body.remove(other)
    body.append(last)
    return [
        section
        for section in body.iter(_SECTION)
        if (parent := section.getparent()) is not None
        and (parent is body or (parent.tag == _PPR and _is_paragraph(parent.getparent())))
    ]


def _is_paragraph(element: Element | None) -> bool:
    return element is not None and element.tag == _P


def even_as_default(sections: list[Element]) -> None:
    """Let even pages have the heads and feet of all others, as where none are even."""
    for section in sections:
        for reference in list(section.iterchildren(HEAD, FOOT)):
            if reference.get(_TYPE) == "even":
                section.remove(reference)
            elif reference.get(_TYPE, "default") == "default":
                twin = copy.deepcopy(reference)
                twin.set(_TYPE, "even")
                reference.addnext(twin)


def stop_inheritance(
    sections: list[Element], showing: set[Head], empty: Callable[[str], str]
) -> None:
    """Keep the heads and feet of the files before out of a file's first section.

    Args:
        sections: the file's.
        showing: what the last section before shows; changed to what the last of these shows.
        empty: the id of an empty part for that tag.
    """
    for number, section in enumerate(sections):
        own = {
            (str(reference.tag), reference.get(_TYPE, "default"))
            for reference in section.iterchildren(HEAD, FOOT)
        }
        if not number:
            if section.find(qualified("titlePg")) is not None:
                showing |= {(tag, "first") for tag, _type in showing}
            for tag, type_ in sorted(showing - own):
                reference = section.makeelement(tag)
                reference.set(_TYPE, type_)
                reference.set(_RID, empty(tag))
                section.insert(0 if tag == HEAD else _behind_heads(section), reference)
                _make_room(section, tag)
            showing.clear()
        showing |= own


def are_headless(sections: list[Element]) -> bool:
    """Whether none of the sections names a head or foot; a first page then has none of its own."""
    if any(next(section.iterchildren(HEAD, FOOT), None) is not None for section in sections):
        return False
    for section in sections:
        for flag in section.findall(qualified("titlePg")):
            section.remove(flag)
    return True


def _behind_heads(section: Element) -> int:
    return len(section.findall(HEAD))


def _make_room(section: Element, tag: str) -> None:
    """An empty head must not push the text down where it stands below the margin."""
    margins = section.find(qualified("pgMar"))
    if margins is None:
        return
    edge, distance = ("top", "header") if tag == HEAD else ("bottom", "footer")
    room = _number(margins.get(qualified(edge)))
    if 0 <= room < _number(margins.get(qualified(distance))) + 40:
        margins.set(qualified(distance), str(max(0, room - 40)))


def _number(value: str | None) -> int:
    try:
        return int(value or "0")
    except ValueError:
        return 0


def keep_grid(sections: list[Element], excess: float) -> None:
    """Keep the pitch of grids of characters, which is told by the size of the default style.

    Args:
        sections: the file's.
        excess: by how many points its default style is larger than the book's.

    Source:
        ECMA-376 Part 1, 17.6.5 (charSpace): in 4096ths of a point above that size.
    """
    for section in sections:
        for grid in section.iterchildren(qualified("docGrid")):
            if grid.get(_TYPE) == "snapToChars":
                space = _number(grid.get(qualified("charSpace"))) + round(excess * 4096)
                grid.set(qualified("charSpace"), str(space))


def begin_on(section: Element, *, odd: bool) -> None:
    """Let the section begin on a new page, or on the next that has an odd number."""
    put(section, w("type", val="oddPage" if odd else "nextPage"))


def run_on(sections: list[Element]) -> None:
    """Let page numbers go on through all sections."""
    for section in sections:
        for number in section.iterchildren(qualified("pgNumType")):
            number.attrib.pop(qualified("start"), "")


def restart(section: Element) -> None:
    """Let page numbers begin in that section: where it says so itself, or at 1."""
    number = section.find(qualified("pgNumType"))
    if number is None:
        number = put(section, w("pgNumType"))
    if number.get(qualified("start")) is None:
        number.set(qualified("start"), "1")


def close(body: Element) -> None:
    """Put the properties of the last section into the last paragraph, so that others can follow."""
    section = body[-1]
    blocks = [block for block in body if block.tag in _BLOCKS]
    last = blocks[-1] if blocks else None
    if last is None or last.tag != _P or last.find(f"{_PPR}/{_SECTION}") is not None:
        last = no_height()
        body.insert(len(body) - 1, last)
    for mark in list(last.itersiblings()):
        if mark is not section:
            last.append(mark)
    body.remove(section)
    if section.find(qualified("vAlign")) is None:
        _end_flush(last)
    put(properties(last), section)


def _end_flush(last: Element) -> None:
    """No space below the last line of a part: it would be counted against that above the next."""
    own = properties(last)
    spacing = own.find(qualified("spacing"))
    if spacing is None:
        spacing = put(own, w("spacing"))
    for name in ("afterLines", "afterAutospacing"):
        spacing.set(qualified(name), "0")
    spacing.set(qualified("after"), "0")


def no_height() -> Element:
    """A paragraph that takes a twentieth of a point, to carry a section's end behind a table."""
    spacing = w("spacing", before=0, after=0, line=1, lineRule="exact")
    return w("p", w("pPr", spacing, w("rPr", w("sz", val=2))))
