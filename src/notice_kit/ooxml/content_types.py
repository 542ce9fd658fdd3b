"""Which part of a package is what: `[Content_Types].xml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN = f"{_WORD}document.main+xml"
CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
WITH_TEXT = frozenset(
    {
        MAIN,
        CORE_PROPERTIES,
        *(
            f"{_WORD}{kind}+xml"
            for kind in ("header", "footer", "footnotes", "endnotes", "comments")
        ),
    }
)
"""The types of the parts in which an author writes."""


def strict_parser() -> etree.XMLParser:
    """A parser that opens nothing, expands nothing and repairs nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def content_types(members: Mapping[str, bytes]) -> dict[str, str]:
    """The content type of each member that has one.

    Raises:
        etree.XMLSyntaxError: the list is missing or not well-formed.

    Source:
        ECMA-376 Part 2 (OPC), 7.3.7: an Override for the part, else the Default of its suffix;
        both are compared without regard to case.
    """
    types = etree.fromstring(members.get(CONTENT_TYPES, b""), strict_parser())
    known = {
        (entry.get("PartName") or "." + entry.get("Extension", "")).casefold(): type_
        for entry in types.iterchildren("{*}Override", "{*}Default")
        if (type_ := entry.get("ContentType")) is not None
    }
    found: dict[str, str] = {}
    for name in members:
        suffix = PurePosixPath(name).suffix.casefold()
        type_ = known.get(f"/{name}".casefold()) or known.get(suffix)
        if type_ is not None:
            found[name] = type_
    return found
