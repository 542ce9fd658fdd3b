"""Builds by a cluster and into stores: the same files as a build on this machine."""

import pytest

from notice_kit import building
from notice_kit.building import build
from notice_kit.errors import DeliverError, UsageError
from notice_kit.progress import Silent
from tests.support.campaign import campaign_files, codes, word, write_tree

LETTERS = 20
"""Families of letters, of two each: several batches for the cluster."""


@pytest.fixture
def folder(tmp_path):
    """The small campaign, with families enough that documents go to the workers in batches."""
    files = campaign_files()
    for number in range(LETTERS):
        for part in ("template.yaml", "template.docx"):
            content = files[f"templates/荣誉证书/{part}"]
            if isinstance(content, str):
                content = content.replace("commendation", f"commendation{number}")
            files[f"templates/喜报{number}/{part}"] = content
    return write_tree(tmp_path / "campaign", files)


def files_below(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def fault_in_a_template(folder):
    """The two certificates then fail when they are filled in; all others are fine."""
    template = folder / "templates" / "荣誉证书"
    (template / "template.docx").write_bytes(word("{{ branch.candidate }}"))
    spec = template / "template.yaml"
    fields = spec.read_text(encoding="utf-8")
    spec.write_text(
        fields.replace("fields:\n", "fields:\n  - branch.candidate\n"), encoding="utf-8"
    )


class KillsOne(Silent):
    """Ends a worker when so many documents are there."""

    def __init__(self, cluster, after):
        self._cluster, self._left = cluster, after

    def advance(self):
        self._left -= 1
        if self._left == 0:
            self._cluster.kill(0)


def test_a_cluster_that_loses_a_worker_makes_the_files_that_this_machine_makes(
    folder, cluster, monkeypatch
):
    monkeypatch.setattr("notice_kit.cluster.scheduler.BATCH", 4)
    here = build(folder, workers=1)
    expected = files_below(folder / "output")
    assert len(expected) == len(here.delivered) > 40
    there = build(folder, force=True, scheduler=cluster.address, progress=KillsOne(cluster, 10))
    assert files_below(folder / "output") == expected
    assert (len(there.delivered), there.failed) == (len(expected), ())
    again = build(folder, scheduler=cluster.address)
    assert (again.delivered, len(again.unchanged)) == ((), len(expected))


def test_a_build_that_a_cluster_could_not_do_says_so_and_the_next_one_completes_it(folder):
    with pytest.raises(UsageError) as caught:
        build(folder, scheduler="tcp://127.0.0.1:9")
    assert codes(caught.value.findings) == ["NK-C02"]
    assert files_below(folder / "output") == {}
    assert not build(folder, workers=1).failed


def test_a_cluster_puts_all_documents_into_an_s3_store(folder, bucket, cluster):
    build(folder, workers=1)
    expected = files_below(folder / "output")
    report = build(folder, scheduler=cluster.address, target=f"s3://{bucket.name}/2026/")
    assert bucket.objects() == {f"2026/{path}": expected[path] for path in expected}
    assert len(report.delivered) == len(expected)


def test_this_machine_puts_all_documents_into_an_s3_store_each_time(folder, bucket):
    report = build(folder, target=f"s3://{bucket.name}/2026", workers=1)
    first = bucket.objects()
    assert len(first) == len(report.delivered) > 40
    assert not (folder / "output").exists()
    again = build(folder, target=f"s3://{bucket.name}/2026", workers=1)
    assert len(again.delivered) == len(first)
    assert bucket.objects() == first


def test_a_strict_build_into_a_store_puts_nothing_when_anything_is_wrong(folder, tmp_path):
    fault_in_a_template(folder)
    address = f"file://{tmp_path}/store"
    assert not build(folder, target=address, strict=True, workers=1).is_fine(strict=True)
    assert not (tmp_path / "store").exists()
    report = build(folder, target=address, workers=1)
    assert len(report.failed) == 2
    assert len(files_below(tmp_path / "store")) == len(report.delivered)


def test_a_store_that_takes_nothing_ends_the_build(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("notice_kit.storing._PATIENCE", 5)
    (tmp_path / "store").write_text("a file, where a folder is wanted")
    with pytest.raises(DeliverError) as caught:
        building.build(folder, target=f"file://{tmp_path}/store", workers=1)
    assert codes(caught.value.findings) == ["NK-C06"]
