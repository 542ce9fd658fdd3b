"""Who wins: the assessed candidates in order, cut at the quota of their affiliation."""

from __future__ import annotations

from collections.abc import Collection

from notice_kit.campaign import Roster, Winner
from notice_kit.facts import Award, Facts
from notice_kit.model import Affiliation, Assessment


def winners(roster: Roster, facts: Facts, eligible: Collection[str]) -> list[Winner]:
    """The winners in rank order.

    Candidates are ordered by total, then by the scores that the facts name as `tie_break`, then by
    code; never by their order in a file. Of each affiliation only so many win as its quota allows.
    Awards go down the common order, grade by grade.

    Args:
        roster: validated rows; only branches with an assessment can win.
        facts: quotas, tie-break and awards.
        eligible: codes of the candidates that meet every requirement.
    """
    affiliations = _affiliations(roster)
    assessed = [record.value for record in roster.assessments if record.value.branch in eligible]
    assessed.sort(key=lambda assessment: _order(assessment, facts.tie_break))
    left: dict[Affiliation, int] = {"town": facts.quotas.town, "direct": facts.quotas.direct}
    awards = _award_by_rank(facts)
    won: list[Winner] = []
    for assessment in assessed:
        affiliation = affiliations[assessment.branch]
        if left[affiliation] == 0 or len(won) == len(awards):
            continue
        left[affiliation] -= 1
        rank = len(won) + 1
        won.append(Winner(assessment.branch, rank, assessment.total, awards[rank - 1]))
    return won


def _order(assessment: Assessment, tie_break: tuple[str, ...]) -> tuple[object, ...]:
    return (
        -assessment.total,
        *(-getattr(assessment, name) for name in tie_break),
        assessment.branch,
    )


def _award_by_rank(facts: Facts) -> list[Award]:
    return [award for award in facts.awards for _place in range(award.winners)]


def _affiliations(roster: Roster) -> dict[str, Affiliation]:
    units = {record.value.code: record.value.kind.affiliation for record in roster.units}
    return {record.value.code: units[record.value.unit] for record in roster.branches}
