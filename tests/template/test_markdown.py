"""Markdown in the template's own styles."""

import pytest

from notice_kit import RenderError
from tests.template.audit import complaints, inner, whole
from tests.template.word import compiled, p, parts, texts

LOOK = '<w:pPr><w:pStyle w:val="Body"/></w:pPr>'
TAG = f"<w:p>{LOOK}<w:r><w:t>{{{{p v|md }}}}</w:t></w:r></w:p>"
ITEM = (
    '<w:p><w:pPr><w:pStyle w:val="Body"/><w:ind w:leftChars="{left}00" w:left="{twips}"'
    ' w:hangingChars="200" w:hanging="420"/></w:pPr><w:r><w:t>{label}</w:t><w:tab/></w:r>'
    "<w:r><w:t>{text}</w:t></w:r></w:p>"
)


def para(*runs, look=LOOK):
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def r(text, look=""):
    return f"<w:r>{look}<w:t>{text}</w:t></w:r>"


def styled(style):
    return f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>'


EXAMPLES = {
    "一段\n\n二段": para(r("一段")) + para(r("二段")),
    "# 大\n\n## 中": para(r("大"), look='<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>')
    + para(r("中"), look='<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'),
    "前**黑**后*楷*": para(r("前"), r("黑", styled("Hei")), r("后"), r("楷", styled("Kai"))),
    "1. 甲\n2. 乙": ITEM.format(left=4, twips=840, label="1.", text="甲")
    + ITEM.format(left=4, twips=840, label="2.", text="乙"),
    "- 甲\n  - 乙": ITEM.format(left=4, twips=840, label="—", text="甲")
    + ITEM.format(left=6, twips=1260, label="—", text="乙"),
    "甲  \n乙": para(r("甲"), "<w:r><w:t/><w:br/><w:t/></w:r>", r("乙")),
    "甲\n乙": para(r("甲"), r("乙")),
    "a\nb": para(r("a"), r(" "), r("b")),
    "`a<b`和[文](http://x)": para(r("a&lt;b"), r("和"), r("文")),
    "<b>x</b>": para(r("&lt;b&gt;x&lt;/b&gt;")),
    "```\na\nb\n```": para("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"),
}


@pytest.mark.parametrize(("text", "made"), EXAMPLES.items())
def test_markdown_is_set_in_the_styles_of_the_template(tmp_path, text, made):
    ours = compiled(tmp_path, whole(TAG)).render({"v": text})
    assert inner(ours) == made
    assert complaints(tmp_path, ours) == []


def test_a_table_has_borders_and_the_styles_of_cells(tmp_path):
    ours = compiled(tmp_path, whole(TAG)).render({"v": "| 甲 | 乙 |\n|---|--:|\n| 一 | 二 |\n"})
    made = inner(ours)
    assert made.startswith('<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>')
    assert '<w:pPr><w:pStyle w:val="TableLabel"/></w:pPr><w:r><w:t>甲</w:t></w:r>' in made
    assert '<w:pStyle w:val="TableText"/><w:jc w:val="right"/></w:pPr><w:r><w:t>二</w:t>' in made
    assert complaints(tmp_path, ours) == []


def test_without_such_styles_it_is_bold_italic_and_headings_are_bold(tmp_path):
    ours = compiled(tmp_path, parts(p("{{p v|md }}"))).render({"v": "# 大\n\n*斜*"})
    assert texts(ours) == ["大", "斜"]
    assert "<w:b/><w:bCs/>" in inner(ours)
    assert "<w:i/><w:iCs/>" in inner(ours)


def test_in_the_midst_of_a_text_it_is_a_fault(tmp_path):
    with pytest.raises(RenderError) as caught:
        compiled(tmp_path, parts(p("前{{ v|md }}"))).render({"v": "甲"})
    assert [f.remedy for f in caught.value.findings] == ["Write {{p … }}, alone in its paragraph."]


def test_a_missing_text_is_a_fault_of_the_field(tmp_path):
    with pytest.raises(RenderError, match="there is no field “v”"):
        compiled(tmp_path, parts(p("{{p v|md }}"))).render({})
