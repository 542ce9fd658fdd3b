from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.source.support import lines, refusals, values, written
from tests.source.yaml_support import read, refused

from notice_kit.errors import SourceError
from notice_kit.findings import Location
from notice_kit.source.located import MappingNode, Scalar, location_at
from notice_kit.source.yaml_file import read_tables_from_yaml, read_yaml
from notice_kit.source.yaml_scalars import resolve_plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Text stays text.
        *((word, word) for word in ("NO", "yes", "off", "on", "Y", "True", "FALSE", "Null")),
        *((word, word) for word in ("010", "0123", "0899", "1_000", "0x1F", "0o17", "0b1")),
        *((word, word) for word in ("12:30", "1:2:3", "1e3", "1.0e3", "+86", ".5", "5.", "1,000")),
        *((word, word) for word in ("2024-05-01", "2024-5-1", "2024-05-01 10:00:00", "-0", "01.5")),
        ("110101199003074258", "110101199003074258"),
        ("1234567890123456", "1234567890123456"),
        ("１２", "１２"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("=", "="),
        # What is not.
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("10", 10),
        ("-3", -3),
        ("123456789012345", 123456789012345),
    ],
)
@pytest.mark.usefixtures("loader")
def test_plain_scalars(tmp_path: Path, text: str, expected: Scalar) -> None:
    value, findings = read(tmp_path, f"v: {text}\n")
    assert value == {"v": expected}
    assert isinstance(value, dict)
    assert type(value["v"]) is type(expected)
    assert findings == []


@pytest.mark.parametrize("text", ["1.10", "93.5", "0.0", "-1.50", "1234567890123456789.01"])
def test_decimals_keep_their_text(text: str) -> None:
    value = resolve_plain(text)
    assert isinstance(value, Decimal)
    assert str(value) == text


@pytest.mark.usefixtures("loader")
def test_quoted_and_block_scalars_are_text(tmp_path: Path) -> None:
    text = "a: '10'\nb: \"true\"\nc: !!str 10\nd: |\n  1\n  2\ne: >-\n  甲\n  乙\nf: ''\n"
    assert read(tmp_path, text) == (
        {"a": "10", "b": "true", "c": "10", "d": "1\n2\n", "e": "甲 乙", "f": ""},
        [],
    )


