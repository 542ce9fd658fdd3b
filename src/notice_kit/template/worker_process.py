"""The process that `worker.py` starts: it fills what comes in, under limits on time and memory."""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import pickle
import signal
import struct
from time import monotonic
from typing import IO

from notice_kit.messages import use_language
from notice_kit.template import faults
from notice_kit.template.faults import Rendering, one_document

MEMORY = 1024**3
"""Bytes that the process may have."""

_SIZE = struct.Struct("<Q")
_READY = b"notice-kit is ready"  # whatever else may be printed while Python starts


def serve() -> None:
    """Be the process: fill what comes in, until nothing more can come."""
    _limit_memory()
    incoming, outgoing = take_pipes()
    outgoing.write(b"\n" + _READY + b"\n")
    outgoing.flush()
    while (question := read_from(incoming)) is not None:
        write_to(outgoing, _answered(question))
        faulthandler.cancel_dump_traceback_later()


def take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """What comes in and what goes out, of a process that another has started to talk with it.

    Whatever else is printed or read here is no part of the talk, and Ctrl-C is for the other.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b", buffering=0) as nowhere:  # noqa: PTH123
        for number in (0, 1):
            os.dup2(nowhere.fileno(), number)
    return incoming, outgoing


def _answered(question: bytes) -> bytes:
    try:
        part, context, language, seconds, counts = pickle.loads(question)
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError):
        return b"null"
    use_language(language)
    faulthandler.dump_traceback_later(seconds, exit=True, file=2)
    steps, passes, size = counts
    so_far = Rendering(steps=steps, passes=passes, size=size, ends=monotonic() + seconds)
    try:
        with one_document(so_far) as used:
            text, found = part.fill_here(context)
        told = [(fault.line, fault.message, fault.remedy, fault.code) for fault in found]
        return json.dumps((text, told, (used.steps, used.passes, used.size))).encode()
    except MemoryError:
        caught = faults.out_of_memory()
        told = [(None, caught.message, faults.endless_remedy(), caught.code)]
        return json.dumps(("", told, counts)).encode()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows
    with contextlib.suppress(ValueError, OSError):  # a lower limit is there already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def write_to(pipe: IO[bytes], content: bytes) -> None:
    """Write so that the other end knows how much comes."""
    pipe.write(_SIZE.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def awaited_from(pipe: IO[bytes]) -> bytes | None:
    """The line that says that the process is ready; None when it ended."""
    while line := pipe.readline():
        if line.strip() == _READY:
            return line
    return None


def read_from(pipe: IO[bytes]) -> bytes | None:
    """What was written at the other end; None when that end is gone."""
    header = pipe.read(_SIZE.size)
    if len(header) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(header)
    content = pipe.read(size)
    return content if len(content) == size else None
