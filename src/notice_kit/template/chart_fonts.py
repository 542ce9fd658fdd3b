"""The fonts in which a template's charts are set: those of its ordinary text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.wml import Element, qualified

_STYLES = "word/styles.xml"


@dataclass(frozen=True, slots=True)
class Fonts:
    """Two fonts; None leaves one to the theme.

    Attributes:
        latin: of letters and figures.
        east_asian: of 汉字.
    """

    latin: str | None = None
    east_asian: str | None = None


def chart_fonts(members: Mapping[str, bytes]) -> Fonts:
    """The fonts of the default paragraph style, else of the document's defaults.

    Source:
        ECMA-376 Part 1, 17.7.2 (style hierarchy), 17.3.2.26 (rFonts).
    """
    try:
        root = etree.fromstring(members.get(_STYLES, b""), strict_parser())
    except etree.XMLSyntaxError:
        return Fonts()
    names: dict[str, str] = {}
    for fonts in _fonts(root):
        for script in ("ascii", "eastAsia"):
            name = fonts.get(qualified(f"w:{script}"))
            if name:
                names.setdefault(script, name)
    return Fonts(names.get("ascii"), names.get("eastAsia"))


def _fonts(styles: Element) -> Iterator[Element]:
    """What says of fonts, the nearest first."""
    for style in styles.iterchildren(qualified("style")):
        of_paragraphs = style.get(qualified("type")) == "paragraph"
        if of_paragraphs and style.get(qualified("default")) in ("1", "true", "on"):
            yield from style.iterfind(f"{qualified('rPr')}/{qualified('rFonts')}")
    yield from styles.iterfind(
        "/".join(map(qualified, ("docDefaults", "rPrDefault", "rPr", "rFonts")))
    )
