"""The Jinja environments in which all tags run: sandboxed, strict, and collecting every fault.

A value that must not reach a document (undefined, None, True, a list, a forbidden character) is
noted as a fault with its line and the filling goes on, so that one pass finds all of them. Whoever
renders must refuse the result when there are faults.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from notice_kit.findings import did_you_mean
from notice_kit.messages import _
from notice_kit.numerals import full_date, plain_number
from notice_kit.template.filters import FILTERS

# XML 1.0 §2.2 (Char), and the bidirectional controls that make a name look like another.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Jinja's own helpers that reach into Python, or that hand markup through unescaped.
_UNSAFE_GLOBALS = ("lipsum", "cycler", "joiner")
_UNSAFE_FILTERS = ("safe", "attr", "xmlattr", "tojson", "pprint", "forceescape")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a tag did which must not reach a document.

    Attributes:
        line: 1-based line of the source that was rendered; None where it is not known.
        message: what is wrong.
        remedy: what to do; None where the message says it all.
    """

    line: int | None
    message: str
    remedy: str | None = None


@dataclass(slots=True)
class _Rendering:
    """What one rendering has gathered, and how it writes a line break in a value."""

    line_break: str
    faults: list[Fault] = field(default_factory=list)


_rendering: ContextVar[_Rendering | None] = ContextVar("rendering", default=None)


@contextmanager
def collecting(line_break: str = "\n") -> Iterator[list[Fault]]:
    """A rendering's list of faults, filled while the block runs.

    Args:
        line_break: what a line break in a value becomes; markup in an XML environment.
    """
    rendering = _Rendering(line_break)
    token = _rendering.set(rendering)
    try:
        yield rendering.faults
    finally:
        _rendering.reset(token)


class Missing(StrictUndefined):
    """A name that the data does not have; it knows the names that were there instead."""

    __slots__ = ("choices",)
    choices: tuple[str, ...]

    def describe(self) -> tuple[str, str | None]:
        """What is wrong, and the nearest name as a remedy."""
        name = str(self._undefined_name)
        choices = getattr(self, "choices", ())
        return _("there is no field “{name}”").format(name=name), did_you_mean(name, choices)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Plain data only: a dotted name is a key of the data, never an attribute of a dict."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return self.getitem(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if not isinstance(obj, dict):
            return super().getitem(obj, argument)
        try:
            return obj[argument]
        except (KeyError, TypeError):
            missing = Missing(obj=obj, name=argument)
            missing.choices = tuple(str(key) for key in obj)
            return missing


def _source_line() -> int | None:
    """The line of the template source whose code is running now, or None outside a template."""
    frame = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back  # type: ignore[assignment]
    return None


def note(message: str, remedy: str | None = None) -> str:
    """Note a fault of the rendering in progress; what comes back stands in for the value."""
    rendering = _rendering.get()
    if rendering is not None:
        rendering.faults.append(Fault(_source_line(), message, remedy))
    return ""


def _print_text(value: str) -> str:
    bad = FORBIDDEN.search(value)
    if bad is None:
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return note(
        _("a value holds the character U+{code:04X}, which Word files cannot hold").format(
            code=ord(bad.group())
        ),
        _("Take it out of “{text}”.").format(text=FORBIDDEN.sub("?", value)[:40]),
    )


def _print_number(value: int | Decimal | float) -> str:
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    if isinstance(exact, Decimal) and not exact.is_finite():
        return note(_("a value is not a number: {value}").format(value=value))
    return plain_number(exact)


def _print_date(value: date) -> str:
    text = full_date(value)
    if isinstance(value, datetime) and value.time() != value.time().min:
        text += f"{value.hour}:{value.minute:02}"
    return text


def printed(value: object) -> str:
    """The text that a value prints as; a fault is noted for what does not print."""
    match value:
        case str():
            return _print_text(value)
        case bool():
            return note(
                _("yes or no does not print by itself"),
                _("Write {{ …|either('有', '无') }}."),
            )
        case int() | Decimal() | float():
            return _print_number(value)
        case date():
            return _print_date(value)
        case Missing():
            return note(*value.describe())
        case Undefined():
            return note(_("there is no field “{name}”").format(name=value._undefined_name))
        case None:
            return note(
                _("a field is empty"),
                _("Fill it in the data, or put the tag inside an if that asks for it."),
            )
        case _:
            return note(
                _("a {kind} does not print by itself").format(kind=type(value).__name__),
                _("Print one of its fields, or loop over it."),
            )


def _finalize_xml(value: object) -> Markup:
    text = value if isinstance(value, Markup) else escape(printed(value))
    rendering = _rendering.get()
    if rendering is None or "\n" not in text:
        return text
    return Markup(str(text).replace("\n", rendering.line_break))


def _make_environment(finalize: Callable[[object], str], *, autoescape: bool) -> _Sandbox:
    environment = _Sandbox(undefined=Missing, finalize=finalize, autoescape=autoescape)
    for name in _UNSAFE_GLOBALS:
        del environment.globals[name]
    for name in _UNSAFE_FILTERS:
        environment.filters.pop(name, None)
    environment.filters.update(FILTERS)
    return environment


XML = _make_environment(_finalize_xml, autoescape=True)
"""For parts of a Word file: values are escaped, always."""

TEXT = _make_environment(printed, autoescape=False)
"""For plain text: rule texts, file names, conditions."""
