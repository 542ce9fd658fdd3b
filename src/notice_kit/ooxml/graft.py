"""Blocks of one Word file carried into another, with all that they use.

Styles, lists and their picture bullets; pictures, charts and embedded objects with the parts behind
them; links; footnotes, endnotes and comments.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from lxml import etree

from notice_kit.ooxml.content_types import WITH_TEXT
from notice_kit.ooxml.graft_comments import carry_threads
from notice_kit.ooxml.graft_styles import Looks
from notice_kit.ooxml.parts import Parts, ignorable_of
from notice_kit.ooxml.wml import Element, R, W, qualified

DOCUMENT = "word/document.xml"
"""Where the main part stands in the files of most programs; `Host.main` says where it does."""

_ID = qualified("id")
_STAYS = tuple(map(qualified, ("headerReference", "footerReference")))
_NOTES = {qualified(f"{kind}Reference"): kind for kind in ("footnote", "endnote", "comment")}
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"
_RANGES = tuple(map(qualified, ("commentRangeStart", "commentRangeEnd")))
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MARKS = (qualified("bookmarkStart"), qualified("bookmarkEnd"))
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_CARRIED = frozenset({"image", "hdphoto", "chart", "chartEx", "package", "oleObject"})
"""The kinds of parts that mean the same in another file, with all that they point at."""


class UncarriedError(Exception):
    """Something that cannot be carried into another file; the message names its element or kind."""


class Host:
    """A Word file into which blocks of others are carried.

    Attributes:
        main: the name of its main part.
    """

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self._parts = Parts(members)
        self.main = self._parts.main
        self._known: dict[int, tuple[Mapping[str, bytes], _Carrying]] = {}
        self._highest: int | None = None
        self._notes: dict[str, int] = {}
        self._objects = 0

    @property
    def document(self) -> Element:
        """The main part, parsed; blocks that were carried may be put into it."""
        return self._parts.edit(self.main)

    def part(self, name: str) -> Element:
        """Another of its parts, to be changed in place."""
        return self._parts.edit(name)

    def parts_with_text(self) -> list[str]:
        """The names of the parts in which an author writes."""
        return self._parts.names(WITH_TEXT)

    def type_of(self, name: str) -> str:
        """The content type of one of its parts."""
        return self._parts.type_of(name)

    def carry(
        self,
        donor: Mapping[str, bytes],
        blocks: Iterable[Element],
        *,
        source: str | None = None,
        into: str | None = None,
    ) -> None:
        """Make the blocks, copied from a part of the donor, mean the same in this file.

        Args:
            donor: its members; the same mapping again is known as the same file.
            blocks: changed in place.
            source: the donor's part; its main part when None.
            into: this file's part; its main part when None.

        Raises:
            UncarriedError: they hold parts of a kind that means nothing elsewhere, or notes in a
                part that can have none.

        Source:
            ECMA-376 Part 1, 17.11 (notes), 17.13.4 (comments); Part 2, 6.5 (relationships).
        """
        if id(donor) not in self._known:
            self._known[id(donor)] = (donor, _Carrying(self, self._parts, donor))
        try:
            self._known[id(donor)][1].carry(list(blocks), source, into or self.main)
        except RecursionError:
            raise UncarriedError("style") from None  # each based on another, thousands of them

    def mark(self) -> str:
        """An id for a bookmark that no other has."""
        if self._highest is None:
            found = (
                mark.get(_ID, "")
                for name in self.parts_with_text()
                for mark in self._parts.tree(name).iter(*_MARKS)
            )
            self._highest = max((int(id_) for id_ in found if id_.isdecimal()), default=0)
        self._highest += 1
        return str(self._highest)

    def note(self, part: str) -> str:
        """A number for a note or comment that no other of that part has."""
        if part not in self._notes:
            found = (one.get(_ID, "") for one in self._parts.tree(part))
            self._notes[part] = max((int(id_) for id_ in found if id_.isdecimal()), default=0)
        self._notes[part] += 1
        return str(self._notes[part])

    def object_name(self, old: str) -> str:
        """A name for the shape of an embedded object that no other has."""
        self._objects += 1
        return f"{old}_{self._objects}"

    def members(self) -> dict[str, bytes]:
        """The file's members with all that was carried in."""
        drawings = (found for root in self._edited() for found in root.iter(_DRAWING))
        for number, drawing in enumerate(drawings, start=1):
            drawing.set("id", str(number))
        return self._parts.members()

    def _edited(self) -> Iterator[Element]:
        """The parts into which something may have been put, the main part first."""
        yield self.document
        for name in self.parts_with_text():
            if name != self.main and self._parts.is_edited(name):
                yield self._parts.edit(name)


