"""Which of a run's four fonts a character takes, and how wide it is."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias

Slot: TypeAlias = Literal["ascii", "hAnsi", "eastAsia", "cs"]

_EAST_ASIAN = (
    (0x1100, 0x11FF), (0x2E80, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF),
    (0x1B000, 0x1B2FF), (0x1F200, 0x1F2FF), (0x20000, 0x3FFFF),
)  # fmt: skip
_BY_HINT = ((0x2000, 0x2E7F), (0xE000, 0xF8FF), (0x0370, 0x04FF), (0x02B0, 0x036F))
_LATIN_BY_HINT = frozenset(
    [0xA1, 0xA4, 0xA7, 0xA8, 0xAA, 0xAD, 0xAF, *range(0xB0, 0xB5), *range(0xB6, 0xBB),
     *range(0xBC, 0xC0), 0xD7, 0xF7, 0xE0, 0xE1, 0xE8, 0xE9, 0xEA, 0xEC, 0xED, 0xF2, 0xF3,
     0xF9, 0xFA, 0xFC, 0x101, 0x113, 0x11B, 0x12B, 0x144, 0x148, 0x14D, 0x16B, 0x1CE, 0x1D0,
     0x1D2, 0x1D4, 0x1D6, 0x1D8, 0x1DA, 0x1DC, 0x251, 0x261]
)  # fmt: skip
_COMPLEX = ((0x0590, 0x07BF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE))

AMBIGUOUS = frozenset("“”‘’…—·–")
"""Signs of Chinese text that are drawn in the Western font unless the run has its hint."""


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=8192)
def slot_of(character: str, hint: str | None = None) -> Slot:
    """The slot of `w:rFonts` by which a character is drawn.

    Args:
        character: one character.
        hint: the run's `w:hint`.

    Source:
        ECMA-376 Part 1, 17.3.2.26 (rFonts), with its table of ranges.
    """
    code = ord(character)
    if code < 0x80:
        return "ascii"
    if _within(code, _EAST_ASIAN):
        return "eastAsia"
    if _within(code, _COMPLEX):
        return "cs"
    if hint == "eastAsia" and (_within(code, _BY_HINT) or code in _LATIN_BY_HINT):
        return "eastAsia"
    return "hAnsi"


@lru_cache(maxsize=8192)
def is_chinese(character: str) -> bool:
    """Whether the character is a 汉字 (with 〇)."""
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF
        or code == 0x3007
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
    )


@lru_cache(maxsize=8192)
def width_of(character: str) -> float:
    """The width in 字: 1 for full-width characters, 0.5 for others, 0 for marks and controls."""
    if character in AMBIGUOUS:
        return 1.0
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "FWA" else 0.5


def text_width(text: str) -> float:
    """The width of a text in 字, digits and Latin letters counted as half."""
    return sum(map(width_of, text))
