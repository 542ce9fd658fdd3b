"""Works out the formatting in effect, and remembers it: few combinations make up a document."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from notice_kit.document.formats import (
    Measures,
    ParagraphFormat,
    RunFormat,
    paragraph_format,
    run_format,
)
from notice_kit.document.numbering import Level, Numbering
from notice_kit.document.properties import EMPTY, Bag, over
from notice_kit.document.styles import Style, StyleSheet, combined
from notice_kit.document.theme import Theme


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TableLook:
    """What a table's style states for the text of a cell."""

    paragraph: Bag
    run: Bag


NO_TABLE = TableLook(EMPTY, EMPTY)


@dataclass(frozen=True, eq=False, repr=False)
class Formatter:
    """Resolves formatting by the styles, lists and theme of a document."""

    styles: StyleSheet
    numbering: Numbering
    theme: Theme
    _runs: dict[Hashable, RunFormat] = field(default_factory=dict)
    _paragraphs: dict[Hashable, ParagraphFormat] = field(default_factory=dict)
    _bags: dict[Hashable, Bag] = field(default_factory=dict)
    _looks: dict[tuple[str | None, tuple[str, ...]], TableLook] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many formats it remembers."""
        return len(self._runs) + len(self._paragraphs) + len(self._bags) + len(self._looks)

    def look(self, identifier: str | None, conditions: tuple[str, ...]) -> TableLook:
        """What the table style of an id states for a cell in such a position.

        It lives as long as the formats that are remembered by it.
        """
        key = (identifier, conditions)
        if key not in self._looks:
            style = self.styles.styles.get(identifier or "")
            self._looks[key] = TableLook(*self.styles.condition(style, conditions))
        return self._looks[key]

    def run(self, style: Style | None, look: TableLook, direct: Bag) -> RunFormat:
        """The format of a run.

        Args:
            style: of its paragraph.
            look: of its table.
            direct: what the run states, its character style included (`rStyle`).
        """
        key = (id(style), id(look), tuple(direct.items()))
        found = self._runs.get(key)
        if found is None:
            character = self.styles.styles.get(str(direct.get("rStyle")))
            if character is None or character.kind != "character":
                character = self.styles.default("character")
            levels = (look.run, self.styles.run(style), self.styles.run(character))
            found = run_format(combined(self.styles.default_run, levels, direct))
            self._runs[key] = found
        return found

    def label(self, style: Style | None, look: TableLook, direct: Bag, level: Level) -> RunFormat:
        """The format of a list's label.

        Args:
            style: of its paragraph.
            look: of its table.
            direct: what the paragraph's mark states.
            level: of the list.
        """
        return self.run(style, look, over(direct, level.run))

    def place_in_list(self, style: Style | None, direct: Bag) -> tuple[int | None, int]:
        """The list of a paragraph (None: it is in none) and its level."""
        bag = over(self.styles.paragraph(style), direct)
        number, depth = bag.get("numId"), bag.get("ilvl")
        if not isinstance(number, int) or not number:
            return None, 0
        if "numId" not in direct and style is not None:
            for link in reversed(self.styles.chain(style)):
                bound = self.numbering.depth_of_style(number, link.id)
                if bound is not None and "ilvl" not in direct:
                    return number, bound
        return number, depth if isinstance(depth, int) and 0 <= depth < 9 else 0

    def paragraph(
        self, style: Style | None, look: TableLook, direct: Bag, measures: Measures
    ) -> ParagraphFormat:
        """The format of a paragraph.

        Source:
            ECMA-376 Part 1, 17.7.2 and 17.9.22: what a list states for its paragraphs yields to
            the style that puts them into the list, and wins over it when they are in it directly.
        """
        key = (id(style), id(look), tuple(direct.items()), measures)
        found = self._paragraphs.get(key)
        if found is None:
            found = paragraph_format(self.paragraph_bag(style, look, direct), measures)
            self._paragraphs[key] = found
        return found

    def paragraph_bag(self, style: Style | None, look: TableLook, direct: Bag) -> Bag:
        """What takes effect in a paragraph, as a bag."""
        key = (id(style), id(look), tuple(direct.items()))
        bag = self._bags.get(key)
        if bag is not None:
            return bag
        number, depth = self.place_in_list(style, direct)
        level = self.numbering.level(number, depth)
        of_list = EMPTY if level is None else level.paragraph
        bag = over(self.styles.default_paragraph, look.paragraph)
        for link in self.styles.chain(style) if style is not None else ():
            if link.paragraph.get("numId") and "numId" not in direct:
                bag.update(of_list)
            bag.update(link.paragraph)
        if "numId" in direct:
            bag.update(of_list)
        bag.update(direct)
        if number is not None:
            bag["ilvl"] = depth
        self._bags[key] = bag
        return bag
