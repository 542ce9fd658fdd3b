"""Documents put into stores: one that speaks S3 over HTTP, a folder by its address."""

import pytest

from notice_kit.cluster.scheduler import carried_out_by
from notice_kit.cluster.store import Store, is_address
from notice_kit.errors import UsageError
from notice_kit.pool.tasks import Outcome, Task
from notice_kit.pool.workers import carried_out
from tests.cluster.test_scheduler import orders_of, tasks_of

TASKS = [Task("函", {}, "函/柳溪镇党委.docx"), Task("函", {}, "函/竹山镇党委.docx")]
DONE = [Outcome(digest="d", size=1, content=b"1"), Outcome()]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("s3://bucket/a", True),
        ("file:///tmp/a", True),
        ("memory://a", True),
        ("output", False),
        ("C:\\output", False),
        ("a/b.zip", False),
    ],
)
def test_addresses_are_told_from_paths(text, is_one):
    assert is_address(text) is is_one


def test_a_folder_by_its_address(tmp_path):
    store = Store(f"file://{tmp_path}/out")
    first, second = store.put_all(TASKS, DONE)
    assert (first.content, first.digest, second) == (None, "d", Outcome())
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [tmp_path / "out" / "函" / "柳溪镇党委.docx"]
    assert files[0].read_bytes() == b"1"


def test_what_cannot_be_put_is_a_finding_of_its_document(tmp_path):
    (tmp_path / "out").write_text("a file, where a folder is wanted")
    first, second = Store(f"file://{tmp_path}/out").put_all(TASKS, DONE)
    assert [finding.code for finding in first.findings] == ["NK-C06"]
    assert (first.digest, second) == (None, Outcome())


def test_an_address_of_no_known_kind_is_refused():
    with pytest.raises(UsageError) as caught:
        Store("nothing-known://a")
    assert [one.code for one in caught.value.findings] == ["NK-C05"]


def test_workers_put_documents_into_an_s3_store(bucket, cluster, tmp_path):
    orders = orders_of(tmp_path)
    here = list(carried_out(orders, tasks_of(orders, 80), 80, 1))
    there = list(
        carried_out_by(cluster.address, orders, tasks_of(orders, 80), f"s3://{bucket.name}/2026")
    )
    assert [(one.digest, one.size, one.content) for one in there] == [
        (one.digest, one.size, None) for one in here
    ]
    stored = bucket.objects()
    assert stored == {
        f"2026/{task.path}": one.content
        for task, one in zip(tasks_of(orders, 80), here, strict=True)
    }
