"""The days of a branch's year."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from notice_kit.workdays import is_workday
from notice_kit.year_plan import activity_days, meetings


def test_the_activity_days_of_2026_are_moved_off_holidays():
    assert [(day.month, day.day) for day in activity_days(2026, 15)] == [
        *((1, 15), (2, 24), (3, 16), (4, 15), (5, 15), (6, 15)),
        *((7, 15), (8, 17), (9, 15), (10, 15), (11, 16), (12, 15)),
    ]


def test_the_meetings_of_a_first_quarter():
    found = [
        (meeting.date, meeting.kind) for meeting in meetings(2026, 15) if meeting.date.month < 4
    ]
    assert found == [
        (date(2026, 1, 14), "支部委员会会议"),
        (date(2026, 1, 15), "党课"),
        (date(2026, 2, 14), "支部委员会会议"),
        (date(2026, 2, 24), "组织生活会"),
        (date(2026, 3, 13), "支部委员会会议"),
        (date(2026, 3, 16), "党员大会"),
    ]


@given(st.integers(2005, 2035), st.integers(1, 28))
def test_the_days_of_any_year_are_what_the_regulations_ask_for(year, day):
    days = activity_days(year, day)
    assert [one.month for one in days] == list(range(1, 13))
    assert all(is_workday(one) for one in days)
    planned = meetings(year, day)
    assert all(is_workday(one.date) for one in planned)
    kinds = [one.kind for one in planned]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "支部委员会会议": 12,
        "党课": 4,
        "党员大会": 4,
        "组织生活会": 1,
    }
