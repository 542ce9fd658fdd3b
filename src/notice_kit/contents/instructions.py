"""What a TOC field asks for.

Source: ECMA-376 Part 1, 17.16.5.68 (TOC), 17.16.2 (syntax of fields).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\[a-zA-Z*#@])|(\S+)')
_RANGE = re.compile(r"\s*(\d)\s*-\s*(\d)\s*")
_OTHER_LISTS = frozenset("acf")  # captions and TC fields, not headings
_ALL = range(1, 10)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table of contents, as its field asks for it.

    Attributes:
        headings: the levels of Word's own headings that are listed.
        outline: the levels in the outline that are listed, whatever the style.
        styles: name of a style, in lower case → the level at which its paragraphs are listed.
        numberless: the levels that show no page number.
        between: what stands between an entry and its number; None for a tab.
        linked: entries are links.
        within: the bookmark to which the contents are bounded; None lists the whole document.
    """

    headings: range = range(0)
    outline: range = range(0)
    styles: Mapping[str, int] = field(default_factory=dict)
    numberless: range = range(0)
    between: str | None = None
    linked: bool = False
    within: str | None = None


def wanted(instruction: str) -> Wanted | None:
    """What the field asks for; None of one that is no TOC, or one that lists no headings."""
    tokens = _tokens(instruction)
    if not tokens or tokens[0][1].upper() != "TOC":
        return None
    switches: dict[str, str] = {}
    last = ""
    for is_switch, word in tokens[1:]:
        if is_switch:
            last = word[1].lower()
            switches[last] = ""
        elif last and not switches[last]:
            switches[last] = word
    if _OTHER_LISTS & switches.keys():
        return None
    by_heading = "o" in switches or not {"t", "u"} & switches.keys()
    headings = _levels(switches.get("o", "")) if by_heading else range(0)
    return Wanted(
        headings,
        (headings or _ALL) if "u" in switches else range(0),
        _styles(switches.get("t", "")),
        _levels(switches["n"]) if "n" in switches else range(0),
        switches.get("p") or None,
        "h" in switches,
        switches.get("b") or None,
    )


def _tokens(instruction: str) -> list[tuple[bool, str]]:
    """Each word, and whether it is a switch."""
    return [
        (bool(found[2]), found[2] or found[3] or re.sub(r"\\(.)", r"\1", found[1] or ""))
        for found in _TOKEN.finditer(instruction)
    ]


def _levels(text: str) -> range:
    found = _RANGE.fullmatch(text)
    return range(int(found[1]), int(found[2]) + 1) if found else _ALL


def _styles(text: str) -> dict[str, int]:
    """Word writes the list with the separator of its language: a comma or a semicolon."""
    words = [word.strip() for word in re.split(r"[,;，；]", text)]
    pairs = zip(words[::2], words[1::2], strict=False)
    return {name.casefold(): int(level) for name, level in pairs if level.isdecimal()}
