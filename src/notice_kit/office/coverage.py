"""What the fonts that are there do not have: whole fonts, and characters.

Codes: NK-O30 another font stands in, NK-O31 a character from another font, NK-O32 a character that
no font has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _
from notice_kit.office.fonts import FontSet
from notice_kit.office.wording import Wording, is_wide

_UNPRINTED = frozenset({"Cc", "Cf", "Mn", "Zs"})  # Unicode general categories


def stand_ins(wordings: Iterable[tuple[str, Wording]], fonts: FontSet) -> list[Finding]:
    """A warning for each font that is not there, told once for all documents.

    Args:
        wordings: name of the document → what it says.
        fonts: those that LibreOffice has.
    """
    first: dict[str, str] = {}
    for name, wording in wordings:
        for asked, _character in wording.fonts:
            if asked is not None:
                first.setdefault(asked, name)
    return [
        _stand_in(asked, fonts.chain(asked)[0], Location(name))
        for asked, name in first.items()
        if not fonts.has(asked)
    ]


def lacking_characters(wording: Wording, fonts: FontSet, file: str) -> Iterator[Finding]:
    """A finding for each character of a document that its font lacks, told once for each font."""
    for (asked, character), (part, paragraph) in wording.fonts.items():
        if unicodedata.category(character) in _UNPRINTED:
            continue
        chain = fonts.chain(asked)
        if fonts.covers(chain[0], character):
            continue
        place = Location(file, part=part, paragraph=paragraph)
        shown = f"{character} (U+{ord(character):04X})"
        if not fonts.cover(character, chain):
            yield _nowhere(shown, place)
        elif is_wide(character):
            yield _elsewhere(shown, chain[0], place)


def _stand_in(asked: str, used: str, place: Location) -> Finding:
    return warning(
        "NK-O30",
        _(
            "this font is not here; {font} stands in, and lines may break otherwise than in Word"
        ).format(font=used),
        place,
        found=asked,
        remedy=_(
            "Name a folder with the licensed font (--fonts-dir), or take the layout from Word."
        ),
    )


def _elsewhere(shown: str, font: str, place: Location) -> Finding:
    return warning(
        "NK-O31",
        _("the font {font} lacks a character, which is taken from another").format(font=font),
        place,
        found=shown,
        remedy=_("Look at it on the page; a folder with a larger font helps (--fonts-dir)."),
    )


def _nowhere(shown: str, place: Location) -> Finding:
    return error(
        "NK-O32",
        _("no font has this character, and a box would be printed"),
        place,
        found=shown,
        remedy=_("Name a folder with a font that has it (--fonts-dir)."),
    )
