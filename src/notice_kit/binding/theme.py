"""Fonts and colours of a theme, written out where the book's theme would give others.

Source: ECMA-376 Part 1, 17.3.2.26 (rFonts), 17.15.1.88 (themeFontLang), 20.1.4.1 (font scheme),
20.1.2.3.29 (schemeClr), 17.18.97 (theme colours).
"""

from __future__ import annotations

from lxml import etree

from notice_kit.binding.xpath import Elements
from notice_kit.ooxml.wml import Element, qualified

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_IN_A = f"{{{_A}}}"
_SLOTS = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "eastAsia": "eastAsiaTheme",
    "cs": "cstheme",
}
_SCRIPTS = {
    "zh-tw": "Hant",
    "zh-hk": "Hant",
    "zh-mo": "Hant",
    "zh": "Hans",
    "ja": "Jpan",
    "ko": "Hang",
}
_COLOURS = {
    "bg1": "lt1", "bg2": "lt2", "tx1": "dk1", "tx2": "dk2",
    "background1": "lt1", "background2": "lt2", "text1": "dk1", "text2": "dk2",
    "light1": "lt1", "light2": "lt2", "dark1": "dk1", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_COLOURED = {name: Elements(f"//*[@w:{name}]") for name in ("themeColor", "themeFill")}
_FACES = Elements("//*[starts-with(@typeface, '+m')]")
_SHORT_FONTS = {"lt": "latin", "ea": "ea", "cs": "cs"}
_THEMED = (b"heme", b"schemeClr", b'"+m')
_COLOUR_ATTRIBUTES = tuple(
    qualified(name)
    for name in (
        *("themeColor", "themeTint", "themeShade"),
        *("themeFill", "themeFillTint", "themeFillShade"),
    )
)


class Theme:
    """The fonts and colours that names of a theme stand for."""

    def __init__(self, root: Element | None, language: str) -> None:
        """A theme.

        Args:
            root: the part; None where a file has none.
            language: the East Asian language of the file's theme fonts, such as `zh-CN`.
        """
        self._fonts: dict[str, str] = {}
        self._colours: dict[str, str] = {}
        if root is not None:
            self._read(root, language)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theme) and (self._fonts, self._colours) == (
            other._fonts,
            other._colours,
        )

    __hash__ = None  # type: ignore[assignment]

    def _read(self, root: Element, language: str) -> None:
        parts = language.casefold()
        script = _SCRIPTS.get(parts) or _SCRIPTS.get(parts.partition("-")[0])
        for size in ("major", "minor"):
            for font in root.iter(f"{_IN_A}{size}Font"):
                for kind in ("latin", "ea", "cs"):
                    self._fonts[f"{size}-{kind}"] = _typeface(font.find(f"{_IN_A}{kind}"))
                if not self._fonts[f"{size}-ea"] and script:
                    own = font.find(f"{_IN_A}font[@script='{script}']")
                    self._fonts[f"{size}-ea"] = _typeface(own)
        for scheme in root.iter(f"{_IN_A}clrScheme"):
            for colour in scheme.iterchildren(etree.Element):
                value = next(iter(colour), None)
                if value is not None:
                    shown = value.get("lastClr") or value.get("val", "")
                    self._colours[etree.QName(colour).localname] = shown or ""

    def font(self, name: str) -> str:
        """The font that `minorEastAsia` or the like stands for; empty when it is not known."""
        size = name[:5]
        kind = {"EastAsia": "ea", "Bidi": "cs"}.get(name[5:], "latin")
        return self._fonts.get(f"{size}-{kind}", "")

    def colour(self, name: str) -> str:
        """The colour, six figures; empty when it is not known."""
        return self._colours.get(_COLOURS.get(name, name), "")

    def write_out(self, root: Element) -> None:
        """Replace what names the theme by what it stands for."""
        for fonts in root.iter(qualified("rFonts")):
            self._write_fonts(fonts)
        for attribute in "themeColor", "themeFill":
            for element in _COLOURED[attribute](root):
                self._write_colour(element)
        for scheme in list(root.iter(f"{_IN_A}schemeClr")):
            colour = self.colour(scheme.get("val", ""))
            if colour:
                scheme.tag = f"{_IN_A}srgbClr"
                scheme.set("val", colour)
        for face in _FACES(root):
            size, _dash, kind = face.get("typeface", "")[1:].partition("-")
            long = {"mj": "major", "mn": "minor"}.get(size, "")
            font = self._fonts.get(f"{long}-{_SHORT_FONTS.get(kind, '')}", "")
            if font:
                face.set("typeface", font)

    def _write_fonts(self, fonts: Element) -> None:
        for slot, themed in _SLOTS.items():
            name = fonts.attrib.pop(qualified(themed), "")
            font = self.font(str(name)) if name else ""
            if font:
                fonts.set(qualified(slot), font)

    def _write_colour(self, element: Element) -> None:
        for name, shown in (("themeColor", _shown(element)), ("themeFill", "fill")):
            colour = self.colour(str(element.attrib.get(qualified(name), "")))
            if colour and element.get(qualified(shown), "auto") == "auto":
                element.set(qualified(shown), colour)
        for attribute in _COLOUR_ATTRIBUTES:
            element.attrib.pop(attribute, "")


def is_themed(content: bytes) -> bool:
    """Whether a part names anything of a theme."""
    return any(sign in content for sign in _THEMED)


def _shown(element: Element) -> str:
    """The attribute in which the colour itself stands."""
    return "val" if etree.QName(element).localname == "color" else "color"


def _typeface(font: Element | None) -> str:
    return "" if font is None else font.get("typeface", "")
