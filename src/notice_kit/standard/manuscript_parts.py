"""The forms that all parts of a manuscript share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from notice_kit.messages import _
from notice_kit.standard import markup


def _lines(value: object) -> object:
    """A text alone is one line; figures are text."""
    values = value if isinstance(value, list | tuple) else [value]
    lines = [str(line) if isinstance(line, int | float) else line for line in values]
    for line in lines:
        if isinstance(line, str):
            markup.parse(line)  # raises where the stars do not pair
    return lines


Lines = Annotated[tuple[str, ...], BeforeValidator(_lines), Field(min_length=1)]


class Part(BaseModel):
    """A part of a manuscript: nothing in it changes, and nothing is there that it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Tag(Part):
    """A paragraph or a row that holds only a tag, and goes away when the tag is filled in."""

    kind: Literal["tag"] = "tag"
    tag: str


def only_tag(value: str, begin: str) -> str:
    """The text, if it is nothing but one tag.

    Raises:
        ValueError: it is not.
    """
    if not (value.startswith(begin) and value.endswith("%}") and value.count("{%") == 1):
        raise ValueError(_("a text without a role is a tag {begin} … %}}").format(begin=begin))
    return value
