"""A build makes what is not there as the plan wants it, and leaves the rest alone."""

import os
import sqlite3

import pytest

from notice_kit.building import build
from notice_kit.changes import State, status
from notice_kit.differences import differences
from tests.support.campaign import codes, word

LETTER = "整改通知/V02-整改通知.docx"


def states(folder):
    """Path below the campaign folder → (bytes, time of change), of everything in it."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def paths(jobs):
    return [job.path for job in jobs]


def replant(folder, path, old, new):
    text = (folder / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def built(folder):
    assert len(build(folder).delivered) == 9
    return folder


def test_a_build_with_nothing_to_do_writes_nothing_at_all(built):
    before = states(built)
    report = build(built)
    assert report.delivered == ()
    assert len(report.unchanged) == 9
    assert report.is_fine(strict=True)
    assert states(built) == before


def test_files_written_anew_with_the_same_content_change_nothing(built):
    for name in ("campaign.yaml", "data/units.yaml"):
        content = (built / name).read_bytes()
        (built / name).write_bytes(content)
        os.utime(built / name, ns=(1, 1))
    assert build(built).delivered == ()


def test_one_changed_row_remakes_its_documents_only(built):
    before = states(built / "output")
    replant(built, "data/units.yaml", "name: 中共青禾县柳溪镇委员会", "name: 中共青禾县柳溪镇党委")
    report = build(built)
    assert paths(report.delivered) == ["实施意见/T01-实施意见.docx"]
    assert len(report.unchanged) == 8
    after = states(built / "output")
    assert [path for path in after if after[path] != before[path]] == ["实施意见/T01-实施意见.docx"]


def test_a_field_that_no_document_uses_remakes_nothing(built):
    replant(
        built,
        "data/units.yaml",
        "deadline: 2026-07-18, liaison: 王联络, liaison_phone: 0599-6000021}\n  - {code: D01",
        "deadline: 2026-07-17, liaison: 王联络, liaison_phone: 0599-6000021}\n  - {code: D01",
    )
    assert build(built).delivered == ()


def test_a_changed_template_remakes_its_documents_only(built):
    (built / "templates/荣誉证书/template.docx").write_bytes(
        word("{{ branch.name }}：获{{ winner.grade }}")
    )
    assert {job.template.name for job in build(built).delivered} == {"荣誉证书"}


def test_a_file_that_somebody_edited_is_made_anew_and_told(built):
    target = built / "output" / LETTER
    content = target.read_bytes()
    target.write_bytes(content + b"edited")
    report = build(built)
    assert paths(report.delivered) == [LETTER]
    assert codes(report.findings) == ["NK-W04"]
    assert report.is_fine(strict=True)
    assert target.read_bytes() == content


def test_a_file_that_somebody_took_away_is_made_anew(built):
    (built / "output" / LETTER).unlink()
    assert paths(build(built).delivered) == [LETTER]


def test_a_file_that_was_only_touched_is_left_alone(built):
    os.utime(built / "output" / LETTER, ns=(5, 5))
    assert build(built).delivered == ()
    assert (built / "output" / LETTER).stat().st_mtime_ns == 5


def test_force_makes_all(built):
    assert len(build(built, force=True).delivered) == 9


def test_what_is_no_longer_planned_is_told_and_removed_only_when_asked(built):
    replant(
        built,
        "templates/荣誉证书/template.yaml",
        "certificate_number }}",
        "certificate_number }}号",
    )
    report = build(built)
    assert [(one.code, one.location.file) for one in report.advice] == [
        ("NK-W05", "荣誉证书/2026001.docx"),
        ("NK-W05", "荣誉证书/2026002.docx"),
    ]
    assert codes(build(built).advice) == []
    assert codes(build(built).findings) == ["NK-W05"] * 2
    (built / "output/荣誉证书/2026001.docx").write_bytes(b"edited")
    assert codes(build(built, prune=True).advice) == ["NK-W05", "NK-W06"]
    assert sorted(path.name for path in (built / "output/荣誉证书").iterdir()) == [
        "2026001.docx",
        "2026001号.docx",
        "2026002号.docx",
    ]


def test_a_template_that_cannot_be_read_makes_no_document_an_orphan(built):
    (built / "templates/荣誉证书/template.docx").write_bytes(b"no zip")
    report = build(built, prune=True)
    assert "NK-W05" not in codes(report.findings)
    assert len(list((built / "output/荣誉证书").iterdir())) == 2


def test_a_damaged_manifest_is_made_anew(built):
    (built / ".notice_kit/manifest.db").write_bytes(b"no database" * 100)
    assert len(build(built).delivered) == 9
    assert len(build(built).unchanged) == 9


def test_a_part_and_the_whole_do_not_forget_each_other(folder):
    assert len(build(folder, only=["D01"]).delivered) == 4
    report = build(folder)
    assert (len(report.delivered), len(report.unchanged)) == (5, 4)


def test_the_manifest_holds_no_values_of_the_data(built):
    with sqlite3.connect(built / ".notice_kit/manifest.db") as connection:
        dump = "\n".join(connection.iterdump())
    assert "13800000" not in dump
    assert "330999" not in dump


def test_status_tells_what_a_build_would_do_and_writes_nothing(built):
    replant(built, "data/units.yaml", "name: 中共青禾县柳溪镇委员会", "name: 中共青禾县柳溪镇党委")
    (built / "output" / LETTER).unlink()
    (built / "output/制度汇编/G01.docx").write_bytes(b"edited")
    replant(
        built,
        "templates/荣誉证书/template.yaml",
        "certificate_number }}",
        "certificate_number }}号",
    )
    before = states(built)
    found = status(built)
    assert states(built) == before
    told = {one.job.path: one.state for one in found.standings}
    assert told == {
        "制度汇编/V01.docx": State.UNCHANGED,
        "制度汇编/V02.docx": State.UNCHANGED,
        "制度汇编/G01.docx": State.EDITED,
        "制度汇编/G02.docx": State.UNCHANGED,
        "实施意见/T01-实施意见.docx": State.CHANGED,
        "实施意见/D01-实施意见.docx": State.UNCHANGED,
        LETTER: State.MISSING,
        "荣誉证书/2026001号.docx": State.NEW,
        "荣誉证书/2026002号.docx": State.NEW,
    }
    assert [one.file for one in found.orphans] == ["荣誉证书/2026001.docx", "荣誉证书/2026002.docx"]


def test_diff_tells_the_paragraphs_that_go_and_come(built):
    replant(built, "data/units.yaml", "name: 中共青禾县柳溪镇委员会", "name: 中共青禾县柳溪镇党委")
    (found,) = differences(status(built), built)
    assert found.standing.job.path == "实施意见/T01-实施意见.docx"
    assert found.lines == (
        "  青发〔2026〕21号",
        "- 中共青禾县柳溪镇委员会：",
        "+ 中共青禾县柳溪镇党委：",
    )
