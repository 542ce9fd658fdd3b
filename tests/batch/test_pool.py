"""Several processes: what comes out does not tell how many there were, or what befell them."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from notice_kit.building import build
from notice_kit.loading import load
from notice_kit.making import Source
from notice_kit.messages import language_in_use
from notice_kit.planning import plan
from notice_kit.pool.tasks import Orders, Task, Wire
from notice_kit.pool.workers import BATCH, carried_out
from notice_kit.template.catalog import read_catalog
from tests.support.campaign import codes, write_tree
from tests.test_building import written


def planned(folder):
    campaign, _findings = load(folder)
    templates, _findings = read_catalog(folder)
    return plan(campaign, templates)


def orders_of(plan, folder):
    templates = {job.template.name: job.template for job in plan.jobs}
    return Orders(
        sources={name: Source.of(one) for name, one in templates.items()},
        campaign=plan.campaign,
        profile=None,
        strict=False,
        output=folder / "out",
        wants_content=False,
        language=language_in_use(),
    )


def tasks_of(plan, times=1):
    return [
        Task(job.template.name, job.context, f"{turn}/{job.path}")
        for turn in range(times)
        for job in plan.jobs
    ]


def test_documents_are_the_same_whatever_the_number_of_processes(tmp_path, files):
    one, two = (write_tree(tmp_path / name, files) for name in ("one", "two"))
    first, second = build(one, workers=1), build(two, workers=2)
    assert written(one) == written(two)
    assert [job.path for job in first.delivered] == [job.path for job in second.delivered]


def test_documents_are_the_same_whatever_the_surroundings(tmp_path, files):
    made = []
    for number, surroundings in enumerate(
        ({"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"})
    ):
        folder = write_tree(tmp_path / str(number), files)
        subprocess.run(
            [sys.executable, "-m", "notice_kit", "build", "-C", str(folder), "--workers", "2"],
            env=os.environ | surroundings,
            capture_output=True,
            check=True,
        )
        made.append(written(folder))
    assert made[0] == made[1]


def test_keys_are_the_same_whatever_the_surroundings(folder):
    program = f"""
from pathlib import Path
from notice_kit.preparation import outline
from notice_kit.state import fingerprint
fingerprint.program = str
keys = fingerprint.Fingerprints(None)
print([keys.of(job) for job in outline(Path({str(folder)!r})).plan.jobs])
"""
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"), ("3", "UTC"))
    ]
    assert len(set(told)) == 1
    assert len(told[0]) > 9 * 64


def test_a_task_travels_with_the_shared_campaign_left_behind(folder):
    whole = planned(folder)
    job = next(job for job in whole.jobs if job.template.name == "荣誉证书")
    wire = Wire(whole.campaign)
    packed = wire.pack([Task("荣誉证书", job.context, job.path)])
    assert len(packed) < 400
    (task,) = wire.unpack(packed)
    assert task.context["branch"] is job.context["branch"]
    assert task.context == job.context


def test_results_come_in_the_order_of_the_tasks_and_tasks_are_taken_as_they_are_needed(folder):
    whole = planned(folder)
    tasks = tasks_of(whole, 12)
    taken = []

    def source():
        for task in tasks:
            taken.append(task.path)
            yield task

    outcomes = carried_out(orders_of(whole, folder), source(), len(tasks), workers=2)
    next(outcomes)
    assert len(taken) <= 7 * BATCH
    list(outcomes)
    assert {task.path for task in tasks} == set(
        path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*.docx")
    )


class _Deadly(dict):
    """The context of a document with which a process ends."""

    def __reduce__(self):
        return _die, (os.fspath(self["mark"]), self["times"])


def _die(mark, times):
    """End this process, until it has been so often."""
    path = Path(mark)
    count = int(path.read_text()) if path.exists() else 0
    if count < times and os.environ.get("PARENT") != str(os.getpid()):
        path.write_text(str(count + 1))
        os.kill(os.getpid(), signal.SIGKILL)
    return {}


@pytest.mark.parametrize(("times", "lost"), [(1, 0), (5, 1)])
def test_a_document_with_which_a_process_ends_is_tried_again_and_then_failed_by_name(
    folder, tmp_path, monkeypatch, times, lost
):
    monkeypatch.setenv("PARENT", str(os.getpid()))
    whole = planned(folder)
    tasks = tasks_of(whole)
    deadly = _Deadly(tasks[3].context, mark=tmp_path / "mark", times=times)
    tasks[3] = replace(tasks[3], context=deadly)
    outcomes = list(carried_out(orders_of(whole, folder), tasks, len(tasks), workers=2))
    told = [codes(one.findings) for one in outcomes]
    # Where it lives on, its context is empty, and so it is a document that cannot be filled in.
    assert told[3] == (["NK-W03"] if lost else told[3])
    assert (told[3] == ["NK-W03"]) == bool(lost)
    assert all(one.digest for number, one in enumerate(outcomes) if number != 3)
    if lost:
        assert outcomes[3].findings[0].location.file == tasks[3].path
