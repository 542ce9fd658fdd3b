"""Values in the tables of a Word part, known by the headings before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from notice_kit.ooxml.controls import shown_text
from notice_kit.ooxml.wml import Element, qualified
from notice_kit.source.located import normalise_header

Labelled: TypeAlias = Mapping[str, list[Element]]
"""Heading, normalised → the cells that stand right of one, in order."""


def labelled_cells(root: Element) -> Labelled:
    """Every cell of the part's tables by the text of the cell before it.

    Source:
        ECMA-376 Part 1, 17.4 (tables); cells may lie in content controls of their own.
    """
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for row in root.iter(qualified("tr")):
        before = ""
        for cell in _cells(row):
            if before:
                found[before].append(cell)
            before = normalise_header(shown_text(cell))
    return found


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, not those of tables within them."""
    for cell in row.iter(qualified("tc")):
        if next(cell.iterancestors(qualified("tr"))) is row:
            yield cell
