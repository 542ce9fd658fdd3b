"""One file joined to the book: its text and notes say there what they say by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from notice_kit.binding import sections as pages
from notice_kit.binding.book import Book
from notice_kit.binding.bookmarks import rename
from notice_kit.binding.carrying import Carrier
from notice_kit.binding.fields import Instructions
from notice_kit.binding.notes import KINDS
from notice_kit.binding.numbering import PartLists
from notice_kit.binding.opening import Opened
from notice_kit.binding.package import Link
from notice_kit.binding.part import BookPart
from notice_kit.binding.settings import count_notes_anew, is_on, version
from notice_kit.binding.style_marks import StyleMarks
from notice_kit.binding.styles import PartStyles
from notice_kit.binding.table_edges import keep_edges
from notice_kit.ooxml.wml import Element, qualified, w

_HEADS = ("header", "footer")
_GONE = tuple(
    f"{{*}}{name}"
    for name in ("dataBinding", "divId", "printerSettings", "proofErr", "lastRenderedPageBreak")
)


class Joining:
    """The work on one file."""

    def __init__(self, book: Book, opened: Opened, how: BookPart, *, is_first: bool) -> None:
        self._book, self._opened, self._how, self._is_first = book, opened, how, is_first
        self._settings = opened.parsed(opened.related("settings"))
        look = book.look(opened, self._settings)
        self._theme = look.theme
        numbering = opened.related("numbering") or ""
        self._carrier = Carrier(opened, book.package, look.theme, self._anchor, self._head)
        self._lists = PartLists(
            look.sheet.lists,
            book.lists,
            lambda root: self._carrier.relate(root, numbering, book.lists.stream.link),
        )
        self._styles = PartStyles(look.sheet, book.styles, self._lists.number)
        self._body = opened.body
        self._sections = pages.sections_of(self._body)
        self._notes = {
            part: (name, root)
            for part in KINDS
            if (name := opened.related(part)) is not None
            and (root := opened.parsed(name)) is not None
        }
        self._heads = dict(self._find_heads())
        self._annotations: dict[str, str] = {}
        self._ids: dict[str, dict[str, str]] = {}
        self._names: Mapping[str, str] = {}
        self._whole_name = ""

    def _find_heads(self) -> Iterator[tuple[str, Element]]:
        for relation in self._opened.relations(self._opened.main).values():
            if relation.kind in _HEADS and not relation.is_external:
                root = self._opened.parsed(relation.target)
                if root is not None:
                    yield relation.target, root

    def join(self, *, is_last: bool) -> None:
        """Put the file at the end of the book.

        Args:
            is_last: whether no other file follows.
        """
        self._set_pages()
        self._set_looks()
        self._set_links(is_alone=self._is_first and is_last)
        self._set_ids()
        self._carrier.relate(self._opened.document, self._opened.main, self._book.document.link)
        if not (self._how.takes_heads and pages.are_headless(self._sections)):
            pages.stop_inheritance(self._sections, self._book.showing, self._empty_head)
        self._book.ids.number(self._opened.document)
        if not is_last:
            pages.close(self._body)
        self._book.document.take(self._opened.document)
        self._put_notes()
        self._put_fonts()

    def _empty_head(self, tag: str) -> str:
        return self._book.empty_head(etree.QName(tag).localname.removesuffix("Reference"))

    def _roots(self) -> list[Element]:
        notes = [root for _name, root in self._notes.values()]
        return [self._opened.document, *notes, *self._heads.values()]

    def _set_pages(self) -> None:
        if self._book.even and not is_on(self._settings, "evenAndOddHeaders"):
            pages.even_as_default(self._sections)
        pages.keep_grid(self._sections, self._styles.excess())
        if not self._how.is_piece:
            self._set_counts(self._sections[0])
        used = {
            KINDS[part]
            for part in self._notes
            if any(True for _ in self._body.iter(qualified(f"{KINDS[part]}Reference")))
        }
        count_notes_anew(self._sections, self._settings, used - {"comment"})

    def _set_counts(self, first: Element) -> None:
        if self._how.restart_pages:
            pages.restart(first)
        elif not self._is_first:
            pages.run_on(self._sections)
        if not self._is_first:
            pages.begin_on(first, odd=self._how.odd)

    def _set_looks(self) -> None:
        roots = self._roots()
        for root in roots:
            if self._theme is not None:
                self._theme.write_out(root)
            etree.strip_elements(root, *_GONE, with_tail=False)
        if self._is_first:
            for id_ in self._styles.sheet.defaults.values():
                self._styles.use(id_)
        theirs, ours = version(self._settings), self._book.version
        for root in roots:
            keep_edges(root, self._styles.sheet, theirs=theirs, ours=ours)
            StyleMarks(self._styles).follow(root)
            for use in root.iter(qualified("numId")):
                use.set(qualified("val"), self._lists.number(use.get(qualified("val"), "")))
        self._lists.settle(self._styles.new, self._styles.brought)

    def _set_links(self, *, is_alone: bool) -> None:
        book, roots = self._book, self._roots()
        self._names = book.bookmarks.take(roots)
        instructions = Instructions(
            self._anchor,
            self._styles.name_in_book,
            book.sequences,
            self._whole if self._lists_itself(is_alone=is_alone) else None,
        )
        for root in roots:
            rename(root, self._names)
            instructions.rewrite(root)
        book.sequences |= instructions.sequences
        if self._whole_name:
            self._body.insert(0, w("bookmarkStart", id="whole", name=self._whole_name))
            self._body.insert(len(self._body) - 1, w("bookmarkEnd", id="whole"))

    def _lists_itself(self, *, is_alone: bool) -> bool:
        """Whether contents in the file list that file alone."""
        if is_alone or self._how.is_piece:
            return False
        return self._styles.has_headings(self._body)

    def _anchor(self, name: str) -> str | None:
        return self._names.get(name.casefold())

    def _whole(self) -> str:
        """The name of a bookmark around the whole file."""
        if not self._whole_name:
            self._whole_name = self._book.bookmarks.free("_Part")
        return self._whole_name

    def _set_ids(self) -> None:
        self._ids = {
            KINDS[part]: self._book.notes[part].take_ids(self._notes.get(part, ("", None))[1])
            for part in KINDS
        }
        for root in self._roots():
            self._book.ids.annotate(root, self._annotations, self._ids)

    def _head(self, part: str) -> str:
        """The book's name of a head or foot."""
        links: list[Link] = []
        root = self._heads[part]

        def link(type_: str, target: str, is_external: bool) -> str:
            for id_, *known in links:
                if known == [type_, target, is_external]:
                    return id_
            links.append((f"rId{len(links) + 1}", type_, target, is_external))
            return links[-1][0]

        self._carrier.relate(root, part, link)
        return self._book.head(part, root, self._opened.types.get(part, ""), tuple(links))

    def _put_notes(self) -> None:
        paragraphs: dict[str, str] = {}
        for part, (name, root) in self._notes.items():
            stream = self._book.notes[part].stream
            self._carrier.relate(root, name, stream.link)
            new = self._book.ids.number(root)
            if part == "comments":
                paragraphs = new
            stream.take(root)
        extended, people = (
            self._opened.parsed(self._opened.related(kind))
            for kind in ("commentsExtended", "people")
        )
        self._book.threads.take(extended, people, paragraphs)

    def _put_fonts(self) -> None:
        name = self._opened.related("fontTable")
        root = self._opened.parsed(name)
        if root is not None and name is not None:
            stream = self._book.fonts.stream
            self._book.fonts.take(root, lambda one: self._carrier.relate(one, name, stream.link))
