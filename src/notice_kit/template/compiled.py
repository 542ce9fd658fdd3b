"""A compiled template: filled any number of times, by any number of threads and processes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from notice_kit.errors import RenderError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.package import (
    PackedMember,
    join_package,
    pack,
    pack_pieces,
    unpack,
    write_package,
)
from notice_kit.template.bound import BoundXml
from notice_kit.template.chart_fonts import Fonts
from notice_kit.template.drawn import PictureSource
from notice_kit.template.faults import ENDLESS, one_document
from notice_kit.template.numbering import Numbering
from notice_kit.template.part import Part
from notice_kit.template.plain import impure_path
from notice_kit.template.repair import repaired
from notice_kit.template.schema import Field, Uses

if TYPE_CHECKING:
    from notice_kit.template.live import Live

T = TypeVar("T")


class CompiledTemplate:
    """A template ready to be filled; it never changes, may be shared and may be pickled.

    Attributes:
        name: the file as the user knows it.
        warnings: what the file holds that an office should know of: links, macros, lost parts.
    """

    __slots__ = ("_bound", "_fonts", "_members", "_numbering", "_parts", "name", "warnings")

    def __init__(
        self,
        name: str,
        members: tuple[PackedMember, ...],
        parts: tuple[Part, ...],
        numbering: Numbering | None = None,
        warnings: tuple[Finding, ...] = (),
        fonts: Fonts | None = None,
        bound: BoundXml | None = None,
    ) -> None:
        """Hold what was compiled; `fonts`, of charts, where pictures are to be put in."""
        self.name = name
        self.warnings = warnings
        self._members = members
        self._parts = parts
        self._numbering = numbering
        self._fonts = fonts
        self._bound = bound

    def digest(self) -> str:
        """SHA-256 of all that the template puts into a document."""
        whole = hashlib.sha256()
        for member in self._members:
            whole.update(f"{member.name}\0{member.size}\0{member.crc}\0".encode())
            whole.update(member.packed)
        for part in self._parts:
            whole.update(f"{part.name}\0{part.source()}\0".encode())
        return whole.hexdigest()

    def uses(self) -> Iterator[tuple[str, Location]]:
        """The fields that the template uses, in order, each with its first place: (path, place)."""
        seen = set()
        for part in self._parts:
            for use in part.uses:
                if use.path not in seen:
                    seen.add(use.path)
                    yield use.path, part.location(self.name, use.line)

    def fields(self) -> list[tuple[Field, Location]]:
        """The fields that the template uses, with their kinds and first places, in order."""
        found: dict[str, tuple[Field, Location]] = {}
        uses = Uses()
        for part in self._parts:
            uses.read(part.source())
            for path, use in uses.fields.items():
                if path not in found:
                    found[path] = (use, part.location(self.name, use.line))
        uses.settle()
        return list(found.values())

    def faults(self, context: Mapping[str, Any], folder: Path | None = None) -> list[Finding]:
        """Every fault that filling the template with plain data would meet; nothing is packed.

        Args:
            context: the data.
            folder: where the pictures lie that the data name.
        """
        texts, findings = self._filled(context, _joined)
        if not findings:
            try:
                self._with_pictures(texts, PictureSource(folder))
            except RenderError as caught:
                return list(caught.findings)
        return findings

    def render(
        self,
        context: Mapping[str, Any],
        pictures: Mapping[str, bytes | Path | str] | None = None,
        folder: Path | str | None = None,
    ) -> bytes:
        """The Word file, filled; the same context gives the same bytes.

        Args:
            context: plain data by name: dicts, lists, texts, numbers, dates; bytes of pictures;
                docxtpl's RichText, RichTextParagraph, Listing, InlineImage and Subdoc.
            pictures: what to show instead of the template's pictures, by their names, titles or
                descriptions, as docxtpl's `replace_pic` does: bytes, or the path of a file.
            folder: where the pictures lie that the data name, for the filter `picture`; None lets
                data name none.

        Raises:
            RenderError: with every fault: undefined or empty fields, forbidden characters,
                expressions that fail, values that may not enter, pictures that are not there.
        """
        folder = None if folder is None else Path(folder)
        if impure_path(context) is None and not pictures:
            return self.fill(context, folder)
        from notice_kit.template.live import admit  # who has plain data alone needs no docxtpl

        live = admit(context, self._members, pictures or {}, self.name)
        path = impure_path(live.context)
        if path is not None:
            raise RenderError(
                error(
                    "NK-T06",
                    _("“{path}” is no plain data").format(path=path),
                    Location(self.name),
                    remedy=_("Hand in dicts, lists, texts, numbers, dates and nothing else."),
                )
            )
        texts, findings = self._filled(live.context, _joined, live)
        if findings:
            raise RenderError(*findings)
        source = PictureSource(folder, live.held)
        if live.document is None:
            return self._packed(self._with_bound(self._with_pictures(texts, source)))
        saved = live.saved(texts, pictures or {}, self.name)
        whole = self._with_bound(self._with_pictures(saved, source, saved))
        return write_package({part: text for part, text in whole.items() if text is not None})

    def fill(self, context: Mapping[str, Any], folder: Path | None = None) -> bytes:
        """The same for data that are plain by construction, as the kit's own are."""
        if self._fonts is not None or self._bound is not None:
            texts, findings = self._filled(context, _joined)
            if not findings:
                whole = self._with_pictures(texts, PictureSource(folder))
                return self._packed(self._with_bound(whole))
        else:
            filled, findings = self._filled(context, pack_pieces)
        if findings:
            raise RenderError(*findings)
        return self._package(filled)

    def _with_pictures(
        self,
        texts: dict[str, bytes],
        source: PictureSource,
        saved: Mapping[str, bytes] | None = None,
    ) -> Mapping[str, bytes | None]:
        """The filled parts with the pictures in them, and the members that these need.

        Those that nothing needs any more are None.

        Args:
            texts: the filled parts.
            source: where the pictures are.
            saved: the members of the package; those of the template where it is None.

        Raises:
            RenderError: with every picture that cannot be put in.
        """
        if self._fonts is None:
            return texts
        from notice_kit.template.gallery import Gallery  # needs programs that are slow to load

        drawn = {part.name: part for part in self._parts if part.has_placeholders}
        members = {member.name: member for member in self._members}

        def read(name: str) -> bytes | None:
            if saved is not None:
                return saved.get(name)
            return unpack(members[name]) if name in members else None

        def locate(part: str, number: int) -> Location:
            return drawn[part].placeholder(self.name, number)

        gallery = Gallery(read, saved or members, source, self._fonts, locate)
        return texts | gallery.placed({name: texts[name] for name in drawn})

    def _with_bound(self, texts: Mapping[str, bytes | None]) -> Mapping[str, bytes | None]:
        """The parts with the custom XML that controls in them are bound to."""
        if self._bound is None:
            return texts
        filled = {name: text for name, text in texts.items() if text is not None}
        return {**texts, **self._bound.filled(filled)}

    def _packed(self, texts: Mapping[str, bytes | None]) -> bytes:
        return self._package(
            {name: text if text is None else pack(name, text) for name, text in texts.items()}
        )

    def _package(self, filled: Mapping[str, PackedMember | None]) -> bytes:
        new = dict(filled)
        there = [new.pop(member.name, member) for member in self._members]
        return join_package(member for member in (*there, *new.values()) if member is not None)

    def _filled(
        self,
        context: Mapping[str, Any],
        into: Callable[[str, Iterable[bytes]], T],
        live: Live | None = None,
    ) -> tuple[dict[str, T], list[Finding]]:
        """The parts with tags, filled; none of them where there are faults.

        Args:
            context: the data.
            into: what to make of the name and the content of a part, which comes in pieces.
            live: the live document, if there is one.
        """
        filled: dict[str, T] = {}
        unproved: dict[str, str] = {}
        findings: list[Finding] = []
        with one_document():
            for part in self._parts:
                if live is not None:
                    live.begin(part.name)
                if part.is_proved and not part.doubts and live is None:
                    content, faults = part.fill(context, partial(into, part.name))
                    if content is not None:
                        filled[part.name] = content
                else:
                    text, faults = part.fill(context, b"".join)
                    if text and live is None and part.needs_no_repair(text):
                        filled[part.name] = into(part.name, (text,))
                    else:
                        shown = (text or b"").decode()
                        unproved[part.name] = shown if live is None else live.listed(shown)
                findings += [part.finding(self.name, fault) for fault in faults]
                if any(fault.code in ENDLESS for fault in faults):
                    break
        if findings:
            return {}, list(dict.fromkeys(findings))
        if unproved:
            try:
                texts = repaired(unproved, self.name, self._numbering)
            except RenderError as caught:
                return {}, list(caught.findings)
            filled |= {name: into(name, (text,)) for name, text in texts.items()}
        return filled, []


def _joined(_name: str, pieces: Iterable[bytes]) -> bytes:
    return b"".join(pieces)
