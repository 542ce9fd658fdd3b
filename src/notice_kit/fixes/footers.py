"""Headers and footers put into a file: parts, relationships, content types, references."""

from __future__ import annotations

import posixpath
from copy import deepcopy
from itertools import count
from typing import TypeAlias

from lxml import etree

from notice_kit.document.document import Document
from notice_kit.document.sections import Side
from notice_kit.document.stories import Story
from notice_kit.ooxml.wml import IN_W, Element, R, w

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

Part: TypeAlias = tuple[str, Element]
"""Its name and its root."""


def copied(document: Document, story: Story) -> Part:
    """A new part with what a header or footer has, its pictures and links too."""
    package = document.package
    root = package.root(story.part)
    kind = "header" if root is not None and root.tag == f"{IN_W}hdr" else "footer"
    part, made = empty(document, kind)
    if root is not None:
        made[:] = [deepcopy(one) for one in root]
    relations = package.root(_relations_of(story.part))
    if relations is not None:
        package.add(_relations_of(part), deepcopy(relations))
    return part, made


def empty(document: Document, kind: str) -> Part:
    """A new part with one empty paragraph.

    Args:
        document: in which it is to be.
        kind: `header` or `footer`.
    """
    package = document.package
    folder = posixpath.dirname(package.main)
    taken = set(package.members) | set(package.trees())
    names = (posixpath.join(folder, f"{kind}{number}.xml") for number in count(1))
    part = next(name for name in names if name not in taken)
    root = etree.Element(f"{IN_W}{'hdr' if kind == 'header' else 'ftr'}", nsmap=_spaces(document))
    root.append(w("p"))
    package.add(part, root)
    return part, root


def _spaces(document: Document) -> dict[str, str]:
    """The namespaces of the main part, which copies may use."""
    root = document.package.root(document.package.main)
    found = root.nsmap.items() if root is not None else ()
    return {prefix: name for prefix, name in found if prefix is not None}


def refer(document: Document, section: Element, kind: str, side: Side, part: Part) -> None:
    """Make a section show a part on a side, in place of what it has there.

    Args:
        document: which has both.
        section: a `w:sectPr`.
        kind: `header` or `footer`.
        side: of the pages.
        part: that was made here.
    """
    name, _root = part
    package = document.package
    types = package.root("[Content_Types].xml")
    relations = package.root(_relations_of(package.main))
    if types is None or relations is None:
        return
    override = etree.SubElement(types, f"{{{_TYPES}}}Override")
    override.set("PartName", f"/{name}")
    override.set("ContentType", f"{_WORD}.{kind}+xml")
    used = {one.get("Id") for one in relations}
    identifier = next(f"rId{number}" for number in count(1) if f"rId{number}" not in used)
    relation = etree.SubElement(relations, f"{{{_RELATIONSHIPS}}}Relationship")
    relation.set("Id", identifier)
    relation.set("Type", f"{R}/{kind}")
    relation.set("Target", posixpath.relpath(name, posixpath.dirname(package.main) or "."))
    _put_reference(section, kind, side, identifier)


def _put_reference(section: Element, kind: str, side: Side, identifier: str) -> None:
    tag = f"{IN_W}{kind}Reference"
    for old in section.findall(tag):
        if old.get(f"{IN_W}type") == side:
            section.remove(old)
    made = w(f"{kind}Reference", type=side)
    made.set(f"{{{R}}}id", identifier)
    references = (f"{IN_W}headerReference", f"{IN_W}footerReference")
    section.insert(sum(one.tag in references for one in section), made)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
