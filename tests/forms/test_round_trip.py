"""Forms that LibreOffice has filled in and saved come back as they were filled in."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notice_kit.forms.reading import read_form
from tests.forms.filling import put
from tests.forms.test_reading import DEFINITIONS, TEXTS
from tests.support.office import soffice
from tests.support.office_forms import DOC, Writer

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed"),
]

CHOICES = {
    "branches.kind": "社区",
    "branches.form": "党支部",
    "rooms.dvd": "无",
    "rooms.projector": "有",
    "systems.bound": "否",
}
NUMBERS = {
    "branches.activity_day": "28",
    "branches.activities_per_month": "3",
    "branches.founded": "2001年7月1日",
    "rooms.area": "88.5",
    "rooms.television": "无",
}
WRITTEN = (
    "branches.name", "branches.unit", "secretary.name", "secretary.education", "branches.address",
    "branches.phone", "secretary.phone", "rooms.manager", "branches.honours", "branches.deeds",
)  # fmt: skip


@pytest.fixture(scope="module")
def writer():
    started = Writer()
    yield started
    started.close()


def values_of(folder, content):
    form, findings = read_form(put(folder, "f.docx", content), "f.docx", DEFINITIONS)
    assert findings == []
    return {name: value.text for name, value in form.values.items()}


def test_a_form_that_was_only_saved_anew_says_what_it_said(writer, made, tmp_path):
    assert values_of(tmp_path, writer.write(made["V01"], {})) == values_of(tmp_path, made["V01"])


def test_a_form_saved_in_the_old_format_and_back_says_what_it_said(writer, made, tmp_path):
    flat = writer.write(writer.write(made["V01"], {}, DOC), {})
    assert values_of(tmp_path, flat) == values_of(tmp_path, made["V01"])


@settings(
    max_examples=6, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(st.fixed_dictionaries(dict.fromkeys(WRITTEN, TEXTS)))
def test_whatever_was_typed_comes_back(writer, made, tmp_path, texts):
    typed = {**CHOICES, **NUMBERS, **texts, "branches.code": "N-01"}
    values = values_of(tmp_path, writer.write(made["blank"], typed))
    assert {name: values[name] for name in typed} == typed
    assert {text for name, text in values.items() if name not in typed} == {""}
