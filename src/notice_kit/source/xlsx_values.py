"""What an Excel cell says, as a value: the number behind it, or the text that its format shows.

Codes: NK-S70 figures lost, NK-S71 formula without a result, NK-S72 error in a cell, NK-S69 a number
that is no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.source.located import Scalar

EXACT_BELOW = 10**15
"""Excel keeps 15 significant figures; of whole numbers from here on, the last ones are zeros."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')
_PIECE = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|.')


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as openpyxl reads it.

    Attributes:
        value: its (cached) value; None where there is none.
        kind: `n` number, `s` or `str` text, `b` truth, `d` date, `e` error, `outside` a number that
            is formatted as a date but lies outside the calendar.
        number_format: such as `000000` or `0.0%`.
        formula: without `=`; None where there is no formula.
    """

    value: str | int | float | bool | date | time | timedelta | None
    kind: str
    number_format: str
    formula: str | None


def read_value(cell: RawCell, place: Location) -> tuple[Scalar, Finding | None]:
    """The cell's value, or None and the reason why it cannot be read.

    Whole numbers are int; others are Decimal, rounded to the 15 figures that Excel shows (0.1 + 0.2
    is 0.3). Percentages, and numbers whose format puts zeros before them, are text as shown; a
    format of money changes nothing. Midnight is a date, other times of a day stay, times without a
    day are text (`09:30`). Text is as written, not trimmed.

    Args:
        cell: what stands in the file.
        place: the cell.
    """
    value = cell.value
    if cell.kind == "e":
        remedy = _("Correct the formula or the cell it refers to.")
        message = _("the cell holds an error")
        return None, error("NK-S72", message, place, found=str(value), remedy=remedy)
    if cell.kind == "outside":
        remedy = _("Type the date again with hyphens, such as 2026-07-20.")
        message = _("the number is formatted as a date, but stands for none")
        return None, error("NK-S69", message, place, found=str(value), remedy=remedy)
    if value is None and cell.formula is not None and cell.kind != "str":
        remedy = _("Open the file in Excel or WPS, and save it: that works out the formulas.")
        message = _("the formula has no result yet")
        return None, error("NK-S71", message, place, found=f"={cell.formula}", remedy=remedy)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if abs(value) >= EXACT_BELOW:
            return None, _figures_lost(value, place)
        return _number(value, cell.number_format), None
    return _other(value), None


def unescape(text: str) -> str:
    """The text with the characters that Excel writes as `_x000D_`.

    Source: ECMA-376 Part 1, 22.9.2.19 (ST_Xstring).
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _figures_lost(value: int | float, place: Location) -> Finding:
    message = _("of a number of more than 15 figures, the last ones are already lost")
    remedy = _("Format the column as text and type the number again.")
    return error("NK-S70", message, place, found=f"{value:.15g}", remedy=remedy)


def _other(value: str | bool | date | time | timedelta | None) -> Scalar:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
    return unescape(value) if isinstance(value, str) else value


def _number(value: int | float, number_format: str) -> int | Decimal | str:
    exact = Decimal(f"{value:.15g}")
    first_section = number_format.split(";")[0]
    bare = _LITERAL.sub("", first_section)
    if "%" in bare:
        return _percentage(exact, bare)
    whole = exact == exact.to_integral_value()
    if whole and exact >= 0 and bare.count("0") > 1 and set(bare) <= set("0-() "):
        return _code(int(exact), first_section)
    return int(exact) if whole else exact


def _percentage(exact: Decimal, bare: str) -> str:
    """The percentage with the decimals of its format, or more where it has more: none is lost."""
    shown = (exact * 100).normalize()
    decimals = bare.partition(".")[2].count("0")
    digits = max(decimals, -int(shown.as_tuple().exponent), 0)
    return f"{shown:.{digits}f}%"


def _code(number: int, section: str) -> str:
    """The number as a format of zeros and fixed text shows it: 7 in `"D"00` is `D07`."""
    pieces = _PIECE.findall(section)
    figures = str(number).zfill(pieces.count("0"))
    upto = len(figures) - pieces.count("0")
    shown: list[str] = []
    taken = 0
    for piece in pieces:
        if piece == "0":
            upto += 1
            shown.append(figures[taken:upto])
            taken = upto
        elif piece[0] not in "_*[":
            shown.append(piece.strip('"').removeprefix("\\"))
    return "".join(shown)
