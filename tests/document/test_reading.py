"""The text of a document as a reader sees it: lists, fields, revisions, choices, hidden text."""

import io
import zipfile

import pytest

from notice_kit.checking import check_document
from notice_kit.document.document import read_document
from notice_kit.document.number_formats import numbered
from notice_kit.errors import SourceError
from notice_kit.measure import Length
from tests.document.word import docx, first, p, read


def lists(*levels, extra=""):
    made = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{depth * 100}"/></w:pPr></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="7">{made}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{extra}'
    )


def item(text, depth=0, number=1):
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def texts(body, **parts):
    return [paragraph.text for paragraph in read(body, **parts).paragraphs]


def test_labels_of_lists_are_read_as_they_show():
    numbering = lists(
        ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")
    )
    body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁", 2) + item("戊") + item("己", 1)
    assert texts(body, numbering=numbering) == [
        "一、甲", "（一）乙", "（二）丙", "1.丁", "二、戊", "（一）己",
    ]  # fmt: skip


def test_a_list_begins_anew_where_it_says_so():
    extra = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("甲") + item("乙") + item("丙", number=2) + item("丁", number=2)
    found = texts(body, numbering=lists(("decimal", "%1."), extra=extra))
    assert found == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_a_number_of_several_levels_and_one_that_is_taken_away():
    numbering = lists(("chineseCountingThousand", "第%1章"), ("decimal", "%1.%2"))
    body = item("甲") + item("乙", 1) + item("丙", number=0) + item("丁", number=99)
    assert texts(body, numbering=numbering) == ["第一章甲", "一.1乙", "丙", "丁"]


def test_a_style_puts_its_paragraphs_into_a_list_and_keeps_its_own_indent():
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="h"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr><w:ind w:left="640"/></w:pPr></w:style>'
    )
    numbering = lists(("ideographTraditional", "%1．"))
    numbering = numbering.replace("<w:ind ", '<w:jc w:val="center"/><w:ind ')
    found = first(p("子", '<w:pStyle w:val="h"/>'), styles=styles, numbering=numbering)
    assert found.text == "甲．子"
    assert (found.format.left, found.format.align) == (Length.twips(640), "center")
    direct = first(
        p("子", '<w:pStyle w:val="h"/><w:numPr><w:numId w:val="1"/></w:numPr>'),
        styles=styles, numbering=numbering,
    )  # fmt: skip
    assert direct.format.left == Length(0)
    assert direct.label_text == "甲．"


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (12, "chineseCounting", "十二"), (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCountingThousand", "一百零五"), (105, "chineseCounting", "一〇五"),
        (10, "japaneseCounting", "十"), (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"), (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"), (51, "decimalEnclosedCircle", "51"),
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (27, "upperLetter", "AA"),
        (3, "ideographEnclosedCircle", "㊂"), (12, "decimalFullWidth", "１２"),
        (25, "chineseLegalSimplified", "贰拾伍"), (3, "decimalZero", "03"),
        (5, "of the future", "5"),
        (0, "decimal", "0"), (-1, "chineseCounting", "-1"),
        (10**9, "chineseCounting", "1000000000"),
    ],
)  # fmt: skip
def test_number_formats(number, form, text):
    assert numbered(number, form) == text


def test_fields_show_their_result_and_keep_their_instruction():
    body = (
        "<w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType='begin' w:dirty='true'/></w:r>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r>"
        "<w:fldChar w:fldCharType='separate'/></w:r>"
        "<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        "<w:fldSimple w:instr=' NUMPAGES '><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>"
    )
    found = first(body)
    assert found.text == "第19"
    fields = [(one.kind, one.instruction, one.result, one.dirty) for one in found.fields]
    assert fields == [("PAGE", "PAGE", "1", True), ("NUMPAGES", "NUMPAGES", "9", False)]
    assert len(found.fields[0].runs) == 5
    assert [run.field is None for run in found.runs] == [True] + [False] * 6


def test_a_field_without_an_end_hides_nothing_that_follows():
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
    )
    found = read(f"<w:p>{begin}<w:r><w:t>甲</w:t></w:r></w:p>" + p("乙") + p("丙"))
    assert [one.text for one in found.paragraphs] == ["", "乙", "丙"]
    assert [(one.kind, one.closed) for one in found.fields] == [("DATE", False)]
    assert found.paragraphs[1].runs[0].field is None


