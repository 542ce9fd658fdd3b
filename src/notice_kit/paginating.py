"""Contents filled in: their entries from the headings, the numbers from the pages as laid out.

Codes: NK-O40 no LibreOffice for page numbers, NK-O41 pages that could not be measured.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from notice_kit.contents.fields import has_fields
from notice_kit.contents.filling import Contents
from notice_kit.document.document import read_document
from notice_kit.errors import OfficeError
from notice_kit.findings import Finding, warning
from notice_kit.messages import _
from notice_kit.office.installation import PLACE
from notice_kit.ooxml.package import PackedMember, join_package, pack
from notice_kit.ooxml.zip_limits import read_package

if TYPE_CHECKING:
    from notice_kit.office.layout import Layout
    from notice_kit.office.worker import Worker

ROUNDS = 4
"""A number with more digits may break a line of the contents, and move pages once more."""

_layouts: dict[str, Layout] = {}  # of documents that this process has measured

_TEXT = re.compile(r">([^<]+)<")
_HAN, _DIGIT = re.compile("[\u4e00-\u9fff]"), re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Paginated:
    """A document with its contents filled in.

    Attributes:
        content: the .docx.
        findings: what could not be filled in.
        pages: how many sides there are, blank ones included; None where they were not measured.
    """

    content: bytes
    findings: tuple[Finding, ...] = ()
    pages: int | None = None


class Paginator:
    """Fills in contents, with one LibreOffice for all documents, started when it is needed.

    Documents whose lines break alike, as those that differ in names of the same length, are laid
    out once in a process.
    """

    def __init__(self, worker: Worker | None = None) -> None:
        """Take a LibreOffice, which stays the caller's; None starts one of its own."""
        self._worker, self._own = worker, worker is None
        self._lack: Finding | None = None
        self._last: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_caught: object) -> None:
        self.close()

    def close(self) -> None:
        """End the LibreOffice that it started."""
        if self._own and self._worker is not None:
            self._worker.close()
            self._worker = None

    def paginate(self, content: bytes, name: str) -> Paginated:
        """The document with its contents and references to pages filled in.

        The entries of every TOC field that lists headings are written anew. Numbers are those that
        the pages print, counted in their sections and in the format of each. Word shows them as
        they are, without a question; F9 works them out again.

        Args:
            content: a .docx.
            name: how findings call it.

        Returns:
            The bytes as they came where there is nothing to fill in.

        Raises:
            SourceError: it is no Word document.
        """
        members, packed = read_package(content, name, "docx")
        if not any(map(has_fields, members.values())):
            return Paginated(content)
        document = read_document(content, name)
        contents = Contents(document)
        contents.write_entries()
        if not contents.references:
            return Paginated(content, tuple(contents.findings))
        main = document.package.main
        layout = self._fill(contents, main, members, packed, name)
        made = _with(main, contents.to_bytes(), packed)
        if isinstance(layout, Finding):
            return Paginated(made, (*contents.findings, layout))
        return Paginated(made, tuple(contents.findings), layout.pages)

    def _fill(
        self,
        contents: Contents,
        main: str,
        members: Mapping[str, bytes],
        packed: Sequence[PackedMember],
        name: str,
    ) -> Layout | Finding:
        """Put in the numbers: lay out, put in, and again until nothing can have moved."""
        count = len(contents.references)
        guess = self._last if len(self._last) == count else ["00"] * count
        _show(contents, guess)
        for _round in range(ROUNDS):
            part = contents.to_measure()
            layout = self._layout(_key({**members, main: part}), _with(main, part, packed), name)
            if isinstance(layout, Finding):
                _show(contents, [""] * count)
                return layout
            numbers = [number or "" for number in contents.numbers(layout.bookmarks)]
            _show(contents, numbers)
            if list(map(len, numbers)) == list(map(len, guess)):
                break
            guess = numbers
        self._last = numbers
        return layout

    def _layout(self, key: str, content: bytes, name: str) -> Layout | Finding:
        if self._lack is not None:
            return self._lack
        if key not in _layouts:
            from notice_kit.office.layout import lay_out  # they wait for three libraries of PDF
            from notice_kit.office.worker import start_worker

            try:
                self._worker = self._worker or start_worker()
            except OfficeError as caught:
                self._lack = _no_office(caught)
                return self._lack
            try:
                _layouts[key] = lay_out(content, name, self._worker, is_refreshed=False)
            except OfficeError as caught:
                return _not_measured(caught)
        return _layouts[key]


def _show(contents: Contents, numbers: list[str]) -> None:
    for (field, _name), number in zip(contents.references, numbers, strict=True):
        field.show(number)


def _with(main: str, part: bytes, packed: Sequence[PackedMember]) -> bytes:
    return join_package(pack(main, part) if one.name == main else one for one in packed)


def _key(members: Mapping[str, bytes]) -> str:
    """The same for documents whose lines break alike: all 汉字 are as wide, and all digits."""
    digest = hashlib.sha256()
    for piece in _alike(members):
        digest.update(hashlib.sha256(piece).digest())
    return digest.hexdigest()


def _alike(members: Mapping[str, bytes]) -> Iterator[bytes]:
    for name in sorted(members):
        if name.startswith("docProps/"):
            continue
        yield name.encode()
        content = members[name]
        if name.endswith(".xml"):
            content = _TEXT.sub(_width, content.decode("utf-8", "surrogateescape")).encode(
                "utf-8", "surrogateescape"
            )
        yield content


def _width(found: re.Match[str]) -> str:
    return f">{_DIGIT.sub('0', _HAN.sub('一', found[1]))}<"


def _no_office(caught: OfficeError) -> Finding:
    (first, *_others) = caught.findings
    message = _("contents are without page numbers: {reason}").format(reason=first.message)
    return warning("NK-O40", message, PLACE, remedy=first.remedy)


def _not_measured(caught: OfficeError) -> Finding:
    (first, *_others) = caught.findings
    message = _("the pages could not be measured, and contents are without numbers: {reason}")
    remedy = _("Open the document in Word, choose the contents and press F9.")
    return warning("NK-O41", message.format(reason=first.message), first.location, remedy=remedy)
