"""Plain data: what a template may be given, and nothing that can be called."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

_SCALARS = (str, int, float, Decimal, date, type(None))


def impure_path(value: object, path: str = "") -> str | None:
    """The dotted path of the first value that is no plain data; None when all of it is.

    Plain data are texts, numbers, True, False, None and dates, and lists of them and dicts with
    text keys. Text that says it is markup (`__html__`) is not. Shared pieces are looked at once.
    """
    seen: set[int] = set()
    stack: list[tuple[str, object]] = [(path, value)]
    while stack:
        here, item = stack.pop()
        if isinstance(item, _SCALARS) and not hasattr(item, "__html__"):
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
