import datetime as dt
from pathlib import Path

import pytest
from tests.source.support import (
    MAIN,
    book_parts,
    refusals,
    row,
    sheet,
    text_cell,
    values,
    written,
    zipped,
)
from tests.source.xlsx_support import (
    HEAD,
    new_sheet,
    read_parts,
    read_raw,
    read_saved,
    styles,
)

from notice_kit.errors import SourceError
from notice_kit.findings import Location
from notice_kit.source.xlsx_file import read_workbook


def refused(folder: Path, data: bytes) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read_workbook(written(folder, "a.xlsx", data), "a.xlsx")
    return refusals(caught.value)


def test_a_roster_with_places(tmp_path: Path) -> None:
    book, unit = new_sheet()
    unit.append(["单位代码", "单位名称", "推荐名额", "报送截止"])
    unit.append(["D01", "柳溪镇", 3, dt.date(2026, 7, 20)])
    unit.append(["D02", None, 0, None])
    people = book.create_sheet("人员")
    people.append(["姓名", "党员"])
    people.append(["李明", True])
    tables, findings = read_saved(tmp_path, book)
    assert findings == []
    assert [table.name for table in tables] == ["单位", "人员"]
    date = dt.date(2026, 7, 20)
    assert values(tables[0]) == [
        {"单位代码": "D01", "单位名称": "柳溪镇", "推荐名额": 3, "报送截止": date},
        {"单位代码": "D02", "单位名称": None, "推荐名额": 0, "报送截止": None},
    ]
    assert type(tables[0].rows[0].cells["报送截止"].value) is dt.date
    assert values(tables[1]) == [{"姓名": "李明", "党员": True}]
    assert tables[0].location == Location("a.xlsx", sheet="单位")
    assert tables[0].rows[1].location == Location("a.xlsx", sheet="单位", cell="3:3")
    empty = tables[0].rows[1].cells["单位名称"]
    assert empty.location == Location("a.xlsx", sheet="单位", cell="B3")
    assert tables[0].columns["推荐名额"] == Location("a.xlsx", sheet="单位", cell="C1")


@pytest.mark.parametrize("header", ["姓名 ", "姓\n名", "　姓 名", "姓_x000D_\n名"])
def test_headers_are_known_however_they_are_broken(tmp_path: Path, header: str) -> None:
    (table,), findings = read_raw(tmp_path, sheet(row(1, header, "ＤＶＤ机"), row(2, "李明", "有")))
    assert values(table) == [{"姓名": "李明", "DVD机": "有"}]
    assert findings == []


