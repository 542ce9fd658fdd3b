from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.source.support import lines, refusals, values, written

from notice_kit.errors import SourceError
from notice_kit.findings import Location
from notice_kit.source.csv_file import read_csv


def test_every_value_is_text_with_its_line(tmp_path: Path) -> None:
    text = '姓 名,身份证号,备注\n李明,110101199003074258,"一\r\n二"\n王强,0123,\n'
    tables, findings = read_csv(written(tmp_path, "人员.csv", text), "data/人员.csv")
    assert findings == []
    (table,) = tables
    assert table.name == "人员"
    assert table.location == Location("data/人员.csv")
    assert values(table) == [
        {"姓名": "李明", "身份证号": "110101199003074258", "备注": "一\n二"},
        {"姓名": "王强", "身份证号": "0123", "备注": None},
    ]
    assert [row.location.line for row in table.rows] == [2, 4]
    assert table.rows[1].cells["备注"].location == Location("data/人员.csv", 4)
    assert table.columns["身份证号"] == Location("data/人员.csv", 1)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gbk"])
def test_the_first_header_is_whole_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "a.csv", "姓名,单位\n李明,柳溪镇\n".encode(encoding))
    tables, findings = read_csv(path, "a.csv")
    assert values(tables[0]) == [{"姓名": "李明", "单位": "柳溪镇"}]
    assert [one.code for one in findings] == (["NK-S07"] if encoding == "gbk" else [])


def test_titles_and_empty_rows_are_left_out(tmp_path: Path) -> None:
    text = "推荐名单,,\n\n姓名,单位,\n,,\n李明,柳溪镇,\n , ,\n"
    tables, findings = read_csv(written(tmp_path, "a.csv", text), "a.csv")
    assert values(tables[0]) == [{"姓名": "李明", "单位": "柳溪镇"}]
    assert tables[0].rows[0].location.line == 5
    assert findings == []


def test_extra_cells_are_errors(tmp_path: Path) -> None:
    text = "姓名,单位\n李明,柳溪镇,多余\n王强,县直\n赵,钱,孙,李\n"
    tables, findings = read_csv(written(tmp_path, "a.csv", text), "a.csv")
    assert len(tables[0].rows) == 3
    assert lines(findings) == [
        "error: a.csv:2: NK-S52 column C has no name, but values in line 2, line 4; found: 多余",
        "error: a.csv:4: NK-S52 column D has no name, but values in line 4; found: 李",
    ]


def test_equal_headers_are_errors(tmp_path: Path) -> None:
    tables, findings = read_csv(written(tmp_path, "a.csv", "姓名,单位,姓 名\n甲,乙,丙\n"), "a.csv")
    assert values(tables[0]) == [{"姓名": "甲", "单位": "乙"}]
    assert lines(findings) == [
        "error: a.csv:1: NK-S51 columns A and C have the same name “姓名”; found: 姓 名"
    ]


def test_white_space_is_trimmed_with_one_warning_for_each_column(tmp_path: Path) -> None:
    text = "姓名,单位\n　李明 ,甲\n王 强,乙\n 赵,丙\n"
    tables, findings = read_csv(written(tmp_path, "a.csv", text), "a.csv")
    assert [row["姓名"] for row in values(tables[0])] == ["李明", "王 强", "赵"]
    assert lines(findings) == [
        "warning: a.csv:2: NK-S53 white space before or after the value is left out in "
        "line 2, line 4; found: 　李明 "
    ]


@pytest.mark.parametrize("character", ["\x07", "\x1f", "\x0b", "\ufffe"])
def test_control_characters_are_refused(tmp_path: Path, character: str) -> None:
    text = f"姓名,单位\n李{character}明,甲\n王强,{character}\n"
    tables, findings = read_csv(written(tmp_path, "a.csv", text), "a.csv")
    assert values(tables[0]) == [{"姓名": "李�明", "单位": "甲"}, {"姓名": "王强", "单位": "�"}]
    said = f"NK-S08 there is an invisible character, U+{ord(character):04X}, that cannot be printed"
    assert lines(findings) == [
        f"error: a.csv:2: {said}; found: 李�明",
        f"error: a.csv:3: {said}; found: �",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('姓名,单位\n"李明,甲\n王强,乙\n', "a.csv:2: NK-S60 the row cannot be read"),
        ('姓名,单位\n甲,乙\n"李"明,甲\n', "a.csv:3: NK-S60 the row cannot be read"),
        (f"姓名,单位\n{'x' * 140_000},甲\n", "a.csv:2: NK-S60 the row cannot be read"),
        ("\n,,\n  ,\n", "a.csv: NK-S61 there is no value in the file"),
    ],
)
def test_what_is_no_csv(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_csv(written(tmp_path, "a.csv", text), "a.csv")
    (line,) = refusals(caught.value)
    assert line.startswith(f"error: {expected}")


def test_no_header_row(tmp_path: Path) -> None:
    tables, findings = read_csv(written(tmp_path, "a.csv", "姓名;单位\n李明;甲\n"), "a.csv")
    assert tables == []
    assert lines(findings) == [
        "error: a.csv:1: NK-S50 there is no row of column names "
        "(two or more cells, all of them text); found: 姓名;单位"
    ]


@settings(deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn")), min_size=1))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    quoted = value.replace('"', '""')
    path = written(tmp_path_factory.mktemp("csv"), "a.csv", f'甲,乙\n1,"{quoted}"\n')
    tables, findings = read_csv(path, "a.csv")
    assert values(tables[0]) == [{"甲": "1", "乙": value.strip() or None}]
    trimmed = value.strip() not in ("", value)
    assert [one.code for one in findings] == (["NK-S53"] if trimmed else [])
