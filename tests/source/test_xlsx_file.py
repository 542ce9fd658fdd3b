import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.source.support import (
    MAIN,
    book_parts,
    lines,
    refusals,
    row,
    sheet,
    text_cell,
    values,
    written,
    zipped,
)

from notice_kit.errors import SourceError
from notice_kit.findings import Location
from notice_kit.source.located import Scalar, Table
from notice_kit.source.xlsx_file import read_workbook

HEAD = row(1, "姓名", "数值")


def read_parts(folder: Path, parts: dict[str, str | bytes]) -> tuple[list[Table], list[str]]:
    tables, findings = read_workbook(written(folder, "a.xlsx", zipped(parts)), "a.xlsx")
    return tables, lines(findings)


def read_raw(folder: Path, *sheets: str, **more: str) -> tuple[list[Table], list[str]]:
    return read_parts(folder, book_parts(*sheets, **more))  # type: ignore[arg-type]


def read_saved(folder: Path, book: Workbook) -> tuple[list[Table], list[str]]:
    book.save(folder / "a.xlsx")
    tables, findings = read_workbook(folder / "a.xlsx", "a.xlsx")
    return tables, lines(findings)


def new_sheet(title: str = "单位") -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(title)


def one_value(folder: Path, cell: str, **more: str) -> tuple[Scalar, list[str]]:
    """The value of the cell B2 with the given XML, and the findings."""
    (table,), findings = read_raw(folder, sheet(HEAD, row(2, "甲", cell)), **more)
    value = table.rows[0].cells["数值"].value
    assert not isinstance(value, list | dict)
    return value, findings


def refused(folder: Path, data: bytes) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read_workbook(written(folder, "a.xlsx", data), "a.xlsx")
    return refusals(caught.value)


def styles(*formats: str | int) -> str:
    """A stylesheet whose cell styles are General and then the formats, texts or numbers of them."""
    texts = [one for one in formats if isinstance(one, str)]
    numbers = [one if isinstance(one, int) else 164 + texts.index(one) for one in formats]
    written_formats = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{text.replace(chr(34), "&quot;")}"/>'
        for n, text in enumerate(texts)
    )
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in [0, *numbers])
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{written_formats}</numFmts>'
        f"<cellXfs>{xfs}</cellXfs></styleSheet>"
    )


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


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("3", 3),
        ("3.0", 3),
        ("-5", -5),
        ("0", 0),
        ("1E+2", 100),
        ("999999999999999", 999999999999999),
        ("93.5", Decimal("93.5")),
        ("1.1000000000000001", Decimal("1.1")),
        ("0.30000000000000004", Decimal("0.3")),
        ("3.0000000000000004", 3),
        ("1E-7", Decimal("0.0000001")),
    ],
)
def test_numbers(tmp_path: Path, number: str, expected: Scalar) -> None:
    value, findings = one_value(tmp_path, f'<c r="B2"><v>{number}</v></c>')
    assert (value, type(value), str(value)) == (expected, type(expected), str(expected))
    assert findings == []


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("1.10101199003074E+17", "1.10101199003074e+17"),
        ("110101199003074258", "1.10101199003074e+17"),
        ("1000000000000000", "1e+15"),
        ("-1.10101199003074E+17", "-1.10101199003074e+17"),
        ("1E+400", "inf"),
    ],
)
def test_lost_figures_are_errors(tmp_path: Path, number: str, found: str) -> None:
    value, findings = one_value(tmp_path, f'<c r="B2"><v>{number}</v></c>')
    assert value is None
    assert findings == [
        "error: a.xlsx [单位]!B2: NK-S70 of a number of more than 15 figures, "
        f"the last ones are already lost; found: {found}"
    ]


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        ("10020", "000000", "010020"),
        ("7", '"D"00', "D07"),
        ("5", '00"号"', "05号"),
        ("13800138000", "000\\-0000\\-0000", "138-0013-8000"),
        ("13800138000", "000-0000-0000", "138-0013-8000"),
        ("1234567", "0000", "1234567"),
        ("1234567", "00-00", "12345-67"),
        ("0", "000", "000"),
        ("-7", "000", -7),
        ("7.5", "000", Decimal("7.5")),
        ("0.125", "0.0%", "12.5%"),
        ("0.125", "0%", "12.5%"),
        ("0.5", "0.00%", "50.00%"),
        ("0.07", "0%", "7%"),
        ("1", "0%", "100%"),
        ("-0.1", "0%;[Red]-0%", "-10%"),
        ("0.5", '0.0"%"', Decimal("0.5")),
        ("1234.5", '"¥"#,##0.00', Decimal("1234.5")),
        ("20000", "#,##0", 20000),
        ("100", '0"平方米"', 100),
        ("34", "0", 34),
        ("1.5", "0.00", Decimal("1.5")),
        ("7", "0" * 300, 7),
    ],
)
def test_number_formats(tmp_path: Path, number: str, number_format: str, expected: Scalar) -> None:
    cell = f'<c r="B2" s="1"><v>{number}</v></c>'
    value, findings = one_value(tmp_path, cell, styles=styles(number_format))
    assert (value, type(value)) == (expected, type(expected))
    assert findings == []


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        ("46223", 14, dt.date(2026, 7, 20)),
        ("46223", 'yyyy"年"m"月"d"日"', dt.date(2026, 7, 20)),
        ("46223", "[$-804]yyyy/m/d", dt.date(2026, 7, 20)),
        # Numbers of Chinese Excel without a text.
        ("46223", 31, dt.date(2026, 7, 20)),
        ("46223", 57, dt.date(2026, 7, 20)),
        ("46223.395833333336", 22, dt.datetime(2026, 7, 20, 9, 30)),
        ("0.395833333333333", 20, "09:30"),
        ("0.39584490740740741", 21, "09:30:01"),
        ("1.5", "[h]:mm", "36:00"),
        ("46223", 0, 46223),
    ],
)
def test_dates(tmp_path: Path, number: str, number_format: str | int, expected: Scalar) -> None:
    cell = f'<c r="B2" s="1"><v>{number}</v></c>'
    value, findings = one_value(tmp_path, cell, styles=styles(number_format))
    assert (value, type(value)) == (expected, type(expected))
    assert findings == []


