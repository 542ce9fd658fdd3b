"""Formatting in effect: inheritance, toggles, themes, indents, line spacing."""

import pytest

from notice_kit.document.attributes import twips
from notice_kit.document.characters import slot_of, text_width
from notice_kit.document.values import LineSpacing
from notice_kit.measure import Length
from tests.document.word import NORMAL, first, p, read

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    '<a:fontScheme name="x"><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/>'
    '<a:cs typeface=""/><a:font script="Hans" typeface="黑体"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    '<a:font script="Hans" typeface="等线"/></a:minorFont></a:fontScheme>'
    "</a:themeElements></a:theme>"
)


def style(identifier, content, base="a", kind="paragraph"):
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{identifier}"/>'
        f'<w:basedOn w:val="{base}"/>{content}</w:style>'
    )


def test_runs_inherit_from_defaults_styles_and_direct_formatting():
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='21'/><w:rFonts w:eastAsia='宋体'/>"
        "</w:rPr></w:rPrDefault></w:docDefaults>"
        + NORMAL % "<w:rPr><w:color w:val='ff0000'/></w:rPr>"
        + style("b", "<w:rPr><w:sz w:val='32'/></w:rPr>")
        + style("c", "<w:rPr><w:spacing w:val='-5'/></w:rPr>", base="b")
        + style("k", "<w:rPr><w:rFonts w:eastAsia='楷体'/></w:rPr>", base="", kind="character")
    )
    found = first(
        p("字", '<w:pStyle w:val="c"/>', '<w:rStyle w:val="k"/><w:u w:val="single"/>'),
        styles=styles,
    )
    look = found.runs[0].format
    assert (look.size, look.east_asia, look.colour) == (Length.pt(16), "楷体", "FF0000")
    assert (look.spacing, look.underline, look.bold) == (Length.twips(-5), "single", False)


def test_a_document_without_styles_has_the_sizes_of_the_specification():
    found = first(p("字"))
    assert found.size == Length.pt(10)
    assert found.style is None
    assert found.format.line == LineSpacing("auto", multiple=1.0)


@pytest.mark.parametrize(
    ("paragraph", "character", "direct", "bold"),
    [
        ("", "", "", False),
        ("<w:b/>", "", "", True),
        ("<w:b/>", "<w:b/>", "", False),
        ("<w:b/>", "<w:b w:val='0'/>", "", True),
        ("", "<w:b/>", "", True),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", "", "<w:b w:val='false'/>", False),
    ],
)
def test_toggles_cancel_out_among_styles_and_yield_to_direct_formatting(
    paragraph, character, direct, bold
):
    styles = (
        NORMAL % ""
        + style("b", f"<w:rPr>{paragraph}</w:rPr>")
        + style("k", f"<w:rPr>{character}</w:rPr>", base="", kind="character")
    )
    found = first(p("字", '<w:pStyle w:val="b"/>', f'<w:rStyle w:val="k"/>{direct}'), styles=styles)
    assert found.runs[0].format.bold is bold


def test_a_toggle_of_the_defaults_stays_on():
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>"
        + NORMAL % "<w:rPr><w:b/></w:rPr>"
    )
    assert first(p("字"), styles=styles).runs[0].format.bold


def test_a_toggle_within_one_chain_of_styles_is_overridden_not_cancelled():
    styles = NORMAL % "<w:rPr><w:b/></w:rPr>" + style("b", "<w:rPr><w:b/></w:rPr>")
    assert first(p("字", '<w:pStyle w:val="b"/>'), styles=styles).runs[0].format.bold


def test_a_circle_of_styles_is_cut():
    styles = style("a", "<w:rPr><w:sz w:val='32'/></w:rPr>", base="b") + style("b", "", base="a")
    assert first(p("字", '<w:pStyle w:val="b"/>'), styles=styles).size == Length.pt(16)


def test_a_theme_font_wins_over_one_that_is_named_beside_it():
    run = '<w:rFonts w:eastAsia="仿宋" w:eastAsiaTheme="majorEastAsia" w:asciiTheme="minorHAnsi"/>'
    look = first(p("字", run=run), theme=THEME).runs[0].format
    assert (look.east_asia, look.ascii) == ("黑体", "Calibri")
    assert look.themed == {"eastAsia", "ascii"}


def test_a_font_that_is_named_wins_over_a_theme_font_of_a_lower_level():
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme='minorEastAsia'/></w:rPr>"
        "</w:rPrDefault></w:docDefaults>" + NORMAL % ""
    )
    found = first(p("字", run='<w:rFonts w:eastAsia="仿宋"/>'), styles=styles, theme=THEME)
    assert found.runs[0].format.east_asia == "仿宋"
    assert found.runs[0].format.themed == frozenset()
    assert found.mark_format.east_asia == "等线"


def test_chinese_and_western_signs_take_their_fonts():
    fonts = '<w:rFonts w:ascii="A" w:hAnsi="H" w:eastAsia="E"/>'
    found = first(p("在2026年“表彰”", run=fonts))
    pieces = [(piece.text, piece.font, piece.start) for piece in found.pieces]
    assert pieces == [
        ("在", "E", 0), ("2026", "A", 1), ("年", "E", 5), ("“", "H", 6),
        ("表彰", "E", 7), ("”", "H", 9),
    ]  # fmt: skip
    hinted = first(p("“表彰”", run='<w:rFonts w:eastAsia="E" w:hint="eastAsia"/>'))
    assert [(piece.text, piece.font) for piece in hinted.pieces] == [("“表彰”", "E")]


