"""Custom XML of a Word file: data of its own that content controls are bound to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree

from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.relationships import resolved_target
from notice_kit.ooxml.wml import Element

_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def stores(members: Mapping[str, bytes]) -> dict[str, str]:
    """The parts that hold custom XML, by their ids (in braces and capitals); none where damaged.

    Source:
        ECMA-376 Part 1, 15.2.5 and 15.2.6 (custom XML and its properties).
    """
    found: dict[str, str] = {}
    for name in members:
        folder, base = posixpath.split(name)
        if not folder.endswith("_rels") or not base.endswith(".rels"):
            continue
        owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        if not owner.startswith("customXml/") or owner not in members:
            continue
        for target in _targets(members, name):
            item = _item_id(members.get(target, b""))
            if item:
                found[item] = owner
    return found


def parsed(content: bytes) -> Element | None:
    """The part as a tree, or None where it is no XML."""
    try:
        return etree.fromstring(content, strict_parser())
    except etree.XMLSyntaxError:
        return None


def _targets(members: Mapping[str, bytes], rels: str) -> list[str]:
    root = parsed(members[rels])
    entries = [] if root is None else root.iterchildren("{*}Relationship")
    targets = (resolved_target(rels, entry.get("Target", "")) for entry in entries)
    return [target for target in targets if target is not None]


def _item_id(content: bytes) -> str:
    root = parsed(content)
    if root is None or etree.QName(root).localname != "datastoreItem":
        return ""
    return (root.get(f"{{{_STORE}}}itemID") or "").upper()
