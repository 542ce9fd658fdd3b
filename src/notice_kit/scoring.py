"""Scores: whose there are, full marks, totals, and which groups gave theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeVar

from notice_kit.averaging import LEAST, total
from notice_kit.campaign import Roster
from notice_kit.facts import Facts, Marks
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.model import Assessment, Branch, Rating
from notice_kit.source.located import Node, location_at
from notice_kit.validate import Record

A = TypeVar("A", Assessment, Rating)


def check_scoring(facts: Facts, node: Node) -> Iterator[Finding]:
    """A rule for several groups by which nothing would be left, or that names one twice."""
    if facts.scoring is None:
        return
    groups = facts.scoring.groups
    if facts.scoring.drop_extremes and len(groups) < LEAST:
        yield error(
            "NK-D67",
            _("without the highest and the lowest no score is left"),
            location_at(node, ("scoring", "drop_extremes")),
            found=_("{count} groups").format(count=len(groups)),
            wanted=_("3 or more"),
            remedy=_("Set drop_extremes to false, or name more groups."),
        )
    for index, group in enumerate(groups):
        if group in groups[:index]:
            yield error(
                "NK-D76",
                _("the group is there twice"),
                location_at(node, ("scoring", "groups", index)),
                found=group,
                remedy=_("Take one of the two out."),
            )


def check_scores(roster: Roster, facts: Facts, node: Node) -> Iterator[Finding]:
    """What is wrong with the rows of 考评 and 评分, each by itself and together."""
    branches = {record.value.code: record.value for record in roster.branches}
    for record in roster.assessments:
        yield from _check_row(record, branches, facts.marks)
    for rating in roster.ratings:
        yield from _check_row(rating, branches, facts.marks)
        yield from _check_name(rating, branches)
    if roster.ratings:
        yield from _check_ratings(roster, facts, node)


def _check_row(
    record: Record[A], branches: Mapping[str, Branch], marks: Marks
) -> Iterator[Finding]:
    """Scores of no candidate, above full marks, or with a wrong total."""
    branch = branches.get(record.value.branch)
    if branch is not None and not branch.candidate:
        yield error(
            "NK-D60",
            _("scores for a branch that is no candidate"),
            record.place("branch"),
            found=record.value.branch,
            remedy=_("Set 是否推荐 to 是 in sheet 党组织, or take the row out."),
        )
    for name in Marks.model_fields:
        score, full = getattr(record.value, name), getattr(marks, name)
        if score > full:
            yield error(
                "NK-D61",
                _("{field} is above full marks").format(field=record.title(name)),
                record.place(name),
                found=str(score),
                wanted=_("at most {full}").format(full=full),
                remedy=_("Correct the score."),
            )
    wanted = total(record.value)
    if record.value.total not in (None, wanted):
        yield error(
            "NK-D62",
            _("the total is not the sum of the scores"),
            record.place("total"),
            found=str(record.value.total),
            wanted=str(wanted),
            remedy=_("Correct the total or a score."),
        )


def _check_name(rating: Record[Rating], branches: Mapping[str, Branch]) -> Iterator[Finding]:
    """A name beside the code that is another branch's: scores that slipped into a wrong row."""
    branch, name = branches.get(rating.value.branch), rating.value.name
    if branch is not None and name not in (None, branch.name):
        yield error(
            "NK-D68",
            _("code and name are those of two branches"),
            rating.place("name"),
            found=name,
            wanted=branch.name,
            remedy=_("See whose scores these are, and correct the code or the name."),
        )


def _check_ratings(roster: Roster, facts: Facts, node: Node) -> Iterator[Finding]:
    """Groups that are not known, scored a branch twice or not at all; scores in both sheets."""
    if facts.scoring is None:
        yield error(
            "NK-D63",
            _("there are scores of groups, and no rule to make one of them"),
            location_at(node, ("scoring",)),
            remedy=_("Add scoring: {groups: […]} to campaign.yaml."),
        )
        return
    given: defaultdict[str, dict[str, Record[Rating]]] = defaultdict(dict)
    for rating in roster.ratings:
        group = rating.value.group
        if group not in facts.scoring.groups:
            yield _unknown(rating, facts.scoring.groups)
            continue
        earlier = given[rating.value.branch].setdefault(group, rating)
        if earlier is not rating:
            yield _twice(rating, earlier)
    final = {record.value.branch: record for record in roster.assessments}
    for branch, by_group in given.items():
        lacking = [group for group in facts.scoring.groups if group not in by_group]
        first = next(iter(by_group.values()))
        if lacking:
            yield _lacking(branch, lacking, first.place("branch"))
        if branch in final:
            yield _in_both(final[branch], first)


def _unknown(rating: Record[Rating], groups: tuple[str, ...]) -> Finding:
    return error(
        "NK-D64",
        _("there is no such group of assessors"),
        rating.place("group"),
        found=rating.value.group,
        remedy=did_you_mean(rating.value.group, groups)
        or _("Known are: {fields}.").format(fields="、".join(groups)),
    )


def _twice(rating: Record[Rating], earlier: Record[Rating]) -> Finding:
    return error(
        "NK-D65",
        _("the group has scored this branch twice"),
        rating.place("group"),
        found=f"{rating.value.group} {rating.value.branch}",
        wanted=_("another than at {place}").format(place=earlier.place("group")),
        remedy=_("Correct one of the two, or take the row out."),
    )


def _lacking(branch: str, groups: list[str], place: Location) -> Finding:
    return error(
        "NK-D66",
        _("not every group has scored this branch"),
        place,
        found=branch,
        wanted="、".join(groups),
        remedy=_("Enter what these groups gave, or add their file to data in campaign.yaml."),
    )


def _in_both(final: Record[Assessment], rating: Record[Rating]) -> Finding:
    return error(
        "NK-D69",
        _("the branch has scores in 考评 and in 评分"),
        final.place("branch"),
        found=final.value.branch,
        wanted=_("another than at {place}").format(place=rating.place("branch")),
        remedy=_("Take the row out of 考评; it is made of those in 评分."),
    )
