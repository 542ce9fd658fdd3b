"""The parts of a package as trees, parsed when they are wanted, and what each points at."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from notice_kit.ooxml.content_types import CONTENT_TYPES, MAIN, content_types, strict_parser
from notice_kit.ooxml.relationships import resolved_target
from notice_kit.ooxml.wml import Element

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NO_RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_IGNORABLE = f"{{{_MC}}}Ignorable"
_NUMBERED = re.compile(r"rId([0-9]{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at.

    Attributes:
        kind: the whole of its type, a URI.
        target: the name of a part, or an address outside the file.
        is_external: which of the two.
    """

    kind: str
    target: str
    is_external: bool

    @property
    def word(self) -> str:
        """The last word of the type: `image`, `chart`."""
        return self.kind.rpartition("/")[2]


class Parts:
    """The parts of one Word file.

    Attributes:
        main: the name of its main part.
    """

    def __init__(self, members: Mapping[str, bytes]) -> None:
        """Take the members: name → content.

        Raises:
            etree.XMLSyntaxError: the list of content types is missing or not well-formed.
            KeyError: no member is the main part of a Word file.
        """
        self._members = dict(members)
        self._types = content_types(members)
        mains = [name for name, type_ in self._types.items() if type_ == MAIN]
        if not mains:
            raise KeyError(MAIN)
        self.main = mains[0]
        self._roots: dict[str, Element] = {}
        self._edited: set[str] = set()
        self._relations: dict[str, dict[str, Relation]] = {}
        self._ids: dict[str, dict[Relation, str]] = {}
        self._numbers: dict[str, int] = {}  # the highest among ids such as rId7
        self._declared: dict[str, dict[str, str]] = {}
        self._ignorable: dict[str, set[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._members or name in self._roots

    def content(self, name: str) -> bytes:
        """A part as it was; one that was edited is to be asked for as a tree."""
        return self._members[name]

    def type_of(self, name: str) -> str:
        """The content type of a part; empty where none is told."""
        return self._types.get(name, "")

    def names(self, types: frozenset[str]) -> list[str]:
        """The parts of these content types."""
        return [name for name, type_ in self._types.items() if type_ in types]

    def tree(self, name: str) -> Element:
        """The part, parsed, to be read.

        Raises:
            etree.XMLSyntaxError: it is not well-formed.
        """
        if name not in self._roots:
            self._roots[name] = etree.fromstring(self._members[name], strict_parser())
        return self._roots[name]

    def edit(self, name: str) -> Element:
        """The part, parsed, to be changed in place."""
        self._edited.add(name)
        return self.tree(name)

    def is_edited(self, name: str) -> bool:
        """Whether the part may have been changed."""
        return name in self._edited

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part points at, by id; targets that lead out of the package are left out."""
        if part in self._relations:
            return self._relations[part]
        rels = _rels_of(part)
        found = self._relations[part] = {}
        for one in self.tree(rels).iterchildren("{*}Relationship") if rels in self else ():
            is_external = one.get("TargetMode") == "External"
            raw = one.get("Target", "")
            target = raw if is_external else resolved_target(rels, raw)
            if target is not None:
                found[one.get("Id", "")] = Relation(one.get("Type", ""), target, is_external)
        return found

    def related(self, kind: str) -> str | None:
        """The part of that kind which the main part points at: `styles`, `numbering`."""
        for relation in self.relations(self.main).values():
            if relation.word == kind and not relation.is_external and relation.target in self:
                return relation.target
        return None

    def relate(self, part: str, kind: str, target: str, *, is_external: bool = False) -> str:
        """The id of the part's relationship to a target, made where there is none."""
        wanted = Relation(kind, target, is_external)
        if part not in self._ids:
            self._ids[part] = {known: id_ for id_, known in self.relations(part).items()}
        ids = self._ids[part]
        if wanted not in ids:
            if part not in self._numbers:
                found = map(_NUMBERED.fullmatch, self.relations(part))
                self._numbers[part] = max((int(one[1]) for one in found if one), default=0)
            self._numbers[part] += 1
            ids[wanted] = f"rId{self._numbers[part]}"
            self._add_relation(part, ids[wanted], wanted)
        return ids[wanted]

    def copy_relations(self, part: str, relations: Mapping[str, Relation]) -> None:
        """Give a new part its relationships, under these ids."""
        for id_, relation in relations.items():
            self._add_relation(part, id_, relation)

    def _add_relation(self, part: str, id_: str, relation: Relation) -> None:
        rels = _rels_of(part)
        if rels not in self:
            self._members[rels] = _NO_RELATIONS
        self._relations.setdefault(part, {})[id_] = relation
        target = relation.target
        if not relation.is_external:
            target = posixpath.relpath(target, posixpath.dirname(part) or ".")
        entry = {"Id": id_, "Type": relation.kind, "Target": target}
        if relation.is_external:
            entry["TargetMode"] = "External"
        etree.SubElement(self.edit(rels), f"{{{_PACKAGE}/relationships}}Relationship", entry)

    def add(self, name: str, content: bytes, type_: str) -> None:
        """A new part."""
        self._members[name] = content
        if self._types.get(name) == type_:
            return
        self._types[name] = type_
        entry = {"PartName": f"/{name}", "ContentType": type_}
        types = self.edit(CONTENT_TYPES)
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", entry)

    def free_name(self, like: str) -> str:
        """A name for a new part beside the one of that name: `chart1.xml` → `chart2.xml`."""
        path = PurePosixPath(like)
        taken = {name.casefold() for name in self._members}
        stem = path.stem.rstrip("0123456789") or "part"
        for number in range(1, len(taken) + 2):
            name = str(path.with_name(f"{stem}{number}{path.suffix}"))
            if name.casefold() not in taken:
                return name
        raise AssertionError("more names than parts")

    def declare(self, part: str, prefixes: Mapping[str, str], ignorable: Mapping[str, str]) -> None:
        """Let the root of a part name these namespaces (prefix → URI).

        Args:
            part: its name.
            prefixes: those that attributes name by their prefixes, such as `Requires`.
            ignorable: those that programs may pass over which do not know them.

        Source:
            ECMA-376 Part 3, 7.2 (Ignorable), 7.6 (Choice).
        """
        self._declared.setdefault(part, {}).update({**prefixes, **ignorable})
        self._ignorable.setdefault(part, set()).update(ignorable)

    def members(self) -> dict[str, bytes]:
        """The members with all that was changed, new ones last."""
        for name in self._edited:
            root = self._roots[name] = _declaring(
                self._roots[name], self._declared.get(name, {}), self._ignorable.get(name, set())
            )
            self._members[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        return dict(self._members)


def ignorable_of(root: Element) -> dict[str, str]:
    """The namespaces that programs may pass over in a part: prefix → URI."""
    prefixes = root.get(_IGNORABLE, "").split()
    return {prefix: root.nsmap[prefix] for prefix in prefixes if prefix in root.nsmap}


def _declaring(root: Element, prefixes: Mapping[str, str], ignorable: set[str]) -> Element:
    """The root, with those namespaces declared, some as such that may be passed over."""
    own = root.nsmap
    new = {prefix: uri for prefix, uri in prefixes.items() if own.get(prefix, uri) == uri}
    ignored = sorted((ignorable & set(new)) - set(ignorable_of(root)))
    if not ignored and set(new) <= set(own):
        return root
    named = {prefix: uri for prefix, uri in own.items() if prefix}
    whole = etree.Element(root.tag, nsmap={"mc": _MC, **new, **named})
    for name, value in root.items():
        whole.set(name, value)
    whole.text = root.text
    whole.extend([*root])
    if ignored:
        whole.set(_IGNORABLE, " ".join([*root.get(_IGNORABLE, "").split(), *ignored]))
    return whole


def _rels_of(part: str) -> str:
    path = PurePosixPath(part)
    return str(path.parent / "_rels" / f"{path.name}.rels")
