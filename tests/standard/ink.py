"""Where there is ink on a page of a PDF, in millimetres from its upper left corner."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

_RESOLUTION = 200
_PER_MM = _RESOLUTION / 25.4
_WHITE = b"\xff"


@dataclass(frozen=True, slots=True)
class Band:
    """Rows with ink that follow each other."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Ink:
    """A page as it is printed, without colours."""

    def __init__(self, pdf: Path, page: int) -> None:
        command = ["pdftoppm", "-r", str(_RESOLUTION), "-gray", "-f", str(page), "-l", str(page)]
        picture = subprocess.run([*command, pdf], check=True, capture_output=True).stdout
        _kind, size, _depth, points = picture.split(b"\n", 3)
        width, height = map(int, size.split())
        self._rows = [points[width * y : width * (y + 1)] for y in range(height)]

    def bands(self, left: float, right: float, top: float = 0, bottom: float = 420) -> list[Band]:
        """The bands between two verticals, from the top."""
        start, end = round(left * _PER_MM), round(right * _PER_MM)
        rows = range(round(top * _PER_MM), min(round(bottom * _PER_MM), len(self._rows)))
        inked = [y for y in rows if self._rows[y][start:end].strip(_WHITE)]
        runs = [list(run) for _k, run in groupby(enumerate(inked), lambda pair: pair[1] - pair[0])]
        return [Band(run[0][1] / _PER_MM, (run[-1][1] + 1) / _PER_MM) for run in runs]

    def extent(self, top: float, bottom: float, right: float = 420) -> tuple[float, float]:
        """The leftmost and the rightmost ink between two horizontals, left of a vertical."""
        end = round(right * _PER_MM)
        rows = [row[:end] for row in self._rows[round(top * _PER_MM) : round(bottom * _PER_MM)]]
        first = min(len(row) - len(row.lstrip(_WHITE)) for row in rows)
        last = max(len(row.rstrip(_WHITE)) for row in rows)
        return first / _PER_MM, last / _PER_MM
