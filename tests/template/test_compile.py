"""A Word file compiled once and filled many times: the same text out, every fault, nothing else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from notice_kit.errors import RenderError, TemplateError
from notice_kit.template.faults import LONGEST
from tests.template.word import (
    W,
    cell,
    compiled,
    p,
    part,
    parts,
    run,
    table,
    texts,
)

# Characters of XML 1.0 but its controls; line breaks and tabs have tests of their own.
LEGAL = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
EVERYWHERE = {
    "header": p("头{{ v }}"),
    "footer": p("脚{{ v }}"),
    "note": p("注{{ v }}"),
    "title": "题{{ v }}",
}


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory):
    """A value in every part, and in a table, and after a loop."""
    body = p("前{{ v }}后") + table(["{{ v }}", "右"]) + p("尾段")
    return compiled(tmp_path_factory.mktemp("t"), parts(body, **EVERYWHERE))


def faults(template, context):
    with pytest.raises(RenderError) as caught:
        template.render(context)
    assert list(caught.value.findings) == template.faults(context)
    return [
        (item.location.part, item.location.paragraph, item.message)
        for item in caught.value.findings
    ]


@given(LEGAL)
@example("A & B")
@example("<select>")
@example("x < 5 且")
@example("<!-- x")
@example("<?xml x?>")
@example("&lt;ok&gt;")
@example("]]>")
@example("{{ 7*7 }}{% for %}{_{ x }_}")
@example("x</w:t></w:r></w:p><w:p><w:r><w:t>假")
@example('<w:fldChar w:fldCharType="begin"/>')
@example("\u202e\u200b\ufeff\xa0\u2028")
@example("\U0001ffff😀")
def test_text_in_is_text_out_in_every_part(everywhere, value):
    content = everywhere.render({"v": value})
    assert texts(content) == [f"前{value}后", value, "右", "尾段"]
    assert texts(content, "word/header1.xml") == [f"头{value}"]
    assert texts(content, "word/footer1.xml") == [f"脚{value}"]
    assert texts(content, "word/footnotes.xml") == [f"注{value}"]
    assert part(content, "docProps/core.xml").findtext("{*}title") == f"题{value}"


@given(st.text(alphabet="\n\t\r甲<&"))
def test_white_space_becomes_breaks_and_tabs_and_never_paragraphs(everywhere, value):
    content = everywhere.render({"v": value})
    shown = value.replace("\r\n", "\n").replace("\r", "\n")
    assert texts(content) == [f"前{shown}后", shown, "右", "尾段"]
    title = part(content, "docProps/core.xml").findtext("{*}title")
    assert title == "题" + shown.replace("\n", " ").replace("\t", " ")


def test_a_long_value_comes_out_whole_or_is_told(everywhere):
    value = "汉" * LONGEST
    assert texts(everywhere.render({"v": value}))[0] == f"前{value}后"
    assert {message for _part, _text, message in faults(everywhere, {"v": value + "尾"})} == {
        "a value has more than 1,000,000 characters"
    }


@pytest.mark.parametrize("code", [0, 7, 8, 0x0B, 0x0C, 0x1F, 0x7F, 0xD800, 0xFFFE])
def test_a_forbidden_character_is_told_in_every_part_and_nothing_is_lost_in_silence(
    everywhere, code
):
    message = f"a value holds the character U+{code:04X}, which Word files cannot hold"
    assert faults(everywhere, {"v": f"甲{chr(code)}乙"}) == [
        ("word/document.xml", "前{{ v }}后", message),
        ("word/document.xml", "{{ v }}", message),
        ("word/header1.xml", "头{{ v }}", message),
        ("word/footer1.xml", "脚{{ v }}", message),
        ("word/footnotes.xml", "注{{ v }}", message),
        ("docProps/core.xml", "题{{ v }}", message),
    ]


def test_every_fault_is_found_in_one_pass_with_its_paragraph(tmp_path):
    body = (
        p("甲{{ nope }}")
        + p("{%p for m in members %}")
        + p("{{ m.nam }}、{{ m.age }}")
        + p("{%p endfor %}")
        + table(["{{ empty }}", "{{ yes }}"])
        + p("{% if gone %}1{% endif %}")
        + p("{{ 1 / 0 }}")
        + p("{{ after }}")
    )
    template = compiled(tmp_path, parts(body, header=p("{{ unit }}"), footer=p("{{ yes|month }}")))
    context = {"members": [{"name": "甲"}, {"name": "乙"}], "empty": None, "yes": True}
    body_part = "word/document.xml"
    assert faults(template, context) == [
        (body_part, "甲{{ nope }}", "there is no field “nope”"),
        (body_part, "{{ m.nam }}、{{ m.age }}", "there is no field “nam”"),
        (body_part, "{{ m.nam }}、{{ m.age }}", "there is no field “age”"),
        (body_part, "{{ empty }}", "a field is empty"),
        (body_part, "{{ yes }}", "yes or no does not print by itself"),
        (body_part, "{% if gone %}1{% endif %}", "there is no field “gone”"),
        (body_part, "{{ 1 / 0 }}", "the tag fails: division by zero"),
        ("word/header1.xml", "{{ unit }}", "there is no field “unit”"),
        ("word/footer1.xml", "{{ yes|month }}", "the tag fails: not a date: True"),
    ]


def test_a_long_paragraph_is_quoted_cut(tmp_path):
    template = compiled(tmp_path, parts(p("甲" * 80 + "{{ nope }}")))
    assert faults(template, {})[0][1] == "甲" * 60 + "…"


def test_a_loop_over_nothing_has_no_faults(tmp_path):
    template = compiled(
        tmp_path, parts(p("{%p for m in l %}") + p("{{ m.x }}") + p("{%p endfor %}"))
    )
    assert template.faults({"l": []}) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% if a %}", "NK-T16"),
        ("{% endfor %}", "NK-T17"),
        ("{{ a|nope }}", "NK-T13"),
        ("{{ 姓 名 }}", "NK-T12"),
        ("{% nope %}", "NK-T15"),
        ("{{ a", "NK-T11"),
    ],
)
def test_tags_that_do_not_fit_together_are_told_with_their_paragraph(tmp_path, text, code):
    with pytest.raises(TemplateError) as caught:
        compiled(tmp_path, parts(p("首段") + p(text) + p("尾段")))
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.location.file == "t.docx"
    assert finding.location.part == "word/document.xml"
    assert finding.location.paragraph == finding.found == text
    assert finding.remedy


def test_every_part_with_wrong_tags_is_told_at_once(tmp_path):
    with pytest.raises(TemplateError) as caught:
        compiled(tmp_path, parts(p("{% if %}"), header=p("{% x %}"), footer=p("{{ a|b }}")))
    assert [(item.code, item.location.part) for item in caught.value.findings] == [
        ("NK-T12", "word/document.xml"),
        ("NK-T16", "word/document.xml"),
        ("NK-T15", "word/header1.xml"),
        ("NK-T13", "word/footer1.xml"),
    ]


def test_tags_that_leave_a_paragraph_open_are_a_fault_and_not_repaired(tmp_path):
    template = compiled(tmp_path, parts(p("{%p if a %}") + p("甲{% endif %}") + p("尾")))
    (finding,) = template.faults({"a": False})
    assert (finding.code, finding.location.part) == ("NK-T07", "word/document.xml")
    assert finding.remedy
    with pytest.raises(RenderError):
        template.render({"a": False})


@pytest.mark.parametrize("value", [object(), {1, 2}, Markup("<w:p/>"), {1: "a"}, [print]])
def test_what_is_no_plain_data_is_refused(everywhere, value):
    with pytest.raises(RenderError) as caught:
        everywhere.render({"v": value})
    (finding,) = caught.value.findings
    assert finding.code == "NK-T06"
    assert finding.message.startswith("“v")


def test_the_same_data_give_the_same_bytes(everywhere, tmp_path):
    again = compiled(
        tmp_path, parts(p("前{{ v }}后") + table(["{{ v }}", "右"]) + p("尾段"), **EVERYWHERE)
    )
    assert (
        everywhere.render({"v": "甲"})
        == everywhere.render({"v": "甲"})
        == again.render({"v": "甲"})
    )
    assert everywhere.render({"v": "甲"}) != everywhere.render({"v": "乙"})


def test_filling_changes_neither_the_data_nor_the_template(everywhere):
    context = {"v": "甲"}
    first = everywhere.render(context)
    everywhere.render({"v": "乙"})
    everywhere.faults({})
    assert context == {"v": "甲"}
    assert everywhere.render(context) == first


def test_threads_share_a_template_and_never_each_others_data(everywhere):
    def shown(number):
        if number % 5 == 0:
            return len(everywhere.faults({"v": None}))
        return texts(everywhere.render({"v": f"第{number}号"}))[0]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(shown, range(80)))
    assert found == [6 if number % 5 == 0 else f"前第{number}号后" for number in range(80)]


def test_the_fields_that_are_used_are_told_with_their_first_place(tmp_path):
    body = p("{{ a.b }}") + p("{%p for x in a.l %}") + p("{{ x.c }}{{ a.b }}") + p("{%p endfor %}")
    template = compiled(tmp_path, parts(body, header=p("{{ h }}", run("{{ a.b }}"))))
    assert [(path, place.part, place.paragraph) for path, place in template.uses()] == [
        ("a.b", "word/document.xml", "{{ a.b }}"),
        ("a.l", "word/document.xml", "{% for x in a.l %}"),
        ("a.l[].c", "word/document.xml", "{{ x.c }}{{ a.b }}"),
        ("h", "word/header1.xml", "{{ h }}{{ a.b }}"),
    ]


def test_a_cell_keeps_a_paragraph_when_its_tags_leave_none(tmp_path):
    row = [cell(p("{%p if a %}"), p("甲"), p("{%p endif %}")), "乙"]
    content = compiled(tmp_path, parts(table(row))).render({"a": False})
    cells = part(content).findall(f".//{{{W}}}tc")
    assert [len(found.findall(f"{{{W}}}p")) for found in cells] == [1, 1]
