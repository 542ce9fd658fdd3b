"""A part of the book that is made of pieces of many files, such as its text or its footnotes.

Pieces are written out one after another and joined as bytes: what they need of their own root
(prefixes, `mc:Ignorable`) is gathered into the root of the whole.

Source: ECMA-376 Part 3 (Markup Compatibility): 7.2 (Ignorable), 7.5 (AlternateContent), whose
attributes hold prefixes, not names, so that prefixes must go on meaning the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from lxml import etree

from notice_kit.binding.package import Link, Package
from notice_kit.ooxml.wml import Element, R, W

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PREFIXED = tuple(
    f"{{{_MC}}}{name}"
    for name in ("Ignorable", "MustUnderstand", "ProcessContent", "PreserveElements")
)
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


class Stream:
    """A part that grows by pieces.

    Attributes:
        name: of the part in the package.
    """

    def __init__(
        self,
        name: str,
        tag: str,
        type_: str,
        *,
        holder: str | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        """An empty part.

        Args:
            name: of the part in the package.
            tag: of its root, with its prefix unless that is w.
            type_: its content type.
            holder: local name of the child of the root that holds the pieces; None is the root.
            prefixes: those that it has from the start, beside w, r and mc.
        """
        self.name = name
        self._tag, self._holder, self._type = tag, holder, type_
        self._prefixes: dict[str, str] = {"w": W, "r": R, "mc": _MC, **(prefixes or {})}
        self._ignorable: dict[str, None] = {}
        self._pieces: list[bytes] = []
        self._links: dict[tuple[str, str, bool], str] = {}

    def link(self, type_: str, target: str, is_external: bool) -> str:
        """The id in this part of what it points at."""
        key = (type_, target, is_external)
        return self._links.setdefault(key, f"rId{len(self._links) + 1}")

    def take(self, root: Element) -> None:
        """Append what a root of this kind holds."""
        fits = None not in root.nsmap and all(
            self._prefixes.get(prefix or "", uri) == uri for prefix, uri in root.nsmap.items()
        )
        if not fits:
            root = self._translated(root)
        self._prefixes |= {prefix or "": uri for prefix, uri in root.nsmap.items()}
        for prefix in root.get(_PREFIXED[0], "").split():
            self._ignorable[prefix] = None
        self._pieces.append(_inside(etree.tostring(root, encoding="UTF-8"), self._holder))

    def append(self, elements: Iterable[Element], like: Element | None = None) -> None:
        """Append elements, which are taken out of their tree.

        Args:
            elements: what is appended to the root.
            like: a root whose prefixes they use.
        """
        spaces = {} if like is None else {key: uri for key, uri in like.nsmap.items() if key}
        root = etree.Element(f"{{{W}}}{self._tag}", nsmap=spaces)
        if like is not None and _PREFIXED[0] in like.attrib:
            root.set(_PREFIXED[0], like.get(_PREFIXED[0], ""))
        root.extend(list(elements))
        self.take(root)

    def __bool__(self) -> bool:
        return any(self._pieces)

    def write(self, package: Package, before: str = "") -> None:
        """Put the part into the package.

        Args:
            package: the book.
            before: markup that stands in the root before what was appended.
        """
        spaces = [f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in self._prefixes.items()]
        ignorable = f' mc:Ignorable="{" ".join(self._ignorable)}"' if self._ignorable else ""
        root = self._tag if ":" in self._tag else f"w:{self._tag}"
        tags = [root, *([f"w:{self._holder}"] if self._holder else [])]
        begin = f"{_HEAD}<{tags[0]}{''.join(spaces)}{ignorable}>{before}"
        begin += "".join(f"<{tag}>" for tag in tags[1:])
        end = "".join(f"</{tag}>" for tag in reversed(tags))
        content = b"".join((begin.encode(), *self._pieces, end.encode()))
        package.set(self.name, content, self._type, self._rels())

    def _rels(self) -> Iterable[Link]:
        for (type_, target, is_external), id_ in self._links.items():
            yield id_, type_, target, is_external

    def _translated(self, root: Element) -> Element:
        """The root with prefixes that mean in the whole what they mean in it."""
        known = {uri: prefix for prefix, uri in self._prefixes.items()}
        renamed: dict[str, str] = {}
        for prefix, uri in root.nsmap.items():
            new = known.get(uri)
            if new is None:
                new = prefix or "ns"
                while new in self._prefixes or new in known.values():
                    new += "_"
                known[uri] = new
            renamed[prefix or ""] = new
        spaces = {prefix: uri for uri, prefix in known.items()}
        made = etree.Element(root.tag, nsmap=spaces)
        made.attrib.update(root.attrib)
        made.extend(list(root))
        for element in made.iter(etree.Element):
            _translate(element, renamed)
        return made


def _translate(element: Element, renamed: dict[str, str]) -> None:
    names = [*_PREFIXED, *(["Requires"] if element.tag == f"{{{_MC}}}Choice" else [])]
    for name in names:
        value = element.get(name)
        if value:
            element.set(name, " ".join(_renamed(word, renamed) for word in value.split()))


def _renamed(word: str, renamed: dict[str, str]) -> str:
    prefix, colon, local = word.partition(":")
    return renamed.get(prefix, prefix) + colon + local


def _inside(content: bytes, holder: str | None) -> bytes:
    """What stands between the tags of the holder."""
    name = rb"[^\s/>]+" if holder is None else rb"(?:[^\s/>:]+:)?" + holder.encode()
    begin = re.search(rb"<(" + name + rb")(?=[\s/>])[^>]*>", content)
    if begin is None or content[begin.end() - 2 : begin.end()] == b"/>":
        return b""
    return content[begin.end() : content.rindex(b"</" + begin[1])]
