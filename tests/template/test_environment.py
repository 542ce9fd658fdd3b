"""The sandbox: strict, plain data only, every fault collected, every value escaped exactly once."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateRuntimeError

from notice_kit.template.environment import TEXT, XML
from notice_kit.template.faults import Fault, attempt
from notice_kit.template.printing import FORBIDDEN

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def xml(source, **data):
    """What the source prints in an XML part; it must have no faults."""
    text, faults = attempt(lambda: XML.from_string(source).render(data))
    assert faults == []
    return text


def plain(source, **data):
    text, faults = attempt(lambda: TEXT.from_string(source).render(data))
    assert faults == []
    return text


def faults(source, environment=XML, **data):
    """The messages and lines of all faults."""
    _text, found = attempt(lambda: environment.from_string(source).render(data))
    return [(fault.line, fault.message) for fault in found]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("甲", "甲"),
        ("", ""),
        (10, "10"),
        (Decimal("93.50"), "93.50"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e21, "1000000000000000000000"),
        (date(2026, 7, 20), "2026年7月20日"),
        (datetime(2026, 7, 20, 8, 5), "2026年7月20日8:05"),
        (datetime(2026, 7, 20), "2026年7月20日"),
    ],
)
def test_a_value_prints_as_an_office_writes_it(value, text):
    assert plain("{{ v }}", v=value) == xml("{{ v }}", v=value) == text


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "a field is empty"),
        (True, "yes or no does not print by itself"),
        (False, "yes or no does not print by itself"),
        ([1], "a list does not print by itself"),
        ({"a": 1}, "a dict does not print by itself"),
        (float("nan"), "a value is not a number: nan"),
        (Decimal("Infinity"), "a value is not a number: Infinity"),
        ("甲\x0b", "a value holds the character U+000B, which Word files cannot hold"),
        ("\ud800", "a value holds the character U+D800, which Word files cannot hold"),
        ("\ufffe", "a value holds the character U+FFFE, which Word files cannot hold"),
    ],
)
@pytest.mark.parametrize(
    "source",
    ["{{ v }}", "{{ v|e }}", "{{ v ~ '' }}", "{{ [v]|join }}", "{{ v|string }}", "{{ v|trim }}"],
)
def test_a_value_that_must_not_print_is_a_fault_however_it_is_printed(source, value, message):
    if value in ("甲\x0b",) and "trim" in source:
        value = "甲\x0b乙"
    for environment in (XML, TEXT):
        assert faults(source, environment, v=value) == [(1, message)]


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32), 0x7F, 0x80, 0x9F, 0xFFFF])
def test_every_control_character_is_forbidden(code):
    assert FORBIDDEN.search(chr(code))


def test_tab_and_line_breaks_are_not_forbidden():
    assert not FORBIDDEN.search("\t\n\r 甲😀\u2028")


@pytest.mark.parametrize(
    "source",
    [
        "{{ v }}",
        "{{ v|e }}",
        "{{ v|escape|e }}",
        "{{ v ~ '' }}",
        "{{ [v]|join('、') }}",
        "{{ [v]|join }}",
        "{{ v|default('无') }}",
        "{{ v|trim }}",
        "{{ v|string }}",
        "{{ v|replace('甲', '乙') }}",
        "{% set w = v %}{{ w }}",
        "{% set w %}{{ v }}{% endset %}{{ w }}",
        "{% set w %}{{ v }}{% endset %}{{ w ~ '' }}",
        "{% set w %}{{ v }}{% endset %}{{ [w]|join }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(v) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ v }}{% endcall %}",
        "{% filter trim %}{{ v }}{% endfilter %}",
        "{% autoescape false %}{{ v }}{% endautoescape %}",
        "{% for x in [v] %}{{ x }}{% endfor %}",
        "{{ v if true else '' }}",
    ],
)
def test_a_value_is_escaped_exactly_once(source):
    assert xml(source, v="A & <B> &lt;") == "A &amp; &lt;B&gt; &amp;lt;"
    assert plain(source, v="A & <B> &lt;") == "A & <B> &lt;"


def test_the_joiner_is_escaped_and_the_items_print_as_by_themselves():
    assert xml("{{ v|join('<') }}", v=["a", 1, Decimal("1.10"), date(2026, 7, 1)]) == (
        "a&lt;1&lt;1.10&lt;2026年7月1日"
    )
    assert xml("{{ v|join('、', attribute='n') }}", v=[{"n": "甲"}, {"n": "乙"}]) == "甲、乙"
    assert xml("{{ []|join('、') }}") == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [("a\nb", f"a{BREAK}b"), ("a\r\nb\rc", f"a{BREAK}b{BREAK}c"), ("a\tb", f"a{TAB}b")],
)
def test_white_space_of_a_value_becomes_markup_of_the_part(value, text):
    assert xml("{{ v }}", v=value) == text
    assert xml("{{ v|e }}{{ v ~ '' }}", v=value) == text * 2


def test_line_breaks_of_the_template_itself_stay_as_they_are():
    source = "{% macro m(x) %}\n<w:p>{{ x }}</w:p>{% endmacro %}{{ m(v) }}"
    assert xml(source, v="a\nb") == f"\n<w:p>a{BREAK}b</w:p>"


def test_every_fault_of_a_source_is_found_in_one_pass_with_its_line():
    source = (
        "{{ a }}\n{{ d.x.y }}\n{% if nope %}1{% endif %}\n"
        "{% for i in gone %}{% endfor %}\n{{ none }}\n{{ 1/0 }}"
    )
    assert faults(source, d={"xx": 1}) == [
        (1, "there is no field “a”"),
        (2, "there is no field “x”"),
        (3, "there is no field “nope”"),
        (4, "there is no field “gone”"),
        (5, "a field is empty"),
        (6, "the tag fails: division by zero"),
    ]


def test_a_fault_that_repeats_is_told_once():
    assert faults("{% for i in range(50) %}{{ nope }}{% endfor %}") == [
        (1, "there is no field “nope”")
    ]


def test_the_nearest_name_is_the_remedy():
    _text, (fault,) = attempt(lambda: TEXT.from_string("{{ u.quta }}").render(u={"quota": 1}))
    assert fault == Fault(1, "there is no field “quta”", "Did you mean “quota”?")


@pytest.mark.parametrize(
    "source",
    [
        "{% if x > 1 %}{% endif %}",
        "{{ 'a' in x }}",
        "{{ x|length }}",
        "{{ x == 1 }}",
        "{{ not x }}",
    ],
)
def test_asking_anything_of_what_is_missing_is_a_fault(source):
    assert (1, "there is no field “x”") in faults(source)


def test_what_is_missing_may_be_asked_for_by_name():
    assert xml("{% if x is defined %}1{% else %}0{% endif %}{{ d.x|default('无') }}", d={}) == "0无"


def test_constants_of_the_template_are_held_to_the_same():
    assert faults("{{ none }}{{ true }}") == [
        (1, "a field is empty"),
        (1, "yes or no does not print by itself"),
    ]
    assert xml(r"{{ 'a\nb' }}{{ '<' }}") == f"a{BREAK}b&lt;"


@pytest.mark.parametrize("source", ["{{ u.x }}", "{{ none }}", "{% if u.x %}{% endif %}"])
def test_a_fault_that_nobody_would_hear_of_is_raised(source):
    with pytest.raises(TemplateRuntimeError):
        TEXT.from_string(source).render(u={})


@pytest.mark.parametrize(
    "name", ["items", "keys", "values", "get", "pop", "update", "copy", "count"]
)
def test_a_name_that_a_method_has_too_is_the_data(name):
    assert plain("{{ d." + name + " }}", d={name: "甲"}) == "甲"
    assert faults("{{ d." + name + " }}", d={"a": 1}) == [(1, f"there is no field “{name}”")]


def test_a_dict_may_be_looped_over_by_its_methods():
    source = "{% for k, v in d.items() %}{{ k }}{{ v }}{% endfor %}{{ d.get('a') }}"
    assert plain(source, d={"a": 1, "b": 2}) == "a1b21"
    assert plain("{{ d.keys()|join }}{{ d.values()|join }}", d={"a": 1}) == "a1"


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ '{x.__class__}'.format_map({'x': 1}) }}",
        "{{ ''|attr('__class__') }}",
        "{{ ['']|map('attr', '__class__')|list }}",
        "{{ ['']|map(attribute='__class__')|first }}",
        "{{ self._TemplateReference__context }}",
        "{{ range.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum(n=200000) }}",
        "{{ d.pop('a') }}",
        "{% set _ = l.append(1) %}",
        "{% set _ = d.update({'a': 2}) %}",
        "{{ '<b>'|safe }}",
        "{% include 'x' %}",
        "{% import 'x' as x %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ 9**(9**9) }}",
        "{{ 'x' * 1000000000 }}",
        "{{ [0] * 1000000000 }}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{{ range(999999999)|length }}",
        "{% set n = namespace(x='x') %}{% for i in 'x'*99 %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='x') %}{% for i in 'x'*99 %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    ],
)
def test_a_way_out_of_the_sandbox_is_a_fault(source):
    data = {"d": {"a": 1}, "l": [0]}
    _text, found = attempt(lambda: XML.from_string(source).render(data))
    assert len(found) == 1
    assert data == {"d": {"a": 1}, "l": [0]}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_text_of_a_value_is_never_run(text):
    assert plain("{{ v }}", v="{{ 7*7 }}{% if x %}" + text) == "{{ 7*7 }}{% if x %}" + text
