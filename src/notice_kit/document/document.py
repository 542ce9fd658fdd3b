"""A Word file as it is read: `read_document` → `Document`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from notice_kit.document.attributes import attribute, child
from notice_kit.document.classification import classified
from notice_kit.document.drawings import Drawing
from notice_kit.document.formatting import Formatter
from notice_kit.document.known import Foundation, Known, foundation_of
from notice_kit.document.layout import Kind, Layout
from notice_kit.document.numbering import Counters, Numbering
from notice_kit.document.package import Package, open_package
from notice_kit.document.paragraphs import Field, Paragraph, Run
from notice_kit.document.reader import Reader
from notice_kit.document.recognition import recognise
from notice_kit.document.roles import Role
from notice_kit.document.sections import (
    References,
    Section,
    Side,
    read_section,
    relationship_ids,
)
from notice_kit.document.settings import Settings
from notice_kit.document.stories import Story
from notice_kit.document.styles import StyleSheet
from notice_kit.document.tables import Block, Table
from notice_kit.document.theme import Theme
from notice_kit.errors import SourceError
from notice_kit.findings import Location, error
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.ooxml.wml import IN_W, Element, w

_NOTES = ("footnotes", "endnotes", "comments")


@dataclass(frozen=True, eq=False, repr=False)
class Document:
    """A Word file with all that rules look at.

    Attributes:
        file: its path as the user knows it.
        package: its parts.
        settings, styles, numbering, theme: of the document as a whole.
        sections: in order, at least one.
        body: the main text.
        headers, footers: the stories to which sections refer, each once.
        revisions: how many recorded changes the main text has; they are read as accepted.
        placeholders: content controls that still show what to type.
    """

    file: str
    package: Package
    settings: Settings
    styles: StyleSheet
    numbering: Numbering
    theme: Theme
    formatter: Formatter
    sections: tuple[Section, ...]
    body: Story
    headers: tuple[Story, ...]
    footers: tuple[Story, ...]
    revisions: int
    placeholders: int

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs of the main text in order, those of cells and text boxes too."""
        return self.body.paragraphs

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Paragraphs and tables of the main text, not looked into."""
        return self.body.blocks

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables of the main text, nested ones too."""
        return self.body.tables

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Everything drawn in the main text."""
        return self.body.drawings

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields of the main text."""
        return self.body.fields

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All runs of the main text."""
        return tuple(run for paragraph in self.paragraphs for run in paragraph.runs)

    @cached_property
    def notes(self) -> tuple[Story, ...]:
        """Footnotes, endnotes and comments, those that there are."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[Story]:
        for kind in _NOTES:
            part = self.package.part_of(kind)
            root = None if part is None else self.package.root(part)
            if part is None or root is None:
                continue
            blocks: list[Block] = []
            reader = _reader(self.package, self.formatter, part, kind.removesuffix("s"))
            for note in root:
                if attribute(note, "type") not in _SEPARATORS and isinstance(note.tag, str):
                    blocks += reader.story(note).blocks
            yield Story(kind.removesuffix("s"), part, tuple(blocks))

    @cached_property
    def text(self) -> str:
        """The main text, a paragraph to a line."""
        return self.body.text

    @cached_property
    def layout(self) -> Layout:
        """What the document is, and the roles of its paragraphs."""
        return classified(recognise(self.body), self.body, self._of_first_page())

    def _of_first_page(self) -> list[Story]:
        """The header and footer that the first page alone has."""
        section = next(iter(self.sections), None)
        if section is None or not section.title_page:
            return []
        both = (section.headers, section.footers)
        return [stories["first"] for stories in both if "first" in stories]

    @property
    def kind(self) -> Kind:
        """What the document is."""
        return self.layout.kind

    def having(self, *roles: Role) -> tuple[Paragraph, ...]:
        """The paragraphs of a role, or of several, in order."""
        return self.layout.having(*roles)

    def first(self, role: Role) -> Paragraph | None:
        """The first paragraph of a role, or None."""
        return self.layout.first(role)

    @cached_property
    def title(self) -> str:
        """The title in one line, without its breaks; empty for none."""
        return "".join("".join(p.text.split("\n")) for p in self.having(Role.TITLE)).strip()

    @cached_property
    def row(self) -> Length:
        """The pitch of body rows: what most of the running text has, else the grid's; 0: none."""
        counts: dict[Length, int] = {}
        for paragraph in self.having(Role.BODY):
            length = paragraph.format.line.length
            if length is not None:
                counts[length] = counts.get(length, 0) + len(paragraph.text)
        if counts:
            return max(counts, key=lambda length: counts[length])
        grid = self.sections[0].grid
        return (grid.row if grid.has_rows else None) or Length(0)

    def blanks_above(self, paragraph: Paragraph) -> list[Paragraph]:
        """The empty paragraphs right above a paragraph of the body, the nearest first."""
        index = self._places.get(paragraph, 0)
        found = []
        while index > 0 and self.paragraphs[index - 1].is_empty:
            index -= 1
            if self.paragraphs[index].cell is not paragraph.cell:
                break
            found.append(self.paragraphs[index])
        return found

    def space_above(self, paragraph: Paragraph) -> Length:
        """White between a paragraph and the text above it: empty paragraphs and spacing.

        The heights of empty paragraphs are those of their lines; where these follow the font, a
        row of the body.
        """
        blanks = self.blanks_above(paragraph)
        above = self.previous(paragraph)
        total = int(paragraph.format.before)
        for blank in blanks:
            total += blank.format.before + blank.format.after
            total += blank.format.line.length or self.row or blank.size
        return Length(total + (0 if above is None else above.format.after))

    def rows_above(self, paragraph: Paragraph) -> float:
        """`space_above` in rows of the body; 0 where these are not known."""
        return self.space_above(paragraph) / self.row if self.row else 0.0

    def previous(self, paragraph: Paragraph) -> Paragraph | None:
        """The nearest paragraph above that shows something, or None."""
        for index in range(self._places.get(paragraph, 0) - 1, -1, -1):
            if not self.paragraphs[index].is_empty:
                return self.paragraphs[index]
        return None

    def following(self, paragraph: Paragraph) -> Paragraph | None:
        """The nearest paragraph below that shows something, or None."""
        for index in range(self._places.get(paragraph, -1) + 1, len(self.paragraphs)):
            if not self.paragraphs[index].is_empty:
                return self.paragraphs[index]
        return None

    @cached_property
    def _places(self) -> dict[Paragraph, int]:
        return {paragraph: index for index, paragraph in enumerate(self.paragraphs)}

    @cached_property
    def properties(self) -> dict[str, str]:
        """Core properties by local name: `title`, `creator`, `description`, `lastModifiedBy`."""
        found: dict[str, str] = {}
        for target in self.package.related("").values():
            root = self.package.root(target.part) if target.kind == "core-properties" else None
            for one in root if root is not None else ():
                if isinstance(one.tag, str):
                    found[one.tag.rpartition("}")[2]] = one.text or ""
        return found

    @cached_property
    def font_table(self) -> tuple[str, ...]:
        """The fonts of the font table."""
        root = self.package.one("fontTable")
        return tuple(attribute(one, "name") or "" for one in root) if root is not None else ()

    @property
    def background(self) -> str | None:
        """The colour of the page's background; None for none."""
        root = self.package.root(self.package.main)
        found = child(root, "background")
        return None if found is None else attribute(found, "color") or "auto"


