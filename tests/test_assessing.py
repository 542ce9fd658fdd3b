"""`assess`: results, the cells they come from, the table, the JSON, the workbook, score sheets."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from notice_kit.assess_report import as_json
from notice_kit.assess_workbook import assess_workbook
from notice_kit.assessing import Status, assess
from notice_kit.errors import UsageError
from notice_kit.loading import load
from notice_kit.score_sheets import score_sheets
from tests.support.campaign import Files, codes, plant, write_tree
from tests.test_cli import cli

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def example():
    campaign, findings = load(ROOT)
    assert findings == []
    return assess(campaign)


def of(result, code):
    return next(one for one in result.branches if one.code == code)


def test_every_branch_has_its_result(example):
    assert {status: sum(one.status is status for one in example.branches) for status in Status} == {
        Status.WINNER: 20,
        Status.RESERVE: 2,
        Status.NOT_ASSESSED: 0,
        Status.LACKING: 8,
        Status.BARRED: 0,
        Status.NOT_NOMINATED: 30,
        Status.UNKNOWN: 0,
    }


def test_the_reserve_lists_hold_who_comes_next(example):
    assert [(one.code, one.ranked.place) for one in example.reserve("town")] == [("C07", 11)]
    assert [(one.code, one.ranked.place) for one in example.reserve("direct")] == [("G07", 11)]


def test_the_last_winner_is_after_one_of_the_reserve_in_the_order_of_all(example):
    ranked = of(example, "G15").ranked
    assert (ranked.rank, ranked.place, ranked.winner.rank) == (21, 10, 20)


def test_each_requirement_names_the_cell_that_tells(example):
    room = next(r for r in of(example, "C05").lacking if r.measure.criterion.name == "活动室面积")
    assert (room.measure.found, room.measure.wanted) == (82, 100)
    place = room.place
    assert (place.file, place.sheet) == ("data/units.xlsx", "活动室")
    book = load_workbook(ROOT / "data/units.xlsx")
    assert book["活动室"][place.cell].value == 82
    assert book["活动室"][f"A{place.cell[1:]}"].value == "C05"
    founded = of(example, "V07").lacking[0]
    assert founded.measure.found == 4
    assert str(book["党组织"][founded.place.cell].value).startswith("2022-03-18")


def test_a_total_names_its_cell(example):
    place = of(example, "V01").scores.place
    assert load_workbook(ROOT / "data/units.xlsx")["考评"][place.cell].value == 97.0


def test_the_share_of_what_is_met_goes_by_weight(tmp_path, files):
    assert str(of(assess(load(write_tree(tmp_path / "a", files))[0]), "V02").met_share) == "66.7"
    plant(files, "criteria.yaml", "  field: room.dvd", "  weight: 2\n  field: room.dvd")
    assert str(of(assess(load(write_tree(tmp_path / "b", files))[0]), "V02").met_share) == "50.0"


def test_a_threshold_may_be_one_from_above(tmp_path, files):
    plant(files, "criteria.yaml", "  at_least: room_area", "  at_most: room_area")
    result = assess(load(write_tree(tmp_path, files))[0])
    assert [one.measure.criterion.name for one in of(result, "V01").lacking] == ["活动室面积"]


def test_what_people_judge_is_listed_and_bars_nobody(tmp_path, files):
    files["criteria.yaml"] += (
        "- {requirement: 1, name: 领导班子, judged: leadership, sentence: 团结有力。}\n"
    )
    campaign, findings = load(write_tree(tmp_path, files))
    assert findings == []
    result = assess(campaign)
    assert [one.name for one in result.judged] == ["领导班子"]
    assert [one.code for one in result.winners] == ["V01", "G01"]


@pytest.mark.parametrize(
    ("criterion", "code"),
    [
        ("{requirement: 1, name: 甲, sentence: 乙。}", "NK-D14"),
        ("{requirement: 1, name: 甲, field: room.dvd, judged: room, sentence: 乙。}", "NK-D14"),
        ("{requirement: 1, name: 甲, judged: room, at_least: room_area, sentence: 乙。}", "NK-D14"),
        ("{requirement: 1, name: 甲, judged: rooms, sentence: 乙。}", "NK-D15"),
        ("{requirement: 5, name: 甲, field: room.area, at_most: rooms, sentence: 乙。}", "NK-D09"),
    ],
)
def test_mistakes_in_criteria(tmp_path: Path, files: Files, criterion: str, code: str) -> None:
    files["criteria.yaml"] += f"- {criterion}\n"  # type: ignore[operator]
    assert codes(load(write_tree(tmp_path, files))[1]) == [code]


def test_errors_of_a_candidate_leave_open_who_wins(tmp_path, files):
    plant(files, "data/units.yaml", "branch: V01, leadership: 14", "branch: V01, leadership: x")
    result = assess(load(write_tree(tmp_path, files))[0])
    assert not result.is_ranked
    assert {one.code: one.status.value for one in result.branches} == {
        "V01": "unknown",
        "V02": "lacking",
        "G01": "unknown",
        "G02": "not_nominated",
    }
    assert "data/units.yaml" in of(result, "V01").reason


def test_errors_of_no_candidate_leave_the_ranking_alone(tmp_path, files):
    plant(files, "data/units.yaml", "{branch: G02, area: 120", "{branch: G02, area: x")
    result = assess(load(write_tree(tmp_path, files))[0])
    assert [one.code for one in result.winners] == ["V01", "G01"]
    assert of(result, "G02").status is Status.UNKNOWN


def test_the_json_tells_each_score_with_its_cell(example):
    told = json.loads(as_json(example, ()))
    assert told["winners"][:3] == ["V01", "G01", "V05"]
    assert told["reserve"] == {"town": ["C07"], "direct": ["G07"]}
    first = told["branches"][0]
    assert (first["rank"], first["grade"], first["amount"]) == (1, "一等", 20000)
    assert first["scores"]["total"] == 97
    (row,) = first["scores"]["from"]
    assert row["items"]["leadership"] == {
        "score": 14.5,
        "file": "data/units.xlsx",
        "sheet": "考评",
        "cell": "B2",
    }
    lacking = next(one for one in told["branches"] if one["code"] == "E08")
    assert lacking["lacking"] == ["活动室面积", "电脑", "桌椅"]


def test_the_workbook_tells_the_same(example):
    content = assess_workbook(example)
    assert content == assess_workbook(example)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["名次", "要求", "评分来源", "历年"]
    rows = list(book["名次"].iter_rows(values_only=True))
    assert rows[1][:7] == (
        1,
        1,
        "V01",
        "柳溪镇杏花村党总支",
        "柳溪镇党委",
        "镇（开发区）党委",
        "入选",
    )
    assert rows[1][13:16] == (97, "一等", 20000)
    assert len(rows) == 61
    by_code = {row[2]: row for row in rows}
    assert by_code["C05"][6] == "未达标"
    assert by_code["C05"][-1] == "活动室面积、活动室标牌、资料柜"
    wanted = [row for row in book["要求"].iter_rows(values_only=True) if row[0] == "C05"]
    area = next(row for row in wanted if row[3] == "活动室面积")
    assert area[4:8] == ("是", 82, "不少于100", "否")
    assert area[8].startswith("data/units.xlsx [活动室]!B")
    assert len(list(book["历年"].iter_rows())) == 8


def test_a_score_sheet_lists_the_candidates_and_takes_no_score_above_full_marks(example):
    sheets = {path.name: content for path, content in score_sheets(example, Path("none"))}
    assert list(sheets) == [f"评分表-第{n}考评组.xlsx" for n in "一二三四五"]
    sheet = load_workbook(io.BytesIO(sheets["评分表-第二考评组.xlsx"]))["评分"]
    head = [cell.value for cell in sheet[2]]
    assert head == [
        *("考评组", "组织代码", "组织名称", "领导班子", "党员队伍", "中心工作"),
        *("制度建设", "活动场所", "台账资料", "合计"),
    ]
    assert [cell.value for cell in sheet[3]][:4] == [
        "第二考评组",
        "V01",
        "柳溪镇杏花村党总支",
        None,
    ]
    assert sheet["J3"].value == "=SUM(D3:I3)"
    assert sheet.max_row == 32  # 30 candidates
    limits = {
        str(check.sqref): (check.formula1, check.formula2)
        for check in sheet.data_validations.dataValidation
    }
    assert limits["D3:D32"] == ("0", "15")
    assert limits["F3:F32"] == ("0", "20")
    assert sheet.protection.sheet
    assert not sheet["D3"].protection.locked
    assert sheet["B3"].protection.locked


def test_score_sheets_want_groups(tmp_path, files):
    result = assess(load(write_tree(tmp_path, files))[0])
    with pytest.raises(UsageError) as caught:
        score_sheets(result, tmp_path)
    assert codes(caught.value.findings) == ["NK-D77"]


def test_an_empty_score_sheet_is_told_as_empty(tmp_path, files):
    files["campaign.yaml"] += "scoring: {groups: [甲组]}\n"
    plant(files, "campaign.yaml", "[data/units.yaml]", "[data/units.yaml, data/scores/*.xlsx]")
    folder = write_tree(tmp_path, files)
    done = cli("assess", "-C", folder, "--sheets", folder / "data/scores")
    assert done.returncode == 0
    findings = load(folder)[1]
    assert {one.location.file for one in findings} == {"data/scores/评分表-甲组.xlsx"}
    assert codes(findings) == ["NK-D04"] * 18  # three candidates, six items


def test_the_command_shows_a_table(folder):
    done = cli("assess", "-C", folder)
    assert done.returncode == 0
    assert "V01 杏花村党支部" in done.stdout
    assert "winner 2, lacking 1, not nominated 1" in done.stdout


def test_the_command_writes_a_workbook_and_json(folder, tmp_path):
    done = cli("assess", "-C", folder, "--format", "xlsx", "-o", tmp_path / "a.xlsx")
    assert done.returncode == 0
    assert load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "名次"
    done = cli("assess", "-C", folder, "--format", "json")
    assert json.loads(done.stdout)["winners"] == ["V01", "G01"]


@pytest.mark.parametrize("words", [("--format", "xlsx"), ("-o", "a.json")])
def test_what_does_not_go_together_is_refused(folder, words):
    assert cli("assess", "-C", folder, *words).returncode == 2


def test_a_score_sheet_that_may_be_filled_in_is_not_replaced(example, tmp_path):
    filled = tmp_path / "评分表-第二考评组.xlsx"
    filled.write_bytes(b"filled in")
    done = cli("assess", "-C", ROOT, "--sheets", tmp_path)
    assert done.returncode == 2
    assert "NK-P11" in done.stderr
    assert filled.read_bytes() == b"filled in"
    assert [path.name for path in tmp_path.iterdir()] == [filled.name]
