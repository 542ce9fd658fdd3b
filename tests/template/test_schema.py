"""The fields of a template with their kinds, and the JSON Schema of its data."""

from notice_kit.template.schema import json_schema
from tests.template.word import compiled, p, parts

BODY = (
    p("{{ unit.name }}{{ unit.due|month_day }}{% if unit.note %}{{ unit.note }}{% endif %}")
    + p("{% for m in unit.members %}{{ m.name }}{{ m.pay * 2 }}{% endfor %}{{ x|default('无') }}")
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
        "kind": ("text", True),
        "room": ("mapping", True),
        "room.dvd": ("yes-no", True),
    }
    schema = json_schema(field for field, _place in fields)
    assert schema["required"] == ["unit", "kind", "room"]
    item = schema["properties"]["unit"]["properties"]["members"]["items"]
    assert item["required"] == ["name", "pay"]
    assert item["properties"]["pay"] == {"type": "number"}
