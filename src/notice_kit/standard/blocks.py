"""The blocks of a manuscript as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from notice_kit.ooxml.wml import Element, qualified
from notice_kit.standard.contents import contents
from notice_kit.standard.drawings import drawing
from notice_kit.standard.gbt9704 import rows
from notice_kit.standard.house import PAGES
from notice_kit.standard.imprint import imprint
from notice_kit.standard.letterhead import (
    ABOVE_MARK,
    joint_mark,
    letter_row,
    mark_before,
    signed_number,
)
from notice_kit.standard.manuscript import Section
from notice_kit.standard.manuscript_blocks import (
    AttachmentNote,
    Attendance,
    BlankOf,
    Block,
    Contents,
    Drawing,
    Imprint,
    JointMark,
    PageBreak,
    Signature,
    SignedNumber,
    StampedSignature,
    Text,
)
from notice_kit.standard.manuscript_parts import Tag
from notice_kit.standard.manuscript_tables import Table
from notice_kit.standard.runs import joined, paragraph, runs, spaced
from notice_kit.standard.signatures import signature, stamped_signature
from notice_kit.standard.specs import ElementSpec, FormatSpec
from notice_kit.standard.styles import moved_tabs
from notice_kit.standard.tables import table
from notice_kit.standard.titles import title_rows

_BROKEN = ("title", "attachment_title")
"""Roles whose text is broken into rows where the manuscript gives it in one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all blocks of a document share.

    Attributes:
        format: the layout of the document.
        looks: every element as this document has it.
    """

    format: FormatSpec
    looks: Mapping[str, ElementSpec]


def elements(section: Section, setting: Setting) -> list[Element]:
    """The paragraphs and tables of a section, in order.

    Args:
        section: its blanks filled in.
        setting: of the document.
    """
    made: list[Element] = []
    blocks, first = _head(section.blocks, setting)
    made += first
    held = _held_to_signatures(blocks)
    break_before = False
    for index, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            break_before = True
            continue
        if break_before and not isinstance(block, Text):
            # A tag's paragraph goes away, and a table cannot begin a page by itself.
            made.append(paragraph("spacer", new_page=True))
            break_before = False
        if isinstance(block, Text):
            text = _text(block, keep=index in held, new_page=break_before)
            text[0].extend(moved_tabs(block.role, PAGES[section.page].area_width))
            above = _above(blocks[:index])
            made.append(
                mark_before(text, setting.looks[block.role], above if _is_mark(block) else 0)
            )
            break_before = False
        else:
            made += _other(block, setting, _above(blocks[:index]))
    return list(_with_tables_apart(made))


def _is_mark(block: Block) -> bool:
    return isinstance(block, Text) and block.role == "issuer_mark"


def _above(blocks: Sequence[Block]) -> int:
    """How many rows over a mark are taken."""
    return sum(isinstance(block, Text) and block.role in ABOVE_MARK for block in blocks)


def _head(blocks: Sequence[Block], setting: Setting) -> tuple[Sequence[Block], list[Element]]:
    """The blocks that are still to be made, and what stands before them in a letter."""
    if setting.format.first_page is None:
        return blocks, []
    row, used = letter_row(blocks, setting.looks["document_number"].before)
    rest = [b for index, b in enumerate(blocks) if index not in used and not _is_mark(b)]
    return rest, [] if row is None else [row]


def _with_tables_apart(made: Sequence[Element]) -> Iterator[Element]:
    """The elements with a paragraph of no height between tables, which Word would make one.

    Paragraphs of tags do not part tables, for they go away. A table that floats is never joined.
    """
    after_table = False
    for element in made:
        if element.tag == qualified("tbl"):
            floats = element.find(f"{qualified('tblPr')}/{qualified('tblpPr')}") is not None
            if after_table and not floats:
                yield paragraph("spacer")
            after_table = True
        elif not str(element.xpath("string()")).startswith("{%p"):
            after_table = False
        yield element


def _held_to_signatures(blocks: Sequence[Block]) -> set[int]:
    """The paragraphs of the body that stay with a signature, so that it never stands alone.

    Source:
        GB/T 9704-2012, 7.3.5.5.
    """
    held: set[int] = set()
    for index, block in enumerate(blocks):
        if isinstance(block, Signature | StampedSignature):
            before = (i for i in range(index - 1, -1, -1) if isinstance(blocks[i], Text))
            held |= {last for last in [next(before, None)] if last is not None}
    return held


def _text(block: Text, *, keep: bool, new_page: bool) -> Element:
    whole = block.role in _BROKEN and len(block.lines) == 1
    lines = title_rows(block.lines[0]) if whole else block.lines
    content = joined(lines, "tab" if block.role == "form_line" else "br")
    return paragraph(block.role, *content, keep=keep, new_page=new_page)


def _other(block: Block, setting: Setting, above: int) -> list[Element]:
    match block:
        case Tag():
            return [paragraph("body", *runs(block.tag))]
        case JointMark():
            return joint_mark(block, setting.looks, setting.format, above)
        case SignedNumber():
            return signed_number(block)
        case AttachmentNote():
            return _attachment_note(block)
        case Table():
            return [table(block)]
        case Imprint():
            return [imprint(block, setting.format), paragraph("spacer")]
        case Drawing():
            return [drawing(block)]
        case Contents():
            return contents(block)
        case BlankOf():
            raise ValueError(f"the blank of {block.name} is not filled in yet")
        case _:
            return _end(block)


def _end(block: Block) -> list[Element]:
    """What stands at the end of a text."""
    match block:
        case Signature():
            return signature(block)
        case StampedSignature():
            return stamped_signature(block)
        case Attendance():
            return _attendance(block)
        case _:
            raise TypeError(type(block).__name__)


def _attendance(block: Attendance) -> list[Element]:
    """出席, 请假 and 列席, a row each, one blank row under the text.

    Source:
        GB/T 9704-2012, 10.3.
    """
    return [
        spaced("attendance", rows(0 if number else 1), *runs(f"**{label}**：{names}"))
        for number, (label, names) in enumerate(block.people.items())
    ]


def _attachment_note(block: AttachmentNote) -> list[Element]:
    if len(block.names) == 1:
        return [paragraph("attachment_note", *runs(f"附件：{block.names[0]}"))]
    first, *rest = block.names
    return [
        paragraph("attachment_first", *runs(f"附件：1.{first}")),
        *(
            paragraph("attachment_next", *runs(f"{number}.{name}"))
            for number, name in enumerate(rest, start=2)
        ),
    ]
