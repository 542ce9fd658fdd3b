"""A filled document becomes a book: Word files in their places, chapters on their pages."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from openxml_audit import OpenXmlValidator

from notice_kit.bookbinding import bind_book, widen_gutter
from notice_kit.converting import convert
from notice_kit.errors import SourceError
from notice_kit.paginating import Paginator
from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import parse_manuscript
from notice_kit.template.catalog import BookSpec
from tests.binding.builders import saved
from tests.support import office
from tests.support.campaign import codes

NEXT = BookSpec(chapter="制度标题")
ODD = BookSpec(chapter="制度标题", begins="odd_page")
TEXT = {"body": "文" * 28 * 4}


def foreign(title="值班制度", *, footer=""):
    """A branch's own file from python-docx: a title in its own look, a wide table, a note."""
    document = docx.Document()
    run = document.add_paragraph().add_run(title)
    run.bold = True
    document.add_paragraph("值班从早八点到晚六点。")
    wide = document.add_section()
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = wide.page_height, wide.page_width
    document.add_table(1, 2).rows[0].cells[0].text = "值班表"
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    return saved(document)


def book(*blocks, after=({"form_title": "封底"},)):
    """Contents, rules from page 1 with a running header, and a back page on an even one."""
    rules = {"restart": True, "begins": "odd_page", "header": "rule_title", "blocks": list(blocks)}
    back = {"page_number": "none", "begins": "even_page", "blocks": list(after)}
    contents = {
        "page_number": "roman",
        "blocks": [{"contents_title": "目录"}, {"contents": "rule_title"}],
    }
    return compose(parse_manuscript({"sections": [contents, rules, back]}, "汇编"))


def bound(content, tmp_path, spec=NEXT, **files):
    for name, file in files.items():
        (tmp_path / f"{name}.docx").write_bytes(file)
    return bind_book(content, "汇编.docx", spec, tmp_path)


def opened(content):
    return docx.Document(io.BytesIO(content))


def kinds(content):
    """How each section begins, and at which number it starts to count."""
    found = []
    for section in opened(content).sections:
        number = section._sectPr.find(qn("w:pgNumType"))
        start = None if number is None else number.get(qn("w:start"))
        kind = section._sectPr.find(qn("w:type"))
        found.append(("nextPage" if kind is None else kind.get(qn("w:val")), start))
    return found


def pages(content, tmp_path):
    """The words of each page of the PDF, joined; blank pages are empty."""
    path = tmp_path / "汇编.docx"
    path.write_bytes(content)
    assert not convert([path]).failed
    return [
        "".join(word.text for word in page.words) for page in office.pages(path.with_suffix(".pdf"))
    ]


def test_a_file_goes_where_its_place_is_said(tmp_path):
    content = book({"rule_title": "甲"}, TEXT, {"body": "own.docx"}, {"rule_title": "丙"}, TEXT)
    made = bound(content, tmp_path, own=foreign())
    document = opened(made.content)
    titles = [p.text for p in document.paragraphs if p.style.name == "制度标题"]
    assert titles == ["甲", "值班制度", "丙"]
    assert not any("own.docx" in p.text for p in document.paragraphs)
    assert [s.orientation for s in document.sections].count(WD_ORIENT.LANDSCAPE) == 1
    assert document.tables[0].cell(0, 0).text == "值班表"
    assert not list(document.element.body.iter(qn("w:bookmarkStart")))


def test_pages_are_counted_on_through_the_file(tmp_path):
    content = book({"rule_title": "甲"}, TEXT, {"body": "own.docx"}, {"rule_title": "丙"}, TEXT)
    made = bound(content, tmp_path, own=foreign())
    assert kinds(made.content) == [
        ("nextPage", None), ("oddPage", "1"), ("nextPage", None), ("nextPage", None),
        ("nextPage", None), ("evenPage", None),
    ]  # fmt: skip


def test_a_file_that_opens_a_section_begins_and_counts_as_that_does(tmp_path):
    made = bound(book({"body": "own.docx"}, {"rule_title": "丙"}, TEXT), tmp_path, own=foreign())
    assert kinds(made.content)[1:3] == [("oddPage", "1"), ("nextPage", None)]
    assert ("nextPage", None) in kinds(made.content)[3:]
    assert [number for _kind, number in kinds(made.content)].count("1") == 1


