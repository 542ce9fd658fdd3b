"""The number that is printed on a page, from where sections begin and how they count.

Source: ECMA-376 Part 1, 17.6.12 (pgNumType), 17.16.4.3 (general formatting of fields).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from notice_kit.document.number_formats import numbered
from notice_kit.document.sections import Section

_FORMAT = re.compile(r"\\\*\s*(\w+)")
_FORMATS = {
    "Arabic": "decimal", "ROMAN": "upperRoman", "roman": "lowerRoman",
    "ALPHABETIC": "upperLetter", "alphabetic": "lowerLetter", "CHINESENUM1": "chineseCounting",
    "CHINESENUM2": "chineseLegalSimplified", "CHINESENUM3": "chineseCountingThousand",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Run:
    """Pages that are counted as one.

    Attributes:
        page: the first of them, counted in sheets' sides from 1.
        number: that of the first.
        format: of numbers, a value of `w:fmt`.
    """

    page: int
    number: int
    format: str


class PageNumbers:
    """The numbers of a document's pages."""

    def __init__(self, sections: Sequence[Section], first_pages: Sequence[int | None]) -> None:
        """Take the sections and the page on which each begins, counted in sheets' sides from 1.

        A section that begins within a page counts on, as its own count would begin within a page.
        """
        self._runs: list[_Run] = []
        for section, page in zip(sections, first_pages, strict=True):
            before = self._runs[-1] if self._runs else None
            if before and (page is None or section.kind in ("continuous", "nextColumn")):
                continue
            page = page or 1
            number = section.number_start
            if number is None:
                number = before.number + page - before.page if before else 1
            self._runs.append(_Run(page, number, section.number_format or "decimal"))

    def printed(self, page: int, instruction: str = "") -> str:
        """What a field shows for a page, in the format of its section unless it asks for another.

        Args:
            page: counted in sheets' sides from 1.
            instruction: of the field.
        """
        place = bisect.bisect_right(self._runs, page, key=lambda run: run.page) - 1
        run = self._runs[max(place, 0)]
        asked = (_FORMATS.get(found[1]) for found in _FORMAT.finditer(instruction))
        form = next(filter(None, asked), run.format)
        return numbered(run.number + page - run.page, form)