class _Carrying:
    """What is carried from one donor into one host."""

    def __init__(self, host: Host, parts: Parts, donor: Mapping[str, bytes]) -> None:
        self._host, self._parts = host, parts
        self._donor = Parts(donor)
        self._looks = Looks(parts, self._donor, self._relate)
        self._copied: dict[str, str] = {}  # parts
        self._noted: dict[tuple[str, str], str] = {}  # notes
        self._comments: list[Element] = []
        self._theirs: dict[str, dict[str, Element]] = {}  # the donor's notes, by part and number

    def carry(self, blocks: list[Element], source: str | None, into: str) -> None:
        self._looks.begin()
        self._copied = {}
        self._noted = {}
        self._comments = []
        self._take(blocks, source or self._donor.main, into)
        carry_threads(self._parts, self._donor, self._comments)

    def _take(self, blocks: list[Element], source: str, into: str) -> None:
        used = {uri for block in blocks for uri in _namespaces(block)}
        known = ignorable_of(self._donor.tree(source))
        named = self._donor.tree(source).nsmap
        wanted = {
            prefix: str(named[prefix])
            for block in blocks
            for choice in block.iter(_CHOICE)
            for prefix in choice.get("Requires", "").split()
            if prefix in named
        }
        self._parts.declare(into, wanted, {p: uri for p, uri in known.items() if uri in used})
        self._marks(blocks)
        for block in blocks:
            for found in [*block.iter(*_STAYS)]:
                _remove(found)
            self._looks.refer(block)
            for reference in [*block.iter(*_NOTES)]:
                self._note(reference, source, into)
        self._ranges(blocks)
        for block in blocks:
            self._relate(block, source, into)
            self._name_objects(block)

    def _marks(self, blocks: list[Element]) -> None:
        new: dict[str, str] = {}
        for block in blocks:
            for mark in block.iter(*_MARKS):
                old = mark.get(_ID, "")
                if old not in new or mark.tag == _MARKS[0]:
                    new[old] = self._host.mark()
                mark.set(_ID, new[old])

    def _note(self, reference: Element, source: str, into: str) -> None:
        """The note behind a reference, under a number that is free in the host."""
        name, kind = etree.QName(reference).localname, _NOTES[str(reference.tag)]
        if into != self._host.main and (kind != "comment" or source == self._donor.main):
            raise UncarriedError(name)  # Word knows notes in the text alone
        old = reference.get(_ID, "")
        known = self._noted.get((kind, old))
        if known is None:
            part = self._donor.related(f"{kind}s")
            if part is not None and part not in self._theirs:
                self._theirs[part] = {one.get(_ID, ""): one for one in self._donor.tree(part)}
            note = None if part is None else self._theirs[part].get(old)
            if part is None or note is None:
                raise UncarriedError(name)
            known = self._noted[kind, old] = self._add_note(kind, note, part)
        reference.set(_ID, known)

    def _add_note(self, kind: str, note: Element, part: str) -> str:
        target = self._parts.related(f"{kind}s") or self._new_notes(kind, part)
        root = self._parts.edit(target)
        copied = copy.deepcopy(note)
        copied.set(_ID, self._host.note(target))
        root.append(copied)
        if kind == "comment":
            self._comments.append(copied)
        self._take([copied], part, target)
        return copied.get(_ID, "")

    def _new_notes(self, kind: str, part: str) -> str:
        """A part for notes, with the lines that Word draws above them as the donor has them."""
        name = f"word/{kind}s.xml"
        name = self._parts.free_name(name) if name in self._parts else name
        root = etree.Element(qualified(f"{kind}s"), nsmap={"w": W, "r": R})
        lines = [one for one in self._donor.tree(part) if one.get(qualified("type")) is not None]
        root.extend(copy.deepcopy(lines))
        self._parts.add(name, etree.tostring(root), _NOTES_TYPE.format(kind))
        self._parts.relate(self._host.main, f"{R}/{kind}s", name)
        for line in self._parts.edit(name):
            self._take([line], part, name)
        return name

    def _ranges(self, blocks: list[Element]) -> None:
        """The ends of what comments are about; those of comments left behind go."""
        for block in blocks:
            for end in [*block.iter(*_RANGES)]:
                new = self._noted.get(("comment", end.get(_ID, "")))
                if new is None:
                    _remove(end)
                else:
                    end.set(_ID, new)

    def _relate(self, block: Element, source: str, into: str) -> None:
        """Let what the block points at be pointed at from the host's part."""
        relations = self._donor.relations(source)
        for element in block.iter(etree.Element):
            for name, id_ in element.items():
                if not str(name).startswith(f"{{{R}}}") or not id_:
                    continue
                relation = relations.get(str(id_))
                if relation is None:
                    raise UncarriedError(etree.QName(element).localname)
                if relation.is_external:
                    target = relation.target
                elif relation.word in _CARRIED and relation.target in self._donor:
                    target = self._copy(relation.target)
                else:
                    raise UncarriedError(f"{etree.QName(element).localname} ({relation.word})")
                kind, outside = relation.kind, relation.is_external
                new = self._parts.relate(into, kind, target, is_external=outside)
                element.set(name, new)

    def _copy(self, name: str) -> str:
        """The donor's part in the host, with all that it points at; its name there."""
        if name in self._copied:
            return self._copied[name]
        content, type_ = self._donor.content(name), self._donor.type_of(name)
        relations = self._donor.relations(name)
        suffix = PurePosixPath(name).suffix
        if type_.startswith("image/") and not relations:
            new = f"word/media/{hashlib.sha256(content).hexdigest()[:20]}{suffix}"
        else:
            new = self._parts.free_name(name)
        self._copied[name] = new
        if new in self._parts:
            return new  # the same picture
        self._parts.add(new, content, type_ or "application/octet-stream")
        targets = {}
        for id_, relation in relations.items():
            if not relation.is_external and relation.target not in self._donor:
                raise UncarriedError(relation.word)
            inner = relation.target if relation.is_external else self._copy(relation.target)
            targets[id_] = replace(relation, target=inner)
        self._parts.copy_relations(new, targets)
        return new

    def _name_objects(self, block: Element) -> None:
        """Embedded objects find their pictures by name."""
        for found in block.iter(_OLE):
            old = found.get("ShapeID")
            holder = found.getparent()
            shapes = [] if holder is None else [s for s in holder.iter() if s.get("id") == old]
            if old and shapes:
                new = self._host.object_name(old)
                found.set("ShapeID", new)
                for shape in shapes:
                    shape.set("id", new)


def _namespaces(block: Element) -> set[str]:
    """The namespaces of the elements and attributes."""
    names = {str(name) for one in block.iter(etree.Element) for name in (one.tag, *one.attrib)}
    return {name[1:].partition("}")[0] for name in names if name.startswith("{")}


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
