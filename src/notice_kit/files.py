"""The bytes of a file, or an error that says why there are none.

Codes: NK-S01 missing, NK-S02 a folder, NK-S03 empty, NK-S04 unreadable, NK-S05 too large.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _

LARGEST_FILE = 512 * 1024**2
"""Bytes. A roster of 1,000,000 rows is below 100 MB."""

_read: ContextVar[dict[Path, str] | None] = ContextVar("read", default=None)


@contextmanager
def recorded() -> Iterator[dict[Path, str]]:
    """While it runs, every file that is read goes into the dict, with its SHA-256."""
    read: dict[Path, str] = {}
    token = _read.set(read)
    try:
        yield read
    finally:
        _read.reset(token)


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of the file, at least one.

    Args:
        path: the file.
        name: its path as the user knows it, for messages.

    Raises:
        SourceError: it is missing, a folder, empty, larger than `LARGEST_FILE`, or cannot be read.
    """
    place = Location(name)
    try:
        if path.is_dir():
            remedy = _("Name a file in it.")
            raise SourceError(error("NK-S02", _("this is a folder"), place, remedy=remedy))
        if path.exists() and not path.is_file():
            raise SourceError(error("NK-S04", _("this is a device, not a file"), place))
        if path.stat().st_size > LARGEST_FILE:
            raise SourceError(_too_large(place))
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(_missing(path, place)) from None
    except (OSError, ValueError) as problem:
        remedy = _("Close it in other programs, and check that you may read it.")
        message = _("the file cannot be read: {reason}").format(reason=_reason(problem))
        raise SourceError(error("NK-S04", message, place, remedy=remedy)) from problem
    if not data:
        remedy = _("Copy it again from where it came, or take it out of the folder.")
        raise SourceError(error("NK-S03", _("the file is empty (0 bytes)"), place, remedy=remedy))
    read = _read.get()
    if read is not None:
        read[path] = hashlib.sha256(data).hexdigest()
    return data


def _missing(path: Path, place: Location) -> Finding:
    names = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    remedy = did_you_mean(path.name, names) or _("Check the name and the folder.")
    return error("NK-S01", _("there is no such file"), place, remedy=remedy)


def _too_large(place: Location) -> Finding:
    message = _("the file is larger than {limit} MB").format(limit=LARGEST_FILE // 1024**2)
    return error("NK-S05", message, place, remedy=_("Check that this is the right file."))


def _reason(problem: OSError | ValueError) -> str:
    return (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
