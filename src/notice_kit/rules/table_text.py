"""Rules for what stands over tables and in their cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from notice_kit.document.characters import is_chinese
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.tables import Cell, Table
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import INFO, SHOULD, Element, Fault, Source, rule
from notice_kit.rules.table import is_list, ordinary
from notice_kit.standard.fonts import FontClass

_CAPTION = re.compile(r"表\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[\s：:.．、]|$)")
_UNIT = re.compile(r"[（(]?(?:计量)?单位[：:]\s*\S{1,8}[）)]?$")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?%?")
_LEAST_ROWS = 3
_USUAL = "、".join(font.value for font in FontClass)


@rule("T-06", source=Source.CUSTOM, severity=SHOULD, element=Element.TABLE)
def caption(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title of a table stands over it in the middle, the unit at the right.

    What: A short paragraph beside a table that begins 表1: it is centred, and not under the table.
      A row right over a table that says 单位：万元: it ends at the right, by alignment, a tab or
      blanks.
    Why: Custom, as in the tables of statistics.
    Good: 表1　考评得分 in the middle, 单位：分 at the right, then the table
    Bad: 表1　考评得分 under the table
    """
    for block, after in pairwise(document.blocks):
        if isinstance(block, Table) and isinstance(after, Paragraph):
            yield from _under(document, after)
        if isinstance(block, Paragraph) and isinstance(after, Table):
            yield from _over(block)


def _under(document: Document, paragraph: Paragraph) -> Iterator[Fault]:
    if _CAPTION.match(paragraph.bare) and not _is_followed_by_table(document, paragraph):
        yield Fault(
            _("the title of a table stands under it"),
            paragraph,
            remedy=_("Put it over the table."),
        )


def _is_followed_by_table(document: Document, paragraph: Paragraph) -> bool:
    """Whether another table, which it may belong to, comes next, other short rows let aside."""
    blocks = document.blocks
    rest = blocks[blocks.index(paragraph) + 1 :][:2]
    return any(table in rest for table in ordinary(document))


def _over(paragraph: Paragraph) -> Iterator[Fault]:
    align = paragraph.format.align
    if _CAPTION.match(paragraph.bare) and align not in ("center", "distribute"):
        yield Fault(
            _("the title of a table is not centred"),
            paragraph,
            found=align,
            wanted="center",
            remedy=_("Centre it, without indents or blanks."),
        )
    placed = paragraph.text != paragraph.text.lstrip() or "\t" in paragraph.text
    indented = paragraph.format.left_chars + paragraph.format.first_line_chars > paragraph.width
    if _UNIT.match(paragraph.bare) and align != "right" and not placed and not indented:
        yield Fault(
            _("the unit of a table does not stand at the right"),
            paragraph,
            found=align,
            wanted="right",
            remedy=_("Align it right."),
        )


@rule("T-07", source=Source.CUSTOM, severity=SHOULD, element=Element.TABLE, fixable=True)
def cell_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """The text of tables is in the fonts of documents.

    What: 汉字 in cells are in a 仿宋, 黑体, 楷体, 宋体 or 小标宋, whatever their size. Where a file
      names no font, nothing is told.
    Why: Custom: 仿宋 of 小四 or 四号, the head in 黑体; other fonts are those of a program or a web
      page.
    Good: 仿宋_GB2312, 小四
    Bad: 微软雅黑
    """
    for table in ordinary(document):
        odd: dict[str, list[Paragraph]] = defaultdict(list)
        for paragraph in table.paragraphs:
            for piece in paragraph.pieces:
                if piece.slot != "eastAsia" or not any(map(is_chinese, piece.text)):
                    continue
                if piece.font and not any(
                    profile.accepts_font(piece.font, one) for one in FontClass
                ):
                    odd[piece.font].append(paragraph)
        for font, paragraphs in odd.items():
            yield Fault(
                shown.times(_("the text of a table is in a wrong font"), paragraphs),
                paragraphs[0],
                found=font,
                wanted=_USUAL,
                remedy=_("Set it in 仿宋, the head in 黑体."),
            )


def _is_usual(font: str, profile: Profile) -> bool:
    return any(profile.accepts_font(font, one) for one in FontClass)


@rule("T-09", source=Source.CUSTOM, severity=INFO, element=Element.TABLE)
def numbers(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The numbers of a column have as many digits behind the point, and one alignment.

    What: In lists, columns of which all cells but the first and the last are numbers, three at
      least. Columns of whole numbers and of numbers with a point are judged alike.
    Why: Only so can they be compared at a glance.
    Good: 85.50 over 91.25
    Bad: 85.5 over 91.25
    """
    for table in ordinary(document):
        if not is_list(table):
            continue
        for column, cells in _columns(table).items():
            digits = {len(found[1] or "") for cell in cells if (found := _number(cell))}
            aligned = {cell.paragraphs[0].format.align for cell in cells}
            if len(digits) > 1:
                yield Fault(
                    _("the numbers of column {number} differ in digits behind the point").format(
                        number=column
                    ),
                    cells[0].paragraphs[0],
                    found="、".join(map(str, sorted(digits))),
                    remedy=_("Give all of them as many digits."),
                )
            elif len(aligned) > 1:
                yield Fault(
                    _("the numbers of column {number} are aligned in different ways").format(
                        number=column
                    ),
                    cells[0].paragraphs[0],
                    found="、".join(sorted(aligned)),
                    remedy=_("Align all of them alike."),
                )


def _number(cell: Cell) -> re.Match[str] | None:
    return _NUMBER.fullmatch(cell.text.strip())


def _columns(table: Table) -> dict[int, list[Cell]]:
    """The cells of the columns of numbers by the column's number, head and sum left out."""
    found: dict[int, list[Cell]] = defaultdict(list)
    for row in table.rows[1:]:
        for cell in row.cells:
            found[cell.column].append(cell)
    kept = {}
    for column, cells in found.items():
        inner = cells if _number(cells[-1]) else cells[:-1]
        if len(inner) >= _LEAST_ROWS and all(map(_number, inner)):
            kept[column] = inner
    return kept
