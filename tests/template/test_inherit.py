"""`{%p extends %}` and `{%p block %}`: a base template and the files that fill its blocks."""

import io
import pickle
import zipfile

import pytest
from docx import Document

from notice_kit import RenderError, TemplateError, compile_template
from tests.support.office import pages, to_pdf
from tests.template.audit import complaints, whole
from tests.template.test_include import ITEM, LIST, STYLE, include
from tests.template.test_rich import png
from tests.template.word import by_docxtpl, p, part, parts, run, table, texts, zipped


def extends(file="base.docx"):
    return p(f'{{%p extends "{file}" %}}')


def block(name, *inner, end=""):
    return p(f"{{%p block {name} %}}") + "".join(inner) + p(f"{{%p endblock {end}%}}")


SUPER = p("{{p super() }}")


def write(folder, **files):
    for name, members in files.items():
        content = members if isinstance(members, bytes) else zipped(members)
        (folder / f"{name}.docx").write_bytes(content)
    return folder / "child.docx"


def filled(folder, data=None, **files):
    return compile_template(write(folder, **files), "child.docx").render(data or {})


def faults(folder, **files):
    with pytest.raises(TemplateError) as caught:
        compile_template(write(folder, **files), "child.docx")
    return [(one.code, one.location.file, one.location.paragraph) for one in caught.value.findings]


BASE = p("头{{ a }}") + block("正文", p("默认{{ a }}")) + p("中") + block("尾注", p("无")) + p("尾")


def test_a_child_fills_blocks_and_the_base_keeps_the_others(tmp_path):
    child = extends() + p("") + block("正文", p("文{{ b }}"), table(["{{ b }}", "右"]), p("完"))
    ours = filled(tmp_path, {"a": "甲", "b": "乙"}, base=parts(BASE), child=parts(child))
    assert texts(ours) == ["头甲", "文乙", "乙", "右", "完", "中", "无", "尾"]


def test_super_is_what_the_base_has_there(tmp_path):
    child = extends() + block("正文", p("前"), SUPER, p("后"), end="正文 ")
    ours = filled(tmp_path, {"a": "甲"}, base=parts(BASE), child=parts(child))
    assert texts(ours) == ["头甲", "前", "默认甲", "后", "中", "无", "尾"]


def test_files_may_be_based_on_files_that_are_based_on_others(tmp_path):
    middle = extends("root.docx") + block("正文", p("中间"), block("签名", p("无名")), SUPER)
    child = extends() + block("签名", p("甲"), SUPER) + block("尾注", p("注"))
    ours = filled(tmp_path, {"a": 1}, root=parts(BASE), base=parts(middle), child=parts(child))
    assert texts(ours) == ["头1", "中间", "甲", "无名", "默认1", "中", "注", "尾"]


def test_blocks_lie_in_cells_headers_and_loops(tmp_path):
    inside = "<w:tc><w:tcPr/>" + block("格", p("默认")) + "</w:tc>"
    base = parts(
        p("{%p for x in l %}") + table([inside, "{{ x }}"]) + p("{%p endfor %}"),
        header=block("眉", p("默认")),
    )
    child = extends() + block("格", table(["值{{ x }}", "右"])) + block("眉", p("眉{{ a }}"))
    ours = filled(tmp_path, {"a": 1, "l": [7, 8]}, base=base, child=parts(child))
    # A cell ends with a paragraph.
    assert texts(ours) == ["值7", "右", "", "7", "值8", "右", "", "8"]
    assert texts(ours, "word/header1.xml") == ["眉1"]


def test_what_a_block_sets_is_known_in_it_alone(tmp_path):
    base = p("{%p set n = 1 %}") + block("甲", p("默认")) + p("{{ n }}")
    child = extends() + block("甲", p("{%p set n = 2 %}"), p("{{ n }}"))
    assert texts(filled(tmp_path, base=parts(base), child=parts(child))) == ["2", "1"]


