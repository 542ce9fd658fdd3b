"""Tables of Word files as workbooks: cells, merges, figures and text, sheets."""

import io

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from typer.testing import CliRunner

from notice_kit.commands import app
from notice_kit.errors import SourceError
from notice_kit.tabulating import tabulate


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook(document):
    content = saved(document)
    made = tabulate(content, "t.docx")
    assert made == tabulate(content, "t.docx")
    return openpyxl.load_workbook(io.BytesIO(made))


def with_table(*rows):
    document = docx.Document()
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return document


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_figures_are_numbers_and_all_else_is_text():
    rows = [
        ("12", "96.5"),
        ("20,000", "0"),
        ("007", "13900001111"),
        ("330999198407152588", "=SUM(A1)"),
        ("1.5.2", "2026年7月1日"),
    ]
    sheet = workbook(with_table(*rows)).active
    assert values(sheet) == [
        [12, 96.5],
        [20000, 0],
        ["007", "13900001111"],
        ["330999198407152588", "=SUM(A1)"],
        ["1.5.2", "2026年7月1日"],
    ]
    assert sheet["B4"].data_type == "s"
    assert sheet["A2"].number_format == "#,##0"


def test_merged_cells_stay_merged():
    document = with_table(*[["甲", "乙", "丙"]] * 3)
    (table,) = document.tables
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "竖"
    sheet = workbook(document).active
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:B1", "C2:C3"}
    assert (sheet["A1"].value, sheet["C2"].value) == ("横", "竖")


def test_paragraphs_stand_over_the_whole_width_and_tabs_part_them():
    document = with_table(["甲", "乙", "丙", "丁"])
    document.add_paragraph("填报单位：\t填报日期：")
    document.add_paragraph("注：一律用全称。")
    sheet = workbook(document).active
    assert values(sheet)[1:] == [
        ["填报单位：", None, "填报日期：", None],
        ["注：一律用全称。", None, None, None],
    ]
    assert {"A3:D3"} <= {str(one) for one in sheet.merged_cells.ranges}


def test_columns_of_two_tables_meet_where_their_edges_do():
    document = docx.Document()
    for count in (2, 3):
        for cell in document.add_table(1, count).rows[0].cells:
            cell.text = str(count)
        document.add_paragraph("间")
    sheet = workbook(document).active
    assert [[one for one in row if one] for row in values(sheet)] == [
        [2, 2],
        ["间"],
        [3, 3, 3],
        ["间"],
    ]
    assert sheet.max_column == 4  # edges at 0, 1/3, 1/2, 2/3 and 1


def test_each_section_with_tables_is_a_sheet_with_its_page():
    document = docx.Document()
    document.add_paragraph("名册")
    document.add_table(1, 1)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("名册")
    document.add_table(1, 1)
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("没有表格")
    book = workbook(document)
    assert book.sheetnames == ["名册", "名册(2)"]
    assert [sheet.page_setup.orientation for sheet in book] == ["portrait", "landscape"]


def test_header_rows_are_repeated_and_stay_in_sight():
    document = with_table(["序号", "姓名"], ["1", "甲"])
    row = document.tables[0].rows[0]._tr
    row.get_or_add_trPr().append(row.makeelement(row.nsmap["w"].join("{}") + "tblHeader", {}))
    sheet = workbook(document).active
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "A2")


def test_a_document_without_tables_is_an_empty_workbook():
    document = docx.Document()
    document.add_paragraph("只有文字")
    assert values(workbook(document).active) == []


def test_what_is_no_word_file_is_refused():
    with pytest.raises(SourceError):
        tabulate(b"no zip", "t.docx")


def test_the_command_goes_on_past_a_file_that_cannot_be_read(tmp_path):
    (tmp_path / "a.docx").write_bytes(saved(with_table(["甲", "乙"])))
    (tmp_path / "b.docx").write_bytes(b"no zip")
    (tmp_path / "c.docx").write_bytes(saved(with_table(["丙", "丁"])))
    files = [str(tmp_path / f"{name}.docx") for name in "abc"]
    done = CliRunner().invoke(app, ["tabulate", *files, "-o", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "b.docx" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.xlsx", "c.xlsx"]
    assert values(openpyxl.load_workbook(tmp_path / "out" / "c.xlsx").active) == [["丙", "丁"]]
