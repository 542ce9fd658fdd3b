"""A .docx opened: its parts as XML trees, parsed once, and what each points at.

Codes: NK-G01 no Word document, NK-G02 nested too deeply; for damaged and hostile files see
`ooxml/zip_limits.py`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from notice_kit.errors import SourceError
from notice_kit.findings import Location, error
from notice_kit.messages import _
from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.known_parts import LARGEST, KnownParts
from notice_kit.ooxml.sniff import damaged
from notice_kit.ooxml.wml import Element
from notice_kit.ooxml.zip_limits import read_members

_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
"""Namespaces of “Strict Open XML”, and those that every other file has (Part 1, Annex; Part 4)."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a relationship points at.

    Attributes:
        kind: last word of its type, such as `header`, `image`, `styles`.
        part: the name of a part; of something outside the file its address.
    """

    kind: str
    part: str
    external: bool = False


@dataclass(frozen=True)
class Package:
    """The members of a Word file.

    Attributes:
        file: its path as the user knows it.
        members: part name → bytes, in archive order.
        main: the part of the document itself, nearly always `word/document.xml`.
        known: where trees of other packages are, which this one may look at; None: all are its own.
    """

    file: str
    members: Mapping[str, bytes]
    main: str = ""
    known: KnownParts | None = field(default=None, repr=False)
    _roots: dict[str, Element | None] = field(default_factory=dict, repr=False)
    _related: dict[str, dict[str, Target]] = field(default_factory=dict, repr=False)

    def root(self, part: str) -> Element | None:
        """The root of a part; None where there is none.

        Raises:
            SourceError: the part is not well-formed.
        """
        if part not in self._roots:
            content = self.members.get(part)
            self._roots[part] = None if content is None else self._tree(part, content)
        return self._roots[part]

    def _tree(self, part: str, content: bytes) -> Element:
        if self.known is None or len(content) > LARGEST:
            return self._parsed(part, content)
        return self.known.trees.of(content, lambda: self._parsed(part, content))

    def _parsed(self, part: str, content: bytes) -> Element:
        if _STRICT in content:
            for strict, transitional in _TRANSITIONAL.items():
                content = content.replace(strict, transitional)
        try:
            return etree.fromstring(content, strict_parser())
        except etree.XMLSyntaxError:
            raise SourceError(damaged(Location(self.file), "docx", part)) from None

    def trees(self) -> dict[str, Element]:
        """The roots that were read so far, and those added, by part."""
        return {part: root for part, root in self._roots.items() if root is not None}

    def add(self, part: str, root: Element) -> None:
        """Add a part, or put another tree in its place."""
        self._roots[part] = root

    def content_with_relations(self, part: str) -> tuple[bytes | None, bytes | None]:
        """The content of a part, and of the list of what it points at."""
        return self.members.get(part), self.members.get(_relations_of(part))

    def related(self, part: str) -> dict[str, Target]:
        """Relationship id → target, of a part; of the package itself for an empty name."""
        if part not in self._related:
            root = self.root(_relations_of(part))
            found = {} if root is None else dict(_targets(root, posixpath.dirname(part)))
            self._related[part] = found
        return self._related[part]

    def one(self, kind: str) -> Element | None:
        """The root of the part of this kind that the document points at, or None."""
        part = self._first_of(kind)
        return None if part is None else self.root(part)

    def content_of(self, kind: str) -> bytes | None:
        """The content of that part, or None."""
        part = self._first_of(kind)
        return None if part is None else self.members.get(part)

    def _first_of(self, kind: str) -> str | None:
        related = self.related(self.main).values()
        return next((target.part for target in related if target.kind == kind), None)

    def part_of(self, kind: str) -> str | None:
        """The name of the part of this kind that the document points at, or None."""
        for target in self.related(self.main).values():
            if target.kind == kind and target.part in self.members:
                return target.part
        return None


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _targets(root: Element, folder: str) -> list[tuple[str, Target]]:
    found = []
    for relation in root.iterchildren("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        address = relation.get("Target", "")
        external = relation.get("TargetMode") == "External"
        if not external:
            joined = address if address.startswith("/") else posixpath.join("/", folder, address)
            address = posixpath.normpath(joined).lstrip("/")
        found.append((relation.get("Id", ""), Target(kind, address, external)))
    return found


def open_package(source: Path | bytes, file: str, known: KnownParts | None = None) -> Package:
    """The package of a Word file.

    Args:
        source: the file, or its bytes.
        file: its path as the user knows it, for messages.
        known: parts that came before; the package then shares trees, which nobody may change.

    Raises:
        SourceError: it cannot be read, is no Word document or is damaged.
    """
    members = read_members(source, file, "docx", known)
    package = Package(file, members, known=known)
    for target in package.related("").values():
        root = package.root(target.part) if target.kind == "officeDocument" else None
        if root is not None and etree.QName(root).localname == "document":
            return Package(file, members, target.part, known, package._roots, package._related)
    raise SourceError(
        error(
            "NK-G01",
            _("the file holds no Word document"),
            Location(file),
            remedy=_("Name a .docx file, or save this one as a Word document (.docx)."),
        )
    )
