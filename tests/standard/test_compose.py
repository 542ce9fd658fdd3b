"""What stands in the XML of a composed file."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import parse_manuscript
from tests.standard.conftest import Composed, manuscript

NOTICE = manuscript(
    {"issuer_mark": "{{ campaign.issuer }}文件"},
    {"document_number": "{{ document.number }}"},
    {"title": ["关于甲乙的", "通知"]},
    {"addressee": "{{ unit.name }}："},
    {"body": "*（一）甲。*乙**丙**{{ x * 2 }}“丁”"},
    "{%p if x %}",
    {"heading1": "一、戊"},
    "{%p endif %}",
    {"body": "己"},
    {"attachment_note": ["申报表", "考评细则"]},
    {"drawing": {"text": "{{ x|qr }}", "width": 30, "height": 20}},
    {"drawing": {"text": "{{ y|picture }}", "width": 40, "height": 30}},
    {"signature": {"issuer": "{{ campaign.issuer }}", "date": "{{ campaign.dates.issued }}"}},
    {"attachment_label": "附件1"},
    {"attachment_title": "申报表"},
    {
        "table": {
            "widths": [30, 50, 70],
            "header_rows": 1,
            "rows": [
                [{"label": "甲", "columns": 2}, {"label": "乙", "rows": 3}],
                "{%tr for m in x %}",
                {"height": 20, "cells": ["{{ m }}", {"text": ["丙", "丁"], "align": "right"}]},
                "{%tr endfor %}",
                ["戊", "己"],
            ],
        }
    },
    {"imprint": {"copy_to": "{{ campaign.copy_to }}", "office": "庚", "date": "辛"}},
)
BOOKLET = parse_manuscript(
    {
        "sections": [
            {"page": "cover", "page_number": "none", "blocks": [{"cover_title": "制度"}]},
            {
                "page_number": "none",
                "blocks": [{"contents": ["rule_title", "chapter"]}],
            },
            {
                "restart": True,
                "header": "rule_title",
                "blocks": [
                    "{%p for r in rules %}",
                    {"rule_title": "{{ r.title }}"},
                    "{%p endfor %}",
                ],
            },
            {"page": "landscape", "blocks": [{"form_line": ["左", "右"]}]},
            {"page": "certificate", "page_number": "none", "blocks": [{"certificate_title": "证"}]},
        ]
    },
    "制度汇编",
)


@pytest.fixture(scope="module")
def notice() -> Composed:
    return Composed(NOTICE)


@pytest.fixture(scope="module")
def booklet() -> Composed:
    return Composed(BOOKLET)


def style(composed: Composed, name: str, path: str) -> list[str]:
    return composed.values(f'//w:style[w:name/@w:val="{name}"]/{path}', "word/styles.xml")


@pytest.mark.parametrize("source", [NOTICE, BOOKLET], ids=["notice", "booklet"])
def test_the_file_is_valid(source: object, tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(compose(source))  # type: ignore[arg-type]
    assert [str(fault) for fault in OpenXmlValidator().validate(str(path)).errors] == []


def test_the_same_manuscript_gives_the_same_bytes() -> None:
    assert compose(NOTICE) == compose(NOTICE.model_copy(deep=True))
    assert compose(NOTICE) != compose(BOOKLET)


def test_drawings_hold_their_places_under_numbers_of_their_own(notice: Composed) -> None:
    properties = "//*[local-name()='docPr']"
    assert notice.values(f"{properties}/@id") == ["1", "2"]
    assert notice.values(f"{properties}/@descr") == ["{{ x|qr }}", "{{ y|picture }}"]
    extents = "//*[local-name()='extent']"
    assert notice.values(f"{extents}/@cx | {extents}/@cy") == [
        *("1080000", "720000"),
        *("1440000", "1080000"),
    ]


def test_page_and_grid(notice: Composed) -> None:
    assert notice.values("//w:pgSz/@*") == ["11906", "16838"]
    margins = [
        notice.values(f"//w:pgMar/@w:{side}")[0] for side in ("top", "right", "bottom", "left")
    ]
    assert margins == ["2098", "1474", "1984", "1587"]
    assert notice.values("//w:docGrid/@*") == ["linesAndChars", "579", "-842"]


def test_normal_style(notice: Composed) -> None:
    assert style(notice, "Normal", "w:rPr/w:rFonts/@w:eastAsia") == ["仿宋_GB2312"]
    assert style(notice, "Normal", "w:rPr/w:sz/@w:val") == ["32"]
    assert style(notice, "Normal", "w:pPr/w:spacing/@w:line") == ["579"]
    assert style(notice, "Normal", "w:pPr/w:spacing/@w:lineRule") == ["exact"]
    assert style(notice, "Normal", "w:pPr/w:widowControl/@w:val") == ["0"]
    assert style(notice, "Normal", "w:pPr/w:autoSpaceDN/@w:val") == ["0"]
    assert notice.values("//w:docDefaults//w:lang/@w:eastAsia", "word/styles.xml") == ["zh-CN"]


@pytest.mark.parametrize(
    ("name", "path", "values"),
    [
        ("发文机关标志", "w:rPr/w:color/@w:val", ["FF0000"]),
        ("发文机关标志", "w:rPr/w:sz/@w:val", ["80"]),
        ("发文字号", "w:pPr/w:spacing/@w:before", ["1158"]),
        ("发文字号", "w:pPr/w:pBdr/w:bottom/@w:color", ["FF0000"]),
        ("公文标题", "w:rPr/w:rFonts/@w:eastAsia", ["方正小标宋简体"]),
        ("公文标题", "w:rPr/w:sz/@w:val", ["44"]),
        ("公文标题", "w:pPr/w:spacing/@w:after", ["579"]),
        ("公文正文", "w:pPr/w:ind/@w:firstLine", ["630"]),
        ("公文正文", "w:pPr/w:ind/@w:firstLineChars", ["200"]),
        ("一级标题", "w:pPr/w:outlineLvl/@w:val", ["0"]),
        ("二级标题", "w:pPr/w:outlineLvl/@w:val", ["1"]),
        ("成文日期", "w:pPr/w:ind/@w:rightChars", ["400"]),
        ("成文日期", "w:pPr/w:ind/@w:right", ["1260"]),
        ("署名", "w:pPr/w:tabs/w:tab/@w:pos", ["6562"]),
        ("附件标识", "w:pPr/w:pageBreakBefore", None),
        ("制度标题", "w:pPr/w:pageBreakBefore", None),
        ("抄送机关", "w:pPr/w:ind/@w:hanging", ["840"]),
    ],
)
def test_styles(notice: Composed, name: str, path: str, values: list[str] | None) -> None:
    found = style(notice, name, path)
    assert found == values if values else len(found) == 1


def test_every_font_is_named_and_none_by_a_theme(notice: Composed) -> None:
    assert notice.values("//@*[contains(local-name(), 'Theme')]", "word/styles.xml") == []
    assert notice.values("//w:rFonts[not(@w:eastAsia)]", "word/styles.xml") == []


def test_no_trace_of_a_program(notice: Composed) -> None:
    assert sorted(notice.parts) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
        "word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml",
        "word/footer_even.xml", "word/footer_odd.xml", "word/settings.xml", "word/styles.xml",
        "word/theme.xml",
    ]  # fmt: skip
    core = notice.parts["docProps/core.xml"].decode()
    assert "<dc:title>试文</dc:title>" in core
    assert "creator" not in core


def test_tags_lie_whole_in_one_run(notice: Composed) -> None:
    texts = notice.values("//w:t/text()")
    assert "".join(texts).count("{") == sum(text.count("{") for text in texts if "}" in text)
    assert "{{ x * 2 }}“丁”" in texts


def test_faces_and_hints(notice: Composed) -> None:
    assert notice.values('//w:r[w:t="（一）甲。"]/w:rPr/w:rStyle/@w:val') == ["Kai"]
    assert notice.values('//w:r[w:t="丙"]/w:rPr/w:rStyle/@w:val')[0] == "Hei"
    assert notice.find("//w:r[w:t][not(w:rPr/w:rFonts/@w:hint='eastAsia')]") == []


def test_title_lines_are_one_paragraph(notice: Composed) -> None:
    (title,) = notice.find('//w:p[w:pPr/w:pStyle/@w:val="Title"]')
    assert len(title.findall(f"{{{title.nsmap['w']}}}r")) == 3


def test_attachments_are_numbered_when_there_are_several(notice: Composed) -> None:
    one = Composed(manuscript({"attachment_note": ["甲"]}))
    assert one.values("//w:t/text()") == ["附件：甲"]
    assert {"附件：1.申报表", "2.考评细则"} <= set(notice.values("//w:t/text()"))


def test_the_signature_holds_the_last_paragraph_of_the_body(notice: Composed) -> None:
    assert notice.values("//w:p[w:pPr/w:keepNext]//w:t/text()") == ["己"]


def test_page_numbers(notice: Composed) -> None:
    assert notice.values("//w:footerReference/@w:type") == ["default", "even"]
    assert notice.find("//w:evenAndOddHeaders", "word/settings.xml")
    for part, name in (("odd", "NumberOdd"), ("even", "NumberEven")):
        file = f"word/footer_{part}.xml"
        assert notice.values("//w:pStyle/@w:val", file) == [name]
        assert notice.values("//w:t/text()", file) == ["— ", "1", " —"]
        assert notice.values("//w:instrText/text()", file) == [" PAGE "]


def test_table_widths_agree(notice: Composed) -> None:
    table = notice.find("//w:tbl")[0]
    ns = {"w": table.nsmap["w"]}
    grid = [int(w) for w in table.xpath("w:tblGrid/w:gridCol/@w:w", namespaces=ns)]
    assert grid == [1701, 2835, 3969]
    assert table.xpath("w:tblPr/w:tblW/@w:w", namespaces=ns) == [str(sum(grid))]
    for row in table.xpath("w:tr", namespaces=ns):
        assert sum(map(int, row.xpath("w:tc/w:tcPr/w:tcW/@w:w", namespaces=ns))) == sum(grid)
    assert table.xpath("w:tr[1]/w:trPr/w:tblHeader", namespaces=ns)
    assert table.xpath("w:tr/w:tc/w:tcPr/w:vMerge/@w:val", namespaces=ns) == [
        "restart", "continue", "continue",
    ]  # fmt: skip
    assert table.xpath("w:tr/w:tc[not(*[last()][self::w:p])]", namespaces=ns) == []
    assert table.xpath("w:tr[2]/w:tc/w:tcPr/w:gridSpan/@w:val", namespaces=ns) == ["3"]


def test_imprint_floats_to_the_foot_of_the_type_area(notice: Composed) -> None:
    assert notice.values("//w:tblpPr/@w:vertAnchor") == ["margin"]
    assert notice.values("//w:tblpPr/@w:tblpYSpec") == ["bottom"]
    (borders,) = notice.find("//w:tbl[w:tblPr/w:tblpPr]/w:tblPr/w:tblBorders")
    assert [edge.get(f"{{{edge.nsmap['w']}}}sz") for edge in borders] == ["8", "8", "6"]
    assert "抄送：{{ campaign.copy_to }}。" in notice.values("//w:t/text()")


def test_sections_of_a_booklet(booklet: Composed) -> None:
    assert booklet.values("//w:sectPr/w:pgNumType/@w:start") == ["1"]
    assert len(booklet.find("//w:sectPr")) == 5
    assert booklet.values("//w:pgSz/@w:orient") == ["landscape", "landscape"]
    assert booklet.values("//w:sectPr/w:vAlign/@w:val") == ["center"]
    assert booklet.values("//w:instrText/text()", "word/header_rule_title.xml") == [
        ' STYLEREF "制度标题" '
    ]


def test_a_section_never_ends_in_a_paragraph_that_filling_takes_away(booklet: Composed) -> None:
    assert not [p for p in booklet.values("//w:p[w:pPr/w:sectPr]//w:t/text()") if "{%p" in p]


def test_contents_name_the_styles_that_they_list(booklet: Composed) -> None:
    assert booklet.values("//w:instrText/text()") == [r' TOC \h \z \t "制度标题,1,章标题,2" ']
    assert booklet.find("//w:fldChar[@w:dirty]") == []


def test_styles_of_contents_are_there_for_the_levels_that_are_listed(
    booklet: Composed, notice: Composed
) -> None:
    path = "//w:style/w:name[starts-with(@w:val, 'toc ')]/@w:val"
    assert booklet.values(path, "word/styles.xml") == ["toc 1", "toc 2"]
    assert notice.values(path, "word/styles.xml") == ["toc 1"]


def test_roman_page_numbers() -> None:
    composed = Composed(manuscript({"body": "甲"}, page_number="roman", restart=True))
    assert composed.values("//w:pgNumType/@w:fmt") == ["upperRoman"]
    assert composed.values("//w:pgNumType/@w:start") == ["1"]


def test_page_break() -> None:
    composed = Composed(manuscript({"body": "甲"}, {"page_break": True}, {"body": "乙"}))
    assert composed.values("//w:p[w:pPr/w:pageBreakBefore]//w:t/text()") == ["乙"]
