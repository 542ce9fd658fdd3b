"""The two Jinja environments in which all tags run: sandboxed, strict, their helpers harmless."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext

from notice_kit.template import blank, drawn, fitted, formatting, placed
from notice_kit.template.faults import LONGEST
from notice_kit.template.filters import FILTERS
from notice_kit.template.missing import Missing, of_known
from notice_kit.template.printing import (
    IN_LINE,
    TEXT_FILTERS,
    as_it_is,
    of_text,
    printed,
    printed_in_line,
    printed_in_run,
)
from notice_kit.template.sandbox import Sandbox, join, range_counted, sized

# Jinja's own helpers that reach into Python, or that hand markup through unescaped.
_UNSAFE_GLOBALS = ("lipsum", "cycler", "joiner")
# `random` is not unsafe, but the same data are to give the same document.
_UNSAFE_FILTERS = (
    *("attr", "forceescape", "pprint", "random", "safe", "tojson", "urlize", "xmlattr"),
)
_LARGEST = {"batch": LONGEST, "slice": LONGEST, "round": 1000}  # numbers that they are told
_OWN_FILTERS = FILTERS | blank.FILTERS | placed.FILTERS | fitted.FILTERS | drawn.FILTERS
_OF_MISSING = {"defined", "undefined", "filter", "test"}  # tests that ask for nothing else


def _make_environment(shown: Callable[[object], str], *, autoescape: bool) -> Sandbox:
    @pass_eval_context
    def at_rendering(_context: EvalContext, value: object) -> str:
        """Asking for the context keeps Jinja from printing constants when it compiles."""
        return shown(value)

    environment = Sandbox(
        undefined=Missing, finalize=at_rendering, autoescape=autoescape, optimized=False
    )
    environment.shown = shown
    for name in _UNSAFE_GLOBALS:
        del environment.globals[name]
    for name in _UNSAFE_FILTERS:
        environment.filters.pop(name, None)
    environment.globals["range"] = range_counted
    environment.filters.update(formatting.FILTERS)
    for name, most in _LARGEST.items():
        environment.filters[name] = sized(environment.filters[name], most)
    for name in TEXT_FILTERS:
        environment.filters[name] = of_text(environment.filters[name])
    environment.filters |= {"e": as_it_is, "escape": as_it_is, "join": join}
    environment.filters[IN_LINE] = printed_in_line
    environment.filters.update(_OWN_FILTERS)
    tests: dict[str, Any] = {**environment.tests}  # functions of any kind
    known = {name: of_known(test) for name, test in tests.items() if name not in _OF_MISSING}
    environment.tests |= known | blank.TESTS
    return environment


XML = _make_environment(printed_in_run, autoescape=True)
"""For parts of a Word file: values are escaped, always."""

TEXT = _make_environment(printed, autoescape=False)
"""For plain text: rule texts, file names, conditions."""
