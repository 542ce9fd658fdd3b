"""A compiled template: filled any number of times, by any number of threads and processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from notice_kit.errors import RenderError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.package import PackedMember, join_package, pack
from notice_kit.template.part import Part
from notice_kit.template.plain import impure_path
from notice_kit.template.repair import repaired


class CompiledTemplate:
    """A template ready to be filled; it never changes, may be shared and may be pickled.

    Attributes:
        name: the file as the user knows it.
    """

    __slots__ = ("_members", "_parts", "name")

    def __init__(
        self, name: str, members: tuple[PackedMember, ...], parts: tuple[Part, ...]
    ) -> None:
        self.name = name
        self._members = members
        self._parts = parts

    def uses(self) -> Iterator[tuple[str, Location]]:
        """The fields that the template uses, in order, each with its first place: (path, place)."""
        seen = set()
        for part in self._parts:
            for use in part.uses:
                if use.path not in seen:
                    seen.add(use.path)
                    yield use.path, part.location(self.name, use.line)

    def faults(self, context: Mapping[str, Any]) -> list[Finding]:
        """Every fault that filling the template with plain data would meet; nothing is packed."""
        return self._texts(context)[1]

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The Word file, filled; the same context gives the same bytes.

        Args:
            context: plain data by name: dicts, lists, texts, numbers, dates.

        Raises:
            RenderError: with every fault: undefined or empty fields, forbidden characters,
                expressions that fail, values that are no plain data.
        """
        path = impure_path(context)
        if path is not None:
            raise RenderError(
                error(
                    "NK-T06",
                    _("“{path}” is no plain data").format(path=path),
                    Location(self.name),
                    remedy=_("Hand in dicts, lists, texts, numbers, dates and nothing else."),
                )
            )
        return self.fill(context)

    def fill(self, context: Mapping[str, Any]) -> bytes:
        """The same for data that are plain by construction, as the kit's own are."""
        texts, findings = self._texts(context)
        if findings:
            raise RenderError(*findings)
        filled = {name: pack(name, text) for name, text in texts.items()}
        return join_package(filled.get(member.name, member) for member in self._members)

    def _texts(self, context: Mapping[str, Any]) -> tuple[dict[str, bytes], list[Finding]]:
        """The parts with tags, filled; none of them where there are faults."""
        texts: dict[str, bytes] = {}
        unproved: dict[str, str] = {}
        findings: list[Finding] = []
        for part in self._parts:
            text, faults = part.fill(context)
            findings += [
                error(
                    "NK-T05",
                    fault.message,
                    part.location(self.name, fault.line),
                    remedy=fault.remedy,
                )
                for fault in faults
            ]
            if part.is_proved:
                texts[part.name] = text.encode()
            else:
                unproved[part.name] = text
        if findings:
            return {}, list(dict.fromkeys(findings))
        if unproved:
            try:
                texts |= repaired(unproved, self.name)
            except RenderError as caught:
                return {}, list(caught.findings)
        return texts, []
