"""Fields that wait and are written together: the same text, and faults in the order of the tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_kit.template.faults import attempt
from notice_kit.template.part import compile_part
from notice_kit.template.pieces import encoded

DATA = {"v": "甲&", "n": 5, "bad": None, "wrong": "\x01", "rows": ["一", 2, "三"] * 200}


def filled(source, **data):
    """What a part of that source is filled with, and the lines and messages of its faults."""
    content, found = compile_part("word/document.xml", source).fill(DATA | data, b"".join)
    return content and content.decode(), [(fault.line, fault.message) for fault in found]


EMPTY = "a field is empty"
FORBIDDEN = "a value holds the character U+0001, which Word files cannot hold"


def missing(name):
    return f"there is no field “{name}”"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "{{ bad }}\n{{ x1|upper }}\n{{ wrong }}\n{% if x2 %}{% endif %}{{ x3 }}\n{{ v }}",
            [EMPTY, missing("x1"), FORBIDDEN, missing("x2"), missing("x3")],
        ),
        (
            "{{ x1 }}{% for r in x2 %}{{ r }}{% endfor %}{{ bad }}{% for r in rows %}"
            "{% if x3 %}{% endif %}{% endfor %}{{ wrong }}",
            [missing("x1"), missing("x2"), EMPTY, missing("x3"), FORBIDDEN],
        ),
        (
            "{% macro m() %}{{ x1 }}{% endmacro %}{{ wrong }}{{ m() }}{{ bad }}",
            [FORBIDDEN, missing("x1"), EMPTY],
        ),
        (
            "{{ bad }}{{ x1 }}{{ 1 // 0 }}{{ wrong }}",
            [EMPTY, missing("x1"), "the tag fails: integer division or modulo by zero"],
        ),
        (
            "{% for r in rows %}{% if r == 2 %}{{ r }}{% endif %}{% endfor %}"
            "{{ bad }}{{ x1|lower }}",
            [EMPTY, missing("x1")],
        ),
    ],
)
def test_faults_are_told_in_the_order_of_the_tags(source, told):
    assert [message for _line, message in filled(source)[1]] == told


def test_each_fault_is_told_on_its_own_line():
    source = "{{ v }}\n{{ bad }}{{ v }}\n{{ n }}\n{{ wrong }}"
    lines = [line for line, _message in filled(source)[1]]
    assert len(set(lines)) == 2
    assert lines == sorted(lines)


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 600])
def test_values_stay_in_their_places(count):
    rows = [f"<{number}>" if number % 3 else number for number in range(count)]
    source = (
        "<w:t>{% for r in l %}{{ r }}{% if r %}{{ r }}:{% endif %}{{ v|lower }}%{% endfor %}</w:t>"
    )
    shown = [str(row).replace("<", "&lt;").replace(">", "&gt;") for row in rows]
    wanted = "".join(
        f"{text}{f'{text}:' if row else ''}甲&amp;%" for text, row in zip(shown, rows, strict=True)
    )
    assert filled(source, l=rows) == (f"<w:t>{wanted}</w:t>", [])


def test_markup_among_texts_stays_markup():
    source = (
        "{% set s %}<b/>{{ v }}{% endset %}<w:t>{{ v }}{{ s }}{{ n }}{{ v }}{{ s|upper }}</w:t>"
    )
    shown = "<w:t>甲&amp;<b/>甲&amp;5甲&amp;"
    content, found = filled(source)
    assert content.startswith(shown)
    assert found == []


@given(
    st.lists(
        st.text(st.sampled_from("a<&\n\x01\ufffe甲"), max_size=5000) | st.integers(), max_size=9
    )
)
def test_values_that_wait_are_written_as_by_themselves(values):
    fields = [(b"<a>%s</a>%%", (number,), (value,)) for number, value in enumerate(values, start=1)]
    together, found = attempt(lambda: list(encoded(fields)))
    singly, wrong = [], []
    for one in fields:
        written, faults = attempt(lambda one=one: b"".join(encoded([one])))
        singly.append(written)
        wrong += faults
    assert (together, found) == (singly, wrong)
