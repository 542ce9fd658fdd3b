"""The kit's own filters: how Chinese offices write dates, numbers and money.

An undefined value passes through every filter, so that the fault names the field.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import wraps
from math import isfinite
from typing import Any

from jinja2 import Undefined

from notice_kit import numerals
from notice_kit.messages import _
from notice_kit.numerals import parse_date

_MOST_FIGURES = 1000  # of a number; a short one with an exponent can stand for far more


def _is_absent(value: Any) -> bool:
    return value is None or isinstance(value, Undefined)


def _lenient(write: Callable[[Any], str]) -> Callable[[Any], Any]:
    @wraps(write)
    def filter_(value: Any) -> Any:
        return value if _is_absent(value) else write(value)

    return filter_


def _of_number(write: Callable[..., str]) -> Callable[..., Any]:
    """The filter, which takes a number, but not yes or no for one, nor one beyond all reason."""

    @wraps(write)
    def filter_(value: Any, *args: Any, **kwargs: Any) -> Any:
        if _is_absent(value):
            return value
        if isinstance(value, bool):
            raise ValueError(_("yes or no is no number"))
        if isinstance(value, float | Decimal) and (
            not isfinite(value) or abs(Decimal(value).adjusted()) > _MOST_FIGURES
        ):
            raise ValueError(_("no number that can be written: {value}").format(value=value))
        return write(value, *args, **kwargs)

    return filter_


def _of_date(write: Callable[[date], str]) -> Callable[[Any], Any]:
    """The filter, which takes a date or the text of one."""

    @wraps(write)
    def from_text(value: Any) -> str:
        return write(value if isinstance(value, date) else parse_date(str(value)))

    return _lenient(from_text)


def either(value: Any, yes: str, no: str) -> Any:
    """`yes` or `no` for True or False: `{{ room.dvd|either('有', '无') }}`."""
    if _is_absent(value):
        return value
    return yes if value else no


@_of_number
def decimals(value: Any, places: int = 1) -> str:
    """A number with a fixed count of decimals: `{{ winner.total|decimals(1) }}`."""
    return numerals.decimals(value, places)


@_of_number
def ordinal(value: Any, form: str = "") -> str:
    """A number in 汉字 in its form: `{{ loop.index|ordinal('（）') }}` → （三）."""
    return numerals.ordinal(value, form)


@_of_number
def chinese_year(value: Any) -> str:
    """A year, or that of a date, in 汉字: `{{ campaign.year|chinese_year }}` → 二〇二六."""
    if isinstance(value, int | date) or (isinstance(value, str) and value.isdecimal()):
        return numerals.chinese_year(value if isinstance(value, date) else int(value))
    return numerals.chinese_year(parse_date(str(value)))


FILTERS: dict[str, Callable[..., Any]] = {
    "capital": _of_number(numerals.capital),
    "chinese_year": chinese_year,
    "decimals": decimals,
    "either": either,
    "figures": _of_number(numerals.figures),
    "long_date": _of_date(numerals.long_date),
    "mask": _lenient(numerals.mask),
    "month": _of_date(numerals.month),
    "month_day": _of_date(numerals.month_day),
    "ordinal": ordinal,
    "spoken": _of_number(numerals.spoken),
    "weekday": _of_date(numerals.weekday),
    "year_month": _of_date(numerals.year_month),
}
