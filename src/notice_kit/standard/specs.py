"""The types in which a standard for documents is written down."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Literal, TypeAlias

from notice_kit.measure import Length

STANDARD = "GB/T 9704-2012"
CUSTOM = "惯例"

NOTHING = Length(0)

Align: TypeAlias = Literal["left", "center", "right", "both", "distribute"]
TabStop: TypeAlias = tuple[float, Literal["left", "center", "right", "dot"]]

SIZE_CHU, SMALL_CHU = Length.pt(42), Length.pt(36)
SIZE_1, SMALL_1 = Length.pt(26), Length.pt(24)
SIZE_2, SMALL_2 = Length.pt(22), Length.pt(18)
SIZE_3, SMALL_3 = Length.pt(16), Length.pt(15)
SIZE_4, SMALL_4 = Length.pt(14), Length.pt(12)
"""The Chinese type sizes 初号, 小初, 一号 and so on, as Word and WPS have them."""

FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"
XIAOBIAOSONG = "方正小标宋简体"
WESTERN = "Times New Roman"
"""Custom for Western letters and digits; GB/T 9704-2012 has a say only on page numbers."""


def line_pitch(area_height: Length, lines: int) -> Length:
    """Distance between baselines that fits so many lines into the type area.

    Args:
        area_height: height of the type area.
        lines: lines on a page, at least 1.

    Returns:
        The pitch, rounded down to whole twips, so that the last line never spills.

    Source:
        GB/T 9704-2012, 5.2.3.
    """
    return Length.twips(floor(area_height / lines / Length.twips(1)))


def char_space(area_width: Length, characters: int, size: Length) -> int:
    """What the grid adds to each character so that so many fill a line of the type area.

    Args:
        area_width: width of the type area.
        characters: characters in a line, at least 1.
        size: of the body text, which is as wide as high.

    Returns:
        1/4096 points, rounded down, so that the last character of a line never spills.

    Source:
        ECMA-376 Part 1, 17.6.5 (docGrid, charSpace); GB/T 9704-2012, 5.2.3.
    """
    return floor((area_width.in_pt / characters - size.in_pt) * 4096)


_BASELINE = 0.8  # of a line of exact height lies over the baseline
_ASCENT, _DESCENT = 0.86, 0.08  # of the size, what 汉字 reach over and under the baseline


def ink_bottom(line: Length, size: Length) -> Length:
    """From the top of a line of exact height down to the lower edge of its 汉字."""
    return Length(round(line * _BASELINE + size * _DESCENT))


def ink_top(line: Length, size: Length) -> Length:
    """From the top of a line of exact height down to the ink of its 汉字."""
    return Length(round(line * _BASELINE - size * _ASCENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A sheet and its margins; what they leave is the type area (版心).

    Attributes:
        number_gap: from the type area down to the dashes of the page number; None for no number.
        has_grid: text stands in the rows and columns of the standard's grid.
        clause: where the figures come from.
    """

    name: str
    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    number_gap: Length | None = None
    centred: bool = False
    has_grid: bool = True
    clause: str = ""
    source: str = STANDARD

    @property
    def area_width(self) -> Length:
        """Width of the type area, as a Word file holds it: of sheet and margins in whole twips."""
        return Length.twips(self.width.in_twips - self.left.in_twips - self.right.in_twips)

    @property
    def area_height(self) -> Length:
        """Height of the type area, as a Word file holds it."""
        return Length.twips(self.height.in_twips - self.top.in_twips - self.bottom.in_twips)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSpec:
    """Rows on a page and characters in a row, when the type area is full."""

    rows: int
    characters: int
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpec:
    """A line: how thick, which colour, how far under the ink of the text over it."""

    thickness: Length
    gap: Length = NOTHING
    colour: str | None = None
    clause: str = ""
    source: str = STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPageSpec:
    """The double lines of a first page: each is two rules, the upper first, and what is between.

    Attributes:
        head: under the issuer's mark.
        head_gap: from the ink of the mark down to them.
        foot: at the foot of the page.
        foot_height: from the lower edge of the page up to them.
        between: the two rules of a double line.
        width: of the lines, which are centred on the page.
    """

    head: tuple[RuleSpec, RuleSpec]
    head_gap: Length
    foot: tuple[RuleSpec, RuleSpec]
    foot_height: Length
    between: Length
    width: Length

    @property
    def head_height(self) -> Length:
        """Of the upper double line."""
        return Length(sum(rule.thickness for rule in self.head) + self.between)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatSpec:
    """What one of the formats of documents has of its own.

    Attributes:
        name: as manuscripts say it.
        mark_top: from the upper edge of the page to the ink of the issuer's mark.
        first_page: what stands outside the type area of the first page, the mark included, in
            place of its page number; None for the formats whose first page is like the others.
        imprint_rules: the imprint has rules.
        elements: those that look another way than `ELEMENTS` has them.
    """

    name: str
    mark_top: Length
    first_page: FirstPageSpec | None = None
    imprint_rules: bool = True
    elements: tuple[ElementSpec, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementSpec:
    """How an element of a document looks.

    Attributes:
        role: its name in manuscripts.
        style: the name of its paragraph style, which an editor sees in Word.
        clause: of the standard, or what is behind a custom; empty where there is nothing to cite.
        first_line, hanging, left, right: indents in 字, the width of a character of the element.
        before, after: blank space over and under it.
        line: distance of its lines, exact.
        colour: hexadecimal; None is black.
        outline: level in the document's outline, 0 the highest; None is no heading.
        tabs: where tab stops stand, in 字 from the right edge of the type area, with their kind.
        new_page: begins a page.
        keep: stays on the page of what follows.
        at_foot: stands at the foot of the type area, whatever comes before it.
        rule: a line under it.
    """

    role: str
    style: str
    clause: str = ""
    source: str = STANDARD
    font: str = FANGSONG
    western: str = WESTERN
    size: Length = SIZE_3
    align: Align = "both"
    first_line: float = 0
    hanging: float = 0
    left: float = 0
    right: float = 0
    before: Length = NOTHING
    after: Length = NOTHING
    line: Length
    colour: str | None = None
    spacing: Length = NOTHING
    outline: int | None = None
    tabs: tuple[TabStop, ...] = ()
    new_page: bool = False
    keep: bool = False
    at_foot: bool = False
    rule: RuleSpec | None = None
