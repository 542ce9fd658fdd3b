"""The facts of a campaign: `campaign.yaml` as frozen models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from notice_kit.model import Affiliation, Count, Day, Number, Phone, Text


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(_Facts):
    """Whom to ask: the office that runs the campaign."""

    section: Text
    person: Text
    phone: Phone
    address: Text


class Shares(_Facts):
    """A number split by affiliation; `total` must be the sum."""

    town: Count
    direct: Count
    total: Count


class ByAffiliation(_Facts):
    """A threshold that differs by affiliation."""

    town: Number
    direct: Number

    def of(self, affiliation: Affiliation) -> Number:
        """The threshold for one affiliation."""
        return self.town if affiliation == "town" else self.direct


def _kind(value: Any) -> str:
    return "split" if isinstance(value, Mapping | ByAffiliation) else "number"


Threshold = Annotated[
    Annotated[ByAffiliation, Tag("split")] | Annotated[Number, Tag("number")],
    Discriminator(_kind),
]
"""A threshold: `town` and `direct`, or one number for both."""


class Dates(_Facts):
    """The days of the campaign, in the order in which they must come."""

    issued: Day
    printed: Day
    nominate_by: Day
    build_from: Day
    rectify_issued: Day
    rectify_by: Day
    build_to: Day
    evaluate_from: Day
    evaluate_to: Day
    commended: Day
    commended_printed: Day
    complete_by: Day


class Series(_Facts):
    """A series of 发文字号: the organ's code and the first serial number of this campaign.

    Attributes:
        year: the year in the number; None: that of the campaign.
    """

    code: Text
    first: Annotated[Count, Field(ge=1)]
    year: Annotated[Count, Field(ge=1949, le=2999)] | None = None


class Marks(_Facts):
    """Full marks of each part of the assessment."""

    leadership: Count
    membership: Count
    central_work: Count
    systems: Count
    room: Count
    ledgers: Count


class Scoring(_Facts):
    """How the scores of several groups of assessors become one.

    Attributes:
        groups: the groups; each scores every candidate that is assessed.
        drop_extremes: of each candidate, the sheet with the highest total and that with the lowest
            do not count.
        decimals: places to which means are rounded.
        rounding: what becomes of a half: up (四舍五入), or to the even figure (四舍六入五成双).
    """

    groups: tuple[Text, ...] = Field(min_length=1)
    drop_extremes: bool = False
    decimals: Annotated[Count, Field(le=4)] = 2
    rounding: Literal["half_up", "half_even"] = "half_up"


class Award(_Facts):
    """A grade of 以奖代补: how many winners, and yuan for each."""

    grade: Text
    winners: Annotated[Count, Field(ge=1)]
    amount: Count


class Facts(_Facts):
    """campaign.yaml: what the documents say that no roster holds, and where things are."""

    name: Text
    honour: Text
    year: Annotated[Count, Field(ge=1949, le=2999)]
    county: Text
    issuer: Text
    office: Text
    office_short: Text
    printing_office: Text
    copy_to: Text
    contact: Contact
    guiding_thought: Text
    plenum: Text
    aim: Text
    quotas: Shares
    nominations: Shares
    requirements: dict[str, Threshold]
    dates: Dates
    numbering: dict[str, Series] = Field(default_factory=dict)
    marks: Marks
    tie_break: tuple[str, ...] = ()
    scoring: Scoring | None = None
    barred_years: Count = 0
    awards: tuple[Award, ...]
    required_rules: tuple[Text, ...] = ()
    data: tuple[Text, ...] = Field(min_length=1)
    activity_day: Annotated[Count, Field(ge=1, le=28)] = 15
    profile: Text | None = None
