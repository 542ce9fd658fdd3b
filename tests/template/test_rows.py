"""Plain loops, filled at once: what the same loop gives pass by pass, to the byte and the fault."""

import zlib
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from notice_kit.ooxml.package import PACKER, ZLIB, pack_pieces
from notice_kit.template import faults
from notice_kit.template.environment import XML
from notice_kit.template.faults import attempt
from notice_kit.template.part import compile_part
from notice_kit.template.printing import printed, split_texts, written_together
from notice_kit.template.rows import ITEM, plain_loop, written_rows

SINGLY = "{% if true %}{% endif %}"  # in a loop that is not plain, as it does more than print

BODIES = [
    "<a>{{ x.a }}</a>",
    "{{ x.a }}",
    "<a>{{ x.a }}</a><b>{{ x.b }}</b>% %s",
    "<a>{{ x.a.b }}|{{ x['b'] }}</a>",
    "{{ loop.index }}<a>{{ x.a }}</a>",
    "{{ loop.index|ordinal('（）') }}、{{ x.a }}；{{ o }}",
    "<a>{{ x.a|default('无') }}</a>{{ o.a }}",
    "<a>{{ x.a|month_day }}</a>",
    "<a>{{ x.b|decimals(1) }}</a>{{ x.b|either('有', '无') }}",
    "<a>{{ x }}</a>",
]

texts = st.text(
    st.sampled_from("甲a9 &<>'\"%·\x00\x01\x7f\x85\x9f\n\r\t\ufffe\uffff\ud800😀￿"), max_size=6
) | st.text(max_size=6)
scalars = (
    texts
    | st.integers()
    | st.sampled_from(
        [10**1200, -(2**63), 2**63 - 1, float("nan"), Decimal("NaN"), Decimal("1.50")]
    )
    | st.floats(allow_nan=False)
    | st.decimals(allow_nan=False, allow_infinity=False, places=2)
    | st.booleans()
    | st.none()
    | st.dates()
    | st.datetimes()
    | st.sampled_from(["2026-07-20", "2026年7月20日"])
)
values = scalars | st.lists(scalars, max_size=1) | st.dictionaries(st.sampled_from("ab"), scalars)
alike = st.sampled_from([texts, st.integers(0, 99), st.dates(), st.decimals(1, 9), values])
rows = alike.flatmap(
    lambda kind: (
        st.lists(st.dictionaries(st.sampled_from("ab"), kind, min_size=1) | values, max_size=4)
        | st.lists(st.fixed_dictionaries({"a": kind, "b": kind}), max_size=4)
        | values
    )
)


def filled(source, **data):
    """What a part of that source is filled with, and its faults."""
    return compile_part("word/document.xml", source).fill(data, b"".join)


@given(st.sampled_from(BODIES), rows, values)
def test_a_plain_loop_gives_what_it_gives_pass_by_pass(body, items, outside):
    both = [f"<w:t>{{% for x in l %}}{body}{more}{{% endfor %}}</w:t>" for more in ("", SINGLY)]
    at_once, singly = (filled(source, l=items, o=outside) for source in both)
    assert at_once == singly


@given(st.lists(texts, min_size=1, max_size=4))
def test_texts_written_together_are_those_written_singly(some):
    written, found = attempt(lambda: written_together(some))
    shown, wrong = attempt(lambda: [str(escape(printed(text))) for text in some])
    assert found == []
    assert (written is None) == bool(wrong)
    if written is not None:
        breaks = {"\n": "</w:t><w:br/>", "\t": "</w:t><w:tab/>"}
        for sign, markup in breaks.items():
            shown = [text.replace(sign, f'{markup}<w:t xml:space="preserve">') for text in shown]
        assert [text.decode() for text in split_texts(written)] == shown


@pytest.mark.parametrize("body", BODIES)
def test_a_loop_that_only_prints_is_plain(body):
    source = f"{{% for x in l|sort(attribute='a') %}}{body}{{% else %}}-{{% endfor %}}"
    (loop,) = XML.parse(source).body
    assert plain_loop(loop) is not None
    assert XML.compile(source, raw=True).count("environment.written_rows(") == 1


def test_what_a_plain_loop_prints():
    (loop,) = XML.parse("{% for x in l %}<a>{{ x.a.b }}</a>{{ o|d('-') }}{% endfor %}").body
    plain = plain_loop(loop)
    assert plain.markup == ["<a>", "</a>", ""]
    assert plain.columns == [(ITEM, ("a", "b"), ()), (0, (), (("d", ("-",)),))]


@pytest.mark.parametrize(
    "source",
    [
        "{% for x in l %}<a/>{% endfor %}",
        "{% for x in l if x.a %}{{ x.a }}{% endfor %}",
        "{% for x in l recursive %}{{ x.a }}{% endfor %}",
        "{% for k, v in l.items() %}{{ v }}{% endfor %}",
        "{% for x in l %}{{ x.a + 1 }}{% endfor %}",
        "{% for x in l %}{{ x.a|upper }}{% endfor %}",
        "{% for x in l %}{{ x.a|decimals(places=1) }}{% endfor %}",
        "{% for x in l %}{{ x.a|default(x.b) }}{% endfor %}",
        "{% for x in l %}{{ x.get('a') }}{% endfor %}",
        "{% for x in l %}{{ loop.last }}{% endfor %}",
        "{% for x in l %}{{ x.a }}{% set y = x %}{% endfor %}",
        "{% for x in l %}{{ x.a }}{% if x.b %}!{% endif %}{% endfor %}",
    ],
)
def test_a_loop_that_does_more_is_not_plain(source):
    (loop,) = XML.parse(source).body
    assert plain_loop(loop) is None


