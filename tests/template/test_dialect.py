"""The dialect of tags, with docxtpl as the oracle: equal input gives equal documents."""

from datetime import date

import pytest

from notice_kit.template.dialect import jinja_source, paragraph_text
from tests.template.word import (
    by_docxtpl,
    cell,
    compiled,
    normal,
    p,
    part,
    parts,
    run,
    table,
    texts,
    zipped,
)

MEMBERS = [{"name": "张三", "posts": ["书记", "委员"]}, {"name": "李四", "posts": ["委员"]}]
DATA = {
    "name": "A & <B>",
    "items": ["甲", "乙", "丙"],
    "nothing": [],
    "members": MEMBERS,
    "yes": True,
    "no": False,
    "n": 2,
    "d": {"a": "1", "b": "2"},
    "red": "FF0000",
    "lines": "一\n二",
    "tabs": "一\t二",
    "bold": "粗",
}

BODIES = {
    "value": p("前{{ name }}后"),
    "value with spaces": p("  {{ name }}  "),
    "default": p("{{ name|default('无') }}"),
    "filters": p("{{ items|join('、') }}{{ items|length }}{{ items|first|upper }}{{ bold|trim }}"),
    "escape filter": p("{{ bold|e }}"),
    "literal": p("{{ '甲' ~ n ~ name }}"),
    "straightened quotes": p("{{ items|join(“、”) }}{{ ‘乙’ }}"),
    "comparison": p("{% if n &gt; 1 and n &lt; 3 %}是{% endif %}"),
    "if in a paragraph": p("{% if yes %}是{% else %}否{% endif %}{% if no %}是{% endif %}"),
    "for in a paragraph": p(
        "{% for x in items %}{{ x }}{% if not loop.last %}、{% endif %}{% endfor %}"
    ),
    "for over a dict": p("{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}"),
    "set": p("{% set x = name %}{{ x }}"),
    "macro": p("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(name) }}"),
    "paragraph tags": p("{%p if yes %}") + p("是") + p("{%p else %}") + p("否") + p("{%p endif %}"),
    "paragraph loop": p("{%p for x in items %}") + p("{{ x }}") + p("{%p endfor %}") + p("尾"),
    "nested paragraph loops": p("{%p for m in members %}")
    + p("{{ m.name }}")
    + p("{%p for x in m.posts %}")
    + p("{{ loop.index }}{{ x }}")
    + p("{%p endfor %}")
    + p("{%p endfor %}"),
    "loop over nothing": p("{%p for x in nothing %}") + p("{{ x }}") + p("{%p endfor %}") + p("尾"),
    "row loop": table(
        ["姓名", "职务"],
        ["{%tr for m in members %}", ""],
        ["{{ m.name }}", "{{ m.posts|join }}"],
        ["{%tr endfor %}", ""],
    ),
    "row condition": table(["{%tr if no %}", ""], ["a", "b"], ["{%tr endif %}", ""], ["c", "d"]),
    "cell loop": table(
        ["{%tc for x in items %}", "{{ x }}", "{%tc endfor %}"],
        columns=3,
    ),
    "cell loop that widens": table(
        ["头", "{%tc for x in items %}", "{{ x }}", "{%tc endfor %}"], columns=2
    ),
    "run tags": p("前", "{%r if yes %}", run("粗", bold=True), "{%r endif %}", "后"),
    "tags that merge paragraphs": p("甲{%- if yes %}") + p("乙") + p("{% endif -%}") + p("丙"),
    "left merge": p("甲") + p("{%- if yes %}乙{% endif %}"),
    "right merge": p("{% if yes -%}") + p("乙{% endif %}"),
    "comment": p("前{# 说明 #}后"),
    "paragraph comment": p("前") + p("{#p 说明 #}") + p("后"),
    "row comment": table(["{#tr 说明 #}", ""], ["a", "b"]),
    "colspan": table([cell("{% colspan n %}合并")], ["a", "b"]),
    "cell background": table([cell("{% cellbg red %}红"), "b"]),
    "vertical merge": table(
        ["{%tr for m in members %}", ""], ["{% vm %}组", "{{ m.name }}"], ["{%tr endfor %}", ""]
    ),
    "horizontal merge": table(
        ["{%tc for x in items %}", "{% hm %}头", "{%tc endfor %}"],
        ["{%tc for x in items %}", "{{ x }}", "{%tc endfor %}"],
        columns=3,
    ),
    "braces": p("{_{ name }_}{_% if %_}"),
    "tag split over runs": p("前{", "{ na", run("me }", bold=True), "}后"),
    "block split over runs": p("{", "% if ye", "s %}是{% en", "dif %", "}"),
    "line break": p("前{{ lines }}后"),
    "tab": p("前{{ tabs }}后"),
    "tab in a bold run": p("前", run("{{ tabs }}", bold=True), "后"),
    "line break in a table": table(["{{ lines }}", "{{ tabs }}"]),
    "no tags": p("甲") + table(["a", "b"]),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_comes_out_as_docxtpl_makes_it(tmp_path, body):
    members = parts(body)
    ours = compiled(tmp_path, members).render(DATA)
    assert normal(part(ours)) == normal(part(by_docxtpl(zipped(members), DATA)))


def test_header_footer_and_title_come_out_as_docxtpl_makes_them(tmp_path):
    members = parts(
        p("{{ bold }}"),
        header=p("{{ name }}", "{% if yes %}是{% endif %}"),
        footer=p("{%p for x in items %}") + p("{{ x }}{{ lines }}") + p("{%p endfor %}"),
        note=p("{{ name }}"),
        title="{{ bold }}",
    )
    ours, theirs = compiled(tmp_path, members).render(DATA), by_docxtpl(zipped(members), DATA)
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footnotes.xml"):
        assert normal(part(ours, name)) == normal(part(theirs, name)), name
    assert part(ours, "docProps/core.xml").findtext("{*}title") == "粗"


def test_signs_of_xml_in_a_tag_are_those_that_the_author_typed(tmp_path):
    body = p("{{ 'A &amp; &lt;B&gt;' }}{{ &quot;C&quot; }}{{ '&amp;lt;' }}")
    assert texts(compiled(tmp_path, parts(body)).render({})) == ["A & <B>C&lt;"]


def test_braces_of_data_stay_as_they_are(tmp_path):
    template = compiled(tmp_path, parts(p("{_{ x }_}", "{{ v }}")))
    assert texts(template.render({"v": "{_{ {{ y }} }_}"})) == ["{{ x }}{_{ {{ y }} }_}"]


def test_a_macro_may_hold_paragraphs(tmp_path):
    body = (
        p("{%p macro line(x) %}")
        + p("行{{ x }}")
        + p("{%p endmacro %}")
        + p("{{p line(v) }}")
        + p("{{p line('乙') }}")
    )
    ours = compiled(tmp_path, parts(body)).render({"v": "一\n二"})
    assert texts(ours) == ["行一\n二", "行乙"]


def test_a_part_without_tags_has_no_source():
    assert jinja_source("<w:p><w:r><w:t>甲 { } 乙</w:t></w:r></w:p>") is None


def test_a_source_has_one_paragraph_to_a_line():
    source = jinja_source(
        f"<w:body>{p('甲')}{p('{{ a }}')}{table(['{{ b }}', '丙'])}{p('{_{')}</w:body>"
    )
    shown = [text for line in source.split("\n") if (text := paragraph_text(line))]
    assert shown == ["甲", "{{ a }}", "{{ b }}", "丙", "{_{"]


def test_dates_print_in_full_where_docxtpl_would_print_iso(tmp_path):
    ours = compiled(tmp_path, parts(p("{{ d }}"))).render({"d": date(2026, 7, 20)})
    assert texts(ours) == ["2026年7月20日"]
