import codecs
from pathlib import Path

import pytest
from tests.source.support import lines, refusals, written

from notice_kit.errors import SourceError
from notice_kit.source.text import read_text

TEXT = "姓名,单位\n李明,柳溪镇\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_unicode_is_read_without_its_mark(tmp_path: Path, content: bytes) -> None:
    assert read_text(written(tmp_path, "a.csv", content), "data/a.csv") == (TEXT, [])


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "gb18030"])
def test_chinese_office_encodings_are_read_with_a_warning(tmp_path: Path, encoding: str) -> None:
    text, findings = read_text(written(tmp_path, "a.csv", TEXT.encode(encoding)), "data/a.csv")
    assert text == TEXT
    assert lines(findings) == [
        "warning: data/a.csv: NK-S07 the file is not in UTF-8; it was read as GB18030 (GBK)"
    ]


def test_a_rare_character_of_gb18030_is_read(tmp_path: Path) -> None:
    text, _findings = read_text(written(tmp_path, "a.csv", "李𣲗".encode("gb18030")), "a.csv")
    assert text == "李𣲗"


def test_line_breaks_stay(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, "a.txt", b"a\r\nb\rc\n"), "a.txt")[0] == "a\r\nb\rc\n"


def test_damaged_utf8_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    content = ("第一行的文字都是好的\n" + TEXT * 3).encode() + "坏".encode()[:2] + b"\n"
    with pytest.raises(SourceError) as caught:
        read_text(written(tmp_path, "a.csv", content), "data/a.csv")
    assert refusals(caught.value) == [
        "error: data/a.csv:8:1: NK-S06 the file is UTF-8, but there is a damaged character here"
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "NK-S03 the file is empty (0 bytes)"),
        (codecs.BOM_UTF8, "NK-S03 the file is empty (only a byte order mark)"),
        (codecs.BOM_UTF16_LE, "NK-S03 the file is empty (only a byte order mark)"),
        (b"PK\x03\x04\0\0", "NK-S06 this is not a text file"),
        (b"\xff\xff\xff\x80", "NK-S06 the file is in none of UTF-8, UTF-16 and GB18030"),
        (
            codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
            "NK-S06 the file is in none of UTF-8, UTF-16 and GB18030",
        ),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, expected: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_text(written(tmp_path, "a.csv", content), "data/a.csv")
    assert refusals(caught.value) == [f"error: data/a.csv: {expected}"]
    assert caught.value.findings[0].remedy


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    written(tmp_path, "units.yaml", "a: 1")
    with pytest.raises(SourceError) as caught:
        read_text(tmp_path / "unit.yaml", "data/unit.yaml")
    assert str(caught.value) == (
        "data/unit.yaml: NK-S01 there is no such file\n    → Did you mean “units.yaml”?"
    )


@pytest.mark.parametrize("missing", ["x/y/z.yaml", "\0.yaml"])
def test_a_path_that_cannot_be_is_refused(tmp_path: Path, missing: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_text(tmp_path / missing, "z.yaml")
    assert caught.value.findings[0].code in {"NK-S01", "NK-S04"}


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_text(tmp_path, "data")
    assert refusals(caught.value) == ["error: data: NK-S02 this is a folder"]


def test_a_device_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read_text(Path("/dev/zero"), "zero")
    assert refusals(caught.value) == ["error: zero: NK-S04 this is a device, not a file"]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as out:
        out.truncate(512 * 1024**2 + 1)
    with pytest.raises(SourceError) as caught:
        read_text(path, "a.csv")
    assert refusals(caught.value) == ["error: a.csv: NK-S05 the file is larger than 512 MB"]