def test_a_file_at_the_end_of_a_section_leaves_no_empty_page(tmp_path):
    made = bound(book({"rule_title": "甲"}, TEXT, {"body": "own.docx"}), tmp_path, own=foreign())
    assert [kind for kind, _number in kinds(made.content)] == [
        "nextPage", "oddPage", "nextPage", "nextPage", "evenPage",
    ]  # fmt: skip


def test_two_files_in_a_row(tmp_path):
    content = book(
        {"rule_title": "甲"}, {"body": "a.docx"}, {"body": "b.docx"}, {"rule_title": "丁"}
    )
    made = bound(content, tmp_path, a=foreign("乙"), b=foreign("丙"))
    titles = [p.text for p in opened(made.content).paragraphs if p.style.name == "制度标题"]
    assert titles == ["甲", "乙", "丙", "丁"]
    assert made.content == bound(content, tmp_path, a=foreign("乙"), b=foreign("丙")).content


def test_chapters_begin_on_odd_pages_where_asked(tmp_path):
    content = book({"rule_title": "甲"}, TEXT, {"rule_title": "乙"}, TEXT, {"body": "own.docx"})
    made = bound(content, tmp_path, ODD, own=foreign())
    assert kinds(made.content) == [
        ("nextPage", None), ("oddPage", "1"), ("oddPage", None), ("oddPage", None),
        ("nextPage", None), ("evenPage", None),
    ]  # fmt: skip


def test_margins_are_mirrored(tmp_path):
    made = bound(book({"rule_title": "甲"}), tmp_path)
    settings = opened(made.content).settings.element
    assert settings.find(qn("w:mirrorMargins")) is not None


@pytest.mark.parametrize(("leaves", "gutter"), [(40, 0), (41, 8)])
def test_thick_books_have_room_for_glue(tmp_path, leaves, gutter):
    made = widen_gutter(bound(book({"rule_title": "甲"}), tmp_path).content, "汇编", 2 * leaves)
    section = opened(made).sections[1]
    assert round(section.gutter.mm) == gutter
    margins = section.left_margin + section.gutter + section.right_margin
    assert round(margins / Mm(1)) == 54


def test_a_style_that_is_not_there(tmp_path):
    with pytest.raises(SourceError) as caught:
        bound(book({"rule_title": "甲"}), tmp_path, BookSpec(chapter="制度题目"))
    (finding,) = caught.value.findings
    assert (finding.code, finding.found) == ("NK-B20", "制度题目")


@pytest.mark.parametrize(
    ("place", "code"), [("lost.docx", "NK-S01"), ("../own.docx", "NK-B21"), ("/own.docx", "NK-B21")]
)
def test_a_file_that_cannot_be_had(tmp_path, place, code):
    folder = tmp_path / "campaign"
    folder.mkdir()
    (tmp_path / "own.docx").write_bytes(foreign())
    with pytest.raises(SourceError) as caught:
        bind_book(book({"body": place}), "汇编.docx", NEXT, folder)
    assert codes(caught.value.findings) == [code]


def test_the_book_is_as_valid_as_its_parts(tmp_path):
    made = bound(book({"rule_title": "甲"}, {"body": "own.docx"}), tmp_path, ODD, own=foreign())
    (tmp_path / "book.docx").write_bytes(made.content)
    validator = OpenXmlValidator()
    assert validator.validate(tmp_path / "book.docx").errors == []


@pytest.mark.office
def test_the_book_on_its_pages(tmp_path):
    content = book(
        {"rule_title": "甲"}, TEXT, {"body": "own.docx"}, {"rule_title": "丙"}, TEXT,
        {"body": "last.docx"},
    )  # fmt: skip
    made = bound(content, tmp_path, ODD, own=foreign(), last=foreign("末制度", footer="自己的页脚"))
    with Paginator(office.worker()) as paginator:
        filled = paginator.paginate(made.content, "汇编.docx")
    shown = pages(filled.content, tmp_path)
    assert [re.sub(r"\.|文+", "", page) for page in shown] == [
        "目录甲1值班制度3丙5末制度7—I—", "",
        "甲甲—1—", "",
        "值班制度值班制度值班从早八点到晚六点。—3—", "值班制度值班表—4—",
        "丙丙—5—", "",
        "末制度值班从早八点到晚六点。自己的页脚", "值班表自己的页脚",
        "", "封底",
    ]  # fmt: skip
