"""A name that the data does not have, as a value that notes a fault at whatever is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined

from notice_kit.findings import did_you_mean
from notice_kit.messages import _
from notice_kit.template.faults import note


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


def of_known(test: Callable[..., bool]) -> Callable[..., bool]:
    """The test (`is none`, `is even`), which says no of what is missing, but not in silence."""

    @wraps(test)
    def test_(value: object, *args: object, **kwargs: object) -> bool:
        if isinstance(value, Missing):
            note(*value.describe())
            return False
        return test(value, *args, **kwargs)

    return test_
