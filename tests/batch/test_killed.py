"""Killed at any instant, a build leaves only whole documents, which the next one completes."""

import os
import random
import signal
import subprocess
import sys
import time
import zipfile

import pytest

from notice_kit.building import build
from notice_kit.delivery import is_temporary
from notice_kit.errors import DeliverError
from notice_kit.state.locking import locked
from notice_kit.state.manifest import FOLDER
from tests.batch.killing import in_child, killed_after, killed_at, with_little_room
from tests.support.campaign import codes, write_tree
from tests.test_building import written

POINTS = 100  # touches of files in a build of nine documents, about


@pytest.fixture
def whole(tmp_path, files):
    """The documents of a build that nobody has killed."""
    folder = write_tree(tmp_path / "whole", files)
    build(folder)
    return written(folder)


def there(folder):
    """The documents that are there under their own names."""
    made = written(folder) if (folder / "output").is_dir() else {}
    return {path: digest for path, digest in made.items() if not is_temporary(path.split("/")[-1])}


def test_a_build_killed_at_any_touch_of_a_file_is_finished_by_the_next(
    tmp_path, files, whole, request
):
    kills = request.config.getoption("--kills")
    died = 0
    for number in range(kills):
        folder = write_tree(tmp_path / str(number), files)
        died += killed_at(folder, 1 + number * POINTS // kills)
        assert there(folder).items() <= whole.items()
        build(folder)
        assert written(folder) == whole
    assert died > kills // 2


def test_builds_killed_again_and_again_come_to_an_end(tmp_path, files, whole, request):
    folder = write_tree(tmp_path / "again", files)
    chance = random.Random(1)
    for _turn in range(request.config.getoption("--kills") // 2):
        killed_at(folder, chance.randrange(1, POINTS // 2))
        assert there(folder).items() <= whole.items()
    build(folder)
    assert written(folder) == whole
    assert build(folder).delivered == ()


def test_a_build_with_workers_killed_after_some_time_is_finished_by_the_next(
    tmp_path, files, whole, request
):
    chance = random.Random(2)
    for turn in range(max(1, request.config.getoption("--kills") // 8)):
        folder = write_tree(tmp_path / f"timed-{turn}", files)
        killed_after(folder, chance.uniform(0.5, 3), workers=2)
        assert there(folder).items() <= whole.items()
        build(folder)
        assert written(folder) == whole


def test_where_files_cannot_be_written_nothing_broken_stays(tmp_path, files, whole):
    folder = write_tree(tmp_path / "small", files)
    assert with_little_room(folder, 20_000) in (1, 3)
    assert there(folder) == {}
    assert not list((folder / "output").rglob("*.part-*"))
    build(folder)
    assert written(folder) == whole


def test_the_old_document_outlives_a_disk_that_is_full(tmp_path, files):
    folder = write_tree(tmp_path / "old", files)
    build(folder)
    before = written(folder)
    text = (folder / "data/units.yaml").read_text().replace("杏花村党支部", "杏花山村党支部")
    (folder / "data/units.yaml").write_text(text)
    with_little_room(folder, 20_000)
    assert written(folder) == before
    assert len(build(folder).delivered) > 0


def test_a_second_run_at_once_is_refused_and_told_who_is_at_work(folder):
    (folder / FOLDER).mkdir()
    with locked(folder / FOLDER):
        program = f"""
import pathlib, sys
from notice_kit.building import build
from notice_kit.errors import DeliverError
try:
    build(pathlib.Path({str(folder)!r}))
except DeliverError as caught:
    print(caught.findings[0].code, caught.findings[0].message)
"""
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.startswith(f"NK-W02 another run is at work here: process {os.getpid()} on ")
    assert not (folder / "output" / "实施意见").exists()
    assert len(build(folder).delivered) == 9


def test_the_lock_of_a_run_that_was_killed_holds_nobody_up(folder):
    (folder / FOLDER).mkdir()

    def work():
        with locked(folder / FOLDER):
            os.kill(os.getpid(), signal.SIGKILL)

    assert os.WIFSIGNALED(in_child(work))
    assert (folder / FOLDER / "owner.json").exists()
    assert len(build(folder).delivered) == 9


def test_a_lock_that_is_let_go_may_be_taken_again(tmp_path):
    for _turn in range(2):
        with locked(tmp_path), pytest.raises(DeliverError), locked(tmp_path):
            pass


def test_a_file_in_the_place_of_the_output_folder_is_told_before_anything_is_made(folder):
    (folder / "output").write_bytes(b"a file")
    with pytest.raises(DeliverError) as caught:
        build(folder)
    assert codes(caught.value.findings) == ["NK-W01"]


def test_an_interrupted_build_leaves_with_130_and_nothing_half_written(tmp_path, files, whole):
    folder = write_tree(tmp_path / "interrupted", files)
    process = subprocess.Popen(
        [sys.executable, "-m", "notice_kit", "build", "-C", str(folder), "--workers", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    started = time.monotonic()
    while not (folder / FOLDER / "owner.json").exists() and time.monotonic() - started < 60:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _stdout, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in told
    assert there(folder) == (written(folder) if (folder / "output").exists() else {})
    build(folder)
    assert written(folder) == whole
    assert all(zipfile.is_zipfile(path) for path in (folder / "output").rglob("*.docx"))
