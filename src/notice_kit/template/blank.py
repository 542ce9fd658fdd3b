"""Forms with a fixed number of rows: `pad_to`, `sheets`, and the blank item, which prints nothing.

A blank is put there on purpose, so it is no fault: whatever is asked of it is blank again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from jinja2 import Undefined
from jinja2.filters import do_default

from notice_kit.messages import _
from notice_kit.template.faults import limit, note


class Blank(Undefined):
    """The item of an empty row: each of its fields is blank and prints nothing.

    A number that a blank is added to stays what it is, so that a sum over the rows is right.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)  # so that a blank can be asked whether it may be called

    def _itself(self, *_others: Any, **_named: Any) -> Any:
        return self

    def _other(self, other: Any) -> Any:
        return other

    __call__ = __getitem__ = __neg__ = __pos__ = _itself
    __add__ = __sub__ = __mul__ = __truediv__ = __floordiv__ = __mod__ = __pow__ = _itself
    __rmul__ = __rtruediv__ = __rfloordiv__ = __rmod__ = __rpow__ = _itself
    __radd__ = __rsub__ = _other
    __hash__ = Undefined.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Blank)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, Blank)

    def _never(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _never  # type: ignore[assignment]


def is_blank(value: object) -> bool:
    """`row is blank`: whether it is an empty row of a fixed form, or a field of one."""
    return isinstance(value, Blank)


def pad_to(rows: Any, count: int) -> Any:
    """The rows, then blank ones up to `count`: `{%tr for m in members|pad_to(10) %}`."""
    if isinstance(rows, Undefined) or rows is None:
        return rows
    limit(count)
    items = list(rows)
    if len(items) > count:
        note(
            _("{found} rows do not fit into a form of {count}").format(
                found=len(items), count=count
            ),
            _("Give the form more rows, or put them on several sheets: |sheets({count}).").format(
                count=count
            ),
        )
    return items + [Blank()] * (count - len(items))


def sheets(rows: Any, count: int) -> Any:
    """The rows in sheets of at most `count`: a form, and its continuations (续表).

    Returns:
        At least one sheet, empty where there are no rows; of each `rows`, `number` (from 1),
        `is_first`, `is_last` and `is_continued` (every sheet but the first).

    Raises:
        ValueError: a sheet is to hold less than one row.
    """
    if isinstance(rows, Undefined) or rows is None:
        return rows
    if count < 1:
        raise ValueError(_("a sheet holds at least one row"))
    pages = list(_pages(rows, count)) or [[]]
    return [
        {
            "rows": page,
            "number": number,
            "is_first": number == 1,
            "is_last": number == len(pages),
            "is_continued": number > 1,
        }
        for number, page in enumerate(pages, start=1)
    ]


def _pages(rows: Iterable[Any], count: int) -> Iterable[list[Any]]:
    items = iter(rows)
    while page := list(islice(items, count)):
        yield page


def default(value: Any, default_value: Any = "", boolean: bool = False) -> Any:
    """Jinja's `default`, but a blank stays blank: nobody has left it out."""
    return value if isinstance(value, Blank) else do_default(value, default_value, boolean)


FILTERS: dict[str, Callable[..., Any]] = {
    "d": default,
    "default": default,
    "pad_to": pad_to,
    "sheets": sheets,
}
TESTS: dict[str, Callable[..., bool]] = {"blank": is_blank}
