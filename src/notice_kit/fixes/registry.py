"""What a fixer is, and the list of all of them.

A fixer is a function that changes the trees of a document which was read for it alone. It makes one
rule content, or comes near to it; `notice_kit.fixing` looks whether it did, and whether it broke
anything.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TypeAlias

from notice_kit import fixes
from notice_kit.document.document import Document
from notice_kit.fixes.formatting import Format
from notice_kit.profile import Profile

Fixer: TypeAlias = Callable[[Document, Profile, Format], None]

_FIXERS: dict[str, Fixer] = {}


def fixer(*rules: str) -> Callable[[Fixer], Fixer]:
    """Registers a function as what puts right what these rules tell of.

    Raises:
        ValueError: a rule has a fixer already.
    """

    def register(function: Fixer) -> Fixer:
        for identifier in rules:
            if _FIXERS.setdefault(identifier, function) is not function:
                raise ValueError(f"two fixers for {identifier}")
        return function

    return register


@cache
def all_fixers() -> dict[str, Fixer]:
    """The fixer of each rule that has one, by the rule's id."""
    for module in pkgutil.iter_modules(fixes.__path__):
        import_module(f"{fixes.__name__}.{module.name}")
    return dict(_FIXERS)