PLAIN = (b"<a>", b"</a>\n")
COLUMN = ((ITEM, ("a",), ()),)


@pytest.mark.parametrize(
    "value",
    ["甲 & 乙", "一\n二", 5, Decimal("1.50"), 0.5, date(2026, 7, 20), datetime(2026, 7, 20, 8)],
)
def test_what_prints_is_filled_at_once(value):
    pieces, found = attempt(lambda: written_rows([{"a": value}] * 2, PLAIN, COLUMN, (), True))
    one = "<a>" + str(escape(printed(value))) + "</a>\n"
    one = one.replace("一\n二", '一</w:t><w:br/><w:t xml:space="preserve">二')
    assert (b"".join(pieces).decode(), found) == (one * 2, [])


@pytest.mark.parametrize(
    "items",
    [
        *([], (), None, 5, "ab", {"a": "甲"}, [None], [["甲"]], [{"b": 1}], [{"a": None}]),
        *([{"a": True}], [{"a": ["甲"]}], [{"a": "甲"}, {}], [{"a": "\x00"}], [{"a": "\x01"}]),
        *([{"a": Markup("<b/>")}], [{"a": float("inf")}], [{"a": 10**1200}], [{"a": "\ud800"}]),
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_the_passes_without_a_trace(items):
    pieces, found = attempt(lambda: written_rows(items, PLAIN, COLUMN, (), True))
    assert (pieces, found) == (None, [])


def test_line_breaks_outside_runs_are_left_to_the_passes():
    source = '<w:p w:a="{% for x in l %}{{ x }};{% endfor %}"/>'
    assert filled(source, l=["一", "二\n三"]) == ('<w:p w:a="一;二 三;"/>'.encode(), [])


def test_many_rows_come_in_their_order():
    items = [{"a": f"第{number}行", "b": number} for number in range(3000)]
    body = "<w:t>" + "x" * 200 + "{{ loop.index }}:{{ x.a }}={{ x.b }}</w:t>"
    content, found = filled(f"<w:r>{{% for x in l %}}{body}{{% endfor %}}</w:r>", l=items)
    expected = [f"<w:t>{'x' * 200}{n + 1}:第{n}行={n}</w:t>" for n in range(3000)]
    assert (content.decode(), found) == (f"<w:r>{''.join(expected)}</w:r>", [])


def test_loops_in_macros_and_blocks_and_loops():
    source = (
        "{% macro m(l) %}{% for x in l %}{{ x }},{% endfor %}{% endmacro %}"
        "{% block b %}{% for x in l %}{{ x }};{% endfor %}{% endblock %}"
        "{{ m(l) }}{% set s %}{% for x in l %}{{ x }}.{% endfor %}{% endset %}{{ s }}"
        "{% for y in [l, l] %}{% for x in y %}{{ x }}{{ loop.index }}{% endfor %}|{% endfor %}"
    )
    content, found = filled(source, l=["甲", "&"])
    assert (content.decode(), found) == ("甲;&amp;;甲,&amp;,甲.&amp;.甲1&amp;2|甲1&amp;2|", [])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{% set s %}<b/>{{ v }}{% endset %}{{ s }}{{ s }}", "<b/>&amp;<b/>&amp;"),
        ("{% macro m() %}<b/>{{ v }}{% endmacro %}{{ m() ~ v }}", "<b/>&amp;&amp;"),
    ],
)
def test_markup_that_tags_made_is_escaped_once(source, shown):
    assert filled(source, v="&") == (shown.encode(), [])


@pytest.mark.parametrize("more", ["", SINGLY])
@pytest.mark.parametrize(("count", "codes"), [(60, []), (61, ["NK-T22"])])
def test_the_passes_of_all_loops_are_counted_together(monkeypatch, more, count, codes):
    monkeypatch.setattr(faults, "MOST_PASSES", 120)
    source = f"{{% for x in l %}}{{{{ x }}}}{more}{{% endfor %}}" * 2
    assert [fault.code for fault in filled(source, l=["甲"] * count)[1]] == codes


@pytest.mark.parametrize("more", ["", SINGLY])
@pytest.mark.parametrize(("count", "codes"), [(50, []), (51, ["NK-T23"])])
def test_the_size_is_limited_to_the_byte(monkeypatch, more, count, codes):
    monkeypatch.setattr(faults, "LARGEST_PART", 500)
    source = f"{{% for x in l %}}<a/>{{{{ x }}}}{more}{{% endfor %}}" * 2
    assert [fault.code for fault in filled(source, l=["a"] * count)[1]] == codes


@pytest.mark.parametrize("packer", [ZLIB, PACKER])
def test_a_member_packed_in_pieces_is_whole(packer):
    pieces = [b"", *(f"<w:t>{number}</w:t>".encode() * 999 for number in range(40)), b"end"]
    content = b"".join(pieces)
    member = pack_pieces("a", pieces, packer)
    assert zlib.decompress(member.packed, -zlib.MAX_WBITS) == content
    assert (member.crc, member.size) == (zlib.crc32(content), len(content))
    assert member == pack_pieces("a", (content,), packer)


@pytest.mark.parametrize("more", ["", SINGLY])
def test_one_long_text_in_many_rows_ends_before_it_is_written_so_often(monkeypatch, more):
    monkeypatch.setattr(faults, "LARGEST_PART", 3_000_000)
    row = {"a": "甲" * 300_000}
    content, found = filled(f"{{% for x in l %}}{{{{ x.a }}}}{more}{{% endfor %}}", l=[row] * 5000)
    assert (content, [fault.code for fault in found]) == (None, ["NK-T23"])
