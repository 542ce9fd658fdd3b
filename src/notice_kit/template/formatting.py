"""Values put into a form of text or made numbers: `%`, `format`, `int`; what does not print fails.

Python writes None, True and lists into a text without a word; here they are the faults that they
are when a tag prints them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any

from jinja2 import Undefined
from jinja2.filters import do_float, do_int, do_replace, do_urlencode
from jinja2.nodes import EvalContext
from jinja2.sandbox import SandboxedEnvironment, SandboxedEscapeFormatter, SandboxedFormatter
from jinja2.utils import pass_eval_context
from markupsafe import Markup

from notice_kit.messages import _
from notice_kit.template.blank import Blank
from notice_kit.template.faults import LONGEST, limit, note
from notice_kit.template.printing import is_writable, printed

# `%s` and `%(name)s` of four figures and more, or as wide as a value says.
_WIDE = re.compile(r"%(?:\([^)]*\))?[-#0 +]*(?:\d{4}|\*|\d*\.(?:\d{4}|\*))")
_LONG = re.compile(r"\d{4}")
_NO_DEFAULT = object()


def limit_widths(form: str) -> None:
    """Let `%` and the filter `format` pad nothing to a width beyond all reason.

    Raises:
        OverflowError: a width of more than three figures, or one that a value decides.
    """
    if _WIDE.search(form):
        limit(LONGEST + 1)


def _in_form(value: object) -> object:
    """What stands for the value in a form; a fault is noted where it does not print."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value if is_writable(value) else 0
    if isinstance(value, date):
        return printed(value)
    printed(value)
    return 0


class _Named(Mapping[str, object]):
    """What `%(name)s` finds under its names."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> object:
        return _in_form(self._values[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def by_percent(form: str, values: Any) -> Any:
    """`form % values`, of values that print; blank where one of them is.

    Raises:
        OverflowError: the result would fill the memory.
    """
    limit_widths(form)
    given = values if isinstance(values, tuple) else (values,)
    if any(isinstance(value, Blank) for value in given):
        return ""
    if isinstance(values, Mapping):
        result = form % _Named(values)
    else:
        result = form % tuple(_in_form(value) for value in given)
    limit(len(result))
    return result


def format_limited(value: object, *args: Any, **kwargs: Any) -> Any:
    """Jinja's filter `format`, of values that print, nothing padded without end.

    Raises:
        TypeError: there are values with and without names.
    """
    if args and kwargs:
        raise TypeError(_("values with and without names cannot stand together"))
    return by_percent(value if isinstance(value, str) else printed(value), kwargs or args)


class _OfWhatPrints:
    """Fields of `'{}'.format(…)`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """The field as text."""
        if isinstance(value, Blank):
            return ""
        if isinstance(value, date) and format_spec:
            return format(value, format_spec)
        if _LONG.search(format_spec):
            limit(LONGEST + 1)
        kept = _in_form(value)
        return super().format_field(kept, format_spec)  # type: ignore[misc,no-any-return]

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        """The field as `!s` or `!r` want it."""
        kept = value if conversion is None else _in_form(value)
        return super().convert_field(kept, conversion)  # type: ignore[misc]


class _PrintingFormatter(_OfWhatPrints, SandboxedFormatter):
    """Python's `str.format` for tags."""


class _PrintingEscapeFormatter(_OfWhatPrints, SandboxedEscapeFormatter):
    """The same for markup that the tags made, whose values are escaped."""


def formatter_of(environment: SandboxedEnvironment, method: Any) -> Callable[..., str]:
    """The method `format` or `format_map` of a text, as tags may have it."""
    form: str = method.__self__
    formatter: SandboxedFormatter = _PrintingFormatter(environment)
    if isinstance(form, Markup):
        formatter = _PrintingEscapeFormatter(environment, escape=form.escape)

    def format_(*args: Any, **kwargs: Any) -> str:
        if method.__name__ == "format_map":
            (kwargs,), args = args, ()
        return type(form)(formatter.vformat(form, args, kwargs))

    return format_


def _made_number(make: Callable[..., Any]) -> Callable[..., Any]:
    """Jinja's `int` or `float`, which takes what is no number for 0 only where it is told so."""

    @wraps(make)
    def filter_(value: Any, default: Any = _NO_DEFAULT, *args: Any) -> Any:
        if isinstance(value, Blank):
            return value
        if isinstance(value, Undefined):
            return value if default is _NO_DEFAULT else default
        if isinstance(value, float | Decimal) and not is_writable(value):
            return 0
        made = make(value, _NO_DEFAULT, *args)
        if made is not _NO_DEFAULT:
            return made
        if default is not _NO_DEFAULT:
            return default
        shown = value if isinstance(value, str) else printed(value)
        if shown:  # what does not print is noted already
            note(
                _("“{text}” is no number").format(text=shown[:40]),
                _("Correct the data, or give a substitute: |int(0)."),
            )
        return 0

    return filter_


@pass_eval_context
def replace(
    context: EvalContext, value: str, old: object, new: object, count: int | None = None
) -> str:
    """Jinja's `replace`, of texts that print."""
    return do_replace(context, value, _text(old), _text(new), count)


def _text(value: object) -> str:
    return value if isinstance(value, str) else printed(value)


def urlencode(value: object) -> str:
    """Jinja's `urlencode`; of pairs, each part as it prints."""
    if isinstance(value, Mapping):
        return do_urlencode({_text(key): _text(item) for key, item in value.items()})
    if isinstance(value, list | tuple) and all(
        isinstance(pair, list | tuple) and len(pair) == 2 for pair in value
    ):
        return do_urlencode([(_text(key), _text(item)) for key, item in value])
    return do_urlencode(_text(value))


FILTERS: dict[str, Callable[..., Any]] = {
    "replace": replace,
    "float": _made_number(do_float),
    "format": format_limited,
    "int": _made_number(do_int),
    "urlencode": urlencode,
}
