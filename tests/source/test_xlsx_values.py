"""What cells say: numbers, dates, text and the like, and what of them is lost."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.source.support import (
    MAIN,
    row,
    sheet,
    text_cell,
    values,
)
from tests.source.xlsx_support import (
    HEAD,
    new_sheet,
    one_value,
    read_raw,
    read_saved,
    styles,
)

from notice_kit.source.located import Scalar
from notice_kit.source.xlsx_file import read_workbook


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
