"""`bind`: any Word files → one, each with its own pages, looks, lists and notes.

Codes: NK-B04 nothing to bind, NK-B10 what stays behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notice_kit.binding.book import Book
from notice_kit.binding.joining import Joining
from notice_kit.binding.opening import Opened, open_word
from notice_kit.binding.part import BookPart
from notice_kit.binding.settings import is_on, unlike
from notice_kit.errors import SourceError, UsageError
from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _
from notice_kit.ooxml.wml import qualified

_BEHIND = (
    "vbaProject",
    "glossaryDocument",
    "customXml",
    "attachedToolbars",
    "keyMapCustomizations",
)
_SOURCES = b"http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


@dataclass(frozen=True, slots=True)
class Bound:
    """A book.

    Attributes:
        content: the .docx.
        findings: warnings: what stays behind, what cannot hold for a part alone.
    """

    content: bytes
    findings: tuple[Finding, ...]


def bind(parts: Sequence[BookPart]) -> Bound:
    """One Word file of many, in their order; equal parts give equal bytes.

    Each keeps its sections, heads and feet, notes, comments, pictures, lists and looks, and begins
    on a page of its own. What can only hold for a whole file is taken from the first.

    Raises:
        SourceError: parts cannot be read; carries the errors of all of them.
        UsageError: there are no parts.
    """
    if not parts:
        raise UsageError(
            error(
                "NK-B04",
                _("there is nothing to bind"),
                Location("bind"),
                remedy=_("Name at least one Word file."),
            )
        )
    opened, findings = _opened(parts)
    settings = [one.parsed(one.related("settings")) for one in opened]
    even = any(is_on(one, "evenAndOddHeaders") for one in settings)
    book = Book(opened[0], even=even)
    for number, (part, one) in enumerate(zip(parts, opened, strict=True)):
        findings += _left_behind(one)
        differing = unlike(settings[number], settings[0], Location(one.name))
        findings += [] if differing is None else [differing]
        Joining(book, one, part, is_first=not number).join(is_last=number == len(parts) - 1)
    return Bound(book.to_bytes(), tuple(findings))


def _opened(parts: Sequence[BookPart]) -> tuple[list[Opened], list[Finding]]:
    opened: list[Opened] = []
    warnings: list[Finding] = []
    errors: list[Finding] = []
    for part in parts:
        try:
            one, found = open_word(part.source, part.name)
        except SourceError as caught:
            errors += caught.findings
        else:
            opened.append(one)
            warnings += found
    if errors:
        raise SourceError(*errors)
    return opened, warnings


def _left_behind(opened: Opened) -> list[Finding]:
    """The warning that a file holds what a book cannot."""
    kinds = []
    for relation in opened.relations(opened.main).values():
        content = opened.xml.get(relation.target, b"")
        if relation.kind in _BEHIND and _SOURCES not in content:
            kinds.append(relation.kind)
    if opened.document.find(f".//{qualified('dataBinding')}") is not None:
        kinds.append("dataBinding")
    if not kinds:
        return []
    return [
        warning(
            "NK-B10",
            _("parts of the file are not taken into the book"),
            Location(opened.name),
            found=", ".join(dict.fromkeys(kinds)),
            remedy=_("Nothing, if the text is all that is wanted; it is taken as it shows now."),
        )
    ]
