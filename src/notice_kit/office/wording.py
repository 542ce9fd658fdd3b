"""What a Word file says, and in which fonts it wants that said.

Source: ECMA-376 Part 1, 17.3.2.26 (rFonts), 17.7.2 (style hierarchy), 17.16.18 (complex fields).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from notice_kit.ooxml.content_types import content_types, strict_parser
from notice_kit.ooxml.wml import IN_W, Element

HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""A 汉字, or 〇."""

_LONGEST_QUOTE = 40  # characters of a paragraph that are shown
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNSEEN = frozenset({f"{IN_W}del", f"{IN_W}moveFrom", f"{_MC}Fallback"})
_PICTURES = (f"{IN_W}drawing", f"{IN_W}pict", f"{IN_W}object")
_BOOKMARK = f"{IN_W}bookmarkStart"
_OUTSIDE_BODY = re.compile(r"\.(header|footer)\+xml$")
_REFERENCE = re.compile(
    r"\b(TOC|TOA|INDEX|PAGEREF|REF|NOTEREF|STYLEREF|SEQ|NUMPAGES|SECTIONPAGES)\b"
)
_BOUNDED = re.compile(r"\bTOC\b[^\"]*(?:\"[^\"]*\"[^\"]*)*?\\b\b")
_READ = re.compile(
    r"(\.main|wordprocessingml\.(header|footer|footnotes|endnotes))\+xml$", re.IGNORECASE
)

FontOf = Callable[[str], str | None]
"""Slot (`eastAsia`, `ascii`) → the font that is asked for, or None."""


@dataclass
class Wording:
    """What a Word file says.

    Attributes:
        body: how often each 汉字 stands in the body and the notes, without the results of fields,
            which may come out otherwise.
        bookmarks: their names.
        fonts: (font, character) → the part and the paragraph in which it is first wanted; the
            font is None where the file names none.
        has_references: whether there are contents or references, which must be brought up to date.
        has_bounded_contents: whether contents list a part of the document alone, which LibreOffice
            overlooks when it brings them up to date.
        has_pictures: whether there is anything else to see than text.
    """

    body: Counter[str] = field(default_factory=Counter)
    bookmarks: list[str] = field(default_factory=list)
    fonts: dict[tuple[str | None, str], tuple[str, str]] = field(default_factory=dict)
    has_references: bool = False
    has_bounded_contents: bool = False
    has_pictures: bool = False


def read_wording(members: Mapping[str, bytes]) -> Wording:
    """What the Word file of these parts says.

    Raises:
        etree.XMLSyntaxError: a part is not well-formed.
    """
    wording = Wording()
    types = content_types(members)
    styles = _Styles(members)
    for part, type_ in types.items():
        if _READ.search(type_):
            root = etree.fromstring(members[part], strict_parser())
            instructions = _instructions(root)
            wording.has_references |= bool(_REFERENCE.search(instructions))
            wording.has_bounded_contents |= bool(_BOUNDED.search(instructions))
            _read_part(part, root, styles, wording, in_body=not _OUTSIDE_BODY.search(type_))
    return wording


def is_wide(character: str) -> bool:
    """Whether the East Asian font is taken for it: 汉字, full-width signs, and “”—…①."""
    width = unicodedata.east_asian_width(character)
    return width in "WF" or (width == "A" and character >= "\u2000")


def _read_part(part: str, root: Element, styles: _Styles, to: Wording, *, in_body: bool) -> None:
    fields = _Fields()
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    for element in root.iter(*_PICTURES, f"{IN_W}fldChar", f"{IN_W}t", _BOOKMARK):
        if element.tag in _PICTURES:
            to.has_pictures = True
        elif element.tag == f"{IN_W}fldChar":
            fields.meet(element.get(f"{IN_W}fldCharType"))
        elif element.tag == _BOOKMARK:
            to.bookmarks.append(element.get(f"{IN_W}name", ""))
        elif element.text and not _is_hidden(element):
            if in_body and not fields.in_result and not _is_in_simple_field(element):
                to.body.update(HAN.findall(unicodedata.normalize("NFKC", element.text)))
            _read_fonts(part, element, styles, to)


def _read_fonts(part: str, element: Element, styles: _Styles, to: Wording) -> None:
    """Note the fonts of a run's text."""
    paragraph = next(element.iterancestors(f"{IN_W}p"), element)
    font_of = styles.font_of(element.getparent(), paragraph)
    for character in dict.fromkeys(element.text or ""):
        key = font_of("eastAsia" if is_wide(character) else "ascii"), character
        if key not in to.fonts and not character.isspace():
            to.fonts[key] = part, _quote(paragraph)


