"""Tags that are not proved cheap (`tame.py`) are filled in another process, which can be stopped.

There is one such process for each process of the user's. It is started when it is first needed,
waits for the next part, and is ended with a time limit that it cannot escape: it is killed. Where
the system has it, its memory is limited too (RLIMIT_AS; Windows has none). A plain subprocess
serves where `multiprocessing` would not: in daemonic processes, in scripts without a main guard.
Where no process can be started, the part is filled here, under the limits that count alone.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import json
import os
import pickle
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping
from threading import Lock, Timer
from typing import IO, Any, Protocol

from notice_kit.messages import language_in_use, use_language
from notice_kit.template import faults
from notice_kit.template.faults import ExhaustedError, Fault

MEMORY = 1024**3
"""Bytes that the process may have."""

_STARTING = 60  # seconds
_SIZE = struct.Struct("<Q")
_MAIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from notice_kit.template.worker import serve; serve()"
)


class Fillable(Protocol):
    """What can be sent to the process: a part."""

    def fill_here(self, context: Mapping[str, Any]) -> tuple[str, list[Fault]]:
        """The part's text and its faults."""
        ...


class _NoWorkerError(Exception):
    """There is no process that could do this work."""


class _Worker:
    """The process, and how it is spoken to."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _MAIN, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, ValueError) as problem:
            raise _NoWorkerError from problem
        try:
            self.ask(b"", _STARTING)
        except ExhaustedError as problem:
            raise _NoWorkerError from problem

    def ask(self, question: bytes, seconds: float) -> bytes:
        """The answer.

        Raises:
            ExhaustedError: it took too long, or the process ended for want of memory; it is gone.
        """
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
            _write(self._process.stdin, question)
            answer = _read(self._process.stdout)
        except OSError:
            answer = None
        finally:
            timer.cancel()
            if answer is None:  # also when Ctrl-C came between: what comes next is no answer
                self.stop()
        if answer is None:
            raise faults.out_of_time() if late else faults.out_of_memory()
        return answer

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
    try:
        question = pickle.dumps((part, dict(context), language_in_use()))
    except (pickle.PicklingError, TypeError, AttributeError):
        return part.fill_here(context)  # data of classes that only this process knows
    try:
        with _lock:
            if _worker is None or not _worker.is_alive():
                _worker = _Worker()
            answer = json.loads(_worker.ask(question, faults.SECONDS))
    except ExhaustedError as caught:
        return "", [Fault(None, caught.message, faults.endless_remedy(), caught.code)]
    except _NoWorkerError:
        return part.fill_here(context)
    if answer is None:
        return part.fill_here(context)
    text, found = answer
    return text, [Fault(*fault) for fault in found]


def serve() -> None:
    """Be the process: fill what comes in, until nothing more can come."""
    _limit_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started it
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        while (question := _read(incoming)) is not None:
            # Ends it even when the process that would kill it is gone.
            faulthandler.dump_traceback_later(faults.SECONDS + 5, exit=True, file=nowhere)
            _write(outgoing, _answered(question))
            faulthandler.cancel_dump_traceback_later()


def _answered(question: bytes) -> bytes:
    if not question:
        return b"null"
    try:
        part, context, language = pickle.loads(question)
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError):
        return b"null"
    use_language(language)
    try:
        text, found = part.fill_here(context)
        told = [(fault.line, fault.message, fault.remedy, fault.code) for fault in found]
        return json.dumps((text, told)).encode()
    except MemoryError:
        caught = faults.out_of_memory()
        told = [(None, caught.message, faults.endless_remedy(), caught.code)]
        return json.dumps(("", told)).encode()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows
    with contextlib.suppress(ValueError, OSError):  # a lower limit is there already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _write(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(_SIZE.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes | None:
    """What was written at the other end; None when that end is gone."""
    header = pipe.read(_SIZE.size)
    if len(header) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(header)
    content = pipe.read(size)
    return content if len(content) == size else None
