"""The fields of a template with their kinds, and the JSON Schema of its data."""

from pathlib import Path
from random import Random

import pytest
from jsonschema import Draft202012Validator

from notice_kit.template.compile import compile_template
from notice_kit.template.json_schema import json_schema
from tests.template.word import compiled, p, parts

BODY = (
    p("{{ unit.name }}{{ unit.due|month_day }}{% if unit.note %}{{ unit.note }}{% endif %}")
    + p("{% for m in unit.members %}{{ m.name }}{{ m.pay * 2 }}{% endfor %}{{ x|default('无') }}")
    + p("{% for two in pairs|batch(2) %}{{ two[0].a|upper }}{% endfor %}")
    + p("{% for n in range(3) %}{{ n }}{% endfor %}")
    + p("{% for s in pages|sheets(2) %}{{ s.number }}{{ s.rows|length }}{% endfor %}")
    + p("{% if kind == '甲' %}一{% endif %}{{ room.dvd|either('有', '无') }}")
)


def test_kinds_are_told_from_use(tmp_path):
    fields = compiled(tmp_path, parts(BODY)).fields()
    assert {f.path: (f.kind, f.is_required) for f, _place in fields} == {
        "unit": ("mapping", True),
        "unit.name": ("printed", True),
        "unit.due": ("date", True),
        "unit.note": ("printed", True),
        "unit.members": ("list", True),
        "unit.members[]": ("mapping", True),
        "unit.members[].name": ("printed", True),
        "unit.members[].pay": ("number", True),
        "x": ("printed", False),
        "pairs": ("list", True),
        "pairs[]": ("mapping", True),
        "pairs[].a": ("text", True),
        "pages": ("list", True),
        "kind": ("text", True),
        "room": ("mapping", True),
        "room.dvd": ("yes-no", True),
    }
    schema = json_schema(field for field, _place in fields)
    assert schema["required"] == ["unit", "pairs", "pages", "kind", "room"]
    item = schema["properties"]["unit"]["properties"]["members"]["items"]
    assert item["required"] == ["name", "pay"]
    assert item["properties"]["pay"] == {"type": "number"}


# Data that fits a schema: the parts of JSON Schema that the kit writes.
TEXTS = ["甲", "", "乙 & <丙>\n丁", "12"]
SILENT = ("there is no field", "a field is empty", "yes or no does", "a list does", "a dict does")
KINDS = ["string", "number", "boolean", "null", "array", "object"]


def instance(schema, random, lean):
    """Data that fits; with as little as it may have where it is to be lean."""
    kinds = schema.get("type", KINDS)
    kinds = [kinds] if isinstance(kinds, str) else kinds
    kind = "null" if lean and "null" in kinds else random.choice(kinds)
    if kind == "object":
        wanted = schema.get("required", ())
        return {
            name: instance(inner, random, lean)
            for name, inner in schema.get("properties", {}).items()
            if name in wanted or (not lean and random.random() < 0.7)
        }
    if kind == "array":
        count = 0 if lean else random.randint(0, 3)
        return [instance(schema.get("items", {}), random, lean) for _each in range(count)]
    if kind == "string":
        return "2026-07-20" if schema.get("format") == "date" else random.choice(TEXTS)
    return {"boolean": random.random() < 0.5, "null": None, "number": random.randint(0, 99)}[kind]


def unprintable(template):
    """What does not print of data that fit the template's schema."""
    schema = json_schema(field for field, _place in template.fields())
    Draft202012Validator.check_schema(schema)
    found = set()
    for seed in range(40):
        data = instance(schema, Random(seed), lean=seed % 4 == 0)
        Draft202012Validator(schema).validate(data)
        faults = template.faults(data)
        found |= {(one.message, one.found) for one in faults if one.message.startswith(SILENT)}
    return found


# A rule is a Word file or has a title and paragraphs, and `fitted` takes texts or mappings: a
# schema of kinds does not say "either".
EITHER = {"制度汇编", "匾牌"}
EXAMPLES = Path("templates").glob("*/template.docx")


@pytest.mark.parametrize(
    "path", sorted(path for path in EXAMPLES if path.parent.name not in EITHER), ids=str
)
def test_data_that_fit_the_schema_of_an_example_print(path):
    assert unprintable(compile_template(path)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "{{ a }}{% if b %}{{ b }}{% endif %}",
        "{{ a or '无' }}{{ b|default('无', true) }}",
        "{% if k == '甲' %}{{ a }}{% else %}{{ a }}{{ b|default('') }}{% endif %}",
        "{% for x in l %}{% if x.k %}{{ x.k }}{% endif %}{{ x.n }}{% endfor %}",
        "{% if l %}{% for x in l %}{{ x.n }}{% endfor %}{% endif %}",
        "{{ l|selectattr('k', 'equalto', '甲')|list|length }}{{ m|join('、') }}",
        "{{ l|map(attribute='n')|join('、') }}{{ l|sum(attribute='c') }}",
        "{{ a + b + c }}{% if a &lt; d %}{% endif %}{{ '甲' if e else '乙' }}",
        "{% set x = a.b %}{{ x.c }}{{ d|either('有', '无') }}{{ t|month_day }}",
        "{% for x in l %}{% for y in x.m %}{{ y.n }}{{ x.k }}{% endfor %}{% endfor %}",
        "{% for x in l|sort(attribute='n') %}{{ loop.index }}{{ x.n }}{% else %}无{% endfor %}",
    ],
)
def test_data_that_fit_a_schema_print(tmp_path, text):
    assert unprintable(compiled(tmp_path, parts(p(text)))) == set()
