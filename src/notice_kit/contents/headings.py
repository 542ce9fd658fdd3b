"""The paragraphs that a table of contents lists."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from notice_kit.contents.instructions import Wanted
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.ooxml.wml import Element, qualified

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_HAN_BOTH_SIDES = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_START, _END, _P = qualified("bookmarkStart"), qualified("bookmarkEnd"), qualified("p")
_ID, _NAME = qualified("id"), qualified("name")


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that is listed.

    Attributes:
        text: in one line, with the label of its list.
        level: from 1.
        element: the paragraph.
    """

    text: str
    level: int
    element: Element


def listed(document: Document, wanted: Wanted, entries: Container[Element]) -> list[Heading]:
    """The headings of a table of contents, in order.

    Args:
        document: the whole of it.
        wanted: what the table asks for.
        entries: the paragraphs of tables of contents, which are not listed themselves.
    """
    within = None
    if wanted.within is not None:
        root = document.package.root(document.package.main)
        within = set() if root is None else _within(root, wanted.within)
    found = []
    for paragraph in document.paragraphs:
        level = _level(paragraph, wanted)
        if level is None or paragraph.in_box or paragraph.element in entries:
            continue
        text = _in_one_line(paragraph)
        if text and (within is None or paragraph.element in within):
            found.append(Heading(text, level, paragraph.element))
    return found


def _level(paragraph: Paragraph, wanted: Wanted) -> int | None:
    """At which level the paragraph is listed; None where it is not."""
    name = paragraph.style_name.casefold()
    heading = _HEADING.fullmatch(name)
    for style in _names(name, heading):
        if style in wanted.styles:
            return wanted.styles[style]
    if heading and int(heading[1]) in wanted.headings:
        return int(heading[1])
    outline = paragraph.format.outline_level
    if outline is not None and outline + 1 in wanted.outline:
        return outline + 1
    return None


def _names(name: str, heading: re.Match[str] | None) -> Iterator[str]:
    """The names of a style in fields; Chinese versions of Word write those of headings so."""
    yield name
    if heading:
        yield f"标题 {heading[1]}"
        yield f"heading {heading[1]}"


def _in_one_line(paragraph: Paragraph) -> str:
    label = paragraph.label_text.strip()
    text = _HAN_BOTH_SIDES.sub("", paragraph.own_text.strip())
    text = re.sub(r"[ \t\n]+", " ", text)
    if not label or not text:
        return text
    return f"{label}{'' if label.endswith(('、', '）')) else '　'}{text}"


def _within(root: Element, name: str) -> set[Element]:
    """The paragraphs that a bookmark touches."""
    found: set[Element] = set()
    id_ = None
    for element in root.iter(_START, _END, _P):
        if element.tag == _P:
            if id_ is not None:
                found.add(element)
        elif element.tag == _START:
            if id_ is None and element.get(_NAME, "").casefold() == name.casefold():
                id_ = element.get(_ID)
                found |= set(element.iterancestors(_P))
        elif id_ is not None and element.get(_ID) == id_:
            break
    return found
