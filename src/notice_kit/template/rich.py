"""`Rich`: a value that is markup, made by code and never by data; tags can only print it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from notice_kit.messages import _


class Kind(Enum):
    """Where a rich value may stand."""

    TEXT = "text"  # in the text of a run
    RUNS = "runs"  # among the runs of a paragraph
    PARAGRAPHS = "paragraphs"  # among paragraphs and tables
    PICTURE = "picture"  # in the alternative text of a picture, in whose place it comes
    BYTES = "bytes"  # nowhere: it is to be made a picture


@dataclass(frozen=True, slots=True)
class Look:
    """How the place looks where a tag stands.

    Attributes:
        paragraph: the `w:pPr` of the tag's paragraph, as XML; empty where there is none.
        run: the `w:rPr` of the tag's run, likewise.
        styles: ids of the template's styles by the use that markdown has for them.
    """

    paragraph: str = ""
    run: str = ""
    styles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rich:
    """Markup; its names are private, so that no tag of a template can reach into it."""

    _kind: Kind
    _write: Callable[[Look], str]


def kind_of(value: Rich) -> Kind:
    """Where the value may stand."""
    return value._kind


def written(value: Rich, look: Look) -> str:
    """The value's XML."""
    return value._write(look)


def misplaced(value: Rich) -> tuple[str, str]:
    """What is wrong where the value cannot stand, and what to write instead."""
    remedy = {
        Kind.TEXT: _("Write {{ … }} within the text."),
        Kind.RUNS: _("Write {{r … }}."),
        Kind.PARAGRAPHS: _("Write {{p … }}, alone in its paragraph."),
        Kind.PICTURE: _("Write it into the alternative text of a picture: it comes in its place."),
        Kind.BYTES: _("Write {{ …|picture }} into the alternative text of a picture."),
    }
    return _("this value cannot stand here"), remedy[value._kind]
