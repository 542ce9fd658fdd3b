"""Looks put into styles, or into paragraphs and runs themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from notice_kit.binding.schema_order import properties, put
from notice_kit.document.attributes import child
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph, Run
from notice_kit.document.styles import Style
from notice_kit.fixes.properties import Attributes, amend, clear
from notice_kit.fixes.run_cuts import Cuts
from notice_kit.ooxml.wml import Element, w
from notice_kit.rules.font_faults import Stretch


@dataclass(frozen=True, slots=True)
class Format:
    """Where looks are put.

    Attributes:
        document: which is changed.
        in_styles: into a style where all paragraphs that have it are to change alike; else always
            into the paragraphs and runs.
    """

    document: Document
    in_styles: bool
    _cuts: Cuts = field(default_factory=Cuts, repr=False)

    def paragraphs(self, wrong: Iterable[Paragraph], tag: str, attributes: Attributes) -> None:
        """Give paragraphs a property, such as `spacing`."""
        for style, members in self._by_style(list(wrong)):
            if style is not None:
                amend(properties(style.element), tag, attributes)
            for paragraph in members:
                if style is None:
                    amend(properties(paragraph.element), tag, attributes)
                else:
                    clear(child(paragraph.element, "pPr"), tag, attributes)

    def text(
        self,
        stretches: Iterable[Stretch],
        tag: str,
        attributes: Attributes,
        wrong: Callable[[Run], bool],
    ) -> None:
        """Give text a property, such as `sz`.

        Args:
            stretches: of text.
            tag: of the property.
            attributes: of the property; None takes one away.
            wrong: whether a run of the stretches is to have it.
        """
        whole: list[Paragraph] = []
        parts: list[Stretch] = []
        for stretch in stretches:
            runs = [run for run in stretch.paragraph.runs if run.text.strip()]
            all_of_it = stretch.start == 0 and stretch.end == len(stretch.paragraph.text)
            if all_of_it and runs and all(map(wrong, runs)):
                whole.append(stretch.paragraph)
            else:
                parts.append(stretch)
        for style, members in self._by_style(whole):
            if style is not None:
                amend(properties(style.element, "rPr"), tag, attributes)
            for paragraph in members:
                self._all_text(paragraph, tag, attributes, in_style=style is not None)
        for stretch in parts:
            self._part(stretch, tag, attributes, wrong)

    def _all_text(
        self, paragraph: Paragraph, tag: str, attributes: Attributes, *, in_style: bool
    ) -> None:
        mark = child(child(paragraph.element, "pPr"), "rPr")
        for run in paragraph.runs:
            for element in self._cuts.all_of(run):
                if in_style:
                    clear(child(element, "rPr"), tag, attributes)
                else:
                    amend(properties(element, "rPr"), tag, attributes)
        if in_style:
            clear(mark, tag, attributes)
        elif mark is not None or paragraph.label is not None:
            amend(_mark(paragraph), tag, attributes)

    def _part(
        self, stretch: Stretch, tag: str, attributes: Attributes, wrong: Callable[[Run], bool]
    ) -> None:
        paragraph = stretch.paragraph
        if stretch.start < len(paragraph.label_text):
            amend(_mark(paragraph), tag, attributes)
        for run in paragraph.runs:
            if run.text and not run.is_hidden and wrong(run):
                for element in self._cuts.within(paragraph, run, stretch.start, stretch.end):
                    amend(properties(element, "rPr"), tag, attributes)

    def _by_style(self, wrong: list[Paragraph]) -> list[tuple[Style | None, list[Paragraph]]]:
        """The paragraphs by the style that can be changed for them; None: those without one."""
        groups: dict[str, list[Paragraph]] = defaultdict(list)
        alone: list[Paragraph] = []
        for paragraph in dict.fromkeys(wrong):
            if self.in_styles and paragraph.style is not None:
                groups[paragraph.style.id].append(paragraph)
            else:
                alone.append(paragraph)
        found: list[tuple[Style | None, list[Paragraph]]] = []
        for members in groups.values():
            style = members[0].style
            if style is not None and self._serves_only(style, set(members)):
                found.append((style, members))
            else:
                alone += members
        return [*found, (None, alone)]

    def _serves_only(self, style: Style, members: set[Paragraph]) -> bool:
        document = self.document
        if style.is_default or any(s.based_on == style.id for s in document.styles.styles.values()):
            return False
        stories = (document.body, *document.headers, *document.footers, *document.notes)
        return all(
            paragraph in members or paragraph.is_empty
            for story in stories
            for paragraph in story.paragraphs
            if paragraph.style is style
        )


def _mark(paragraph: Paragraph) -> Element:
    look = properties(paragraph.element)
    found = child(look, "rPr")
    return put(look, w("rPr")) if found is None else found
