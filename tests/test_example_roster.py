import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

ROOT = Path(__file__).resolve().parent.parent
SHEETS = {
    "单位": ("units", "单位代码 单位名称 简称 类别 推荐名额 报送截止 联络员 联络电话"),
    "党组织": (
        "branches",
        "组织代码 组织名称 所属单位 类别 组织形式 成立日期 地址 联系电话 是否推荐 每月活动次数 "
        "主题党日 主要做法和成效 获得荣誉",
    ),
    "活动室": (
        "rooms",
        "组织代码 面积 标牌 电视机英寸 DVD机 扩音设备 电脑 投影仪 桌椅 资料柜 管理制度 管理员",
    ),
    "制度台账": (
        "systems",
        "组织代码 议事规则 三会一课制度 任期目标承诺制度 党员目标管理制度 民主生活会制度 "
        "民主评议党员制度 党务公开制度 党员电化教育管理制度 汇编成册 党员花名册 入党积极分子花名册 "
        "活动签到簿 会议记录簿 电教播放记录簿 主题活动资料",
    ),
    "人员": (
        "members",
        "组织代码 姓名 性别 民族 出生日期 身份证号 政治面貌 入党日期 学历 职务 联系电话",
    ),
    "考评": (
        "assessments",
        "组织代码 领导班子 党员队伍 中心工作 制度建设 活动场所 台账资料 总分",
    ),
    "回头看": ("reviews", "组织代码 检查日期 检查人员 发现问题 检查结果 决定日期 整改期限"),
    "历年": ("titles", "组织代码 年度 称号 状态"),
}
SHORT = {
    "V07": {"founded", "theme_material"},
    "C05": {"area", "sign", "cabinet"},
    "V15": {"television", "dvd", "public_address", "e_learning", "playback_ledger"},
    "V17": {"procedure", "pledge", "targets", "bound", "management_rules", "manager"},
    "E05": {
        "activities_per_month",
        "meetings",
        "applicant_ledger",
        "sign_in_ledger",
        "minutes_ledger",
    },
    "E08": {"area", "computer", "desks"},
    "G08": {"democratic_life", "member_ledger"},
    "G13": {"television", "appraisal", "openness"},
}
WINNERS = (
    "V01 G01 V05 G06 C02 G03 V03 G10 E04 G02 C01 G12 V13 G16 G04 E02 E09 V21 V23 G15".split()  # noqa: SIM905
)
MOST = {
    "leadership": 15,
    "membership": 15,
    "central_work": 20,
    "systems": 15,
    "room": 20,
    "ledgers": 15,
}

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def roster() -> dict[str, Rows]:
    text = (ROOT / "data" / "units.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(ROOT / "data" / "units.xlsx")


def _by(rows: Rows, key: str) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in rows}


def _towns(roster: dict[str, Rows]) -> set[str]:
    return {unit["code"] for unit in roster["units"] if unit["kind"] in ("镇党委", "开发区党委")}


def _candidates(roster: dict[str, Rows]) -> Rows:
    return [branch for branch in roster["branches"] if branch["candidate"] == "是"]


def _gaps(roster: dict[str, Rows], branch: dict[str, Any]) -> set[str]:
    """What a branch lacks, by the name of the column."""
    code = branch["code"]
    room, systems = _by(roster["rooms"], "branch")[code], _by(roster["systems"], "branch")[code]
    lacking = {
        name for name, value in (room | systems).items() if value == "无" and name != "projector"
    }
    tests = {
        "founded": branch["founded"] <= date(2021, 12, 31),
        "activities_per_month": branch["activities_per_month"] >= 1,
        "area": room["area"] >= (100 if branch["unit"] in _towns(roster) else 60),
        "television": room["television"] >= 34,
    }
    return lacking | {name for name, is_met in tests.items() if not is_met}


def test_there_are_so_many_rows_of_each_sort(roster: dict[str, Rows]) -> None:
    counts = {key: len(rows) for key, rows in roster.items()}
    assert counts == {
        "units": 23,
        "branches": 60,
        "rooms": 60,
        "systems": 60,
        "members": 442,
        "assessments": 24,
        "reviews": 7,
        "titles": 7,
    }
    assert Counter(unit["kind"] for unit in roster["units"]) == {
        "镇党委": 12,
        "开发区党委": 1,
        "直属党委": 7,
        "直属党总支": 3,
    }
    assert Counter(branch["kind"] for branch in roster["branches"]) == {
        "农村": 24,
        "机关": 16,
        "社区": 10,
        "非公企业": 10,
    }
    assert Counter(branch["form"] for branch in roster["branches"]) == {"党支部": 51, "党总支": 9}


def test_the_quotas_add_up_and_every_unit_nominates_exactly_its_quota(
    roster: dict[str, Rows],
) -> None:
    towns = _towns(roster)
    quotas = {unit["code"]: unit["quota"] for unit in roster["units"]}
    assert sum(quota for code, quota in quotas.items() if code in towns) == 16
    assert sum(quota for code, quota in quotas.items() if code not in towns) == 14
    assert Counter(branch["unit"] for branch in _candidates(roster)) == quotas
    assert {unit["deadline"] for unit in roster["units"]} == {date(2026, 7, 20)}