@settings(deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Cn"))))
def test_any_quoted_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("yaml", numbered=True)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    assert read(folder, f'v: "{escaped}"\n') == ({"v": text}, [])


@pytest.mark.usefixtures("loader")
def test_every_key_and_value_has_its_place(tmp_path: Path) -> None:
    text = "year: 2026\ncontact:\n  person: 沈雨桐\n  phone:\nlist:\n- {grade: 一等}\n- x\n"
    node, _findings = read_yaml(written(tmp_path, "a.yaml", text), "a.yaml")
    assert isinstance(node, MappingNode)
    assert node.keys["contact"] == Location("a.yaml", 2, 1)
    places = {
        ("year",): (1, 7),
        ("contact", "person"): (3, 11),
        ("contact", "phone"): (4, 3),
        ("contact", "office"): (2, 1),
        ("list", 0): (6, 3),
        ("list", 0, "grade"): (6, 11),
        ("list", 1): (7, 3),
    }
    for path, place in places.items():
        assert location_at(node, path) == Location("a.yaml", *place), path


@pytest.mark.usefixtures("loader")
def test_a_list_at_the_top_is_read(tmp_path: Path) -> None:
    value, findings = read(tmp_path, "- {requirement: 1, desirable: true}\n- {requirement: 2}\n")
    assert value == [{"requirement": 1, "desirable": True}, {"requirement": 2}]
    assert findings == []


@pytest.mark.usefixtures("loader")
def test_all_keys_written_twice_are_told_with_both_lines(tmp_path: Path) -> None:
    text = "name: 甲\nawards:\n  first: 1\n  second: 2\n  first: 3\nname: 乙\n'name': 丙\n"
    value, findings = read(tmp_path, text)
    assert value == {"name": "甲", "awards": {"first": 1, "second": 2}}
    said = "is written twice: in line"
    assert findings == [
        f"error: a.yaml:5:3: NK-S15 “first” {said} 3 and in line 5; found: first",
        f"error: a.yaml:6:1: NK-S15 “name” {said} 1 and in line 6; found: name",
        f"error: a.yaml:7:1: NK-S15 “name” {said} 1 and in line 7; found: name",
    ]


@pytest.mark.usefixtures("loader")
def test_a_merge_key_is_an_error(tmp_path: Path) -> None:
    value, findings = read(tmp_path, "a: &x {b: 1, b: 2}\nc:\n  <<: *x\n  b: 3\n")
    assert value == {"a": {"b": 1}, "c": {"b": 3}}
    assert findings == [
        "error: a.yaml:1:14: NK-S15 “b” is written twice: in line 1 and in line 1; found: b",
        "error: a.yaml:3:3: NK-S21 “<<” (taking over another mapping's keys) is not supported",
    ]


@pytest.mark.parametrize(
    "line",
    ["文号 #3 号", "文号 # 号", "文号  #3 号", "[文号 #3 号\n  ]"],
)
@pytest.mark.usefixtures("loader")
def test_text_behind_a_hash_is_doubted(tmp_path: Path, line: str) -> None:
    _value, findings = read(tmp_path, f"a: {line}\n")
    assert len(findings) == 1
    assert findings[0].startswith("warning: a.yaml:1:")
    assert "NK-S17 the text after “#” is taken for a comment and left out" in findings[0]


def test_a_value_that_is_only_a_hash_and_text_is_doubted(tmp_path: Path) -> None:
    value, findings = read(tmp_path, "a: #3 号\n")
    assert value == {"a": None}
    assert findings == [
        "warning: a.yaml:1:3: NK-S17 the text after “#” is taken for a comment and left out; "
        "found: a: #3 号"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "文号   # 说明",
        "'文号' #说明",
        "5 # 说明",
        "文号#3",
        "# 说明",
        "'文号 #3'",
        "|  # 说明\n  文",
    ],
)
@pytest.mark.usefixtures("loader")
def test_a_plain_comment_is_not_doubted(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, f"a: {line}\n")[1] == []


@pytest.mark.parametrize("key", ["2026", "1.5", "true", "null", "~"])
@pytest.mark.usefixtures("loader")
def test_keys_that_are_not_text(tmp_path: Path, key: str) -> None:
    value, findings = read(tmp_path, f"a: 1\n{key}: 2\n")
    assert value == {"a": 1, key: 2}
    assert findings == [f"error: a.yaml:2:1: NK-S16 the key is not text; found: {key}"]


def test_a_date_as_key_is_text(tmp_path: Path) -> None:
    assert read(tmp_path, "2024-05-01: 1\nNO: 2\n") == ({"2024-05-01": 1, "NO": 2}, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题：通知\n", "1:1: NK-S14 the file is one single text, not names with values"),
        ("hello\n", "1:1: NK-S14 the file is one single text, not names with values"),
        ("# 只有注释\n", "2:1: NK-S13 there is nothing in the file but comments"),
        ("\n", "2:1: NK-S13 there is nothing in the file but comments"),
        ("---\n", "2:1: NK-S13 there is nothing in the file"),
        ("~\n", "1:1: NK-S13 there is nothing in the file"),
        ("a: 1\n---\nb: 2\n", "2:1: NK-S12 a second document begins here; only one is read"),
    ],
)
def test_what_is_no_document_of_names(tmp_path: Path, text: str, expected: str) -> None:
    (line,) = refusals(refused(tmp_path, text))
    assert line.partition("; found")[0] == f"error: a.yaml:{expected}"


def test_a_single_text_with_a_full_width_colon_gets_the_hint(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, "标题：通知\n").findings
    assert finding.remedy == "Did you mean “:” and a space instead of the full-width “：”?"


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        (b"a: x\x07y\n", "1:5", "U+0007"),
        ("a: 1\nb: x\x7f\n", "2:5", "U+007F"),
        ("a: x\ufffe\n", "1:5", "U+FFFE"),
        ("a: x\u2028y\n", "1:5", "U+2028"),
        ("a: x\u0085y\n", "1:5", "U+0085"),
    ],
)
def test_invisible_characters_are_refused(
    tmp_path: Path, text: str | bytes, place: str, code: str
) -> None:
    said = f"there is an invisible character, {code}, that cannot be printed"
    assert refusals(refused(tmp_path, text)) == [f"error: a.yaml:{place}: NK-S08 {said}"]


