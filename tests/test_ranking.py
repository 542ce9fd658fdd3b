"""Who wins: order, ties, quotas of each affiliation, grades."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_kit.campaign import Roster
from notice_kit.facts import Award, Facts, Shares
from notice_kit.findings import Location
from notice_kit.model import Assessment, Branch, Unit, UnitKind
from notice_kit.ranking import winners
from notice_kit.validate import Record

AWARDS = (
    Award(grade="一等", winners=1, amount=20000),
    Award(grade="二等", winners=2, amount=15000),
)


def facts(town=3, direct=3):
    """The facts that ranking asks for: three awards at most."""
    return Facts.model_construct(
        quotas=Shares(town=town, direct=direct, total=town + direct),
        tie_break=("central_work",),
        awards=AWARDS,
    )


def record(value):
    return Record(value, Location("u.yaml"), {})


def scores(branch, total, central_work=0):
    """An assessment; branches with a code in V belong to the town, others to the county."""
    return Assessment.model_construct(
        branch=branch, total=Decimal(str(total)), central_work=Decimal(central_work)
    )


def roster(*assessments):
    units = (
        Unit.model_construct(code="T", kind=UnitKind.TOWN),
        Unit.model_construct(code="D", kind=UnitKind.DIRECT_COMMITTEE),
    )
    branches = (
        Branch.model_construct(code=item.branch, unit="T" if item.branch[0] == "V" else "D")
        for item in assessments
    )
    empty = ()
    return Roster(
        tuple(map(record, units)),
        tuple(map(record, branches)),
        empty,
        empty,
        empty,
        tuple(map(record, assessments)),
    )


def ranked(of, *assessments, eligible=None):
    codes = {item.branch for item in assessments} if eligible is None else eligible
    won = winners(roster(*assessments), of, codes)
    return [(winner.rank, winner.branch, winner.award.grade) for winner in won]


def test_the_higher_total_comes_first_and_grades_go_down_the_order():
    found = ranked(facts(), scores("V1", 90), scores("G1", 95.5), scores("V2", 95))
    assert found == [(1, "G1", "一等"), (2, "V2", "二等"), (3, "V1", "二等")]


def test_a_tie_is_broken_by_the_named_score_then_by_code():
    found = ranked(
        facts(), scores("V3", 90, 18), scores("V2", 90, 18), scores("V1", 90, 17), scores("V4", 91)
    )
    assert [code for _rank, code, _grade in found] == ["V4", "V2", "V3"]


def test_of_each_affiliation_only_its_quota_wins():
    found = ranked(
        facts(town=1, direct=2),
        scores("V1", 99),
        scores("V2", 98),
        scores("G1", 80),
        scores("G2", 70),
    )
    assert found == [(1, "V1", "一等"), (2, "G1", "二等"), (3, "G2", "二等")]


def test_who_does_not_meet_the_requirements_does_not_win():
    found = ranked(facts(), scores("V1", 99), scores("V2", 98), eligible={"V2"})
    assert found == [(1, "V2", "一等")]


def test_there_are_never_more_winners_than_awards():
    found = ranked(facts(town=9), *(scores(f"V{n}", 90 - n) for n in range(6)))
    assert [rank for rank, _code, _grade in found] == [1, 2, 3]


@pytest.mark.parametrize("quota", [0, 1])
def test_a_quota_of_none_gives_no_winner(quota):
    assert len(ranked(facts(town=quota, direct=0), scores("V1", 90), scores("G1", 95))) == quota


@given(st.permutations([("V1", 90), ("V2", 90), ("G1", 90), ("G2", 95), ("V3", 80)]))
def test_the_order_of_the_rows_does_not_matter(rows):
    found = ranked(facts(town=2, direct=1), *(scores(*row) for row in rows))
    assert [code for _rank, code, _grade in found] == ["G2", "V1", "V2"]
