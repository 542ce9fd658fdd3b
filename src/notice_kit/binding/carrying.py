"""Pictures, charts, embedded objects and whatever else text points at, carried into the book.

Source: ECMA-376 Part 2, 6.5 (relationships); Part 1, 21.4 (diagrams), [MS-ODRAWXML] 2.3.1.1
(dataModelExt: a diagram's data name its drawing by a relationship of the text).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from notice_kit.binding.opening import Opened, Relation
from notice_kit.binding.package import Link, Package
from notice_kit.binding.theme import Theme, is_themed
from notice_kit.binding.xpath import Elements, O
from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.wml import Element, R

_LINKED = Elements("//*[@r:* or @o:relid]")
_RELID = f"{{{O}}}relid"
_DIAGRAM_DRAWING = "{http://schemas.microsoft.com/office/drawing/2008/diagram}dataModelExt"
_HEADS = ("header", "footer")
_OCTETS = "application/octet-stream"

MakeLink = Callable[[str, str, bool], str]
"""Type, target, whether it is outside → the id of a relationship."""


class Carrier:
    """What one file points at, brought into the book once."""

    def __init__(
        self,
        opened: Opened,
        package: Package,
        theme: Theme | None,
        anchor: Callable[[str], str | None],
        head: Callable[[str], str],
    ) -> None:
        """Nothing yet.

        Args:
            opened: the file.
            package: the book.
            theme: the file's, where the book's differs.
            anchor: the book's name of a bookmark.
            head: the book's name of a part of the file that is a head or foot of pages.
        """
        self._opened, self._package, self._theme = opened, package, theme
        self._anchor, self._head = anchor, head
        self._names: dict[str, str] = {}
        self._open: set[str] = set()

    def relate(self, root: Element, part: str, link: MakeLink) -> None:
        """Make what stands below the root point at the same in the book.

        Args:
            root: of a part of the file, or a copy of something in it.
            part: the part's name.
            link: makes a relationship of the part in the book.
        """
        relations = self._opened.relations(part)
        new: dict[str, str] = {}
        for element, name, old in _links_of(root):
            if old not in relations:
                del element.attrib[name]
                continue
            if old not in new:
                new[old] = self._linked(relations[old], relations, link)
            element.set(name, new[old])

    def _linked(self, relation: Relation, relations: dict[str, Relation], link: MakeLink) -> str:
        target = relation.target
        if relation.is_external:
            if target.startswith("#"):
                target = f"#{self._anchor(target[1:]) or target[1:]}"
        elif relation.kind in _HEADS:
            target = self._head(target)
        elif relation.kind == "diagramData":
            target = self._diagram(target, relations, link)
        else:
            target = self._carried(target)
        return link(relation.type, target, relation.is_external)

    def _diagram(self, part: str, relations: dict[str, Relation], link: MakeLink) -> str:
        root = self._opened.parsed(part)
        if root is None:
            return self._carried(part)
        for drawing in root.iter(_DIAGRAM_DRAWING):
            relation = relations.get(drawing.get("relId", ""))
            if relation is not None and not relation.is_external:
                drawing.set("relId", link(relation.type, self._carried(relation.target), False))
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return self._package.share(part, content, self._type(part), self._links(part))

    def _carried(self, part: str) -> str:
        """The book's name of the part, brought in with all that it points at."""
        if part not in self._names:
            self._open.add(part)
            links = self._links(part)
            self._open.discard(part)
            content = self._opened.blobs.get(part) or self._as_here(self._opened.xml[part])
            self._names[part] = self._package.share(part, content, self._type(part), links)
        return self._names[part]

    def _links(self, part: str) -> list[Link]:
        """What the part points at, in the book; what leads back to itself is left out."""
        return [
            (
                one.id,
                one.type,
                one.target if one.is_external else self._carried(one.target),
                one.is_external,
            )
            for one in self._opened.relations(part).values()
            if one.is_external or one.target not in self._open
        ]

    def _as_here(self, content: bytes) -> bytes:
        """The part with its theme written out, where the book has another."""
        if self._theme is None or not is_themed(content):
            return content
        root = etree.fromstring(content, strict_parser())
        self._theme.write_out(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _type(self, part: str) -> str:
        return self._opened.types.get(part, _OCTETS)


def _links_of(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Each attribute that holds the id of a relationship: element, name, id."""
    for element in _LINKED(root):
        for key, value in element.items():
            name, id_ = str(key), str(value)
            if id_ and (name.startswith(f"{{{R}}}") or name == _RELID):
                yield element, name, id_