def test_styles_lists_and_pictures_come_into_the_base(tmp_path):
    document = Document()
    document.add_paragraph('{%p extends "base.docx" %}')
    document.add_paragraph("{%p block 正文 %}")
    document.add_picture(io.BytesIO(png(7)))
    document.add_paragraph("一", style="List Number")
    document.add_paragraph("{%p endblock %}")
    document.save(tmp_path / "child.docx")
    base = whole(
        ITEM.format(text="主") + BASE,
        styles=STYLE.format(side="left"),
        numbering=LIST.format(sign="%1."),
    )
    (tmp_path / "base.docx").write_bytes(zipped(base))
    ours = compile_template(tmp_path / "child.docx").render({"a": "甲", "name": "丙"})
    assert texts(ours) == ["丙主", "头甲", "", "一", "中", "无", "尾"]
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        media = [name for name in archive.namelist() if "media" in name]
        assert [archive.read(name) for name in media] == [png(7)]
    styles = {
        style.get(next(key for key in style.attrib if key.endswith("styleId")))
        for style in part(ours, "word/styles.xml").iter("{*}style")
    }
    assert {"Clause", "ListNumber"} <= styles
    assert len(list(part(ours, "word/numbering.xml").iter("{*}abstractNum"))) == 2
    assert complaints(tmp_path, ours) == []


def test_header_and_section_are_those_of_the_base(tmp_path):
    base = parts(BASE, header=p("版头{{ a }}"))
    child = parts(extends() + block("正文", p("文")), header=p("自己的"))
    ours = filled(tmp_path, {"a": "甲"}, base=base, child=child)
    assert texts(ours, "word/header1.xml") == ["版头甲"]


def test_a_clause_in_a_child_and_a_child_as_a_clause(tmp_path):
    child = extends() + block("正文", include("clause.docx"))
    clause = extends("form.docx") + block("格", p("条{{ a }}"))
    form = p("表") + block("格", p("空")) + block("余", p("余"))
    ours = filled(
        tmp_path,
        {"a": 1},
        base=parts(BASE),
        child=parts(child),
        clause=parts(clause),
        form=parts(form),
    )
    assert texts(ours) == ["头1", "表", "条1", "余", "中", "无", "尾"]


def test_tags_may_be_cut_into_runs_and_typed_with_full_width_signs(tmp_path):
    child = p(run("{%p ext"), run("ends “base.docx” %}")) + block("正文", p("文"))
    child = child.replace("{%p block", "｛％p block")
    ours = filled(tmp_path, {"a": 1}, base=parts(BASE), child=parts(child))
    assert texts(ours) == ["头1", "文", "中", "无", "尾"]


def test_a_base_by_itself_is_what_docxtpl_makes_of_it(tmp_path):
    base = zipped(parts(BASE + p("{% block 行内 %}内{{ a }}{% endblock %}")))
    write(tmp_path, child=base)
    ours = compile_template(tmp_path / "child.docx").render({"a": "甲"})
    assert texts(ours) == texts(by_docxtpl(base, {"a": "甲"}))
    assert texts(ours) == ["头甲", "默认甲", "中", "无", "尾", "内甲"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            p("{%p for x in l %}") + block("甲 scoped", p("{{ x }}")) + p("{%p endfor %}"),
            ["1", "2"],
        ),
        (block("甲", p("文")) + p("{{p self.甲() }}"), ["文", "文"]),
        (block("甲", block("乙", p("{{ l[0] }}"))), ["1"]),
        (p("{%p set n = 1 %}") + block("甲", p("{{ n }}{% set m = 2 %}{{ m }}")), ["12"]),
        (
            table(["{%tr block 甲 %}", ""], ["{{ l[0] }}", "右"], ["{%tr endblock %}", ""]),
            ["1", "右"],
        ),
    ],
)
def test_blocks_without_a_base_are_those_of_docxtpl(tmp_path, body, shown):
    content = zipped(parts(body))
    write(tmp_path, child=content)
    template = compile_template(tmp_path / "child.docx")
    assert texts(by_docxtpl(content, {"l": [1, 2]})) == shown
    assert texts(template.render({"l": [1, 2]})) == shown
    assert {path for path, _place in template.uses()} <= {"l", "l[]"}


