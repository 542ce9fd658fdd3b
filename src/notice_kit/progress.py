"""Who is told how far a long job has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told what goes on; counts are of documents."""

    def step(self, name: str, total: int) -> None:
        """A step begins: `load`, `rehearse`, `deliver` or `convert`; `total` documents."""

    def advance(self) -> None:
        """One more document of the step is done."""


class Silent:
    """A progress that tells nobody."""

    def step(self, name: str, total: int) -> None:
        """Nothing."""

    def advance(self) -> None:
        """Nothing."""
