"""A document cut where Word files go in: its pieces, and the files between them, to be bound.

Source: ECMA-376 Part 1, 17.6.17 and 17.6.18 (where the properties of a section stand), 17.10.1
(heads and feet: what a section does not name it has from the section before it).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from notice_kit.binding.opening import open_word
from notice_kit.binding.part import BookPart
from notice_kit.binding.schema_order import put
from notice_kit.binding.sections import FOOT, HEAD
from notice_kit.ooxml.package import join_package, pack
from notice_kit.ooxml.wml import Element, qualified, w
from notice_kit.ooxml.zip_limits import read_package

TITLE = "_Chapter"
"""How the bookmarks begin that mark the titles of files that went in."""

_P, _PPR, _SECTION, _T = map(qualified, ("p", "pPr", "sectPr", "t"))
_TYPE, _VAL = qualified("type"), qualified("val")
_PLACE = re.compile(r"\S.*\.docx", re.IGNORECASE)
_BOOKMARK = qualified("bookmarkStart")
_SEEN = tuple(map(qualified, ("t", "drawing", "pict", "object", "br", "fldChar", "sym")))


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a file goes in.

    Attributes:
        index: among the blocks of the body.
        place: of the file, as the paragraph says it.
    """

    index: int
    place: str


def gaps_in(content: bytes, name: str) -> list[Gap]:
    """The paragraphs that say only where a Word file lies, in order.

    Raises:
        SourceError: it is no Word document.
    """
    opened, _warnings = open_word(content, name)
    return [
        Gap(index, text)
        for index, block in enumerate(opened.body)
        if block.tag == _P and _PLACE.fullmatch(text := text_of(block))
    ]


class Insertion:
    """A document, its gaps, and the file for each."""

    def __init__(
        self, content: bytes, name: str, gaps: Sequence[Gap], files: Sequence[bytes]
    ) -> None:
        self._content, self._name = content, name
        self._gaps, self._files = gaps, files
        opened, _warnings = open_word(content, name)
        self._main, self._document = opened.main, opened.document
        self._blocks = list(opened.body)
        if not self._blocks or self._blocks[-1].tag != _SECTION:
            self._blocks.append(w("sectPr"))
        self._sections = [section for _index, section in self._ends()]

    def _ends(self) -> Iterator[tuple[int, Element]]:
        """The block with which each section ends, and its properties."""
        for index, block in enumerate(self._blocks):
            section = block if block.tag == _SECTION else block.find(f"{_PPR}/{_SECTION}")
            if section is not None:
                yield index, section

    def parts(self) -> list[BookPart]:
        """The pieces that say something and the files, in order."""
        parts: list[BookPart] = []
        start, is_cut = 0, False
        for number, gap in enumerate(self._gaps, start=1):
            first, is_cut = self._past_blanks(start, gap.index, is_cut=is_cut)
            if first < gap.index:
                parts.append(self._piece(first, gap.index, is_cut=is_cut))
                is_cut = self._is_within(gap.index)
            parts.append(self._part(number, gap, opens=not is_cut and bool(parts)))
            start, is_cut = gap.index + 1, not _ends_section(self._blocks[gap.index])
        end = len(self._blocks) - 1
        first, is_cut = self._past_blanks(start, end, is_cut=is_cut)
        if first < end:
            parts.append(self._piece(first, end, is_cut=is_cut))
        return parts

    def _is_within(self, index: int) -> bool:
        """Whether the block stands within a section, not at its beginning."""
        return index > 0 and not _ends_section(self._blocks[index - 1])

    def _past_blanks(self, start: int, stop: int, *, is_cut: bool) -> tuple[int, bool]:
        """Where a piece begins, without empty paragraphs that a file before it has left.

        Args:
            start: the block after the gap.
            stop: the block at which the piece ends.
            is_cut: its first section began before the gap.
        """
        while is_cut and start < stop and _is_blank(self._blocks[start]):
            is_cut = not _ends_section(self._blocks[start])
            start += 1
        return start, is_cut

    def _section_at(self, index: int) -> Element:
        """The properties of the section in which a block stands."""
        return next(section for end, section in self._ends() if end >= index)

    def _part(self, number: int, gap: Gap, *, opens: bool) -> BookPart:
        """The file; where it opens a section of the book, it begins and counts as that does."""
        section = self._section_at(gap.index)
        kind, count = section.find(_TYPE), section.find(qualified("pgNumType"))
        return BookPart(
            _with_title(self._files[number - 1], gap.place, f"{TITLE}{number}"),
            gap.place,
            odd=opens and kind is not None and kind.get(_VAL) == "oddPage",
            restart_pages=opens and count is not None and count.get(qualified("start")) is not None,
            takes_heads=True,
        )

    def _piece(self, first: int, stop: int, *, is_cut: bool) -> BookPart:
        """The blocks from `first` up to `stop` as a document."""
        document = copy.deepcopy(self._document)
        body = next(document.iterchildren(qualified("body")))
        for block in list(body):
            body.remove(block)
        body.extend(copy.deepcopy(block) for block in self._blocks[first:stop])
        last = body[-1].find(f"{_PPR}/{_SECTION}")
        if last is None:
            last = copy.deepcopy(self._section_at(stop))
        body.append(last)
        opening = next(body.iter(_SECTION))
        self._name_heads(opening, self._section_at(first))
        if is_cut:
            _go_on(opening)
        part = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
        return BookPart(_replaced(self._content, self._main, part), self._name, is_piece=True)

    def _name_heads(self, opening: Element, section: Element) -> None:
        """Let the first section of a piece name the heads and feet that it has from others."""
        place = self._sections.index(section)
        for before in reversed(self._sections[:place]):
            for reference in before.iterchildren(HEAD, FOOT):
                known = opening.iterchildren(reference.tag)
                if all(one.get(_TYPE) != reference.get(_TYPE) for one in known):
                    opening.insert(0, copy.deepcopy(reference))


def text_of(paragraph: Element) -> str:
    """What a paragraph says, without outer white space."""
    return "".join(one.text or "" for one in paragraph.iter(_T)).strip()


def _ends_section(block: Element) -> bool:
    return block.find(f"{_PPR}/{_SECTION}") is not None


def _is_blank(block: Element) -> bool:
    return block.tag == _P and next(block.iter(*_SEEN), None) is None


def _go_on(section: Element) -> None:
    """Let a section be the rest of one that began before."""
    put(section, w("type", val="nextPage"))
    for number in section.iterchildren(qualified("pgNumType")):
        number.attrib.pop(qualified("start"), "")
    for flag in section.findall(qualified("titlePg")):
        section.remove(flag)


def _with_title(content: bytes, name: str, bookmark: str) -> bytes:
    """The file with a bookmark in the first paragraph that says something."""
    opened, _warnings = open_word(content, name)
    for paragraph in opened.body.iterchildren(_P):
        if text_of(paragraph):
            ids = (one.get(qualified("id"), "") for one in opened.body.iter(_BOOKMARK))
            id_ = max((int(one) for one in ids if one.isdecimal()), default=0) + 1
            paragraph.append(w("bookmarkStart", id=id_, name=bookmark))
            paragraph.append(w("bookmarkEnd", id=id_))
            break
    root = opened.document
    part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _replaced(content, opened.main, part)


def _replaced(content: bytes, part: str, root: bytes) -> bytes:
    _members, packed = read_package(content, part, "docx")
    return join_package(pack(part, root) if one.name == part else one for one in packed)
