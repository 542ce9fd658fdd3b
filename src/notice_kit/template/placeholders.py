"""Pictures in a template that hold the place of others: their alternative text says of which.

Source: ECMA-376 Part 1, 20.4.2.5 (docPr).
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from notice_kit.template.drawn import ALTERNATIVE, AS_DRAWN, DRAWN, REQUESTS
from notice_kit.template.environment import XML
from notice_kit.template.fullwidth import with_plain_signs

DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OWN_TEXT = f"{_A}graphic/{_A}graphicData/{_PICTURE}pic/{_PICTURE}nvPicPr/{_PICTURE}cNvPr"
_OPENER = re.compile(r"[{｛][{｛%％]")
_FILTER = re.compile(rf"\|\s*(?:{'|'.join(REQUESTS)})\b")
_SIGNS = str.maketrans(dict.fromkeys((ALTERNATIVE, DRAWN)))

_MARKED = re.compile(rf'\s(descr="{ALTERNATIVE}\d+:[^{ALTERNATIVE}]*{ALTERNATIVE}")')
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_ENTITIES = (("&quot;", '"'), ("&#10;", " "), ("&#9;", " "), ("&#13;", " "))


def mark_placeholders(root: etree._Element) -> None:
    """Number the placeholders of a part, and mark their alternative texts, in place.

    A picture whose alternative text has no tag with a filter of pictures stays as it is: to
    docxtpl, tags there are text like any other.
    """
    number = 0
    for properties in root.iter(DOC_PR):
        typed = properties.get("descr", "")
        plain = _plain(typed) if _OPENER.search(typed) else ""
        if not plain or not _draws(plain):
            continue
        properties.set("descr", f"{ALTERNATIVE}{number}:{plain}{ALTERNATIVE}")
        number += 1
        holder = properties.getparent()
        if holder is not None:
            _leave_alone(holder)


def _plain(typed: str) -> str:
    """The text with plain signs in its tags, on one line, without signs that are the kit's own."""
    xml = with_plain_signs(f"<t>{escape(' '.join(typed.translate(_SIGNS).split()))}</t>")
    return etree.fromstring(xml).text or ""


def _draws(text: str) -> bool:
    """Whether a tag of the text asks for a picture."""
    try:
        found = XML.parse(text).find_all(nodes.Filter)
        return any(one.name in REQUESTS for one in found)
    except TemplateSyntaxError:
        return _FILTER.search(text) is not None


def _leave_alone(holder: etree._Element) -> None:
    """Take out what else says the same: the picture's own text, and the drawing for old Words."""
    own = holder.find(_OWN_TEXT)
    if own is not None:
        own.attrib.pop("descr", "")
    drawing = holder.getparent()
    choice = None if drawing is None else drawing.getparent()
    if choice is not None and choice.tag == f"{_MC}Choice" and len(choice) == 1:
        for fallback in choice.itersiblings(f"{_MC}Fallback"):
            parent = fallback.getparent()
            if parent is not None:
                parent.remove(fallback)


def with_alternatives_apart(source: str) -> str:
    """A part's Jinja source, each marked text on a line of its own, so that faults name it."""
    return _MARKED.sub(_apart, source) if ALTERNATIVE in source else source


def _apart(marked: re.Match[str]) -> str:
    return f"\n{_TAG.sub(_unescaped, marked[1])}\n"


def _unescaped(tag: re.Match[str]) -> str:
    text = tag[0]
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text


def draw_values(tree: nodes.Template) -> None:
    """Let what the marked texts print be written down where it is a picture."""
    is_marked = False
    for output in tree.find_all(nodes.Output):
        for at, piece in enumerate(output.nodes):
            if isinstance(piece, nodes.TemplateData):
                is_marked ^= piece.data.count(ALTERNATIVE) % 2 == 1
            elif is_marked:
                output.nodes[at] = nodes.Filter(
                    piece, AS_DRAWN, [], [], None, None, lineno=piece.lineno
                )
