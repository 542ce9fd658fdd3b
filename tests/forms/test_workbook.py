"""The workbook in which a unit nominates goes out with drop-downs and comes back."""

from __future__ import annotations

import io

import openpyxl
import pytest

from notice_kit.collecting import Change, collect, form_definitions
from notice_kit.nomination_sheets import nomination_sheets
from tests.forms.filling import put
from tests.support.campaign import codes


@pytest.fixture(scope="module")
def sheets(example):
    return nomination_sheets(example, form_definitions(example)[0])


def changed(content, change):
    """The workbook after somebody has worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(sheet, header):
    (found,) = [cell.column for cell in sheet[1] if cell.value == header]
    return found


def test_each_unit_gets_its_candidates_and_rows_up_to_its_quota(sheets):
    assert len(sheets) == 23
    sheet = openpyxl.load_workbook(io.BytesIO(sheets["T01-柳溪镇党委-汇总表.xlsx"])).active
    assert [sheet.cell(row, column(sheet, "组织代码")).value for row in (1, 2, 3, 4)] == [
        "组织代码", "V01", "C01", None,
    ]  # fmt: skip
    assert sheet.cell(2, column(sheet, "联系电话")).value == "0599-60001017"
    assert sheet.cell(2, column(sheet, "联系电话")).number_format == "@"
    assert sheet.cell(2, column(sheet, "成立日期")).value == "1956-04-12"


def test_choices_are_drop_downs(sheets):
    sheet = openpyxl.load_workbook(io.BytesIO(sheets["T01-柳溪镇党委-汇总表.xlsx"])).active
    letter = sheet.cell(1, column(sheet, "类别")).column_letter
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert lists[f"{letter}2:{letter}3"] == '"农村,机关,社区,非公企业"'
    assert len(lists) == 25


def test_the_same_data_give_the_same_bytes(example, sheets):
    assert nomination_sheets(example, form_definitions(example)[0]) == sheets


def test_a_workbook_as_it_was_sent_changes_nothing(campaign, sheets, tmp_path):
    path = put(tmp_path, "表.xlsx", sheets["T01-柳溪镇党委-汇总表.xlsx"])
    report = collect(campaign, [path])
    assert [(one.branch, one.status) for one in report.forms] == [
        ("V01", "unchanged"),
        ("C01", "unchanged"),
    ]
    assert report.findings == ()


def test_what_was_changed_in_a_row_is_read_and_a_bad_row_is_told_by_its_cell(
    campaign, sheets, tmp_path
):
    def change(sheet):
        sheet.cell(2, column(sheet, "联系电话")).value = "0599-60009999"
        sheet.cell(3, column(sheet, "成立日期")).value = "去年"

    content = changed(sheets["T01-柳溪镇党委-汇总表.xlsx"], change)
    path = put(tmp_path, "表.xlsx", content)
    report = collect(campaign, [path], write=True)
    good, bad = report.forms
    assert (good.branch, good.status) == ("V01", "changed")
    assert good.changes == (Change("党组织·联系电话", "0599-60001017", "0599-60009999"),)
    assert (bad.branch, bad.status, codes(bad.findings)) == ("C01", "refused", ["NK-D06"])
    assert (bad.findings[0].location.sheet, bad.findings[0].location.cell) == ("申报表", "G3")
    assert "data/collected/V01.yaml" in report.written
    assert "data/collected/C01.yaml" not in report.written


def test_a_word_form_and_a_row_that_say_the_same_do_not_conflict(campaign, made, sheets, tmp_path):
    book = put(tmp_path, "表.xlsx", sheets["T01-柳溪镇党委-汇总表.xlsx"])
    form = put(tmp_path, "甲.docx", made["V01"])
    statuses = [one.status for one in collect(campaign, [book, form]).forms]
    assert statuses == ["unchanged", "unchanged", "duplicate"]


def test_another_workbook_is_refused(campaign, tmp_path):
    report = collect(campaign, [campaign / "data/units.xlsx"])
    assert [one.status for one in report.forms] == ["refused"]
    assert codes(report.findings)[-1] == "NK-F14"
