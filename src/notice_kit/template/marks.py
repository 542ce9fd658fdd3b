"""Marks that the kit's own tags leave in a filled part, for what is done when it is whole.

A mark is a processing instruction: data are escaped when they print, so none of them can be one,
and a part that holds one is not proved (see proof.py), so that it is parsed and the marks go.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_TARGET = "notice-kit"
MERGE = "merge_same"
RESTART = "restart_numbering"
RESTART_END = "restart_numbering_end"


def mark(name: str, number: int | None = None) -> str:
    """The mark as it stands in a part's source; `number` says which of that name it is."""
    return f"<?{_TARGET} {name}{'' if number is None else f' {number}'}?>"


def marks_of(root: etree._Element) -> Iterator[tuple[etree._Element, str, int]]:
    """Every mark in a part, in its order: (mark, name, number)."""
    for instruction in root.iter(etree.PI):
        if getattr(instruction, "target", "") == _TARGET:
            name, _space, number = (instruction.text or "").partition(" ")
            yield instruction, name, int(number or 0)


def without_marks(root: etree._Element) -> None:
    """Take the marks out; the text behind them stays."""
    for found, _name, _number in list(marks_of(root)):
        parent = found.getparent()
        if parent is None:
            continue
        before = found.getprevious()
        if found.tail and before is not None:
            before.tail = (before.tail or "") + found.tail
        elif found.tail:
            parent.text = (parent.text or "") + found.tail
        found.tail = None
        parent.remove(found)
