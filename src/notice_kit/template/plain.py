"""Plain data: what a template may be given, and nothing that can be called."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from notice_kit.template.rich import Rich

_SCALARS = (str, int, float, Decimal, date, type(None))
# What nearly all values are, of exactly that class, so that a look at a set of classes is enough.
_COMMON = frozenset({str, int, bool, Decimal, date, type(None)})
_DICTS = {dict}
_HOLDERS = frozenset({dict, list, tuple})
_KEYS = frozenset({str})


def impure_path(value: object) -> str | None:
    """The dotted path of the first value that is no plain data; None when all of it is.

    Plain data are texts, numbers, True, False, None and dates, and lists of them and dicts with
    text keys. Text that says it is markup (`__html__`) is not; `Rich`, which stands for an object
    of docxtpl (see `live.py`), may enter. Shared pieces are looked at once.
    """
    return None if _is_plain(value) else _impure_path(value)


def _is_plain(value: object) -> bool:
    """Whether a look at classes tells that all is plain; level by level, each level as a whole."""
    seen: set[int] = set()
    level: list[Any] = [value]
    while level:
        kinds = {*map(type, level)}
        if not kinds <= _HOLDERS:
            return False
        dicts = level if kinds == _DICTS else [item for item in level if type(item) is dict]
        if not _KEYS.issuperset(map(type, chain.from_iterable(dicts))):
            return False
        inner = [*chain.from_iterable(map(dict.values, dicts))]
        if kinds != _DICTS:
            inner += chain.from_iterable(item for item in level if type(item) is not dict)
        if _COMMON.issuperset(map(type, inner)):
            return True
        seen.update(map(id, level))
        level = _unseen([one for one in inner if type(one) not in _COMMON], seen)
    return True


def _unseen(items: list[Any], seen: set[int]) -> list[Any]:
    """Those of the items that were not looked at before, each once."""
    numbers = {*map(id, items)}
    if len(numbers) == len(items) and numbers.isdisjoint(seen):
        return items
    by_number = dict(zip(map(id, items), items, strict=True))
    return [by_number[number] for number in numbers - seen]


def _impure_path(value: object) -> str | None:
    """The same with the path at hand, for what is not plain by a look at its class."""
    seen: set[int] = set()
    stack: list[tuple[str, object]] = [("", value)]
    while stack:
        here, item = stack.pop()
        if isinstance(item, Rich) or (isinstance(item, _SCALARS) and not hasattr(item, "__html__")):
            continue
        if id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(item, dict):
            for key, inner in item.items():
                if not isinstance(key, str):
                    return f"{here}.{key!r}".lstrip(".")
                stack.append((f"{here}.{key}".lstrip("."), inner))
        elif isinstance(item, list | tuple):
            stack += [(f"{here}[{index}]", inner) for index, inner in enumerate(item)]
        else:
            return here or type(item).__name__
    return None
