"""Tags that are not proved cheap (`tame.py`) are filled in another process, which can be stopped.

There is one such process for each process of the user's. It is started when it is first needed,
waits for the next part, and ends at a time that it cannot put off: a thread of its own that needs
no Python (`faulthandler`) writes down which line was being run and ends it; should that fail, it is
killed. Where the system has it, its memory is limited too (RLIMIT_AS; Windows has none). A plain
subprocess serves where `multiprocessing` would not: in daemonic processes, in scripts without a
main guard. Where no process can be started, the part is filled here, under the limits that count
alone.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from threading import Lock, Timer
from time import monotonic
from typing import Any, Protocol

import jinja2

from notice_kit.messages import _, language_in_use
from notice_kit.template import faults
from notice_kit.template.faults import Fault
from notice_kit.template.worker_process import awaited_from, read_from, write_to

_STARTING = 60  # seconds
_LATEST = 3  # seconds after which a process that has not ended itself is killed
_LINE = re.compile(r'File "<template>", line (\d+)')  # as faulthandler writes it
_MAIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from notice_kit.template.worker_process import serve; serve()"
)


class Fillable(Protocol):
    """What can be sent to the process: a part."""

    @property
    def template(self) -> jinja2.Template:
        """The compiled code."""
        ...

    def fill_here(self, context: Mapping[str, Any]) -> tuple[str, list[Fault]]:
        """The part's text and its faults."""
        ...


class _NoWorkerError(Exception):
    """There is no process that could do this work."""


class _EndedError(Exception):
    """The process is gone; `line` is that of the template's code which it was running, if known."""

    def __init__(self, line: int | None, is_late: bool) -> None:
        super().__init__()
        self.line = line
        self.is_late = is_late


class _Worker:
    """The process, and how it is spoken to."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        if not sys.executable or getattr(sys, "frozen", False):
            raise _NoWorkerError  # the program is no Python that could be started
        self._last_words = tempfile.TemporaryFile()  # noqa: SIM115  # closed by `stop`
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _MAIN, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._last_words,
            )
        except (OSError, ValueError) as problem:
            self._last_words.close()
            raise _NoWorkerError from problem
        try:
            self._ask(None, _STARTING)
        except _EndedError as problem:
            raise _NoWorkerError from problem

    def ask(self, question: bytes, seconds: float) -> bytes:
        """The answer.

        Raises:
            _EndedError: it took too long, or the process ended for want of memory; it is gone.
        """
        answer: bytes = self._ask(question, seconds + _LATEST)
        return answer

    def _ask(self, question: bytes | None, seconds: float) -> bytes:
        """The answer; None waits until the process is ready."""
        late: list[bool] = []

        def end() -> None:
            late.append(True)
            self._process.kill()

        timer = Timer(seconds, end)
        timer.daemon = True
        timer.start()
        answer: bytes | None = None
        try:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            if question is None:
                answer = awaited_from(self._process.stdout)
            else:
                write_to(self._process.stdin, question)
                answer = read_from(self._process.stdout)
        except OSError:
            answer = None
        finally:
            timer.cancel()
            if answer is None:  # also when Ctrl-C came between: what comes next is no answer
                line, was_late = self._end()
        if answer is None:
            raise _EndedError(line, was_late or bool(late))
        return answer

    def _end(self) -> tuple[int | None, bool]:
        """End the process; the line of the template's code that it ran, and whether it was late."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)  # its pipe is closed before it is gone
        self._process.kill()
        self._process.wait()
        self._last_words.seek(0)
        words = self._last_words.read().decode(errors="replace")
        self.stop()
        found = _LINE.search(words)
        return int(found[1]) if found else None, words.startswith("Timeout")

    def is_alive(self) -> bool:
        """Whether it is there, and is not that of a process which this one was forked from."""
        return self.owner == os.getpid() and self._process.poll() is None

    def stop(self) -> None:
        """End the process and wait until it is gone."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._process.wait()
        self._last_words.close()


_worker: _Worker | None = None
_lock = Lock()


def _forget() -> None:
    """In a forked process: the worker and the lock are those of the process it came from."""
    global _worker, _lock
    if _worker is not None:
        # Only the parent may wait for it; its pipes are closed here.
        _worker._process.returncode = 0
        for pipe in (_worker._process.stdin, _worker._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
    _worker, _lock = None, Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def stop_worker() -> None:
    """End the process, if there is one; it starts again when it is needed."""
    global _worker
    with _lock:
        if _worker is not None and _worker.is_alive():
            _worker.stop()
        _worker = None


atexit.register(stop_worker)


def fill_apart(part: Fillable, context: Mapping[str, Any]) -> tuple[str, list[Fault]]:
    """The part filled in the other process, and its faults; too much time or memory is one."""
    global _worker
    used = faults.used_so_far()
    seconds = max(used.ends - monotonic(), 0.1)
    counts = (used.steps, used.passes, used.size)
    try:
        question = pickle.dumps((part, dict(context), language_in_use(), seconds, counts))
    except (pickle.PicklingError, TypeError, AttributeError):
        return part.fill_here(context)  # data of classes that only this process knows
    except RecursionError:
        remedy = _("Hand in lists and fields within one another some hundred levels deep at most.")
        return "", [Fault(None, _("the data are nested too deep"), remedy)]
    try:
        waiting = monotonic()
        with _lock:
            if _worker is None or not _worker.is_alive():
                _worker = _Worker()
            used.ends += monotonic() - waiting  # nobody's tags ran meanwhile
            answer = json.loads(_worker.ask(question, seconds))
    except _EndedError as caught:
        wrong = faults.out_of_time() if caught.is_late else faults.out_of_memory()
        line = caught.line and part.template.get_corresponding_lineno(caught.line)
        return "", [Fault(line, wrong.message, faults.endless_remedy(), wrong.code)]
    except _NoWorkerError:
        return part.fill_here(context)
    if answer is None:
        return part.fill_here(context)
    text, found, (used.steps, used.passes, used.size) = answer
    return text, [Fault(*fault) for fault in found]
