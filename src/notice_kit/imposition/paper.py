"""Sizes of paper by name, as a print shop says them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notice_kit.errors import UsageError
from notice_kit.findings import Location, did_you_mean, error
from notice_kit.measure import Length
from notice_kit.messages import _


@dataclass(frozen=True)
class Size:
    """Width and height of a sheet or page."""

    width: Length
    height: Length

    @property
    def is_landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height

    @property
    def turned(self) -> Size:
        """The same sheet, lying the other way."""
        return Size(self.height, self.width)

    def is_within(self, other: Size) -> bool:
        """Whether it fits into the other without being turned, to `TOLERANCE`."""
        return self.width <= other.width + TOLERANCE and self.height <= other.height + TOLERANCE

    def __str__(self) -> str:
        return f"{self.width.in_mm:.4g}×{self.height.in_mm:.4g} mm"


TOLERANCE = Length.mm(1)
"""By how much pages of one size may differ: programs round points and inches."""

_NAMED = {
    "A2": (420, 594), "A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "A6": (105, 148),
    "B3": (353, 500), "B4": (250, 353), "B5": (176, 250), "SRA3": (320, 450), "SRA4": (225, 320),
    "8开": (260, 370), "16开": (185, 260), "32开": (130, 185),
    "大8开": (285, 420), "大16开": (210, 285), "大32开": (140, 210),
}  # fmt: skip
_FIGURES = re.compile(r"(\d+(?:\.\d+)?)\s*[x×*]\s*(\d+(?:\.\d+)?)(?:\s*mm)?", re.IGNORECASE)

SIZES: dict[str, Size] = {
    name: Size(Length.mm(width), Length.mm(height)) for name, (width, height) in _NAMED.items()
}
"""Sheets upright.

Source: GB/T 148-1997 (A and B); ISO 217 (SRA); 正度 787×1092 mm and 大度 889×1194 mm, trimmed (开).
"""


def read_size(text: str, option: str) -> Size:
    """The size of a name such as `A3` or `大16开`, or of `210x297` (width × height in mm).

    Args:
        text: what the user wrote.
        option: where it was written, for the message.

    Raises:
        UsageError: it is neither.
    """
    known = {name.casefold(): size for name, size in SIZES.items()}
    if text.strip().casefold() in known:
        return known[text.strip().casefold()]
    figures = _FIGURES.fullmatch(text.strip())
    if figures and 0 < float(figures[1]) < 5000 and 0 < float(figures[2]) < 5000:
        return Size(Length.mm(float(figures[1])), Length.mm(float(figures[2])))
    raise UsageError(
        error(
            "NK-I03",
            _("this is no size of paper"),
            Location(option),
            found=text,
            wanted=_("a name such as A3 or 大16开, or 210x297 (mm)"),
            remedy=did_you_mean(text, SIZES),
        )
    )


def name_of(size: Size) -> str:
    """The size's name, whichever way the sheet lies; its figures where it has none."""
    upright = size.turned if size.is_landscape else size
    for name, known in SIZES.items():
        if upright.is_within(known) and known.is_within(upright):
            return name
    return str(upright)
