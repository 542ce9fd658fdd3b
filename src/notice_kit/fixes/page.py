"""Fixers for the page: sheet, margins, grid, columns, colours."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.roles import Role
from notice_kit.document.sections import Section
from notice_kit.document.signs import is_red
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.properties import Attributes, amend, drop
from notice_kit.fixes.registry import fixer
from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element
from notice_kit.profile import Profile
from notice_kit.rules.font_faults import whole
from notice_kit.rules.page import reading_of
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import CHAR_SPACE, LANDSCAPE, PORTRAIT, RED

AUTOMATIC: Attributes = {"val": "auto", "themeColor": None, "themeTint": None, "themeShade": None}


def _twips(length: Length) -> int:
    return round(length / Length.twips(1))


def stated(document: Document) -> Iterator[tuple[Section, Element]]:
    """The sections with their elements; one that the file does not state is left out."""
    for section in document.sections:
        if section.element is not None and section.element.getparent() is not None:
            yield section, section.element


def _is_turned(section: Section) -> bool:
    return section.landscape or section.width > section.height


@fixer("P-01")
def sheet(document: Document, _profile: Profile, _format: Format) -> None:
    """Every sheet is A4; one that is turned stays turned."""
    sides = _twips(PORTRAIT.width), _twips(PORTRAIT.height)
    for section, element in stated(document):
        width, height = reversed(sides) if _is_turned(section) else sides
        amend(element, "pgSz", {"w": width, "h": height, "code": None})


@fixer("P-02", "P-03", "P-04", "P-05", "P-06")
def margins(document: Document, profile: Profile, _format: Format) -> None:
    """Upright pages have the margins of 5.2.1 without a gutter; those of an accepted reading stay.

    What is turned loses its gutter into the margin at which it lay.
    """
    for section, element in stated(document):
        if _is_turned(section):
            left = _twips(Length(section.left + section.gutter))
            amend(element, "pgMar", {"left": left, "gutter": 0})
            continue
        reading = reading_of(section, profile) or accepted.SETUP
        wanted = {"left": PORTRAIT.left, "right": PORTRAIT.right, "bottom": reading.bottom}
        if reading_of(section, profile) is None:
            wanted["top"] = reading.top
        amend(element, "pgMar", {side: _twips(length) for side, length in wanted.items()})
        amend(element, "pgMar", {"gutter": 0})


@fixer("T-02")
def turned_margins(document: Document, _profile: Profile, _format: Format) -> None:
    """A turned page has the margins of an upright one, turned."""
    sides = {
        "top": LANDSCAPE.top, "right": LANDSCAPE.right,
        "bottom": LANDSCAPE.bottom, "left": LANDSCAPE.left,
    }  # fmt: skip
    for section, element in stated(document):
        if _is_turned(section):
            wanted = {side: _twips(length) for side, length in sides.items()}
            amend(element, "pgMar", {**wanted, "gutter": 0})


@fixer("P-10")
def grid(document: Document, _profile: Profile, _format: Format) -> None:
    """Upright pages have a grid of 28 characters, its rows at the pitch of the text."""
    pitch = _twips(document.row or accepted.SETUP.row)
    for section, element in stated(document):
        if not _is_turned(section):
            amend(
                element,
                "docGrid",
                {"type": "linesAndChars", "linePitch": pitch, "charSpace": CHAR_SPACE},
            )


@fixer("P-13")
def black(document: Document, _profile: Profile, looks: Format) -> None:
    """Text but the 发文机关标志 has the automatic colour."""
    wrong = [p for p in document.paragraphs if document.layout.role(p) is not Role.ISSUER_MARK]
    looks.text(
        whole(wrong), "color", AUTOMATIC, lambda run: run.format.colour not in (None, "000000")
    )


@fixer("P-17")
def red(document: Document, _profile: Profile, looks: Format) -> None:
    """The 发文机关标志 is red."""
    looks.text(
        whole(document.having(Role.ISSUER_MARK)),
        "color",
        {**AUTOMATIC, "val": RED},
        lambda run: not is_red(run.format.colour),
    )


@fixer("P-18")
def single_column(document: Document, _profile: Profile, _format: Format) -> None:
    """Sections have one column."""
    for section, element in stated(document):
        if section.columns > 1:
            drop(element, "cols")


@fixer("P-19")
def plain_paper(document: Document, _profile: Profile, _format: Format) -> None:
    """The page has no background; watermarks are left to a person."""
    root = document.package.root(document.package.main)
    if root is not None:
        drop(root, "background")


@fixer("N-04")
def footer_height(document: Document, _profile: Profile, _format: Format) -> None:
    """The row of the page number lies 7 mm under the type area of upright pages."""
    middle = _twips(Length(sum(accepted.FOOTER) // 2))
    for section, element in stated(document):
        if not _is_turned(section):
            amend(element, "pgMar", {"footer": middle})


@fixer("N-06")
def numbers_run_on(document: Document, _profile: Profile, _format: Format) -> None:
    """Sections behind the first do not begin to count anew."""
    for section, element in stated(document):
        if section.number > 1 and section.number_start is not None:
            amend(element, "pgNumType", {"start": None})


@fixer("N-08")
def first_page(document: Document, _profile: Profile, _format: Format) -> None:
    """The first page has the footer of the others."""
    for _section, element in list(stated(document))[:1]:
        drop(element, "titlePg")


@fixer("N-09")
def figures(document: Document, _profile: Profile, _format: Format) -> None:
    """Page numbers are Arabic figures."""
    for _section, element in stated(document):
        amend(element, "pgNumType", {"fmt": None})
