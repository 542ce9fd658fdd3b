"""Parts of packages that came before: unpacked, looked through and parsed once.

The documents of one template differ in a part or two; all others are the same to the byte. What
came a second time is kept, within bounds, so that a part that never comes again costs no memory.
Trees that are kept are shared by several documents, and nobody may change them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from lxml import etree

T = TypeVar("T")

LARGEST = 256 * 1024
"""Bytes of a part above which it is not kept."""

_MOST = 128
_MET = 1024


class Recent(Generic[T]):
    """What was made of a key, for the keys that came last; kept from the second time on."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep so many at most."""
        self._most = most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._met: OrderedDict[int, None] = OrderedDict()  # hashes of keys that came once

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept of the key, or else what `make` makes."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = make()
        self._keep(key, made)
        return made

    def drop(self, key: Hashable) -> None:
        """Keep it no longer."""
        self._kept.pop(key, None)

    def _keep(self, key: Hashable, made: T) -> None:
        mark = hash(key)
        if mark not in self._met:
            self._met[mark] = None
            if len(self._met) > _MET:
                self._met.popitem(last=False)
            return
        self._kept[key] = made
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


class KnownParts:
    """The parts of the packages that one process reads, one package after the other.

    Attributes:
        contents: by name, packed bytes and what the zip says of them: the part unpacked, proved
            whole and safe to be parsed.
        trees: by content.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.contents: Recent[bytes] = Recent()
        self.trees: Recent[etree._Element] = Recent()
