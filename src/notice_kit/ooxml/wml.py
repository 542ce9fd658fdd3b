"""WordprocessingML elements made and named in one line each."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
IN_W = f"{{{W}}}"
"""What lxml puts before the local name of an element or attribute of the namespace w."""

_NAMESPACES = {"w": W, "r": R, "xml": XML}
_ROOT_NAMESPACES = {"w": W, "r": R}


def qualified(name: str) -> str:
    """The name as lxml wants it, `w:p` as `{http:…}p`; without a prefix, of the namespace w."""
    prefix, _, local = name.rpartition(":")
    return f"{{{_NAMESPACES[prefix or 'w']}}}{local}"


def w(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """The element `w:tag` with these children and attributes, those that are None left out.

    Args:
        tag: local name.
        children: in the order of the schema, which Word insists on.
        attributes: of the namespace w; `r__id` and `xml__space` of the namespaces r and xml.
    """
    element = etree.Element(qualified(tag), nsmap=_ROOT_NAMESPACES)
    for name, value in attributes.items():
        if value is not None:
            element.set(qualified(name.replace("__", ":")), str(value))
    element.extend([child for child in children if child is not None])
    return element


def flag(tag: str, on: bool = True) -> Element | None:
    """The element `w:tag`, which is on by being there, or None."""
    return w(tag) if on else None


def text(content: str) -> Element:
    """`w:t` with the content, its outer spaces kept."""
    outer = content != content.strip()
    element = w("t", xml__space="preserve" if outer else None)
    element.text = content
    return element


def to_bytes(root: Element) -> bytes:
    """The part as a file: UTF-8, with a declaration, and the same bytes for the same tree."""
    prefixes = list(_ROOT_NAMESPACES)
    etree.cleanup_namespaces(root, top_nsmap=_ROOT_NAMESPACES, keep_ns_prefixes=prefixes)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
