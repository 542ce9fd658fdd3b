"""Recognises the 版头, the title and what follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from notice_kit.document import patterns
from notice_kit.document.labels import heading_of
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.recognised import LONGEST_NAME, Recognition
from notice_kit.document.roles import Role
from notice_kit.document.signs import compact, genre_of, is_red
from notice_kit.measure import Length
from notice_kit.standard.specs import SMALL_2

_HEAD_REACH = 30  # paragraphs from the start in which a 版头 may stand
_LONGEST_ADDRESSEE = 250
_FIRST_OF_TITLE = 12


def _early(state: Recognition) -> Iterator[Paragraph]:
    """The free paragraphs that may be a 版头: before the title, where it is known."""
    for paragraph in state.filled[:_HEAD_REACH]:
        if state.title and paragraph is state.title[0]:
            return
        if state.roles[paragraph] is Role.ATTACHMENT_LABEL:
            return
        if state.is_free(paragraph):
            yield paragraph


def name_head(state: Recognition) -> None:
    """The elements of the 版头."""
    for paragraph in list(_early(state)):
        text = paragraph.bare
        role = _head_role(paragraph, text)
        if role is not None:
            state.name(paragraph, role)
        elif len(text) > 60 and not looks_like_title(paragraph):
            return


def _head_role(paragraph: Paragraph, text: str) -> Role | None:
    if patterns.SIGNATORY.search(text) and not patterns.DOCUMENT_NUMBER.match(text):
        return Role.SIGNATORY
    if patterns.DOCUMENT_NUMBER.match(text) and len(text) < 60:
        return Role.DOCUMENT_NUMBER
    for pattern, role in (
        (patterns.COPY_NUMBER, Role.COPY_NUMBER),
        (patterns.SECRECY, Role.SECRECY),
        (patterns.URGENCY, Role.URGENCY),
    ):
        if pattern.match(_before_number(text)):
            return role
    if is_mark(paragraph, text):
        return Role.ISSUER_MARK
    return Role.ORDER_NUMBER if patterns.ORDER_NUMBER.match(text) else None


def _before_number(text: str) -> str:
    """What stands in a row before the 发文字号 at its end, as in letters (10.1); else all of it."""
    first, blank, rest = text.partition("\t")
    return first if blank and patterns.DOCUMENT_NUMBER.match(rest) else text


def is_mark(paragraph: Paragraph, text: str) -> bool:
    """Whether it is red and large as a 发文机关标志 is, or says so in large letters."""
    if len(text) > LONGEST_NAME or not text:
        return False
    red = any(is_red(piece.format.colour) for piece in paragraph.pieces if piece.text.strip())
    if red and paragraph.size > SMALL_2:
        return True
    large = paragraph.size >= Length.pt(28) and paragraph.format.align == "center"
    return large and text.endswith(("文件", "纪要")) and len(text) > 4


def looks_like_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph could be a row of a title: short, centred, no sentence."""
    text = paragraph.bare
    if len(text) > 120 or paragraph.cell is not None or text.endswith(("。", "：", ":", "；")):
        return False
    return paragraph.format.align in ("center", "distribute")


def name_title(state: Recognition) -> None:
    """The rows of the title, unless their style tells them."""
    if state.title:
        return
    above = [i for i, p in enumerate(state.filled) if state.roles[p] in _ABOVE_TITLE]
    start = above[-1] + 1 if above else 0
    free = (p for p in state.filled[start:] if state.is_free(p) and p.cell is None)
    window = list(islice(free, _FIRST_OF_TITLE))
    for index, paragraph in enumerate(window):
        if _opens_title(paragraph):
            state.title = _rows_of_title(window[index:])
            for row in state.title:
                state.name(row, Role.TITLE)
            return


_ABOVE_TITLE = (Role.DOCUMENT_NUMBER, Role.ORDER_NUMBER, Role.ISSUER_MARK)


def _opens_title(paragraph: Paragraph) -> bool:
    text = compact(paragraph.text)
    if heading_of(paragraph) is not None or len(text) > 120 or not text:
        return False
    about = patterns.ABOUT.search(text) and genre_of(text) is not None and "。" not in text
    if about and len(text) < 90:
        return True
    if not looks_like_title(paragraph):
        return False
    style = paragraph.style_name.casefold()
    return (
        style in ("title", "heading 1") or paragraph.size >= SMALL_2 or genre_of(text) is not None
    )


def _rows_of_title(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """A title's rows: neighbours that look alike, until one names the 文种."""
    first, *rest = paragraphs
    rows = [first]
    for paragraph in rest:
        if genre_of("".join(row.text for row in rows)) is not None and (
            paragraph.size < first.size or paragraph.bare.startswith(("（", "("))
        ):
            break
        alike = paragraph.size == first.size and paragraph.format.align == first.format.align
        if not alike or not looks_like_title(paragraph) or paragraph.number > rows[-1].number + 1:
            break
        rows.append(paragraph)
    return rows if first.format.align == "center" else [first]


def name_after_title(state: Recognition) -> None:
    """题注 and 主送机关, which follow the title."""
    if not state.title:
        return
    start = state.filled.index(state.title[-1]) + 1
    for paragraph in state.filled[start : start + 4]:
        text = paragraph.bare
        if not state.is_free(paragraph):
            if state.roles[paragraph] is Role.ADDRESSEE:
                return
            continue
        if patterns.PASSED.match(text):
            state.name(paragraph, Role.PASSED_NOTE)
        elif _is_addressee(paragraph, text):
            state.name(paragraph, Role.ADDRESSEE)
            return
        elif paragraph.format.align != "center":
            return


def _is_addressee(paragraph: Paragraph, text: str) -> bool:
    if paragraph.cell is not None or len(text) > _LONGEST_ADDRESSEE or "。" in text:
        return False
    if heading_of(paragraph) is not None or patterns.ATTACHMENT_NOTE.match(text):
        return False
    if patterns.ADDRESSEE.search(text):
        return "如下" not in text[-6:]
    return _is_flush(paragraph) and bool(patterns.ORGANS.match(text))


def _is_flush(paragraph: Paragraph) -> bool:
    """Whether it begins at the left edge, as no paragraph of the text does."""
    look = paragraph.format
    typed = paragraph.own_text[:1].isspace()
    return look.align in ("left", "both") and not (look.first_line or look.left or typed)
