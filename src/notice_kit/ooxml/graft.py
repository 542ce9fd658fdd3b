"""Blocks of one Word file carried into another, with the styles, lists and pictures they use."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from lxml import etree

from notice_kit.ooxml.content_types import CONTENT_TYPES, content_types, strict_parser
from notice_kit.ooxml.wml import R, W, qualified

DOCUMENT = "word/document.xml"
_RELS = "word/_rels/document.xml.rels"
_STYLES = "word/styles.xml"
_NUMBERING = "word/numbering.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_VAL = qualified("val")
_STYLE_USES = tuple(map(qualified, ("pStyle", "rStyle", "tblStyle")))
_STYLE_LINKS = tuple(map(qualified, ("basedOn", "link", "next")))
_NUM_ID, _ABSTRACT_ID = qualified("numId"), qualified("abstractNumId")
_STAYS = tuple(map(qualified, ("headerReference", "footerReference")))
_FOREIGN = tuple(map(qualified, ("footnoteReference", "endnoteReference", "commentReference")))
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MARKS = (qualified("bookmarkStart"), qualified("bookmarkEnd"))


class UncarriedError(Exception):
    """Something that cannot be carried into another file; the message names its element or kind."""


class Host:
    """A Word file into which blocks of others are carried.

    Attributes:
        document: its main part, parsed; blocks that were carried may be put into it.
    """

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self._members = dict(members)
        self.document = _parsed(members[DOCUMENT])
        self._types = _parsed(members[CONTENT_TYPES])
        empty = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
        self._rels = _parsed(members.get(_RELS, empty))
        self._styles = _parsed(members.get(_STYLES, f'<w:styles xmlns:w="{W}"/>'.encode()))
        numbering = members.get(_NUMBERING)
        self._lists = None if numbering is None else _parsed(numbering)

    def carry(self, donor: Mapping[str, bytes], blocks: Iterable[etree._Element]) -> None:
        """Make the blocks, copied from the donor's main part, mean the same in this file.

        Raises:
            UncarriedError: they hold notes, comments, or parts other than pictures.

        Source:
            ECMA-376 Part 1, 17.7.4.17 (style), 17.9.15 (num); Part 2, 6.5 (relationships).
        """
        blocks = list(blocks)
        _Carrying(self, donor).carry(blocks)

    def members(self) -> dict[str, bytes]:
        """The file's members with all that was carried in."""
        for number, drawing in enumerate(self.document.iter(_DRAWING), start=1):
            drawing.set("id", str(number))
        changed = {
            DOCUMENT: self.document,
            CONTENT_TYPES: self._types,
            _RELS: self._rels,
            _STYLES: self._styles,
        }
        if self._lists is not None:
            changed[_NUMBERING] = self._lists
        for name, root in changed.items():
            if name in self._members or len(root):
                self._members[name] = etree.tostring(
                    root, xml_declaration=True, encoding="UTF-8", standalone=True
                )
        return self._members

    def lists(self) -> etree._Element:
        """The lists, in a part that is made where there is none."""
        if self._lists is None:
            self._lists = _parsed(f'<w:numbering xmlns:w="{W}"/>'.encode())
            self.relate(f"{R}/numbering", "numbering.xml", None)
            _child(self._types, "Override", PartName=f"/{_NUMBERING}", ContentType=_NUMBERING_TYPE)
        return self._lists

    def relate(self, kind: str, target: str, mode: str | None) -> str:
        """The id of the relationship to a target, made where there is none."""
        for rel in self._rels:
            if (rel.get("Type"), rel.get("Target"), rel.get("TargetMode")) == (kind, target, mode):
                return rel.get("Id", "")
        taken = {rel.get("Id") for rel in self._rels}
        id_ = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        extra = {} if mode is None else {"TargetMode": mode}
        _child(self._rels, "Relationship", Id=id_, Type=kind, Target=target, **extra)
        return id_

    def add_picture(self, content: bytes, suffix: str, type_: str) -> str:
        """The target of a picture, named by its bytes."""
        name = f"media/{hashlib.sha256(content).hexdigest()[:20]}{suffix}"
        if f"word/{name}" not in self._members:
            self._members[f"word/{name}"] = content
            _child(self._types, "Override", PartName=f"/word/{name}", ContentType=type_)
        return name

    def styles(self) -> etree._Element:
        """The styles."""
        return self._styles


