"""`assess`: which candidates may win, how they rank, and from which cell each result comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from notice_kit.averaging import Scores, scores
from notice_kit.campaign import Campaign, Winner
from notice_kit.context import campaign_context, eligible, sound_roster
from notice_kit.criteria import Criterion, Measure, measure
from notice_kit.findings import Finding, Location
from notice_kit.isolation import touches_ranking
from notice_kit.model import Affiliation, Branch, TitleEvent
from notice_kit.ranking import Ranked, check_ties, ranking
from notice_kit.titles import Standing, standings
from notice_kit.validate import Record


class Status(StrEnum):
    """What becomes of a branch in the campaign."""

    WINNER = "winner"
    RESERVE = "reserve"
    NOT_ASSESSED = "not_assessed"
    LACKING = "lacking"
    BARRED = "barred"
    NOT_NOMINATED = "not_nominated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """A requirement held against a branch, and the cell that says what the branch has."""

    measure: Measure
    place: Location


@dataclass(frozen=True, slots=True)
class BranchResult:
    """What becomes of one branch, and why.

    Attributes:
        code, name, unit: whose result it is; `unit` is the short name of the unit over it.
        affiliation: whose quota it counts against; None where errors hide it.
        status: the result.
        requirements: each testable requirement; empty where errors hide what the branch has.
        bar: why it may not be nominated, in words; None where it may.
        history: its titles over the years.
        scores: None where it was not assessed.
        ranked: its place; None where it is not ranked: it lacks something or has no scores, or
            errors leave open who wins.
        faults: errors in its rows.
    """

    code: str
    name: str
    unit: str
    affiliation: Affiliation | None
    status: Status
    requirements: tuple[RequirementResult, ...] = ()
    bar: str | None = None
    history: tuple[Record[TitleEvent], ...] = ()
    scores: Scores | None = None
    ranked: Ranked | None = None
    faults: tuple[Finding, ...] = ()

    @property
    def lacking(self) -> tuple[RequirementResult, ...]:
        """What is required and not there."""
        return tuple(
            one
            for one in self.requirements
            if not one.measure.is_met and not one.measure.criterion.desirable
        )

    @property
    def reason(self) -> str:
        """Why it cannot win, as far as the data say: where errors are, the bar, what it lacks."""
        if self.faults:
            return "、".join(str(one.location) for one in self.faults)
        return self.bar or "、".join(one.measure.criterion.name for one in self.lacking)

    @property
    def winner(self) -> Winner | None:
        """What it wins."""
        return self.ranked.winner if self.ranked else None

    @property
    def met_share(self) -> Decimal | None:
        """The weight of what is required and there, of all that is required: 0 to 100."""
        required = [one.measure for one in self.requirements if not one.measure.criterion.desirable]
        full = sum((one.criterion.weight for one in required), Decimal())
        met = sum((one.criterion.weight for one in required if one.is_met), Decimal())
        return (met * 100 / full).quantize(Decimal("0.1")) if full else None


@dataclass(frozen=True, slots=True)
class AssessmentResult:
    """What becomes of every branch of a campaign.

    Attributes:
        campaign: of which.
        branches: all of them: the ranked in order, then other candidates, then the rest, both in
            the order of the units.
        judged: the requirements that people judge, of which the data say nothing.
        is_ranked: whether who wins is known; errors in rows of candidates leave it open.
        findings: what is to be known of the ranking: ties that the code alone decides.
    """

    campaign: Campaign
    branches: tuple[BranchResult, ...]
    judged: tuple[Criterion, ...]
    is_ranked: bool
    findings: tuple[Finding, ...] = ()

    @property
    def winners(self) -> tuple[BranchResult, ...]:
        """Those that win, in rank order."""
        return tuple(one for one in self.branches if one.status is Status.WINNER)

    def reserve(self, affiliation: Affiliation) -> tuple[BranchResult, ...]:
        """Those that come next when a winner of the affiliation falls out, in order."""
        return tuple(
            one
            for one in self.branches
            if one.status is Status.RESERVE and one.affiliation == affiliation
        )


def assess(campaign: Campaign) -> AssessmentResult:
    """Who is eligible, how the assessed rank, who wins and who comes next.

    It goes by the same data and rules as the documents: whom it names a winner, they name.

    Args:
        campaign: as `load` gives it.
    """
    root = campaign_context(campaign)
    known = {one["code"]: one.get("candidate") for one in root["branches"]}
    is_ranked = not any(
        touches_ranking(fault, known.get(code)) for code, fault in campaign.spoilt.branches.items()
    )
    order: list[Ranked] = []
    if is_ranked:
        order = ranking(sound_roster(campaign), campaign.facts, eligible(root["candidates"]))
    sources = _Sources(campaign, {one.branch: one for one in order})
    results = [
        sources.result(branch, unit) for unit in root["units"] for branch in unit["branches"]
    ]
    results.sort(key=_order)
    return AssessmentResult(
        campaign,
        tuple(results),
        tuple(one for one in campaign.criteria if one.judged is not None),
        is_ranked,
        tuple(check_ties(order, campaign.facts)),
    )


def _order(result: BranchResult) -> tuple[bool, int, bool]:
    """The ranked first, then other candidates, then those that nobody nominated."""
    rank = result.ranked.rank if result.ranked else 0
    return (result.ranked is None, rank, result.status is Status.NOT_NOMINATED)


class _Sources:
    """The rows of the branches by code, so that each value can be followed to its cell."""

    def __init__(self, campaign: Campaign, ranked: Mapping[str, Ranked]) -> None:
        roster = campaign.roster
        self._campaign = campaign
        self._ranked = ranked
        self._branches = {one.value.code: one for one in roster.branches}
        self._rows: Mapping[str, Mapping[str, Record[Any]]] = {
            "room": {one.value.branch: one for one in roster.rooms},
            "systems": {one.value.branch: one for one in roster.systems},
        }
        self._standings = standings(roster, campaign.facts)
        self._scores = scores(sound_roster(campaign), campaign.facts)

    def result(self, branch: Mapping[str, Any], unit: Mapping[str, Any]) -> BranchResult:
        """The result of a branch, from what templates see of it."""
        code = branch["code"]
        fault = self._campaign.spoilt.branches.get(code)
        name, over = branch.get("name", code), unit.get("short_name", unit["code"])
        affiliation = unit.get("affiliation")
        if fault is not None:
            faults = fault.findings
            return BranchResult(code, name, over, affiliation, Status.UNKNOWN, faults=faults)
        standing = self._standings.get(code, Standing())
        result = BranchResult(
            code,
            name,
            over,
            affiliation,
            Status.UNKNOWN,
            self._requirements(branch, unit["affiliation"]),
            standing.bar(self._campaign.facts),
            standing.events,
            self._scores.get(code),
            self._ranked.get(code),
        )
        return replace(result, status=_status(result, self._branches[code].value))

    def _requirements(
        self, branch: Mapping[str, Any], affiliation: Affiliation
    ) -> tuple[RequirementResult, ...]:
        measures = measure(branch, affiliation, self._campaign.criteria, self._campaign.facts)
        return tuple(RequirementResult(one, self._place(branch["code"], one)) for one in measures)

    def _place(self, code: str, one: Measure) -> Location:
        sheet, _dot, column = (one.criterion.field or "").rpartition(".")
        if sheet in self._rows:
            return self._rows[sheet][code].place(column)
        return self._branches[code].place("founded" if column == "founded_years" else column)


def _status(result: BranchResult, branch: Branch) -> Status:
    if not branch.candidate:
        return Status.NOT_NOMINATED
    if result.bar is not None:
        return Status.BARRED
    if result.lacking:
        return Status.LACKING
    if result.scores is None:
        return Status.NOT_ASSESSED
    if result.ranked is None:  # errors of others leave open who wins
        return Status.UNKNOWN
    return Status.WINNER if result.winner is not None else Status.RESERVE
