"""Bookmarks of headings, to which the entries of contents point."""

from __future__ import annotations

from collections import Counter

from notice_kit.ooxml.wml import Element, qualified, w

_START, _PPR = qualified("bookmarkStart"), qualified("pPr")
_NAME, _ID = qualified("name"), qualified("id")
_PREFIX = "_Toc"
"""Word names so those that it makes for contents, and hides them from its list of bookmarks."""


class Bookmarks:
    """Those of one document."""

    def __init__(self, root: Element) -> None:
        starts = list(root.iter(_START))
        self._names = Counter(one.get(_NAME, "").casefold() for one in starts)
        ids = (one.get(_ID, "") for one in starts)
        self._id = max((int(one) for one in ids if one.isdecimal()), default=0)
        self._number = 0

    def of(self, heading: Element) -> str:
        """The name of a bookmark in this heading, made where it has none of its own."""
        for start in heading.iter(_START):
            name = start.get(_NAME, "")
            # A loop makes copies of a heading with its bookmark, which then leads to the first.
            if name.startswith(_PREFIX) and self._names[name.casefold()] == 1:
                return name
        return self._mark(heading)

    def _mark(self, heading: Element) -> str:
        name = self.free(_PREFIX)
        self.put(heading, name)
        return name

    def put(self, paragraph: Element, name: str) -> None:
        """Put a bookmark of that name around the paragraph's content."""
        self._id += 1
        start = w("bookmarkStart", id=self._id, name=name)
        paragraph.insert(0 if paragraph.find(_PPR) is None else 1, start)
        paragraph.append(w("bookmarkEnd", id=self._id))

    def free(self, prefix: str) -> str:
        """A name that no bookmark has."""
        while True:
            self._number += 1
            name = f"{prefix}{self._number}"
            if name.casefold() not in self._names:
                self._names[name.casefold()] = 1
                return name
