"""The fonts of a document's theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from notice_kit.ooxml.wml import Element

_SCRIPTS = {"EastAsia": "ea", "Bidi": "cs", "Ascii": "latin", "HAnsi": "latin"}
_SCRIPT_OF_LANGUAGE = {
    "zh-cn": "Hans", "zh-sg": "Hans", "zh-tw": "Hant", "zh-hk": "Hant", "ja-jp": "Jpan",
    "ko-kr": "Hang",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Names such as `minorEastAsia` → fonts; empty for a document without a theme."""

    fonts: Mapping[str, str] = field(default_factory=dict)

    def font(self, name: str) -> str | None:
        """The font behind a reference; None where the theme names none."""
        return self.fonts.get(name) or None


def read_theme(root: Element | None, east_asian: str | None) -> Theme:
    """The theme of `theme1.xml`.

    Args:
        root: of the part, or None.
        east_asian: the language of East Asian text (`w:themeFontLang`), which chooses the font.

    Source:
        ECMA-376 Part 1, 20.1.4.1.16–18 (fontScheme), 17.15.1.88 (themeFontLang), 17.18.96.
    """
    if root is None:
        return Theme()
    script = _SCRIPT_OF_LANGUAGE.get((east_asian or "zh-CN").casefold(), "Hans")
    fonts: dict[str, str] = {}
    for size in ("major", "minor"):
        scheme = root.find(f".//{{*}}fontScheme/{{*}}{size}Font")
        if scheme is None:
            continue
        of_script = {
            font.get("script", ""): font.get("typeface", "")
            for font in scheme.iterchildren("{*}font")
        }
        for suffix, tag in _SCRIPTS.items():
            face = scheme.find(f"{{*}}{tag}")
            named = "" if face is None else face.get("typeface", "")
            fonts[size + suffix] = named or (of_script.get(script, "") if tag == "ea" else "")
    return Theme(fonts)