def test_a_compiled_template_stays_one_value(tmp_path):
    child = parts(extends() + block("正文", p("文{{ b.c }}")))
    template = compile_template(write(tmp_path, base=parts(BASE), child=child), "child.docx")
    again = pickle.loads(pickle.dumps(template))
    (tmp_path / "base.docx").unlink()
    data = {"a": 1, "b": {"c": 2}}
    assert again.render(data) == template.render(data)
    places = {path: (place.file, place.paragraph) for path, place in again.uses()}
    assert places == {"a": ("base.docx", "头{{ a }}"), "b.c": ("child.docx", "文{{ b.c }}")}


# Faults


def test_every_fault_of_every_file_is_told_at_once_with_its_file(tmp_path):
    base = p("{{ a|uper }}") + block("正文", p("默认{% if a %}")) + block("尾注", p(""))
    child = (
        extends()
        + p("散落")
        + p("的")
        + block("正文", p("{{ x y }}"))
        + block("尾主", p(""))
        + block("正文", p(""))
        + include("clause.docx")
    )
    clause = table(["{% for x in l %}", ""])
    found = faults(tmp_path, base=parts(base), child=parts(child), clause=parts(clause))
    assert sorted(found) == [
        ("NK-T12", "child.docx", "{{ x y }}"),
        ("NK-T13", "base.docx", "{{ a|uper }}"),
        ("NK-T16", "base.docx", "默认{% if a %}"),
        ("NK-T16", "clause.docx", "{% for x in l %}"),
        ("NK-T52", "child.docx", "{%p block 尾主 %}"),
        ("NK-T53", "child.docx", '{%p include "clause.docx" %}'),
        ("NK-T53", "child.docx", "散落"),
        ("NK-T54", "child.docx", "{%p block 正文 %}"),
    ]


def test_an_unknown_block_is_told_with_the_nearest_name(tmp_path):
    write(tmp_path, base=parts(BASE), child=parts(extends() + block("尾主", p(""))))
    with pytest.raises(TemplateError) as caught:
        compile_template(tmp_path / "child.docx")
    assert [one.remedy for one in caught.value.findings] == ["Did you mean “尾注”?"]


def test_faults_of_a_filled_document_name_the_file(tmp_path):
    cells = table(["甲", "{{ no }}"])
    write(
        tmp_path,
        base=parts(table(["表", "一"]) + BASE + p("{{ nil }}")),
        child=parts(extends() + block("正文", p("{{ b.x }}"), include("clause.docx"))),
        clause=parts(cells),
    )
    with pytest.raises(RenderError) as caught:
        compile_template(tmp_path / "child.docx", "t/child.docx").render({"a": 1, "b": {}})
    found = [one.location for one in caught.value.findings]
    assert [(one.file, one.spot, one.paragraph) for one in found] == [
        ("t/child.docx", None, "{{ b.x }}"),
        ("t/clause.docx", "table 1, row 1, column 2", "{{ no }}"),
        ("t/base.docx", None, "{{ nil }}"),
    ]


def test_a_required_block_has_to_be_filled(tmp_path):
    base = parts(block("正文 required", p("")))
    assert faults(tmp_path, base=base, child=parts(extends())) == [
        ("NK-T55", "base.docx", "{%p block 正文 required %}")
    ]
    child = parts(extends() + block("正文", p("文")))
    assert texts(filled(tmp_path, base=base, child=child)) == ["文"]


@pytest.mark.parametrize(
    ("child", "code"),
    [
        (extends() + p("{%p block 正文 %}") + p("文"), "NK-T16"),
        (extends() + block("正文", p("文")) + p("{%p endblock %}"), "NK-T17"),
        (extends() + block("正文", p("文"), end="其他 "), "NK-T18"),
        (extends() + block("正文", p("文")) + extends(), "NK-T51"),
        (p("{% extends 'base.docx' %}"), "NK-T51"),
        (p("{%p extends name %}"), "NK-T51"),
        (p("前{%p include 'base.docx' %}"), "NK-T51"),
        (p("{%p import 'base.docx' as b %}"), "NK-T51"),
        (extends() + block("正文", block("x", SUPER)), "NK-T51"),
        (extends("basis.docx"), "NK-T50"),
        (extends("../base.docx"), "NK-T33"),
        (extends("child.docx"), "NK-T34"),
    ],
)
def test_what_is_written_wrongly_is_a_fault(tmp_path, child, code):
    found = faults(tmp_path, base=parts(BASE), child=parts(child))
    assert {one[0] for one in found} == {code}
    assert {one[1] for one in found} == {"child.docx"}


