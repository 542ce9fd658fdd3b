"""On which pages things come: documents laid out, for whoever needs page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pypdf import PdfReader
from pypdf.generic import Destination

from notice_kit.errors import OfficeError
from notice_kit.findings import Location, has_errors
from notice_kit.office.proof import prove
from notice_kit.office.quarantine import quarantine
from notice_kit.office.worker import Worker, start_worker

OPTIONS = {
    "IsSkipEmptyPages": False,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,
    "ExportFormFields": False,
}


@dataclass(frozen=True)
class Heading:
    """A paragraph with an outline level.

    Attributes:
        text: without its automatic number.
        level: from 1.
        page: from 1, counted in sheets' sides, whatever number is printed on it.
    """

    text: str
    level: int
    page: int


@dataclass(frozen=True)
class Layout:
    """Where the things of a document come.

    Attributes:
        pages: how many there are, blank ones included.
        bookmarks: name → page, from 1, counted as in `Heading`.
        headings: in order.
    """

    pages: int
    bookmarks: dict[str, int]
    headings: tuple[Heading, ...]


def lay_out(
    source: Path | bytes, name: str, worker: Worker, *, is_refreshed: bool = True
) -> Layout:
    """The layout of a Word file.

    Args:
        source: the file, or its bytes.
        name: its path as the user knows it, for messages.
        worker: which lays it out.
        is_refreshed: contents and references are brought up to date first; else they show what
            they show in the file.

    Raises:
        SourceError: it is no Word document.
        OfficeError: LibreOffice failed, or the pages are not those of the document.
    """
    document = quarantine(source, name)
    place = Location(name)
    order = document.order(OPTIONS)
    pdf = worker.export(order if is_refreshed else replace(order, is_refreshed=False), place)
    pages, findings = prove(pdf, document.wording, worker.fonts, place)
    if has_errors(findings):
        raise OfficeError(*findings)
    reader = PdfReader(io.BytesIO(pdf))
    named = reader.named_destinations
    goals = {name: named.get(_destination(name)) for name in document.wording.bookmarks}
    return Layout(
        pages,
        {name: page for name, goal in goals.items() if goal and (page := _page(reader, goal))},
        tuple(_headings(reader, reader.outline, 1)),
    )


def pages_of_bookmarks(source: Path | bytes, name: str = "") -> dict[str, int]:
    """Bookmark → page, by a LibreOffice for this document alone; see `lay_out`."""
    shown = name or (str(source) if isinstance(source, Path) else "document.docx")
    with start_worker() as worker:
        return lay_out(source, shown, worker).bookmarks


def _destination(bookmark: str) -> str:
    """What LibreOffice calls a bookmark in a PDF: percent-encoded, then all signs in hexadecimal.

    Source: LibreOffice, vcl/source/gdi/pdfwriter_impl.cxx (appendDestinationName).
    """
    ascii_ = quote(bookmark, safe="!$&'()*+,-./:;=?@_~")
    kept = (sign if sign.isalnum() or sign == "-" else f"{ord(sign):02X}" for sign in ascii_)
    return "/" + "".join(kept)


def _page(reader: PdfReader, goal: Destination) -> int | None:
    number = reader.get_destination_page_number(goal)
    return None if number is None else number + 1


def _headings(reader: PdfReader, entries: list[Any], level: int) -> Iterator[Heading]:
    """The outline flat: pypdf nests a list below the entry that it belongs to."""
    for entry in entries:
        if isinstance(entry, list):
            yield from _headings(reader, entry, level + 1)
        elif (page := _page(reader, entry)) is not None:
            yield Heading(str(entry.title or ""), level, page)
