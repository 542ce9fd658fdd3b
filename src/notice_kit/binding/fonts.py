"""The table of fonts, with those that lie in the files.

Source: ECMA-376 Part 1, 17.8.3.10 (font), 17.8.3.3 (embedRegular).
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from notice_kit.binding.stream import Stream
from notice_kit.ooxml.wml import Element, qualified

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_NAME = qualified("name")
_EMBEDDED = tuple(qualified(f"embed{face}") for face in ("Regular", "Bold", "Italic", "BoldItalic"))


class Fonts:
    """The fonts of the book; of two entries of one name the one with a font in it counts."""

    def __init__(self) -> None:
        self.stream = Stream("word/fontTable.xml", "fonts", _TYPE)
        self._fonts: dict[str, tuple[Element, Element]] = {}

    def take(self, root: Element, relate: Callable[[Element], None]) -> None:
        """Add a file's; `relate` makes what an entry points at mean the same in the book."""
        for font in root.iterchildren(qualified("font")):
            name = font.get(_NAME, "")
            if name in self._fonts and (
                _is_embedded(self._fonts[name][0]) or not _is_embedded(font)
            ):
                continue
            mine = copy.deepcopy(font)
            relate(mine)
            self._fonts[name] = (mine, root)

    def has_embedded(self) -> bool:
        """Whether any font lies in the book."""
        return any(_is_embedded(font) for font, _root in self._fonts.values())

    def close(self) -> Stream:
        """The part, with all of them."""
        for font, root in self._fonts.values():
            self.stream.append([font], root)
        return self.stream


def _is_embedded(font: Element) -> bool:
    return any(child.tag in _EMBEDDED for child in font)
