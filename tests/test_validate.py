"""Rows and YAML documents as models: every problem told with its place, in the user's words."""

import pytest

from notice_kit.criteria import Criterion
from notice_kit.facts import Facts
from notice_kit.findings import Location
from notice_kit.model import Member, Room, Unit
from notice_kit.source.located import Cell, Row, Table
from notice_kit.source.yaml_file import read_tables_from_yaml, read_yaml
from notice_kit.template.catalog import TemplateSpec
from notice_kit.validate import column_names, validate_document, validate_tables
from tests.support.campaign import CAMPAIGN, codes, line_of, the_one

UNIT = {
    "单位代码": "T01",
    "单位名称": "中共青禾县柳溪镇委员会",
    "简称": "柳溪镇党委",
    "类别": "镇党委",
    "推荐名额": 2,
    "报送截止": "2026-07-18",
    "联络员": "王联络",
    "联络电话": "0599-6000021",
}


def sheet(*rows, headers=None, name="单位"):
    """A table as a workbook gives it: headers in row 1, the rows below."""

    def at(row, column):
        return Location("u.xlsx", sheet=name, cell=f"{'ABCDEFGHIJKLM'[column]}{row}")

    headers = headers or list(UNIT)
    return Table(
        name,
        tuple(
            Row(
                {
                    header: Cell(row.get(header), at(number, column))
                    for column, header in enumerate(headers)
                },
                Location("u.xlsx", sheet=name, cell=f"{number}:{number}"),
            )
            for number, row in enumerate(rows, start=2)
        ),
        Location("u.xlsx", sheet=name),
        {header: at(1, column) for column, header in enumerate(headers)},
    )


def cell_of(finding):
    return finding.location.sheet, finding.location.cell


def yaml_document(tmp_path, text, model):
    path = tmp_path / "d.yaml"
    path.write_text(text)
    node, problems = read_yaml(path, "d.yaml")
    assert problems == []
    return validate_document(node, model)


def test_a_right_row_becomes_a_record_that_knows_its_cells():
    (record,), findings = validate_tables([sheet(UNIT)], Unit)
    assert findings == []
    assert (record.value.code, record.value.quota) == ("T01", 2)
    assert record.place("quota") == Location("u.xlsx", sheet="单位", cell="E2")
    assert record.location.cell == "2:2"


def test_a_field_that_is_not_written_has_the_place_of_its_row():
    row = dict.fromkeys(UNIT)
    (record,), _findings = validate_tables([sheet(UNIT)], Unit)
    assert record.place("nothing") == record.location
    assert row.keys() == UNIT.keys()


def test_a_column_answers_to_its_title_and_to_its_name():
    assert column_names(Room)["DVD机"] == column_names(Room)["dvd"] == "dvd"
    english = dict(zip(Unit.model_fields, UNIT.values(), strict=True))
    (record,), findings = validate_tables([sheet(english, headers=list(english))], Unit)
    assert findings == []
    assert record.value.short_name == "柳溪镇党委"


def test_every_problem_of_every_row_comes_out_and_right_rows_stay():
    wrong = {**UNIT, "类别": "镇党位", "推荐名额": "两个", "联络员": None}
    records, findings = validate_tables([sheet(wrong, UNIT, {**UNIT, "报送截止": "下周"})], Unit)
    assert [record.location.cell for record in records] == ["3:3"]
    assert [(item.code, cell_of(item)[1], item.found) for item in findings] == [
        ("NK-D06", "D2", "镇党位"),
        ("NK-D06", "E2", "两个"),
        ("NK-D04", "G2", None),
        ("NK-D06", "F4", "下周"),
    ]


def test_an_unknown_column_is_told_with_the_nearest():
    headers = [*list(UNIT)[:-1], "联络电活"]
    records, findings = validate_tables([sheet(UNIT, headers=headers)], Unit)
    unknown = the_one(findings, "NK-D01")
    assert cell_of(unknown) == ("单位", "H1")
    assert unknown.message == "“联络电活” is not known here"
    assert unknown.remedy == "Did you mean “联络电话”?"
    missing = the_one(findings, "NK-D03")
    assert (missing.message, cell_of(missing)) == ("column “联络电话” is missing", ("单位", None))
    assert (records, len(findings)) == ([], 2)


