"""Makes data/units.xlsx, the example roster as a clerk keeps it, from data/units.yaml.

    python tools/make_workbook.py            writes data/units.xlsx
    python tools/make_workbook.py --check    exits 1 if data/units.xlsx is not what it would write

The same YAML gives the same bytes. The check compares what the files hold, not how it is packed.
"""

from __future__ import annotations

import argparse
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Literal, TypeAlias

import yaml
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from notice_kit.model import (
    Assessment,
    Branch,
    BranchForm,
    BranchKind,
    Gender,
    Member,
    MemberStatus,
    Post,
    Review,
    ReviewResult,
    Room,
    Systems,
    TitleEvent,
    TitleState,
    Unit,
    UnitKind,
)

DATA = Path(__file__).resolve().parent.parent / "data"
SOURCE = DATA / "units.yaml"
TARGET = DATA / "units.xlsx"

LAST_ROW = 2000  # how far down drop-downs and checks reach
STAMP = "2026-06-15T00:00:00Z"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)

Value: TypeAlias = str | int | float | date | None
Row: TypeAlias = Mapping[str, Value]

# --- The columns ----------------------------------------------------------------------------------


class Form(Enum):
    """How the cells of a column are formatted; the value is Excel's number format."""

    TEXT = "@"
    DATE = "yyyy-mm-dd"
    WHOLE = "0"
    NUMBER = "General"
    SCORE = "0.0"


@dataclass(frozen=True)
class Rule:
    """What Excel lets a user type into a column.

    Attributes:
        type: list, whole, decimal, date or textLength, as Excel calls them.
        first, last: the bounds; for a list, `first` is where its entries stand.
        message: what Excel says to anything else.
    """

    type: Literal["list", "whole", "decimal", "date", "textLength"]
    first: str
    last: str = ""
    message: str = ""


@dataclass(frozen=True)
class Column:
    """A column, by the name it has in the YAML; its header is the title of that field in the model.

    Attributes:
        field: its name.
        width: in characters.
        form: how its cells are formatted.
        rule: what may be typed into it.
        wrap: whether long text is broken into lines.
    """

    field: str
    width: int
    form: Form = Form.TEXT
    rule: Rule | None = None
    wrap: bool = False


ENUMERATIONS: dict[str, Sequence[str]] = {
    "单位类别": list(UnitKind),
    "组织类别": list(BranchKind),
    "组织形式": list(BranchForm),
    "是否": ["是", "否"],
    "有无": ["有", "无"],
    "性别": list(Gender),
    "政治面貌": list(MemberStatus),
    "职务": list(Post),
    "检查结果": list(ReviewResult),
    "状态": list(TitleState),
    "学历": ["小学", "初中", "高中", "中专", "大专", "本科", "硕士研究生", "博士研究生"],
}


def _one_of(title: str) -> Rule:
    """A choice from one of the enumerations, which stand side by side on the hidden sheet 代码."""
    letter = get_column_letter(list(ENUMERATIONS).index(title) + 1)
    last = len(ENUMERATIONS[title]) + 1
    return Rule("list", f"代码!${letter}$2:${letter}${last}", message="请从下拉列表中选择。")


def _code_in(sheet: str) -> Rule:
    """A choice from the codes in column A of a sheet: a code added there is on offer at once."""
    return Rule("list", f"{sheet}!$A$2:$A${LAST_ROW}", message=f"请选择“{sheet}”表中已有的代码。")


def _whole(first: int, last: int) -> Rule:
    return Rule("whole", str(first), str(last), f"请填写{first}至{last}之间的整数。")


def _decimal(first: int, last: int) -> Rule:
    return Rule("decimal", str(first), str(last), f"请填写{first}至{last}之间的数。")


def _day(first: date, last: date) -> Rule:
    message = f"请填写{first}至{last}之间的日期，格式如2026-07-20。"
    return Rule("date", _serial(first), _serial(last), message)


