"""Contents filled in: entries as the headings, numbers as the pages print them."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from openxml_audit import OpenXmlValidator

from notice_kit.binding.binder import bind
from notice_kit.binding.part import BookPart
from notice_kit.converting import convert
from notice_kit.errors import OfficeError
from notice_kit.findings import Severity, error
from notice_kit.office.installation import PLACE
from notice_kit.paginating import Paginator
from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import parse_manuscript
from tests.support import office

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def paginator():
    with Paginator(office.worker()) as made:
        yield made


def add_field(paragraph, instruction, shown=""):
    """A field as python-docx users write it."""
    for kind, text in (
        ("begin", None), (None, instruction), ("separate", None), ("", shown), ("end", None),
    ):  # fmt: skip
        run = paragraph.add_run(shown if kind == "" else "")
        if kind:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)
        elif kind is None:
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)


def number_from(section, start, form=None):
    number = OxmlElement("w:pgNumType")
    if form:
        number.set(qn("w:fmt"), form)
    number.set(qn("w:start"), str(start))
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    section._sectPr.append(number)
    section.footer.is_linked_to_previous = False
    add_field(section.footer.paragraphs[0], "PAGE")


def saved(document):
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def report():
    """Contents in roman pages; chapters from 1; a landscape part; an annex in letters from C."""
    document = docx.Document()
    number_from(document.sections[0], 1, "upperRoman")
    document.add_paragraph("目录")
    add_field(document.add_paragraph(), r' TOC \o "1-2" \h \z \u ', "右击更新")
    document.add_heading("前言", 1)
    body = document.add_section(WD_SECTION.NEW_PAGE)
    number_from(body, 1)
    for chapter in "一二三":
        document.add_heading(f"第{chapter}章", 1)
        for _line in range(50):
            document.add_paragraph("正文。")
        document.add_heading(f"第{chapter}章的小节", 2)
        document.add_heading("不列入目录", 3)
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = Cm(29.7), Cm(21)
    wide._sectPr.find(qn("w:pgNumType")).attrib.pop(qn("w:start"))
    document.add_heading("横排附表", 1)
    annex = document.add_section(WD_SECTION.ODD_PAGE)
    number_from(annex, 3, "upperLetter")
    document.add_heading("附录", 1)
    return saved(document)


def entries(content):
    """Text, level and number of each entry, as they are stored in the file."""
    found = []
    for link in docx.Document(io.BytesIO(content)).element.body.iter(qn("w:hyperlink")):
        text = "".join(
            (one.text or "") if one.tag == qn("w:t") else "\t"
            for one in link.iter(qn("w:t"), qn("w:tab"))
        )
        found.append(tuple(text.split("\t")))
    return found


def printed(content, tmp_path):
    """The text of each page of the PDF."""
    path = tmp_path / "汇编.docx"
    path.write_bytes(content)
    assert not convert([path]).failed
    pages = office.pages(path.with_suffix(".pdf"))
    return ["".join(word.text for word in page.words) for page in pages]


@pytest.fixture(scope="module")
def filled(paginator):
    return paginator.paginate(report(), "报告.docx")


def test_entries_are_the_headings_with_their_numbers(filled):
    assert filled.findings == ()
    assert entries(filled.content) == [
        ("前言", "I"),
        ("第一章", "1"), ("第一章的小节", "3"),
        ("第二章", "3"), ("第二章的小节", "5"),
        ("第三章", "5"), ("第三章的小节", "7"),
        ("横排附表", "8"),
        ("附录", "C"),
    ]  # fmt: skip


def test_numbers_are_those_on_the_pages(filled, tmp_path):
    pages = [page for page in printed(filled.content, tmp_path) if page]
    for title, number in entries(filled.content)[1:]:
        page = next(page for page in pages[1:] if title in page)
        assert page.endswith(number), title


def test_blank_pages_count(filled):
    # I and its back, chapters on 7, the landscape page, and the annex, which falls on an odd page.
    assert filled.pages == 2 + 7 + 1 + 1


def test_each_entry_leads_to_a_bookmark_of_its_own(filled):
    body = docx.Document(io.BytesIO(filled.content)).element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    bookmarks = {
        start.get(qn("w:name")): "".join(start.getparent().itertext(qn("w:t")))
        for start in body.iter(qn("w:bookmarkStart"))
    }
    assert [bookmarks[anchor] for anchor in anchors] == [
        title for title, _n in entries(filled.content)
    ]


def test_word_is_not_asked_to_update_anything(filled):
    with zipfile.ZipFile(io.BytesIO(filled.content)) as archive:
        assert b"updateFields" not in archive.read("word/settings.xml")
        document = archive.read("word/document.xml")
    assert b"w:dirty" not in document
    assert "右击更新" not in document.decode()
    assert document.count(b' TOC \\o "1-2" \\h \\z \\u ') == 1


def test_the_file_stays_valid(filled, tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(filled.content)
    before = tmp_path / "前.docx"
    before.write_bytes(report())
    validator = OpenXmlValidator()
    assert len(validator.validate(path).errors) == len(validator.validate(before).errors)


def test_filling_again_changes_nothing(filled, paginator):
    again = paginator.paginate(filled.content, "报告.docx")
    assert entries(again.content) == entries(filled.content)
    assert again.content == paginator.paginate(again.content, "报告.docx").content


def test_the_same_document_gives_the_same_bytes(filled):
    with Paginator(office.worker()) as other:
        assert other.paginate(report(), "报告.docx").content == filled.content


def test_contents_of_many_pages_push_the_text_that_follows(paginator):
    document = docx.Document()
    add_field(document.add_paragraph(), r"TOC \o \h")
    for number in range(120):
        document.add_heading(f"第{number + 1}节", 1)
    found = entries(paginator.paginate(saved(document), "长目录.docx").content)
    assert len(found) == 120
    assert int(found[0][1]) > 2
    assert int(found[-1][1]) > int(found[0][1])


def test_entries_of_the_kits_own_documents_have_levels(paginator):
    chapters = [
        {"rule_title": "议事规则"}, {"chapter": "第一章　总则"}, {"body": "文" * 28 * 30},
        {"chapter": "第二章　附则"}, {"rule_title": "党课制度"},
    ]  # fmt: skip
    source = parse_manuscript(
        {
            "sections": [
                {"page_number": "roman", "blocks": [{"contents": ["rule_title", "chapter"]}]},
                {"restart": True, "begins": "odd_page", "blocks": chapters},
            ]
        },
        "汇编",
    )
    filled = paginator.paginate(compose(source), "汇编.docx")
    assert entries(filled.content) == [
        ("议事规则", "1"), ("第一章　总则", "1"), ("第二章　附则", "2"), ("党课制度", "3"),
    ]  # fmt: skip
    document = docx.Document(io.BytesIO(filled.content))
    assert [p.style.name for p in document.paragraphs[:4]] == ["toc 1", "toc 2", "toc 2", "toc 1"]


def test_contents_of_each_part_of_a_book_list_that_part(paginator, tmp_path):
    def part(title):
        blocks = [{"contents": "rule_title"}, {"rule_title": title}, {"body": "文"}]
        return compose(parse_manuscript({"sections": [{"blocks": blocks}]}, title))

    bound = bind([BookPart(part(title), title) for title in ("甲制度", "乙制度")])
    filled = paginator.paginate(bound.content, "汇编.docx")
    assert entries(filled.content) == [("甲制度", "2"), ("乙制度", "4")]
    shown = printed(filled.content, tmp_path)
    assert ["乙制度" in shown[0], "乙制度" in shown[2]] == [False, True]


def test_other_references_to_pages_are_filled_in_too(paginator):
    document = docx.Document()
    line = document.add_paragraph("见第")
    add_field(line, "PAGEREF target", "？")
    line.add_run("页")
    add_field(document.add_paragraph(), "PAGEREF lost", "9")
    document.add_page_break()
    document.add_paragraph("那一页")
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), "7")
        document.paragraphs[-1]._p.append(one)
    start.set(qn("w:name"), "Target")
    filled = paginator.paginate(saved(document), "见页.docx")
    texts = [p.text for p in docx.Document(io.BytesIO(filled.content)).paragraphs]
    assert texts[:2] == ["见第2页", "9"]
    assert [(one.code, one.found) for one in filled.findings] == [("NK-O43", "lost")]


def test_contents_without_headings_are_told(paginator):
    document = docx.Document()
    add_field(document.add_paragraph(), r"TOC \o", "旧条目")
    add_field(document.add_paragraph(), "PAGEREF x")
    filled = paginator.paginate(saved(document), "空.docx")
    assert [one.code for one in filled.findings] == ["NK-O42", "NK-O43"]


def test_a_document_without_fields_comes_back_as_it_is(paginator):
    document = docx.Document()
    document.add_heading("标题", 1)
    content = saved(document)
    assert paginator.paginate(content, "无目录.docx").content is content


def test_without_libreoffice_entries_are_there_and_one_finding(monkeypatch):
    def start_worker():
        raise OfficeError(error("NK-O01", "PDF needs LibreOffice", PLACE, remedy="Install it."))

    monkeypatch.setattr("notice_kit.office.worker.start_worker", start_worker)
    monkeypatch.setattr("notice_kit.paginating._layouts", {})
    with Paginator() as paginator:
        first, second = (paginator.paginate(report(), name) for name in ("甲.docx", "乙.docx"))
    assert [title for title, number in entries(first.content)][:2] == ["前言", "第一章"]
    assert {number for _title, number in entries(first.content)} == {""}
    assert first.findings == second.findings
    (finding,) = first.findings
    assert (finding.code, finding.severity) == ("NK-O40", Severity.WARNING)
    assert not re.search("甲|乙", finding.message)


WORDS_OWN = """<w:sdt {ns}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>
<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>
<w:p><w:r><w:t>目录</w:t></w:r></w:p>
<w:p><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs></w:pPr>
<w:r><w:fldChar w:fldCharType="begin"/>
<w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z </w:instrText>
<w:fldChar w:fldCharType="separate"/></w:r>
<w:hyperlink w:anchor="_Toc77" w:history="1"><w:r><w:rPr><w:noProof/></w:rPr><w:t>旧题</w:t></w:r>
<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> PAGEREF _Toc77 \\h </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>99</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>
<w:p><w:hyperlink w:anchor="_Toc78"><w:r><w:t>又一旧题</w:t></w:r></w:hyperlink></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p>
</w:sdtContent></w:sdt>"""


def test_contents_as_word_writes_them_are_written_anew_in_their_frame(paginator):
    document = docx.Document()
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    control = parse_xml(WORDS_OWN.replace("{ns}", namespace).replace("\n", ""))
    document.element.body.insert(0, control)
    document.add_page_break()
    # A loop has made two headings of one, with its bookmark.
    for title in ("第一节", "第二节"):
        heading = document.add_heading(title, 1)
        heading._p.append(parse_xml(f'<w:bookmarkStart {namespace} w:id="5" w:name="_Toc77"/>'))
        heading._p.append(parse_xml(f'<w:bookmarkEnd {namespace} w:id="5"/>'))
    filled = paginator.paginate(saved(document), "目录.docx")
    assert entries(filled.content) == [("第一节", "2"), ("第二节", "2")]
    body = docx.Document(io.BytesIO(filled.content)).element.body
    inside = body.find(qn("w:sdt")).find(qn("w:sdtContent"))
    assert len(inside.findall(qn("w:p"))) == 1 + 2 + 1
    kinds = [char.get(qn("w:fldCharType")) for char in inside.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", *["begin", "separate", "end"] * 2, "end"]
    anchors = [link.get(qn("w:anchor")) for link in inside.iter(qn("w:hyperlink"))]
    assert len(set(anchors)) == 2


@pytest.mark.parametrize(
    ("instruction", "wanted"),
    [
        (r'TOC \t "标题 2,1"', [("乙", "1")]),
        (r'TOC \t "Heading 2;1;Title;2"', [("书名", "1"), ("乙", "1")]),
        (r'TOC \o "1-2" \n "2-2"', [("甲", "1"), ("乙",)]),
        (r'TOC \o "1-1" \p " "', [("甲 1",)]),
        (r"TOC \u", [("甲", "1"), ("乙", "1"), ("丙", "1")]),
    ],
)
def test_what_a_field_asks_for(paginator, instruction, wanted):
    document = docx.Document()
    document.add_heading("书名", 0)
    document.add_heading("甲", 1)
    document.add_heading("乙", 2)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "2")
    document.add_paragraph("丙")._p.get_or_add_pPr().append(level)
    add_field(document.add_paragraph(), rf"{instruction} \h")
    assert entries(paginator.paginate(saved(document), "目录.docx").content) == wanted
