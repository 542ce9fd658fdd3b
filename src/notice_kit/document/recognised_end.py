"""Recognises 附件说明, 署名, 成文日期, 附注, annexes and the 版记."""

from __future__ import annotations

import re

from notice_kit.document import patterns
from notice_kit.document.labels import heading_of
from notice_kit.document.layout import Imprint
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.recognised import LONGEST_NAME, Recognition
from notice_kit.document.recognised_head import looks_like_title
from notice_kit.document.roles import Role
from notice_kit.document.signs import compact

_SIGNATURE_REACH = 6  # paragraphs above the date in which names may stand


def find_imprint(state: Recognition) -> Imprint | None:
    """The 版记: from the last 抄送 or 印发 row on; earlier ones are talk."""
    marks = [p for p in state.filled if _is_imprint(p) or state.roles[p] in _IMPRINT_STYLES]
    if not marks:
        return None
    last = marks[-1]
    table = last.cell.table if last.cell is not None else None
    if table is not None:
        rows = [p for p in table.paragraphs if not p.is_empty]
    else:
        index = state.filled.index(last)
        first = index
        while first > 0 and (state.filled[first - 1] in marks or _continues(state, first)):
            first -= 1
        rows = state.filled[first : index + 1]
        rows += [p for p in state.filled[index + 1 : index + 3] if _is_printing(p)]
    for row in rows:
        state.name(row, _imprint_role(row))
    return Imprint(tuple(rows), table)


_IMPRINT_STYLES = (Role.COPY_TO, Role.PRINTING)


def _is_imprint(paragraph: Paragraph) -> bool:
    text = paragraph.bare
    if patterns.COPY_TO.search(text):
        return True
    return len(text) < 60 and "年" in text and bool(patterns.PRINTING.search(text))


def _is_printing(paragraph: Paragraph) -> bool:
    """Whether it says who printed the document and when, though 印发 may lack."""
    text = paragraph.bare
    dated = len(text) < 60 and "。" not in text and patterns.DAY_AT_END.search(text)
    return "印" in text or bool(dated)


def _continues(state: Recognition, index: int) -> bool:
    """Whether the paragraph before `index` is 主送 of the 版记, or the office above its date."""
    before, here = state.filled[index - 1], state.filled[index]
    if patterns.IMPRINT_MAIN.search(before.bare):
        return True
    alone = patterns.PRINTING.search(here.bare) and here.bare[:1].isdecimal()
    return bool(alone) and len(before.bare) < LONGEST_NAME and "。" not in before.bare


def _imprint_role(paragraph: Paragraph) -> Role:
    text = paragraph.bare
    if patterns.COPY_TO.search(text):
        return Role.COPY_TO
    if patterns.IMPRINT_MAIN.search(text):
        return Role.IMPRINT_MAIN
    if re.search(r"共\s*印|份\s*$|打\s*字|校\s*对|主题词", text):
        return Role.IMPRINT_OTHER
    return Role.PRINTING


def find_annexes(state: Recognition) -> list[Paragraph]:
    """The labels of annexes: 附件1 alone in its paragraph, at the head of a page or a section."""
    found = []
    for index, paragraph in enumerate(state.filled):
        if paragraph.cell is not None or not (state.is_free(paragraph) or _labelled(state, index)):
            continue
        text = paragraph.bare
        alone = patterns.ATTACHMENT_LABEL.match(text) or patterns.UNBOUND_LABEL.match(text)
        if not alone:
            continue
        following = state.filled[index + 1 : index + 2]
        is_note = any(patterns.ATTACHMENT_ITEM.match(p.bare) for p in following)
        if is_note and not paragraph.breaks_page_before:
            continue
        state.name(paragraph, Role.ATTACHMENT_LABEL)
        found.append(paragraph)
    return found


def _labelled(state: Recognition, index: int) -> bool:
    return state.roles[state.filled[index]] is Role.ATTACHMENT_LABEL


def name_annex_titles(state: Recognition, labels: list[Paragraph]) -> None:
    """The titles of annexes: what is centred under their labels."""
    for label in labels:
        index = state.filled.index(label)
        for paragraph in state.filled[index + 1 : index + 4]:
            role = state.roles[paragraph]
            is_styled = role is Role.ATTACHMENT_TITLE
            if not is_styled and (role is not Role.OTHER or not looks_like_title(paragraph)):
                break
            state.name(paragraph, Role.ATTACHMENT_TITLE)


def name_closing(state: Recognition, annexes: list[Paragraph]) -> None:
    """What closes the text: 附件说明, 署名, 成文日期, 附注, 出席."""
    end = state.filled.index(annexes[0]) if annexes else len(state.filled)
    start = state.filled.index(state.title[-1]) + 1 if state.title else 0
    main = [p for p in state.filled[start:end] if p.cell is None or _is_layout_cell(p)]
    _attachment_note(state, main)
    dates = [p for p in main if patterns.DATE.match(p.bare) and _stands_free(state, p)]
    if dates and Role.DATE not in state.roles.values():
        state.name(dates[-1], Role.DATE)
    for index, paragraph in enumerate(main):
        if state.roles[paragraph] is Role.DATE:
            _signatures(state, main[:index])
            _notes(state, main[index + 1 :])
    for paragraph in main:
        if state.is_free(paragraph) and patterns.ATTENDANCE.match(paragraph.bare):
            state.name(paragraph, Role.ATTENDANCE)


def _stands_free(state: Recognition, paragraph: Paragraph) -> bool:
    return state.roles[paragraph] in (Role.OTHER, Role.DATE)


def _is_layout_cell(paragraph: Paragraph) -> bool:
    """Whether it stands in a table without lines, which only places text."""
    table = None if paragraph.cell is None else paragraph.cell.table
    return table is not None and not any(table.borders.values()) and len(table.rows) <= 6


def _attachment_note(state: Recognition, main: list[Paragraph]) -> None:
    for index, paragraph in enumerate(main):
        text = paragraph.bare
        opens = patterns.ATTACHMENT_NOTE.match(text) or patterns.ATTACHMENT_LABEL.match(text)
        if not state.is_free(paragraph) or not opens:
            continue
        state.name(paragraph, Role.ATTACHMENT_NOTE)
        for item in main[index + 1 :]:
            if not state.is_free(item) or not patterns.ATTACHMENT_ITEM.match(item.bare):
                break
            state.name(item, Role.ATTACHMENT_NOTE)
        return


def _signatures(state: Recognition, before: list[Paragraph]) -> None:
    for paragraph in reversed(before[-_SIGNATURE_REACH:]):
        if state.roles[paragraph] is Role.SIGNATURE:
            continue
        text = compact(paragraph.text)
        plain = not re.search(r"[。；，：:！？]", text) and heading_of(paragraph) is None
        if not state.is_free(paragraph) or not plain or len(text) > LONGEST_NAME:
            return
        if _leads_right(paragraph):
            state.name(paragraph, Role.SIGNATURE)
        else:
            return


def _leads_right(paragraph: Paragraph) -> bool:
    """Whether a short paragraph stands at the right, by whatever means."""
    if paragraph.format.align in ("right", "center", "distribute"):
        return True
    blank = len(paragraph.own_text) - len(paragraph.own_text.lstrip())
    indent = paragraph.format.left_chars + paragraph.format.first_line_chars
    return blank >= 4 or "\t" in paragraph.own_text or indent >= 8 or paragraph.cell is not None


def _notes(state: Recognition, after: list[Paragraph]) -> None:
    for paragraph in after[:2]:
        if state.is_free(paragraph) and patterns.NOTE.match(paragraph.bare):
            state.name(paragraph, Role.NOTE)