def _serial(day: date) -> str:
    """The day as Excel counts it."""
    return str((day - date(1899, 12, 30)).days)


def _yes(field: str, width: int = 10) -> Column:
    return Column(field, width, rule=_one_of("有无"))


def _score(field: str, most: int) -> Column:
    return Column(field, 11, Form.SCORE, _decimal(0, most))


SINCE, UNTIL = date(1921, 7, 1), date(2030, 12, 31)
BRANCH_CODE = Column("branch", 11, rule=_code_in("党组织"))

UNITS = [
    Column("code", 11),
    Column("name", 40),
    Column("short_name", 26),
    Column("kind", 13, rule=_one_of("单位类别")),
    Column("quota", 11, Form.WHOLE, _whole(0, 50)),
    Column("deadline", 13, Form.DATE, _day(date(2026, 1, 1), UNTIL)),
    Column("liaison", 11),
    Column("liaison_phone", 17),
]
BRANCHES = [
    Column("code", 11),
    Column("name", 36),
    Column("unit", 11, rule=_code_in("单位")),
    Column("kind", 11, rule=_one_of("组织类别")),
    Column("form", 11, rule=_one_of("组织形式")),
    Column("founded", 13, Form.DATE, _day(SINCE, UNTIL)),
    Column("address", 28, wrap=True),
    Column("phone", 17),
    Column("candidate", 11, rule=_one_of("是否")),
    Column("activities_per_month", 15, Form.WHOLE, _whole(0, 31)),
    Column("activity_day", 11, Form.WHOLE, _whole(1, 28)),
    Column("deeds", 70, wrap=True),
    Column("honours", 32, wrap=True),
]
ROOMS = [
    BRANCH_CODE,
    Column("area", 9, Form.NUMBER, _decimal(0, 10_000)),
    _yes("sign"),
    Column("television", 13, Form.WHOLE, _whole(0, 120)),
    _yes("dvd"),
    _yes("public_address", 11),
    _yes("computer"),
    _yes("projector"),
    _yes("desks"),
    _yes("cabinet"),
    _yes("management_rules", 11),
    Column("manager", 11),
]
SYSTEMS = [
    BRANCH_CODE,
    _yes("procedure", 11),
    _yes("meetings", 15),
    _yes("pledge", 19),
    _yes("targets", 19),
    _yes("democratic_life", 17),
    _yes("appraisal", 19),
    _yes("openness", 15),
    _yes("e_learning", 23),
    _yes("bound", 11),
    _yes("member_ledger", 13),
    _yes("applicant_ledger", 21),
    _yes("sign_in_ledger", 13),
    _yes("minutes_ledger", 13),
    _yes("playback_ledger", 17),
    _yes("theme_material", 15),
]
MEMBERS = [
    BRANCH_CODE,
    Column("name", 20),
    Column("gender", 8, rule=_one_of("性别")),
    Column("ethnicity", 11),
    Column("born", 13, Form.DATE, _day(date(1920, 1, 1), UNTIL)),
    Column("id_number", 23, rule=Rule("textLength", "18", "18", "身份证号应为18位。")),
    Column("status", 15, rule=_one_of("政治面貌")),
    Column("joined", 13, Form.DATE, _day(SINCE, UNTIL)),
    Column("education", 13, rule=_one_of("学历")),
    Column("post", 11, rule=_one_of("职务")),
    Column("phone", 17),
]
ASSESSMENTS = [
    BRANCH_CODE,
    _score("leadership", 15),
    _score("membership", 15),
    _score("central_work", 20),
    _score("systems", 15),
    _score("room", 20),
    _score("ledgers", 15),
    _score("total", 100),
]
REVIEWS = [
    BRANCH_CODE,
    Column("visited", 13, Form.DATE, _day(SINCE, UNTIL)),
    Column("inspectors", 22),
    Column("found", 60, wrap=True),
    Column("result", 11, rule=_one_of("检查结果")),
    Column("decided", 13, Form.DATE, _day(SINCE, UNTIL)),
    Column("deadline", 13, Form.DATE, _day(SINCE, UNTIL)),
]
TITLES = [
    BRANCH_CODE,
    Column("year", 9, Form.WHOLE, _whole(1949, 2999)),
    Column("title", 28),
    Column("state", 9, rule=_one_of("状态")),
]


