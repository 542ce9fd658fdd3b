"""Jinja's sandbox for plain data only: no attributes, and nothing that grows without end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from types import CodeType
from typing import Any

from jinja2 import TemplateSyntaxError, Undefined, nodes, pass_environment
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from notice_kit.messages import _
from notice_kit.template.codegen import FieldCodeGenerator
from notice_kit.template.faults import counted, current, limit, put_together
from notice_kit.template.formatting import by_percent, formatter_of
from notice_kit.template.missing import Missing
from notice_kit.template.pieces import encoded, written_fields
from notice_kit.template.printing import printed, printed_in_run
from notice_kit.template.rows import written_rows

# The methods of a dict that change nothing, for `for key, value in d.items()`.
_DICT_METHODS = ("get", "items", "keys", "values")

_MOST_BITS = 4096  # of a whole number that tags compute


class Sandbox(ImmutableSandboxedEnvironment):
    """Plain data only: a dotted name is a key of the data, never an attribute of a dict."""

    code_generator_class = FieldCodeGenerator
    shown: Callable[[object], str]
    intercepted_binops = frozenset({"+", "*", "**", "%"})
    counted = staticmethod(counted)
    written_fields = staticmethod(written_fields)
    written_rows = staticmethod(written_rows)

    def concat(self, pieces: Iterable[Any]) -> str:
        """The pieces of a macro or block, which are texts in a list, or of a whole template."""
        if self.autoescape and not isinstance(pieces, list):
            return put_together(piece.decode() for piece in encoded(pieces))
        return put_together(pieces)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tags, read; what Python cannot read of them is a fault of the template."""
        try:
            return super()._parse(source, name, filename)
        except (ValueError, RecursionError, MemoryError) as caught:
            raise TemplateSyntaxError(str(caught) or _("nested too deep"), 1, name) from caught

    def _compile(self, source: str, filename: str) -> CodeType:
        """The Python of the tags, compiled; what Python does not take is a fault too."""
        try:
            code: CodeType = super()._compile(source, filename)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as caught:
            raise TemplateSyntaxError(_("nested too deep"), 1, None) from caught
        return code

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a dotted name stands for: a key of a dict."""
        if isinstance(obj, dict | Undefined):
            return self.getitem(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What stands under a key or number; `Missing` where a dict has no such key."""
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

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`format` and `format_map` of a text, of values that print."""
        wrapped = super().wrap_str_format(value)
        return wrapped and formatter_of(self, value)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """The call, also of a method of a dict, which is no key of it."""
        if isinstance(obj, Missing) and obj.method is not None:
            obj = obj.method
        if isinstance(getattr(obj, "__self__", None), str):
            for size in (*args, *kwargs.values()):
                if isinstance(size, int):
                    limit(size)  # of `center`, `ljust`, `zfill` and the like
        result = super().call(context, obj, *args, **kwargs)
        if isinstance(result, str) and not isinstance(result, Markup):
            limit(len(result))
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The operation, unless its result would fill the memory."""
        if operator == "*":
            for value, times in ((left, right), (right, left)):
                if isinstance(value, str | list | tuple) and isinstance(times, int):
                    limit(len(value) * times)
        elif operator == "%" and isinstance(left, str):
            return by_percent(left, right)
        elif operator == "**" and isinstance(left, int) and isinstance(right, int):
            limit(left.bit_length() * right, _MOST_BITS)
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, str | list | tuple):
            limit(len(result))
        elif isinstance(result, int):
            limit(result.bit_length(), _MOST_BITS)
        return result

    def joined(self, values: Iterable[object]) -> str:
        """The values as they print, put together; markup that the tags made stays markup."""
        pieces = list(values)
        if any(isinstance(piece, Markup) for piece in pieces):
            shown: list[str] = [*map(printed_in_run, pieces)]
            limit(sum(map(len, shown)))
            return Markup("").join(shown)
        shown = [piece if isinstance(piece, str) else printed(piece) for piece in pieces]
        limit(sum(map(len, shown)))
        return "".join(shown)


def range_counted(*bounds: int) -> range:
    """Python's `range`, its steps counted over the whole rendering."""
    numbers = range(*bounds)
    rendering = current()
    rendering.steps += len(numbers)
    limit(rendering.steps)
    return numbers


def sized(filter_: Callable[..., Any], most: int) -> Callable[..., Any]:
    """The filter (`batch`, `round`), told no number beyond `most`."""

    @wraps(filter_)
    def limited(*args: Any, **kwargs: Any) -> Any:
        position = 2 if hasattr(filter_, "jinja_pass_arg") else 1
        for size in (*args[position:], *kwargs.values()):
            if isinstance(size, int):
                limit(abs(size), most)
        return filter_(*args, **kwargs)

    return limited


@pass_environment
def join(
    environment: Sandbox, values: Iterable[object], d: str = "", attribute: str | None = None
) -> str:
    """The items as they print, `d` between them; of each its `attribute` where one is named."""
    items = list(values)
    if attribute is not None:
        items = [*map(make_attrgetter(environment, attribute), items)]
    between = [piece for item in items for piece in (d, item)]
    return environment.joined(between[1:])