def test_a_column_that_is_there_under_both_names_is_told():
    _records, findings = validate_tables([sheet(UNIT, headers=[*UNIT, "code"])], Unit)
    assert cell_of(the_one(findings, "NK-D02")) == ("单位", "I1")


def test_a_missing_optional_column_is_no_problem():
    member = ["branch", *(name for name in Member.model_fields if name not in ("branch", "joined"))]
    _records, findings = validate_tables([sheet(headers=member, name="人员")], Member)
    assert findings == []


def test_yaml_rows_are_told_by_line(tmp_path):
    path = tmp_path / "u.yaml"
    row = ", ".join(f"{name}: {value}" for name, value in UNIT.items())
    path.write_text(
        "units:\n"
        f"  - {{{row}, code: T02}}\n"
        f"  - {{{row.replace('简称', '简成')}}}\n"
        f"  - {{{row.replace('王联络', 'null')}}}\n"
    )
    tables, _problems = read_tables_from_yaml(path, "u.yaml")
    records, findings = validate_tables(tables, Unit)
    assert records == []
    assert [(item.code, item.location.line, item.message) for item in findings] == [
        ("NK-D02", 2, "column “code” stands twice"),
        ("NK-D01", 3, "“简成” is not known here"),
        ("NK-D05", 3, "“简称” is missing"),
        ("NK-D04", 4, "“联络员” is empty"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "message", "found", "wanted"),
    [
        ("plenum: 四中全会\n", "", "NK-D05", 1, "“plenum” is missing", None, None),
        ("plenum:", "plenun:", "NK-D01", 16, "“plenun” is not known here", None, None),
        ("name: 示范活动", "name:", "NK-D04", 1, "“name” is empty", None, None),
        ("year: 2026", "year: 26", "NK-D06", 3, "“year” cannot be this", "26", "1949 or more"),
        ("year: 2026", "year: 3026", "NK-D06", 3, "“year” cannot be this", "3026", "2999 or less"),
        ("  person: 沈雨桐\n", "", "NK-D05", 10, "“contact.person” is missing", None, None),
        ("person:", "persom:", "NK-D01", 12, "“persom” is not known here", None, None),
        (
            "founded_years: 5",
            "founded_years: 五",
            "NK-D06",
            21,
            "“requirements.founded_years” cannot be this",
            "五",
            "a number",
        ),
        (
            "room_area: {town: 100, direct: 60}",
            "room_area: {town: 100}",
            "NK-D05",
            22,
            "“requirements.room_area.direct” is missing",
            None,
            None,
        ),
        (
            "room_area: {town: 100,",
            "room_area: {town: 大,",
            "NK-D06",
            22,
            "“requirements.room_area.town” cannot be this",
            "大",
            "a number",
        ),
        (
            "青组发, first: 36",
            "青组发, first: 0",
            "NK-D06",
            39,
            "“numbering.整改通知.first” cannot be this",
            "0",
            "1 or more",
        ),
        (
            "二等, winners: 1",
            "二等, winners: 一",
            "NK-D06",
            44,
            "“awards.1.winners” cannot be this",
            "一",
            "a number",
        ),
        (
            "data: [data/units.yaml]",
            "data: data/units.yaml",
            "NK-D06",
            48,
            "“data” cannot be this",
            "data/units.yaml",
            "a list",
        ),
        (
            "data: [data/units.yaml]",
            "data: []",
            "NK-D06",
            48,
            "“data” cannot be this",
            None,
            "a list",
        ),
    ],
)
def test_a_problem_in_campaign_yaml_is_told_once(
    tmp_path, old, new, code, line, message, found, wanted
):
    assert CAMPAIGN.count(old) == 1
    facts, findings = yaml_document(tmp_path, CAMPAIGN.replace(old, new), Facts)
    expected = {"plenun:": 2, "persom:": 2}.get(new, 1)  # the wrong name, and the missing right one
    assert facts is None
    assert len(findings) == expected
    finding = the_one(findings, code)
    assert line_of(finding.location) == ("d.yaml", line)
    assert (finding.message, finding.found, finding.wanted) == (message, found, wanted)


