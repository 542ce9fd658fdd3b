"""One bad record, one bad template: the others are made, and numbers stay as they are."""

import pytest

from notice_kit.building import build
from tests.support.campaign import codes, plant, word, write_tree
from tests.test_building import written

ALL = {
    *(f"制度汇编/{code}.docx" for code in ("V01", "V02", "G01", "G02")),
    *("实施意见/T01-实施意见.docx", "实施意见/D01-实施意见.docx"),
    "整改通知/V02-整改通知.docx",
    *("荣誉证书/2026001.docx", "荣誉证书/2026002.docx"),
}
WINNERS = {"荣誉证书/2026001.docx", "荣誉证书/2026002.docx"}


def spoil(files, row, old, new):
    lines = files["data/units.yaml"].split("\n")
    (index,) = [index for index, line in enumerate(lines) if row in line]
    assert lines[index].count(old) == 1
    lines[index] = lines[index].replace(old, new)
    files["data/units.yaml"] = "\n".join(lines)


@pytest.mark.parametrize(
    ("row", "old", "new", "code", "missing"),
    [
        # of a member of a candidate, on whose rows it hangs who wins
        ("name: 上陂村人8,", "gender: 女", "gender: 妇", "NK-D06",
         {"制度汇编/V02.docx", "整改通知/V02-整改通知.docx"} | WINNERS),
        # of a branch that is no candidate
        ("name: 教育局人20,", "gender: 女", "gender: 妇", "NK-D06", {"制度汇编/G02.docx"}),
        # a unit: itself and its branches
        ("{code: D01,", "kind: 直属党委", "kind: 直属党位", "NK-D06",
         {"实施意见/D01-实施意见.docx", "制度汇编/G01.docx", "制度汇编/G02.docx"} | WINNERS),
        # scores
        ("{branch: V01, leadership", "leadership: 14", "leadership: 13", "NK-D62",
         {"制度汇编/V01.docx"} | WINNERS),
    ],
)  # fmt: skip
def test_a_bad_row_leaves_out_what_depends_on_it(tmp_path, files, row, old, new, code, missing):
    whole = build(write_tree(tmp_path / "whole", files))
    assert {job.path for job in whole.delivered} == ALL
    spoil(files, row, old, new)
    folder = write_tree(tmp_path / "part", files)
    report = build(folder)
    assert codes(report.findings) == [code]
    assert not report.is_fine(strict=False)
    made = written(folder)
    assert set(made) == ALL - missing
    assert made.items() <= written(tmp_path / "whole").items()


def test_a_left_out_document_keeps_its_number(tmp_path, files):
    spoil(files, "{code: T01,", "kind: 镇党委", "kind: 镇党位")
    report = build(write_tree(tmp_path, files))
    by_name = {job.path: job.number for job in report.delivered}
    assert by_name["实施意见/D01-实施意见.docx"] == "青发〔2026〕22号"
    (failed,) = [job for job, _told in report.failed if job.template.name == "实施意见"]
    assert (failed.codes, failed.number) == (("T01",), "青发〔2026〕21号")


def test_where_it_is_not_known_whether_a_document_takes_a_number_later_ones_wait(tmp_path, files):
    spoil(files, "{branch: V01, area", "area: 120", "area: -120")
    report = build(write_tree(tmp_path, files))
    told = {job.codes: [one.code for one in found] for job, found in report.failed
            if job.template.name == "整改通知"}  # fmt: skip
    assert told == {("T01", "V01"): ["NK-D06"], ("T01", "V02"): ["NK-P08"]}
    assert "NK-P08" in codes(report.findings)


def test_an_error_whose_owner_is_not_known_stops_everything(tmp_path, files):
    spoil(files, "name: 教育局人20,", "branch: G02", "branch: G09")
    report = build(write_tree(tmp_path, files))
    assert codes(report.findings)[0] == "NK-D41"
    assert report.delivered == ()
    assert not (tmp_path / "output").exists()


def test_two_rows_that_contradict_each_other_leave_out_both(tmp_path, files):
    spoil(files, "{code: V02,", "name: 上陂村党支部", "name: 杏花村党支部")
    report = build(write_tree(tmp_path, files))
    assert codes(report.findings)[:1] == ["NK-D40"]
    assert {job.path for job in report.delivered if job.template.name == "制度汇编"} == {
        "制度汇编/G01.docx",
        "制度汇编/G02.docx",
    }


def test_a_fault_in_a_template_leaves_out_its_documents(tmp_path, files):
    files["templates/荣誉证书/template.docx"] = word("{{ branch.nam }}")
    report = build(write_tree(tmp_path, files))
    assert "NK-T02" in codes(report.findings)
    assert {job.path for job in report.delivered} == ALL - WINNERS


def test_a_template_that_is_none_leaves_out_its_documents(tmp_path, files):
    files["templates/荣誉证书/template.docx"] = b"no zip"
    report = build(write_tree(tmp_path, files))
    assert {job.path for job in report.delivered} == ALL - WINNERS
    assert not report.is_fine(strict=False)


def test_a_fault_that_only_some_documents_meet_leaves_out_those_and_is_told_once(tmp_path, files):
    files["templates/制度汇编/template.docx"] = word(
        "{% if branch.code in ['V01', 'V02'] %}{{ branch.candidate }}{% endif %}制度"
    )
    plant(files, "templates/制度汇编/template.yaml", "fields:\n", "fields:\n  - branch.candidate\n")
    report = build(write_tree(tmp_path, files))
    assert {job.path for job in report.delivered} == ALL - {
        "制度汇编/V01.docx",
        "制度汇编/V02.docx",
    }
    (told,) = [one for one in report.findings if one.code == "NK-T05"]
    assert told.message == "yes or no does not print by itself (for 杏花村党支部 and 1 other)"


def test_a_fault_in_a_rule_leaves_out_the_booklets(tmp_path, files):
    plant(files, "rules/02-三会一课制度.md", "按期", "{% if %}按期")
    report = build(write_tree(tmp_path, files))
    assert {job.path for job in report.delivered} == {
        path for path in ALL if not path.startswith("制度汇编")
    }


def test_names_that_clash_leave_out_the_two_and_no_other(tmp_path, files):
    plant(files, "templates/荣誉证书/template.yaml", "{{ winner.certificate_number }}", "证书")
    plant(files, "templates/荣誉证书/template.yaml", "  - winner.certificate_number\n", "")
    report = build(write_tree(tmp_path, files))
    assert codes(report.findings) == ["NK-P06"]
    assert {job.path for job in report.delivered} == ALL - WINNERS
