"""The plain data that templates see, computed values included (shapes: docs/architecture.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from notice_kit.averaging import scores
from notice_kit.campaign import Campaign, Roster, Winner
from notice_kit.criteria import Shortfall, shortfalls
from notice_kit.facts import Facts
from notice_kit.model import (
    Affiliation,
    Branch,
    BranchForm,
    BranchKind,
    MemberStatus,
    Post,
    ReviewResult,
    Room,
    Systems,
    Unit,
)
from notice_kit.ranking import winners
from notice_kit.titles import Standing, standings, title_held
from notice_kit.validate import M, Record
from notice_kit.year_plan import activity_days, meetings

Plain = dict[str, Any]

_AFFILIATION_NAMES: Mapping[Affiliation, str] = {
    "town": "镇（开发区）党委",
    "direct": "县直属党委（总支）",
}
# 《中国共产党基层组织选举工作条例》第四条, 《中国共产党支部工作条例（试行）》第十九条.
_TERM_YEARS = {BranchKind.VILLAGE: 5, BranchKind.COMMUNITY: 5}
_OTHER_TERM_YEARS = 3


def campaign_context(campaign: Campaign) -> Plain:
    """The campaign as templates see it: its facts, `units`, `branches`, `candidates`, `winners`.

    The same dicts stand wherever a unit or a branch is named, so that one look at each is enough.
    """
    facts = campaign.facts
    branches = _branches(campaign)
    units = {
        code: _with_branches(unit, [branches[branch] for branch in codes])
        for (code, unit), codes in zip(
            _units(campaign).items(), _branch_codes(campaign), strict=True
        )
    }
    candidates = [branch for branch in branches.values() if branch.get("candidate")]
    owners = {branch["code"]: unit for unit in units.values() for branch in unit["branches"]}
    sound = sound_roster(campaign)
    won = [
        _winner(winner, branches[winner.branch], owners[winner.branch], facts.year)
        for winner in winners(sound, facts, eligible(candidates))
    ]
    return {
        **_plain(facts),
        **_year(facts.year, facts.activity_day),
        "units": list(units.values()),
        "branches": list(branches.values()),
        "candidates": candidates,
        "gaps": _gaps(campaign, branches.values()),
        "winners": won,
        "award_total": sum(winner["amount"] for winner in won),
        "score_decimals": _decimals(sound, facts),
        "reviews": _reviews(campaign, branches, owners),
    }


def eligible(candidates: Iterable[Mapping[str, Any]]) -> set[str]:
    """The codes of the candidates that may win: they lack nothing and may be nominated."""
    return {
        branch["code"]
        for branch in candidates
        if branch.get("shortfalls") == [] and not branch["is_barred"]
    }


def _with_branches(unit: Plain, branches: list[Plain]) -> Plain:
    """The unit with its branches; without candidates where not known of each if it is one."""
    whole = {**unit, "branches": branches}
    if all("candidate" in branch for branch in branches):
        whole["candidates"] = [branch for branch in branches if branch["candidate"]]
    return whole


def _branch_codes(campaign: Campaign) -> list[list[str]]:
    """Of each unit, the codes of its branches in order."""
    if campaign.spoilt.order:
        return [list(codes) for codes in campaign.spoilt.order.values()]
    codes: dict[str, list[str]] = {one.value.code: [] for one in campaign.roster.units}
    for one in campaign.roster.branches:
        codes[one.value.unit].append(one.value.code)
    return list(codes.values())


def sound_roster(campaign: Campaign) -> Roster:
    """The rows without those of units and branches that have errors."""
    roster, spoilt = campaign.roster, campaign.spoilt
    return Roster(
        units=tuple(one for one in roster.units if one.value.code not in spoilt.units),
        branches=tuple(one for one in roster.branches if one.value.code not in spoilt.branches),
        rooms=roster.rooms,
        systems=roster.systems,
        members=roster.members,
        assessments=tuple(
            one for one in roster.assessments if one.value.branch not in spoilt.branches
        ),
        ratings=tuple(one for one in roster.ratings if one.value.branch not in spoilt.branches),
        reviews=roster.reviews,
        titles=roster.titles,
    )


def _units(campaign: Campaign) -> dict[str, Plain]:
    """The units by code, in order; of those with errors what is sure, which is their codes."""
    known = {one.value.code: one.value for one in campaign.roster.units}
    spoilt = campaign.spoilt
    return {
        code: {"code": code} if code in spoilt.units else _unit(known[code], campaign)
        for code in spoilt.order or known
    }


def _plain(value: Any) -> Any:
    """Models and enumerations as dicts and texts."""
    match value:
        case BaseModel():
            return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
        case Enum():
            return value.value
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case tuple() | list():
            return [_plain(item) for item in value]
        case _:
            return value


def _unit(unit: Unit, campaign: Campaign) -> Plain:
    affiliation = unit.kind.affiliation
    area = campaign.facts.requirements.get("room_area")
    return {
        **_plain(unit),
        "affiliation": affiliation,
        "affiliation_name": _AFFILIATION_NAMES[affiliation],
        "room_area": area.of(affiliation) if isinstance(area, BaseModel) else area,
    }


def _branches(campaign: Campaign) -> dict[str, Plain]:
    """The branches by code, in order; of those with errors what is sure."""
    roster, spoilt = campaign.roster, campaign.spoilt
    known = {record.value.code: record.value for record in roster.branches}
    parts = _Parts(
        _by_branch(roster.rooms),
        _by_branch(roster.systems),
        {code: _plain(one.value) for code, one in scores(roster, campaign.facts).items()},
        _members(campaign),
        {record.value.code: record.value.kind.affiliation for record in roster.units},
        standings(roster, campaign.facts),
    )
    codes = [code for inner in spoilt.order.values() for code in inner] or list(known)
    return {
        code: _spoilt_branch(code, known.get(code), parts, campaign)
        if code in spoilt.branches
        else _branch(known[code], parts, campaign)
        for code in codes
    }


@dataclass(frozen=True)
class _Parts:
    """What other sheets say of the branches, by code; and the affiliations of the units."""

    rooms: Mapping[str, Plain]
    systems: Mapping[str, Plain]
    scores: Mapping[str, Plain]
    people: Mapping[str, list[Plain]]
    affiliations: Mapping[str, Affiliation]
    standings: Mapping[str, Standing]


def _branch(branch: Branch, parts: _Parts, campaign: Campaign) -> Plain:
    return {
        **_plain(branch),
        **_people(parts.people[branch.code]),
        **_equipped(branch, parts, campaign),
        "scores": parts.scores.get(branch.code),
    }


def _equipped(branch: Branch, parts: _Parts, campaign: Campaign) -> Plain:
    """What hangs on the sheets 党组织, 活动室 and 制度台账: among it what the branch lacks."""
    context = {
        **_plain(branch),
        "room": parts.rooms[branch.code],
        "systems": parts.systems[branch.code],
        **_computed(branch, campaign.facts.dates.complete_by),
        **_year(campaign.facts.year, branch.activity_day),
    }
    affiliation = parts.affiliations[branch.unit]
    lacking = shortfalls(context, affiliation, campaign.criteria, campaign.facts)
    context["shortfalls"] = _letters(lacking, desirable=False)
    context["wishes"] = _letters(lacking, desirable=True)
    standing = parts.standings.get(branch.code, Standing())
    context["is_barred"] = standing.bar(campaign.facts) is not None
    context["history"] = [_plain(event.value) for event in standing.events]
    return context


def _spoilt_branch(code: str, branch: Branch | None, parts: _Parts, campaign: Campaign) -> Plain:
    """What is sure of a branch with errors, so that its documents keep their places in the plan."""
    sheets = campaign.spoilt.branches[code].sheets
    if branch is None or sheets & {Unit.sheet, Branch.sheet}:
        return {"code": code}
    is_equipped = code in parts.rooms and code in parts.systems
    if is_equipped and not sheets & {Room.sheet, Systems.sheet}:
        return _equipped(branch, parts, campaign)
    return _plain(branch)  # type: ignore[no-any-return]


def _by_branch(records: Iterable[Record[M]]) -> dict[str, Plain]:
    rows = (_plain(record.value) for record in records)
    return {row["branch"]: row for row in rows}


def _members(campaign: Campaign) -> Mapping[str, list[Plain]]:
    people: defaultdict[str, list[Plain]] = defaultdict(list)
    for record in campaign.roster.members:
        people[record.value.branch].append(_plain(record.value))
    return people


def _people(people: list[Plain]) -> Plain:
    members = [person for person in people if person["status"] != MemberStatus.APPLICANT.value]
    committee = [person for person in members if person["post"] != Post.NONE.value]
    return {
        "members": members,
        "applicants": [
            person for person in people if person["status"] == MemberStatus.APPLICANT.value
        ],
        "committee": committee,
        "secretary": next(person for person in committee if person["post"] == Post.SECRETARY.value),
    }


def _computed(branch: Branch, on: date) -> Plain:
    general = branch.form is BranchForm.GENERAL
    return {
        "founded_years": _full_years(branch.founded, on),
        "term_years": _TERM_YEARS.get(branch.kind, _OTHER_TERM_YEARS),
        "committee_name": "总支委员会" if general else "支部委员会",
        "committee_short": "总支委会" if general else "支委会",
    }


def _year(year: int, activity_day: int) -> Plain:
    """The days of a year's 主题党日 and meetings."""
    return {
        "activity_days": list(activity_days(year, activity_day)),
        "meetings": [
            {"kind": meeting.kind, "date": meeting.date} for meeting in meetings(year, activity_day)
        ],
    }


