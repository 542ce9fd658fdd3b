"""A template of many files → the members of one: `include`, `extends` and `block` resolved.

Done once, when the template is compiled; what comes out has the tags of all files, and each
paragraph is known by the file that it came from. Every file's tags are checked by themselves.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from notice_kit.findings import Finding
from notice_kit.messages import _
from notice_kit.ooxml.content_types import MAIN, WITH_TEXT, content_types
from notice_kit.ooxml.graft import Host, UncarriedError
from notice_kit.ooxml.package import PackedMember, pack
from notice_kit.ooxml.wml import Element, qualified
from notice_kit.template.blocks import (
    blocks_of,
    drop,
    tell_doubles,
    tell_outside,
    without_blocks,
)
from notice_kit.template.include import (
    DEEPEST,
    Allowance,
    TemplateFile,
    named_file,
    open_file,
    root_of,
)
from notice_kit.template.inherit import fill
from notice_kit.template.nesting import syntax_faults
from notice_kit.template.origins import Origins
from notice_kit.template.partial_tags import Marker, markers_of, wants_files
from notice_kit.template.placeholders import mark_placeholders
from notice_kit.template.tags import Place, read_tags

_STORIES = frozenset(MAIN.replace("document.main", kind) for kind in ("header", "footer")) | {MAIN}
_SECTION = qualified("sectPr")


@dataclass(frozen=True, slots=True)
class Assembled:
    """A template's members.

    Attributes:
        members: name → content.
        packed: the same as they are to lie in the file.
        origins: for each paragraph of a part, where it stood in its own file.
        findings: what is wrong with the files that it is made of.
        is_checked: whether the syntax of its tags was checked, each file by itself.
        is_sound: whether nothing was found by that check.
    """

    members: Mapping[str, bytes]
    packed: tuple[PackedMember, ...]
    origins: Mapping[str, Sequence[Place | None]]
    findings: tuple[Finding, ...] = ()
    is_checked: bool = False
    is_sound: bool = True


def assembled(
    members: Mapping[str, bytes],
    packed: tuple[PackedMember, ...],
    path: Path,
    name: str,
) -> Assembled:
    """The template with all files that it names; as it is where it names none.

    Args:
        members: name → content.
        packed: the same as they lie in the file.
        path: the template; files are named from its folder.
        name: the template in messages.
    """
    alone = Assembled(members, packed, {})
    try:
        parts = [part for part, type_ in content_types(members).items() if type_ in WITH_TEXT]
        if not wants_files(members, parts):
            return alone
        host = Host(members)
        marks = [mark for part in parts for mark in markers_of(host.part(part))]
    except (etree.XMLSyntaxError, KeyError):
        return alone  # `compile` tells of it
    if not any(mark.word in ("include", "extends") for mark in marks):
        return alone
    file = TemplateFile.of(path, name)
    work = _Assembling(root_of(file.path), name)
    host = work.whole(host, file, (file.path,), is_alone=True)
    origins = {}
    for part in host.parts_with_text():
        origins[part] = work.origins.places(host.part(part))
        work.origins.forget(host.part(part))
    whole = host.members()
    old = {member.name: member for member in packed}
    repacked = tuple(
        old[part] if part in old and members.get(part) == content else pack(part, content)
        for part, content in whole.items()
    )
    findings = tuple(dict.fromkeys(work.origins.findings))
    return Assembled(whole, repacked, origins, findings, is_checked=True, is_sound=work.is_sound)


class _Assembling:
    """One template being put together."""

    def __init__(self, root: Path, name: str) -> None:
        self._root = root
        self.origins = Origins()
        self.is_sound = True
        self._clauses: dict[Path, _Clause] = {}
        self._allowance = Allowance(name, self.origins)

    def whole(
        self, host: Host, file: TemplateFile, chain: tuple[Path, ...], *, is_alone: bool = False
    ) -> Host:
        """The file with all that it includes, or its base filled with its blocks.

        Args:
            host: the file.
            file: the same.
            chain: the files that led here, and it.
            is_alone: whether it is the template itself, whose blocks are Jinja's where it has no
                base.

        Returns:
            A file in which blocks are still marked.
        """
        for part in host.parts_with_text():
            root = host.part(part)
            self.origins.note(root, part, file.name)
            alone = copy.deepcopy(root)
            mark_placeholders(alone)
            faults = syntax_faults(read_tags(alone, part)[1], file.name)
            self.origins.findings += faults
            self.is_sound = self.is_sound and not faults
        bases = [mark for mark in markers_of(host.document) if mark.word == "extends"]
        if bases:
            self._check_child(host)
        for part in host.parts_with_text():
            self._include(host, part, file, chain)
        if bases:
            whole = self._extended(host, bases, file, chain)
            if is_alone:
                self._without_blocks(whole)
            return whole
        if not is_alone:
            parts = map(host.part, host.parts_with_text())
            tell_doubles([blocks_of(root, self.origins) for root in parts], self.origins)
        return host

    def _open(self, mark: Marker, file: TemplateFile, chain: tuple[Path, ...]) -> Host | None:
        """The file that a tag names, by itself; None when it cannot be had, which is told."""
        found = named_file(file, mark.argument, self._root, mark.paragraph, self.origins)
        if found is None:
            return None
        remedy = _("Take one of the two tags out.")
        if found.path in chain:
            self.origins.tell("NK-T34", _("the file includes itself"), mark.paragraph, remedy)
            return None
        if len(chain) > DEEPEST:
            message = _("more than {count} files bring one another in")
            shown = message.format(count=DEEPEST)
            self.origins.tell("NK-T56", shown, mark.paragraph, _("Put some of them together."))
            return None
        host = open_file(found)
        if isinstance(host, list):
            self.origins.findings += host
            return None
        return self.whole(host, found, (*chain, found.path))

    def _extended(
        self, host: Host, bases: list[Marker], file: TemplateFile, chain: tuple[Path, ...]
    ) -> Host:
        """The base of a file, its blocks filled."""
        for mark in bases[1:]:
            self._tell_misplaced(mark)
        base = self._open(bases[0], file, chain) if bases[0].is_sound else None
        if base is None or not self._allowance.allows(_size(base)):
            for mark in markers_of(host.document):
                drop(mark.paragraph)
            return host
        donor = host.members()

        def carry(copies: list[Element], part: str, tag: Element) -> None:
            self._carry(base, donor, copies, part, tag)

        stories = [part for part in base.parts_with_text() if base.type_of(part) in _STORIES]
        places = {part: blocks_of(base.part(part)) for part in stories}
        fill(places, blocks_of(host.document), carry, self.origins)
        return base

    def _check_child(self, host: Host) -> None:
        body = host.document.find(qualified("body"))
        blocks = blocks_of(host.document, self.origins)
        tell_doubles([blocks], self.origins)
        if body is not None:
            tell_outside(body, blocks, self.origins)

    def _include(self, host: Host, part: str, file: TemplateFile, chain: tuple[Path, ...]) -> None:
        for mark in markers_of(host.part(part)):
            if mark.word not in ("include", "extends"):
                continue
            if not (
                host.type_of(part) in _STORIES if mark.word == "include" else part == host.main
            ):
                self._tell_misplaced(mark)
                drop(mark.paragraph)
            elif mark.word == "include":
                clause = self._clause(mark, file, chain) if mark.is_sound else None
                blocks = [] if clause is None else [copy.deepcopy(one) for one in clause.blocks]
                if clause is not None:
                    self._carry(host, clause.members, blocks, part, mark.paragraph)
                drop(mark.paragraph, blocks)

    def _carry(
        self,
        host: Host,
        donor: Mapping[str, bytes],
        blocks: list[Element],
        part: str,
        tag: Element,
    ) -> None:
        try:
            host.carry(donor, blocks, into=part)
        except UncarriedError as caught:
            self.origins.tell(
                "NK-T35",
                _("the file holds what cannot be carried over: {kind}").format(kind=caught),
                tag,
                _("Take it out there, or put it into the template itself."),
            )

    def _tell_misplaced(self, mark: Marker) -> None:
        self.origins.tell(
            "NK-T51",
            _("“{word}” cannot stand here").format(word=mark.word),
            mark.paragraph,
            _("It belongs in the text, in a header or in a footer.")
            if mark.word == "include"
            else _("It stands once, at the beginning of the text."),
        )

    def _clause(self, mark: Marker, file: TemplateFile, chain: tuple[Path, ...]) -> _Clause | None:
        """An included file; each is read once."""
        path = file.beside(mark.argument).path
        if path not in self._clauses or path in chain:
            host = self._open(mark, file, chain)
            if host is None:
                return None
            self._without_blocks(host)
            body = host.document.find(qualified("body"))
            blocks = [] if body is None else [one for one in body if one.tag != _SECTION]
            self._clauses[path] = _Clause(host, host.members(), blocks, _size(host))
        clause = self._clauses[path]
        return clause if self._allowance.allows(clause.size) else None

    def _without_blocks(self, host: Host) -> None:
        for part in host.parts_with_text():
            without_blocks(host.part(part), self.origins)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A file to be included.

    Attributes:
        host: the file, its own files brought in.
        members: the same.
        blocks: of its text, to be copied.
        size: of its text in bytes.
    """

    host: Host
    members: Mapping[str, bytes]
    blocks: Sequence[Element]
    size: int


def _size(host: Host) -> int:
    return len(etree.tostring(host.document, encoding="UTF-8"))
