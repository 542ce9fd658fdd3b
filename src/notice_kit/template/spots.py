"""Each tag of a part's Jinja source on a line of its own, so that a line number names the tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notice_kit.template.dialect import paragraph_text
from notice_kit.template.environment import XML
from notice_kit.template.tags import Place, Tag

_BEGINNINGS = ("variable_begin", "block_begin")
_ENDS = ("variable_end", "block_end")
_DRESS = re.compile(r"^\{[{%][-+]?(?:(?:p|tr|tc|r)(?=\s))?|[-+]?[}%]\}$|[\s“”‘’\"']")
_REACH = 12  # tags that docxtpl may have dropped, or made itself, one after the other


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands on a line.

    Attributes:
        line: 1-based line of the source as it was, with a paragraph to a line.
        tag: as its author typed it; None where the line holds none.
        place: of the tag, in the file that it came from; None where the dialect made the tag.
    """

    line: int
    tag: str | None = None
    place: Place | None = None


def numbered(source: str, tags: Sequence[Tag]) -> tuple[str, tuple[Spot, ...]]:
    """The source with a line break behind each tag's opening signs, and what stands on each line.

    Tags stand in the source in the order of the part; docxtpl adds some of its own, which are
    found nowhere in the part.

    Raises:
        jinja2.TemplateSyntaxError: the source cannot be cut into tags.
    """
    plain = [_bare(tag.text) for tag in tags]
    pieces: list[str] = []
    spots = [Spot(1)]
    at = 0
    for piece, tag in _pieces(source):
        if tag is not None:
            found = _index(plain, _bare(tag), at)
            spot = Spot(spots[-1].line, paragraph_text(tag))
            if found is not None:
                at = found + 1
                spot = Spot(spot.line, tags[found].text, tags[found].place)
            spots.append(spot)
        for _break in range(piece.count("\n") - (tag is not None)):
            spots.append(Spot(spots[-1].line + 1))
        pieces.append(piece)
    return "".join(pieces), tuple(spots)


def _pieces(source: str) -> Iterator[tuple[str, str | None]]:
    """The source's pieces; the opening signs of a tag with a line break, and the whole tag."""
    tokens = [(kind, text) for _line, kind, text in XML.lexer.tokeniter(source, None)]
    for at, (kind, text) in enumerate(tokens):
        if kind not in _BEGINNINGS:
            yield text, None
            continue
        end = at
        while end < len(tokens) and tokens[end][0] not in _ENDS:
            end += 1
        yield text + "\n", "".join(piece for _kind, piece in tokens[at : end + 1])


def _bare(tag: str) -> str:
    return _DRESS.sub("", tag)


def _index(plain: Sequence[str], bare: str, start: int) -> int | None:
    for at in range(start, min(start + _REACH, len(plain))):
        if plain[at] == bare:
            return at
    return None
