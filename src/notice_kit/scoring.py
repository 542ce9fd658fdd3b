"""Assessments: whose scores there are, full marks, and totals."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.campaign import Roster
from notice_kit.facts import Facts, Marks
from notice_kit.findings import Finding, error
from notice_kit.messages import _
from notice_kit.model import Assessment
from notice_kit.validate import Record


def check_assessments(roster: Roster, facts: Facts) -> Iterator[Finding]:
    """Scores of no candidate, above full marks, or with a wrong total."""
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
                _("{field} is above full marks").format(field=record.title(name)),
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
