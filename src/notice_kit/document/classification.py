"""Tells what a document is: one of the formats of GB/T 9704, or something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from notice_kit.document import patterns
from notice_kit.document.drawings import Drawing
from notice_kit.document.layout import Kind, Layout
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.recognised_head import is_mark
from notice_kit.document.roles import BY_STYLE, Role
from notice_kit.document.signs import compact, is_red
from notice_kit.document.stories import Story
from notice_kit.document.tables import Cell
from notice_kit.document.unofficial import unofficial
from notice_kit.document.values import Border

_LEAST = 0.5
"""Confidence below which a document is taken for no official one."""


def classified(layout: Layout, body: Story, first: Sequence[Story] = ()) -> Layout:
    """The layout with its kind, the confidence in it and the reasons.

    A 版头 needs both a red 发文机关标志 (or a style of that name) and a number under it; without
    one a document is official only if its title names a 文种 and other elements bear it out.

    Args:
        layout: what was recognised.
        body: the main text.
        first: the header and footer of the first page alone, where letters have their mark, which
            lies over the type area, and their lines (10.1).
    """
    kind, signs = _signs(layout)
    if layout.first(Role.ISSUER_MARK) is None and _is_letterhead(first):
        kind, signs = Kind.LETTER, {"发文机关标志": 0.4, "红色双线": 0.4, **signs}
    confidence = round(min(1.0, sum(signs.values())), 2)
    if confidence < _LEAST:
        kind = Kind.OTHER
        confidence = round(1 - confidence, 2)
    told = unofficial(body, replace(layout, kind=kind))
    if told is not None:
        kind, signs = told[0], {told[1]: 1.0}
        confidence = 1.0
    return replace(layout, kind=kind, confidence=confidence, reasons=tuple(signs))


def _signs(layout: Layout) -> tuple[Kind, dict[str, float]]:
    mark = layout.first(Role.ISSUER_MARK)
    number = layout.first(Role.DOCUMENT_NUMBER)
    order = layout.first(Role.ORDER_NUMBER)
    signs = _of_the_text(layout)
    if mark is not None and (number is not None or order is not None):
        signs = {"发文机关标志": 0.4, "发文字号": 0.4, **signs}
        return _headed(layout, compact(mark.text), order is not None), signs
    text = "" if mark is None else compact(mark.text)
    if mark is not None and text.endswith("纪要") and _is_sure(layout, mark):
        return Kind.MINUTES, {"纪要标志": 0.6, **signs}
    if mark is not None and text.endswith(("文件", "令")):
        return (Kind.FILE if text.endswith("文件") else Kind.ORDER), {"发文机关标志": 0.6, **signs}
    if number is not None:
        signs = {"发文字号": 0.4, **signs}
    return Kind.PLAIN, signs


def _of_the_text(layout: Layout) -> dict[str, float]:
    signs: dict[str, float] = {}
    if layout.genre is not None and layout.having(Role.TITLE):
        text = compact("".join(p.text for p in layout.having(Role.TITLE)))
        signs["标题"] = _of_title(text)
    for role, weight in _WEIGHTS.items():
        if layout.having(role):
            signs[role.value] = weight
    if any(p.style_name == "公文标题" for p in layout.having(Role.TITLE)):
        signs["样式"] = 0.3
    return signs if layout.having(Role.TITLE) else {}


def _of_title(text: str) -> float:
    """What a title that ends with a 文种 says: least where it has neither 关于 nor an organ."""
    if patterns.ABOUT.search(text):
        return 0.35
    return 0.2 if patterns.ORGAN_FIRST.match(text) else 0.1


def _is_sure(layout: Layout, mark: Paragraph) -> bool:
    """Whether a mark without a number is one: red, of a style of that name, or with a 版记."""
    red = any(is_red(piece.format.colour) for piece in mark.pieces)
    styled = BY_STYLE.get(mark.style_name) is Role.ISSUER_MARK
    return red or styled or bool(layout.having(Role.COPY_TO, Role.PRINTING))


_WEIGHTS = {
    Role.ADDRESSEE: 0.15, Role.ATTACHMENT_NOTE: 0.1, Role.SIGNATURE: 0.1, Role.DATE: 0.1,
    Role.COPY_TO: 0.2, Role.PRINTING: 0.2, Role.SECRECY: 0.1, Role.SIGNATORY: 0.1,
}  # fmt: skip


def _headed(layout: Layout, mark: str, has_order: bool) -> Kind:
    if mark.endswith("纪要"):
        return Kind.MINUTES
    if mark.endswith("令") and (has_order or layout.first(Role.DOCUMENT_NUMBER) is None):
        return Kind.ORDER
    if mark.endswith("文件"):
        return Kind.FILE
    return Kind.LETTER if _has_letter_signs(layout) else Kind.FILE


def _has_letter_signs(layout: Layout) -> bool:
    """Whether it has double red lines, or its number at the right, as 10.1 wants."""
    near = (*layout.head, *layout.main[:3])
    if any(_is_double(line) for paragraph in near for line in _lines(paragraph)):
        return True
    number = layout.first(Role.DOCUMENT_NUMBER)
    right = number is not None and number.format.align == "right"
    return right and layout.first(Role.SIGNATORY) is None


def _is_letterhead(first: Sequence[Story]) -> bool:
    """Whether the first page alone has a red mark and a double red line in its head or foot."""
    paragraphs = [paragraph for story in first for paragraph in story.paragraphs]
    if not any(is_mark(paragraph, paragraph.bare) for paragraph in paragraphs):
        return False
    lines = [line for paragraph in paragraphs for line in _lines(paragraph)]
    cells = [cell for story in first for table in story.tables for cell in table.cells]
    return any(_is_double(line) for line in lines) or any(_is_two_lines(cell) for cell in cells)


def _is_two_lines(cell: Cell) -> bool:
    """Whether it is an empty cell between two red lines of different thickness."""
    over, under = cell.borders.get("top"), cell.borders.get("bottom")
    if over is None or under is None or cell.text.strip():
        return False
    return is_red(over.colour) and is_red(under.colour) and over.thickness != under.thickness


def _lines(paragraph: Paragraph) -> Iterator[Border | Drawing]:
    yield from paragraph.format.borders.values()
    yield from paragraph.drawings


def _is_double(line: Border | Drawing) -> bool:
    """Whether it is a red line of two strokes."""
    if isinstance(line, Border):
        return is_red(line.colour) and line.kind.startswith(("thickThin", "thinThick", "double"))
    stroke = line.stroke
    return stroke is not None and stroke.compound != "sng" and is_red(stroke.colour)