def test_an_unknown_key_in_a_list_names_the_keys_of_its_items(tmp_path):
    text = CAMPAIGN.replace("{grade: 二等, winners: 1,", "{grade: 二等, winner: 1, winners: 1,")
    _facts, findings = yaml_document(tmp_path, text, Facts)
    assert the_one(findings, "NK-D01").remedy == "Did you mean “winners”?"
    text = CAMPAIGN.replace("{grade: 二等,", "{xyz: 1, grade: 二等,")
    _facts, findings = yaml_document(tmp_path, text, Facts)
    assert the_one(findings, "NK-D01").remedy == "Known are: grade、winners、amount."


def test_an_unknown_key_of_a_named_series_names_the_keys_of_a_series(tmp_path):
    text = CAMPAIGN.replace("整改通知: {code: 青组发,", "ABC: {xyz: 1, code: 青组发,")
    _facts, findings = yaml_document(tmp_path, text, Facts)
    unknown = the_one(findings, "NK-D01")
    assert (unknown.location.line, unknown.remedy) == (39, "Known are: code、first、year.")


def test_a_list_where_names_with_values_belong_is_told(tmp_path):
    facts, findings = yaml_document(tmp_path, "- 甲\n- 乙\n", Facts)
    wrong = the_one(findings, "NK-D06")
    assert (facts, codes(findings)) == (None, ["NK-D06"])
    assert (wrong.message, wrong.wanted) == ("“d.yaml” cannot be this", "names with values")
    text = CAMPAIGN.replace("dates:\n", "dates: 六月\nx:\n")
    _facts, findings = yaml_document(tmp_path, text, Facts)
    wrong = the_one(findings, "NK-D06")
    assert (wrong.message, wrong.found) == ("“dates” cannot be this", "六月")


def test_every_problem_of_a_document_comes_out_at_once(tmp_path):
    text = CAMPAIGN.replace("year: 2026", "year: 二〇二六").replace("honour:", "honor:")
    text = text.replace("issued: 2026-06-15", "issued: 六月", 1).replace("town: 1,", "town: 一,")
    _facts, findings = yaml_document(tmp_path, text, Facts)
    assert sorted((item.code, item.location.line) for item in findings) == [
        ("NK-D01", 2),
        ("NK-D05", 1),
        ("NK-D06", 3),
        ("NK-D06", 18),
        ("NK-D06", 25),
    ]


def test_a_choice_names_all_choices_and_the_nearest(tmp_path):
    text = "family: notice\nfor_each: unit\nfile: x\nfields: [unit.name]\n"
    _spec, findings = yaml_document(tmp_path, text, TemplateSpec)
    wrong = the_one(findings, "NK-D06")
    assert (wrong.found, wrong.wanted) == ("unit", "campaign、units、branches、winners、reviews")
    assert wrong.remedy == "Did you mean “units”?"


def test_yes_or_no_in_yaml_is_true_or_false(tmp_path):
    text = "requirement: 5\nname: 桌椅\nfield: room.desks\nsentence: 没有。\ndesirable: 有\n"
    _criterion, findings = yaml_document(tmp_path, text, Criterion)
    wrong = the_one(findings, "NK-D06")
    assert (wrong.location.line, wrong.found, wrong.wanted) == (5, "有", "true or false")


def test_a_long_value_is_shown_cut():
    row = {**UNIT, "联络电话": "电" * 60}
    _records, findings = validate_tables([sheet(row)], Unit)
    assert the_one(findings, "NK-D06").found == "电" * 40 + "…"
