"""The scores of several groups → one: what is left out, rounding, and that order never matters."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_kit.averaging import average, scores, total
from notice_kit.campaign import Roster
from notice_kit.facts import Facts, Marks, Scoring
from notice_kit.findings import Location
from notice_kit.model import Assessment, Rating
from notice_kit.validate import Record

ITEMS = tuple(Marks.model_fields)
GROUPS = ("一组", "二组", "三组", "四组", "五组")


def scoring(**rule):
    return Scoring(groups=GROUPS, **rule)


def rating(group, *items, branch="V1"):
    values = dict(zip(ITEMS, map(D, map(str, items)), strict=True))
    return Record(Rating(group=group, branch=branch, **values), Location("s.yaml"), {})


def flat(group, item, branch="V1"):
    """A sheet with the same score for each item."""
    return rating(group, *[item] * 6, branch=branch)


def groups(found):
    return [one.value.group for one in found]


# The table of docs/assess-guide.md, section 2.
GUIDE = (
    rating("一组", 14, 14, 18, 14, 19, 14),
    rating("二组", 13, 13.5, 18.5, 13, 18, 14),
    rating("三组", 14.5, 14, 19, 14, 19, 14.5),
    rating("四组", 14, 14, 18.5, 14, 19, 14),
    rating("五组", 14, 13.5, 18, 13.5, 18.5, 13.6),
)


def test_the_example_of_the_guide():
    found = average(GUIDE, scoring(drop_extremes=True))
    assert groups(found.kept) == ["一组", "四组", "五组"]
    assert groups(found.dropped) == ["二组", "三组"]
    value = found.value
    assert value.total == D("92.53")
    assert [getattr(value, name) for name in ITEMS] == [
        *(D("14"), D("13.83"), D("18.17"), D("13.83"), D("18.83"), D("13.87"))
    ]


def test_without_the_option_every_sheet_counts():
    found = average(GUIDE, scoring())
    assert found.dropped == ()
    assert found.value.total == D("92.52")  # 462.6 ÷ 5


def test_of_equal_totals_the_first_group_is_left_out():
    sheets = [flat(group, item) for group, item in zip(GROUPS, (10, 9, 9, 11, 11), strict=True)]
    found = average(sheets, scoring(drop_extremes=True))
    assert groups(found.dropped) == ["二组", "四组"]


def test_of_nothing_but_equal_totals_the_first_two_are_left_out():
    found = average([flat(group, 10) for group in GROUPS], scoring(drop_extremes=True))
    assert groups(found.kept) == ["三组", "四组", "五组"]


def test_two_sheets_are_both_kept():
    found = average([flat("一组", 10), flat("二组", 11)], scoring(drop_extremes=True))
    assert found.value.total == D("63")


@pytest.mark.parametrize(
    ("rounding", "decimals", "wanted"),
    [
        ("half_up", 2, "93.13"),
        ("half_even", 2, "93.12"),
        ("half_up", 3, "93.125"),
        ("half_up", 1, "93.1"),
        ("half_up", 0, "93"),
    ],
)
def test_a_half_is_rounded_as_the_rule_says(rounding, decimals, wanted):
    sheets = [
        rating("一组", 15, 15, 20, 15, 20, "8.125"),
        rating("二组", 15, 15, 20, 15, 20, "8.125"),
    ]
    found = average(sheets, scoring(rounding=rounding, decimals=decimals))
    assert found.value.total == D(wanted)


SCORE = st.decimals(min_value=0, max_value=15, places=1)
SHEETS = st.lists(st.lists(SCORE, min_size=6, max_size=6), min_size=3, max_size=5).map(
    lambda rows: [rating(group, *row) for group, row in zip(GROUPS, rows, strict=False)]
)


@given(SHEETS, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_sheets_does_not_matter(sheets, dice, drop):
    shuffled = list(sheets)
    dice.shuffle(shuffled)
    rule = scoring(drop_extremes=drop)
    found, again = average(sheets, rule), average(shuffled, rule)
    assert again.value == found.value
    assert groups(again.dropped) == groups(found.dropped)


@given(SHEETS, st.integers(0, 4), st.integers(0, 5), st.booleans())
def test_who_is_given_more_never_gets_less(sheets, at, item, drop):
    at %= len(sheets)
    raised = list(sheets)
    values = [getattr(sheets[at].value, name) for name in ITEMS]
    values[item] += D("0.5")
    raised[at] = rating(sheets[at].value.group, *values)
    rule = scoring(drop_extremes=drop)
    assert average(raised, rule).value.total >= average(sheets, rule).value.total


@given(SHEETS)
def test_the_mean_lies_between_what_is_kept_and_extremes_are_left_out(sheets):
    found = average(sheets, scoring(drop_extremes=True))
    kept = [total(one.value) for one in found.kept]
    low, high = (total(one.value) for one in found.dropped)
    assert low <= min(kept) <= max(kept) <= high
    assert min(kept) - D("0.005") <= found.value.total <= max(kept) + D("0.005")
    assert len(found.kept) + 2 == len(sheets)


def test_final_scores_and_those_of_groups_stand_side_by_side():
    final = Assessment(branch="V2", **dict.fromkeys(ITEMS, 10), total=60)
    row = Record(final, Location("u.yaml"), {"total": Location("u.yaml", line=7)})
    roster = Roster((), (), (), (), (), (row,), (flat("一组", 9), flat("二组", 10)))
    found = scores(roster, Facts.model_construct(scoring=scoring()))
    assert {code: one.value.total for code, one in found.items()} == {"V2": 60, "V1": 57}
    assert found["V2"].place == Location("u.yaml", line=7)
    assert found["V1"].source is None
