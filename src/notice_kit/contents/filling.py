"""One document's contents and references to pages: what is written, measured and put in.

Codes: NK-O42 contents without headings, NK-O43 a reference to nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping

from lxml import etree

from notice_kit.contents.bookmarks import Bookmarks
from notice_kit.contents.entries import Writer, frame_of
from notice_kit.contents.fields import FieldCode, fields_of
from notice_kit.contents.headings import listed
from notice_kit.contents.instructions import wanted
from notice_kit.contents.page_numbers import PageNumbers
from notice_kit.document.document import Document
from notice_kit.findings import Finding, Location, warning
from notice_kit.messages import _
from notice_kit.ooxml.wml import Element, qualified

_P, _SECTION = qualified("p"), qualified("sectPr")
_SECTION_MARK = "_Begin"


class Contents:
    """What a document has of contents and references to pages.

    Attributes:
        findings: what cannot be filled in.
        references: the PAGEREF fields that lead to a bookmark, after `write_entries`.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        root = document.package.root(document.package.main)
        assert root is not None
        self._root = root
        self._place = Location(document.file)
        self.findings: list[Finding] = []
        self.references: list[tuple[FieldCode, str]] = []

    def write_entries(self) -> None:
        """Write the entries of every TOC field that lists headings; find all references."""
        found = ((field, wanted(field.instruction)) for field in fields_of(self._root))
        tables = [(frame_of(field), asks) for field, asks in found if asks is not None]
        frames = [(frame, asks) for frame, asks in tables if frame is not None]
        entries = {one for frame, _asks in frames for one in frame.paragraphs}
        writer = Writer(self._document, Bookmarks(self._root))
        for frame, asks in frames:
            headings = listed(self._document, asks, entries)
            if not headings:
                self.findings.append(_nothing_listed(self._place))
            writer.write(frame, asks, headings)
        self.references = list(self._references())

    def _references(self) -> Iterator[tuple[FieldCode, str]]:
        names = {
            one.get(qualified("name"), "").casefold(): one.get(qualified("name"), "")
            for one in self._root.iter(qualified("bookmarkStart"))
        }
        lost: list[str] = []
        for field in fields_of(self._root):
            words = field.words
            if field.kind != "PAGEREF" or len(words) < 2 or r"\p" in words:
                continue
            name = words[1].strip('"')
            if name.casefold() in names:
                yield field, names[name.casefold()]
            else:
                lost.append(name)
        if lost:
            self.findings.append(_leads_nowhere(lost, self._place))

    def to_measure(self) -> bytes:
        """The main part with a bookmark where each section begins."""
        copied = copy.deepcopy(self._root)
        bookmarks = Bookmarks(copied)
        for number, paragraph in enumerate(_beginnings(copied)):
            if paragraph is not None:
                bookmarks.put(paragraph, f"{_SECTION_MARK}{number}")
        return etree.tostring(copied, xml_declaration=True, encoding="UTF-8", standalone=True)

    def numbers(self, places: Mapping[str, int]) -> list[str | None]:
        """What each reference is to show; None where its bookmark stands on no page.

        Args:
            places: bookmark → page, as laid out of `to_measure`.
        """
        sections = self._document.sections
        firsts = [places.get(f"{_SECTION_MARK}{number}") for number in range(len(sections))]
        pages = PageNumbers(sections, firsts)
        return [
            pages.printed(places[name], field.instruction) if name in places else None
            for field, name in self.references
        ]

    def to_bytes(self) -> bytes:
        """The main part as it is now."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _beginnings(root: Element) -> Iterator[Element | None]:
    """The first paragraph of each section; None of one that has none."""
    body = root.find(qualified("body"))
    first: Element | None = None
    for block in () if body is None else body:
        if first is None:
            first = next(block.iter(_P), None)
        if block.tag == _P and block.find(f"{qualified('pPr')}/{_SECTION}") is not None:
            yield first
            first = None
    yield first


def _nothing_listed(place: Location) -> Finding:
    return warning(
        "NK-O42",
        _("the table of contents lists nothing"),
        place,
        remedy=_("Give the headings Word's styles “heading 1” and so on, or name theirs in TOC."),
    )


def _leads_nowhere(names: list[str], place: Location) -> Finding:
    return warning(
        "NK-O43",
        _("a reference to a page leads to a bookmark that is not there"),
        place,
        found="、".join(dict.fromkeys(names)),
        remedy=_("Put the bookmark back, or take the reference (PAGEREF) out."),
    )
