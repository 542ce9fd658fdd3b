"""The font files that pages may be set in: which are there, what stands in, what is lacking.

Codes: NK-O04 no Chinese font, NK-O05 a font file that cannot be read.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from notice_kit.errors import OfficeError, UsageError
from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _
from notice_kit.office.typefaces import KINDS, LAST_RESORT, Kind

FONT_DIRS: tuple[str, ...] = {
    "win32": (r"C:\Windows\Fonts",),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts"),
}.get(
    sys.platform,
    (
        "/usr/share/fonts/opentype/noto",
        "/usr/share/fonts/truetype/arphic",
        "/usr/share/fonts/truetype/liberation2",
        "/usr/share/fonts/truetype/liberation",
        "/usr/local/share/fonts/notice-kit",
    ),
)
"""Where scripts/install-office.sh puts fonts, so that pages do not depend on what else is there."""

_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_FAMILY, _POSTSCRIPT, _TYPOGRAPHIC_FAMILY = 1, 6, 16  # name ids (OpenType, table name)


@dataclass(frozen=True)
class Face:
    """A face in a font file; a collection (.ttc) has several.

    Attributes:
        number: its place in the file, from 0.
        families: its families' names in all languages.
        postscript: its PostScript names, of which one stands in PDF files.
    """

    path: Path
    number: int
    families: frozenset[str]
    postscript: frozenset[str]

    def characters(self) -> frozenset[int]:
        """The code points that it has glyphs for."""
        return _characters(self.path, self.number)


@dataclass(frozen=True)
class FontSet:
    """The fonts that LibreOffice is given.

    Attributes:
        directories: in which they lie, the user's own first.
        faces: all of them.
        findings: font files that cannot be read.
    """

    directories: tuple[Path, ...]
    faces: tuple[Face, ...]
    findings: tuple[Finding, ...] = ()
    _chains: dict[str | None, tuple[str, ...]] = field(
        init=False, repr=False, compare=False, hash=False
    )
    _by_family: dict[str, list[Face]] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        families: dict[str, list[Face]] = {}
        for face in self.faces:
            for name in face.families:
                families.setdefault(name.casefold(), []).append(face)
        object.__setattr__(self, "_by_family", families)
        object.__setattr__(self, "_chains", {})

    def has(self, family: str) -> bool:
        """Whether there is a font of that name."""
        return family.casefold() in self._by_family

    def chain(self, family: str | None) -> tuple[str, ...]:
        """The families that are there and that text of this font is set in, in order.

        The first is the font itself where it is there. The others supply what it lacks.
        """
        if family not in self._chains:
            self._chains[family] = self._chain(family)
        return self._chains[family]

    def _chain(self, family: str | None) -> tuple[str, ...]:
        kind = kind_of(family) if family else None
        names = (*([family] if family else []), *(_all_names(kind) if kind else ()), *LAST_RESORT)
        return tuple(dict.fromkeys(name for name in names if self.has(name)))

    def covers(self, family: str, character: str) -> bool:
        """Whether a face of that family has this character."""
        faces = self._by_family.get(family.casefold(), [])
        return any(ord(character) in face.characters() for face in faces)

    def cover(self, character: str, families: Sequence[str]) -> bool:
        """Whether one of these families has the character, or else any font that is there."""
        if any(self.covers(family, character) for family in families):
            return True
        # The faces of a collection share their glyphs: the first of each file tells.
        firsts = (face for face in self.faces if face.number == 0)
        return any(ord(character) in face.characters() for face in firsts)

    def knows(self, postscript: str) -> bool:
        """Whether a font of a PDF is one of these; names are compared by letters and digits."""
        return _letters(postscript) in self._postscript_names

    @functools.cached_property
    def _postscript_names(self) -> frozenset[str]:
        names = (face.postscript | face.families for face in self.faces)
        return frozenset(_letters(name) for group in names for name in group)


def kind_of(family: str) -> Kind | None:
    """The kind of fonts that this one belongs to; None when the name is not known."""
    return _kinds().get(family.casefold())


def read_fonts(fonts_dir: Path | None = None) -> FontSet:
    """The fonts of the machine that the kit uses, those in `fonts_dir` before all others.

    Raises:
        OfficeError: none of them has Chinese characters.
        UsageError: `fonts_dir` is no folder.
    """
    if fonts_dir is not None and not fonts_dir.is_dir():
        message = _("there is no such folder of fonts")
        raise UsageError(error("NK-O06", message, Location(str(fonts_dir))))
    own = [fonts_dir.resolve()] if fonts_dir is not None else []
    fonts = _read((*own, *map(Path, FONT_DIRS)))
    if not fonts.cover("中", LAST_RESORT):
        remedy = _(
            "On Debian run scripts/install-office.sh as root; elsewhere name a folder with"
            " Chinese fonts (--fonts-dir)."
        )
        place = Location(", ".join(map(str, fonts.directories)))
        raise OfficeError(error("NK-O04", _("no font here is Chinese"), place, remedy=remedy))
    return fonts


@functools.cache
def _kinds() -> dict[str, Kind]:
    return {name.casefold(): kind for kind in KINDS for name in kind.names}


def _all_names(kind: Kind) -> tuple[str, ...]:
    return kind.names + kind.stand_ins


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


@functools.lru_cache(maxsize=8)
def _read(directories: Sequence[Path]) -> FontSet:
    faces: list[Face] = []
    findings: list[Finding] = []
    for directory in directories:
        for path in sorted(directory.rglob("*")):
            if path.suffix.casefold() not in _SUFFIXES:
                continue
            try:
                faces += _faces(path)
            except (TTLibError, OSError, ValueError, KeyError, AssertionError) as caught:
                message = _("this font cannot be read: {reason}").format(reason=caught)
                remedy = _("Copy it again from where it came, or take it out of the folder.")
                findings.append(warning("NK-O05", message, Location(str(path)), remedy=remedy))
    return FontSet(tuple(directories), tuple(faces), tuple(findings))


def _faces(path: Path) -> list[Face]:
    if path.suffix.casefold() in (".ttc", ".otc"):
        with path.open("rb") as file, TTCollection(file, lazy=True) as collection:
            return [_face(path, number, font) for number, font in enumerate(collection.fonts)]
    with path.open("rb") as file, TTFont(file, lazy=True) as font:
        return [_face(path, 0, font)]


def _face(path: Path, number: int, font: TTFont) -> Face:
    names: dict[int, set[str]] = {_FAMILY: set(), _POSTSCRIPT: set(), _TYPOGRAPHIC_FAMILY: set()}
    for record in font["name"].names:
        if record.nameID in names:
            names[record.nameID].add(record.toUnicode(errors="replace").strip())
    families = names[_FAMILY] | names[_TYPOGRAPHIC_FAMILY]
    return Face(path, number, frozenset(families), frozenset(names[_POSTSCRIPT]))


@functools.lru_cache(maxsize=256)
def _characters(path: Path, number: int) -> frozenset[int]:
    with TTFont(path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
