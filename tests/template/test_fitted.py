"""Type that fills a place and never overflows it."""

from __future__ import annotations

import re

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from notice_kit import RenderError, compile_template
from notice_kit.measure import Length
from notice_kit.template.fitted import Paragraph, Place
from notice_kit.template.line_breaking import rows
from tests.support import office
from tests.support.parts import parts_of


@pytest.mark.parametrize(
    ("text", "room", "indent", "wanted"),
    [
        ("", 10, 0, 1),
        ("一二三四五六七八九十", 10, 0, 1),
        ("一二三四五六七八九十", 10, 2, 2),
        ("一二三四五六七八九十。", 10, 0, 2),  # the full stop takes 十 along
        ("一二三四五六七八九（十", 10, 0, 2),  # no row ends in a bracket
        ("一二三四五六七八九十" * 3, 10, 0, 3),
        ("党员abcdefgh大会", 4, 0, 3),  # 党员 / abcdefgh in two by force, 大会 behind it
        ("汉" * 100, 1, 0, 100),
    ],
)
def test_rows_of_a_text(text, room, indent, wanted):
    assert rows(text, room, indent) == wanted


def texts(column):
    return [paragraph.text for paragraph in column]


def test_the_type_is_as_large_as_fits():
    # 10 rows of 1.6 × 20 pt are 320 pt high; 10 字 of 20 pt are 200 pt wide
    place = Place(Length.pt(200), Length.pt(320), 1)
    size, parts = place.set((Paragraph("", "汉" * 98, is_centred=False),), Length.pt(72))
    assert size == Length.pt(20)
    assert [len(part) for part in parts] == [1]
    assert place.set((Paragraph("", "汉" * 9999, is_centred=False),), Length.pt(72)) is None
    assert place.set((Paragraph("", "汉", is_centred=False),), Length.pt(40))[0] == Length.pt(40)


def test_a_heading_goes_with_what_follows():
    place = Place(Length.pt(400), Length.pt(65), 2)  # 2 rows of 20 pt in each column
    told = (
        Paragraph("", "甲", is_centred=False),
        Paragraph("第二章", "", is_centred=True),
        Paragraph("", "乙", is_centred=False),
    )
    size, parts = place.set(told, Length.pt(20))
    assert size == Length.pt(20)
    assert [texts(part) for part in parts] == [["甲"], ["", "乙"]]


@given(
    st.lists(st.text("党员大会，。（）三会一课abc12", min_size=1, max_size=120), max_size=12),
    st.integers(1, 3),
)
def test_nothing_is_lost_and_no_column_is_too_long(said, columns):
    place = Place(Length.mm(120), Length.mm(200), columns)
    paragraphs = tuple(Paragraph("", text, is_centred=False) for text in said)
    setting = place.set(paragraphs, Length.pt(72))
    if setting is None:
        return
    size, parts = setting
    assert tuple(one for part in parts for one in part) == paragraphs
    assert len(parts) <= columns
    for part in parts:
        count = sum(rows(one.whole, place.width / size, 2) for one in part)
        assert count * round(size * 1.6) <= place.height


RULE = [
    {"role": "chapter", "label": "第一章", "text": "总则"},
    {"role": "article", "label": "第一条", "text": "为了<健全>制度，制定本规则。"},
    {"role": "item", "label": "（一）", "text": "党员大会；"},
    {"role": "text", "label": "", "text": "以上适用于本支部。"},
]


def template(tmp_path, tag):
    document = Document()
    document.add_paragraph(tag, style="Quote")
    document.save(tmp_path / "template.docx")
    return compile_template(tmp_path / "template.docx")


def test_the_paragraphs_of_a_rule(tmp_path):
    content = template(tmp_path, "{{p rule|fitted(200, 100) }}").render({"rule": RULE})
    (tmp_path / "out.docx").write_bytes(content)
    paragraphs = Document(tmp_path / "out.docx").paragraphs
    assert [one.text for one in paragraphs] == [
        "第一章　总则",
        "第一条　为了<健全>制度，制定本规则。",
        "（一）党员大会；",
        "以上适用于本支部。",
    ]
    assert {one.style.name for one in paragraphs} == {"Quote"}
    sizes = {run.font.size.pt for one in paragraphs for run in one.runs}
    (size,) = sizes
    # 5 rows: the second paragraph takes two in type that leaves 4 rows of 100 mm for the others
    assert size == pytest.approx(100 / 25.4 * 72 / 1.6 / 5, abs=0.5)
    assert paragraphs[0].paragraph_format.first_line_indent.pt == 0
    assert paragraphs[1].paragraph_format.first_line_indent.pt == pytest.approx(2 * size, abs=0.1)
    assert paragraphs[1].paragraph_format.line_spacing.pt == pytest.approx(1.6 * size, abs=0.1)


def test_each_column_has_its_part(tmp_path):
    tag = "{{{{p rule|fitted(120, 40, columns=2, column={}) }}}}"
    said = []
    for column in (1, 2):
        content = template(tmp_path, tag.format(column)).render({"rule": RULE})
        (tmp_path / "out.docx").write_bytes(content)
        said.append([one.text[:3] for one in Document(tmp_path / "out.docx").paragraphs])
    assert [*said[0], *said[1]] == ["第一章", "第一条", "（一）", "以上适"]
    assert all(said)


@pytest.mark.parametrize(
    "tag", ["{{p rule|fitted(20, 10) }}", "{{p rule|fitted(9, 9, column=2) }}"]
)
def test_what_cannot_be_is_a_fault(tmp_path, tag):
    with pytest.raises(RenderError) as caught:
        template(tmp_path, tag).render({"rule": ["汉字" * 500]})
    assert len(caught.value.findings) == 1


@pytest.mark.office
@pytest.mark.parametrize("length", [30, 400, 1500])
def test_libreoffice_needs_no_more_rows(tmp_path, length):
    """A page whose type area is the place: one page, filled to four fifths at least."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Length.mm(400), Length.mm(300)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Length.mm(20))
    document.add_paragraph("{{p texts|fitted(360, 260) }}")
    document.save(tmp_path / "template.docx")
    sentence = "党员大会每季度至少召开1次（必要时可以随时召开），由支部书记主持；Word 2026年7月"
    texts_ = [sentence * (length // len(sentence) // 3 + 1)] * 3
    content = compile_template(tmp_path / "template.docx").render({"texts": texts_})
    body = parts_of(content)["word/document.xml"].decode()
    size = int(re.search(r'<w:sz w:val="(\d+)"/>', body)[1]) / 2
    (tmp_path / "page.docx").write_bytes(content)
    pages = office.pages(office.to_pdf(tmp_path / "page.docx", tmp_path))
    assert len(pages) == 1
    bottom = max(word.bottom for word in pages[0].words)
    assert bottom <= 280 / 25.4 * 72
    if size < 72:
        assert bottom >= (20 + 0.8 * 260) / 25.4 * 72
