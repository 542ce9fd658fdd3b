"""The kit's own filters: how Chinese offices write dates, numbers and money.

An undefined value passes through every filter, so that the fault names the field.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from jinja2 import Undefined

from notice_kit import numerals
from notice_kit.numerals import parse_date


def _is_absent(value: Any) -> bool:
    return value is None or isinstance(value, Undefined)


def _lenient(write: Callable[[Any], str]) -> Callable[[Any], Any]:
    @wraps(write)
    def filter_(value: Any) -> Any:
        return value if _is_absent(value) else write(value)

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


def decimals(value: Any, places: int = 1) -> Any:
    """A number with a fixed count of decimals: `{{ winner.total|decimals(1) }}`."""
    return value if _is_absent(value) else numerals.decimals(value, places)


def ordinal(value: Any, form: str = "") -> Any:
    """A number in 汉字 in its form: `{{ loop.index|ordinal('（）') }}` → （三）."""
    return value if _is_absent(value) else numerals.ordinal(value, form)


def chinese_year(value: Any) -> Any:
    """A year, or that of a date, in 汉字: `{{ campaign.year|chinese_year }}` → 二〇二六."""
    if _is_absent(value):
        return value
    if isinstance(value, int | date) or (isinstance(value, str) and value.isdecimal()):
        return numerals.chinese_year(value if isinstance(value, date) else int(value))
    return numerals.chinese_year(parse_date(str(value)))


FILTERS: dict[str, Callable[..., Any]] = {
    "capital": _lenient(numerals.capital),
    "chinese_year": chinese_year,
    "decimals": decimals,
    "either": either,
    "figures": _lenient(numerals.figures),
    "long_date": _of_date(numerals.long_date),
    "mask": _lenient(numerals.mask),
    "month": _of_date(numerals.month),
    "month_day": _of_date(numerals.month_day),
    "ordinal": ordinal,
    "spoken": _lenient(numerals.spoken),
    "weekday": _of_date(numerals.weekday),
    "year_month": _of_date(numerals.year_month),
}
