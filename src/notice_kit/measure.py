"""Lengths as a type: integers in English Metric Units (EMU), so that units cannot be confused."""

from __future__ import annotations

EMU_PER_MM = 36_000
EMU_PER_PT = 12_700
EMU_PER_TWIP = 635


class Length(int):
    """A length in EMU; 36,000 to a millimetre, 12,700 to a point, 635 to a twip.

    Source:
        ECMA-376 Part 1, 20.1.10.16 (ST_Coordinate).
    """

    @classmethod
    def mm(cls, millimetres: float) -> Length:
        """The length of so many millimetres, to the nearest EMU."""
        return cls(round(millimetres * EMU_PER_MM))

    @classmethod
    def pt(cls, points: float) -> Length:
        """The length of so many points of 1/72 inch, to the nearest EMU."""
        return cls(round(points * EMU_PER_PT))

    @classmethod
    def twips(cls, twips: float) -> Length:
        """The length of so many twentieths of a point, to the nearest EMU."""
        return cls(round(twips * EMU_PER_TWIP))

    @property
    def in_mm(self) -> float:
        """The length in millimetres."""
        return self / EMU_PER_MM

    @property
    def in_pt(self) -> float:
        """The length in points."""
        return self / EMU_PER_PT

    @property
    def in_twips(self) -> int:
        """The length in twips, rounded to the nearest: the unit of most WordprocessingML."""
        return round(self / EMU_PER_TWIP)
