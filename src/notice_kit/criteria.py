"""The requirements as data (`criteria.yaml`), and what a branch lacks, held against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from notice_kit.facts import ByAffiliation, Facts, Marks
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
        field: a path in the context of a branch; None where people judge it.
        at_least, at_most: the name of a threshold in `requirements`; neither: the thing must be
            there.
        sentence: what a letter says of the lack; may use `found` and `wanted`. Of what people
            judge, what is wanted.
        desirable: wished for where conditions allow; its lack does not bar a candidate.
        judged: the item of 考评 under which people judge it; no data tell.
        weight: what it counts in the share of the requirements that a branch meets.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    requirement: Annotated[int, Field(ge=1, le=6)]
    name: Text
    field: Text | None = None
    at_least: Text | None = None
    at_most: Text | None = None
    sentence: Text
    desirable: bool = False
    judged: Text | None = None
    weight: Number = Decimal(1)

    @property
    def threshold(self) -> str | None:
        """The name of its threshold."""
        return self.at_least or self.at_most


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion held against a branch.

    Attributes:
        found: what the branch has.
        wanted: the threshold; None: the thing must be there.
        is_met: whether the branch has enough.
    """

    criterion: Criterion
    found: object
    wanted: Decimal | None
    is_met: bool


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
    yield from _check_kind(criterion, item)
    if criterion.field is not None and criterion.field not in FIELDS:
        yield error(
            "NK-D08",
            _("a branch has no field “{field}” to test").format(field=criterion.field),
            location_at(item, ("field",)),
            remedy=did_you_mean(criterion.field, FIELDS)
            or _("Known are: {fields}.").format(fields="、".join(FIELDS)),
        )
    name = criterion.threshold
    if name is not None and name not in facts.requirements:
        yield error(
            "NK-D09",
            _("campaign.yaml has no requirement “{name}”").format(name=name),
            location_at(item, ("at_least" if criterion.at_least else "at_most",)),
            remedy=did_you_mean(name, facts.requirements)
            or _("Known are: {fields}.").format(fields="、".join(facts.requirements)),
        )
    if criterion.field is not None:
        yield from _check_sentence(criterion, location_at(item, ("sentence",)))


def _check_kind(criterion: Criterion, item: Node) -> Iterator[Finding]:
    """A criterion that is neither tested nor judged, or both; an item of 考评 that there is not."""
    tests = [criterion.field, criterion.judged]
    thresholds = [one for one in (criterion.at_least, criterion.at_most) if one is not None]
    if tests.count(None) != 1 or len(thresholds) > (criterion.field is not None):
        yield error(
            "NK-D14",
            _("a criterion looks at one field, or names who judges it"),
            location_at(item, ()),
            found=criterion.name,
            remedy=_("Keep either field, with at_least or at_most or neither, or judged alone."),
        )
    if criterion.judged is not None and criterion.judged not in Marks.model_fields:
        yield error(
            "NK-D15",
            _("there is no score “{name}”").format(name=criterion.judged),
            location_at(item, ("judged",)),
            remedy=did_you_mean(criterion.judged, Marks.model_fields)
            or _("Known are: {fields}.").format(fields="、".join(Marks.model_fields)),
        )


def _check_sentence(criterion: Criterion, place: Location) -> Iterator[Finding]:
    """Whether the sentence can be filled for whatever a branch may be found to have."""
    wanted = None if criterion.threshold is None else 1
    faults: dict[str, None] = {}
    for found in _short_values(criterion.field or ""):
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
    for one in measure(branch, affiliation, criteria, facts):
        if not one.is_met:
            text = TEXT.from_string(one.criterion.sentence)
            lacking.append(
                Shortfall(one.criterion, text.render(found=one.found, wanted=one.wanted))
            )
    return lacking


def measure(
    branch: Mapping[str, Any],
    affiliation: Affiliation,
    criteria: Sequence[Criterion],
    facts: Facts,
) -> list[Measure]:
    """The branch held against each criterion that data can tell; arguments as for `shortfalls`."""
    measures: list[Measure] = []
    for criterion in criteria:
        if criterion.field is not None:
            found = _value_at(branch, criterion.field)
            wanted = _threshold(criterion, affiliation, facts)
            measures.append(Measure(criterion, found, wanted, _is_met(criterion, found, wanted)))
    return measures


def _value_at(branch: Mapping[str, Any], path: str) -> Any:
    value: Any = branch
    for step in path.split("."):
        value = value[step]
    return value


def _threshold(criterion: Criterion, affiliation: Affiliation, facts: Facts) -> Decimal | None:
    if criterion.threshold is None:
        return None
    threshold: ByAffiliation | Number = facts.requirements[criterion.threshold]
    return threshold.of(affiliation) if isinstance(threshold, ByAffiliation) else threshold


def _is_met(criterion: Criterion, found: object, wanted: Decimal | None) -> bool:
    if wanted is not None:
        if not isinstance(found, int | Decimal):
            return False
        return found >= wanted if criterion.at_least is not None else found <= wanted
    return found not in (False, 0, "无")
