"""Small values of a page: borders, tab stops, frames, spacing of lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from notice_kit.measure import Length

NOTHING = Length(0)
LineRule: TypeAlias = Literal["auto", "exact", "atLeast"]


@dataclass(frozen=True, slots=True)
class Border:
    """A line at the edge of a paragraph, cell or page.

    Attributes:
        kind: `single`, `double`, `thickThinSmallGap` and so on (ECMA-376 Part 1, 17.18.2).
        space: distance from the text.
        colour: hexadecimal; None is automatic, black.
    """

    kind: str
    thickness: Length = NOTHING
    space: Length = NOTHING
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop: its distance from the left edge of the text, its kind and its leader."""

    position: Length
    kind: str = "left"
    leader: str = "none"


@dataclass(frozen=True, slots=True)
class Frame:
    """A paragraph's frame (`w:framePr`): lengths None where Word works them out.

    Attributes:
        horizontal_anchor, vertical_anchor: `text`, `margin` or `page`.
        x_align, y_align: `left`, `center`, `right`, `inside`, `outside`; `top`, `center`, `bottom`.
    """

    width: Length | None = None
    height: Length | None = None
    horizontal_anchor: str = "text"
    vertical_anchor: str = "text"
    x: Length | None = None
    y: Length | None = None
    x_align: str | None = None
    y_align: str | None = None
    drop_cap: bool = False


@dataclass(frozen=True, slots=True)
class LineSpacing:
    """Distance of lines.

    Attributes:
        rule: `exact` and `atLeast` go with a length, `auto` with a multiple of the natural height.
        length: the distance; None for `auto`.
        multiple: 1.0 is single; None unless `auto`.
    """

    rule: LineRule
    length: Length | None = None
    multiple: float | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the distance is fixed, whatever stands in the line."""
        return self.rule == "exact"
