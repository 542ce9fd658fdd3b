"""The book's package as it grows: parts shared by content, under names of their own."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from xml.sax.saxutils import quoteattr

from notice_kit.binding.opening import Blob
from notice_kit.ooxml.content_types import CONTENT_TYPES, MAIN
from notice_kit.ooxml.package import PackedMember, join_package, pack
from notice_kit.ooxml.wml import R

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_NUMBERED = re.compile(r"\d*$")
DOCUMENT = "word/document.xml"

Link = tuple[str, str, str, bool]
"""Id, type, target (a name in the book, or what lies outside), and whether it lies outside."""


class Package:
    """Parts, their types and what they point at."""

    def __init__(self) -> None:
        self._parts: dict[str, PackedMember] = {}
        self._types: dict[str, str] = {}
        self._links: dict[str, tuple[Link, ...]] = {}
        self._shared: dict[tuple[object, ...], str] = {}
        self._counts: dict[str, int] = {}
        self._taken: set[str] = set()

    def share(
        self, wanted: str, content: bytes | Blob, type_: str, links: Iterable[Link] = ()
    ) -> str:
        """The name of a part with that content, type and links; equal parts are one."""
        links = tuple(links)
        digest = content.digest if isinstance(content, Blob) else _digest(content)
        key = (digest, type_, PurePosixPath(wanted).suffix, links)
        name = self._shared.get(key)
        if name is None:
            name = self._shared[key] = self._free(wanted)
            self.set(name, content, type_, links)
        return name

    def set(self, name: str, content: bytes | Blob, type_: str, links: Iterable[Link] = ()) -> None:
        """Put a part under that name."""
        self._taken.add(name.casefold())
        member = (
            PackedMember(name, *_lying(content.packed))
            if isinstance(content, Blob)
            else pack(name, content)
        )
        self._parts[name] = member
        self._types[name] = type_
        self._links[name] = tuple(links)

    def _free(self, wanted: str) -> str:
        """A name like the wanted one: its folder and word, and the next number."""
        path = PurePosixPath(wanted)
        folder = "word" if str(path.parent) in ("", ".") else str(path.parent)
        stem = f"{folder}/{_NUMBERED.sub('', path.stem)}"
        while True:
            number = self._counts[stem] = self._counts.get(stem, 0) + 1
            name = f"{stem}{number}{path.suffix}"
            if name.casefold() not in self._taken:
                return name

    def to_bytes(self) -> bytes:
        """The whole file; equal parts in equal order give equal bytes."""
        members = [
            pack(CONTENT_TYPES, self._content_types()),
            pack("_rels/.rels", _relations("", [("rId1", f"{R}/officeDocument", DOCUMENT, False)])),
        ]
        for name, member in self._parts.items():
            members.append(member)
            if self._links[name]:
                path = PurePosixPath(name)
                rels = f"{path.parent}/_rels/{path.name}.rels"
                members.append(pack(rels, _relations(name, self._links[name])))
        return join_package(members)

    def _content_types(self) -> bytes:
        defaults = {"rels": _RELATIONS_TYPE, "xml": "application/xml"}
        overrides = []
        for name, type_ in self._types.items():
            suffix = PurePosixPath(name).suffix[1:].lower()
            if not suffix or suffix == "xml" or defaults.setdefault(suffix, type_) != type_:
                overrides.append((name, type_))
        lines = [
            f"<Default Extension={quoteattr(suffix)} ContentType={quoteattr(type_)}/>"
            for suffix, type_ in defaults.items()
        ] + [
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(type_)}/>"
            for name, type_ in overrides
        ]
        return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'.encode()


def _lying(packed: PackedMember) -> tuple[bytes, int, int, int]:
    return packed.packed, packed.crc, packed.size, packed.method


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _relations(part: str, links: Iterable[Link]) -> bytes:
    folder = posixpath.dirname(part)
    lines = []
    for id_, type_, target, is_external in links:
        shown = target if is_external else posixpath.relpath(target, folder or ".")
        mode = ' TargetMode="External"' if is_external else ""
        lines.append(
            f"<Relationship Id={quoteattr(id_)} Type={quoteattr(type_)}"
            f" Target={quoteattr(shown)}{mode}/>"
        )
    root = f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'
    return (_HEAD + root).encode()


__all__ = ["DOCUMENT", "MAIN", "Link", "Package"]
