"""One document, from its template and data to bytes that have been checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from notice_kit.bookbinding import bind_book, widen_gutter
from notice_kit.checking import check_made
from notice_kit.contents.fields import has_fields
from notice_kit.document.document import document_of
from notice_kit.document.known import Known
from notice_kit.document.package import Package, open_package
from notice_kit.errors import NoticeKitError
from notice_kit.files import recorded
from notice_kit.findings import Finding, Location, Severity, error, has_errors
from notice_kit.mentions import Names, mentions
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.reconciling import Origin, examine
from notice_kit.template.catalog import BookSpec, Template
from notice_kit.template.compiled import CompiledTemplate

if TYPE_CHECKING:
    from notice_kit.paginating import Paginated, Paginator


@dataclass(frozen=True, slots=True)
class Source:
    """What the documents of a template are made from.

    Attributes:
        word: the template.
        book: how the document becomes a book; None: it is none.
        folder: of the campaign, where the files lie that the data name.
        keys: of each dict in a context, the keys that the template uses; the rest is left out,
            because tags that are not proved cheap are filled in another process, to which it would
            travel. A name that is not among them is used whole.
        name: of the template.
        fields: of its template.yaml.
    """

    word: CompiledTemplate
    book: BookSpec | None
    folder: Path
    keys: Mapping[str, frozenset[str]]
    name: str
    fields: tuple[str, ...]

    @classmethod
    def of(cls, template: Template) -> Source:
        """What the documents of this template are made from."""
        paths = {*template.spec.fields, *(path for path, _place in template.word.uses())}
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for path in paths:
            name, _dot, rest = path.partition(".")
            if rest and "[" not in name and name not in paths:
                keys[name].add(re.split(r"[.\[]", rest, maxsplit=1)[0])
        frozen = {name: frozenset(used) for name, used in keys.items()}
        spec = template.spec
        return cls(template.word, spec.bind, template.folder, frozen, template.name, spec.fields)

    def narrowed(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """The context, its dicts with the keys that the template uses and no others."""
        return {name: self._narrowed(name, context[name]) for name in context}

    def _narrowed(self, name: str, value: Any) -> Any:
        used = self.keys.get(name)
        if used is None or not isinstance(value, dict):
            return value
        return {key: value[key] for key in value if key in used}


@dataclass(frozen=True, slots=True)
class Made:
    """A document.

    Attributes:
        content: the Word file; None where it may not be delivered.
        findings: what is wrong with it, or should be otherwise.
        read: the pictures and Word files that were read for it: path below the folder → SHA-256.
        said: what it says of the campaign, as `Mentions.kept` has it.
    """

    content: bytes | None
    findings: tuple[Finding, ...] = ()
    read: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


class Maker:
    """Makes documents, one after the other; they share the programs, and parts that are equal."""

    def __init__(
        self, profile: Profile | None, campaign: Mapping[str, Any], *, strict: bool
    ) -> None:
        """Check by that profile and against that campaign, as templates see it.

        With `strict` a document with a warning may not be delivered.
        """
        self._profile, self._strict = profile, strict
        self._names = Names(campaign)
        self._paginator: Paginator | None = None
        self._known = Known()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_caught: object) -> None:
        if self._paginator is not None:
            self._paginator.close()

    def make(self, source: Source, context: Mapping[str, Any], path: str) -> Made:
        """The document; whatever fails is of this document alone.

        Args:
            source: the template.
            context: what its tags may say.
            path: how findings call the document.
        """
        try:
            with recorded() as read:
                content, findings, said = self._made(source, context, path)
        except NoticeKitError as caught:
            return Made(None, caught.findings)
        except Exception as caught:
            return Made(None, (_own_fault(caught, path),))
        told = any(one.severity is not Severity.INFO for one in findings)
        refused = told if self._strict else has_errors(findings)
        pictures = {one.relative_to(source.folder).as_posix(): read[one] for one in read}
        return Made(None if refused else content, findings, pictures, said)

    def _made(
        self, source: Source, context: Mapping[str, Any], path: str
    ) -> tuple[bytes, tuple[Finding, ...], str]:
        content = source.word.fill(source.narrowed(context), source.folder)
        package = self._opened(content, path)
        told: tuple[Finding, ...] = ()
        if source.book is not None or has_fields(package.members[package.main]):
            filled = self._completed(source, content, path)
            content, told = filled.content, filled.findings
            package = self._opened(content, path)
        document = document_of(package, self._known)
        found = check_made(document, self._profile)
        said = mentions(document, self._names)
        origin = Origin(source.name, source.fields, context, path)
        wrong = examine(origin, said, self._names)
        return content, tuple(dict.fromkeys((*told, *found, *wrong))), said.kept()

    def _opened(self, content: bytes, path: str) -> Package:
        return open_package(content, path, self._known.parts)

    def _completed(self, source: Source, content: bytes, path: str) -> Paginated:
        """The document, bound where it is a book, its contents filled in."""
        if source.book is None:
            return self._pages().paginate(content, path)
        bound = bind_book(content, path, source.book, source.folder)
        filled = self._pages().paginate(bound.content, path)
        thick = widen_gutter(filled.content, path, filled.pages)
        return replace(filled, content=thick, findings=(*bound.findings, *filled.findings))

    def _pages(self) -> Paginator:
        if self._paginator is None:
            from notice_kit.paginating import Paginator  # it waits for three libraries of PDF

            self._paginator = Paginator()
        return self._paginator


def _own_fault(caught: Exception, path: str) -> Finding:
    """A fault of the kit's own, which stops one document and no other."""
    return error(
        "NK-X01",
        _("a fault in notice_kit itself: {reason}").format(reason=repr(caught)),
        Location(path),
        remedy=_("Run the same with --debug before the command, and report what it says."),
    )
