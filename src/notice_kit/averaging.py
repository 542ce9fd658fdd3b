"""The scores by which candidates are ranked: those of 考评, or the means of what groups gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from notice_kit.campaign import Roster
from notice_kit.facts import Facts, Marks, Scoring
from notice_kit.findings import Location
from notice_kit.model import Assessment, Rating
from notice_kit.validate import Record

_ROUNDING: Mapping[str, str] = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}
LEAST = 3  # sheets, so that one is left without the highest and the lowest


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one candidate, and where they come from.

    Attributes:
        value: those that count.
        source: the row of 考评; None where they are means.
        kept, dropped: the rows of 评分 of which they are means, and those left out as highest and
            lowest; empty where they are a row of 考评.
    """

    value: Assessment
    source: Record[Assessment] | None = None
    kept: tuple[Record[Rating], ...] = ()
    dropped: tuple[Record[Rating], ...] = ()

    @property
    def place(self) -> Location:
        """The cell of the total, or the first row of 评分 that counts."""
        return self.source.place("total") if self.source else self.kept[0].place("branch")


def scores(roster: Roster, facts: Facts) -> dict[str, Scores]:
    """The scores of each candidate that has some, by code, in the order of the files."""
    found = {one.value.branch: Scores(one.value, source=one) for one in roster.assessments}
    if facts.scoring is not None:
        given: defaultdict[str, list[Record[Rating]]] = defaultdict(list)
        for rating in roster.ratings:
            given[rating.value.branch].append(rating)
        for branch, ratings in given.items():
            found.setdefault(branch, average(ratings, facts.scoring))
    return found


def average(ratings: Sequence[Record[Rating]], scoring: Scoring) -> Scores:
    """The mean of what the groups gave one candidate.

    The total is the mean of the groups' totals, rounded once; it may differ in the last place from
    the sum of the items, each of which is rounded by itself.

    Args:
        ratings: one or more rows of 评分, of the same branch; their order does not matter.
        scoring: the rule. Among equal totals, that of the group named first is left out. Of fewer
            than three rows none is left out.
    """
    ordered = sorted(ratings, key=lambda one: (total(one.value), _place(one.value, scoring)))
    dropped: tuple[Record[Rating], ...] = ()
    if scoring.drop_extremes and len(ordered) >= LEAST:
        most = total(ordered[-1].value)
        highest = next(one for one in ordered[1:] if total(one.value) == most)
        dropped = (ordered[0], highest)
    kept = [one for one in ratings if all(one is not other for other in dropped)]
    kept.sort(key=lambda one: _place(one.value, scoring))
    items = {
        name: _mean((getattr(one.value, name) for one in kept), scoring)
        for name in Marks.model_fields
    }
    mean = _mean((total(one.value) for one in kept), scoring)
    value = Assessment(branch=ratings[0].value.branch, **items, total=mean)
    return Scores(value, None, tuple(kept), dropped)


def total(rating: Rating | Assessment) -> Decimal:
    """The sum of the scores in a row."""
    return sum((getattr(rating, name) for name in Marks.model_fields), Decimal())


def _place(rating: Rating, scoring: Scoring) -> tuple[int, str]:
    """Where the group stands in the rule; one that is not named there, behind."""
    groups = scoring.groups
    known = rating.group in groups
    return (groups.index(rating.group) if known else len(groups), rating.group)


def _mean(values: Iterable[Decimal], scoring: Scoring) -> Decimal:
    each = list(values)
    mean = sum(each, Decimal()) / len(each)
    return mean.quantize(Decimal(1).scaleb(-scoring.decimals), rounding=_ROUNDING[scoring.rounding])
