"""`build --output batch.zip`: all documents in one archive, whole or not at all."""

import zipfile

from notice_kit.building import build
from notice_kit.errors import DeliverError
from tests.batch.killing import in_child
from tests.support.campaign import plant, word, write_tree
from tests.test_building import written


def test_the_archive_holds_the_documents_of_the_folder(folder, tmp_path):
    target = tmp_path / "batch.zip"
    report = build(folder, target=target)
    assert not (folder / "output").exists()
    assert len(report.delivered) == 9
    build(folder)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [job.path for job in report.delivered]
        for path in written(folder):
            assert archive.read(path) == (folder / "output" / path).read_bytes()


def test_the_archive_is_the_same_whatever_the_number_of_processes(folder, tmp_path):
    targets = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for workers, target in enumerate(targets, start=1):
        build(folder, target=target, workers=workers)
    assert targets[0].read_bytes() == targets[1].read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["campaign", "one.zip", "two.zip"]


def test_a_document_that_fails_is_left_out_and_a_strict_build_makes_no_archive(tmp_path, files):
    files["templates/荣誉证书/template.docx"] = word("{{ branch.candidate }}")
    plant(files, "templates/荣誉证书/template.yaml", "fields:\n", "fields:\n  - branch.candidate\n")
    folder = write_tree(tmp_path / "campaign", files)
    strict = build(folder, target=tmp_path / "strict.zip", strict=True)
    assert strict.delivered == ()
    assert not (tmp_path / "strict.zip").exists()
    report = build(folder, target=tmp_path / "batch.zip")
    assert len(report.delivered) == 7
    assert len(report.failed) == 2
    assert not report.is_fine(strict=False)
    assert len(zipfile.ZipFile(tmp_path / "batch.zip").namelist()) == 7


def test_where_there_is_no_room_the_old_archive_stays(folder, tmp_path):
    target = tmp_path / "batch.zip"
    target.write_bytes(b"old")

    def work():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        try:
            build(folder, target=target, workers=1)
        except DeliverError:
            return
        raise AssertionError

    assert in_child(work) == 0
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["batch.zip", "campaign"]
