"""The proof: what it accepts comes out well-formed, what could break is parsed instead."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path

import pytest
from jinja2 import nodes

from notice_kit.template.environment import XML
from notice_kit.template.part import compile_part
from notice_kit.template.proof import prove
from notice_kit.template.repair import repaired
from tests.template.word import compiled, p, parts, table, texts

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def body(markup: str) -> str:
    return f"<w:document><w:body>{markup}</w:body></w:document>"


def proved(markup: str) -> bool:
    return prove(XML.parse(body(markup))) is not None


@pytest.mark.parametrize(
    "markup",
    [
        P.format("plain"),
        P.format("{{ v }}"),
        "{% for x in l %}" + P.format("{{ x }}") + "{% endfor %}",
        "{% if a %}" + P.format("a") + "{% elif b %}" + P.format("b") + "{% else %}{% endif %}",
        '<w:shd w:fill="{{ colour }}"/>',
        '<w:vMerge w:val="{% if loop.first %}restart{% else %}continue{% endif %}"/>',
        "<w:tbl>{% for r in l %}<w:tr><w:tc>" + P.format("{{ r }}") + "</w:tc></w:tr>{% endfor %}"
        "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr>{% for r in l %}<w:tr><w:tc><w:p/></w:tc></w:tr>"
        "{% endfor %}</w:tbl>",
        "<w:p>a &amp; b &#8212; c</w:p>",
    ],
)
def test_bodies_that_open_and_close_their_elements_are_proved(markup: str) -> None:
    assert proved(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<w:p>{% if a %}</w:p><w:p>{% endif %}</w:p>",
        "{% for x in l %}<w:p>{% endfor %}",
        "<w:p>{% if a %}<w:r>{% else %}</w:r>{% endif %}</w:p>",
        '<w:shd w:fill="a" w:fill="{{ b }}"/>',
        "<w:shd {{ a }}/>",
        "<w:p>a & b</w:p>",
        "{% macro m() %}<w:p/>{% endmacro %}{{ m() }}",
        "{% set x %}<w:p/>{% endset %}{{ x }}",
        "{% filter upper %}<w:p/>{% endfilter %}",
    ],
)
def test_what_could_break_the_part_is_not_proved(markup: str) -> None:
    assert not proved(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<w:tbl><w:tr>{% for x in l %}<w:tc><w:p/></w:tc>{% endfor %}</w:tr></w:tbl>",
        "{% for x in l %}<w:bookmarkStart w:id='1'/>{% endfor %}",
        "{% for x in l %}{% if x %}<wp:docPr id='1'/>{% endif %}{% endfor %}",
    ],
)
def test_what_may_need_repair_is_not_proved(markup: str) -> None:
    assert not proved(markup)


def test_values_in_runs_are_told_from_values_elsewhere() -> None:
    tree = XML.parse(body('<w:p w:a="{{ one }}"><w:t>{{ two }}</w:t><a:t>{{ three }}</a:t></w:p>'))
    proof = prove(tree)
    values = [
        value
        for output in tree.find_all(nodes.Output)
        for value in output.nodes
        if not isinstance(value, nodes.TemplateData)
    ]
    assert proof is not None
    assert [id(value) in proof.in_runs for value in values] == [False, True, False]


EMPTY_OR_NOT = [
    ("<w:tbl>{% for r in l %}<w:tr><w:tc><w:p/></w:tc></w:tr>{% endfor %}</w:tbl>", "w:tbl"),
    ("<w:tbl><w:tr><w:tc>{% for r in l %}<w:p>甲</w:p>{% endfor %}</w:tc></w:tr></w:tbl>", "w:tc"),
    ("<w:txbxContent>{% if l %}<w:p/>{% endif %}</w:txbxContent>", "w:txbxContent"),
    ("<w:footnote>{% for r in l %}<w:p/>{% endfor %}</w:footnote>", "w:footnote"),
    ("<w:tc><w:p/>{% for r in l %}<w:p/>{% else %}<w:tbl/>{% endfor %}</w:tc>", "w:tc"),
]


@pytest.mark.parametrize(("markup", "doubt"), EMPTY_OR_NOT)
def test_what_a_loop_may_leave_empty_is_a_doubt_that_the_filled_text_settles(
    markup: str, doubt: str
) -> None:
    part = compile_part("p", body(markup.replace("<w:tbl/>", "<w:tbl></w:tbl>")))
    assert doubt in part.doubts
    full, empty = (part.fill_here({"l": rows})[0].encode() for rows in ([1, 2], []))
    assert part.needs_no_repair(full)
    assert not part.needs_no_repair(empty)


def test_a_table_of_which_all_rows_are_a_loop_s_is_parsed_only_when_it_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []
    monkeypatch.setattr(
        "notice_kit.template.compiled.repaired",
        lambda texts, *more: calls.append(texts) or repaired(texts, *more),
    )
    rows = table(["{%tr for r in l %}", ""], ["{{ r }}", "乙"], ["{%tr endfor %}", ""])
    template = compiled(tmp_path, parts(p("首") + rows + p("尾")))
    assert texts(template.render({"l": ["甲"]})) == ["首", "甲", "乙", "尾"]
    assert calls == []
    assert texts(template.render({"l": []})) == ["首", "尾"]
    assert len(calls) == 1


def test_a_line_break_outside_a_run_is_a_space() -> None:
    part = compile_part("p", '<w:p w:a="{{ v }}"><w:t>{{ v }}</w:t></w:p>')
    content, faults = part.fill({"v": 'a\nb"<'}, b"".join)
    assert faults == []
    assert content is not None
    assert content.decode() == (
        '<w:p w:a="a b&#34;&lt;"><w:t>a</w:t><w:br/>'
        '<w:t xml:space="preserve">b&#34;&lt;</w:t></w:p>'
    )


def test_a_template_survives_pickling(tmp_path: Path) -> None:
    template = compiled(tmp_path, parts(p("{{ a }} {{ b|capital }}")))
    again = pickle.loads(pickle.dumps(template))
    context = {"a": "甲 & 乙", "b": 20000}
    assert again.render(context) == template.render(context)
    assert list(again.uses()) == list(template.uses())


def test_threads_get_their_own_documents(tmp_path: Path) -> None:
    template = compiled(tmp_path, parts(p("{{ a }}") * 50))
    wanted = {number: template.render({"a": f"镇{number}"}) for number in range(8)}
    found: dict[int, set[bytes]] = {number: set() for number in wanted}

    def fill(number: int) -> None:
        for _round in range(50):
            found[number].add(template.render({"a": f"镇{number}"}))

    threads = [threading.Thread(target=fill, args=(number,)) for number in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: {content} for number, content in wanted.items()}


def test_a_template_cannot_be_changed(tmp_path: Path) -> None:
    template = compiled(tmp_path, parts(p("{{ a }}")))
    with pytest.raises(AttributeError):
        template.other = 1  # type: ignore[attr-defined]
