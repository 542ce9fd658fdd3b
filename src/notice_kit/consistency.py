"""What must agree between rows, sheets and campaign.yaml: codes, totals, dates, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from notice_kit.campaign import Roster
from notice_kit.facts import Dates, Facts, Marks, Shares
from notice_kit.findings import Finding, did_you_mean, error, warning
from notice_kit.membership import check_members
from notice_kit.messages import _
from notice_kit.model import Branch, Post, Unit
from notice_kit.nominations import check_quota_filled, check_quotas, check_unit
from notice_kit.scoring import check_scores, check_scoring
from notice_kit.source.located import Node, location_at
from notice_kit.titles import check_reviews, check_titles
from notice_kit.validate import Record
from notice_kit.workdays import is_announced


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
    findings += check_scoring(facts, node)
    if not is_announced(facts.year):
        findings.append(
            warning(
                "NK-D34",
                _("which weekends are worked in exchange for holidays is not known of that year"),
                location_at(node, ("year",)),
                found=str(facts.year),
                remedy=_(
                    "Compare the days in the ledgers with the State Council's notice; a newer"
                    " version of the library holidays may know them."
                ),
            )
        )
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
    roster: Roster,
    facts: Facts,
    node: Node,
    incomplete: Collection[str] = (),
    written: Mapping[str, Collection[str]] | None = None,
) -> list[Finding]:
    """What does not agree between the rows, and between them and campaign.yaml.

    Args:
        roster: validated rows.
        facts: campaign.yaml.
        node: campaign.yaml with places.
        incomplete: names of the sheets of which rows are left out because of errors; what would
            only be said because a row of theirs is not there is not said.
        written: of such sheets, all codes that their rows have, also of those left out; a sheet is
            missing here where not every code could be read.
    """
    findings = [
        *_check_codes(roster),
        *_check_all_references(roster, incomplete, written or {}),
    ]
    if "单位" not in incomplete:
        findings += check_quotas(roster, facts, node)
    if "党组织" not in incomplete:
        for unit in roster.units:
            findings += check_quota_filled(unit, roster.branches)
    findings += check_every_branch(roster, incomplete)
    for unit in roster.units:
        findings += check_unit(unit, roster.branches, facts)
    for branch in roster.branches:
        findings += _check_founded(branch, facts)
    findings += check_members(roster.members)
    findings += check_scores(roster, facts, node)
    findings += check_titles(roster, facts)
    findings += check_reviews(roster, facts)
    return findings


def _check_codes(roster: Roster) -> Iterator[Finding]:
    """What must not be there twice."""
    for field in ("code", "name", "short_name"):
        yield from _check_unique(roster.units, field)
    for field in ("code", "name"):
        yield from _check_unique(roster.branches, field)
    for rows in (roster.rooms, roster.systems, roster.assessments):
        yield from _check_unique(rows, "branch")
    yield from _check_unique(roster.members, "id_number")


def _check_all_references(
    roster: Roster, incomplete: Collection[str], written: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """Codes that name no unit and no branch, as far as those are known."""
    units = _codes(roster.units, "单位", incomplete, written)
    if units is not None:
        yield from _check_references(roster.branches, "unit", units)
    of_branches: tuple[Record[Any], ...] = (
        *roster.rooms,
        *roster.systems,
        *roster.assessments,
        *roster.members,
        *roster.ratings,
        *roster.reviews,
        *roster.titles,
    )
    branches = _codes(roster.branches, "党组织", incomplete, written)
    if branches is not None:
        yield from _check_references(of_branches, "branch", branches)


def _codes(
    records: Iterable[Record[Unit]] | Iterable[Record[Branch]],
    sheet: str,
    incomplete: Collection[str],
    written: Mapping[str, Collection[str]],
) -> set[str] | None:
    """All codes of a sheet; None where some could not be read."""
    if sheet in incomplete and sheet not in written:
        return None
    return {record.value.code for record in records} | set(written.get(sheet, ()))


def _check_unique(records: Sequence[Record[Any]], field: str) -> Iterator[Finding]:
    first: dict[str, Record[Any]] = {}
    for record in records:
        value = str(getattr(record.value, field))
        earlier = first.setdefault(value.casefold(), record)
        if earlier is not record:
            yield error(
                "NK-D40",
                _("{field} is there twice").format(field=record.title(field)),
                record.place(field),
                found=value,
                wanted=_("another than at {place}").format(place=earlier.place(field)),
                remedy=_("Correct one of the two, or take the row out."),
            )


def _check_references(
    records: Iterable[Record[Any]], field: str, codes: Iterable[str]
) -> Iterator[Finding]:
    known = set(codes)
    for record in records:
        code = str(getattr(record.value, field))
        if code not in known:
            yield error(
                "NK-D41",
                _("{field} is no code that there is").format(field=record.title(field)),
                record.place(field),
                found=code,
                remedy=did_you_mean(code, sorted(known)) or _("Add it to its sheet first."),
            )


def check_every_branch(roster: Roster, incomplete: Collection[str] = ()) -> Iterator[Finding]:
    """Branches without a row in 活动室 or 制度台账, or without exactly one 书记.

    Args:
        roster: validated rows.
        incomplete: names of the sheets of which rows are left out.
    """
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
