"""The Jinja environments in which all tags run: sandboxed, strict, and collecting every fault.

A value that must not reach a document (undefined, None, True, a list, a forbidden character) is
noted as a fault with its line and the filling goes on, so that one pass finds all of them. Whoever
renders must refuse the result when there are faults.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar

from jinja2 import (
    StrictUndefined,
    TemplateRuntimeError,
    Undefined,
    nodes,
    pass_environment,
    pass_eval_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from notice_kit.findings import did_you_mean
from notice_kit.messages import _
from notice_kit.numerals import full_date, plain_number
from notice_kit.template.filters import FILTERS

# What is no Char of XML 1.0 (§2.2), and the control characters that it allows but discourages.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Jinja's own helpers that reach into Python, or that hand markup through unescaped.
_UNSAFE_GLOBALS = ("lipsum", "cycler", "joiner")
_UNSAFE_FILTERS = ("safe", "attr", "xmlattr", "tojson", "pprint", "forceescape", "urlize")
# Jinja's filters of text; what is no text is printed for them, so that None is a fault there too.
_TEXT_FILTERS = (
    *("capitalize", "center", "indent", "lower", "replace", "string", "striptags", "title"),
    *("trim", "truncate", "upper", "wordcount", "wordwrap"),
)
# The methods of a dict that change nothing, for `for key, value in d.items()`.
_DICT_METHODS = ("get", "items", "keys", "values")

LONGEST = 1_000_000
"""Characters or items in one value that tags make, and steps of `range` in one rendering: more is
a template that would fill the memory or never end."""
_MOST_BITS = 4096  # of a whole number that tags compute

T = TypeVar("T")


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
    """What one rendering has gathered, and how it writes the white space in a value."""

    signs: Mapping[int, str]
    faults: list[Fault] = field(default_factory=list)
    steps: int = 0


_rendering: ContextVar[_Rendering | None] = ContextVar("rendering", default=None)


def attempt(
    run: Callable[[], T], signs: Mapping[str, str] | None = None
) -> tuple[T | None, list[Fault]]:
    """What the tags that `run` fills come to, and all their faults, each once.

    Args:
        run: renders a template or evaluates an expression of one of the environments below.
        signs: what characters of values become in an XML environment; markup, such as that of a
            line break.

    Returns:
        The result, which must not be used where there are faults; None when a tag failed so that
        what comes after it was not reached.
    """
    rendering = _Rendering(str.maketrans(dict(signs or {})))
    token = _rendering.set(rendering)
    try:
        result: T | None = run()
    except Exception as caught:  # an expression of the author's can fail in any way
        result = None
        rendering.faults.append(_failure(caught))
    finally:
        _rendering.reset(token)
    return result, list(dict.fromkeys(rendering.faults))


def _failure(caught: Exception) -> Fault:
    """The fault behind an exception that a template's code raised."""
    line = None
    trace = caught.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        elif trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    remedy = _("Correct the tag, or the data that it is about.")
    if isinstance(caught, RecursionError):
        return Fault(line, _("the tags call themselves without end"), remedy)
    return Fault(line, _("the tag fails: {reason}").format(reason=caught), remedy)


class Missing(StrictUndefined):
    """A name that the data does not have; it knows the names that were there instead.

    Asking anything of it is noted, and the filling goes on as with nothing.
    """

    __slots__ = ("choices", "method")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices: tuple[str, ...] = ()
        self.method: Callable[..., Any] | None = None

    def describe(self) -> tuple[str, str | None]:
        """What is wrong, and the nearest name as a remedy."""
        if self._undefined_hint:
            return self._undefined_hint, None
        name = str(self._undefined_name)
        return _("there is no field “{name}”").format(name=name), did_you_mean(name, self.choices)

    @property
    def _undefined_message(self) -> str:
        return self.describe()[0]

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        note(*self.describe())
        return iter(())

    def __len__(self) -> int:  # type: ignore[override]
        note(*self.describe())
        return 0

    def _never(self, *_others: object) -> bool:
        note(*self.describe())
        return False

    __bool__ = __contains__ = _never  # type: ignore[assignment]
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _never  # type: ignore[assignment]
    __hash__ = StrictUndefined.__hash__  # type: ignore[assignment]


