"""Documents made by a cluster: the same as here, in order, whatever happens to its workers."""

import os
import pickle
import signal

import pytest

from notice_kit.cluster.scheduler import carried_out_by
from notice_kit.errors import UsageError
from notice_kit.making import Source
from notice_kit.pool.tasks import Orders, Task
from notice_kit.pool.workers import carried_out
from notice_kit.template.compile import compile_template
from tests.cluster.conftest import a_cluster
from tests.support.campaign import word

COUNT = 200


def orders_of(folder, output=None):
    path = folder / "t.docx"
    path.write_bytes(word("{{ unit.name }}：第{{ n }}号"))
    return Orders(
        sources={"函": Source(compile_template(path), None, folder, {}, "函", ())},
        campaign={
            "units": [
                {"code": "T01", "name": "柳溪镇党委"},
                {"code": "T02", "name": "竹山镇党委"},
            ],
            "branches": [],
        },
        profile=None,
        strict=False,
        output=output,
        wants_content=True,
        language="en",
    )


def tasks_of(orders, count=COUNT):
    units = orders.campaign["units"]
    for n in range(count):
        context = {"campaign": orders.campaign, "unit": units[n % 2], "n": n}
        yield Task("函", context, f"函/{n}.docx")


def told(outcomes):
    return [(one.digest, one.size, one.content, one.findings) for one in outcomes]


def test_a_cluster_makes_what_one_machine_makes(cluster, tmp_path):
    orders = orders_of(tmp_path)
    here = told(carried_out(orders, tasks_of(orders), COUNT, 1))
    assert told(carried_out_by(cluster.address, orders, tasks_of(orders))) == here
    assert len({digest for digest, *_rest in here}) == COUNT


def test_a_worker_that_is_killed_in_the_middle_costs_nothing(cluster, tmp_path):
    orders = orders_of(tmp_path)
    here = told(carried_out(orders, tasks_of(orders), COUNT, 1))
    there = []
    for number, outcome in enumerate(carried_out_by(cluster.address, orders, tasks_of(orders))):
        if number == 100:
            cluster.kill(0)
        there.append(outcome)
    assert told(there) == here


def test_files_come_into_their_places_on_this_machine(cluster, tmp_path):
    orders = orders_of(tmp_path, tmp_path / "output")
    outcomes = list(carried_out_by(cluster.address, orders, tasks_of(orders, 100)))
    files = [tmp_path / "output" / task.path for task in tasks_of(orders, 100)]
    assert sorted(files) == sorted((tmp_path / "output").rglob("*.*"))
    for file, outcome in zip(files, outcomes, strict=True):
        state = file.stat()
        assert (outcome.size, outcome.mtime_ns) == (state.st_size, state.st_mtime_ns)
        assert outcome.content is None


def test_a_document_that_ends_every_worker_fails_by_name(tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    with a_cluster(tmp_path_factory.mktemp("frail"), 3) as frail:
        orders = orders_of(tmp_path)
        tasks = list(tasks_of(orders, 3))
        tasks[1] = Task("函", {**tasks[1].context, "unit": Deadly()}, tasks[1].path)
        first, second, third = carried_out_by(frail.address, orders, tasks)
    assert (first.content is None, third.content is None) == (False, False)
    assert [finding.code for finding in second.findings] == ["NK-W03"]


class Deadly:
    """Ends the process that unpickles it."""

    def __reduce__(self):
        return os.kill, (_pid(), signal.SIGKILL)


def _pid():
    return PidOfTheReader()


class PidOfTheReader:
    def __reduce__(self):
        return os.getpid, ()


def test_what_a_cluster_cannot_do_without_is_told(tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.setattr("notice_kit.cluster.scheduler._SECONDS", 2)
    orders = orders_of(tmp_path)
    with pytest.raises(UsageError) as caught:
        list(carried_out_by("tcp://127.0.0.1:9", orders, tasks_of(orders)))
    assert [one.code for one in caught.value.findings] == ["NK-C02"]
    with (
        a_cluster(tmp_path_factory.mktemp("empty"), 0) as empty,
        pytest.raises(UsageError) as caught,
    ):
        list(carried_out_by(empty.address, orders, tasks_of(orders)))
    assert [one.code for one in caught.value.findings] == ["NK-C03"]


def test_orders_are_as_small_as_templates_are(tmp_path):
    assert len(pickle.dumps(orders_of(tmp_path), protocol=5)) < 100_000