def test_a_field_may_go_over_paragraphs_or_never_end():
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r>"
        "<w:instrText>TOC</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>甲</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>乙</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>丙</w:t></w:r></w:p>"
    )
    found = read(body)
    assert [one.text for one in found.paragraphs] == ["甲", "乙", "丙"]
    assert found.fields[0].result == "甲乙"
    assert found.paragraphs[2].runs[-1].field is None


def test_revisions_are_read_as_accepted():
    body = (
        "<w:p><w:ins w:id='1'><w:r><w:t>新</w:t></w:r></w:ins><w:del w:id='2'><w:r><w:delText>旧"
        "</w:delText></w:r></w:del><w:moveFrom w:id='3'><w:r><w:t>去</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='4'/></w:rPr></w:pPr><w:r><w:t>并</w:t></w:r></w:p>"
        + p("入", '<w:jc w:val="center"/>')
    )
    found = read(body)
    assert [one.text for one in found.paragraphs] == ["新", "并入"]
    assert found.paragraphs[1].format.align == "center"
    assert found.revisions == 4


def test_of_alternatives_one_is_read():
    box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        "<wp:anchor behindDoc='1'>"
        "<wp:positionH relativeFrom='page'><wp:posOffset>720000</wp:posOffset></wp:positionH>"
        "<wp:positionV relativeFrom='paragraph'><wp:align>top</wp:align></wp:positionV>"
        f"<wp:extent cx='360000' cy='36000'/><wps:wsp><wps:txbx>{box}"
        f"</wps:txbx></wps:wsp></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>文</w:t></w:r></w:p>"
    )
    found = read(body)
    assert [(one.text, one.in_box) for one in found.paragraphs] == [("文", False), ("框", True)]
    (drawing,) = found.drawings
    assert (drawing.kind, drawing.inline, drawing.behind) == ("textbox", False, True)
    assert (drawing.x, drawing.horizontal) == (Length.mm(20), "page")
    assert (drawing.y_align, drawing.vertical) == ("top", "text")


def test_vml_boxes_in_groups_are_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        "<v:rect style='position:absolute;margin-left:10pt;width:2cm'>"
        "<v:textbox>%s</v:textbox></v:rect>"
    )
    body = (
        f"<w:p><w:r><w:pict><v:group>{shape % (box % '甲')}{shape % (box % '乙')}"
        f"</v:group></w:pict></w:r></w:p>"
    )
    found = read(body)
    assert [one.text for one in found.paragraphs] == ["", "甲", "乙"]
    assert [(one.x, one.width) for one in found.drawings] == [(Length.pt(10), Length.mm(20))] * 2


def test_vml_lines_have_their_stroke():
    line = '<v:line from="0,10pt" to="442pt,10pt" strokecolor="red" strokeweight="1.5pt"/>'
    (drawing,) = read(f"<w:p><w:r><w:pict>{line}</w:pict></w:r></w:p>").drawings
    assert (drawing.kind, drawing.width, drawing.height) == ("line", Length.pt(442), Length(0))
    assert drawing.stroke is not None
    assert (drawing.stroke.colour, drawing.stroke.width) == ("FF0000", Length.pt(1.5))


def test_controls_links_tags_and_hidden_text():
    body = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        "<w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink w:anchor='b'><w:r><w:t>链</w:t></w:r></w:hyperlink>"
        "<w:smartTag><w:r><w:t>签"
        "</w:t></w:r></w:smartTag><w:sdt><w:sdtContent><w:r><w:t>内</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>"
    )  # fmt: skip
    outer, inner = read(body).paragraphs
    assert (outer.text, outer.in_control) == ("控件", True)
    assert (inner.text, inner.hidden_text, inner.runs[0].link) == ("链签内", "隐", "#b")
    assert read(body).placeholders == 1


