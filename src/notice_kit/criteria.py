"""The requirements as data (`criteria.yaml`), and what a branch lacks, held against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from notice_kit.facts import ByAffiliation, Facts
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.model import Affiliation, Number, Room, Sheet, Systems, Text
from notice_kit.source.located import ListNode, Node, location_at
from notice_kit.template.environment import TEXT
from notice_kit.template.faults import attempt
from notice_kit.validate import validate_document

# What criteria may look at, beside the columns of 活动室 and 制度台账: computed values of a branch.
_OWN_FIELDS = ("founded_years", "activities_per_month")
FIELDS = (
    *_OWN_FIELDS,
    *(f"room.{name}" for name in Room.model_fields if name != "branch"),
    *(f"systems.{name}" for name in Systems.model_fields if name != "branch"),
)


class Criterion(BaseModel):
    """One testable requirement.

    Attributes:
        requirement: which of the six basic requirements it belongs to.
        field: a path in the context of a branch.
        at_least: the name of a threshold in `requirements`; None: the thing must be there.
        sentence: what a letter says of the lack; may use `found` and `wanted`.
        desirable: wished for where conditions allow; its lack does not bar a candidate.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    requirement: Annotated[int, Field(ge=1, le=6)]
    name: Text
    field: Text
    at_least: Text | None = None
    sentence: Text
    desirable: bool = False


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Something that a branch lacks, with the sentence for its letter."""

    criterion: Criterion
    sentence: str


def validate_criteria(node: Node, facts: Facts) -> tuple[tuple[Criterion, ...], list[Finding]]:
    """The criteria of criteria.yaml, and what is wrong with them."""
    if not isinstance(node, ListNode):
        wrong = error(
            "NK-D07",
            _("a list of criteria was expected"),
            node.location,
            remedy=_("Begin each criterion with “- ”."),
        )
        return (), [wrong]
    criteria: list[Criterion] = []
    findings: list[Finding] = []
    for item in node.items:
        criterion, problems = validate_document(item, Criterion)
        findings += problems
        if criterion is not None:
            criteria.append(criterion)
            findings += _check_names(criterion, item, facts)
    return tuple(criteria), findings


def _check_names(criterion: Criterion, item: Node, facts: Facts) -> Iterator[Finding]:
    if criterion.field not in FIELDS:
        yield error(
            "NK-D08",
            _("a branch has no field “{field}” to test").format(field=criterion.field),
            location_at(item, ("field",)),
            remedy=did_you_mean(criterion.field, FIELDS)
            or _("Known are: {fields}.").format(fields="、".join(FIELDS)),
        )
    if criterion.at_least is not None and criterion.at_least not in facts.requirements:
        yield error(
            "NK-D09",
            _("campaign.yaml has no requirement “{name}”").format(name=criterion.at_least),
            location_at(item, ("at_least",)),
            remedy=did_you_mean(criterion.at_least, facts.requirements)
            or _("Known are: {fields}.").format(fields="、".join(facts.requirements)),
        )
    yield from _check_sentence(criterion, location_at(item, ("sentence",)))


def _check_sentence(criterion: Criterion, place: Location) -> Iterator[Finding]:
    """Whether the sentence can be filled for whatever a branch may be found to have."""
    wanted = None if criterion.at_least is None else 1
    faults: dict[str, None] = {}
    for found in _short_values(criterion.field):
        values = {"found": found, "wanted": wanted}
        _text, problems = attempt(lambda v=values: TEXT.from_string(criterion.sentence).render(v))  # type: ignore[misc]
        faults |= dict.fromkeys(fault.message for fault in problems)
    if faults:
        yield error(
            "NK-D10",
            _("the sentence cannot be filled: {reason}").format(reason="; ".join(faults)),
            place,
            found=criterion.sentence,
            remedy=_(
                "It may use {{ found }} where that is a number or text, and {{ wanted }} where "
                "at_least is set."
            ),
        )


def _short_values(field: str) -> tuple[bool | str | int, ...]:
    """What the field may hold where the thing is not there, or not enough of it."""
    sheet, _dot, name = field.rpartition(".")
    model: type[Sheet] = Systems if sheet == "systems" else Room
    info = model.model_fields.get(name)
    annotation = info.annotation if info is not None else int
    return (False,) if annotation is bool else ("无",) if annotation is str else (0, 1)


def shortfalls(
    branch: Mapping[str, Any],
    affiliation: Affiliation,
    criteria: Sequence[Criterion],
    facts: Facts,
) -> list[Shortfall]:
    """What the branch lacks, in the order of the criteria; desirable things are among them.

    Args:
        branch: the branch's context: its columns, `room`, `systems` and `founded_years`.
        affiliation: decides thresholds that differ.
        criteria: validated criteria.
        facts: hold the thresholds.
    """
    lacking: list[Shortfall] = []
    for criterion in criteria:
        found = _value_at(branch, criterion.field)
        wanted = _threshold(criterion, affiliation, facts)
        if _is_met(found, wanted):
            continue
        sentence = TEXT.from_string(criterion.sentence).render(found=found, wanted=wanted)
        lacking.append(Shortfall(criterion, sentence))
    return lacking


def _value_at(branch: Mapping[str, Any], path: str) -> Any:
    value: Any = branch
    for step in path.split("."):
        value = value[step]
    return value


def _threshold(criterion: Criterion, affiliation: Affiliation, facts: Facts) -> Decimal | None:
    if criterion.at_least is None:
        return None
    threshold: ByAffiliation | Number = facts.requirements[criterion.at_least]
    return threshold.of(affiliation) if isinstance(threshold, ByAffiliation) else threshold


def _is_met(found: object, wanted: Decimal | None) -> bool:
    if wanted is not None:
        return isinstance(found, int | Decimal) and found >= wanted
    return found not in (False, 0, "无")
