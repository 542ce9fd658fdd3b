"""Working days in China, by the State Council's notice for 2026."""

from datetime import date

import pytest

from notice_kit.workdays import is_announced, is_workday, workday_before, workday_from


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 1, 1), False),  # 元旦
        (date(2026, 1, 4), True),  # a Sunday worked for 2 January
        (date(2026, 2, 14), True),  # a Saturday worked for the Spring Festival
        (date(2026, 2, 16), False),  # a Monday of the Spring Festival
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 4, 6), False),  # a Monday for 清明, which falls on a Sunday
        (date(2026, 5, 9), True),  # a Saturday worked for 5 May
        (date(2026, 10, 7), False),
        (date(2026, 7, 1), True),
        (date(2026, 7, 4), False),
    ],
)
def test_a_day_is_worked_or_not(day, works):
    assert is_workday(day) is works


def test_what_falls_on_a_holiday_moves_to_the_next_working_day():
    assert workday_from(date(2026, 2, 15)) == date(2026, 2, 24)
    assert workday_from(date(2026, 7, 1)) == date(2026, 7, 1)


def test_what_would_move_into_another_month_comes_earlier():
    assert workday_from(date(2026, 5, 30)) == date(2026, 5, 29)


def test_the_working_day_before():
    assert workday_before(date(2026, 2, 24)) == date(2026, 2, 14)
    assert workday_before(date(2026, 10, 8)) == date(2026, 9, 30)


def test_a_year_without_a_notice_is_known_by_its_want_of_exchanges():
    assert is_announced(2026)
    assert not is_announced(2190)
