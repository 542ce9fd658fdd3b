"""The main job: nothing is written before everything is right; a part comes out as in the whole."""

from hashlib import sha256

import pytest

from notice_kit.building import build, prepare
from notice_kit.errors import SourceError, UsageError
from tests.support.campaign import codes, plant, write_tree
from tests.support.parts import text_of


class Recorder:
    """A progress that keeps what it is told."""

    def __init__(self):
        self.told = []

    def step(self, name, total):
        self.told.append([name, total, 0])

    def advance(self):
        self.told[-1][2] += 1


def written(folder):
    """Path below output/ → digest of its bytes."""
    output = folder / "output"
    return {
        path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file()
    }


def test_every_planned_document_is_written_and_nothing_else(folder):
    report = build(folder)
    assert report.findings == ()
    assert report.failed == ()
    assert sorted(written(folder)) == sorted(job.path for job in report.delivered)
    assert len(report.delivered) == 9
    assert "上陂村党支部：" in text_of(folder / "output" / "整改通知" / "V02-整改通知.docx")


def test_two_builds_give_the_same_bytes(folder):
    build(folder)
    first = written(folder)
    build(folder)
    assert written(folder) == first


def test_a_part_comes_out_as_it_does_in_the_whole(tmp_path, files):
    whole, part = write_tree(tmp_path / "whole", files), write_tree(tmp_path / "part", files)
    build(whole)
    build(part, only=["D01"])
    assert len(written(part)) == 4
    assert written(part).items() <= written(whole).items()


def test_progress_counts_every_document_of_each_step(folder):
    recorder = Recorder()
    build(folder, progress=recorder)
    assert recorder.told == [["load", 0, 0], ["deliver", 9, 9]]


def test_preparing_writes_nothing(folder):
    before = sorted(folder.rglob("*"))
    prepared = prepare(folder)
    assert prepared.is_ready(strict=True)
    assert len(prepared.plan.jobs) == 9
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/units.yaml", "unit: T01, kind: 农村, form: 党支部, founded: 2001-07-01", None),
        ("campaign.yaml", "year: 2026", "year: 26"),
        ("rules/02-三会一课制度.md", "按期", "{{ nothing }}"),
        ("templates/整改通知/template.yaml", "where: branch.shortfalls", "where: branch.nothing"),
    ],
)
def test_with_an_error_anywhere_a_strict_build_writes_nothing(tmp_path, files, path, old, new):
    if new is None:
        files[path] = files[path].replace(old, old.replace("2001", "2031"))
    else:
        plant(files, path, old, new)
    folder = write_tree(tmp_path, files)
    report = build(folder, strict=True)
    assert report.findings
    assert report.delivered == ()
    assert not (folder / "output").exists()


def test_a_warning_stops_delivery_only_where_asked(tmp_path, files):
    plant(files, "templates/整改通知/template.yaml", "fields:\n", "fields:\n  - branch.phone\n")
    folder = write_tree(tmp_path, files)
    strict = build(folder, strict=True)
    assert codes(strict.findings) == ["NK-T03"]
    assert strict.delivered == ()
    assert not (folder / "output").exists()
    assert len(build(folder).delivered) == 9


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_made(folder):
    (folder / "output" / "整改通知" / "V02-整改通知.docx").mkdir(parents=True)
    report = build(folder)
    assert codes(report.findings) == ["NK-W01"]
    assert [job.path for job, _findings in report.failed] == ["整改通知/V02-整改通知.docx"]
    assert len(report.delivered) == len(written(folder)) == 8


def test_a_folder_without_a_campaign_cannot_be_prepared(tmp_path):
    with pytest.raises(SourceError) as caught:
        prepare(tmp_path)
    assert [(item.code, item.location.file) for item in caught.value.findings] == [
        ("NK-S01", "campaign.yaml")
    ]


def test_an_unknown_name_is_refused_and_nothing_is_written(folder):
    with pytest.raises(UsageError):
        build(folder, ["实施意件"])
    assert not (folder / "output").exists()


def test_data_and_template_mistakes_come_out_in_one_run(tmp_path, files):
    plant(files, "campaign.yaml", "year: 2026", "year: 26")
    plant(files, "templates/整改通知/template.yaml", "  - branch.name\n", "")
    findings = prepare(write_tree(tmp_path, files)).findings
    assert codes(findings) == ["NK-D06", "NK-T02"]
