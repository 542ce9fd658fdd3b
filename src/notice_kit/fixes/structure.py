"""Fixers for what the schema wants: order of properties, ids of drawings, ends of cells."""

from __future__ import annotations

from itertools import count

from notice_kit.document.document import Document
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.registry import fixer
from notice_kit.ooxml.wml import IN_W, Element, w
from notice_kit.profile import Profile
from notice_kit.rules.structure import PLACES, drawings_of, ends_well, parts_of


@fixer("W-11")
def order(document: Document, _profile: Profile, _format: Format) -> None:
    """Properties stand in the order of the schema; other elements stay behind what they follow."""
    for _name, root in parts_of(document):
        for owner in root.iter(*PLACES):
            children = _sorted(owner, PLACES[str(owner.tag)])
            if children != list(owner):
                owner[:] = children


def _sorted(owner: Element, places: dict[str, int]) -> list[Element]:
    keyed, last = [], -1
    for one in owner:
        last = places.get(str(one.tag), last)
        keyed.append((last, one))
    return [one for _place, one in sorted(keyed, key=lambda pair: pair[0])]


@fixer("W-18")
def ids_of_drawings(document: Document, _profile: Profile, _format: Format) -> None:
    """Every drawing of a part has an id of its own; the first of two keeps it."""
    for _name, root in parts_of(document):
        drawings = list(drawings_of(root))
        used = {one.get("id", "") for one in drawings}
        free = (str(number) for number in count(1) if str(number) not in used)
        seen: set[str] = set()
        for one in drawings:
            if one.get("id", "") in seen:
                one.set("id", next(free))
            seen.add(one.get("id", ""))


@fixer("W-21")
def ends_of_cells(document: Document, _profile: Profile, _format: Format) -> None:
    """Every cell ends with a paragraph."""
    for _name, root in parts_of(document):
        for cell in root.iter(f"{IN_W}tc"):
            if not ends_well(cell):
                cell.append(w("p"))


@fixer("W-16")
def whole_pictures(document: Document, _profile: Profile, looks: Format) -> None:
    """A picture in a row is not cut off by an exact line."""
    cut = [
        paragraph
        for paragraph in document.paragraphs
        if paragraph.format.line.is_exact
        and any(
            one.inline and one.height > (paragraph.format.line.length or 0)
            for one in paragraph.drawings
        )
    ]
    looks.paragraphs(cut, "spacing", {"line": 240, "lineRule": "auto"})
