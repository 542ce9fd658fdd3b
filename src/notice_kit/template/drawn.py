"""What tags in the alternative text of a picture ask for: `qr`, `picture` and `chart`.

Filling a part only writes down what is wanted, as JSON in the alternative text; pictures are read
and put in when the part is whole (see gallery.py), so that parts may be filled in any process.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Undefined, pass_environment
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from notice_kit.messages import _
from notice_kit.template.blank import Blank
from notice_kit.template.faults import note
from notice_kit.template.printing import printed, printed_in_line
from notice_kit.template.rich import Kind, Look, Rich, kind_of, written

ALTERNATIVE = "\x84"
"""Around the alternative text of a placeholder in a part's source, after its number and a colon.

Data cannot hold these signs, which XML 1.0 (§2.2) allows but discourages; see printing.FORBIDDEN.
"""

_ALTERNATIVE = re.compile(f'(?:descr=")?{ALTERNATIVE}\\d+:([^{ALTERNATIVE}]*){ALTERNATIVE}"?')

DRAWN = "\x86"
"""Around each request in a filled alternative text."""

CHARTS = ("column", "bar", "line", "pie")
"""The kinds of charts."""

AS_DRAWN = "_as_drawn"
"""The filter that the compiler puts on values in the alternative text of a placeholder."""

_MOST_POINTS = 10_000  # of a chart: rows times series
_LONGEST = 255  # characters of a text in it, which stands beside an axis
_LARGEST = 1e300


@dataclass(frozen=True, slots=True)
class QRCode:
    """A QR code of a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture.

    Attributes:
        source: the path of a file, or the key of bytes (see `held`).
        is_held: which of the two.
        fills: it fills the placeholder's box and is cut to it; otherwise it is fitted in whole.
    """

    source: str
    is_held: bool = False
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        kind: one of `CHARTS`.
        title: above it; None for none.
        categories: what each point of a series is about.
        series: (name, the numbers), the numbers as many as the categories.
    """

    kind: str
    title: str | None
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PictureSource:
    """Where the pictures of a document's data are.

    Attributes:
        folder: that paths start from, and do not lead out of; None where data may name no files.
        held: bytes of the context, by their keys.
    """

    folder: Path | None = None
    held: Mapping[str, bytes] = field(default_factory=dict)


Request = QRCode | Picture | Chart
REQUESTS: Mapping[str, Callable[..., Request]] = {
    "chart": Chart,
    "picture": Picture,
    "qr": QRCode,
}
"""What each filter of pictures asks for."""


def alternative_text(text: str) -> str:
    """The text, or a line of a part's source, without the marks of a placeholder."""
    return _ALTERNATIVE.sub(r"\1", text)


def held(key: str) -> Rich:
    """The value that stands for bytes in a context; `key` says which."""
    return Rich(Kind.BYTES, partial(_said, key))


def printed_as_drawn(value: object) -> Markup:
    """The value in the alternative text of a placeholder."""
    if isinstance(value, Rich) and kind_of(value) is Kind.PICTURE:
        return Markup(escape(f"{DRAWN}{written(value, Look())}{DRAWN}"))
    return printed_in_line(value)


def requests_in(text: str) -> tuple[list[Request], str]:
    """What a filled alternative text asks for, and the text that is left."""
    pieces = text.split(DRAWN)
    requests = []
    for piece in pieces[1::2]:
        kind, *values = json.loads(piece)
        requests.append(REQUESTS[kind](*map(_frozen, values)))
    return requests, "".join(pieces[::2]).strip()


def qr(value: object) -> object:
    """A QR code of a text or number: `{{ unit.form_url|qr }}`."""
    return value if isinstance(value, Blank) else _asked("qr", printed(value))


def picture(value: object, fill: bool = False) -> object:
    """A picture, by its path or its bytes: `{{ member.photo|picture }}`."""
    if isinstance(value, Blank):
        return value
    if isinstance(value, Rich) and kind_of(value) is Kind.BYTES:
        return _asked("picture", written(value, Look()), True, bool(fill))
    if isinstance(value, str) and value.strip():
        return _asked("picture", printed(value).strip(), False, bool(fill))
    if value is None or value == "" or isinstance(value, Undefined | str):
        return _noted(value)
    return note(
        _("this is no picture: {kind}").format(kind=type(value).__name__),
        _("Give the path of a file, or from Python its bytes."),
    )