def test_eight_candidates_fall_short_and_miss_every_requirement_between_them(
    roster: dict[str, Rows],
) -> None:
    gaps = {branch["code"]: _gaps(roster, branch) for branch in _candidates(roster)}
    assert {code: missing for code, missing in gaps.items() if missing} == SHORT
    testable = set(roster["rooms"][0]) | set(roster["systems"][0])
    testable |= {"founded", "activities_per_month"}
    assert set().union(*gaps.values()) == testable - {"branch", "projector"}


def test_the_edges_of_the_requirements_are_there(roster: dict[str, Rows]) -> None:
    branches, rooms = _by(roster["branches"], "code"), _by(roster["rooms"], "branch")
    assert branches["E04"]["founded"] == date(2021, 12, 31)
    assert branches["V07"]["founded"] == date(2022, 3, 18)
    areas = {code: rooms[code]["area"] for code in ("V05", "C05", "G04", "G15", "E08")}
    assert areas == {"V05": 100, "C05": 82, "G04": 60, "G15": 72, "E08": 45}
    assert (rooms["V15"]["television"], rooms["G13"]["television"]) == (0, 32)
    without = {code for code in WINNERS if rooms[code]["projector"] == "无"}
    assert without == {"V05", "V23", "E02", "G15"}


def test_the_winners_come_out_in_this_order(roster: dict[str, Rows]) -> None:
    branches, towns = _by(roster["branches"], "code"), _towns(roster)
    eligible = [row for row in roster["assessments"] if row["branch"] not in SHORT]
    assert {row["branch"] for row in roster["assessments"]} & set(SHORT) == {"C05", "G08"}
    assert {row["branch"] for row in eligible} | set(SHORT) == {
        branch["code"] for branch in _candidates(roster)
    }
    order = sorted(
        eligible,
        key=lambda row: (-row["total"], -row["central_work"], -row["membership"], row["branch"]),
    )
    codes = [row["branch"] for row in order]
    town = [code for code in codes if branches[code]["unit"] in towns]
    direct = [code for code in codes if branches[code]["unit"] not in towns]
    assert (town[10:], direct[10:]) == (["C07"], ["G07"])
    assert [code for code in codes if code in town[:10] + direct[:10]] == WINNERS


def test_totals_are_sums_and_two_ties_are_broken(roster: dict[str, Rows]) -> None:
    for row in roster["assessments"]:
        scores = {name: Decimal(str(row[name])) for name in MOST}
        assert all(scores[name] <= most for name, most in MOST.items())
        assert Decimal(str(row["total"])) == sum(scores.values()), row["branch"]
    totals = Counter(row["total"] for row in roster["assessments"])
    assert {total for total, times in totals.items() if times > 1} == {94.0, 86.5}
    rows = _by(roster["assessments"], "branch")
    assert rows["G06"]["total"] == rows["C02"]["total"]
    assert rows["G06"]["central_work"] > rows["C02"]["central_work"]
    assert rows["G06"]["membership"] < rows["C02"]["membership"]
    assert rows["V23"]["total"] == rows["C07"]["total"]
    assert rows["V23"]["central_work"] == rows["C07"]["central_work"]
    assert rows["V23"]["membership"] > rows["C07"]["membership"]


def test_deeds_are_as_long_as_they_should_be_and_all_different(roster: dict[str, Rows]) -> None:
    for branch in roster["branches"]:
        length = len(re.findall("[\u4e00-\u9fff]", branch["deeds"]))
        low, high = (150, 260) if branch["candidate"] == "是" else (40, 80)
        assert low <= length <= high, branch["code"]
    assert len({branch["deeds"] for branch in roster["branches"]}) == 60


def test_no_unit_is_named_in_the_rows_of_another(roster: dict[str, Rows]) -> None:
    places = {
        unit["code"]: re.sub(r"^县|镇?(党委|党工委|党总支)$", "", unit["short_name"])
        for unit in roster["units"]
    }
    assert len(set(places.values())) == 23
    for branch in roster["branches"]:
        others = [place for code, place in places.items() if code != branch["unit"]]
        assert not [place for place in others if place in str(branch)], branch["code"]
    for code, place in places.items():
        assert not [other for at, other in places.items() if at != code and place in other]


def test_every_branch_has_a_secretary_and_three_to_twelve_people(roster: dict[str, Rows]) -> None:
    people = Counter(person["branch"] for person in roster["members"])
    assert len(people) == 60
    assert all(3 <= number <= 12 for number in people.values())
    secretaries = [person for person in roster["members"] if person["post"] == "书记"]
    assert [person["branch"] for person in secretaries] == [
        branch["code"] for branch in roster["branches"]
    ]
    posts = [(person["branch"], person["post"]) for person in roster["members"]]
    held = Counter(pair for pair in posts if pair[1] != "无")
    assert set(held.values()) == {1}


def test_managers_are_people_of_the_branch(roster: dict[str, Rows]) -> None:
    names = {(person["branch"], person["name"]) for person in roster["members"]}
    for room in roster["rooms"]:
        assert room["manager"] == "无" or (room["branch"], room["manager"]) in names


