"""Text drawn as outlines of its glyphs: a print shop needs no font for it.

Codes: NK-I10 a character that no font has.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from notice_kit.errors import UsageError
from notice_kit.findings import Location, error
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.office.fonts import Face, FontSet

BASELINE = 0.12
"""How far a character's baseline lies above the foot of its square, of the size."""


def column(text: str, fonts: FontSet, family: str, size: Length, x: Length, top: Length) -> str:
    """The operators that draw the text from top to bottom, each character upright.

    Args:
        text: what it says; spaces leave half a square.
        fonts: in which glyphs are looked for.
        family: the font that is asked for.
        size: of the type.
        x: the middle of the column.
        top: its upper edge.

    Raises:
        UsageError: no font has one of the characters; all of them are named.
    """
    faces = {character: _face(character, fonts, family) for character in text if character.strip()}
    lacking = "".join(character for character, face in faces.items() if face is None)
    if lacking:
        remedy = _("Name a folder with a font that has it (--fonts-dir), or write it otherwise.")
        message = _("no font here has these characters")
        raise UsageError(error("NK-I10", message, Location(text), found=lacking, remedy=remedy))
    parts = []
    below = top
    for character in text:
        face = faces.get(character)
        if face is not None:
            foot = Length(below - size + round(BASELINE * size))
            parts.append(_drawn(character, face, size, x, foot))
        below = Length(below - advance(character, size))
    return " ".join(["q", "0 0 0 1 k", *parts, "Q"])


def advance(character: str, size: Length) -> Length:
    """How far down the character takes the column."""
    return Length(size if character.strip() else size // 2)


def _face(character: str, fonts: FontSet, family: str) -> Face | None:
    for name in map(str.casefold, fonts.chain(family)):
        for face in fonts.faces:
            is_of_family = name in {one.casefold() for one in face.families}
            if is_of_family and ord(character) in face.characters():
                return face
    return None


def _drawn(character: str, face: Face, size: Length, middle: Length, foot: Length) -> str:
    operators, width, per_em = _glyph(character, face)
    scale = size.in_pt / per_em
    x = middle.in_pt - width * scale / 2
    matrix = f"{scale:.6f} 0 0 {scale:.6f} {x:.3f} {foot.in_pt:.3f} cm"
    return f"q {matrix} {' '.join(operators)} f Q"


@functools.lru_cache(maxsize=256)
def _glyph(character: str, face: Face) -> tuple[Sequence[str], float, int]:
    """Its outline in units of the font, its width, and the font's units to the em."""
    with TTFont(face.path, fontNumber=face.number, lazy=True) as font:
        glyphs = font.getGlyphSet()
        glyph = glyphs[font.getBestCmap()[ord(character)]]
        pen = _OperatorPen(glyphs)
        glyph.draw(pen)
        return tuple(pen.operators), float(glyph.width), int(font["head"].unitsPerEm)


class _OperatorPen(BasePen):  # type: ignore[misc]  # fontTools is not typed
    """An outline as path operators of a PDF."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.operators.append(f"{_figures(point)} m")

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.operators.append(f"{_figures(point)} l")

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self.operators.append(f"{_figures(*points)} c")

    def _closePath(self) -> None:
        self.operators.append("h")


def _figures(*points: tuple[float, float]) -> str:
    return " ".join(_number(figure) for point in points for figure in point)


def _number(figure: float) -> str:
    return f"{figure:.2f}".rstrip("0").rstrip(".")


def height(text: str, size: Length) -> Length:
    """How long the column is."""
    return Length(sum(advance(character, size) for character in text))
