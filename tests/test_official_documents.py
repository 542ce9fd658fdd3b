"""`build` holds official documents to the rules: what breaks one is not delivered, others are."""

import zipfile

import pytest

from notice_kit.building import build
from notice_kit.errors import UsageError
from notice_kit.starter import init

LETTER = "templates/整改通知/template.docx"


@pytest.fixture
def folder(tmp_path):
    init(tmp_path / "campaign")
    return tmp_path / "campaign"


def rewrite(path, old, new):
    """The main part of a Word file with other words in it, which must be there."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    text = members["word/document.xml"].decode()
    assert old in text
    members["word/document.xml"] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)


def test_the_example_breaks_no_rule_and_follows_all_custom(folder):
    report = build(folder, ["整改通知", "表彰决定"], strict=True)
    assert (report.findings, report.failed, len(report.delivered)) == ((), (), 9)


def test_a_document_that_breaks_a_rule_is_not_delivered_and_others_are(folder):
    rewrite(folder / LETTER, 'w:top="2098"', 'w:top="1440"')
    report = build(folder, ["整改通知", "表彰决定"])
    assert {job.template.name for job, _findings in report.failed} == {"整改通知"}
    assert [job.template.name for job in report.delivered] == ["表彰决定"]
    assert not (folder / "output" / "整改通知").exists()
    job, findings = report.failed[0]
    top = next(finding for finding in findings if finding.code == "P-02")
    assert (top.found, top.location.file) == ("25.4 mm", job.path)


def test_what_should_be_is_told_and_stops_a_document_only_if_strict(folder):
    rewrite(folder / LETTER, 'w:gutter="0"', 'w:gutter="20"')  # P-06: custom; P-10: 一般
    report = build(folder, ["整改通知"])
    assert (len(report.delivered), report.failed) == (8, ())
    assert {finding.code for finding in report.advice} == {"P-06", "P-10"}
    assert not build(folder, ["整改通知"], strict=True).is_fine(strict=True)
    strict = build(folder, ["整改通知"], strict=True, force=True)
    assert (strict.delivered, len(strict.failed)) == ((), 8)


def test_a_profile_is_named_in_campaign_yaml(folder):
    rewrite(folder / LETTER, 'w:top="2098"', 'w:top="1440"')
    (folder / "ours.yaml").write_text("disabled: [P-02, P-05]\n", encoding="utf-8")
    facts = folder / "campaign.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + "profile: ours.yaml\n", encoding="utf-8")
    assert len(build(folder, ["整改通知"]).delivered) == 8


def test_a_profile_that_is_not_there_is_told_before_anything_is_written(folder):
    facts = folder / "campaign.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + "profile: none.yaml\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"none\.yaml") as caught:
        build(folder, ["整改通知"])
    assert not isinstance(caught.value, (OSError, UsageError))
    assert not list((folder / "output").glob("*"))


def test_a_strict_build_that_refuses_documents_removes_none_either(folder):
    build(folder, ["整改通知"])
    there = sorted((folder / "output" / "整改通知").iterdir())
    spec = folder / "templates" / "整改通知" / "template.yaml"
    text = spec.read_text(encoding="utf-8")
    spec.write_text(text.replace('file: "', 'file: "另-'), encoding="utf-8")
    rewrite(folder / LETTER, 'w:top="2098"', 'w:top="1440"')  # P-02: a must
    report = build(folder, ["整改通知"], strict=True, prune=True)
    assert (report.delivered, len(report.failed)) == ((), 8)
    assert sorted((folder / "output" / "整改通知").iterdir()) == there