def test_tabs_breaks_and_symbols_are_signs_of_the_text():
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type='page'/>"
        "<w:sym w:font='Wingdings' w:char='00FE'/><w:noBreakHyphen/></w:r></w:p>"
    )
    found = first(body)
    assert found.text == "甲\t乙\n丙\u00fe\u2011"
    assert found.runs[0].breaks == ("line", "page")
    assert found.runs[0].symbols == (("Wingdings", "\u00fe"),)
    assert found.lines == ["甲\t乙", "丙þ‑"]


def test_cells_nested_tables_and_merges():
    inner = f"<w:tbl><w:tr><w:tc>{p('内')}</w:tc></w:tr></w:tbl>"
    body = (
        "<w:tbl><w:tblPr><w:tblBorders><w:top w:val='single' w:sz='8'/></w:tblBorders></w:tblPr>"
        "<w:tblGrid><w:gridCol w:w='100'/><w:gridCol w:w='200'/></w:tblGrid>"
        f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/>"
        f"</w:tcPr>{p('甲')}{inner}{p('乙')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p('删')}</w:tc></w:tr>"
        f"<w:sdt><w:sdtContent><w:tr><w:tc>{p('丙')}</w:tc><w:tc>{p('丁')}</w:tc></w:tr></w:sdtContent>"
        "</w:sdt></w:tbl>"
    )  # fmt: skip
    found = read(body)
    assert [one.text for one in found.paragraphs] == ["甲", "内", "乙", "丙", "丁"]
    outer, nested = found.tables
    assert (outer.grid_width, outer.cells[0].span) == (Length.twips(300), 2)
    assert [(cell.row, cell.column) for cell in outer.cells] == [(1, 1), (2, 1), (2, 2)]
    assert nested.in_cell is outer.cells[0]
    top = outer.borders["top"]
    assert top is not None
    assert top.thickness == Length.pt(1)


def test_sections_inherit_headers_and_give_their_paragraphs_their_sheet():
    header = "<w:headerReference w:type='default' r:id='header1'/>"
    first_section = f"<w:pPr><w:sectPr>{header}<w:pgSz w:w='11906' w:h='16838'/></w:sectPr></w:pPr>"
    body = (
        f"<w:p>{first_section}<w:r><w:t>甲</w:t></w:r></w:p>{p('乙')}"
        "<w:sectPr><w:pgSz w:w='16838' w:h='11906' w:orient='landscape'/>"
        "<w:cols w:num='2'/></w:sectPr>"
    )
    found = read(body, header1=p("眉"))
    one, two = found.sections
    assert [paragraph.section for paragraph in found.paragraphs] == [one, two]
    assert (two.landscape, two.columns, two.own_headers) == (True, 2, frozenset())
    assert two.headers["default"].text == "眉"
    assert [story.text for story in found.headers] == ["眉"]


def test_the_strict_form_is_read():
    content = docx(p("字", '<w:jc w:val="end"/>'))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    main = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    members["word/document.xml"] = members["word/document.xml"].replace(main, strict)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    (found,) = read_document(made.getvalue(), "strict.docx").paragraphs
    assert (found.text, found.format.align) == ("字", "right")


def test_what_is_no_word_document_is_an_error():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(SourceError, match="NK-G01"):
        read_document(made.getvalue(), "a.docx")


def test_a_damaged_part_is_an_error():
    with pytest.raises(SourceError, match=r"NK-S33|NK-G01"):
        read("<w:p>")


TABLE = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
BOX = (
    "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>",
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
)
TAG = ("<w:p><w:smartTag>" + "<w:smartTag>" * 1500, "</w:smartTag>" * 1500 + "</w:smartTag></w:p>")


@pytest.mark.parametrize(("around", "depth"), [(TABLE, 31), (TABLE, 600), (BOX, 31), (TAG, 1)])
def test_what_is_nested_too_deeply_is_an_error(around, depth):
    start, end = around
    inner = p("底") if around is not TAG else "<w:r><w:t>底</w:t></w:r>"
    with pytest.raises(SourceError, match="NK-G02"):
        read(start * depth + inner + end * depth)


def test_tables_thirty_deep_are_read_and_checked():
    found = read(TABLE[0] * 30 + p("底") + TABLE[1] * 30)
    assert found.text == "底"
    # No cell but the innermost ends with a paragraph, which Word wants.
    assert [one.code for one in check_document(found)] == ["NK-G03", "W-21"]