def test_only_one_name_is_borne_twice_and_rare_names_are_there(roster: dict[str, Rows]) -> None:
    names = Counter(person["name"] for person in roster["members"])
    assert {name for name, times in names.items() if times > 1} == {"王志平"}
    assert {"李堃", "周犇", "陈喆", "林珺", "黄昇", "欧阳靖", "阿依古丽·买买提"} <= set(names)


def test_id_numbers_are_well_formed_and_agree_with_the_person(roster: dict[str, Rows]) -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for person in roster["members"]:
        number = person["id_number"]
        total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
        assert number[17] == "10X98765432"[total % 11]
        assert number[:14] == f"330999{person['born']:%Y%m%d}"
        assert person["gender"] == "女男"[int(number[16]) % 2]
    numbers = {person["id_number"] for person in roster["members"]}
    assert len(numbers) == 442
    assert any(number.endswith("X") for number in numbers)
    assert len({person["phone"] for person in roster["members"]}) == 442


def test_members_joined_grown_up_and_applicants_have_not(roster: dict[str, Rows]) -> None:
    for person in roster["members"]:
        if person["status"] == "入党积极分子":
            assert (person["joined"], person["post"]) == (None, "无")
            continue
        assert person["joined"].year - person["born"].year >= 19
        is_recent = person["joined"] > date(2025, 6, 30)
        assert is_recent == (person["status"] == "预备党员")


def test_the_workbook_has_these_sheets(book: Workbook) -> None:
    assert book.sheetnames == ["说明", *SHEETS, "代码"]
    assert book["代码"].sheet_state == "hidden"


@pytest.mark.parametrize("title", SHEETS)
def test_the_workbook_says_what_the_yaml_says(
    title: str, book: Workbook, roster: dict[str, Rows]
) -> None:
    key, headers = SHEETS[title]
    head, *rows = book[title].iter_rows(values_only=True)
    assert list(head) == headers.split()
    found = [[cell.date() if isinstance(cell, datetime) else cell for cell in row] for row in rows]
    assert found == [list(row.values()) for row in roster[key]]


@pytest.mark.parametrize("title", SHEETS)
def test_the_header_is_frozen_bold_and_filtered(title: str, book: Workbook) -> None:
    sheet = book[title]
    assert sheet.freeze_panes in ("B2", "C2")
    assert sheet.auto_filter.ref == sheet.dimensions
    assert all(cell.font.bold and cell.fill.fgColor.rgb == "00D9E2F3" for cell in sheet[1])


@pytest.mark.parametrize("title", SHEETS)
def test_codes_and_numbers_of_people_are_text_and_dates_are_dates(
    title: str, book: Workbook
) -> None:
    sheet = book[title]
    for number, column in enumerate(sheet.iter_cols(), 1):
        header = str(column[0].value)
        for cell in column[1:]:
            if header.endswith(("代码", "电话", "身份证号", "所属单位")):
                assert (cell.number_format, cell.data_type) == ("@", "s")
            if header.endswith(("日期", "截止")):
                assert cell.number_format == "yyyy-mm-dd"
        letter = get_column_letter(number)
        assert sheet.column_dimensions[letter].number_format == column[1].number_format


def _rules(book: Workbook, title: str) -> dict[str, tuple[str, str]]:
    """Each header that has a validation, with its type and first formula."""
    rules: dict[str, tuple[str, str]] = {}
    sheet = book[title]
    for check in sheet.data_validations.dataValidation:
        assert check.showErrorMessage
        assert check.error
        assert check.errorStyle == "stop"
        for area in check.sqref.ranges:
            assert (area.min_row, area.max_row) == (2, 2000)
            rules[str(sheet.cell(1, area.min_col).value)] = (check.type, check.formula1)
    return rules


def test_validations_stand_where_they_should(book: Workbook) -> None:
    kinds = {title: Counter(kind for kind, _ in _rules(book, title).values()) for title in SHEETS}
    assert kinds == {
        "单位": {"list": 1, "whole": 1, "date": 1},
        "党组织": {"list": 4, "whole": 2, "date": 1},
        "活动室": {"list": 9, "whole": 1, "decimal": 1},
        "制度台账": {"list": 16},
        "人员": {"list": 5, "date": 2, "textLength": 1},
        "考评": {"list": 1, "decimal": 7},
        "回头看": {"list": 2, "date": 3},
        "历年": {"list": 2, "whole": 1},
    }


def test_drop_downs_offer_every_value_that_is_used(book: Workbook) -> None:
    for title in SHEETS:
        sheet = book[title]
        columns = {str(column[0].value): column[1:] for column in sheet.iter_cols()}
        for header, (kind, formula) in _rules(book, title).items():
            if kind != "list":
                continue
            source, area = formula.split("!")
            offered = {cell.value for (cell,) in book[source][area.replace("$", "")]}
            assert {cell.value for cell in columns[header]} <= offered, (title, header)


@pytest.mark.parametrize("script", ["invent_county.py", "make_workbook.py"])
def test_the_files_are_what_the_tools_make(script: str) -> None:
    tool = ROOT / "tools" / script
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
