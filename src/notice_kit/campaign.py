"""A campaign as it has been loaded and validated: facts, roster, requirements and rule texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from notice_kit.criteria import Criterion
from notice_kit.facts import Award, Facts
from notice_kit.findings import Finding, Location
from notice_kit.isolation import Spoilt
from notice_kit.model import (
    Assessment,
    Branch,
    Member,
    Rating,
    Review,
    Room,
    Systems,
    TitleEvent,
    Unit,
)
from notice_kit.rulebook import Rulebook
from notice_kit.validate import Record


@dataclass(frozen=True, slots=True)
class Roster:
    """The rows of all sheets, in the order of the files."""

    units: tuple[Record[Unit], ...]
    branches: tuple[Record[Branch], ...]
    rooms: tuple[Record[Room], ...]
    systems: tuple[Record[Systems], ...]
    members: tuple[Record[Member], ...]
    assessments: tuple[Record[Assessment], ...]
    ratings: tuple[Record[Rating], ...] = ()
    reviews: tuple[Record[Review], ...] = ()
    titles: tuple[Record[TitleEvent], ...] = ()


@dataclass(frozen=True, slots=True)
class Winner:
    """A branch that wins the title: its place among all winners, and its award in yuan."""

    branch: str
    rank: int
    total: Decimal
    award: Award


@dataclass(frozen=True, slots=True)
class Campaign:
    """Everything that documents are made from.

    Attributes:
        facts: campaign.yaml.
        facts_place: campaign.yaml itself, for findings about the whole.
        roster: the rows of the sheets.
        criteria: the requirements, in the order of criteria.yaml.
        rulebook: the rule texts of rules/.
        spoilt: the units and branches whose rows have errors.
        rule_faults: the errors in rules/.
    """

    facts: Facts
    facts_place: Location
    roster: Roster
    criteria: tuple[Criterion, ...]
    rulebook: Rulebook
    spoilt: Spoilt = field(default_factory=Spoilt)
    rule_faults: tuple[Finding, ...] = ()
