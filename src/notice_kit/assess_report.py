"""What `assess` prints, as a table for people and as JSON for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from notice_kit.assessing import AssessmentResult, BranchResult, RequirementResult, Status
from notice_kit.averaging import Scores, total
from notice_kit.criteria import Measure
from notice_kit.facts import Marks
from notice_kit.findings import Finding, Location
from notice_kit.messages import _
from notice_kit.model import Affiliation, Assessment, Rating
from notice_kit.report import show_findings
from notice_kit.validate import Record

AFFILIATIONS: tuple[Affiliation, ...] = ("town", "direct")


def show(result: AssessmentResult, findings: Iterable[Finding]) -> None:
    """Findings on stderr; on stdout the candidates in order, the reserve lists and the counts."""
    show_findings(findings)
    console = Console(highlight=False)
    console.print(_table(result))
    titles = (_("reserve, towns"), _("reserve, direct"))
    for affiliation, title in zip(AFFILIATIONS, titles, strict=True):
        names = [one.name for one in result.reserve(affiliation)]
        console.print(f"{title}: {'、'.join(names) or '-'}", markup=False, soft_wrap=True)
    if not result.is_ranked:
        console.print(_("who wins is not known: put right the errors in rows of candidates first"))
    counts = Counter(one.status for one in result.branches)
    words = _words()
    told = [f"{words[status]} {counts[status]}" for status in Status if counts[status]]
    console.print(_(", ").join(told), soft_wrap=True)


def show_written(path: Path) -> None:
    """A file that was written, on stdout."""
    Console(highlight=False).print(str(path), soft_wrap=True, markup=False)


def _words() -> Mapping[Status, str]:
    return {
        Status.WINNER: _("winner"),
        Status.RESERVE: _("reserve"),
        Status.NOT_ASSESSED: _("not assessed"),
        Status.LACKING: _("lacking"),
        Status.BARRED: _("barred"),
        Status.NOT_NOMINATED: _("not nominated"),
        Status.UNKNOWN: _("not known"),
    }


def _table(result: AssessmentResult) -> Table:
    table = Table(box=None, header_style="bold")
    for title in (
        _("rank"),
        _("place"),
        _("branch"),
        _("unit"),
        _("result"),
        _("total"),
        _("grade"),
    ):
        table.add_column(title, overflow="fold")
    table.add_column(_("why not"), overflow="fold")
    words = _words()
    for one in result.branches:
        if one.status is Status.NOT_NOMINATED:
            continue
        table.add_row(
            str(one.winner.rank) if one.winner else "",
            str(one.ranked.place) if one.ranked else "",
            f"{one.code} {one.name}",
            one.unit,
            words[one.status],
            str(one.scores.value.total) if one.scores else "",
            one.winner.award.grade if one.winner else "",
            one.reason,
        )
    return table


def as_json(result: AssessmentResult, findings: Iterable[Finding]) -> str:
    """One object: `rule`, `branches` (in order), `winners`, `reserve`, `judged`, `findings`."""
    facts = result.campaign.facts
    scoring = facts.scoring
    told = {
        "campaign": facts.name,
        "year": facts.year,
        "rule": {
            "quotas": facts.quotas.model_dump(),
            "tie_break": [*facts.tie_break, "code"],
            "scoring": scoring.model_dump() if scoring else None,
            "barred_years": facts.barred_years,
        },
        "is_ranked": result.is_ranked,
        "branches": [_branch(one) for one in result.branches],
        "winners": [one.code for one in result.winners],
        "reserve": {name: [one.code for one in result.reserve(name)] for name in AFFILIATIONS},
        "judged": [
            {"requirement": one.requirement, "name": one.name, "under": one.judged}
            for one in result.judged
        ],
        "findings": [finding.to_dict() for finding in findings],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> object:
    """Numbers as JSON has them: whole ones whole, others with all their figures."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return str(value)


def _branch(one: BranchResult) -> dict[str, Any]:
    ranked, winner = one.ranked, one.winner
    return {
        "code": one.code,
        "name": one.name,
        "unit": one.unit,
        "affiliation": one.affiliation,
        "status": one.status.value,
        "order": ranked.rank if ranked else None,
        "rank": winner.rank if winner else None,
        "place": ranked.place if ranked else None,
        "grade": winner.award.grade if winner else None,
        "amount": winner.award.amount if winner else None,
        "met_percent": one.met_share,
        "lacking": [item.measure.criterion.name for item in one.lacking],
        "bar": one.bar,
        "requirements": [_requirement(item) for item in one.requirements],
        "scores": None if one.scores is None else _scores(one.scores),
        "history": [
            {**event.value.model_dump(mode="json"), **_place(event.location)}
            for event in one.history
        ],
        "faults": [finding.to_dict() for finding in one.faults],
    }


def _requirement(item: RequirementResult) -> dict[str, Any]:
    test = item.measure
    return {
        "requirement": test.criterion.requirement,
        "name": test.criterion.name,
        "desirable": test.criterion.desirable,
        "weight": test.criterion.weight,
        "found": test.found,
        **_threshold(test),
        "met": test.is_met,
        **_place(item.place),
    }


def _threshold(test: Measure) -> dict[str, Any]:
    """The threshold under its name; nothing where the thing must be there."""
    if test.wanted is None:
        return {}
    return {"at_least" if test.criterion.at_least is not None else "at_most": test.wanted}


def _scores(scores: Scores) -> dict[str, Any]:
    value = scores.value
    rows: list[dict[str, Any]] = []
    if scores.source is not None:
        rows.append(_row(scores.source, counts=True))
    rows += [_row(one, counts=True) for one in scores.kept]
    rows += [_row(one, counts=False) for one in scores.dropped]
    return {
        **{name: getattr(value, name) for name in Marks.model_fields},
        "total": value.total,
        "from": rows,
    }


def _row(record: Record[Assessment] | Record[Rating], *, counts: bool) -> dict[str, Any]:
    """A row of 考评 or 评分 with the cell of each score."""
    value = record.value
    return {
        **({"group": value.group} if isinstance(value, Rating) else {}),
        "counts": counts,
        "total": total(value),
        "items": {
            name: {"score": getattr(value, name), **_place(record.place(name))}
            for name in Marks.model_fields
        },
    }


def _place(place: Location) -> dict[str, Any]:
    """Where it stands: file, and sheet and cell or line and column."""
    named = ("file", "sheet", "cell", "line", "column")
    return {name: getattr(place, name) for name in named if getattr(place, name) is not None}
