"""The print list as an Excel workbook, in the words of a Chinese print shop."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from notice_kit.printing.listing import PrintItem, PrintKind

_NEVER = datetime(1980, 1, 1)  # the same bytes each time
_PLAIN = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
_BINDINGS = {
    "none": "不装订",
    "staple": "左侧装订，两钉",
    "saddle": "对折骑马订",
    "perfect": "左侧胶装",
}
_KIND_COLUMNS = (
    ("序号", 6), ("文书", 18), ("件数", 7), ("每件页数", 10), ("每件份数", 10), ("总份数", 8),
    ("用纸", 14), ("纸张", 14), ("单双面", 18), ("装订", 16), ("用纸总张数", 16), ("备注", 24),
)  # fmt: skip
_ITEM_COLUMNS = (
    ("序号", 6), ("文书", 14), ("文件", 52), ("发给", 26), ("页数", 7), ("份数", 7),
    ("每份用纸", 18), ("总张数", 16),
)  # fmt: skip
_A4 = 9


def print_workbook(kinds: Sequence[PrintKind], title: str) -> bytes:
    """The workbook: a row for each kind of document with totals, then a row for each document.

    Args:
        kinds: what must be printed.
        title: stands over the list.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **_PLAIN}) as book:
        book.set_properties({"created": _NEVER})
        looks = _Looks(book)
        _write_kinds(book.add_worksheet("印刷清单"), looks, kinds, title)
        _write_items(book.add_worksheet("逐件明细"), looks, kinds, title)
    return out.getvalue()


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
        self.title = book.add_format(
            {**font, "font_name": "黑体", "font_size": 16, "align": "center"}
        )
        self.head = book.add_format({**font, "font_name": "黑体", "align": "center", "border": 1})
        self.text = book.add_format({**font, "border": 1})
        self.centred = book.add_format({**font, "border": 1, "align": "center"})
        self.total = book.add_format({**font, "border": 1, "bold": True})


def _write_kinds(sheet: Any, looks: _Looks, kinds: Sequence[PrintKind], title: str) -> None:
    first = _begin(sheet, looks, f"{title}印刷清单", _KIND_COLUMNS)
    for number, kind in enumerate(kinds, 1):
        spec = kind.template.spec.print
        values = (
            number,
            kind.template.name,
            len(kind.items),
            _span(item.pages for item in kind.items),
            _span(item.copies for item in kind.items),
            kind.copies,
            "、".join(kind.sheets),
            spec.stock,
            _each({_sides(item) for item in kind.items}),
            _each({_BINDINGS[item.use.binding] for item in kind.items}),
            _sheets(kind.sheets),
            spec.note,
        )
        _row(sheet, looks, first + number - 1, values, left=(1, 11))
    last = first + len(kinds)
    sheet.merge_range(last, 0, last, 4, "合计", looks.total)
    sheet.write(last, 5, sum(kind.copies for kind in kinds), looks.total)
    total: Counter[str] = Counter()
    for kind in kinds:
        total += kind.sheets
    sheet.merge_range(last, 6, last, len(_KIND_COLUMNS) - 1, _sheets(total), looks.total)
    notes = (
        "张数为成品用纸净数，未计印刷损耗；“双面”印在一张纸的正反两面。",
        "对折骑马订：四页合一张大纸，双面印刷、短边翻转，对折后在折缝处装订。",
    )
    for offset, note in enumerate(notes, 2):
        sheet.write(last + offset, 0, note)


def _write_items(sheet: Any, looks: _Looks, kinds: Sequence[PrintKind], title: str) -> None:
    row = first = _begin(sheet, looks, f"{title}印刷清单（逐件明细）", _ITEM_COLUMNS)
    for kind in kinds:
        for item in kind.items:
            job, use = item.job, item.use
            total = Counter({name: count * item.copies for name, count in use.sheets.items()})
            values = (
                row - first + 1,
                kind.template.name,
                job.path.removesuffix(".docx") + ".pdf",
                job.subject,
                item.pages,
                item.copies,
                _sheets(Counter(use.sheets)),
                _sheets(total),
            )
            _row(sheet, looks, row, values, left=(2, 3))
            row += 1
    sheet.autofilter(first - 1, 0, max(first, row - 1), len(_ITEM_COLUMNS) - 1)


def _begin(sheet: Any, looks: _Looks, title: str, columns: Sequence[tuple[str, int]]) -> int:
    """The sheet set up for printing, with its title and head row; the row that follows."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.merge_range(0, 0, 0, len(columns) - 1, title, looks.title)
    sheet.set_row(0, 30)
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write(1, column, name, looks.head)
    return 2


def _row(
    sheet: Any, looks: _Looks, row: int, values: Sequence[object], left: Sequence[int]
) -> None:
    for column, value in enumerate(values):
        sheet.write(row, column, value, looks.text if column in left else looks.centred)


def _span(numbers: Any) -> int | str:
    """One number where all are the same, else the least and the largest."""
    ordered = sorted(numbers)
    return ordered[0] if ordered[0] == ordered[-1] else f"{ordered[0]}—{ordered[-1]}"


def _each(words: set[str]) -> str:
    return "、".join(sorted(words))


def _sides(item: PrintItem) -> str:
    if item.use.sides == 1:
        return "单面"
    return "双面（短边翻转）" if item.use.binding == "saddle" else "双面"


def _sheets(sheets: Counter[str]) -> str:
    return "，".join(f"{name}纸{count}张" for name, count in sheets.items())