@dataclass(frozen=True)
class Sheet:
    """A sheet: the model of its rows, the key of its list in the YAML, its columns."""

    model: type[Unit | Branch | Room | Systems | Member | Assessment | Review | TitleEvent]
    key: str
    columns: Sequence[Column]

    @property
    def title(self) -> str:
        """The name on its tab."""
        return self.model.sheet

    def header(self, column: Column) -> str:
        """What stands above the column."""
        return self.model.model_fields[column.field].title or column.field


SHEETS = [
    Sheet(Unit, "units", UNITS),
    Sheet(Branch, "branches", BRANCHES),
    Sheet(Room, "rooms", ROOMS),
    Sheet(Systems, "systems", SYSTEMS),
    Sheet(Member, "members", MEMBERS),
    Sheet(Assessment, "assessments", ASSESSMENTS),
    Sheet(Review, "reviews", REVIEWS),
    Sheet(TitleEvent, "titles", TITLES),
]

GUIDE = [
    ("填写说明", ""),
    ("单位", "每个行文单位一行。推荐名额之和应与 campaign.yaml 的推荐名额相符。"),
    ("党组织", "每个党总支、党支部一行。所属单位填单位代码；推荐参评的，是否推荐填“是”。"),
    ("活动室", "每个党组织一行。没有电视机的，电视机英寸填0；没有管理员的，填“无”。"),
    ("制度台账", "每个党组织一行，有的填“有”，没有的填“无”。"),
    ("人员", "每人一行。入党积极分子不填入党日期；没有职务的，职务填“无”。"),
    ("考评", "经过考评的党组织每个一行。总分等于六项得分之和。"),
    (
        "回头看",
        "每次检查一行。没有发现问题的填“无”；警告的填决定日期和整改期限，撤销的填决定日期。",
    ),
    ("历年", "每授予、撤销一次称号一行。已获称号的不再推荐，撤销后在规定年限内不得推荐。"),
    ("表头", "不要改动各表第一行；列的先后可以调换，行可以排序、筛选。"),
    ("代码和号码", "单位代码、组织代码、电话和身份证号均为文本，不要设成数字，否则后几位会丢失。"),
    ("日期", "填成2026-07-20这样的日期。"),
    ("新增", "先在“单位”“党组织”表中增加代码，其他表的下拉列表里就能选到。"),
]

# --- How it looks ---------------------------------------------------------------------------------

FONT = "宋体"
EDGE = Side(style="thin", color="BFBFBF")
BORDER = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
HEADER_FILL = PatternFill("solid", fgColor="D9E2F3")


