"""What a print shop is told: pages counted from the PDFs, copies by rule, sheets by size."""

from __future__ import annotations

import io
import os

import openpyxl
import pytest
from typer.testing import CliRunner

from notice_kit.building import build, prepare
from notice_kit.commands import app
from notice_kit.imposition.paper import SIZES, Size
from notice_kit.measure import Length
from notice_kit.printing.listing import list_prints
from notice_kit.printing.paper_use import PaperUse, paper_use
from notice_kit.printing.workbook import print_workbook
from tests.imposition.pages import A4, MM, pdf
from tests.support.campaign import codes

A3 = (297 * MM, 420 * MM)


@pytest.mark.parametrize(
    ("pages", "sides", "binding", "wanted"),
    [
        ("4", 2, "staple", PaperUse({"A4": 1}, 1, "none")),
        ("44", 2, "staple", PaperUse({"A4": 1}, 2, "none")),
        ("44444", 2, "staple", PaperUse({"A4": 3}, 2, "staple")),
        ("44444", 1, "staple", PaperUse({"A4": 5}, 1, "staple")),
        ("444344", 2, "staple", PaperUse({"A4": 3, "A3": 1}, 2, "staple")),
        ("4" * 34, 2, "saddle", PaperUse({"A3": 9}, 2, "saddle")),
        ("4" * 34, 2, "perfect", PaperUse({"A4": 17}, 2, "perfect")),
        ("5" * 8, 2, "saddle", PaperUse({"A4": 2}, 2, "saddle")),
        ("4", 2, "saddle", PaperUse({"A4": 1}, 1, "none")),
    ],
)
def test_sheets_of_a_copy(pages, sides, binding, wanted):
    sizes = [SIZES[f"A{page}"] for page in pages]
    assert paper_use(sizes, sides, binding) == wanted


def test_a_landscape_page_is_on_the_same_paper():
    sizes = [SIZES["A4"], SIZES["A4"].turned, Size(Length.mm(209.8), Length.mm(297.1))]
    assert paper_use(sizes, 2, "staple").sheets == {"A4": 2}


def with_pdfs(folder, pages):
    """The campaign built, with PDFs of so many A4 pages beside the documents of each kind."""
    report = build(folder)
    for job in report.delivered:
        if job.template.name in pages:
            target = (folder / "output" / job.path).with_suffix(".pdf")
            target.write_bytes(pdf(*[A4] * pages[job.template.name]))
    return prepare(folder).plan.jobs


def spec(folder, name, text):
    path = folder / "templates" / name / "template.yaml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def kinds_of(folder):
    return sorted({job.template.name for job in prepare(folder).plan.jobs})


def test_copies_by_rule_and_totals(folder):
    names = kinds_of(folder)
    units = next(j.template.name for j in prepare(folder).plan.jobs if "unit" in j.context)
    number = sum(job.template.name == units for job in prepare(folder).plan.jobs)
    spec(folder, units, "print: {copies: 1 + 2, binding: saddle}\n")
    jobs = with_pdfs(folder, dict.fromkeys(names, 5))
    kinds, findings = list_prints(folder / "output", jobs)
    assert findings == []
    kind = next(one for one in kinds if one.template.name == units)
    assert (len(kind.items), kind.copies, kind.sheets) == (number, 3 * number, {"A3": 6 * number})
    other = next(one for one in kinds if one.template.name != units)
    assert other.sheets == {"A4": 3 * len(other.items)}


@pytest.mark.parametrize("copies", ["0 + 0", "'many'", "1.5 + 1", "1 // 0"])
def test_copies_that_cannot_be_worked_out(folder, copies):
    name = kinds_of(folder)[0]
    spec(folder, name, f'print: {{copies: "{copies}"}}\n')
    jobs = with_pdfs(folder, {name: 1})
    own = [job for job in jobs if job.template.name == name]
    _kinds, findings = list_prints(folder / "output", own)
    assert set(codes(findings)) == {"NK-I12"}
    assert findings[0].location.file == f"templates/{name}/template.yaml"


def test_a_field_that_copies_use_must_be_declared(folder):
    name = kinds_of(folder)[0]
    spec(folder, name, "print: {copies: campaign.no_such}\n")
    assert "NK-T02" in codes(prepare(folder).findings)


def test_documents_without_a_pdf_are_told_and_left_out(folder):
    first, *others = kinds_of(folder)
    jobs = with_pdfs(folder, {first: 2})
    kinds, findings = list_prints(folder / "output", jobs)
    assert [kind.template.name for kind in kinds] == [first]
    assert codes(findings) == ["NK-I11"] * len(others)


def test_a_pdf_that_is_older_than_its_document_does_not_count(folder):
    first = kinds_of(folder)[0]
    jobs = [job for job in with_pdfs(folder, {first: 2}) if job.template.name == first]
    old = (folder / "output" / jobs[0].path).with_suffix(".pdf")
    os.utime(old, (1, 1))
    kinds, findings = list_prints(folder / "output", jobs)
    assert codes(findings) == ["NK-I11"]
    assert sum(len(kind.items) for kind in kinds) == len(jobs) - 1


def test_the_workbook_in_plain_words(folder):
    names = kinds_of(folder)
    spec(folder, names[0], "print: {copies: 2, binding: saddle, stock: 105克铜版纸, note: 加急}\n")
    jobs = with_pdfs(folder, {names[0]: 6, names[1]: 1})
    kinds, _findings = list_prints(folder / "output", jobs)
    content = print_workbook(kinds, "示范活动")
    assert print_workbook(kinds, "示范活动") == content
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = [[cell.value for cell in row] for row in book["印刷清单"].iter_rows()]
    one, two = (len(kind.items) for kind in kinds)
    assert rows[0][0] == "示范活动印刷清单"
    assert rows[2] == [
        1, names[0], one, 6, 2, 2 * one, "A3", "105克铜版纸", "双面（短边翻转）", "对折骑马订",
        f"A3纸{4 * one}张", "加急",
    ]  # fmt: skip
    assert rows[3][:6] == [2, names[1], two, 1, 1, two]
    assert rows[3][8:11] == ["单面", "不装订", f"A4纸{two}张"]
    assert (rows[4][0], rows[4][5]) == ("合计", 2 * one + two)
    assert rows[4][6] == f"A3纸{4 * one}张，A4纸{two}张"
    details = [[cell.value for cell in row] for row in book["逐件明细"].iter_rows()]
    assert len(details) == 2 + one + two
    assert details[2][4:] == [6, 2, "A3纸2张", "A3纸4张"]


def test_the_command(folder):
    with_pdfs(folder, dict.fromkeys(kinds_of(folder), 3))
    done = CliRunner().invoke(app, ["print-list", "-C", str(folder)])
    assert done.exit_code == 0, done.output
    assert "印刷清单.xlsx" in done.stdout
    assert (folder / "output" / "印刷清单.xlsx").is_file()


def test_the_command_without_pdfs(folder):
    build(folder)
    done = CliRunner().invoke(app, ["print-list", "-C", str(folder)])
    assert done.exit_code == 1
    assert "NK-I11" in done.stderr
    assert not (folder / "output" / "印刷清单.xlsx").exists()
