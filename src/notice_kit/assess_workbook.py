"""The result of `assess` as an Excel workbook: ranking, requirements, where scores come from."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from notice_kit.assessing import AssessmentResult, BranchResult, Status
from notice_kit.averaging import total
from notice_kit.criteria import Measure
from notice_kit.facts import Marks
from notice_kit.model import Assessment, Rating
from notice_kit.validate import Record

_NEVER = datetime(1980, 1, 1)  # the same bytes each time
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_STATUS: Mapping[Status, str] = {
    Status.WINNER: "入选",
    Status.RESERVE: "备选",
    Status.NOT_ASSESSED: "未考评",
    Status.LACKING: "未达标",
    Status.BARRED: "不得推荐",
    Status.NOT_NOMINATED: "未推荐",
    Status.UNKNOWN: "待核",
}
_AFFILIATIONS = {"town": "镇（开发区）党委", "direct": "县直属党委（总支）", None: ""}
_ITEMS = [Assessment.model_fields[name].title or name for name in Marks.model_fields]
_NARROW, _WIDE = 8, 44

Row = Sequence[object]


def assess_workbook(result: AssessmentResult) -> bytes:
    """Four sheets: 名次, 要求, 评分来源 and 历年; the same bytes each time."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        book.set_properties({"created": _NEVER})
        head = ["名次", "类内名次", "组织代码", "组织名称", "所属单位", "名额类别", "结果"]
        head += [*_ITEMS, "总分", "等次", "金额（元）", "达标率（%）", "原因"]
        _write(book, "名次", head, (_ranking_row(one) for one in result.branches))
        head = ["组织代码", "组织名称", "基本要求", "项目", "必备", "现状", "要求", "达标", "出处"]
        _write(book, "要求", head, _requirements(result))
        head = ["组织代码", "组织名称", "考评组", *_ITEMS, "合计", "计入", "出处"]
        _write(book, "评分来源", head, _sources(result.branches))
        head = ["组织代码", "组织名称", "年度", "称号", "状态", "出处"]
        _write(book, "历年", head, _history(result.branches))
    return out.getvalue()


def shown(value: object) -> object:
    """A value as it is written down: yes and no in words, numbers as they are."""
    return {True: "有", False: "无"}[value] if isinstance(value, bool) else value


def _ranking_row(one: BranchResult) -> Row:
    ranked, winner = one.ranked, one.winner
    return [
        winner.rank if winner else None,
        ranked.place if ranked else None,
        one.code,
        one.name,
        one.unit,
        _AFFILIATIONS[one.affiliation],
        _STATUS[one.status],
        *(getattr(one.scores.value, name) if one.scores else None for name in Marks.model_fields),
        one.scores.value.total if one.scores else None,
        winner.award.grade if winner else None,
        winner.award.amount if winner else None,
        one.met_share,
        one.reason if one.status is not Status.NOT_NOMINATED else None,
    ]


def _requirements(result: AssessmentResult) -> Iterator[Row]:
    for one in result.branches:
        for held in one.requirements:
            test = held.measure
            criterion = test.criterion
            yield [
                one.code,
                one.name,
                criterion.requirement,
                criterion.name,
                "否" if criterion.desirable else "是",
                shown(test.found),
                wanted(test),
                "是" if test.is_met else "否",
                str(held.place),
            ]
    for criterion in result.judged:
        item = Assessment.model_fields[criterion.judged or ""].title
        yield [
            None,
            "（各参评党组织）",
            criterion.requirement,
            criterion.name,
            "是",
            None,
            criterion.sentence,
            None,
            f"由考评组评判，计入“{item}”",
        ]


def wanted(test: Measure) -> str:
    """What is wanted, in words."""
    if test.wanted is None:
        return "有"
    return f"{'不少于' if test.criterion.at_least else '不多于'}{test.wanted}"


def _sources(branches: Iterable[BranchResult]) -> Iterator[Row]:
    for one in branches:
        if one.scores is None:
            continue
        if one.scores.source is not None:
            yield [*_scored(one, "（考评表）", one.scores.source), "是", str(one.scores.place)]
        for is_kept, rows in ((True, one.scores.kept), (False, one.scores.dropped)):
            for record in rows:
                kept = "是" if is_kept else "否（最高或最低）"
                yield [*_scored(one, record.value.group, record), kept, str(record.location)]


def _scored(one: BranchResult, group: str, record: Record[Assessment] | Record[Rating]) -> Row:
    scores = [getattr(record.value, name) for name in Marks.model_fields]
    return [one.code, one.name, group, *scores, total(record.value)]


def _history(branches: Iterable[BranchResult]) -> Iterator[Row]:
    for one in branches:
        for event in one.history:
            value = event.value
            place = str(event.location)
            yield [one.code, one.name, value.year, value.title, str(value.state), place]


def _write(book: Any, name: str, head: Sequence[str], rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet(name)
    look = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter"}
    top = book.add_format({**look, "bold": True, "align": "center", "bg_color": "#D9E2F3"})
    cell = book.add_format({**look, "text_wrap": True})
    widths = [max(_NARROW, 2 * len(text) + 2) for text in head]
    sheet.write_row(0, 0, head, top)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _put(sheet, count, column, value, cell)
            widths[column] = max(widths[column], _width(value))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDE))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(head) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _put(sheet: Any, row: int, column: int, value: object, look: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_string(row, column, str(value), look)


def _width(value: object) -> int:
    text = "" if value is None else str(value)
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text) + 2
