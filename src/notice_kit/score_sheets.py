"""Empty score sheets for groups of assessors, as Excel workbooks that are read back as 评分."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from notice_kit.assessing import AssessmentResult, BranchResult, Status
from notice_kit.errors import UsageError
from notice_kit.facts import Facts, Marks
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.model import Rating
from notice_kit.names import file_name

_NEVER = datetime(1980, 1, 1)  # the same bytes each time
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1}
_HEAD_ROWS = 2  # the title and the headers
_WIDTHS = {"group": 14, "branch": 11, "name": 36}
_ITEM_WIDTH = 11
_A4 = 9
_SCORED = (Status.WINNER, Status.RESERVE, Status.NOT_ASSESSED, Status.LACKING, Status.UNKNOWN)
_GUIDE = (
    "每行一个参评党组织，逐项填写得分，可填小数；得分不得超过满分。",
    "考评组、组织代码、组织名称已经填好，不能改动；合计自动计算。",
    "全部填完后保存为 xlsx 文件，文件名不限。",
)


def score_sheets(result: AssessmentResult, folder: Path) -> list[tuple[Path, bytes]]:
    """The path and the content of a workbook for each group; the same bytes each time.

    Each lists the candidates that may be nominated, in the order of the units, and takes no score
    above full marks. Filled in and named in `data`, it is read as sheet 评分.

    Args:
        result: who is a candidate.
        folder: where they are to be written.

    Raises:
        UsageError: campaign.yaml names no groups, or a file of that name is there, which somebody
            may have filled in.
    """
    facts = result.campaign.facts
    if facts.scoring is None:
        raise UsageError(
            error(
                "NK-D77",
                _("campaign.yaml names no groups of assessors"),
                result.campaign.facts_place,
                remedy=_("Add scoring: {groups: […]} to campaign.yaml."),
            )
        )
    place = {one.value.code: at for at, one in enumerate(result.campaign.roster.branches)}
    candidates = sorted(
        (one for one in result.branches if one.status in _SCORED and one.code in place),
        key=lambda one: place[one.code],
    )
    paths = {
        group: folder / f"{file_name(f'评分表-{group}')}.xlsx" for group in facts.scoring.groups
    }
    there = [_is_there(path) for path in paths.values() if path.exists()]
    if there:
        raise UsageError(*there)
    return [(path, _workbook(group, candidates, facts)) for group, path in paths.items()]


def _is_there(path: Path) -> Finding:
    return error(
        "NK-P11",
        _("there is a score sheet of that name, which may be filled in"),
        Location(str(path)),
        remedy=_("Name another folder, or move the file away."),
    )


def _workbook(group: str, candidates: Sequence[BranchResult], facts: Facts) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _NEVER})
        _sheet(book, group, candidates, facts)
        guide = book.add_worksheet("填写说明")
        guide.set_column(0, 0, 80)
        for row, text in enumerate(_GUIDE):
            guide.write_string(row, 0, text)
    return out.getvalue()


def _sheet(book: Any, group: str, candidates: Sequence[BranchResult], facts: Facts) -> None:
    sheet = book.add_worksheet(Rating.sheet)
    fields = list(Rating.model_fields)
    last = len(fields) - 1
    title = book.add_format({"font_name": "宋体", "font_size": 16, "bold": True, "align": "center"})
    head = book.add_format({**_FONT, "bold": True, "align": "center", "bg_color": "#D9E2F3"})
    sheet.merge_range(0, 0, 0, last, f"{facts.year}年{facts.honour}考评评分表（{group}）", title)
    sheet.set_row(0, 30)
    sheet.set_row(1, 24)
    for column, name in enumerate(fields):
        sheet.write_string(1, column, Rating.model_fields[name].title or name, head)
        sheet.set_column(column, column, _WIDTHS.get(name, _ITEM_WIDTH))
    text = book.add_format({**_FONT, "num_format": "@"})
    number = book.add_format({**_FONT, "align": "center", "num_format": "0.0#", "locked": False})
    total = book.add_format({**_FONT, "align": "center", "num_format": "0.0#"})
    items = [fields.index(name) for name in Marks.model_fields]
    for row, one in enumerate(candidates, start=_HEAD_ROWS):
        for column, value in enumerate((group, one.code, one.name)):
            sheet.write_string(row, column, value, text)
        for column in items:
            sheet.write_blank(row, column, None, number)
        sheet.write_formula(row, last, f"=SUM({xl_range(row, items[0], row, items[-1])})", total, 0)
        sheet.set_row(row, 20)
    _limit(sheet, facts.marks, items, len(candidates))
    sheet.protect("", {"format_columns": True, "sort": True})
    sheet.freeze_panes(_HEAD_ROWS, 3)
    sheet.repeat_rows(0, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L考评组成员签名：&R　　年　　月　　日")


def _limit(sheet: Any, marks: Marks, items: Sequence[int], count: int) -> None:
    """No score below 0 or above full marks, and what full marks are shown at the cell."""
    for column, name in zip(items, Marks.model_fields, strict=True):
        full = getattr(marks, name)
        sheet.data_validation(
            _HEAD_ROWS,
            column,
            _HEAD_ROWS + max(count, 1) - 1,
            column,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": full,
                "input_title": Rating.model_fields[name].title,
                "input_message": f"满分{full}分",
                "error_title": "填写有误",
                "error_message": f"请填写0至{full}之间的数。",
            },
        )