def test_a_block_may_not_reach_from_cell_to_cell(tmp_path):
    child = extends() + block("正文", p("文"))
    base = table(["{%p block 正文 %}", "{%p endblock %}"])
    assert ("NK-T19", "base.docx", "{%p endblock %}") in faults(
        tmp_path, base=parts(base), child=parts(child)
    )


def test_a_block_that_is_lost_with_another_is_a_fault(tmp_path):
    base = block("外", block("内", p("默认")))
    child = extends() + block("外", p("文")) + block("内", p("文"))
    assert faults(tmp_path, base=parts(base), child=parts(child)) == [
        ("NK-T54", "child.docx", "{%p block 内 %}")
    ]
    child = extends() + block("外", p("文"), SUPER) + block("内", p("内文"))
    assert texts(filled(tmp_path, base=parts(base), child=parts(child))) == ["文", "内文"]


def test_circles_of_bases_end(tmp_path):
    found = faults(tmp_path, base=parts(extends("child.docx")), child=parts(extends()))
    assert found == [("NK-T34", "base.docx", '{%p extends "child.docx" %}')]


def test_a_thousand_levels_are_refused(tmp_path):
    for number in range(1000):
        write(tmp_path, **{f"f{number}": parts(extends(f"f{number + 1}.docx"))})
    assert faults(tmp_path, child=parts(extends("f0.docx"))) == [
        ("NK-T56", "f19.docx", '{%p extends "f20.docx" %}')
    ]


def test_files_that_multiply_are_refused(tmp_path):
    for number in range(6):
        write(tmp_path, **{f"f{number}": parts(include(f"f{number + 1}.docx") * 10)})
    write(tmp_path, f6=parts(p("字" * 100_000)))
    found = faults(tmp_path, child=parts(include("f0.docx")))
    assert [one[0] for one in found] == ["NK-T57"]


def test_a_huge_clause_is_refused(tmp_path):
    write(tmp_path, huge=parts(p("{{ a }}" + "字" * 20_000_000)))
    found = faults(tmp_path, child=parts(include("huge.docx")))
    assert [one[:2] for one in found] == [("NK-S36", "huge.docx")]


@pytest.mark.parametrize("content", [b"no zip", zipped({"a.txt": "x"})])
def test_a_base_that_is_no_word_file_is_told_by_its_name(tmp_path, content):
    found = faults(tmp_path, base=content, child=parts(extends()))
    assert {one[1] for one in found} == {"base.docx"}


def test_files_of_a_campaign_lie_in_its_folder_of_templates(tmp_path):
    folder = tmp_path / "templates" / "通知"
    folder.mkdir(parents=True)
    write(folder, child=parts(extends("../base.docx") + block("正文", p("文"))))
    write(tmp_path / "templates", base=parts(BASE))
    write(tmp_path, base=parts(BASE))
    with pytest.raises(TemplateError, match="NK-T33"):
        compile_template(folder / "child.docx")
    (folder / "template.yaml").write_text("", encoding="utf-8")
    template = compile_template(folder / "child.docx")
    assert texts(template.render({"a": 1})) == ["头1", "文", "中", "无", "尾"]
    write(folder, child=parts(extends("../../base.docx")))
    with pytest.raises(TemplateError, match="NK-T33"):
        compile_template(folder / "child.docx")


@pytest.mark.office
def test_libreoffice_shows_the_base_with_the_child_in_it(tmp_path):
    base = whole(BASE, styles=STYLE.format(side="left"))
    child = whole(
        extends() + block("正文", ITEM.format(text="条"), ITEM.format(text="款")),
        styles=STYLE.format(side="right"),
        numbering=LIST.format(sign="%1."),
    )
    ours = filled(tmp_path, {"a": "甲", "name": "乙"}, base=base, child=child)
    assert complaints(tmp_path, ours) == []
    (tmp_path / "out.docx").write_bytes(ours)
    (page,) = pages(to_pdf(tmp_path / "out.docx", tmp_path))
    assert "".join(word.text for word in page.words) == "头甲1.乙条2.乙款中无尾"
