"""The fonts.conf that LibreOffice is given: these folders alone, and what stands in for what.

Source: fontconfig, fonts-conf(5).
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from notice_kit.office.fonts import FontSet
from notice_kit.office.typefaces import KINDS, LAST_RESORT

SYSTEM_CACHE = "/var/cache/fontconfig"
"""Read where it is there; fontconfig writes into the first folder of caches, our own."""

_BOLD = '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>'


def write_fonts_conf(home: Path, fonts: FontSet) -> Path:
    """Write fonts.conf into `home`, where its cache goes too."""
    path = home / "fonts.conf"
    path.write_text(fonts_conf(fonts, home / "fonts-cache"), encoding="utf-8")
    return path


def fonts_conf(fonts: FontSet, cache: Path) -> str:
    """The text of fonts.conf. Fonts that are there stand for themselves."""
    lines = ['<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">', "<fontconfig>"]
    lines += [f"<dir>{escape(str(directory))}</dir>" for directory in fonts.directories]
    caches = (f"<cachedir>{escape(place)}</cachedir>" for place in (str(cache), SYSTEM_CACHE))
    lines += [*caches, '<cachedir prefix="xdg">fontconfig</cachedir>']
    for kind in KINDS:
        for name in kind.names:
            chain = fonts.chain(name)
            if chain and not fonts.has(name):
                is_stand_in = chain[0] in kind.stand_ins
                lines.append(_alias(name, chain, is_bold=kind.is_bold and is_stand_in))
    strings = _strings(LAST_RESORT)
    lines.append(f'<match target="pattern">{_edit("append_last", strings)}</match>')
    return "\n".join([*lines, "</fontconfig>", ""])


def _alias(name: str, families: tuple[str, ...], *, is_bold: bool) -> str:
    test = f'<test name="family" qual="any" compare="eq">{_strings((name,))}</test>'
    edits = _edit("assign", _strings(families)) + (_BOLD if is_bold else "")
    return f'<match target="pattern">{test}{edits}</match>'


def _edit(mode: str, strings: str) -> str:
    return f'<edit name="family" mode="{mode}" binding="strong">{strings}</edit>'


def _strings(names: tuple[str, ...]) -> str:
    return "".join(f"<string>{escape(name)}</string>" for name in names)
