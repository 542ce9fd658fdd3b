"""How many rows a Chinese text takes: rows broken as Word breaks them.

Source: GB/T 15834-2011, 5.1 (marks that do not begin or end a row); Word's spacing between 汉字
and Western text (autoSpaceDE). Marks do not hang beyond the row here, as Word lets them: a count
may be a row too many, not too few.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_NOT_FIRST = frozenset("、，。；：？！”’）》〉】〕」』…—·％%),.;:?!")
_NOT_LAST = frozenset("“‘（《〈【〔「『(")
_UNITS = re.compile(r"[A-Za-z0-9@#$&+\-_/=.,:%]+|.", re.DOTALL)
_WIDE_MARKS = frozenset("“”‘’—…·")
_WESTERN = 0.56  # 字, of a letter or digit: Times New Roman's are 0.5, its capitals wider
_BETWEEN = 0.25  # 字, between 汉字 and Western text


def rows(text: str, room: float, indent: float = 0) -> int:
    """The rows of a paragraph; at least 1.

    Args:
        text: the paragraph.
        room: how many 字 a row holds.
        indent: of the first row, in 字.
    """
    count, used = 1, indent
    for width in _unbreakable(text):
        if used + width > room and used > 0:
            count += 1
            used = 0.0
        if width > room:  # broken within, by force
            extra = int(width // room)
            count += extra
            width -= extra * room
        used += width
    return count


@functools.lru_cache(maxsize=1024)  # a text is measured in many sizes
def _unbreakable(text: str) -> tuple[float, ...]:
    """The widths of what no row parts: a character with the marks that cling to it."""
    widths: list[float] = []
    joins_next, was_western = False, False
    for unit in _UNITS.findall(text):
        is_western = len(unit) > 1 or (unit.isascii() and unit.isalnum())
        width = _width(unit)
        if widths and is_western != was_western and not unit.isspace():
            width += _BETWEEN
        if widths and (joins_next or unit in _NOT_FIRST):
            widths[-1] += width
        else:
            widths.append(width)
        joins_next, was_western = unit in _NOT_LAST, is_western
    return tuple(widths)


def _width(unit: str) -> float:
    return sum(map(_width_of_character, unit))


@functools.cache
def _width_of_character(character: str) -> float:
    is_wide = character in _WIDE_MARKS or unicodedata.east_asian_width(character) in "WF"
    return 1.0 if is_wide else _WESTERN
