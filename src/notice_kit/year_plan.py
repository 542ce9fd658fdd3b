"""The days of a branch's year: 主题党日, and the meetings of 三会一课."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from notice_kit.workdays import workday_before, workday_from

_MONTHS = range(1, 13)


@dataclass(frozen=True)
class Meeting:
    """A meeting that the regulations ask for."""

    kind: str
    date: date


@cache
def activity_days(year: int, day: int) -> tuple[date, ...]:
    """The twelve 主题党日 of a year: `day` of each month, or the next working day of that month.

    Args:
        year: the year.
        day: 1 to 28, which each month has.
    """
    return tuple(workday_from(date(year, month, day)) for month in _MONTHS)


@cache
def meetings(year: int, day: int) -> tuple[Meeting, ...]:
    """The meetings of 三会一课 and the 组织生活会 of a year, by date.

    The committee meets on the working day before each 主题党日, to prepare it. On the 主题党日
    itself fall the 党课 of each quarter, in its first month, the 党员大会, in its last, and the
    组织生活会 of the year, in February.

    Source:
        《中国共产党支部工作条例（试行）》第十一至十三条、第十五条、第十六条: 党员大会 and 党课 each
        quarter, 支委会 each month, 组织生活会 each year.
    """
    return tuple(sorted(_meetings(year, day), key=lambda meeting: meeting.date))


def _meetings(year: int, day: int) -> Iterator[Meeting]:
    for month, on in zip(_MONTHS, activity_days(year, day), strict=True):
        yield Meeting("支部委员会会议", workday_before(on))
        if month % 3 == 1:
            yield Meeting("党课", on)
        if month % 3 == 0:
            yield Meeting("党员大会", on)
        if month == 2:
            yield Meeting("组织生活会", on)
