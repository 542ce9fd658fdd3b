"""A file that is to be bound, and how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BookPart:
    """A Word file that is to be bound.

    Attributes:
        source: the file, or its bytes.
        name: what messages call it.
        odd: whether it begins on a page with an odd number; else on the next page.
        restart_pages: whether its page numbers begin at 1, or where it says itself; else they
            go on from the part before. The first part's own are kept as they are.
        is_piece: it is a piece of the book itself: it begins, and counts its pages, as it says, and
            its contents list the whole book.
        takes_heads: where it has no heads and feet at all, those of the part before go on.
    """

    source: Path | bytes
    name: str
    odd: bool = False
    restart_pages: bool = False
    is_piece: bool = False
    takes_heads: bool = False
