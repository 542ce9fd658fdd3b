"""In which cell of a table each line of a part's Jinja source stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from notice_kit.template.tags import Cell, Tag

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_DRESS = re.compile(r"^\{[{%][-+]?(?:(?:p|tr|tc|r)(?=\s))?|[-+]?[}%]\}$|[\s“”‘’\"']")
_REACH = 12  # tags that docxtpl may have dropped, or made itself, one after the other


def spots_of(lines: Sequence[str], tags: Sequence[Tag]) -> tuple[tuple[Cell, ...], ...]:
    """For each line, the cells around its tags, the outermost first; empty outside tables.

    Tags stand in the source in the order of the part; docxtpl adds some of its own, which are
    found nowhere in the part.
    """
    plain = [_bare(tag.text) for tag in tags]
    at = 0
    spots: list[tuple[Cell, ...]] = []
    for line in lines:
        cells: tuple[Cell, ...] | None = None
        for bare in _bare_tags(line):
            found = _index(plain, bare, at)
            if found is not None:
                at = found + 1
                cells = tags[found].place.cells if cells is None else cells
        spots.append(cells or ())
    return tuple(spots)


def _bare_tags(line: str) -> Iterator[str]:
    for match in _TAG.finditer(line):
        yield _bare(match[0])


def _bare(tag: str) -> str:
    return _DRESS.sub("", tag)


def _index(plain: Sequence[str], bare: str, start: int) -> int | None:
    for at in range(start, min(start + _REACH, len(plain))):
        if plain[at] == bare:
            return at
    return None