def workbook(data: Mapping[str, Sequence[Row]]) -> Workbook:
    """The workbook with every sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _guide(book.create_sheet("说明"))
    for kind in SHEETS:
        sheet = book.create_sheet(kind.title)
        _head(sheet, [kind.header(column) for column in kind.columns])
        _fill(sheet, kind.columns, data[kind.key])
        _shape(sheet, kind.columns, len(data[kind.key]))
        _restrict(sheet, kind.columns)
    _enumerations(book.create_sheet("代码"))
    book.active = 0
    book.properties.creator = "中共青禾县委组织部"
    book.properties.title = "基层党建示范阵地创建活动名册"
    return book


def _guide(sheet: Worksheet) -> None:
    for number, (topic, text) in enumerate(GUIDE, 1):
        for column, value in enumerate((topic, text), 1):
            cell = sheet.cell(number, column, value)
            cell.font = Font(name=FONT, size=16 if number == 1 else 11, bold=column == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=number > 1)
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 80
    sheet.sheet_view.showGridLines = False
    _print_on_a4(sheet)


def _enumerations(sheet: Worksheet) -> None:
    for column, (title, words) in enumerate(ENUMERATIONS.items(), 1):
        for row, word in enumerate([title, *words], 1):
            sheet.cell(row, column, str(word))
    sheet.sheet_state = "hidden"


def _head(sheet: Worksheet, headers: Sequence[str]) -> None:
    for number, header in enumerate(headers, 1):
        cell = sheet.cell(1, number, header)
        cell.font = Font(name=FONT, size=11, bold=True)
        cell.fill = HEADER_FILL
        cell.border = BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _fill(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    for at, row in enumerate(rows, 2):
        for number, column in enumerate(columns, 1):
            _put(sheet.cell(at, number), column, row[column.field])


def _put(cell: Cell | MergedCell, column: Column, value: Value) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # text that begins with = is text, not a formula
    cell.number_format = column.form.value
    cell.font = Font(name=FONT, size=11)
    cell.border = BORDER
    level = "left" if column.wrap or column.field == "name" else "center"
    cell.alignment = Alignment(horizontal=level, vertical="center", wrap_text=column.wrap)


def _shape(sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
    """Widths, formats of rows yet to be filled in, frozen header, filter, and how it prints."""
    for number, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.number_format = column.form.value
    sheet.row_dimensions[1].height = 24
    has_name = columns[1].field == "name"
    sheet.freeze_panes = "C2" if has_name else "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows + 1}"
    sheet.print_title_rows = "1:1"
    _print_on_a4(sheet)


def _print_on_a4(sheet: Worksheet) -> None:
    """Across, as many pages long as it takes, but one wide."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _restrict(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """The drop-downs and the other checks, one for each rule, over every column that has it."""
    checks: dict[Rule, DataValidation] = {}
    for number, column in enumerate(columns, 1):
        if column.rule:
            check = checks.setdefault(column.rule, _validation(column.rule))
            letter = get_column_letter(number)
            check.add(f"{letter}2:{letter}{LAST_ROW}")
    for check in checks.values():
        sheet.add_data_validation(check)


def _validation(rule: Rule) -> DataValidation:
    check = DataValidation(type=rule.type, formula1=rule.first, formula2=rule.last or None)
    if rule.type != "list":
        check.operator = "between"
    check.allow_blank = True
    check.showErrorMessage = True
    check.errorStyle = "stop"
    check.errorTitle = "填写有误"
    check.error = rule.message
    return check


# --- The file -------------------------------------------------------------------------------------


def as_bytes(book: Workbook) -> bytes:
    """The workbook as a file without a trace of when and with what it was made."""
    saved = io.BytesIO()
    book.save(saved)
    made = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, _timeless(name, old.read(name)))
    return made.getvalue()


def _timeless(name: str, part: bytes) -> bytes:
    if name == "docProps/core.xml":
        return re.sub(rb">\d{4}-\d\d-\d\dT[\d:.]+Z<", f">{STAMP}<".encode(), part)
    if name == "docProps/app.xml":
        return re.sub(rb"<(Application|AppVersion)>[^<]*</\1>", b"", part)
    return part


def _parts(file: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def main() -> int:
    """Write the file, or compare it."""
    parser = argparse.ArgumentParser(description="Makes the workbook of the worked example.")
    parser.add_argument("--check", action="store_true", help="only compare; exit 1 if different")
    file = as_bytes(workbook(yaml.safe_load(SOURCE.read_text(encoding="utf-8"))))
    if not parser.parse_args().check:
        TARGET.write_bytes(file)
        return 0
    if TARGET.exists() and _parts(TARGET.read_bytes()) == _parts(file):
        return 0
    print(f"{TARGET.name} is not what tools/make_workbook.py makes: run it without --check.")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
