from __future__ import annotations

import contextlib
import os
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.support import office


@pytest.fixture(autouse=True)
def _office_is_there(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("office") and office.soffice() is None:
        pytest.skip("LibreOffice is not installed (scripts/install-office.sh)")


def write_word(path: Path, *paragraphs: str, font: str = "仿宋_GB2312") -> Path:
    """A Word file of these paragraphs, all in one Chinese font."""
    document = docx.Document()
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:ascii"), "Times New Roman")
    for text in paragraphs:
        document.add_paragraph(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(path)
    return path


@pytest.fixture
def word(tmp_path: Path) -> Callable[..., Path]:
    """Makes a Word file in tmp_path: `word("名称", "一段", "二段")`."""
    return lambda name, *texts, **more: write_word(tmp_path / f"{name}.docx", *texts, **more)


def descendants(of: int | None = None) -> dict[int, str]:
    """The processes below that one, below this one when None: id → command line."""
    parents: dict[int, int] = {}
    commands: dict[int, str] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                status = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(status[1])
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                commands[int(entry.name)] = line.decode()
    found: dict[int, str] = {}
    for process in commands:
        above = process
        while above in parents and above != (of or os.getpid()):
            above = parents[above]
        if above == (of or os.getpid()) and process != above:
            found[process] = commands[process]
    return found


_PATIENCE = 300  # tenths of a second


def offices(of: int | None = None) -> list[int]:
    """The LibreOffices that run below that process, but for the one that all tests share."""
    return [process for process, line in descendants(of).items() if "soffice.bin" in line]


def stale_sockets() -> set[str]:
    """The sockets that a LibreOffice has left: nobody listens there any more."""
    found = set()
    for path in Path("/tmp").glob("OSL_PIPE_*"):
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(path))
            except ConnectionRefusedError:
                found.add(path.name)
            except OSError:
                pass
    return found


@pytest.fixture
def no_traces(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> object:
    """Fails when the test leaves a process, a folder or a socket behind."""
    temporary = tmp_path_factory.mktemp("tmp")
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    sockets, running = stale_sockets(), set(offices())
    yield

    def traces() -> tuple[list[str], set[int], set[str]]:
        left = [path.name for path in temporary.iterdir()]
        return left, set(offices()) - running, stale_sockets() - sockets

    for _wait in range(_PATIENCE):  # whoever was killed is cleared up after by another process
        if not any(traces()):
            break
        time.sleep(0.1)
    assert traces() == ([], set(), set())