@pytest.mark.parametrize(
    ("character", "hint", "slot"),
    [
        ("a", None, "ascii"), ("1", "eastAsia", "ascii"), ("字", None, "eastAsia"),
        ("，", None, "eastAsia"), ("〔", None, "eastAsia"), ("·", None, "hAnsi"),
        ("·", "eastAsia", "eastAsia"), ("—", "eastAsia", "eastAsia"), ("é", "eastAsia", "eastAsia"),
        ("é", None, "hAnsi"), ("𠀀", None, "eastAsia"), ("א", None, "cs"),
    ],
)  # fmt: skip
def test_slots(character, hint, slot):
    assert slot_of(character, hint) == slot


def test_widths():
    assert text_width("2026年3月5日") == 6
    assert text_width("“甲”") == 3


@pytest.mark.parametrize(
    ("ind", "characters", "length"),
    [
        ('w:firstLineChars="200" w:firstLine="1"', 2, Length.pt(32)),
        ('w:firstLine="640"', 2, Length.pt(32)),
        ('w:firstLineChars="0" w:firstLine="640"', 2, Length.pt(32)),
        ('w:hanging="640"', -2, Length.pt(-32)),
        ('w:hangingChars="200" w:firstLineChars="100"', -2, Length.pt(-32)),
        ('w:firstLine="11.3mm"', 11.3 / 25.4 * 72 / 16, Length.mm(11.3)),
    ],
)
def test_first_lines_in_characters_and_lengths(ind, characters, length):
    found = first(p("字", f"<w:ind {ind}/>", '<w:sz w:val="32"/>')).format
    assert found.first_line_chars == pytest.approx(characters, abs=0.001)
    assert found.first_line == length


def test_characters_of_a_style_win_over_a_length_in_the_paragraph():
    styles = NORMAL % '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>'
    assert first(p("字", '<w:ind w:firstLine="0"/>'), styles=styles).format.first_line_chars == 2
    both = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    assert first(p("字", both), styles=styles).format.first_line_chars == 0


def test_a_hanging_indent_takes_the_place_of_a_style_s_first_line():
    styles = NORMAL % '<w:pPr><w:ind w:firstLine="640"/></w:pPr>'
    found = first(p("字", '<w:ind w:left="640" w:hanging="320"/>'), styles=styles).format
    assert found.first_line == Length.twips(-320)


def test_characters_are_as_wide_as_the_grid_makes_them():
    body = p("字", '<w:ind w:firstLineChars="200"/>', '<w:sz w:val="32"/>') + (
        '<w:sectPr><w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/>'
        "</w:sectPr>"
    )
    assert first(body).format.first_line == 2 * (Length.pt(16) - 2611)


@pytest.mark.parametrize(
    ("spacing", "line"),
    [
        ('w:line="579" w:lineRule="exact"', LineSpacing("exact", length=Length.twips(579))),
        ('w:line="360" w:lineRule="auto"', LineSpacing("auto", multiple=1.5)),
        ('w:line="240"', LineSpacing("auto", multiple=1.0)),
        ('w:line="400" w:lineRule="atLeast"', LineSpacing("atLeast", length=Length.pt(20))),
        ('w:line="28pt" w:lineRule="exact"', LineSpacing("exact", length=Length.pt(28))),
        ('w:line="x"', LineSpacing("auto", multiple=1.0)),
    ],
)
def test_line_spacing(spacing, line):
    assert first(p("字", f"<w:spacing {spacing}/>")).format.line == line


def test_space_in_rows_is_worked_out_by_the_grid():
    grid = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    text = p("字", '<w:spacing w:beforeLines="100" w:before="1"/>')
    assert first(text + grid).format.before == Length.twips(579)
    no_type = '<w:sectPr><w:docGrid w:linePitch="579"/></w:sectPr>'
    assert first(text + no_type).format.before == Length.pt(12)


def test_the_text_of_a_table_takes_what_the_table_s_style_says():
    styles = NORMAL % "" + (
        '<w:style w:type="table" w:styleId="t"><w:name w:val="t"/><w:rPr><w:sz w:val="24"/></w:rPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    row = f"<w:tr><w:tc>{p('甲')}</w:tc></w:tr>"
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="t"/><w:tblLook w:val="0020"/></w:tblPr>'
        f"{row}{row}</w:tbl>"
    )
    head, body = read(table, styles=styles).paragraphs
    assert (head.size, head.runs[0].format.bold) == (Length.pt(12), True)
    assert (body.size, body.runs[0].format.bold) == (Length.pt(12), False)


@pytest.mark.parametrize("text", ["", "x", "1e999", "99999999999999", "-", "1.5.2", "５x"])
def test_what_cannot_be_read_is_no_length(text):
    assert twips(text) is None


@pytest.mark.parametrize(
    ("ind", "characters"),
    [
        ('w:leftChars="200" w:left="1600" w:hangingChars="300" w:hanging="960"', 5),
        ('w:left="1600" w:hangingChars="300" w:hanging="960"', 5),
        ('w:leftChars="500" w:left="1600" w:hanging="960"', 5),
        ('w:leftChars="200" w:left="640" w:firstLineChars="200" w:firstLine="640"', 2),
    ],
)
def test_a_left_indent_in_characters_leaves_out_a_hanging_one_in_characters(ind, characters):
    styles = NORMAL % '<w:rPr><w:sz w:val="32"/></w:rPr>'
    found = first(p("字", f"<w:ind {ind}/>"), styles=styles).format
    assert found.left_chars == pytest.approx(characters, abs=0.001)
    assert found.left == Length.pt(16 * characters)
