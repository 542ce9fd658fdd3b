"""Forms with a fixed number of rows, their continuations, and the filters of numbers and dates."""

from datetime import date

import pytest

from notice_kit.template.environment import TEXT, XML
from notice_kit.template.faults import attempt
from notice_kit.template.fields import fields_of
from tests.template.audit import complaints, whole
from tests.template.word import compiled, table, texts

ROWS = [{"a": "甲", "n": 1, "l": [1]}, {"a": "乙", "n": 2, "l": []}]
EACH = "{% for r in rows|pad_to(3) %}"


def printed(source, **data):
    text, faults = attempt(lambda: TEXT.from_string(source).render(data))
    return [fault.message for fault in faults] or text


@pytest.mark.parametrize(
    "field",
    [
        *("r.a", "r.a.b", "r['a']", "r.a[0]", "r.a[:1]", "r", "r.a.x()", "r.a ~ r.n"),
        *("r.n + 1", "r.n * 2", "2 * r.n", "-r.n", "r.a|default('无')", "r.a|d('无', true)"),
        *("r.a|upper", "r.l|join('、')", "r.a|month_day", "r.n|spoken", "r.n|decimals(1)"),
        *("r.n|ordinal", "r.n|either('有', '无')", "'是' if r.n > 0", "'是' if r.a == 'x'"),
    ],
)
def test_what_is_asked_of_a_blank_prints_nothing(field):
    whole_field = f"{field} else ''" if " if " in field else field
    source = "{% for r in []|pad_to(2) %}[{{ " + whole_field + " }}]{% endfor %}"
    assert printed(source) == "[][]"


def test_rows_are_followed_by_blanks():
    source = EACH + "{{ loop.index }}{{ r.a }}{% if r is blank %}空{% endif %};{% endfor %}"
    assert printed(source, rows=ROWS) == "1甲;2乙;3空;"
    assert printed("{{ rows|pad_to(5)|sum(attribute='n') }}", rows=ROWS) == "3"


def test_more_rows_than_the_form_has_are_a_fault():
    assert printed("{{ rows|pad_to(1)|length }}", rows=ROWS) == [
        "2 rows do not fit into a form of 1"
    ]


def test_a_list_that_is_missing_is_a_fault():
    assert printed(EACH + "{% endfor %}") == ["there is no field “rows”"]
    assert printed("{% for s in rows|sheets(3) %}{% endfor %}") == ["there is no field “rows”"]


def test_a_form_is_filled(tmp_path):
    body = table(
        ["{%tr for r in rows|pad_to(3) %}", ""], ["{{ r.a }}", "{{ r.n }}"], ["{%tr endfor %}", ""]
    )
    content = compiled(tmp_path, whole(body)).render({"rows": ROWS})
    assert texts(content) == ["甲", "1", "乙", "2", "", ""]
    assert complaints(tmp_path, content) == []


SHEETS = (
    "{% for s in rows|sheets(2) %}{{ s.number }}{{ s.rows|join }}{{ s.is_first|either('首', '') }}"
    "{{ s.is_last|either('末', '') }}{{ s.is_continued|either('续', '') }};{% endfor %}"
)


@pytest.mark.parametrize(
    ("rows", "text"),
    [([], "1首末;"), ([1, 2], "112首末;"), ([1, 2, 3], "112首;23末续;")],
)
def test_sheets(rows, text):
    assert printed(SHEETS, rows=rows) == text


def test_the_fields_of_rows_on_sheets_are_those_of_the_list():
    source = (
        "{% for s in u.l|sheets(2) %}{{ s.number }}{{ s.rows|length }}"
        "{% for r in s.rows|pad_to(2) %}{{ r.name }}{% endfor %}{% endfor %}"
    )
    assert {use.path for use in fields_of(XML.parse(source))} == {"u.l", "u.l[].name"}


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("3|ordinal", "三"),
        ("12|ordinal('（）')", "（十二）"),
        ("3|ordinal('第')", "第三"),
        ("3|ordinal('第条')", "第三条"),
        ("3|ordinal('、')", "三、"),
        ("2026|chinese_year", "二〇二六"),
        ("'2026'|chinese_year", "二〇二六"),
        ("day|chinese_year", "二〇二六"),
        ("day|long_date", "二〇二六年七月二十日"),
        ("'2026-12-31'|long_date", "二〇二六年十二月三十一日"),
        ("day|weekday", "星期一"),
        ("'2026-07-26'|weekday", "星期日"),
        ("0|ordinal", ["the tag fails: not an ordinal: 0"]),
        ("none|ordinal", ["a field is empty"]),
    ],
)
def test_filters(tag, text):
    assert printed(f"{{{{ {tag} }}}}", day=date(2026, 7, 20)) == text
