"""The LibreOffice that is kept ready: restarts, crashes, and what it is asked."""

from __future__ import annotations

import os
import signal

import pytest

from notice_kit.errors import OfficeError
from notice_kit.findings import Location
from notice_kit.office.fonts import read_fonts
from notice_kit.office.installation import find_installation
from notice_kit.office.process import Order
from notice_kit.office.quarantine import quarantine
from notice_kit.office.worker import Worker
from tests.office.conftest import descendants, offices
from tests.support.campaign import codes

pytestmark = [pytest.mark.office, pytest.mark.usefixtures("no_traces")]
PLACE = Location("文件.docx")


@pytest.fixture
def order(word):
    return quarantine(word("文件", "正文"), "文件.docx").order({})


def test_it_is_started_anew_after_so_many_documents(order):
    before = set(offices())
    seen = []
    with Worker(find_installation(), read_fonts(), most_documents=2) as worker:
        for _number in range(4):
            assert worker.export(order, PLACE).startswith(b"%PDF-")
            seen.append(set(offices()) - before)
    assert seen[0] == seen[1] != seen[2] == seen[3]
    assert [len(one) for one in seen] == [1, 1, 1, 1]


def test_one_that_died_idle_is_replaced(order):
    before = set(offices())
    with Worker(find_installation(), read_fonts()) as worker:
        worker.export(order, PLACE)
        for process in set(offices()) - before:
            os.kill(process, signal.SIGKILL)
        assert worker.export(order, PLACE).startswith(b"%PDF-")


def test_one_whose_bridge_died_is_replaced(order):
    before = set(descendants())
    with Worker(find_installation(), read_fonts()) as worker:
        worker.export(order, PLACE)
        (bridge,) = [
            process
            for process, line in descendants().items()
            if "bridge.py" in line and process not in before
        ]
        os.kill(bridge, signal.SIGKILL)
        assert worker.export(order, PLACE).startswith(b"%PDF-")


def test_what_it_cannot_load_is_refused_and_the_next_is_printed(order):
    with Worker(find_installation(), read_fonts()) as worker:
        with pytest.raises(OfficeError) as caught:
            worker.export(Order(b"PK\3\4 no zip", {}, is_refreshed=False), PLACE)
        assert codes(caught.value.findings) == ["NK-O12"]
        assert worker.export(order, PLACE).startswith(b"%PDF-")


def test_one_that_cannot_start_says_so(tmp_path):
    broken = tmp_path / "soffice"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    there = find_installation()
    worker = Worker(type(there)(broken, there.python), read_fonts())
    with pytest.raises(OfficeError) as caught:
        worker.start()
    assert codes(caught.value.findings) == ["NK-O13"]
