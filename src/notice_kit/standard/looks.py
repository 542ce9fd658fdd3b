"""How the elements of one manuscript look: those of its format, marks in the size that fits."""

from __future__ import annotations

from dataclasses import replace

from notice_kit.measure import Length
from notice_kit.standard.gbt9704 import FORMATS, LETTER_TOP, PORTRAIT
from notice_kit.standard.house import (
    ALL_ELEMENTS,
    MARK_LINE,
    RARE,
    TAG_CHARACTERS,
    fitted_mark,
    joint_mark_size,
)
from notice_kit.standard.manuscript import Manuscript
from notice_kit.standard.manuscript_blocks import Contents, JointMark, Text
from notice_kit.standard.specs import ElementSpec, FormatSpec, ink_bottom, ink_top
from notice_kit.standard.text_width import text_width

WORD_GAP = 0.4
"""Between the names of issuers and the word beside them, of the mark's size."""


def looks(manuscript: Manuscript) -> dict[str, ElementSpec]:
    """Every element by role, as this manuscript has it."""
    format = FORMATS[manuscript.format]
    blocks = [block for section in manuscript.sections for block in section.blocks]
    marks = [b for b in blocks if isinstance(b, Text) and b.role == "issuer_mark"]
    longest = max((text_width("".join(mark.lines)) for mark in marks), default=TAG_CHARACTERS)
    found = {**ALL_ELEMENTS, **{spec.role: spec for spec in format.elements}}
    levels = max((len(b.roles) for b in blocks if isinstance(b, Contents)), default=1)
    for level in range(levels + 1, 4):  # few documents have further levels of contents
        del found[f"contents_entry_{level}"]
    used = {block.role for block in blocks if isinstance(block, Text)}
    for role in RARE - used:
        del found[role]
    mark = found["issuer_mark"] = fitted_mark(longest, format)
    if format.first_page is not None:
        number = found["document_number"]
        found["document_number"] = replace(number, before=_under_lines(mark, number, format))
    for block in blocks:
        if isinstance(block, JointMark):
            found |= _joint(block)
    return found


def _under_lines(mark: ElementSpec, row: ElementSpec, format: FormatSpec) -> Length:
    """What is blank over the first row of a letter, from the upper edge of the type area.

    Source:
        GB/T 9704-2012, 10.1.
    """
    first = format.first_page
    if first is None:
        return row.before
    ink = Length(ink_bottom(mark.line, mark.size) - ink_top(mark.line, mark.size))
    lines_end = format.mark_top + ink + first.head_gap + first.head_height
    return Length(lines_end + LETTER_TOP - ink_top(row.line, row.size) - PORTRAIT.top)


def _joint(block: JointMark) -> dict[str, ElementSpec]:
    beside = text_width(block.word) + WORD_GAP if block.word else 0
    names = max(text_width(issuer) for issuer in block.issuers)
    size = joint_mark_size(names + beside, len(block.issuers))
    line = Length(round(size * MARK_LINE))
    return {
        role: replace(ALL_ELEMENTS[role], size=size, line=line)
        for role in ("joint_issuer", "joint_word")
    }
