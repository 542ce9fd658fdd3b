"""Plain data: what a template may be given."""

from collections import OrderedDict
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from notice_kit.template.plain import impure_path

SCALARS = st.none() | st.booleans() | st.integers() | st.text() | st.decimals() | st.dates()
PLAIN = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(PLAIN)
def test_texts_numbers_dates_lists_and_dicts_are_plain(value):
    assert impure_path(value) is None


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (object(), "object"),
        ({"a": {"b": [1, object()]}}, "a.b[1]"),
        ({"a": {1, 2}}, "a"),
        ({"a": print}, "a"),
        ({"a": b"bytes"}, "a"),
        ({"a": Markup("<w:p/>")}, "a"),
        ({"a": {1: "x"}}, "a.1"),
        ({2: "x"}, "2"),
        ({"a": date}, "a"),
        ([{"b": (1, {"c": object()})}], "[0].b[1].c"),
    ],
)
def test_the_first_thing_that_is_not_is_named(value, path):
    assert impure_path(value) == path


def test_what_contains_itself_is_looked_at_once():
    value = {"list": [Decimal(1), datetime(2026, 7, 20), OrderedDict(a=1)]}
    value["self"] = value
    assert impure_path(value) is None
