import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.source.support import refusals, zipped

from notice_kit.errors import SourceError
from notice_kit.ooxml import zip_limits
from notice_kit.ooxml.zip_limits import read_members

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
XML = '<?xml version="1.0" encoding="UTF-8"?><a/>'


def refused(data: bytes, expected: str = "xlsx") -> list[str]:
    with pytest.raises(SourceError) as caught:
        read_members(data, "a.xlsx", "docx" if expected == "docx" else "xlsx")
    assert all(one.remedy for one in caught.value.findings)
    return refusals(caught.value)


def test_members_come_back_in_order(tmp_path: Path) -> None:
    parts = {"b.xml": XML.encode(), "empty.bin": b"", "a/c.bin": bytes(range(256)) * 40}
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        path = tmp_path / "a.docx"
        path.write_bytes(zipped(parts, method))
        members = read_members(path, "a.docx", "docx")
        assert members == parts
        assert list(members) == list(parts)


@settings(deadline=None)
@given(st.binary(max_size=4000))
def test_any_content_comes_back(content: bytes) -> None:
    assert read_members(zipped({"a.bin": b"\1" + content}), "a", "docx") == {
        "a.bin": b"\1" + content
    }


def test_folder_entries_are_left_out() -> None:
    assert list(read_members(zipped({"word/": "", "word/a.xml": XML}), "a", "docx")) == [
        "word/a.xml"
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "NK-S03 the file is empty (0 bytes)"),
        (OLE + b"\0" * 600, "NK-S31 this is a file of the old binary format (.xls, .doc)"),
        (
            OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "NK-S32 the file is protected by a password",
        ),
        (b"<html><table>", "NK-S34 this is a web page (HTML), whatever its name says"),
        (
            b"\xef\xbb\xbf\r\n<!DOCTYPE html>",
            "NK-S34 this is a web page (HTML), whatever its name says",
        ),
        ("姓名,单位".encode("gbk"), "NK-S34 this is a text file, whatever its name says"),
        (b"%PDF-1.7\n\0\1", "NK-S30 this is not an Office file"),
        (zipped({"a.xml": XML * 50})[:-30], "NK-S33 the file is damaged or was not copied in full"),
        (b"PK\x03\x04" + b"\0" * 200, "NK-S33 the file is damaged or was not copied in full"),
    ],
)
def test_what_is_no_office_file(data: bytes, expected: str) -> None:
    kinds = {"xlsx": "an Excel workbook (.xlsx)", "docx": "a Word document (.docx)"}
    for kind, name in kinds.items():
        assert refused(data, kind) == [f"error: a.xlsx: {expected}; wanted: {name}"]


def test_a_changed_byte_is_noticed() -> None:
    data = bytearray(zipped({"a.bin": b"text" * 40}, zipfile.ZIP_STORED))
    data[60] ^= 1
    assert refused(bytes(data)) == [
        "error: a.xlsx: NK-S33 the file is damaged or was not copied in full; "
        "wanted: an Excel workbook (.xlsx)"
    ]


def with_header_sizes(data: bytes, size: int) -> bytes:
    """The one-member zip with another inflated size in both of its headers."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, 22, size)
    struct.pack_into("<I", changed, data.index(b"PK\x01\x02") + 24, size)
    return bytes(changed)


@pytest.mark.parametrize("size", [0, 10, 999, 1001])
def test_the_sizes_in_the_headers_are_not_trusted(size: int) -> None:
    data = zipped({"a.bin": b"x" * 1000})
    assert read_members(with_header_sizes(data, 1000), "a", "docx") == {"a.bin": b"x" * 1000}
    assert "NK-S33" in refused(with_header_sizes(data, size))[0]


def test_a_bomb_is_refused_by_its_ratio() -> None:
    bomb = zipped({"word/document.xml": b" " * (60 * 1024**2)})
    assert len(bomb) < 70_000
    assert refused(with_header_sizes(bomb, 10)) == [
        "error: a.xlsx: NK-S36 a part is packed more than 200 : 1, as in a zip bomb"
    ]


def test_small_parts_may_be_packed_well() -> None:
    content = b"\1" * (9 * 1024**2)
    assert read_members(zipped({"a.bin": content}), "a", "docx") == {"a.bin": content}


def test_the_total_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_limits, "LARGEST_TOTAL", 2 * 1024**2)
    parts = {f"{n}.bin": b"\1" * 1024**2 for n in range(2)}
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert read_members(zipped(parts, method), "a", "docx") == parts
        assert refused(zipped(parts | {"last.bin": b"\1"}, method)) == [
            "error: a.xlsx (last.bin): NK-S35 the file holds more than 2 MB when unpacked"
        ]


def test_the_number_of_members_is_limited() -> None:
    many = {f"{n}.bin": b"" for n in range(10_001)}
    assert refused(zipped(many)) == ["error: a.xlsx: NK-S37 the file has more than 10,000 parts"]
    del many["0.bin"]
    assert len(read_members(zipped(many), "a", "docx")) == 10_000


@pytest.mark.parametrize("second", ["word/document.xml", "Word/Document.XML"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name(second: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", XML)
        archive.writestr(second, XML)
    assert "NK-S38 two parts have the same name" in refused(out.getvalue())[0]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_of_packing(method: int) -> None:
    assert refused(zipped({"a.bin": b"x" * 100}, method)) == [
        "error: a.xlsx (a.bin): NK-S42 a part is packed in a way that no Office program uses"
    ]


def test_encrypted_members() -> None:
    data = bytearray(zipped({"a.bin": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == ["error: a.xlsx (a.bin): NK-S39 a part is encrypted"]


@pytest.mark.parametrize("name", ["../a.xml", "a/../../b.xml", "/etc/passwd", "C:/a", "a\\b", ".."])
def test_names_that_lead_out(name: str) -> None:
    assert refused(zipped({name: XML})) == [
        f"error: a.xlsx ({name}): NK-S40 the name of a part would lead out of the file"
    ]


DOCTYPE = (
    '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("name", ["a.xml", "_rels/.rels", "A.XML", "drawing.vml", "sheet.bin"])
def test_a_doctype_is_refused(name: str, encoding: str) -> None:
    assert refused(zipped({"ok.xml": XML, name: DOCTYPE.encode(encoding)})) == [
        f"error: a.xlsx ({name}): NK-S41 the part has a DOCTYPE, which no Office program writes"
    ]


def test_a_doctype_behind_a_long_comment_is_refused() -> None:
    comment = f"<!--{'x' * 5000}-->".encode()
    assert "NK-S41" in refused(zipped({"a.xml": comment + b"<!DOCTYPE a><a/>"}))[0]


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4',
        b"<?xml version='1.0' encoding='IBM037'?><a/>",
        '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("cp037"),
        b"",
    ],
)
def test_encodings_that_could_hide_one(content: bytes) -> None:
    assert refused(zipped({"a.xml": content})) == [
        "error: a.xlsx (a.xml): NK-S43 the part is not XML in UTF-8 or UTF-16"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_parts_that_name_a_doctype_in_text_are_read(encoding: str) -> None:
    text = "<a>&lt;!DOCTYPE a&gt; 汉字</a>"
    assert read_members(zipped({"a.xml": text.encode(encoding)}), "a", "docx")


def test_all_parts_with_a_doctype_are_told() -> None:
    assert len(refused(zipped({"a.xml": DOCTYPE, "b.xml": DOCTYPE, "c.xml": XML}))) == 2
