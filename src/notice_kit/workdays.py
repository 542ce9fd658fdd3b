"""Working days in China: weekends, public holidays, and the weekends worked in exchange.

The days come from the library `holidays`, which follows the State Council's yearly notices.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether offices work on that day."""
    return bool(_calendar().is_working_day(day))


def is_announced(year: int) -> bool:
    """Whether the library knows which weekends of that year are worked in exchange for holidays.

    Of other years it knows the holidays of the law alone.
    """
    calendar = _calendar()
    calendar.is_working_day(date(year, 1, 1))  # a year is filled in when first asked for
    return any(day.year == year for day in calendar.weekend_workdays)


def workday_from(day: date) -> date:
    """That day or the first working day after it; the last one before, should that be next month.

    What an office does once a month must not fall into another month.
    """
    later = day
    while not is_workday(later):
        later += _DAY
    return later if later.month == day.month else workday_before(day)


def workday_before(day: date) -> date:
    """The last working day before that day."""
    earlier = day - _DAY
    while not is_workday(earlier):
        earlier -= _DAY
    return earlier


@cache
def _calendar() -> HolidayBase:
    from holidays import country_holidays  # a tenth of a second, and few commands need it

    return country_holidays("CN")
