"""Recognises what each paragraph is: by telling style names, else by text, place and look."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from notice_kit.document import patterns
from notice_kit.document.labels import heading_of
from notice_kit.document.layout import Annex, Imprint, Kind, Layout, RedRule
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.recognised import LONGEST_NAME, Recognition
from notice_kit.document.recognised_end import (
    find_annexes,
    find_imprint,
    name_annex_titles,
    name_closing,
)
from notice_kit.document.recognised_head import name_after_title, name_head, name_title
from notice_kit.document.roles import BY_STYLE, HEADINGS, TEXT, Role
from notice_kit.document.signs import genre_of, is_red
from notice_kit.document.stories import Story
from notice_kit.document.tables import Table
from notice_kit.measure import Length
from notice_kit.standard.specs import SIZE_3


def recognise(story: Story) -> Layout:
    """The layout of a body; its kind is worked out by `classification.py`."""
    state = Recognition(story)
    for paragraph in story.paragraphs:
        state.roles[paragraph] = Role.BLANK if paragraph.is_empty else Role.OTHER
        if not paragraph.is_empty:
            state.filled.append(paragraph)
    _by_style(state)
    state.captions = _captions(story)
    imprint = find_imprint(state)
    annex_starts = find_annexes(state)
    name_head(state)
    name_title(state)
    name_after_title(state)
    name_closing(state, annex_starts)
    name_annex_titles(state, annex_starts)
    _text(state)
    return _layout(state, imprint, annex_starts)


def _by_style(state: Recognition) -> None:
    for paragraph in state.filled:
        name = paragraph.style_name
        role = BY_STYLE.get(name)
        if role is not None:
            state.name(paragraph, role)
        elif name.casefold().startswith("toc ") or _in_contents(paragraph):
            state.name(paragraph, Role.CONTENTS)
    state.title = [p for p in state.filled if state.roles[p] is Role.TITLE]


def _in_contents(paragraph: Paragraph) -> bool:
    return any(one.kind == "TOC" for one in paragraph.fields)


def _captions(story: Story) -> set[Paragraph]:
    """Short paragraphs right above a table: its title, or a line such as 填报单位：."""
    found = set()
    for block, after in pairwise(story.blocks):
        if isinstance(block, Paragraph) and isinstance(after, Table):
            text = block.bare
            if text and len(text) <= LONGEST_NAME and "。" not in text:
                found.add(block)
    return found


# Running text


def _text(state: Recognition) -> None:
    begun = not state.title
    for paragraph in state.filled:
        begun = begun or paragraph is state.title[-1]
        role = state.roles[paragraph]
        if role not in (Role.OTHER, Role.BODY, *HEADINGS):
            continue
        if paragraph.cell is not None:
            state.name(paragraph, Role.CELL)
        elif not begun and role is Role.OTHER:
            continue
        else:
            _text_role(state, paragraph)


def _text_role(state: Recognition, paragraph: Paragraph) -> None:
    if state.roles[paragraph] is Role.OTHER and not paragraph.bare:
        return
    if paragraph in state.captions or (
        patterns.CAPTION.match(paragraph.bare) and paragraph.format.align == "center"
    ):
        state.name(paragraph, Role.CAPTION)
        return
    heading = heading_of(paragraph)
    if heading is not None:
        state.headings.append(heading)
    if heading is not None and heading.stands_alone and not (heading.is_item and heading.level > 2):
        state.name(paragraph, HEADINGS[heading.level - 1])
    elif paragraph.format.align not in ("center", "right") or paragraph.width > SIZE_3.in_pt:
        state.name(paragraph, Role.BODY)


# The result


def _layout(state: Recognition, imprint: Imprint | None, annexes: list[Paragraph]) -> Layout:
    order = list(state.roles)
    place = {paragraph: index for index, paragraph in enumerate(order)}
    first = place[state.title[0]] if state.title else 0
    stop = len(order)
    if imprint is not None and imprint.paragraphs:
        stop = min(stop, *(place[p] for p in imprint.paragraphs if p in place), len(order))
    ends = [place[label] for label in annexes]
    main_end = min([*ends, stop]) if ends else stop
    made = []
    last = stop if ends and stop > ends[-1] else len(order)
    for start, end in pairwise([*ends, last]):
        inner = tuple(order[start + 1 : end])
        title = tuple(p for p in inner if state.roles[p] is Role.ATTACHMENT_TITLE)
        made.append(Annex(order[start], title, inner))
    titles = [p for p in state.title if state.roles[p] is Role.TITLE]
    return Layout(
        kind=Kind.OTHER,
        confidence=0.0,
        reasons=(),
        genre=genre_of("".join(p.text for p in titles)),
        roles=state.roles,
        head=tuple(p for p in order[:first] if state.roles[p] is not Role.BLANK),
        main=tuple(order[first:main_end]),
        annexes=tuple(made),
        imprint=imprint,
        red_rule=red_rule(order[: first + 1]),
        headings=tuple(h for h in state.headings if state.roles[h.paragraph] in TEXT),
    )


def red_rule(early: Sequence[Paragraph]) -> RedRule | None:
    """The red rule of the 版头: a border of a paragraph at the start, or a line that is drawn."""
    for paragraph in early:
        for side in ("bottom", "top"):
            edge = paragraph.format.borders.get(side)
            if edge is not None and is_red(edge.colour):
                width = _bordered_width(paragraph)
                return RedRule(paragraph, None, edge.thickness, edge.colour, width)
        for drawing in paragraph.drawings:
            stroke = drawing.stroke
            flat = drawing.height <= drawing.width // 20
            if stroke is not None and is_red(stroke.colour) and flat and not drawing.blocks:
                thickness = stroke.width or Length(0)
                return RedRule(paragraph, drawing, thickness, stroke.colour, drawing.width)
    return _table_rule(early)


def _bordered_width(paragraph: Paragraph) -> Length | None:
    if paragraph.section is None or paragraph.cell is not None:
        return None
    indents = paragraph.format.left + paragraph.format.right
    return Length(paragraph.section.area_width - indents)


def _table_rule(early: Sequence[Paragraph]) -> RedRule | None:
    tables: list[Table] = [p.cell.table for p in early if p.cell is not None]
    for table in dict.fromkeys(tables):
        edge = table.borders.get("bottom")
        if edge is not None and is_red(edge.colour):
            last = table.paragraphs[-1]
            return RedRule(last, None, edge.thickness, edge.colour, table.width)
        for row in reversed(table.rows):
            edges = [cell.borders.get("bottom") for cell in row.cells]
            red = [edge for edge in edges if edge is not None and is_red(edge.colour)]
            if red and row.cells[-1].paragraphs:
                width = table.grid_width if len(red) == len(edges) else None
                last = row.cells[-1].paragraphs[-1]
                return RedRule(last, None, red[0].thickness, red[0].colour, width or None)
    return None
