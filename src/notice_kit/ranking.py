"""Who wins: the assessed candidates in order, cut at the quota of their affiliation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from notice_kit.averaging import Scores, scores
from notice_kit.campaign import Roster, Winner
from notice_kit.facts import Award, Facts
from notice_kit.findings import Finding, warning
from notice_kit.messages import _
from notice_kit.model import Affiliation, Assessment


@dataclass(frozen=True, slots=True)
class Ranked:
    """An assessed candidate in the order of all.

    Attributes:
        scores: by which it is ranked.
        affiliation: whose quota it counts against.
        rank: its place among all, from 1.
        place: its place among those of its affiliation, from 1; up to the quota they win.
        winner: what it wins, or None: then it is on the reserve list of its affiliation.
    """

    scores: Scores
    affiliation: Affiliation
    rank: int
    place: int
    winner: Winner | None

    @property
    def branch(self) -> str:
        """The code of the branch."""
        return self.scores.value.branch


def ranking(roster: Roster, facts: Facts, eligible: Collection[str]) -> list[Ranked]:
    """The assessed candidates in order, winners and others.

    Candidates are ordered by total, then by the scores that the facts name as `tie_break`, then by
    code; never by their order in a file. Of each affiliation only so many win as its quota allows.
    Awards go down the common order of the winners, grade by grade.

    Args:
        roster: validated rows; only branches with scores are ranked.
        facts: quotas, tie-break, awards and the rule for scores of groups.
        eligible: codes of the candidates that meet every requirement and may be nominated.
    """
    affiliations = _affiliations(roster)
    assessed = [one for code, one in scores(roster, facts).items() if code in eligible]
    assessed.sort(key=lambda one: (*_order(one.value, facts.tie_break), one.value.branch))
    quotas: dict[Affiliation, int] = {"town": facts.quotas.town, "direct": facts.quotas.direct}
    places: dict[Affiliation, int] = {"town": 0, "direct": 0}
    awards = _award_by_rank(facts)
    won = 0
    ranked: list[Ranked] = []
    for rank, one in enumerate(assessed, start=1):
        code = one.value.branch
        affiliation = affiliations[code]
        places[affiliation] += 1
        winner = None
        if places[affiliation] <= quotas[affiliation] and won < len(awards):
            winner = Winner(code, won + 1, one.value.total, awards[won])
            won += 1
        ranked.append(Ranked(one, affiliation, rank, places[affiliation], winner))
    return ranked


def winners(roster: Roster, facts: Facts, eligible: Collection[str]) -> list[Winner]:
    """The winners in rank order; arguments as for `ranking`."""
    return [one.winner for one in ranking(roster, facts, eligible) if one.winner is not None]


def check_ties(ranked: Sequence[Ranked], facts: Facts) -> Iterator[Finding]:
    """Candidates with the same scores of whom the code alone decides who wins, or wins more."""
    for _key, group in groupby(ranked, key=lambda one: _order(one.scores.value, facts.tie_break)):
        for first, second in combinations(list(group), 2):
            if _differ(first, second):
                yield warning(
                    "NK-D75",
                    _("totals and tie-break are equal, and the code decides who wins what"),
                    second.scores.place,
                    found=f"{first.branch}、{second.branch}",
                    remedy=_("Name another score in tie_break, or let the committee decide."),
                )
                break


def _differ(first: Ranked, second: Ranked) -> bool:
    """Whether the order of the two changes what they win."""
    if first.winner is None or second.winner is None:
        return first.winner is not second.winner and first.affiliation == second.affiliation
    return first.winner.award != second.winner.award


def _order(assessment: Assessment, tie_break: tuple[str, ...]) -> tuple[object, ...]:
    return (-assessment.total, *(-getattr(assessment, name) for name in tie_break))


def _award_by_rank(facts: Facts) -> list[Award]:
    return [award for award in facts.awards for _place in range(award.winners)]


def _affiliations(roster: Roster) -> dict[str, Affiliation]:
    units = {record.value.code: record.value.kind.affiliation for record in roster.units}
    return {record.value.code: units[record.value.unit] for record in roster.branches}
