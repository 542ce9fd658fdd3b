"""Footnotes, endnotes and comments of all files, in one part of each kind.

Source: ECMA-376 Part 1, 17.11 (notes), 17.11.9 (separators), 17.13.4 (comments);
[MS-DOCX] 2.5.1 (commentsExtended), 2.5.2 (people).
"""

from __future__ import annotations

from collections.abc import Mapping

from notice_kit.binding.package import Package
from notice_kit.binding.stream import Stream
from notice_kit.ooxml.wml import Element, R, qualified

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_OFFICE = "http://schemas.microsoft.com/office/2011/relationships"
_ID, _TYPE = qualified("id"), qualified("type")
KINDS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
"""The parts, and the element in each."""


class Notes:
    """The notes or comments of the book.

    Attributes:
        stream: the part.
        separators: the ids of the notes that are lines between text and notes.
    """

    def __init__(self, part: str) -> None:
        """None yet.

        Args:
            part: one of `KINDS`.
        """
        self.kind = KINDS[part]
        self.stream = Stream(f"word/{part}.xml", part, f"{_WORD}{part}+xml")
        self.separators: tuple[str, ...] = ()
        self._next: int | None = None

    def take_ids(self, root: Element | None) -> dict[str, str]:
        """The file's ids → the book's; separators stay only in the first part that has any."""
        if root is None:
            return {}
        new: dict[str, str] = {}
        notes = list(root.iterchildren(qualified(self.kind)))
        special = [note for note in notes if note.get(_TYPE, "normal") != "normal"]
        if self._next is None:
            ids = [note.get(_ID, "") for note in special]
            self.separators = tuple(ids)
            new |= {id_: id_ for id_ in ids}
            numbers = [int(id_) for id_ in ids if id_.lstrip("-").isdigit()]
            self._next = max(numbers, default=0) + 1 if self.kind != "comment" else 0
        else:
            for note in special:
                root.remove(note)
        for note in notes:
            if note not in special:
                new[note.get(_ID, "")] = str(self._next)
                self._next += 1
        return new

    def write(self, package: Package, document: Stream) -> None:
        """Put the part into the package, where there is anything in it."""
        if self.stream:
            self.stream.write(package)
            document.link(f"{R}/{self.stream.name[5:-4]}", self.stream.name, False)


class Threads:
    """Which comment answers which, and who wrote them."""

    def __init__(self) -> None:
        self._extended = _w15("commentsExtended", "commentsEx")
        self._people = _w15("people", "people")
        self._authors: set[str] = set()

    def take(
        self, extended: Element | None, people: Element | None, paragraphs: Mapping[str, str]
    ) -> None:
        """Add a file's; `paragraphs` are the ids of the paragraphs of its comments."""
        if extended is not None:
            for one in list(extended):
                known = paragraphs.get(one.get(f"{{{_W15}}}paraId", "").upper())
                if known is None:
                    extended.remove(one)
                    continue
                one.set(f"{{{_W15}}}paraId", known)
                parent = str(one.attrib.pop(f"{{{_W15}}}paraIdParent", "")).upper()
                if parent in paragraphs:
                    one.set(f"{{{_W15}}}paraIdParent", paragraphs[parent])
            self._extended.take(extended)
        if people is not None:
            for person in list(people):
                author = person.get(f"{{{_W15}}}author", "")
                if author in self._authors:
                    people.remove(person)
                self._authors.add(author)
            self._people.take(people)

    def write(self, package: Package, document: Stream) -> None:
        """Put the parts into the package, where there is anything in them."""
        for stream, kind in ((self._extended, "commentsExtended"), (self._people, "people")):
            if stream:
                stream.write(package)
                document.link(f"{_OFFICE}/{kind}", stream.name, False)


def _w15(part: str, tag: str) -> Stream:
    return Stream(f"word/{part}.xml", f"w15:{tag}", f"{_WORD}{part}+xml", prefixes={"w15": _W15})
