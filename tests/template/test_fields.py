"""Which fields a template uses: the contract between the data and the Word file."""

import pytest

from notice_kit.template.environment import XML
from notice_kit.template.fields import covers, fields_of


def paths(source):
    return [use.path for use in fields_of(XML.parse(source))]


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("甲", []),
        ("{{ a }}", ["a"]),
        ("{{ a.b.c }}", ["a.b.c"]),
        ("{{ a['b'].c }}", ["a.b.c"]),
        ("{{ a.l[0].c }}", ["a.l[].c"]),
        ("{{ a|default(b.c) }}", ["a", "b.c"]),
        ("{{ a if b else c }}", ["b", "a", "c"]),
        (
            "{% if a.b %}{{ c }}{% elif d %}{{ e }}{% else %}{{ f }}{% endif %}",
            [*["a.b", "c", "d", "e", "f"]],
        ),
        ("{% for x in a.l %}{{ x.b }}{{ loop.index }}{% endfor %}", ["a.l", "a.l[].b"]),
        (
            "{% for x in a.l if x.ok %}{{ x }}{% else %}{{ e }}{% endfor %}",
            ["a.l", "a.l[].ok", "a.l[]", "e"],
        ),
        (
            "{% for x in a.l %}{% for y in x.m %}{{ y.n }}{% endfor %}{% endfor %}",
            ["a.l", "a.l[].m", "a.l[].m[].n"],
        ),
        ("{% for x in l|sort|reverse %}{{ x.b }}{% endfor %}", ["l", "l[].b"]),
        ("{% for x in l[1:] %}{{ x.b }}{% endfor %}", ["l", "l[].b"]),
        ("{{ (l|first).b }}", ["l[].b"]),
        ("{% for k, v in d.items() %}{{ k }}{{ v }}{% endfor %}", ["d"]),
        ("{{ a.name.strip(b.c) }}", ["a.name", "b.c"]),
        ("{% for i in range(n) %}{{ i }}{% endfor %}", ["n"]),
        ("{% set x = a.b %}{{ x.c }}", ["a.b", "a.b.c"]),
        ("{% set x, y = a %}{{ x }}{{ y }}", ["a"]),
        ("{% set x %}{{ a.b }}{% endset %}{{ x }}", ["a.b"]),
        ("{% set n = namespace(x=a.b) %}{% set n.x = a.c %}{{ n.x }}", ["a.b", "a.c"]),
        ("{% if a %}{% set x = b %}{% endif %}{{ x.c }}", ["a", "b", "b.c"]),
        ("{% for i in l %}{% set x = i.b %}{% endfor %}{{ x }}", ["l", "l[].b", "x"]),
        ("{% with x = a.b %}{{ x.c }}{% endwith %}{{ x }}", ["a.b", "a.b.c", "x"]),
        (
            "{% macro m(x, y=a.b) %}{{ x.z }}{{ y }}{{ a.c }}{% endmacro %}{{ m(a.d) }}",
            ["a.b", "a.c", "a.d"],
        ),
        (
            "{% macro m() %}{{caller(1)}}{% endmacro %}{% call(x) m() %}{{ x ~ a }}{% endcall %}",
            ["a"],
        ),
        ("{% filter upper %}{{ a.b }}{% endfilter %}", ["a.b"]),
        ("{{ l|selectattr('kind', '==', a.b)|list|length }}", ["l", "a.b", "l[].kind"]),
        ("{{ l|map(attribute='name')|join }}", ["l", "l[].name"]),
        (
            "{% for pair in l|pad_to(4)|batch(2) %}{{ pair[0].a }}{{ pair|first }}"
            "{% for x in pair %}{{ x.b }}{% endfor %}{% endfor %}",
            ["l", "l[].a", "l", "l", "l[].b"],
        ),
        ("{% set g = l|slice(3) %}{{ g|length }}{{ g[0][1].a }}", ["l", "l[].a"]),
        ("{# {{ a }} #}", []),
        ("{{ 'a.b' }}{{ 1 }}{{ true }}", []),
    ],
)
def test_the_fields_of_a_source_are_its_paths_in_order(source, used):
    assert paths(source) == used


def test_a_use_knows_its_line():
    uses = fields_of(XML.parse("\n{{ a }}\n\n{{ b }}"))
    assert [(use.path, use.line) for use in uses] == [("a", 2), ("b", 4)]


@pytest.mark.parametrize(
    ("declared", "used", "allowed"),
    [
        ("a.b", "a.b", True),
        ("a.b", "a", True),
        ("a.l[].b", "a.l", True),
        ("a.l[].b", "a.l[]", True),
        ("a", "a.b", False),
        ("a.bc", "a.b", False),
        ("a.l[].b", "a.l[].c", False),
    ],
)
def test_a_declared_field_allows_itself_and_what_it_is_part_of(declared, used, allowed):
    assert covers(declared, used) is allowed