class _Carrying:
    """What is carried from one donor at one time."""

    def __init__(self, host: Host, donor: Mapping[str, bytes]) -> None:
        self._host = host
        self._donor = donor
        rels = donor.get(_RELS)
        self._rels = {} if rels is None else {rel.get("Id", ""): rel for rel in _parsed(rels)}
        self._styles = _by(donor.get(_STYLES), "style", "styleId")
        self._nums = _by(donor.get(_NUMBERING), "num", "numId")
        self._abstract = _by(donor.get(_NUMBERING), "abstractNum", "abstractNumId")
        self._new_styles: dict[str, str] = {}
        self._new_nums: dict[str, str] = {}

    def carry(self, blocks: list[etree._Element]) -> None:
        highest = max(
            (int(m.get(qualified("id"), "0")) for m in self._host.document.iter(*_MARKS)), default=0
        )
        for block in blocks:
            for found in block.iter(*_FOREIGN):
                raise UncarriedError(etree.QName(found).localname)
            for found in list(block.iter(*_STAYS)):
                parent = found.getparent()
                if parent is not None:
                    parent.remove(found)
            for mark in block.iter(*_MARKS):
                mark.set(qualified("id"), str(int(mark.get(qualified("id"), "0")) + highest + 1))
            self._refer(block)
            self._relate(block)

    def _refer(self, element: etree._Element) -> None:
        for use in element.iter(*_STYLE_USES, *_STYLE_LINKS):
            use.set(_VAL, self._style(use.get(_VAL, "")))
        for use in element.iter(_NUM_ID):
            use.set(_VAL, self._num(use.get(_VAL, "")))

    def _style(self, id_: str) -> str:
        """The id under which the donor's style stands in the host."""
        if id_ in self._new_styles or id_ not in self._styles:
            return self._new_styles.get(id_, id_)
        style = copy.deepcopy(self._styles[id_])
        theirs = {
            s.get(qualified("styleId"), ""): s for s in self._host.styles().iter(qualified("style"))
        }
        if id_ in theirs and _same(theirs[id_], style):
            self._new_styles[id_] = id_
            return id_
        new, number = id_, 2
        while new in theirs:
            new, number = f"{id_}_{number}", number + 1
        self._new_styles[id_] = new
        style.set(qualified("styleId"), new)
        style.attrib.pop(qualified("default"), "")
        names = {n.get(_VAL) for s in theirs.values() for n in s.iterchildren(qualified("name"))}
        for name in style.iterchildren(qualified("name")):
            if name.get(_VAL) in names:
                name.set(_VAL, f"{name.get(_VAL)} {new}")
        self._host.styles().append(style)
        self._refer(style)
        return new

    def _num(self, id_: str) -> str:
        """The id under which the donor's list stands in the host."""
        if id_ in self._new_nums or id_ not in self._nums:
            return self._new_nums.get(id_, id_)
        lists = self._host.lists()
        num = copy.deepcopy(self._nums[id_])
        new = self._new_nums[id_] = _next(lists, "num", "numId")
        num.set(_NUM_ID, new)
        named = num.find(_ABSTRACT_ID)
        if named is not None and named.get(_VAL, "") in self._abstract:
            abstract = copy.deepcopy(self._abstract[named.get(_VAL, "")])
            number = _next(lists, "abstractNum", "abstractNumId")
            abstract.set(_ABSTRACT_ID, number)
            named.set(_VAL, number)
            first = lists.find(qualified("num"))
            lists.insert(len(lists) if first is None else lists.index(first), abstract)
            for use in abstract.iter(*_STYLE_USES):
                use.set(_VAL, self._style(use.get(_VAL, "")))
        nums = lists.findall(qualified("num"))
        if nums:
            nums[-1].addnext(num)
        else:
            lists.append(num)
        return new

    def _relate(self, block: etree._Element) -> None:
        for element in block.iter(etree.Element):
            for name, value in element.items():
                if str(name).startswith(f"{{{R}}}") and value:
                    element.set(name, self._relation(str(value)))

    def _relation(self, id_: str) -> str:
        rel = self._rels.get(id_)
        if rel is None:
            raise UncarriedError(id_)
        kind, target = rel.get("Type", ""), rel.get("Target", "")
        if rel.get("TargetMode") == "External":
            return self._host.relate(kind, target, "External")
        content = self._donor.get(f"word/{target}")
        if not kind.endswith("/image") or content is None:
            raise UncarriedError(kind.rpartition("/")[2])
        suffix = PurePosixPath(target).suffix
        type_ = self._type(f"word/{target}", suffix)
        return self._host.relate(kind, self._host.add_picture(content, suffix, type_), None)

    def _type(self, name: str, suffix: str) -> str:
        return content_types(self._donor).get(name, f"image/{suffix[1:]}")


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, strict_parser())


def _child(parent: etree._Element, tag: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)


def _by(content: bytes | None, tag: str, key: str) -> dict[str, etree._Element]:
    if content is None:
        return {}
    return {one.get(qualified(key), ""): one for one in _parsed(content).iter(qualified(tag))}


def _same(one: etree._Element, other: etree._Element) -> bool:
    return _canonical(one) == _canonical(other)


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _next(lists: etree._Element, tag: str, key: str) -> str:
    numbers = [int(one.get(qualified(key), "0")) for one in lists.iter(qualified(tag))]
    return str(max(numbers, default=0) + 1)
