"""A compiled template: filled any number of times, by any number of threads and processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notice_kit.errors import RenderError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.package import PackedMember, join_package, pack
from notice_kit.template.numbering import Numbering
from notice_kit.template.part import Part
from notice_kit.template.plain import impure_path
from notice_kit.template.repair import repaired
from notice_kit.template.schema import Field, Uses

if TYPE_CHECKING:
    from notice_kit.template.live import Live


class CompiledTemplate:
    """A template ready to be filled; it never changes, may be shared and may be pickled.

    Attributes:
        name: the file as the user knows it.
        warnings: what the file holds that an office should know of: links, macros, lost parts.
    """

    __slots__ = ("_members", "_numbering", "_parts", "name", "warnings")

    def __init__(
        self,
        name: str,
        members: tuple[PackedMember, ...],
        parts: tuple[Part, ...],
        numbering: Numbering | None = None,
        warnings: tuple[Finding, ...] = (),
    ) -> None:
        self.name = name
        self.warnings = warnings
        self._members = members
        self._parts = parts
        self._numbering = numbering

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
            uses.read("\n".join(part.lines))
            for path, use in uses.fields.items():
                if path not in found:
                    found[path] = (use, part.location(self.name, use.line))
        return list(found.values())

    def faults(self, context: Mapping[str, Any]) -> list[Finding]:
        """Every fault that filling the template with plain data would meet; nothing is packed."""
        return self._texts(context)[1]

    def render(
        self, context: Mapping[str, Any], pictures: Mapping[str, bytes | Path | str] | None = None
    ) -> bytes:
        """The Word file, filled; the same context gives the same bytes.

        Args:
            context: plain data by name: dicts, lists, texts, numbers, dates; docxtpl's RichText,
                RichTextParagraph, Listing, InlineImage and Subdoc.
            pictures: what to show instead of the template's pictures, by their names, titles or
                descriptions, as docxtpl's `replace_pic` does: bytes, or the path of a file.

        Raises:
            RenderError: with every fault: undefined or empty fields, forbidden characters,
                expressions that fail, values that may not enter, pictures that are not there.
        """
        if impure_path(context) is None and not pictures:
            return self.fill(context)
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
        texts, findings = self._texts(live.context, live)
        if findings:
            raise RenderError(*findings)
        if live.document is not None:
            return live.saved(texts, pictures or {}, self.name)
        return self._joined(texts)

    def fill(self, context: Mapping[str, Any]) -> bytes:
        """The same for data that are plain by construction, as the kit's own are."""
        texts, findings = self._texts(context)
        if findings:
            raise RenderError(*findings)
        return self._joined(texts)

    def _joined(self, texts: Mapping[str, bytes]) -> bytes:
        filled = {name: pack(name, text) for name, text in texts.items()}
        return join_package(filled.get(member.name, member) for member in self._members)

    def _texts(
        self, context: Mapping[str, Any], live: Live | None = None
    ) -> tuple[dict[str, bytes], list[Finding]]:
        """The parts with tags, filled; none of them where there are faults."""
        texts: dict[str, bytes] = {}
        unproved: dict[str, str] = {}
        findings: list[Finding] = []
        for part in self._parts:
            if live is not None:
                live.begin(part.name)
            text, faults = part.fill(context)
            findings += [
                error(
                    fault.code,
                    fault.message,
                    part.location(self.name, fault.line),
                    remedy=fault.remedy,
                )
                for fault in faults
            ]
            if live is not None:
                unproved[part.name] = live.listed(text)
            elif part.is_proved:
                texts[part.name] = text.encode()
            else:
                unproved[part.name] = text
        if findings:
            return {}, list(dict.fromkeys(findings))
        if unproved:
            try:
                texts |= repaired(unproved, self.name, self._numbering)
            except RenderError as caught:
                return {}, list(caught.findings)
        return texts, []