def test_dates_of_1904(tmp_path: Path) -> None:
    cell = '<c r="B2" s="1"><v>44761</v></c>'
    properties = '<workbookPr date1904="1"/>'
    value, _findings = one_value(tmp_path, cell, styles=styles(14), properties=properties)
    assert value == dt.date(2026, 7, 20)


def test_iso_dates(tmp_path: Path) -> None:
    value, _findings = one_value(tmp_path, '<c r="B2" t="d"><v>2026-07-20T00:00:00</v></c>')
    assert value == dt.date(2026, 7, 20)
    assert type(value) is dt.date


def test_a_number_that_is_no_date(tmp_path: Path) -> None:
    cell = '<c r="B2" s="1"><v>20260720</v></c>'
    value, findings = one_value(tmp_path, cell, styles=styles(14))
    assert value is None
    assert findings == [
        "error: a.xlsx [单位]!B2: NK-S69 the number is formatted as a date, "
        "but stands for none; found: 20260720"
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="B2" t="b"><v>1</v></c>', True),
        ('<c r="B2" t="b"><v>0</v></c>', False),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', 2),
        ('<c r="B2" t="str"><f>A2</f><v>甲</v></c>', "甲"),
        # A formula whose result is an empty text.
        ('<c r="B2" t="str"><f>IF(1,"","")</f><v></v></c>', None),
        (text_cell("B2", "一_x000D_\n二"), "一\n二"),
        (text_cell("B2", "一&#13;二"), "一\n二"),
        (text_cell("B2", "_x005F_x000D_"), "_x000D_"),
        (text_cell("B2", "　 "), None),
        (text_cell("B2", "'0123"), "'0123"),
        ('<c r="B2" t="inlineStr"><is><r><t>红</t></r><r><t>头</t></r></is></c>', "红头"),
        ('<c r="B2" t="s"><v>1</v></c>', "甲乙"),
        ('<c r="B2" t="s"><v>2</v></c>', "ax005F_b_x000D_"),
        ('<c r="B2" s="77"><v>5</v></c>', 5),
    ],
)
def test_other_values(tmp_path: Path, cell: str, expected: Scalar) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>零</t></si>'
        '<si><r><t>甲</t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></si>'
        "<si><t>ax005F_b_x005F_x000D_</t></si></sst>"
    )
    value, findings = one_value(tmp_path, cell, strings=strings)
    assert (value, type(value)) == (expected, type(expected))
    assert findings == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="B2"><f>C2+1</f></c>', "NK-S71 the formula has no result yet; found: =C2+1"),
        ('<c r="B2"><f>C2+1</f><v></v></c>', "NK-S71 the formula has no result yet; found: =C2+1"),
        ('<c r="B2"><f t="shared" si="0"/></c>', "NK-S71 the formula has no result yet; found: ="),
        ('<c r="B2" t="e"><v>#N/A</v></c>', "NK-S72 the cell holds an error; found: #N/A"),
        (
            '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            "NK-S72 the cell holds an error; found: #DIV/0!",
        ),
    ],
)
def test_cells_without_a_value(tmp_path: Path, cell: str, expected: str) -> None:
    value, findings = one_value(tmp_path, cell)
    assert value is None
    assert findings == [f"error: a.xlsx [单位]!B2: {expected}"]


