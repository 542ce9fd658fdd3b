"""What a Word file says, and in which fonts: styles, themes, fields, and what is not seen."""

from __future__ import annotations

import pytest

from notice_kit.office.wording import read_wording

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.header+xml"/></Types>'
)
STYLES = f"""<w:styles {W}>
<w:docDefaults><w:rPrDefault>
<w:rPr><w:rFonts w:eastAsia="宋体"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a">
<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="正文"><w:basedOn w:val="a"/>
<w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="标题"><w:basedOn w:val="正文"/>
<w:rPr><w:rFonts w:eastAsiaTheme="majorEastAsia" w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="强调"><w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="圈"><w:basedOn w:val="圈"/></w:style>
</w:styles>"""
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    '<a:fontScheme name="x"><a:majorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>'
    '<a:font script="Hans" typeface="等线"/></a:majorFont></a:fontScheme></a:themeElements>'
    "</a:theme>"
)


def wording(body, header=""):
    document = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    return read_wording(
        {
            "[Content_Types].xml": TYPES.encode(),
            "word/document.xml": document.encode(),
            "word/header1.xml": f"<w:hdr {W}>{header}</w:hdr>".encode(),
            "word/styles.xml": STYLES.encode(),
            "word/theme/theme1.xml": THEME.encode(),
        }
    )


def paragraph(text, style="", run=""):
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("style", "run", "font"),
    [
        ("", "", "宋体"),
        ("正文", "", "仿宋"),
        ("标题", "", "等线"),
        ("正文", '<w:rStyle w:val="强调"/>', "楷体"),
        ("标题", '<w:rFonts w:eastAsia="微软雅黑"/>', "微软雅黑"),
        ("圈", "", "宋体"),
        ("没有", "", "宋体"),
    ],
)
def test_the_font_of_a_run(style, run, font):
    assert wording(paragraph("党", style, run)).fonts == {(font, "党"): ("word/document.xml", "党")}


def test_latin_text_has_a_font_of_its_own():
    fonts = wording(paragraph("A党“")).fonts
    assert list(fonts) == [("Arial", "A"), ("宋体", "党"), ("宋体", "“")]


def test_what_is_deleted_hidden_or_said_twice_is_not_counted():
    body = (
        f"<w:p><w:del><w:r><w:t>删</w:t></w:r></w:del></w:p>{paragraph('隐', run='<w:vanish/>')}"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice>"
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert dict(wording(body + paragraph("党党")).body) == {"新": 1, "党": 2}


def test_results_of_fields_and_headers_are_not_part_of_the_body():
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (" TO", "C \\o"))
    field = (
        f"<w:p>{begin}{code}{separate}<w:r><w:t>目</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>录</w:t></w:r>{end}<w:r><w:t>后</w:t></w:r></w:p>"
        '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>年</w:t></w:r></w:fldSimple></w:p>'
    )
    found = wording(field, header=paragraph("眉"))
    assert dict(found.body) == {"后": 1}
    assert found.has_references
    assert ("宋体", "眉") in found.fonts
    assert not wording(paragraph("PAGE")).has_references


def test_bookmarks_and_pictures():
    found = wording('<w:p><w:bookmarkStart w:id="1" w:name="章"/><w:r><w:drawing/></w:r></w:p>')
    assert (found.bookmarks, found.has_pictures, found.fonts) == (["章"], True, {})
