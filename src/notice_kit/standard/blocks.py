"""The blocks of a manuscript as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence

from notice_kit.ooxml.wml import Element
from notice_kit.standard.contents import Headings, contents
from notice_kit.standard.house import PAGES
from notice_kit.standard.manuscript import (
    AttachmentNote,
    BlankOf,
    Block,
    Contents,
    Imprint,
    PageBreak,
    Section,
    Signature,
    Table,
    Tag,
    Text,
)
from notice_kit.standard.runs import joined, paragraph, runs, tab
from notice_kit.standard.styles import moved_tabs
from notice_kit.standard.tables import imprint, table


def elements(section: Section, headings: Headings) -> list[Element]:
    """The paragraphs and tables of a section, in order.

    Args:
        section: its blanks filled in.
        headings: gives their bookmarks to those that the contents list.
    """
    made: list[Element] = []
    blocks = section.blocks
    area_width = PAGES[section.page].area_width
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
            text = _text(block, headings, keep=index in held, new_page=break_before)
            text[0].extend(moved_tabs(block.role, area_width))
            made.append(text)
            break_before = False
        else:
            made += _other(block, headings)
    return made


def _held_to_signatures(blocks: Sequence[Block]) -> set[int]:
    """The paragraphs of the body that stay with a signature, so that it never stands alone.

    Source:
        GB/T 9704-2012, 7.3.5.5.
    """
    held: set[int] = set()
    for index, block in enumerate(blocks):
        if isinstance(block, Signature):
            before = (i for i in range(index - 1, -1, -1) if isinstance(blocks[i], Text))
            held |= {last for last in [next(before, None)] if last is not None}
    return held


def _text(block: Text, headings: Headings, *, keep: bool, new_page: bool) -> Element:
    content = joined(block.lines, "tab" if block.role == "form_line" else "br")
    content = headings.marked(block.role, content)
    return paragraph(block.role, *content, keep=keep, new_page=new_page)


def _other(block: Block, headings: Headings) -> list[Element]:
    match block:
        case Tag():
            return [paragraph("body", *runs(block.tag))]
        case AttachmentNote():
            return _attachment_note(block)
        case Signature():
            return [
                paragraph("signature", tab(), *runs(block.issuer)),
                paragraph("signature_date", *runs(block.date)),
            ]
        case Table():
            return [table(block)]
        case Imprint():
            return [imprint(block), paragraph("spacer")]
        case Contents():
            return contents(block, headings.lines)
        case BlankOf():
            raise ValueError(f"the blank of {block.name} is not filled in yet")
        case _:
            raise TypeError(type(block).__name__)


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
