"""The book as it grows: what all files share in it, and the file that comes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from lxml import etree

from notice_kit.binding.bookmarks import Bookmarks
from notice_kit.binding.defaults import defaults_of
from notice_kit.binding.fonts import Fonts
from notice_kit.binding.identifiers import Identifiers
from notice_kit.binding.notes import KINDS, Notes, Threads
from notice_kit.binding.numbering import BookLists, Lists
from notice_kit.binding.opening import Opened
from notice_kit.binding.package import DOCUMENT, MAIN, Link, Package
from notice_kit.binding.sections import Head
from notice_kit.binding.settings import book_settings, language, version
from notice_kit.binding.stream import Stream
from notice_kit.binding.styles import BookStyles, StyleSheet
from notice_kit.binding.theme import Theme
from notice_kit.ooxml.wml import Element, R, to_bytes, w

_TYPES = "application/vnd.openxmlformats-officedocument."
_WORD = f"{_TYPES}wordprocessingml."


@dataclass(frozen=True, slots=True)
class Look:
    """What a file says of looks in general.

    Attributes:
        sheet: its styles.
        theme: its theme, where the book's differs; else None.
    """

    sheet: StyleSheet
    theme: Theme | None


class Book:
    """What the files share.

    Attributes:
        package: the parts that are done.
        document: the text.
        showing: the heads and feet that the last section shows.
        sequences: the sequences that fields have counted.
        even: whether even pages have heads of their own.
        version: of Word, by whose rules the book is laid out.
    """

    def __init__(self, first: Opened, *, even: bool) -> None:
        self.package = Package()
        self.document = Stream(DOCUMENT, "document", MAIN, holder="body")
        self.package.set(DOCUMENT, b"", MAIN)  # the first of the parts
        self.styles = BookStyles()
        self.lists = BookLists()
        self.notes = {part: Notes(part) for part in KINDS}
        self.threads = Threads()
        self.fonts = Fonts()
        self.bookmarks = Bookmarks()
        self.ids = Identifiers()
        self.showing: set[Head] = set()
        self.sequences: set[str] = set()
        self.even = even
        self._heads: dict[tuple[str, tuple[Link, ...]], str] = {}
        self._looks: dict[bytes, Look] = {}
        self._first = first
        self._settings = first.parsed(first.related("settings"))
        self.version = version(self._settings)
        theme = first.related("theme")
        self._theme = Theme(first.parsed(theme), language(self._settings))
        self._defaults: Element | None = None

    def look(self, opened: Opened, settings: Element | None) -> Look:
        """What a file says of looks, worked out once for all that say the same."""
        names = [opened.related(kind) for kind in ("styles", "numbering", "theme")]
        contents = [opened.xml.get(name or "", b"") for name in names]
        said = b"\0".join((*contents, language(settings).encode()))
        key = hashlib.sha256(said).digest()
        if key not in self._looks:
            self._looks[key] = self._worked_out(opened, names, settings)
        return self._looks[key]

    def _worked_out(
        self, opened: Opened, names: list[str | None], settings: Element | None
    ) -> Look:
        styles, numbering, theme = (opened.parsed(name) for name in names)
        own = Theme(theme, language(settings))
        differs = own != self._theme
        for root in (styles, numbering) if differs else ():
            if root is not None:
                own.write_out(root)
        lists = Lists(numbering, styles)
        if self._defaults is None:
            sheet = StyleSheet(styles, lists, None)
            self._defaults = defaults_of(sheet.root)
            self.styles.begin(sheet)
        else:
            sheet = StyleSheet(styles, lists, self._defaults)
        return Look(sheet, own if differs else None)

    def head(self, wanted: str, root: Element, type_: str, links: tuple[Link, ...]) -> str:
        """The name of a head or foot of pages; equal ones are one, whatever their ids."""
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        key = (hashlib.sha256(content).hexdigest(), links)
        if key not in self._heads:
            self.ids.number(root)
            content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            self._heads[key] = self.package.share(wanted, content, type_, links)
        return self._heads[key]

    def empty_head(self, kind: str) -> str:
        """The id of an empty `header` or `footer`."""
        content = to_bytes(w("hdr" if kind == "header" else "ftr", w("p")))
        name = self.package.share(f"word/{kind}.xml", content, f"{_WORD}{kind}+xml")
        return self.document.link(f"{R}/{kind}", name, False)

    def to_bytes(self) -> bytes:
        """The file."""
        self._write(self.styles.stream(), "styles")
        if self.lists:
            self.lists.write(self.package)
            self.document.link(f"{R}/numbering", self.lists.stream.name, False)
        for notes in self.notes.values():
            notes.write(self.package, self.document)
        self.threads.write(self.package, self.document)
        fonts = self.fonts.close()
        if fonts:
            self._write(fonts, "fontTable")
        separators = {
            self.notes[part].kind: self.notes[part].separators
            for part in ("footnotes", "endnotes")
            if self.notes[part].stream
        }
        settings = book_settings(
            self._settings,
            even=self.even,
            embeds_fonts=self.fonts.has_embedded(),
            separators=separators,
        )
        self._write(settings, "settings")
        self._write_theme()
        background = self._first.document.find("{*}background")
        before = "" if background is None else etree.tostring(background, encoding="unicode")
        self.document.write(self.package, before)
        return self.package.to_bytes()

    def _write(self, stream: Stream, kind: str) -> None:
        stream.write(self.package)
        self.document.link(f"{R}/{kind}", stream.name, False)

    def _write_theme(self) -> None:
        name = self._first.related("theme")
        if name is not None and name in self._first.xml and not self._first.relations(name):
            content = self._first.xml[name]
            self.package.set("word/theme/theme1.xml", content, f"{_TYPES}theme+xml")
            self.document.link(f"{R}/theme", "word/theme/theme1.xml", False)
