"""Findings as text and as data; the errors that carry them."""

import pickle

import pytest

from notice_kit.errors import (
    DeliverError,
    NoticeKitError,
    RenderError,
    SourceError,
    TemplateError,
    UsageError,
)
from notice_kit.findings import (
    Finding,
    Location,
    Severity,
    did_you_mean,
    error,
    has_errors,
    warning,
)


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (Location("a.yaml"), "a.yaml"),
        (Location("a.yaml", line=3), "a.yaml:3"),
        (Location("a.yaml", line=3, column=5), "a.yaml:3:5"),
        (Location("u.xlsx", sheet="单位"), "u.xlsx [单位]"),
        (Location("u.xlsx", sheet="单位", cell="C7"), "u.xlsx [单位]!C7"),
        (Location("t.docx", part="word/document.xml", paragraph="甲"), "t.docx “甲”"),
        (Location("t.docx", part="word/header1.xml"), "t.docx (word/header1.xml)"),
    ],
)
def test_a_location_reads_as_its_program_shows_it(location, text):
    assert str(location) == text


def test_a_finding_says_what_where_found_wanted_and_what_to_do():
    finding = error(
        "NK-D06",
        "“类别” cannot be this",
        Location("a", line=1),
        found="村",
        wanted="镇",
        remedy="改。",
    )
    assert str(finding) == "a:1: NK-D06 “类别” cannot be this; found: 村; wanted: 镇\n    → 改。"


def test_a_finding_as_data_leaves_out_what_is_not_there():
    finding = warning("NK-D46", "few", Location("u.xlsx", sheet="单位", cell="E2"), found="0")
    assert finding.to_dict() == {
        "code": "NK-D46",
        "severity": "warning",
        "message": "few",
        "file": "u.xlsx",
        "sheet": "单位",
        "cell": "E2",
        "found": "0",
    }


def test_only_errors_stop_delivery():
    mild = warning("NK-D46", "few", Location("a"))
    hard = error("NK-D06", "wrong", Location("a"))
    assert (mild.severity, hard.severity) == (Severity.WARNING, Severity.ERROR)
    assert not has_errors([])
    assert not has_errors([mild])
    assert has_errors([mild, hard])


def test_the_nearest_word_is_named_and_a_far_one_is_not():
    assert did_you_mean("实施意件", ["整改通知", "实施意见"]) == "Did you mean “实施意见”?"
    assert did_you_mean("quta", ["quota", "name"]) == "Did you mean “quota”?"
    assert did_you_mean("xyz", ["quota", "name"]) is None
    assert did_you_mean("xyz", []) is None


@pytest.mark.parametrize(
    "kind", [NoticeKitError, SourceError, TemplateError, RenderError, DeliverError, UsageError]
)
def test_an_error_carries_its_findings_through_a_pickle(kind):
    findings = error("NK-S01", "no file", Location("a")), error("NK-S02", "folder", Location("b"))
    caught = pickle.loads(pickle.dumps(kind(*findings)))
    assert type(caught) is kind
    assert isinstance(caught, NoticeKitError)
    assert caught.findings == findings
    assert str(caught) == "a: NK-S01 no file\nb: NK-S02 folder"


def test_a_finding_cannot_be_changed():
    finding = error("NK-S01", "no file", Location("a"))
    with pytest.raises(AttributeError):
        finding.code = "NK-S02"
    assert finding == Finding("NK-S01", Severity.ERROR, "no file", Location("a"))
