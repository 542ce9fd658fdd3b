"""Who wins: order, ties, quotas of each affiliation, grades."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_kit.campaign import Roster
from notice_kit.facts import Award, Facts, Shares
from notice_kit.findings import Location
from notice_kit.model import Assessment, Branch, Unit, UnitKind
from notice_kit.ranking import check_ties, ranking, winners
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


def reserve(of, *assessments):
    codes = {item.branch for item in assessments}
    order = ranking(roster(*assessments), of, codes)
    return [(one.branch, one.affiliation, one.place) for one in order if one.winner is None]


def test_who_does_not_win_is_on_the_reserve_list_of_its_affiliation_in_order():
    found = reserve(
        facts(town=1, direct=1),
        *(scores("V1", 99), scores("V2", 97), scores("V3", 98), scores("G1", 80), scores("G2", 70)),
    )
    assert found == [("V3", "town", 2), ("V2", "town", 3), ("G2", "direct", 2)]


def ties(of, *assessments):
    codes = {item.branch for item in assessments}
    found = check_ties(ranking(roster(*assessments), of, codes), of)
    return [(one.code, one.found) for one in found]


def test_a_tie_at_the_quota_that_the_code_alone_decides_is_told():
    tied = (scores("V1", 90, 18), scores("V2", 90, 18))
    assert ties(facts(town=1), *tied) == [("NK-D75", "V1、V2")]
    assert ties(facts(town=1), scores("V1", 90, 18), scores("V2", 90, 17)) == []


def test_a_tie_between_grades_is_told_and_one_within_a_grade_is_not():
    first, others = scores("V0", 95), (scores("V1", 90), scores("G1", 90))
    assert ties(facts(), first, *others) == []
    assert ties(facts(), *others) == [("NK-D75", "G1、V1")]


def test_a_tie_across_the_quotas_of_two_affiliations_is_no_decision_of_the_code():
    assert ties(facts(town=0, direct=1), scores("G1", 90), scores("V1", 90)) == []


TOTAL = st.integers(80, 99)
ROWS = st.lists(
    st.tuples(st.sampled_from("VG"), TOTAL, st.integers(15, 20)), min_size=1, max_size=12
).map(lambda rows: [scores(f"{kind}{at:02}", *row) for at, (kind, *row) in enumerate(rows)])


@given(ROWS, st.integers(0, 3), st.integers(0, 3), st.randoms(use_true_random=False))
def test_quotas_are_never_exceeded_and_no_order_of_rows_changes_anything(rows, town, direct, dice):
    of, codes = facts(town, direct), {row.branch for row in rows}
    found = ranking(roster(*rows), of, codes)
    won = [one for one in found if one.winner]
    assert sum(one.affiliation == "town" for one in won) <= town
    assert sum(one.affiliation == "direct" for one in won) <= direct
    assert len(won) <= len(AWARDS[:1]) + 2
    shuffled = list(rows)
    dice.shuffle(shuffled)
    assert [(one.branch, one.rank, one.place) for one in ranking(roster(*shuffled), of, codes)] == [
        (one.branch, one.rank, one.place) for one in found
    ]


@given(ROWS, st.integers(0, 11))
def test_a_higher_total_never_makes_a_winner_lose(rows, at):
    of, codes, at = facts(1, 1), {row.branch for row in rows}, at % len(rows)
    raised = list(rows)
    raised[at] = scores(rows[at].branch, rows[at].total + 1, rows[at].central_work)
    before = {one.branch for one in winners(roster(*rows), of, codes)}
    after = {one.branch for one in winners(roster(*raised), of, codes)}
    assert rows[at].branch not in before or rows[at].branch in after