def test_a_formula_written_by_a_program(tmp_path: Path) -> None:
    book, unit = new_sheet()
    unit.append(["姓名", "总分"])
    unit.append(["李明", "=SUM(1,2)"])
    book.save(tmp_path / "a.xlsx")
    _tables, findings = read_workbook(tmp_path / "a.xlsx", "a.xlsx")
    assert str(findings[0]) == (
        "a.xlsx [单位]!B2: NK-S71 the formula has no result yet; found: =SUM(1,2)\n"
        "    → Open the file in Excel or WPS, and save it: that works out the formulas."
    )


@pytest.mark.parametrize("code", ["0000", "0007", "001F", "D800", "FFFE"])
def test_characters_that_cannot_be_printed(tmp_path: Path, code: str) -> None:
    value, findings = one_value(tmp_path, text_cell("B2", f"李_x{code}_明"))
    assert value == "李�明"
    assert findings == [
        f"error: a.xlsx [单位]!B2: NK-S08 there is an invisible character, U+{code}, "
        "that cannot be printed; found: 李�明"
    ]


def test_white_space_around_values(tmp_path: Path) -> None:
    rows = [row(2, "　李明　", "1"), row(3, "王 强", "2"), row(4, "赵\n", " 3")]
    (table,), findings = read_raw(tmp_path, sheet(HEAD, *rows))
    assert [cells["姓名"] for cells in values(table)] == ["李明", "王 强", "赵"]
    said = "NK-S53 white space before or after the value is left out in"
    assert findings == [
        f"warning: a.xlsx [单位]!A2: {said} A2, A4; found: 　李明　",
        f"warning: a.xlsx [单位]!B4: {said} B4; found:  3",
    ]


def test_many_places_are_counted(tmp_path: Path) -> None:
    rows = [row(n, f"甲{n} ", "1") for n in range(2, 14)]
    _tables, findings = read_raw(tmp_path, sheet(HEAD, *rows))
    assert findings[0].partition("left out in ")[2] == (
        "A2, A3, A4, A5, A6, A7, A8, A9, A10, A11 … (12 in all); found: 甲2 "
    )


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


PRINTABLE = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=200
)


@settings(deadline=None)
@given(PRINTABLE.filter(lambda text: "_x" not in text))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    book, unit = new_sheet()
    unit.append(["姓名", "数值"])
    unit.append(["甲", None])
    cell = unit["B2"]
    cell.value = value
    cell.data_type = "s"
    (table,), findings = read_saved(tmp_path_factory.mktemp("xlsx"), book)
    assert values(table) == [{"姓名": "甲", "数值": value.strip() or None}]
    assert bool(findings) == (value.strip() not in ("", value))


@settings(deadline=None)
@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_any_whole_number_of_15_figures_comes_back(
    tmp_path_factory: pytest.TempPathFactory, number: int
) -> None:
    book, unit = new_sheet()
    unit.append(["姓名", "数值"])
    unit.append(["甲", number])
    (table,), findings = read_saved(tmp_path_factory.mktemp("xlsx"), book)
    assert (values(table), findings) == ([{"姓名": "甲", "数值": number}], [])
