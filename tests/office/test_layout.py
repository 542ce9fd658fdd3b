"""Pages of bookmarks and headings, in documents whose pages are known."""

from __future__ import annotations

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from notice_kit.errors import SourceError
from notice_kit.office.layout import Heading, lay_out, pages_of_bookmarks
from tests.support import office

pytestmark = pytest.mark.office


def bookmark(paragraph, name, number):
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.append(start)
    paragraph._p.append(end)


@pytest.fixture
def booklet(tmp_path):
    """Three chapters that begin on pages 1, 3 (after a blank back) and 5 (two pages on)."""
    document = docx.Document()
    for number, name in enumerate(("章节一", "_Toc200", "chapter-3.a")):
        if number:
            kind = WD_SECTION.ODD_PAGE if number == 1 else WD_SECTION.NEW_PAGE
            document.add_section(kind)
        bookmark(document.add_heading(f"第{number + 1}章", 1), name, number)
        document.add_paragraph("正文")
        if number == 1:
            document.add_page_break()
            document.add_heading("第二节", 2)
    path = tmp_path / "汇编.docx"
    document.save(path)
    return path


def test_pages_are_counted_with_blank_ones(booklet):
    layout = lay_out(booklet, "汇编.docx", office.worker())
    assert layout.pages == 5
    assert layout.bookmarks == {"章节一": 1, "_Toc200": 3, "chapter-3.a": 5}
    assert layout.headings == (
        Heading("第1章", 1, 1),
        Heading("第2章", 1, 3),
        Heading("第二节", 2, 4),
        Heading("第3章", 1, 5),
    )


def test_by_a_libreoffice_of_its_own(booklet):
    assert pages_of_bookmarks(booklet)["chapter-3.a"] == 5


def test_what_is_no_word_file(tmp_path):
    with pytest.raises(SourceError):
        lay_out(b"text", "文本.docx", office.worker())