def _noted(value: object) -> str:
    """A picture that is missing, noted; nobody knows what should stand there."""
    if isinstance(value, Undefined):
        return printed(value)
    return note(
        _("a picture is missing"),
        _(
            "Name it in the data, or write {% if … %} before and {% endif %} behind the tag:"
            " without a picture the placeholder goes."
        ),
    )


@pass_environment
def chart(
    environment: SandboxedEnvironment,
    rows: object,
    kind: object,
    category: str,
    *fields: str,
    title: str | None = None,
    names: object = None,
) -> object:
    """A chart of rows: `{{ rows|chart('column', 'name', 'score') }}`.

    Args:
        environment: of the tag.
        rows: a list of dicts.
        kind: one of `CHARTS`.
        category: the field that says what each point is about.
        fields: those with the numbers, one for each series.
        title: above the chart.
        names: of the series; their fields where there are none.
    """
    if rows is None or isinstance(rows, Undefined):
        return printed(rows)
    wrong = _wrong(rows, kind, fields, names)
    if wrong is not None:
        return note(*wrong)
    assert isinstance(rows, list | tuple)
    items = [row for row in rows if not isinstance(row, Blank)]
    read = environment.getitem
    categories = [_named(read(row, category)) for row in items]
    titles = [_named(name) for name in names] if isinstance(names, list | tuple) else [*fields]
    series = [
        (name, [_number(read(row, field)) for row in items])
        for name, field in zip(titles, fields, strict=True)
    ]
    shown = None if title is None else printed(title)
    return _asked("chart", kind, shown, categories, series)


def _wrong(
    rows: object, kind: object, fields: tuple[str, ...], names: object
) -> tuple[str, str] | None:
    """What is wrong with a chart's arguments, and what to do."""
    remedy = _("Write {{ rows|chart('column', 'name', 'score') }}.")
    if kind not in CHARTS:
        known = ", ".join(CHARTS)
        return _("there is no chart “{kind}”").format(kind=kind), _("Kinds: {known}.").format(
            known=known
        )
    if not fields:
        return _("the chart has no field with numbers"), remedy
    if kind == "pie" and len(fields) > 1:
        return _("a pie shows one field with numbers"), remedy
    if names is not None and not (isinstance(names, list | tuple) and len(names) == len(fields)):
        return _("the chart's names are not as many as its fields"), remedy
    if not isinstance(rows, list | tuple) or not rows:
        return _("the chart has no rows"), remedy
    if len(rows) * len(fields) > _MOST_POINTS:
        message = _("the chart has more than {most:,} points").format(most=_MOST_POINTS)
        return message, _("Chart fewer rows.")
    return None


def _named(value: object) -> str:
    """The text, which a cell of the chart's workbook can hold."""
    text = printed(value)
    if len(text) > _LONGEST:
        note(_("a chart's text has more than {most:,} characters").format(most=_LONGEST))
    return text


def _number(value: object) -> str:
    """The number, exactly; a fault is noted for what is none."""
    if value is None or isinstance(value, Undefined):
        return printed(value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        if _is_large(value):
            return note(_("a number is too large for a chart"))
        return printed(value)
    return note(
        _("a chart shows numbers, and this is none: {value}").format(value=str(value)[:40]),
        _("Correct the data, or chart another field."),
    )


def _is_large(value: int | float | Decimal) -> bool:
    """Whether a workbook, whose numbers are floats, cannot hold it."""
    try:
        return abs(float(value)) > _LARGEST
    except (OverflowError, ValueError):
        return True


def _asked(kind: str, *values: object) -> Rich:
    return Rich(Kind.PICTURE, partial(_said, json.dumps([kind, *values])))


def _said(text: str, _look: Look) -> str:
    return text


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


FILTERS: dict[str, Callable[..., object]] = {
    AS_DRAWN: printed_as_drawn,
    "chart": chart,
    "picture": picture,
    "qr": qr,
}
