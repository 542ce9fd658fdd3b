"""Nominations: each unit's quota, its candidates and its deadline, held against campaign.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from notice_kit.campaign import Roster
from notice_kit.facts import Facts
from notice_kit.findings import Finding, error, warning
from notice_kit.messages import _
from notice_kit.model import Branch, Unit
from notice_kit.source.located import Node, location_at
from notice_kit.validate import Record


def check_quotas(roster: Roster, facts: Facts, node: Node) -> Iterator[Finding]:
    """Quotas of the units that are not, together, what campaign.yaml says."""
    for affiliation in ("town", "direct"):
        wanted: int = getattr(facts.nominations, affiliation)
        units = [unit.value for unit in roster.units if unit.value.kind.affiliation == affiliation]
        found = sum(unit.quota for unit in units)
        if found != wanted:
            yield error(
                "NK-D42",
                _("the units' quotas do not add up to nominations.{affiliation}").format(
                    affiliation=affiliation
                ),
                location_at(node, ("nominations", affiliation)),
                found=_("{total} in {sheet}").format(total=found, sheet=_sheets(roster.units)),
                wanted=str(wanted),
                remedy=_("Correct the quota of a unit, or nominations.{affiliation}.").format(
                    affiliation=affiliation
                ),
            )


def _sheets(records: Sequence[Record[Any]]) -> str:
    """Where those rows stand: file and sheet, without the cells."""
    places = {
        f"{record.location.file} [{record.location.sheet}]"
        if record.location.sheet
        else record.location.file
        for record in records
    }
    return "、".join(sorted(places))


def check_unit(
    unit: Record[Unit], branches: Iterable[Record[Branch]], facts: Facts
) -> Iterator[Finding]:
    """More candidates than the unit's quota, and a deadline too late."""
    candidates = _candidates(unit, branches)
    for extra in candidates[unit.value.quota :]:
        yield error(
            "NK-D45",
            _("{unit} nominates more candidates than its quota").format(unit=unit.value.short_name),
            extra.place("candidate"),
            found=str(len(candidates)),
            wanted=_("at most {quota}").format(quota=unit.value.quota),
            remedy=_("Set 是否推荐 to 否 for one, or raise the quota."),
        )
    if unit.value.deadline > facts.dates.nominate_by:
        yield error(
            "NK-D47",
            _("the unit's deadline is after the campaign's"),
            unit.place("deadline"),
            found=str(unit.value.deadline),
            wanted=_("{day} or earlier").format(day=facts.dates.nominate_by),
            remedy=_("Correct the cell, or dates.nominate_by in campaign.yaml."),
        )


def _candidates(unit: Record[Unit], branches: Iterable[Record[Branch]]) -> list[Record[Branch]]:
    return [
        branch
        for branch in branches
        if branch.value.unit == unit.value.code and branch.value.candidate
    ]


def check_quota_filled(unit: Record[Unit], branches: Iterable[Record[Branch]]) -> Iterator[Finding]:
    """Fewer candidates than the unit's quota."""
    candidates = _candidates(unit, branches)
    if len(candidates) < unit.value.quota:
        yield warning(
            "NK-D46",
            _("{unit} nominates fewer candidates than its quota").format(
                unit=unit.value.short_name
            ),
            unit.place("quota"),
            found=str(len(candidates)),
            wanted=str(unit.value.quota),
            remedy=_("If that is meant, all is well; else set 是否推荐 to 是 for another branch."),
        )