def test_each_line_with_such_a_character_is_told(tmp_path: Path) -> None:
    places = [
        one.location.line for one in refused(tmp_path, "a: \x01\nb: 2\r\nc: \x02\x02\n").findings
    ]
    assert places == [1, 3]


@pytest.mark.parametrize(
    ("escape", "code"), [("\\a", "U+0007"), ("\\0", "U+0000"), ("\\ufffe", "U+FFFE")]
)
@pytest.mark.usefixtures("loader")
def test_escapes_do_not_bring_them_in(tmp_path: Path, escape: str, code: str) -> None:
    value, findings = read(tmp_path, f'a: 1\nb: "x{escape}z"\n')
    assert value == {"a": 1, "b": "x�z"}
    assert findings == [
        f"error: a.yaml:2:4: NK-S08 there is an invisible character, {code}, "
        "that cannot be printed; found: x�z"
    ]


@pytest.mark.usefixtures("loader")
def test_a_lone_surrogate_does_not_come_in(tmp_path: Path) -> None:
    try:
        _node, findings = read_yaml(written(tmp_path, "a.yaml", 'b: "x\\ud800z"\n'), "a.yaml")
    except SourceError as caught:
        findings = list(caught.findings)
    assert [(one.code, one.location.line) for one in findings] in (
        [("NK-S08", 1)],
        [("NK-S10", 1)],
    )


def test_other_encodings(tmp_path: Path) -> None:
    assert read(tmp_path, "名: 甲\n".encode("utf-16")) == ({"名": "甲"}, [])
    value, findings = read(tmp_path, "名: 甲\n".encode("gbk"))
    assert value == {"名": "甲"}
    assert len(findings) == 1
    assert "NK-S07" in findings[0]


def test_tables(tmp_path: Path) -> None:
    text = "units:\n- {code: D01, 单位 名称: 柳溪镇, tags: [a, b]}\n- code: D02\n  quota:\n空:\n"
    tables, findings = read_tables_from_yaml(written(tmp_path, "u.yaml", text), "data/u.yaml")
    assert findings == []
    assert [table.name for table in tables] == ["units", "空"]
    assert values(tables[0]) == [
        {"code": "D01", "单位名称": "柳溪镇", "tags": ["a", "b"]},
        {"code": "D02", "quota": None},
    ]
    assert tables[0].location == Location("data/u.yaml", 1, 1)
    assert tables[0].rows[1].location == Location("data/u.yaml", 3, 3)
    assert tables[0].rows[0].cells["单位名称"].location == Location("data/u.yaml", 2, 22)
    assert tables[0].rows[1].cells["quota"].location == Location("data/u.yaml", 4, 3)
    assert tables[1].rows == ()


def test_what_is_no_table_or_row_does_not_stop_the_rest(tmp_path: Path) -> None:
    text = "a: 5\nb: {x: 1}\nc:\n- 姓名：李明\n- {姓名: 李明, 姓 名: 王强}\nd: [[1]]\n"
    tables, findings = read_tables_from_yaml(written(tmp_path, "u.yaml", text), "u.yaml")
    assert [table.name for table in tables] == ["c", "d"]
    assert values(tables[0]) == [{"姓名": "李明"}]
    assert lines(findings) == [
        "error: u.yaml:1:1: NK-S22 “a” is not a list of rows",
        "error: u.yaml:2:1: NK-S22 “b” is not a list of rows",
        "error: u.yaml:4:3: NK-S23 this is not a row of names and values; found: 姓名：李明",
        "error: u.yaml:5:12: NK-S15 two keys of this row are both read as “姓名”; found: 姓 名",
        "error: u.yaml:6:5: NK-S23 this is not a row of names and values",
    ]
    assert findings[2].remedy == "Did you mean “:” and a space instead of the full-width “：”?"


def test_a_list_without_the_name_of_a_table(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_tables_from_yaml(written(tmp_path, "u.yaml", "- {a: 1}\n"), "u.yaml")
    assert refusals(caught.value) == [
        "error: u.yaml:1:1: NK-S22 a list stands at the top, without the name of a table"
    ]
