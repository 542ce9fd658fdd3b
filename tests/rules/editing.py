"""Edits of a Word file that case files ask for; `test_cases.py` describes them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.wml import IN_W, W
from notice_kit.ooxml.zip_limits import read_members
from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import parse_manuscript

BASES = Path(__file__).parent / "bases"
NAMESPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

_ORDER = {
    "pPr": """
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers
        pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE
        autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
        suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle
        rPr sectPr pPrChange
    """,
    "rPr": """
        rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
        effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
    """,
}
"""The children of a `w:pPr` and a `w:rPr` in the order of the schema."""


@cache
def base(name: str) -> bytes:
    """The Word file of a base: `bases/<name>.yaml`, a manuscript, or `bases/<name>.docx`."""
    file = BASES / f"{name}.docx"
    if file.is_file():
        return file.read_bytes()
    source = yaml.safe_load((BASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return compose(parse_manuscript(source, name))


def edited(content: bytes, edits: list[dict[str, Any]]) -> bytes:
    """The Word file with the edits made."""
    members = read_members(content, "base.docx", "docx")
    file = _File(dict(members))
    for edit in edits:
        file.make(edit)
    return write_package(file.members())


def xml(text: str) -> list[etree._Element]:
    """The elements that a piece of XML writes down."""
    return list(etree.fromstring(f"<x {_DECLARED}>{text}</x>"))


class _File:
    def __init__(self, members: dict[str, bytes]) -> None:
        self._members = members
        self._roots: dict[str, etree._Element] = {}

    def root(self, part: str = "document") -> etree._Element:
        name = part if "/" in part or part.startswith("[") else f"word/{part}.xml"
        if name not in self._roots:
            self._roots[name] = etree.fromstring(self._members[name])
        return self._roots[name]

    def members(self) -> dict[str, bytes]:
        roots = {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in self._roots.items()
        }
        return {**self._members, **roots}

    def make(self, edit: dict[str, Any]) -> None:
        verb = next(key for key in _VERBS if key in edit)
        rest = {key: value for key, value in edit.items() if key != verb}
        getattr(self, f"_{verb}")(edit[verb], **rest)

    # Each verb

    def _at(self, path: str, *, part: str = "document", **what: Any) -> None:
        found = self.root(part).xpath(path, namespaces=NAMESPACES)
        assert isinstance(found, list)
        assert found, f"nothing at {path} in {part}"
        for element in found:
            _change(element, **what)

    def _style(self, name: str, **properties: str) -> None:
        path = f"//w:style[w:name/@w:val='{name}']"
        (style,) = self.root("styles").xpath(path, namespaces=NAMESPACES)
        for kind, text in properties.items():
            _put(style, kind, text)

    def _text(self, changes: dict[str, str], *, part: str = "document") -> None:
        for old, new in changes.items():
            _replace(self._paragraph(old, part), old, new)

    def _title(self, rows: list[str]) -> None:
        path = "//w:p[w:pPr/w:pStyle/@w:val='Title']"
        paragraph = self.root().xpath(path, namespaces=NAMESPACES)[0]
        for run in paragraph.findall(f"{IN_W}r"):
            paragraph.remove(run)
        for number, row in enumerate(rows):
            if number:
                etree.SubElement(etree.SubElement(paragraph, f"{IN_W}r"), f"{IN_W}br")
            paragraph.append(_run(row))
            _put(paragraph[-1], "rPr", '<w:rFonts w:hint="eastAsia"/>')

    def _paragraph(self, text: str, part: str = "document", nth: int = 1) -> etree._Element:
        found = [p for p in self.root(part).iter(f"{IN_W}p") if text in _text_of(p)]
        assert len(found) >= nth, f"no paragraph with “{text}” in {part}"
        return found[nth - 1]

    def _format(self, text: str, *, part: str = "document", nth: int = 1, **given: str) -> None:
        paragraph = self._paragraph(text, part, nth)
        if "pPr" in given:
            _put(paragraph, "pPr", given["pPr"])
        if "rPr" in given:
            for run in paragraph.iter(f"{IN_W}r"):
                _put(run, "rPr", given["rPr"])

    def _words(self, text: str, *, rPr: str, part: str = "document") -> None:
        run = _split(self._paragraph(text, part), text)
        _put(run, "rPr", rPr)

    def _delete(self, text: str, *, part: str = "document") -> None:
        paragraph = self._paragraph(text, part)
        paragraph.getparent().remove(paragraph)

    def _add(self, text: str, **given: str) -> None:
        side = "after" if "after" in given else "before"
        near = self._paragraph(given[side])
        style = given.get("style")
        made = etree.Element(f"{IN_W}p")
        if style is not None:
            path = f"//w:style[w:name/@w:val='{style}']/@w:styleId"
            (identifier,) = self.root("styles").xpath(path, namespaces=NAMESPACES)
            _put(made, "pPr", f'<w:pStyle w:val="{identifier}"/>')
        if "pPr" in given:
            _put(made, "pPr", given["pPr"])
        if text:
            made.append(_run(text))
            _put(made[-1], "rPr", given.get("rPr", '<w:rFonts w:hint="eastAsia"/>'))
        near.addnext(made) if side == "after" else near.addprevious(made)

    def _xml(self, text: str, **given: str) -> None:
        side = "after" if "after" in given else "before"
        near = self._paragraph(given[side])
        for element in xml(text) if side == "before" else reversed(xml(text)):
            near.addnext(element) if side == "after" else near.addprevious(element)

    def _part(self, name: str, *, content: str | None = None) -> None:
        if content is None:
            del self._members[name]
        else:
            self._members[name] = content.encode()


_VERBS = ("at", "add", "xml", "style", "text", "title", "format", "words", "delete", "part")


def _change(element: Any, **what: Any) -> None:
    if isinstance(element, str):
        raise AssertionError("`at` must name elements, not attributes")
    for name, value in what.get("set", {}).items():
        prefix, _colon, local = name.rpartition(":")
        key = f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
        if value is None:
            element.attrib.pop(key, None)
        else:
            element.set(key, str(value))
    if "content" in what:
        element.text = what["content"]
    if what.get("remove"):
        element.getparent().remove(element)
    for child in xml(what.get("append", "")):
        element.append(child)
    for child in reversed(xml(what.get("prepend", ""))):
        element.insert(0, child)
    for child in reversed(xml(what.get("after", ""))):
        element.addnext(child)
    for child in xml(what.get("before", "")):
        element.addprevious(child)


def _put(owner: etree._Element, kind: str, text: str) -> None:
    """Put properties into a `w:pPr` or `w:rPr`, each in its place, over those of the same name."""
    holder = owner.find(IN_W + kind)
    if holder is None:
        holder = etree.Element(IN_W + kind)
        if owner.tag == f"{IN_W}style":
            before = [e for e in owner if e.tag in (f"{IN_W}rPr", f"{IN_W}tblPr")]
            before[0].addprevious(holder) if before and kind == "pPr" else owner.append(holder)
        else:
            owner.insert(0, holder)
    order = _ORDER[kind].split()
    for element in xml(text):
        for old in holder.findall(str(element.tag)):
            holder.remove(old)
        place = order.index(etree.QName(element).localname)
        later = (e for e in holder if order.index(etree.QName(e).localname) > place)
        following = next(later, None)
        holder.append(element) if following is None else following.addprevious(element)


def _text_of(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{IN_W}t"))


def _replace(paragraph: etree._Element, old: str, new: str) -> None:
    nodes = list(paragraph.iter(f"{IN_W}t"))
    for node in nodes:
        if old in (node.text or ""):
            node.text = (node.text or "").replace(old, new, 1)
            _keep(node)
            return
    start = _text_of(paragraph).index(old)
    end, position, rest = start + len(old), 0, new
    for node in nodes:
        text = node.text or ""
        first, last = max(start - position, 0), min(end - position, len(text))
        if first < last:
            node.text = text[:first] + rest + text[last:]
            rest = ""
            _keep(node)
        position += len(text)


def _keep(node: etree._Element) -> None:
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _run(text: str) -> etree._Element:
    made = etree.Element(f"{IN_W}r")
    for index, piece in enumerate(re.split("(\n|\t)", text)):
        if index % 2:
            made.append(etree.Element(IN_W + ("br" if piece == "\n" else "tab")))
        elif piece:
            node = etree.SubElement(made, f"{IN_W}t")
            node.text = piece
            _keep(node)
    return made


def _split(paragraph: etree._Element, words: str) -> etree._Element:
    """The run that holds these words alone, cut out of the run that holds more."""
    for run in paragraph.iter(f"{IN_W}r"):
        node = run.find(f"{IN_W}t")
        if node is None or words not in (node.text or ""):
            continue
        before, _words, after = (node.text or "").partition(words)
        properties = run.find(f"{IN_W}rPr")
        pieces = [_run(text) for text in (before, words, after) if text]
        for piece in pieces:
            if properties is not None:
                piece.insert(0, etree.fromstring(etree.tostring(properties)))
            run.addprevious(piece)
        run.getparent().remove(run)
        return pieces[1 if before else 0]
    raise AssertionError(f"no run holds “{words}”")
