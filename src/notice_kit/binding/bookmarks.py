"""Bookmarks: names that no other file of the book has, and links that follow them.

Source: ECMA-376 Part 1, 17.13.6.2 (bookmarkStart): a name of up to 40 characters, whose case does
not count; of two of one name the second is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from notice_kit.ooxml.wml import Element, qualified

_START, _END = qualified("bookmarkStart"), qualified("bookmarkEnd")
_NAME, _ID, _ANCHOR = qualified("name"), qualified("id"), qualified("anchor")
_LONGEST = 40
_CURSOR = "_goback"


class Bookmarks:
    """The names of the book's bookmarks."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, roots: Iterable[Element]) -> Mapping[str, str]:
        """The book's names of the bookmarks of a file, by the file's in small letters."""
        new: dict[str, str] = {}
        for root in roots:
            for mark in root.iter(_START):
                name = mark.get(_NAME, "")
                if name.casefold() not in new and name.casefold() != _CURSOR:
                    new[name.casefold()] = self.free(name)
        return new

    def free(self, wanted: str) -> str:
        """A name like the wanted one that is not taken yet, and is taken now."""
        name, key = wanted, wanted.casefold()
        while name.casefold() in self._taken:
            self._counts[key] = self._counts.get(key, 1) + 1
            end = f"_{self._counts[key]}"
            name = wanted[: _LONGEST - len(end)] + end
        self._taken.add(name.casefold())
        return name


def rename(root: Element, new: Mapping[str, str]) -> None:
    """Give the bookmarks and links below the root their names of the book."""
    _drop_cursors(root)
    for mark in root.iter(_START):
        mark.set(_NAME, new[mark.get(_NAME, "").casefold()])
    for link in root.iter(qualified("hyperlink")):
        anchor = link.get(_ANCHOR, "").casefold()
        if anchor in new:
            link.set(_ANCHOR, new[anchor])
    for field in root.iter(qualified("ffData")):
        for name_element in field.iterchildren(_NAME):
            old = name_element.get(qualified("val"), "").casefold()
            if old in new:
                name_element.set(qualified("val"), new[old])


def _drop_cursors(root: Element) -> None:
    """Take out the bookmarks in which Word keeps where somebody last wrote."""
    ids = {m.get(_ID) for m in root.iter(_START) if m.get(_NAME, "").casefold() == _CURSOR}
    for mark in list(root.iter(_START, _END)) if ids else ():
        parent = mark.getparent()
        if mark.get(_ID) in ids and parent is not None:
            parent.remove(mark)
