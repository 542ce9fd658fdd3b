"""The plain data that templates see, computed values included (shapes: docs/architecture.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from notice_kit.campaign import Campaign, Winner
from notice_kit.criteria import Shortfall, shortfalls
from notice_kit.model import (
    Affiliation,
    Branch,
    BranchForm,
    BranchKind,
    MemberStatus,
    Post,
    Unit,
)
from notice_kit.ranking import winners
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
    units = {record.value.code: _unit(record.value, campaign) for record in campaign.roster.units}
    affiliations = {
        record.value.code: record.value.kind.affiliation for record in campaign.roster.units
    }
    branches = _branches(campaign, affiliations)
    for record in campaign.roster.branches:
        units[record.value.unit]["branches"].append(branches[record.value.code])
    for unit in units.values():
        unit["candidates"] = [branch for branch in unit["branches"] if branch["candidate"]]
    eligible = {
        code
        for code, branch in branches.items()
        if branch["candidate"] and not branch["shortfalls"]
    }
    owners = {record.value.code: units[record.value.unit] for record in campaign.roster.branches}
    won = [
        _winner(winner, branches[winner.branch], owners[winner.branch], facts.year)
        for winner in winners(campaign.roster, facts, eligible)
    ]
    return {
        **_plain(facts),
        **_year(facts.year, facts.activity_day),
        "units": list(units.values()),
        "branches": list(branches.values()),
        "candidates": [branch for branch in branches.values() if branch["candidate"]],
        "winners": won,
        "award_total": sum(winner["amount"] for winner in won),
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
        "branches": [],
        "candidates": [],
    }


def _branches(campaign: Campaign, affiliations: Mapping[str, Affiliation]) -> dict[str, Plain]:
    roster = campaign.roster
    rooms = _by_branch(roster.rooms)
    systems = _by_branch(roster.systems)
    scores = _by_branch(roster.assessments)
    people = _members(campaign)
    contexts: dict[str, Plain] = {}
    for record in roster.branches:
        branch = record.value
        context = {
            **_plain(branch),
            **_people(people[branch.code]),
            "room": rooms[branch.code],
            "systems": systems[branch.code],
            "scores": scores.get(branch.code),
            **_computed(branch, campaign.facts.dates.complete_by),
            **_year(campaign.facts.year, branch.activity_day),
        }
        lacking = shortfalls(context, affiliations[branch.unit], campaign.criteria, campaign.facts)
        context["shortfalls"] = _letters(lacking, desirable=False)
        context["wishes"] = _letters(lacking, desirable=True)
        contexts[branch.code] = context
    return contexts


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
