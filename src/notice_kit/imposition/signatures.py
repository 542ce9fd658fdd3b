"""Which page stands where: sheets of two pages a side, in one signature or several.

Pages count from 1; None is a blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Binding: TypeAlias = Literal["saddle", "perfect", "stack", "single"]
"""How the sheets become a booklet.

`saddle`: folded into one another and stitched through the fold (骑马订), in one signature or
several; `perfect`: folded signatures, gathered and glued (胶装); `stack`: cut through the middle,
the left stack put on the right one, and glued. `single`: no booklet, each page by itself.
"""

PER_SHEET = 4
"""Pages of a sheet: two a side."""

PERFECT_SIGNATURE = 16
"""Pages of a folded signature that is glued, when none is asked for."""

SADDLE_MOST = 64
"""Pages of 80 g paper that saddle stitching holds by custom; above, they are glued."""

Page: TypeAlias = int | None


@dataclass(frozen=True)
class Side:
    """One side of a sheet: the pages at the left and at the right."""

    left: Page
    right: Page


@dataclass(frozen=True)
class Sheet:
    """A sheet, as it lies before it is folded or cut.

    Attributes:
        front, back: its sides; the back is turned about the upright middle of the sheet.
        signature: the number of its signature, from 0.
        depth: how many sheets of its signature lie around it when folded; 0 for the outermost.
    """

    front: Side
    back: Side
    signature: int
    depth: int


def with_blanks(pages: int, *, back_cover: bool = False) -> list[Page]:
    """The pages 1 … `pages`, with blanks to a multiple of four.

    Args:
        pages: how many there are.
        back_cover: the last page is the back cover: blanks go before it, not behind.

    Source:
        custom for saddle stitch: pages are a multiple of 4, blanks stand before the back cover.
    """
    order: list[Page] = list(range(1, pages + 1))
    blanks: list[Page] = [None] * (-pages % PER_SHEET)
    at = len(order) - 1 if back_cover and pages > 1 else len(order)
    return order[:at] + blanks + order[at:]


def arrange(order: Sequence[Page], binding: Binding, signature: int | None = None) -> list[Sheet]:
    """The sheets, in the order in which they are printed.

    Args:
        order: the pages, a multiple of four; any number for `single`.
        binding: how it is bound.
        signature: the most pages of one signature, a multiple of four. Signatures are made as
            equal as can be, so that none is a lonely sheet. None: `PERFECT_SIGNATURE` for
            `perfect`, all pages in one otherwise.

    Raises:
        ValueError: one of the numbers is no multiple of four.
    """
    if binding == "single":
        return [Sheet(Side(None, page), Side(None, None), 0, 0) for page in order]
    most = signature or (PERFECT_SIGNATURE if binding == "perfect" else len(order))
    if len(order) % PER_SHEET or most % PER_SHEET:
        raise ValueError("pages and signatures are multiples of four")
    sheets: list[Sheet] = []
    for number, pages in enumerate(_signatures(order, most)):
        sheets += (_stacked if binding == "stack" else _folded)(pages, number)
    return sheets


def _signatures(order: Sequence[Page], most: int) -> list[Sequence[Page]]:
    """The pages of each signature; the first ones are larger by a sheet where it is not even."""
    if not order:
        return []
    total = len(order) // PER_SHEET
    count = -(-total // (most // PER_SHEET))
    each, over = divmod(total, count)
    parts: list[Sequence[Page]] = []
    start = 0
    for number in range(count):
        end = start + PER_SHEET * (each + (number < over))
        parts.append(order[start:end])
        start = end
    return parts


def _folded(pages: Sequence[Page], number: int) -> list[Sheet]:
    sheets = []
    for depth in range(len(pages) // PER_SHEET):
        first, last = 2 * depth, len(pages) - 1 - 2 * depth
        front = Side(pages[last], pages[first])
        back = Side(pages[first + 1], pages[last - 1])
        sheets.append(Sheet(front, back, number, depth))
    return sheets


def _stacked(pages: Sequence[Page], number: int) -> list[Sheet]:
    half = len(pages) // 2
    sheets = []
    for first in range(0, half, 2):
        front = Side(pages[first], pages[half + first])
        back = Side(pages[half + first + 1], pages[first + 1])
        sheets.append(Sheet(front, back, number, 0))
    return sheets