def _full_years(since: date, until: date) -> int:
    """Whole years from one day to another."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def _letters(lacking: list[Shortfall], *, desirable: bool) -> list[Plain]:
    return [
        {
            "requirement": item.criterion.requirement,
            "name": item.criterion.name,
            "sentence": item.sentence,
        }
        for item in lacking
        if item.criterion.desirable is desirable
    ]


def _gaps(campaign: Campaign, branches: Iterable[Plain]) -> list[Plain]:
    """What the candidates lack, most of all first; what as many lack, as the requirements stand."""
    lacking: defaultdict[str, list[str]] = defaultdict(list)
    for branch in branches:
        if branch.get("candidate"):
            for shortfall in branch.get("shortfalls", ()):
                lacking[shortfall["name"]].append(branch["name"])
    gaps = [
        {
            "requirement": criterion.requirement,
            "name": criterion.name,
            "count": len(lacking[criterion.name]),
            "branches": lacking[criterion.name],
        }
        for criterion in campaign.criteria
        if criterion.name in lacking
    ]
    return sorted(gaps, key=lambda gap: -gap["count"])


def _decimals(roster: Roster, facts: Facts) -> int:
    """How many decimals the totals need, one at least."""
    totals = (one.value.total for one in scores(roster, facts).values())
    return max([1, *(-int(total.as_tuple().exponent) for total in totals)])


def _reviews(
    campaign: Campaign, branches: Mapping[str, Plain], owners: Mapping[str, Plain]
) -> list[Plain]:
    """The visits to titled sites, in the order of the days; within a day by code."""
    reviews = sorted(campaign.roster.reviews, key=lambda one: (one.value.visited, one.value.branch))
    found: list[Plain] = []
    for record in reviews:
        review = record.value
        held = title_held(review, campaign.roster, campaign.facts)
        warnings = [
            one
            for one in found
            if one["branch"]["code"] == review.branch and one["result"] == ReviewResult.WARNED.value
        ]
        found.append(
            {
                **_plain(review),
                "branch": branches.get(review.branch, {"code": review.branch}),
                "unit": owners.get(review.branch, {}),
                "title_year": held or campaign.facts.year,
                "warnings": warnings,
            }
        )
    return found


def _winner(winner: Winner, branch: Plain, unit: Plain, year: int) -> Plain:
    return {
        "rank": winner.rank,
        "total": winner.total,
        "grade": winner.award.grade,
        "amount": winner.award.amount,
        "certificate_number": f"{year}{winner.rank:03}",
        "branch": branch,
        "unit": unit,
    }
