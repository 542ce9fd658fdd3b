"""Sections: sheet, margins, grid, columns, page numbers, and the headers and footers shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor
from typing import TYPE_CHECKING, Literal, TypeAlias

from notice_kit.document.attributes import (
    attribute,
    child,
    children,
    is_on,
    number,
    switch,
    twips,
    value,
    whole,
)
from notice_kit.document.properties import border
from notice_kit.document.values import NOTHING, Border
from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, qualified

if TYPE_CHECKING:
    from notice_kit.document.stories import Story

Side: TypeAlias = Literal["default", "even", "first"]
SIDES: tuple[Side, ...] = ("default", "even", "first")

_LETTER = (Length.twips(12240), Length.twips(15840))
"""What Word takes where a section states no sheet."""
_MARGIN = Length.twips(1440)
_EDGE = Length.twips(720)


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a section.

    Attributes:
        kind: `lines`, `linesAndChars`, `snapToChars`; None: there is no grid, whatever its pitch.
        row: pitch of its rows; None where not stated.
        character_space: added to each character, in 1/4096 pt.
    """

    kind: str | None = None
    row: Length | None = None
    character_space: int = 0

    @property
    def has_rows(self) -> bool:
        """Whether lines are set on the grid."""
        return self.kind is not None and bool(self.row)

    @property
    def has_characters(self) -> bool:
        """Whether characters are set on the grid."""
        return self.kind in ("linesAndChars", "snapToChars")

    def character(self, size: Length) -> Length:
        """The width of a 字 of this size on the grid."""
        extra = self.character_space / 4096 if self.has_characters else 0
        return Length(size + round(Length.pt(1) * extra))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Section:
    """A section of the document.

    Attributes:
        number: 1-based.
        kind: `nextPage`, `continuous`, `evenPage`, `oddPage`, `nextColumn`: how it begins.
        top, bottom: as the file has them; Word sees the amount of a negative one.
        gutter: room for binding, on the left unless the settings say otherwise.
        columns: how many.
        title_page: its first page has a header and footer of its own.
        number_start, number_format: of page numbers; None where not stated.
        vertical: `top`, `center`, `both`, `bottom`.
        borders: of the page, by side.
        headers, footers: by side, inherited ones included; a side that is missing shows nothing.
        own_headers, own_footers: the sides that the section states itself.
        element: its `w:sectPr`.
    """

    number: int
    kind: str
    width: Length
    height: Length
    landscape: bool
    top: Length
    right: Length
    bottom: Length
    left: Length
    header: Length
    footer: Length
    gutter: Length
    grid: Grid
    columns: int
    title_page: bool
    number_start: int | None
    number_format: str | None
    vertical: str
    text_direction: str | None
    borders: dict[str, Border]
    line_numbers: bool
    headers: Mapping[Side, Story]
    footers: Mapping[Side, Story]
    own_headers: frozenset[Side]
    own_footers: frozenset[Side]
    states_size: bool
    states_margins: bool
    element: Element | None = field(repr=False, default=None)

    @property
    def area_width(self) -> Length:
        """Width of the type area (版心), the gutter taken off."""
        return Length(self.width - self.left - self.right - self.gutter)

    @property
    def area_height(self) -> Length:
        """Height of the type area."""
        return Length(self.height - abs(self.top) - abs(self.bottom))

    @property
    def binding(self) -> Length:
        """White at the binding side: left margin and gutter."""
        return Length(self.left + self.gutter)

    def rows(self, pitch: Length) -> int:
        """Rows of this pitch that fit the type area."""
        return floor(self.area_height / pitch) if pitch > 0 else 0

    def shown_footers(self, *, even_and_odd: bool) -> dict[Side, Story]:
        """The footers that are in use, by side."""
        used: list[Side] = ["default"]
        used += ["even"] if even_and_odd else []
        used += ["first"] if self.title_page else []
        return {side: self.footers[side] for side in used if side in self.footers}


@dataclass(frozen=True, slots=True)
class References:
    """The headers and footers of a section, by side."""

    headers: Mapping[Side, Story]
    footers: Mapping[Side, Story]
    own_headers: frozenset[Side] = frozenset()
    own_footers: frozenset[Side] = frozenset()


def relationship_ids(element: Element, kind: str) -> dict[Side, str]:
    """The references of a `w:sectPr` of a kind, `header` or `footer`: side → relationship id."""
    found: dict[Side, str] = {}
    for one in children(element, f"{kind}Reference"):
        side = attribute(one, "type") or "default"
        identifier = one.get(qualified("r:id"))
        for known in SIDES:
            if known == side and identifier is not None:
                found[known] = identifier
    return found


def read_section(element: Element, index: int, references: References) -> Section:
    """The section of a `w:sectPr`.

    Args:
        element: the `w:sectPr`.
        index: 1-based.
        references: its headers and footers.

    Source:
        ECMA-376 Part 1, 17.6.17 (sectPr).
    """
    size, margins = child(element, "pgSz"), child(element, "pgMar")
    numbers, columns = child(element, "pgNumType"), child(element, "cols")

    def length(of: Element | None, name: str, default: Length) -> Length:
        found = None if of is None else twips(attribute(of, name))
        return default if found is None else found

    def text(of: Element | None, name: str) -> str | None:
        return None if of is None else attribute(of, name)

    title = child(element, "titlePg")
    return Section(
        number=index,
        kind=value(child(element, "type")) or "nextPage",
        width=length(size, "w", _LETTER[0]),
        height=length(size, "h", _LETTER[1]),
        landscape=text(size, "orient") == "landscape",
        top=length(margins, "top", _MARGIN),
        right=length(margins, "right", _MARGIN),
        bottom=length(margins, "bottom", _MARGIN),
        left=length(margins, "left", _MARGIN),
        header=length(margins, "header", _EDGE),
        footer=length(margins, "footer", _EDGE),
        gutter=length(margins, "gutter", NOTHING),
        grid=_grid(child(element, "docGrid")),
        columns=_columns(columns),
        title_page=title is not None and is_on(title),
        number_start=whole(text(numbers, "start")),
        number_format=text(numbers, "fmt"),
        vertical=value(child(element, "vAlign")) or "top",
        text_direction=value(child(element, "textDirection")),
        borders=_borders(child(element, "pgBorders")),
        line_numbers=child(element, "lnNumType") is not None,
        headers=references.headers,
        footers=references.footers,
        own_headers=references.own_headers,
        own_footers=references.own_footers,
        states_size=size is not None,
        states_margins=margins is not None,
        element=element,
    )


def _columns(element: Element | None) -> int:
    if element is None:
        return 1
    if switch(attribute(element, "equalWidth")) is False:
        return max(1, len(list(children(element, "col"))))
    return max(1, whole(attribute(element, "num")) or 1)


def _grid(element: Element | None) -> Grid:
    if element is None:
        return Grid()
    kind = attribute(element, "type")
    space = number(attribute(element, "charSpace")) or 0
    # LibreOffice writes negative numbers as unsigned ones.
    if space >= 2**31:
        space -= 2**32
    return Grid(
        kind=kind if kind in ("lines", "linesAndChars", "snapToChars") else None,
        row=twips(attribute(element, "linePitch")),
        character_space=int(space),
    )


def _borders(element: Element | None) -> dict[str, Border]:
    found = {}
    for side in element if element is not None else ():
        drawn = border(side) if isinstance(side.tag, str) else None
        if drawn is not None:
            found[side.tag.rpartition("}")[2]] = drawn
    return found
