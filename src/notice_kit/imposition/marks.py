"""Marks around the pages of a sheet, as operators of a PDF's page.

Source: ISO 32000-2, 14.11.3 (printer's marks); positions by custom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notice_kit.imposition.layout import MARK_GAP, MARK_LENGTH, Layout, SheetOptions
from notice_kit.measure import Length

_ALL_INKS = "1 1 1 1 K 1 1 1 1 k 0.25 w"
_DASHES = "[3 2] 0 d"
_STEP = (Length.mm(2), Length.mm(6))  # width and height of a collation mark
_STEPS_FROM_TOP = Length.mm(20)


def in_all_inks(operators: Iterable[str]) -> str:
    """The marks, so that they show on every plate."""
    return " ".join(["q", _ALL_INKS, *operators, "Q"])


def _edges(layout: Layout) -> tuple[Length, Length, Length, Length]:
    """Left, bottom, right and top of the two finished pages."""
    return (
        layout.left,
        layout.bottom,
        Length(layout.right + layout.page.width),
        Length(layout.bottom + layout.page.height),
    )


def crop_marks(layout: Layout, options: SheetOptions) -> Iterator[str]:
    """Where the sheet is cut around the two pages."""
    left, bottom, right, top = _edges(layout)
    near = max(options.bleed, MARK_GAP)
    far = near + MARK_LENGTH
    for x, out in ((left, -1), (right, 1)):
        for y in (bottom, top):
            yield _line(x + out * near, y, x + out * far, y)
    for y, out in ((bottom, -1), (top, 1)):
        for x in (left, right):
            yield _line(x, y + out * near, x, y + out * far)


def fold_marks(layout: Layout, options: SheetOptions) -> Iterator[str]:
    """Where it is folded, dashed, or cut through; on both sides of a spine."""
    if layout.across == 1:
        return
    if options.binding != "stack":
        yield _DASHES
    _left, bottom, _right, top = _edges(layout)
    near = max(options.bleed, MARK_GAP)
    for x in dict.fromkeys((layout.fold, layout.right)):
        for y, out in ((bottom, -1), (top, 1)):
            yield _line(x, y + out * near, x, y + out * (near + MARK_LENGTH))


def collation_mark(layout: Layout, signature: int) -> str:
    """A black step on the back of the fold, lower for each signature: gathered right, a stair."""
    width, height = _STEP
    steps = max(1, (layout.page.height - 2 * _STEPS_FROM_TOP) // height)
    top = layout.bottom + layout.page.height - _STEPS_FROM_TOP - height * (signature % steps)
    corner = (Length(layout.fold - width // 2), Length(top - height))
    return f"{_point(*corner)} {_point(*_STEP)} re f"


def _line(x0: int, y0: int, x1: int, y1: int) -> str:
    return f"{_point(x0, y0)} m {_point(x1, y1)} l S"


def _point(x: int, y: int) -> str:
    return f"{Length(x).in_pt:.3f} {Length(y).in_pt:.3f}"
