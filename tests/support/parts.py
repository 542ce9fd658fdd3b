"""Word files taken apart: their text, and their parts as lines to compare."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What a comparison leaves out, and why. Nothing: equal input gives equal bytes.
IGNORED: tuple[str, ...] = ()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Part name → content."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def indented(part: bytes) -> str:
    """An XML part, an element to a line."""
    root = etree.fromstring(part, etree.XMLParser(remove_blank_text=True))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def paragraphs(content: bytes) -> list[str]:
    """The text of every paragraph in the body and in headers and footers, in order."""
    found: list[str] = []
    for name, part in parts_of(content).items():
        if name.startswith("word/") and name.endswith(".xml"):
            for paragraph in etree.fromstring(part).iter(f"{W}p"):
                found.append("".join(node.text or "" for node in paragraph.iter(f"{W}t")))
    return found


def text_of(path: Path) -> str:
    """The whole text of a file, a paragraph to a line."""
    return "\n".join(paragraphs(path.read_bytes()))
