"""Values of OOXML attributes: switches, lengths, numbers; what cannot be read is None."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from notice_kit.measure import Length
from notice_kit.ooxml.wml import IN_W, Element

VAL = f"{IN_W}val"
_OFF = frozenset({"0", "false", "off", "none"})
_UNITS = {
    "mm": Length.mm(1), "cm": Length.mm(10), "in": Length.pt(72), "pt": Length.pt(1),
    "pc": Length.pt(12), "pi": Length.pt(12),
}  # fmt: skip
_LARGEST = 2**32
"""What no length or number of a page reaches; a larger one is a slip or an attack."""


def attribute(element: Element, name: str) -> str | None:
    """The attribute `w:name`, or None."""
    return element.get(IN_W + name)


def child(element: Element | None, name: str) -> Element | None:
    """The first child `w:name`, or None."""
    # `find` would read the name as a path, which takes three times as long.
    return None if element is None else next(element.iterchildren(IN_W + name), None)


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children `w:…` of these names, in order."""
    if element is not None:
        yield from element.iterchildren(*(IN_W + name for name in names))


def value(element: Element | None) -> str | None:
    """`w:val` of an element that may be missing."""
    return None if element is None else element.get(VAL)


def is_on(element: Element) -> bool:
    """Whether a switch is on: it is by being there, unless its value says otherwise.

    Source:
        ECMA-376 Part 1, 17.17.4 and 22.9.2.7 (ST_OnOff).
    """
    return (element.get(VAL) or "1").casefold() not in _OFF


def switch(text: str | None) -> bool | None:
    """The value of an attribute that is a switch; None where it is missing."""
    return None if text is None else text.casefold() not in _OFF


def number(text: str | None) -> float | None:
    """A number; None where it is missing or none."""
    if text is None:
        return None
    try:
        found = float(text.strip().removesuffix("%"))
    except ValueError:
        return None
    return found if abs(found) < _LARGEST else None


def whole(text: str | None) -> int | None:
    """A whole number; None where it is missing or none."""
    found = number(text)
    return None if found is None else int(found)


@lru_cache(maxsize=512)  # the same few lengths stand everywhere
def _length(text: str | None, unit: Length) -> Length | None:
    if text is None:
        return None
    text = text.strip()
    if (of_unit := _UNITS.get(text[-2:])) is not None:
        text, unit = text[:-2], of_unit
    found = number(text)
    return None if found is None else Length(round(found * unit))


def twips(text: str | None) -> Length | None:
    """A length in twips, or with its unit.

    Source:
        ECMA-376 Part 1, 22.9.2.14 (ST_TwipsMeasure), 17.18.81 (ST_SignedTwipsMeasure).
    """
    return _length(text, Length.twips(1))


def half_points(text: str | None) -> Length | None:
    """A size in half-points, or with its unit (17.18.42, ST_HpsMeasure)."""
    return _length(text, Length(Length.pt(1) // 2))


def eighths(text: str | None) -> Length | None:
    """A thickness in eighths of a point (17.18.23, ST_EighthPointMeasure)."""
    found = number(text)
    return None if found is None else Length(round(found * Length.pt(1) / 8))


def points(text: str | None) -> Length | None:
    """A distance in points (17.18.68, ST_PointMeasure)."""
    found = number(text)
    return None if found is None else Length.pt(found)


def emu(text: str | None) -> Length | None:
    """A length in EMU, or with its unit (20.1.10.16, ST_Coordinate)."""
    return _length(text, Length(1))