def test_titles_above_the_headers_may_be_merged(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    rows = [row(1, "推荐名单"), row(3, "姓名", "单位"), row(4, "李明", "柳溪镇")]
    (table,), findings = read_raw(tmp_path, sheet(*rows, after=merged))
    assert values(table) == [{"姓名": "李明", "单位": "柳溪镇"}]
    assert table.rows[0].cells["单位"].location.cell == "B4"
    assert findings == []


def test_a_row_with_numbers_above_the_headers_is_told(tmp_path: Path) -> None:
    first = row(1, "填报日期", '<c r="B1"><v>46223</v></c>')
    (table,), findings = read_raw(
        tmp_path, sheet(first, row(2, "姓名", "单位"), row(3, "甲", "乙"))
    )
    assert values(table) == [{"姓名": "甲", "单位": "乙"}]
    assert findings == [
        "warning: a.xlsx [单位]!1:1: NK-S55 this row stands above the column names and is not read"
    ]


def test_no_header_row_does_not_stop_the_other_sheets(tmp_path: Path) -> None:
    numbers = sheet(
        row(1, "甲", '<c r="B1"><v>2026</v></c>'), row(2, "乙", '<c r="B2"><v>1</v></c>')
    )
    notes = sheet(row(1, "说明"), row(2, "只有一列"))
    tables, findings = read_raw(tmp_path, numbers, notes, sheet(HEAD, row(2, "甲", "乙")))
    assert [table.name for table in tables] == ["人员"]
    said = "NK-S50 there is no row of column names (two or more cells, all of them text)"
    assert findings == [
        f"error: a.xlsx [单位]!B1: {said}; found: 2026",
        f"error: a.xlsx [党组织]!A1: {said}; found: 说明",
    ]


def test_equal_headers_name_both_columns(tmp_path: Path) -> None:
    rows = [row(1, "姓名", "单位", "姓 名"), row(2, "甲", "乙", "丙")]
    (table,), findings = read_raw(tmp_path, sheet(*rows))
    assert values(table) == [{"姓名": "甲", "单位": "乙"}]
    assert findings == [
        "error: a.xlsx [单位]!C1: NK-S51 columns A and C have the same name “姓名”; found: 姓 名"
    ]


def test_values_under_no_header(tmp_path: Path) -> None:
    rows = [
        row(2, "甲", "乙", "丙"),
        row(3, "甲", "乙"),
        row(4, "甲", "乙", "丁"),
        row(5, text_cell("C5", "戊")),
    ]
    (table,), findings = read_raw(tmp_path, sheet(HEAD, *rows))
    assert len(table.rows) == 3
    assert findings == [
        "error: a.xlsx [单位]!C2: NK-S52 column C has no name, but values in C2, C4, C5; found: 丙"
    ]


def test_merged_cells_in_the_table(tmp_path: Path) -> None:
    book, unit = new_sheet()
    for line in (["单位", "姓名"], ["柳溪镇", "甲"], [None, "乙"], ["县直", "丙"]):
        unit.append(line)
    unit.merge_cells("A2:A3")
    unit.merge_cells("D2:F9")
    unit.merge_cells("A8:B9")
    (table,), findings = read_saved(tmp_path, book)
    assert len(table.rows) == 3
    assert findings == [
        "error: a.xlsx [单位]!A2:A3: NK-S77 cells of the table are merged, "
        "so all but the first are empty"
    ]


def test_a_merged_sheet_does_not_fill_the_memory(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    _tables, findings = read_raw(tmp_path, sheet(HEAD, row(2, "甲", "乙"), after=merged))
    assert len(findings) == 1
    assert "A1:XFD1048576: NK-S77" in findings[0]


def test_hidden_rows_columns_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    book, unit = new_sheet()
    for line in (
        ["代码", "名称", "备注"],
        ["D01", "甲", "x"],
        ["D02", "乙", "y"],
        ["D03", "丙", "z"],
    ):
        unit.append(line)
    unit.row_dimensions[3].hidden = True
    unit.row_dimensions[9].hidden = True
    unit.column_dimensions["C"].hidden = True
    unit.column_dimensions["H"].hidden = True
    old = book.create_sheet("作废")
    old.append(["代码", "名称"])
    old.append(["D09", "旧"])
    old.sheet_state = "veryHidden"
    tables, findings = read_saved(tmp_path, book)
    assert [len(table.rows) for table in tables] == [3, 1]
    assert findings == [
        "warning: a.xlsx [单位]!3:3: NK-S78 1 hidden row is read: 3",
        "warning: a.xlsx [单位]!C1: NK-S78 1 hidden column is read: C",
        "warning: a.xlsx [作废]: NK-S78 the sheet is hidden; its 1 row is read",
    ]


def test_rows_that_only_have_a_style_are_no_rows(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}" ht="20"><c r="A{n}" s="1"/></row>' for n in range(3, 20_000))
    (table,), findings = read_raw(tmp_path, sheet(HEAD, row(2, "甲", "乙"), empty))
    assert len(table.rows) == 1
    assert findings == []


def test_a_value_in_the_last_cell_neither_hangs_nor_goes_unseen(tmp_path: Path) -> None:
    rows = [row(2, "甲", "乙"), row(1048576, "丙", text_cell("XFD1048576", "x"))]
    before = '<dimension ref="A1:XFD1048576"/>'
    (table,), findings = read_raw(tmp_path, sheet(HEAD, *rows, before=before))
    assert values(table)[1] == {"姓名": "丙", "数值": None}
    assert findings == [
        "error: a.xlsx [单位]!XFD1048576: NK-S52 column XFD has no name, "
        "but values in XFD1048576; found: x",
        "warning: a.xlsx [单位]!A1048576: NK-S54 this row stands 1,048,573 empty rows "
        "below the rest; it is read; found: 丙",
    ]


def test_empty_sheets_are_no_tables(tmp_path: Path) -> None:
    tables, findings = read_raw(tmp_path, sheet(), sheet(HEAD, row(2, "甲", "乙")))
    assert ([table.name for table in tables], findings) == (["党组织"], [])


def test_a_sheet_with_headers_only_is_a_table_without_rows(tmp_path: Path) -> None:
    (table,), findings = read_raw(tmp_path, sheet(HEAD))
    assert (table.rows, list(table.columns), findings) == ((), ["姓名", "数值"], [])


@pytest.mark.parametrize(
    "broken",
    [
        sheet(HEAD, row(2, "甲", '<c r="B2" t="s"><v>99</v></c>')),
        sheet(HEAD, row(2, "甲", '<c r="B2"><v>x</v></c>')),
        sheet(HEAD, row(2, "甲", '<c r="ZZZZ2"><v>1</v></c>')),
        sheet(HEAD, after='<mergeCells><mergeCell ref="nonsense"/></mergeCells>'),
        "<sheetData><row>",
    ],
)
def test_a_damaged_sheet_does_not_stop_the_others(tmp_path: Path, broken: str) -> None:
    tables, findings = read_raw(tmp_path, broken, sheet(HEAD, row(2, "甲", "乙")))
    assert [table.name for table in tables] == ["党组织"]
    assert len(findings) == 1
    assert findings[0].startswith("error: a.xlsx [单位]: NK-S76 the sheet is damaged: ")


def test_a_sheet_that_is_missing_is_told(tmp_path: Path) -> None:
    parts = book_parts(sheet(HEAD, row(2, "甲", "乙")), sheet(HEAD))
    del parts["xl/worksheets/sheet2.xml"]
    tables, findings = read_parts(tmp_path, parts)
    assert [table.name for table in tables] == ["单位"]
    assert findings == [
        "error: a.xlsx [党组织]: NK-S75 the sheet is named in the file, but is not in it"
    ]


def test_names_of_parts_may_differ_in_case(tmp_path: Path) -> None:
    strings = f'<sst xmlns="{MAIN}"><si><t>甲</t></si></sst>'
    parts = book_parts(sheet(HEAD, row(2, "乙", '<c r="B2" t="s"><v>0</v></c>')), strings=strings)
    parts["xl/SharedStrings.xml"] = parts.pop("xl/sharedStrings.xml")
    (table,), findings = read_parts(tmp_path, parts)
    assert (values(table), findings) == ([{"姓名": "乙", "数值": "甲"}], [])


def test_charts_are_not_read(tmp_path: Path) -> None:
    parts = book_parts(sheet(HEAD, row(2, "甲", "乙")), sheet(HEAD))
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    head, _type, tail = relations.rpartition("/worksheet")
    parts["xl/_rels/workbook.xml.rels"] = f"{head}/chartsheet{tail}"
    tables, findings = read_parts(tmp_path, parts)
    assert ([table.name for table in tables], findings) == (["单位"], [])


WANTED = "; wanted: an Excel workbook (.xlsx)"


NO_BOOK = "NK-S73 this is a zip or Office file, but there is no workbook of sheets in it" + WANTED


DAMAGED = "NK-S33 the file is damaged or was not copied in full" + WANTED


def without(part: str, content: str | None = None) -> bytes:
    parts = book_parts(sheet(HEAD), strings=f'<sst xmlns="{MAIN}"/>', styles=styles("0"))
    del parts[part]
    return zipped(parts | ({part: content} if content is not None else {}))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (zipped({"a.txt": "x"}), NO_BOOK),
        (without("_rels/.rels"), NO_BOOK),
        (without("_rels/.rels", "<broken"), NO_BOOK),
        (without("xl/workbook.xml"), NO_BOOK),
        (without("xl/workbook.xml", "<document/>"), NO_BOOK),
        (without("xl/workbook.xml", "<broken"), NO_BOOK),
        (
            without(
                "xl/workbook.xml",
                '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>',
            ),
            "NK-S74 the workbook is in the strict format, which is not read",
        ),
        (without("xl/sharedStrings.xml", "<broken"), DAMAGED),
        (without("xl/styles.xml", "<broken"), DAMAGED),
        (without("xl/_rels/workbook.xml.rels", "<broken"), DAMAGED),
        (zipped(book_parts(sheet(), sheet())), "NK-S79 there is no value in any sheet"),
        (b"<html>", "NK-S34 this is a web page (HTML), whatever its name says" + WANTED),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, data: bytes, expected: str) -> None:
    assert refused(tmp_path, data) == [f"error: a.xlsx: {expected}"]


def test_a_doctype_in_the_shared_strings(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst xmlns="{MAIN}"><si><t>&a;</t></si></sst>'
    assert refused(tmp_path, zipped(book_parts(sheet(HEAD), strings=bomb))) == [
        "error: a.xlsx (xl/sharedStrings.xml): NK-S41 the part has a DOCTYPE, "
        "which no Office program writes"
    ]


def test_what_openpyxl_warns_of_is_no_warning(tmp_path: Path) -> None:
    extension = '<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"/></extLst>'
    (table,), findings = read_raw(tmp_path, sheet(HEAD, row(2, "甲", "乙"), after=extension))
    assert (len(table.rows), findings) == (1, [])