_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_document(source: Path | bytes, file: str) -> Document:
    """The document in a Word file.

    Args:
        source: the file, or its bytes.
        file: its path as the user knows it, for messages.

    Raises:
        SourceError: it cannot be read, is no Word document, is damaged, or breaks a limit.
    """
    return document_of(open_package(source, file))


def document_of(package: Package, known: Known | None = None) -> Document:
    """The document in a package.

    Args:
        package: of a Word file.
        known: what was read of others; what the document shares with them nobody may change.

    Raises:
        SourceError: a part is damaged, or nested too deeply.
    """
    try:
        return _read(package, known)
    except RecursionError:
        raise SourceError(
            error(
                "NK-G02",
                _("tables or text boxes are nested too deeply"),
                Location(package.file),
                remedy=_("Do not use this file; ask for one that was saved by Word or WPS."),
            )
        ) from None


def _read(package: Package, known: Known | None) -> Document:
    base = foundation_of(package, known)
    formatter = base.formatter
    root = package.root(package.main)
    body = child(root, "body")
    stories: dict[str, Story] = {}
    sections = tuple(_sections(package, base, body, stories))
    reader = _reader(package, formatter, package.main, "body")
    reader.sections = list(sections)
    story = Story("body", package.main, ()) if body is None else reader.story(body)
    return Document(
        file=package.file,
        package=package,
        settings=base.settings,
        styles=base.styles,
        numbering=base.numbering,
        theme=base.theme,
        formatter=formatter,
        sections=sections,
        body=story,
        headers=tuple(one for one in stories.values() if one.kind == "header"),
        footers=tuple(one for one in stories.values() if one.kind == "footer"),
        revisions=reader.revisions,
        placeholders=reader.placeholders,
    )


def _reader(package: Package, formatter: Formatter, part: str, kind: str) -> Reader:
    return Reader(package, formatter, Counters(formatter.numbering), part, kind)


def _sections(
    package: Package, base: Foundation, body: Element | None, stories: dict[str, Story]
) -> Iterator[Section]:
    """The sections in order; what one does not state of headers and footers it inherits."""
    elements = [] if body is None else list(_section_elements(body))
    headers: dict[Side, Story] = {}
    footers: dict[Side, Story] = {}
    for index, element in enumerate(elements, start=1):
        own = {kind: relationship_ids(element, kind) for kind in ("header", "footer")}
        for kind, known in (("header", headers), ("footer", footers)):
            for side, identifier in own[kind].items():
                story = _edge(package, base, identifier, kind, stories)
                if story is not None:
                    known[side] = story
        references = References(
            dict(headers), dict(footers), frozenset(own["header"]), frozenset(own["footer"])
        )
        yield read_section(element, index, references)
    if not elements:
        yield read_section(w("sectPr"), 1, References({}, {}))


def _section_elements(body: Element) -> Iterator[Element]:
    for element in body.iter(f"{IN_W}sectPr"):
        above = element.getparent()
        if above is body or (above is not None and above.tag == f"{IN_W}pPr"):
            yield element


def _edge(
    package: Package,
    base: Foundation,
    identifier: str,
    kind: str,
    stories: dict[str, Story],
) -> Story | None:
    target = package.related(package.main).get(identifier)
    if target is None or target.external:
        return None
    if target.part not in stories:
        root = package.root(target.part)
        if root is None:
            return None
        reader = _reader(package, base.formatter, target.part, kind)
        key = (target.part, kind, *package.content_with_relations(target.part))
        stories[target.part] = base.edges.of(key, lambda: reader.story(root))
    return stories[target.part]
