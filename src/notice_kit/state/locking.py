"""One build at a time in a campaign folder.

The lock is one of the operating system, which lets go of it when the process that has it ends in
whatever way: no lock can be stale. Who has it stands beside it, for the message.

Codes: NK-W02 another run is at work.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from notice_kit.delivery import not_written
from notice_kit.errors import DeliverError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _

_LOCK, _OWNER = "lock", "owner.json"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """While it runs, no other run has this folder.

    Raises:
        DeliverError: another run has it; the finding names its process and machine.
    """
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise DeliverError(_busy(folder)) from None
    except OSError as caught:
        raise DeliverError(not_written(folder / _LOCK, caught)) from caught
    owner = folder / _OWNER
    try:
        with suppress(OSError):  # it serves a message alone
            owner.write_text(json.dumps(_me()), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            owner.unlink()
        lock.release()


def _me() -> dict[str, str | int]:
    started = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "started": started}


def _busy(folder: Path) -> Finding:
    try:
        owner = json.loads((folder / _OWNER).read_text(encoding="utf-8"))
        message = _("another run is at work here: process {pid} on {host}, since {started}").format(
            **owner
        )
    except (OSError, ValueError, KeyError, TypeError):  # it has just begun, or is about to end
        message = _("another run is at work here")
    return error(
        "NK-W02",
        message,
        Location(str(folder.parent)),
        remedy=_("Wait until it has finished, or end it."),
    )
