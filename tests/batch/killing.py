"""Builds that are killed: at the n-th time that they touch a file, or after some time."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from notice_kit.building import build

_TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"}


def in_child(work: Callable[[], Any]) -> int:
    """The work done in another process; how that ended, as `os.waitpid` tells it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def killed_at(folder: Path, point: int) -> bool:
    """Build there, and die at the `point`-th touch of a file; whether it came so far."""

    def work() -> None:
        left = point

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal left
            if event in _TOUCHES and str(folder) in str(arguments[0]):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        build(folder, workers=1)

    return os.WIFSIGNALED(in_child(work))


def killed_after(folder: Path, seconds: float, workers: int) -> bool:
    """Build there by the command line, and kill all of it; whether that was early."""
    arguments = ["build", "-C", str(folder), "--workers", str(workers)]
    process = subprocess.Popen(
        [sys.executable, "-m", "notice_kit", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    early = process.poll() is None
    if early:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return early


def with_little_room(folder: Path, most: int) -> int:
    """Build where no file may be larger than so many bytes; how the process ended."""

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        report = build(folder, workers=1)
        os._exit(0 if report.is_fine(strict=False) else 3)

    return os.waitstatus_to_exitcode(in_child(work))
