"""The tags of partial documents, each alone in its paragraph: include, extends, block and super."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from notice_kit.ooxml.wml import Element, qualified
from notice_kit.template.fullwidth import with_plain_signs

PARTIAL_STATEMENTS = ("include", "extends", "import", "from")
"""The statements that bring another file in, here or in Jinja."""

_TAG = re.compile(
    r"\s*\{(?:%[-+]?p\s+(?P<word>include|extends|block|endblock)\b(?P<rest>[^{}]*?)[-+]?%"
    r"|\{[-+]?p\s+(?P<printed>super)\s*\(\s*\)\s*[-+]?\})\}\s*"
)
_FILE = re.compile(r"\s*[\"'“”‘’](?P<file>[^\"'“”‘’]+)[\"'“”‘’]\s*(?:with\s+context\s*)?")
_BLOCK = re.compile(r"\s*(?P<name>\w+)(?P<words>(?:\s+(?:scoped|required))*)\s*")
_RAW = re.compile(r"\{%[-+]?(?:(?:p|tr|tc|r)\s)?\s*(raw|endraw)\b")
_MARKUP = re.compile(rb"<[^>]*>")
_WANTED = re.compile(rb"\b(?:include|extends)\b")
_WORDS = re.compile(r"include|extends|block|super|raw")


@dataclass(frozen=True, slots=True)
class Marker:
    """A paragraph that is such a tag.

    Attributes:
        word: include, extends, block, endblock or super.
        argument: the file's or the block's name; empty where there is none that can be read.
        is_sound: whether what follows the word can be read.
        is_required: of a block: whether another file has to fill it.
        paragraph: the element.
    """

    word: str
    argument: str
    is_sound: bool
    is_required: bool
    paragraph: Element


def wants_files(members: Mapping[str, bytes], parts: list[str]) -> bool:
    """Whether one of the parts may have a tag that brings another file in."""
    return any(_WANTED.search(_MARKUP.sub(b"", members[part])) for part in parts)


def is_sound(text: str) -> bool:
    """Whether a paragraph's text is such a tag, and one that can be read."""
    marker = _marker(etree.Element("p"), text)
    return marker is not None and marker.is_sound


def markers_of(root: Element) -> list[Marker]:
    """Every such paragraph of a part, in order; those within `{% raw %}` are text."""
    found: list[Marker] = []
    is_raw = False
    for paragraph in root.iter(qualified("p")):
        text = text_of(paragraph)
        if not _WORDS.search(text):
            continue
        for tag in _RAW.finditer(text):
            is_raw = tag[1] == "raw"
        marker = None if is_raw else _marker(paragraph, _plain(text))
        if marker is not None:
            found.append(marker)
    return found


def text_of(paragraph: Element) -> str:
    """The paragraph's own text, without that of text boxes in it."""
    return "".join(_texts(paragraph))


def _texts(paragraph: Element) -> Iterator[str]:
    for item in paragraph.iter(qualified("t")):
        if next(item.iterancestors(qualified("p")), None) is paragraph:
            yield item.text or ""


def _plain(text: str) -> str:
    xml = with_plain_signs(f"<w:p>{escape(text)}</w:p>")
    return "".join(map(str, etree.fromstring(f'<p xmlns:w="w">{xml}</p>').itertext()))


def _marker(paragraph: Element, text: str) -> Marker | None:
    tag = _TAG.fullmatch(text)
    if tag is None:
        return None
    word, rest = tag["word"] or tag["printed"], tag["rest"] or ""
    if word in ("include", "extends"):
        named = _FILE.fullmatch(rest)
        name = "" if named is None else named["file"].strip()
        return Marker(word, name, bool(name), False, paragraph)
    if word == "block":
        block = _BLOCK.fullmatch(rest)
        if block is None:
            return Marker(word, "", False, False, paragraph)
        return Marker(word, block["name"], True, "required" in block["words"], paragraph)
    return Marker(word, rest.strip(), True, False, paragraph)
