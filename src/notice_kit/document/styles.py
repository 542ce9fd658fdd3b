"""The styles of a document, each chain of `basedOn` resolved once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from notice_kit.document.attributes import attribute, child, children, value
from notice_kit.document.properties import EMPTY, TOGGLES, Bag, over, paragraph_bag, run_bag
from notice_kit.document.theme import Theme
from notice_kit.ooxml.wml import Element


@dataclass(frozen=True, eq=False, repr=False)
class Style:
    """A style as it is written down; what it states is read when asked for, as few are used.

    Attributes:
        kind: `paragraph`, `character`, `table` or `numbering`.
        name: as Word stores it: `Normal` and `heading 1` in English in every language.
        theme: that its fonts may point at.
    """

    id: str
    kind: str
    name: str
    based_on: str | None
    linked: str | None
    is_default: bool
    element: Element
    theme: Theme

    @cached_property
    def paragraph(self) -> Bag:
        """What its `w:pPr` states."""
        return paragraph_bag(child(self.element, "pPr"))

    @cached_property
    def run(self) -> Bag:
        """What its `w:rPr` states."""
        return run_bag(child(self.element, "rPr"), self.theme)

    @cached_property
    def conditions(self) -> dict[str, tuple[Bag, Bag]]:
        """Of a table style, what it states for `firstRow`, `band1Horz` and so on."""
        return {
            attribute(one, "type") or "": (
                paragraph_bag(child(one, "pPr")),
                run_bag(child(one, "rPr"), self.theme),
            )
            for one in children(self.element, "tblStylePr")
        }


@dataclass(frozen=True)
class StyleSheet:
    """All styles, and what a document states for all its text.

    Attributes:
        styles: by id.
        default_paragraph, default_run: `w:docDefaults`.
    """

    styles: dict[str, Style]
    default_paragraph: Bag
    default_run: Bag
    has_defaults: bool
    _chains: dict[str, tuple[Style, ...]] = field(default_factory=dict, repr=False)
    _bags: dict[tuple[str, str], Bag] = field(default_factory=dict, repr=False)
    _defaults: dict[str, Style | None] = field(default_factory=dict, repr=False)

    def of(self, identifier: str | None, kind: str) -> Style | None:
        """The style of an id; where the id is missing or unknown, the default one of its kind."""
        found = self.styles.get(identifier or "")
        if found is not None and found.kind == kind:
            return found
        return self.default(kind)

    def default(self, kind: str) -> Style | None:
        """The default style of a kind, the last where several claim to be."""
        if kind not in self._defaults:
            claims = [s for s in self.styles.values() if s.kind == kind and s.is_default]
            self._defaults[kind] = claims[-1] if claims else None
        return self._defaults[kind]

    def named(self, name: str) -> Style | None:
        """The style of a name, without regard to case."""
        wanted = name.casefold()
        return next((s for s in self.styles.values() if s.name.casefold() == wanted), None)

    def chain(self, style: Style) -> tuple[Style, ...]:
        """The style and what it is based on, the remotest first; circles are cut."""
        if style.id not in self._chains:
            links = [style]
            seen = {style.id}
            while (base := self.styles.get(links[-1].based_on or "")) is not None:
                if base.id in seen or base.kind != style.kind:
                    break
                seen.add(base.id)
                links.append(base)
            self._chains[style.id] = tuple(reversed(links))
        return self._chains[style.id]

    def run(self, style: Style | None) -> Bag:
        """What a style and its bases state for runs."""
        if style is None:
            return EMPTY
        key = (style.id, "run")
        if key not in self._bags:
            self._bags[key] = over(*(link.run for link in self.chain(style)))
        return self._bags[key]

    def paragraph(self, style: Style | None) -> Bag:
        """What a style and its bases state for paragraphs, without their numbering's indents."""
        if style is None:
            return EMPTY
        key = (style.id, "paragraph")
        if key not in self._bags:
            self._bags[key] = over(*(link.paragraph for link in self.chain(style)))
        return self._bags[key]

    def condition(self, style: Style | None, names: tuple[str, ...]) -> tuple[Bag, Bag]:
        """What a table style states for the paragraphs and runs of a cell in this position."""
        if style is None:
            return EMPTY, EMPTY
        links = self.chain(style)
        of_paragraph, of_run = self.paragraph(style), self.run(style)
        for name in names:
            found = [link.conditions[name] for link in links if name in link.conditions]
            of_paragraph = over(of_paragraph, *(one[0] for one in found))
            of_run = over(of_run, *(one[1] for one in found))
        return of_paragraph, of_run


def combined(defaults: Bag, levels: tuple[Bag, ...], direct: Bag) -> Bag:
    """Run properties in effect: defaults, styles, direct formatting.

    Args:
        defaults: of the document.
        levels: of table, paragraph and character style, in this order.
        direct: of the run itself.

    Source:
        ECMA-376 Part 1, 17.7.2 (order) and 17.7.3 (toggles: on by the defaults is on; among styles
        an even number of “on” cancels out; direct formatting is the last word).
    """
    found = over(defaults, *levels)
    for name in TOGGLES:
        if name in found:
            odd = sum(bool(level.get(name)) for level in levels) % 2 == 1
            found[name] = bool(defaults.get(name)) or odd
    found.update(direct)
    return found


def read_styles(root: Element | None, theme: Theme) -> StyleSheet:
    """The styles of `styles.xml`; a document may have none."""
    defaults = child(root, "docDefaults")
    of_run = child(child(defaults, "rPrDefault"), "rPr")
    of_paragraph = child(child(defaults, "pPrDefault"), "pPr")
    return StyleSheet(
        styles={style.id: style for style in _styles(root, theme)},
        default_paragraph=paragraph_bag(of_paragraph),
        default_run=run_bag(of_run, theme),
        has_defaults=defaults is not None,
    )


def _styles(root: Element | None, theme: Theme) -> Iterator[Style]:
    for element in children(root, "style"):
        yield Style(
            id=attribute(element, "styleId") or "",
            kind=attribute(element, "type") or "paragraph",
            name=value(child(element, "name")) or "",
            based_on=value(child(element, "basedOn")),
            linked=value(child(element, "link")),
            is_default=(attribute(element, "default") or "0") in ("1", "true", "on"),
            element=element,
            theme=theme,
        )