def _instructions(root: Element) -> str:
    """What the fields of a part are to show; Word may cut an instruction into several runs."""
    complex_ = "".join(node.text or "" for node in root.iter(f"{IN_W}instrText"))
    simple = (node.get(f"{IN_W}instr", "") for node in root.iter(f"{IN_W}fldSimple"))
    return " ".join([complex_, *simple])


def _is_in_simple_field(element: Element) -> bool:
    return next(element.iterancestors(f"{IN_W}fldSimple"), None) is not None


def _is_hidden(element: Element) -> bool:
    vanish = element.find(f"../{IN_W}rPr/{IN_W}vanish")
    return vanish is not None and vanish.get(f"{IN_W}val") not in ("0", "false", "off")


def _quote(paragraph: Element) -> str:
    text = "".join(node.text or "" for node in paragraph.iter(f"{IN_W}t"))
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


class _Fields:
    """Whether what is read is the result of a complex field, which may stand in another."""

    def __init__(self) -> None:
        self._open: list[bool] = []

    @property
    def in_result(self) -> bool:
        return any(self._open)

    def meet(self, kind: str | None) -> None:
        if kind == "begin":
            self._open.append(False)
        elif self._open and kind == "separate":
            self._open[-1] = True
        elif self._open and kind == "end":
            self._open.pop()


class _Styles:
    """The fonts of styles, of the document's defaults and of the theme."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        root = _optional(members, "word/styles.xml")
        self._theme = _theme(members)
        self._styles: dict[str, tuple[str | None, Element | None]] = {}
        self._default: str | None = None
        self._cache: dict[tuple[str | None, str | None, str], str | None] = {}
        self._defaults = root.find(f"{IN_W}docDefaults/{IN_W}rPrDefault/{IN_W}rPr/{IN_W}rFonts")
        for style in root.iterchildren(f"{IN_W}style"):
            name = style.get(f"{IN_W}styleId", "")
            based = style.find(f"{IN_W}basedOn")
            parent = based.get(f"{IN_W}val") if based is not None else None
            self._styles[name] = parent, style.find(f"{IN_W}rPr/{IN_W}rFonts")
            if style.get(f"{IN_W}type") == "paragraph" and style.get(f"{IN_W}default"):
                self._default = name

    def font_of(self, run: Element | None, paragraph: Element) -> FontOf:
        """The fonts of a run."""
        own = run.find(f"{IN_W}rPr/{IN_W}rFonts") if run is not None else None
        of_run = _value(run, f"{IN_W}rPr/{IN_W}rStyle") if run is not None else None
        of_paragraph = _value(paragraph, f"{IN_W}pPr/{IN_W}pStyle") or self._default

        def font(slot: str) -> str | None:
            return self._named(own, slot) or self._of_styles(of_run, of_paragraph, slot)

        return font

    def _of_styles(self, run: str | None, paragraph: str | None, slot: str) -> str | None:
        key = run, paragraph, slot
        if key not in self._cache:
            fonts = [*self._line(run), *self._line(paragraph), self._defaults]
            named = (self._named(one, slot) for one in fonts)
            self._cache[key] = next(filter(None, named), None)
        return self._cache[key]

    def _line(self, name: str | None) -> Iterator[Element | None]:
        """The fonts of a style and of those that it is based on."""
        met: set[str] = set()
        while name is not None and name in self._styles and name not in met:
            met.add(name)
            name, fonts = self._styles[name]
            yield fonts

    def _named(self, fonts: Element | None, slot: str) -> str | None:
        if fonts is None:
            return None
        theme = fonts.get(f"{IN_W}{slot}Theme")
        return (self._theme.get(theme) if theme else None) or fonts.get(f"{IN_W}{slot}")


def _value(element: Element, path: str) -> str | None:
    found = element.find(path)
    return found.get(f"{IN_W}val") if found is not None else None


def _optional(members: Mapping[str, bytes], name: str) -> Element:
    return etree.fromstring(members.get(name, b"<none/>"), strict_parser())


def _theme(members: Mapping[str, bytes]) -> dict[str, str]:
    """Theme font, such as `minorEastAsia` → its name in Chinese documents."""
    root = _optional(members, "word/theme/theme1.xml")
    found: dict[str, str] = {}
    for size in ("major", "minor"):
        scheme = root.find(f".//{_A}{size}Font")
        if scheme is None:
            continue
        latin, asian = (scheme.find(f"{_A}{kind}") for kind in ("latin", "ea"))
        chinese = scheme.find(f"{_A}font[@script='Hans']")
        for slot, places in (("EastAsia", (chinese, asian)), ("HAnsi", (latin,))):
            names = (place.get("typeface") for place in places if place is not None)
            name = next(filter(None, names), None)
            if name is not None:
                found[f"{size}{slot}"] = name
                found |= {f"{size}Ascii": name} if slot == "HAnsi" else {}
    return found
