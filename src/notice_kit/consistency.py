"""What must agree between rows, sheets and campaign.yaml: codes, totals, dates, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from notice_kit.campaign import Roster
from notice_kit.facts import Dates, Facts, Marks, Shares
from notice_kit.findings import Finding, did_you_mean, error, warning
from notice_kit.messages import _
from notice_kit.model import Assessment, Branch, Member, MemberStatus, Post, Unit
from notice_kit.source.located import Node, location_at
from notice_kit.validate import Record

_ADULT = 18  # 《中国共产党章程》第一条: members are eighteen or older


def check_facts(facts: Facts, node: Node) -> list[Finding]:
    """Totals and dates within campaign.yaml that do not agree."""
    findings: list[Finding] = []
    for name in ("quotas", "nominations"):
        shares: Shares = getattr(facts, name)
        if shares.town + shares.direct != shares.total:
            findings.append(
                error(
                    "NK-D30",
                    _("the total of {name} is not the sum of its parts").format(name=name),
                    location_at(node, (name, "total")),
                    found=str(shares.total),
                    wanted=f"{shares.town} + {shares.direct} = {shares.town + shares.direct}",
                    remedy=_("Correct the total or a part."),
                )
            )
    findings += _check_awards(facts, node)
    findings += _check_dates(facts.dates, node)
    for index, name in enumerate(facts.tie_break):
        if name not in Marks.model_fields:
            place = location_at(node, ("tie_break", index))
            message = _("there is no score “{name}” to break a tie").format(name=name)
            findings.append(
                error(
                    "NK-D33",
                    message,
                    place,
                    remedy=did_you_mean(name, Marks.model_fields)
                    or _("Known are: {fields}.").format(fields="、".join(Marks.model_fields)),
                )
            )
    return findings


def _check_awards(facts: Facts, node: Node) -> Iterator[Finding]:
    awarded = sum(award.winners for award in facts.awards)
    # A total that is not its parts' sum has been told of and is no number to go by.
    if awarded not in (facts.quotas.total, facts.quotas.town + facts.quotas.direct):
        yield error(
            "NK-D31",
            _("the awards are for another number of winners than the quota"),
            location_at(node, ("awards",)),
            found=str(awarded),
            wanted=str(facts.quotas.total),
            remedy=_("Correct the winners of a grade, or the quota."),
        )


def _check_dates(dates: Dates, node: Node) -> Iterator[Finding]:
    names = list(Dates.model_fields)
    for before, after in pairwise(names):
        first, second = getattr(dates, before), getattr(dates, after)
        if second < first:
            yield error(
                "NK-D32",
                _("{after} comes before {before}").format(after=after, before=before),
                location_at(node, ("dates", after)),
                found=str(second),
                wanted=_("{day} or later").format(day=first),
                remedy=_("Correct one of the two dates."),
            )


def check_roster(
    roster: Roster, facts: Facts, node: Node, incomplete: Collection[str] = ()
) -> list[Finding]:
    """What does not agree between the rows, and between them and campaign.yaml.

    Args:
        roster: validated rows.
        facts: campaign.yaml.
        node: campaign.yaml with places.
        incomplete: names of the sheets of which rows are left out because of errors; what would
            only be said because a row of theirs is not there is not said.
    """
    units = {record.value.code for record in roster.units}
    branches = {record.value.code for record in roster.branches}
    findings: list[Finding] = []
    for field in ("code", "name", "short_name"):
        findings += _check_unique(roster.units, field)
    for field in ("code", "name"):
        findings += _check_unique(roster.branches, field)
    if "单位" not in incomplete:
        findings += _check_references(roster.branches, "unit", units)
        findings += _check_quotas(roster, facts, node)
    of_branches: tuple[Record[Any], ...] = (
        *roster.rooms,
        *roster.systems,
        *roster.assessments,
        *roster.members,
    )
    if "党组织" not in incomplete:
        findings += _check_references(of_branches, "branch", branches)
        for unit in roster.units:
            findings += _check_quota_filled(unit, roster.branches)
    for rows in (roster.rooms, roster.systems, roster.assessments):
        findings += _check_unique(rows, "branch")
    findings += _check_every_branch(roster, incomplete)
    for unit in roster.units:
        findings += _check_unit(unit, roster.branches, facts)
    for branch in roster.branches:
        findings += _check_founded(branch, facts)
    findings += _check_members(roster.members)
    findings += _check_assessments(roster, facts)
    return findings


def _check_unique(records: Sequence[Record[Any]], field: str) -> Iterator[Finding]:
    first: dict[str, Record[Any]] = {}
    for record in records:
        value = str(getattr(record.value, field))
        earlier = first.setdefault(value.casefold(), record)
        if earlier is not record:
            yield error(
                "NK-D40",
                _("{field} is there twice").format(field=_title(record, field)),
                record.place(field),
                found=value,
                wanted=_("another than at {place}").format(place=earlier.place(field)),
                remedy=_("Correct one of the two, or take the row out."),
            )


def _title(record: Record[Any], field: str) -> str:
    return type(record.value).model_fields[field].title or field


def _check_references(
    records: Iterable[Record[Any]], field: str, codes: Iterable[str]
) -> Iterator[Finding]:
    known = set(codes)
    for record in records:
        code = str(getattr(record.value, field))
        if code not in known:
            yield error(
                "NK-D41",
                _("{field} is no code that there is").format(field=_title(record, field)),
                record.place(field),
                found=code,
                remedy=did_you_mean(code, sorted(known)) or _("Add it to its sheet first."),
            )


def _check_quotas(roster: Roster, facts: Facts, node: Node) -> Iterator[Finding]:
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


def _check_every_branch(roster: Roster, incomplete: Collection[str]) -> Iterator[Finding]:
    """Branches without a row in 活动室 or 制度台账, or without exactly one 书记."""
    rooms = {record.value.branch for record in roster.rooms}
    systems = {record.value.branch for record in roster.systems}
    secretaries = Counter(
        record.value.branch for record in roster.members if record.value.post is Post.SECRETARY
    )
    for branch in roster.branches:
        code = branch.value.code
        for there, sheet in ((rooms, "活动室"), (systems, "制度台账")):
            if code not in there and sheet not in incomplete:
                yield error(
                    "NK-D43",
                    _("{branch} has no row in sheet {sheet}").format(
                        branch=branch.value.name, sheet=sheet
                    ),
                    branch.place("code"),
                    found=code,
                    remedy=_("Add a row with this code there."),
                )
        if secretaries[code] > 1 or (secretaries[code] < 1 and "人员" not in incomplete):
            yield error(
                "NK-D44",
                _("{branch} has {count} 书记 in sheet 人员").format(
                    branch=branch.value.name, count=secretaries[code]
                ),
                branch.place("code"),
                wanted="1",
                remedy=_("Give exactly one member of the branch the post 书记."),
            )


def _check_unit(
    unit: Record[Unit], branches: Iterable[Record[Branch]], facts: Facts
) -> Iterator[Finding]:
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


def _check_quota_filled(
    unit: Record[Unit], branches: Iterable[Record[Branch]]
) -> Iterator[Finding]:
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


def _check_founded(branch: Record[Branch], facts: Facts) -> Iterator[Finding]:
    if branch.value.founded > facts.dates.issued:
        yield error(
            "NK-D48",
            _("the branch is founded after the notice is issued"),
            branch.place("founded"),
            found=str(branch.value.founded),
            wanted=_("{day} or earlier").format(day=facts.dates.issued),
            remedy=_("Correct the date."),
        )


def _check_members(members: Sequence[Record[Member]]) -> Iterator[Finding]:
    yield from _check_unique(members, "id_number")
    for member in members:
        yield from _check_id(member)
        yield from _check_joined(member)


def _check_id(member: Record[Member]) -> Iterator[Finding]:
    number = member.value.id_number
    born = f"{member.value.born:%Y%m%d}"
    if number[6:14] != born:
        yield error(
            "NK-D50",
            _("the date of birth is not the one in the id number"),
            member.place("born"),
            found=str(member.value.born),
            wanted=f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
            remedy=_("Compare both with the card."),
        )
    gender = "男" if int(number[16]) % 2 else "女"
    if member.value.gender != gender:
        yield error(
            "NK-D51",
            _("the gender is not the one in the id number"),
            member.place("gender"),
            found=member.value.gender.value,
            wanted=gender,
            remedy=_("Compare both with the card."),
        )


def _check_joined(member: Record[Member]) -> Iterator[Finding]:
    joined = member.value.joined
    applicant = member.value.status is MemberStatus.APPLICANT
    if joined is None and not applicant:
        yield error(
            "NK-D52",
            _("a member of the party has no date of joining"),
            member.place("joined"),
            remedy=_("Fill it in."),
        )
    if applicant and (joined is not None or member.value.post is not Post.NONE):
        yield error(
            "NK-D53",
            _("an applicant has joined or holds a post"),
            member.place("status"),
            found=member.value.status.value,
            remedy=_("Correct 政治面貌, or empty 入党日期 and write 无 as 职务."),
        )
    if joined is not None and joined < _birthday(member.value.born, _ADULT):
        yield error(
            "NK-D54",
            _("joined before the age of eighteen"),
            member.place("joined"),
            found=str(joined),
            wanted=_("{day} or later").format(day=_birthday(member.value.born, _ADULT)),
            remedy=_("Correct the date of joining or of birth."),
        )


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return date(born.year + age, 3, 1)


def _check_assessments(roster: Roster, facts: Facts) -> Iterator[Finding]:
    candidate = {record.value.code: record.value.candidate for record in roster.branches}
    for record in roster.assessments:
        if not candidate.get(record.value.branch, True):
            yield error(
                "NK-D60",
                _("scores for a branch that is no candidate"),
                record.place("branch"),
                found=record.value.branch,
                remedy=_("Set 是否推荐 to 是 in sheet 党组织, or take the row out."),
            )
        yield from _check_scores(record, facts.marks)


def _check_scores(record: Record[Assessment], marks: Marks) -> Iterator[Finding]:
    for name in Marks.model_fields:
        score, full = getattr(record.value, name), getattr(marks, name)
        if score > full:
            yield error(
                "NK-D61",
                _("{field} is above full marks").format(field=_title(record, name)),
                record.place(name),
                found=str(score),
                wanted=_("at most {full}").format(full=full),
                remedy=_("Correct the score."),
            )
    total = sum(getattr(record.value, name) for name in Marks.model_fields)
    if total != record.value.total:
        yield error(
            "NK-D62",
            _("the total is not the sum of the scores"),
            record.place("total"),
            found=str(record.value.total),
            wanted=str(total),
            remedy=_("Correct the total or a score."),
        )