class _CodeGenerator(CodeGenerator):
    """Jinja's compiler, but for `~`, which puts values together as they print."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Plain data only: a dotted name is a key of the data, never an attribute of a dict."""

    code_generator_class = _CodeGenerator
    intercepted_binops = frozenset({"+", "*", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict | Undefined):
            return self.getitem(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Undefined):
            return obj  # the first name that is missing is the one to tell of
        if not isinstance(obj, dict):
            return super().getitem(obj, argument)
        try:
            return obj[argument]
        except (KeyError, TypeError):
            missing = Missing(obj=obj, name=argument)
            missing.choices = tuple(str(key) for key in obj)
            if argument in _DICT_METHODS:
                missing.method = getattr(obj, argument)
            return missing

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(obj, Missing) and obj.method is not None:
            obj = obj.method
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The operation, unless its result would fill the memory."""
        if operator == "*":
            for value, times in ((left, right), (right, left)):
                if isinstance(value, str | list | tuple) and isinstance(times, int):
                    _limit(len(value) * times)
        elif operator == "**" and isinstance(left, int) and isinstance(right, int):
            _limit(left.bit_length() * right, _MOST_BITS)
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, str | list | tuple):
            _limit(len(result))
        elif isinstance(result, int):
            _limit(result.bit_length(), _MOST_BITS)
        return result

    def joined(self, values: Iterable[object]) -> str:
        """The values as they print, put together; markup that the tags made stays markup."""
        pieces = list(values)
        if any(isinstance(piece, Markup) for piece in pieces):
            text: str = Markup("").join(map(_finalize_xml, pieces))
        else:
            text = "".join(piece if isinstance(piece, str) else printed(piece) for piece in pieces)
        _limit(len(text))
        return text


def _limit(size: int, most: int = LONGEST) -> None:
    if size > most:
        raise OverflowError(_("a value grows without end"))


def _range(*bounds: int) -> range:
    """Python's `range`, its steps counted over the whole rendering."""
    numbers = range(*bounds)
    rendering = _current()
    rendering.steps += len(numbers)
    _limit(rendering.steps)
    return numbers


@pass_environment
def _join(
    environment: _Sandbox, values: Iterable[object], d: str = "", attribute: str | None = None
) -> str:
    """The items as they print, `d` between them; of each its `attribute` where one is named."""
    items = list(values)
    if attribute is not None:
        items = [*map(make_attrgetter(environment, attribute), items)]
    between = [piece for item in items for piece in (d, item)]
    return environment.joined(between[1:])


def _of_text(write: Callable[..., str]) -> Callable[..., str]:
    """The filter of text, for all that prints."""
    position = 1 if hasattr(write, "jinja_pass_arg") else 0

    @wraps(write)
    def filter_(*args: Any, **kwargs: Any) -> str:
        value = args[position]
        text = value if isinstance(value, str) else printed(value)
        return write(*args[:position], text, *args[position + 1 :], **kwargs)

    return filter_


def _as_it_is(value: T) -> T:
    """`escape` and `e`: values are escaped when they are printed, and once."""
    return value


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
    """Note a fault of the rendering in progress; what comes back stands in for the value.

    Raises:
        TemplateRuntimeError: no rendering is in progress, so that nobody would hear of it.
    """
    _current().faults.append(Fault(_source_line(), message, remedy))
    return ""


def _current() -> _Rendering:
    rendering = _rendering.get()
    if rendering is None:
        raise TemplateRuntimeError("tags are to be filled through attempt()")
    return rendering


def _print_text(value: str) -> str:
    if len(value) > LONGEST:
        return note(_("a value has more than {most:,} characters").format(most=LONGEST))
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
    if isinstance(value, Markup):
        return value  # of a macro or block: its values have been through here
    return Markup(str(escape(printed(value))).translate(_current().signs))


def _make_environment(finalize: Callable[[object], str], *, autoescape: bool) -> _Sandbox:
    @pass_eval_context
    def at_rendering(_context: EvalContext, value: object) -> str:
        """Asking for the context keeps Jinja from printing constants when it compiles."""
        return finalize(value)

    environment = _Sandbox(undefined=Missing, finalize=at_rendering, autoescape=autoescape)
    for name in _UNSAFE_GLOBALS:
        del environment.globals[name]
    for name in _UNSAFE_FILTERS:
        environment.filters.pop(name, None)
    environment.globals["range"] = _range
    for name in _TEXT_FILTERS:
        environment.filters[name] = _of_text(environment.filters[name])
    environment.filters |= {"e": _as_it_is, "escape": _as_it_is, "join": _join}
    environment.filters.update(FILTERS)
    return environment


XML = _make_environment(_finalize_xml, autoescape=True)
"""For parts of a Word file: values are escaped, always."""

TEXT = _make_environment(printed, autoescape=False)
"""For plain text: rule texts, file names, conditions."""
