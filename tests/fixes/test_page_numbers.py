"""Page numbers put right: footers for odd and even pages, in files that others made."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from notice_kit.checking import check
from notice_kit.document.document import read_document
from notice_kit.fixing import fix
from tests.rules.editing import base, edited
from tests.template.audit import complaints


def page_field(paragraph):
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()._r
        if kind is None:
            run.append(OxmlElement("w:instrText"))
            run[-1].text = " PAGE "
        else:
            run.append(OxmlElement("w:fldChar"))
            run[-1].set(qn("w:fldCharType"), kind)


def numbered(*around, header="", sections=1):
    """A notice whose one footer has a number in the middle, between these signs."""
    document = Document()
    for line in ("关于开展培训的通知", "各镇党委：", "现将有关事项通知如下。"):
        document.add_paragraph(line)
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = 1
    foot.add_run(around[0])
    page_field(foot)
    foot.add_run(around[1])
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for number in range(1, sections):
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_paragraph(f"第{number}部分。")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def sides(content):
    """Text and alignment of the rows in the footers of each section, by side."""
    document = read_document(content, "sides.docx")
    return [
        {
            side: [
                (p.bare, p.format.align, round(p.format.right_chars + p.format.left_chars))
                for p in story.paragraphs
            ]
            for side, story in section.shown_footers(
                even_and_odd=document.settings.even_and_odd
            ).items()
        }
        for section in document.sections
    ]


RIGHT = {"default": [("— 1 —", "right", 1)], "even": [("— 1 —", "left", 1)]}


@pytest.mark.parametrize(
    "around", [("- ", " -"), ("第", "页"), ("", ""), ("－", "－"), ("~ ", " ~")]
)
def test_a_number_in_the_middle_goes_to_its_sides(around):
    content, _fixes = fix(numbered(*around))
    assert sides(content) == [RIGHT]


def test_a_header_is_on_even_pages_too(tmp_path):
    broken = numbered("- ", " -", header="青禾县委组织部")
    content, _fixes = fix(broken)
    (section,) = read_document(content, "header.docx").sections
    assert {side: story.text for side, story in section.headers.items()} == {
        "default": "青禾县委组织部",
        "even": "青禾县委组织部",
    }
    assert set(complaints(tmp_path, content)) <= set(complaints(tmp_path, broken))


def test_sections_that_have_no_footer_of_their_own_get_that_of_the_first():
    content, _fixes = fix(numbered("- ", " -", sections=3))
    assert sides(content) == [RIGHT] * 3


def test_a_file_without_footers_gets_them(tmp_path):
    broken = edited(base("notice"), [{"at": "//w:footerReference", "remove": True}])
    content, _fixes = fix(broken)
    assert check(content) == []
    assert sides(content)[0] == RIGHT
    assert set(complaints(tmp_path, content)) <= set(complaints(tmp_path, broken))


def test_a_number_with_other_words_keeps_them():
    content, _fixes = fix(numbered("青禾县 第", "页"))
    assert "青禾县 第" in sides(content)[0]["default"][0][0]


def test_other_parts_stay_byte_by_byte():
    broken = numbered("- ", " -")
    with (
        zipfile.ZipFile(io.BytesIO(broken)) as old,
        zipfile.ZipFile(io.BytesIO(fix(broken)[0])) as new,
    ):
        kept = {"word/theme/theme1.xml", "word/numbering.xml", "word/fontTable.xml"}
        assert all(old.read(name) == new.read(name) for name in kept)
