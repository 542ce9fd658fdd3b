"""Parquet files: kinds of values, what is lost in them, files that are none."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.source.support import lines, refusals, values, written

from notice_kit.errors import SourceError
from notice_kit.findings import Location
from notice_kit.source.parquet_file import read_parquet


def read(folder: Path, columns: dict[str, object]):
    path = folder / "人员.parquet"
    pq.write_table(pa.table(columns), path)
    return read_parquet(path, "data/人员.parquet")


def test_every_kind_of_value(tmp_path: Path) -> None:
    noon = datetime(2026, 7, 1, 12, 30)
    tables, findings = read(
        tmp_path,
        {
            "文": ["李明", None],
            "整": pa.array([3, None], pa.int64()),
            "浮": [96.5, float("nan")],
            "整浮": [120.0, 0.1 + 0.2],
            "定": [Decimal("20000.00"), Decimal("0.50")],
            "真": [True, False],
            "日": [date(2026, 7, 1), None],
            "零点": pa.array([datetime(2026, 7, 1), noon], pa.timestamp("ns")),
            "时": [time(9, 30), time(9, 30, 5)],
            "字节": ["甲".encode(), None],
            "类": pa.array(["农村", "机关"]).dictionary_encode(),
        },
    )
    assert findings == []
    (table,) = tables
    assert (table.name, table.location) == ("人员", Location("data/人员.parquet"))
    first, second = values(table)
    assert first == {
        "文": "李明",
        "整": 3,
        "浮": Decimal("96.5"),
        "整浮": 120,
        "定": 20000,
        "真": True,
        "日": date(2026, 7, 1),
        "零点": date(2026, 7, 1),
        "时": "09:30",
        "字节": "甲",
        "类": "农村",
    }
    assert (second["整浮"], second["定"]) == (Decimal("0.3"), Decimal("0.5"))
    assert (second["零点"], second["时"], second["类"]) == (noon, "09:30:05", "机关")
    assert {second[name] for name in ("文", "整", "浮", "日", "字节")} == {None}
    assert [row.location.line for row in table.rows] == [1, 2]


def test_a_time_with_a_zone_is_what_its_clock_shows(tmp_path: Path) -> None:
    there = datetime(2026, 6, 30, 16, tzinfo=UTC).astimezone(ZoneInfo("Asia/Shanghai"))
    kind = pa.timestamp("us", "Asia/Shanghai")
    tables, _findings = read(tmp_path, {"日": pa.array([there], kind), "名": ["甲"]})
    assert values(tables[0]) == [{"日": date(2026, 7, 1), "名": "甲"}]


def test_ids_that_were_numbers_are_errors_and_whole_ones_are_not(tmp_path: Path) -> None:
    _tables, findings = read(
        tmp_path, {"身份证号": [330999198407152588.0, None], "码": [330999198407152588, 7]}
    )
    assert lines(findings) == [
        "error: data/人员.parquet:1: NK-S87 a value of column “身份证号” cannot be read: of a"
        " number of more than 15 figures, the last ones are already lost;"
        " found: 3.309991984071526e+17"
    ]


def test_values_within_values_and_strange_ones_are_errors(tmp_path: Path) -> None:
    _tables, findings = read(
        tmp_path,
        {
            "名": ["甲", "乙"],
            "单": [["a"], ["b"]],
            "浮": [float("inf"), 1.5],
            "节": [b"\xff", b"a"],
            "长": [timedelta(seconds=3), None],
        },
    )
    assert [(one.code, one.location.line) for one in findings] == [
        ("NK-S86", None),
        ("NK-S87", 1),
        ("NK-S87", 1),
        ("NK-S87", 1),
    ]


def test_white_space_and_characters_are_held_to_the_same_rules_as_in_workbooks(
    tmp_path: Path,
) -> None:
    tables, findings = read(tmp_path, {"姓 名": [" 李明 "], "单位": ["柳\x0b溪"]})
    assert list(values(tables[0])[0]) == ["姓名", "单位"]
    assert sorted(one.code for one in findings) == ["NK-S08", "NK-S53"]


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" * 10, b"no parquet at all"])
def test_what_is_no_parquet_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read_parquet(written(tmp_path, "a.parquet", content), "a.parquet")
    assert refusals(caught.value) == ["error: a.parquet: NK-S33 the file is damaged or incomplete"]


def test_cut_files_are_refused(tmp_path: Path) -> None:
    read(tmp_path, {"a": ["甲"], "b": ["乙"]})
    content = (tmp_path / "人员.parquet").read_bytes()
    for end in range(1, len(content), 7):
        with pytest.raises(SourceError):
            read_parquet(written(tmp_path, "b.parquet", content[:end]), "b.parquet")


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1),
            st.integers(-(10**14), 10**14),
        ),
        min_size=1,
    )
)
def test_texts_and_numbers_come_back(tmp_path_factory, rows) -> None:
    folder = tmp_path_factory.mktemp("p")
    tables, _findings = read(folder, {"文": [a for a, _b in rows], "数": [b for _a, b in rows]})
    assert [(row["文"], row["数"]) for row in values(tables[0])] == rows
