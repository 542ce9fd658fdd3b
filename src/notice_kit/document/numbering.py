"""Automatic numbering: which label each paragraph of a list shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from notice_kit.document.attributes import VAL, attribute, child, children, is_on, value, whole
from notice_kit.document.number_formats import numbered
from notice_kit.document.properties import EMPTY, Bag, paragraph_bag, run_bag
from notice_kit.document.theme import Theme
from notice_kit.ooxml.wml import Element

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        form: `w:numFmt`.
        text: `w:lvlText`, with %1 to %9 for the numbers of levels.
        restart: the level (1-based) after whose next item this one begins anew; 0 never, None the
            level above.
        legal: numbers of levels above show in Arabic digits.
        suffix: what follows the label: `tab`, `space` or `nothing`.
        style: id of the paragraph style that is bound to this level.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str | None = None
    paragraph: Bag = field(default_factory=dict)
    run: Bag = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """What a list puts in front of a paragraph, such as 一、 or （一）."""

    text: str
    level: Level
    depth: int


@dataclass(frozen=True)
class Numbering:
    """The lists of a document.

    Attributes:
        lists: `w:numId` → the abstract list's id and its levels, overrides included.
        starts: `(numId, level)` → where that list begins, if it says so itself.
    """

    lists: dict[int, tuple[str, dict[int, Level]]]
    starts: dict[tuple[int, int], int]

    def level(self, number: int | None, depth: int) -> Level | None:
        """A level of a list; None for text that is in no list."""
        found = self.lists.get(number) if number else None
        return None if found is None else found[1].get(depth)

    def depth_of_style(self, number: int, style: str) -> int | None:
        """The level of a list that is bound to a paragraph style, or None."""
        levels = self.lists.get(number, ("", {}))[1]
        return next((depth for depth, level in levels.items() if level.style == style), None)


class Counters:
    """The state of all lists while a text is read from its start."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    def next(self, number: int, depth: int) -> Label | None:
        """The label of the next paragraph of a list; None where the list or level is missing."""
        level = self._numbering.level(number, depth)
        if level is None:
            return None
        abstract, levels = self._numbering.lists[number]
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        start = self._numbering.starts.get((number, depth))
        if start is not None and (number, depth) not in self._begun:
            counts[depth] = start
        else:
            current = counts[depth]
            counts[depth] = level.start if current is None else current + 1
        self._begun.add((number, depth))
        for above in range(depth):
            if counts[above] is None:
                counts[above] = levels[above].start if above in levels else 1
        for below in range(depth + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart > 0 and depth < restart):
                counts[below] = None
        return Label(_shown(level, levels, counts), level, depth)


def _shown(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.form == "bullet":
        return level.text

    def place(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        form = levels[depth].form if depth in levels else "decimal"
        return numbered(counts[depth] or 0, "decimal" if level.legal else form)

    return _PLACE.sub(place, level.text)


def read_numbering(root: Element | None, theme: Theme) -> Numbering:
    """The lists of `numbering.xml`; a document may have none."""
    abstract: dict[str, dict[int, Level]] = {}
    by_style: dict[str, str] = {}
    linked: dict[str, str] = {}
    for element in children(root, "abstractNum"):
        identifier = attribute(element, "abstractNumId") or ""
        abstract[identifier] = _levels(element, theme)
        if (style := value(child(element, "styleLink"))) is not None:
            by_style[style] = identifier
        if (style := value(child(element, "numStyleLink"))) is not None:
            linked[identifier] = style
    lists: dict[int, tuple[str, dict[int, Level]]] = {}
    starts: dict[tuple[int, int], int] = {}
    for element in children(root, "num"):
        number = whole(attribute(element, "numId"))
        identifier = value(child(element, "abstractNumId")) or ""
        identifier = by_style.get(linked.get(identifier, ""), identifier)
        if number is None or identifier not in abstract:
            continue
        levels = dict(abstract[identifier])
        for override in children(element, "lvlOverride"):
            depth = whole(attribute(override, "ilvl")) or 0
            if (start := whole(value(child(override, "startOverride")))) is not None:
                starts[number, depth] = start
            if (own := child(override, "lvl")) is not None:
                levels[depth] = _level(own, theme)
        lists[number] = (identifier, levels)
    return Numbering(lists, starts)


def _levels(element: Element, theme: Theme) -> dict[int, Level]:
    found = {}
    for one in children(element, "lvl"):
        depth = whole(attribute(one, "ilvl")) or 0
        if 0 <= depth < _LEVELS:
            found[depth] = _level(one, theme)
    return found


def _level(element: Element, theme: Theme) -> Level:
    start = whole(value(child(element, "start")))
    legal = child(element, "isLgl")
    properties = child(element, "pPr")
    return Level(
        start=1 if start is None else start,
        form=_form(element),
        text=value(child(element, "lvlText")) or "",
        restart=whole(value(child(element, "lvlRestart"))),
        legal=legal is not None and is_on(legal),
        suffix=value(child(element, "suff")) or "tab",
        style=value(child(element, "pStyle")),
        paragraph=EMPTY if properties is None else paragraph_bag(properties),
        run=run_bag(child(element, "rPr"), theme),
    )


def _form(level: Element) -> str:
    """The number format; newer ones stand in a choice beside a plain one."""
    form = child(level, "numFmt")
    if form is None:
        form = next(level.iter("{*}numFmt"), None)
    return "decimal" if form is None else form.get(VAL, "decimal")
