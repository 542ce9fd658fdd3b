"""What a fixer is, and the list of all of them.

A fixer changes the trees of a document which was read for it alone. It makes one rule content, or
comes near to it; `notice_kit.fixing` looks whether it did, and whether it broke anything.
"""

from __future__ import annotations

import pkgutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import import_module
from typing import TypeAlias

from notice_kit import fixes
from notice_kit.document.document import Document
from notice_kit.fixes.formatting import Format
from notice_kit.profile import Profile

Change: TypeAlias = Callable[[Document, Profile, Format], None]


class Reach(IntEnum):
    """What a fixer may change of a text, each with all that the ones before it may.

    `LOOK` keeps every sign. `MARKS` keeps letters, 汉字 and figures: marks, blanks and page numbers
    become what the standard writes. `WORDS` keeps all but figures, in digits or 汉字, and marks.
    """

    LOOK = 0
    MARKS = 1
    WORDS = 2


@dataclass(frozen=True, slots=True)
class Fixer:
    """A fixer.

    Attributes:
        change: the function.
        reach: what it may change.
    """

    change: Change
    reach: Reach


_FIXERS: dict[str, list[Fixer]] = defaultdict(list)


def fixer(*rules: str, reach: Reach = Reach.LOOK) -> Callable[[Change], Change]:
    """Registers a function as what puts right what these rules tell of.

    Args:
        rules: their ids.
        reach: what it may change; a rule may have a fixer for each.

    Raises:
        ValueError: a rule has a fixer of this reach already.
    """

    def register(change: Change) -> Change:
        for identifier in rules:
            if any(one.reach is reach for one in _FIXERS[identifier]):
                raise ValueError(f"two fixers for {identifier}")
            _FIXERS[identifier].append(Fixer(change, reach))
        return change

    return register


@cache
def all_fixers() -> dict[str, tuple[Fixer, ...]]:
    """The fixers of each rule that has any, by the rule's id, the gentlest first."""
    for module in pkgutil.iter_modules(fixes.__path__):
        import_module(f"{fixes.__name__}.{module.name}")
    return {
        identifier: tuple(sorted(found, key=lambda one: one.reach))
        for identifier, found in _FIXERS.items()
    }
