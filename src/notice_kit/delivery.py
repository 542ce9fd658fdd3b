"""Bytes → files, each whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from notice_kit.errors import DeliverError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _

_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.part-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file that is in its place.

    Attributes:
        size: in bytes.
        mtime_ns: when it was written, in nanoseconds.
    """

    size: int
    mtime_ns: int


def deliver(content: bytes, target: Path) -> None:
    """Put `content` under the name `target`, replacing what stood there.

    A reader sees the old file or the new one and never a part: the bytes go into a temporary file
    beside the target, onto the disk, and only then under the name. A link is replaced.

    Raises:
        DeliverError: the file cannot be written; the old one, if any, is untouched.
    """
    (done,) = deliver_all([(content, target)])
    if isinstance(done, Finding):
        raise DeliverError(done)


def deliver_all(files: Sequence[tuple[bytes, Path]]) -> list[Delivered | Finding]:
    """The same for several files at once, which spares the disk: all are written, then all forced.

    Returns:
        For each file what became of it: where it is, or why it is not.
    """
    parts = [_Part(content, target) for content, target in files]
    try:
        for step in (_Part.write, _Part.force, _Part.replace):
            for part in parts:
                part.attempt(step)
        _force_folders({part.target.parent for part in parts if part.problem is None})
    except BaseException:  # interrupted: leave nothing half-written
        for part in parts:
            part.discard()
        raise
    return [part.told() for part in parts]


def is_temporary(name: str) -> bool:
    """Whether it is the name of a file that is not yet under its own."""
    return _TEMPORARY.fullmatch(name) is not None


def temporary_beside(target: Path) -> Path:
    """Where the target's bytes stand until they are whole; see `is_temporary`."""
    # Its length does not depend on the target's, which may be as long as a name can be.
    digest = hashlib.sha256(target.name.encode()).hexdigest()[:16]
    return target.with_name(f".{digest}.part-{os.getpid():08x}")


def sweep(folders: Iterable[Path]) -> None:
    """Take away what killed runs have left in the folders; nobody else may be writing there."""
    for folder in folders:
        for path in _temporaries(folder):
            with suppress(OSError):
                path.unlink()


def _temporaries(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        for entry in os.scandir(folder):
            if is_temporary(entry.name):
                yield Path(entry.path)


@dataclass(slots=True)
class _Part:
    """A file on its way; `problem` ends it."""

    content: bytes
    target: Path
    temporary: Path = field(init=False)
    problem: OSError | None = None
    state: os.stat_result | None = None

    def __post_init__(self) -> None:
        self.temporary = temporary_beside(self.target)

    def write(self) -> None:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.temporary.unlink(missing_ok=True)  # of a run that was killed with the same process id
        with self.temporary.open("xb") as file:
            file.write(self.content)

    def force(self) -> None:
        """Onto the disk, before the name is: a power cut must not leave an empty file there."""
        with self.temporary.open("r+b") as file:
            os.fsync(file.fileno())

    def replace(self) -> None:
        self.state = self.temporary.stat()
        self.temporary.replace(self.target)

    def attempt(self, step: object) -> None:
        if self.problem is None:
            try:
                step(self)  # type: ignore[operator]
            except OSError as caught:
                self.problem = caught
                self.discard()

    def discard(self) -> None:
        with suppress(OSError):
            self.temporary.unlink(missing_ok=True)

    def told(self) -> Delivered | Finding:
        if self.problem is None and self.state is not None:
            return Delivered(self.state.st_size, self.state.st_mtime_ns)
        return not_written(self.target, self.problem)


def _force_folders(folders: Iterable[Path]) -> None:
    """The new names onto the disk; systems that cannot open a folder do it by themselves."""
    for folder in folders:
        with suppress(OSError):
            number = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(number)
            finally:
                os.close(number)


def not_written(target: Path, problem: Exception | None) -> Finding:
    """That a file cannot be written, and why."""
    reason = getattr(problem, "strerror", None) or problem
    return error(
        "NK-W01",
        _("the file cannot be written: {reason}").format(reason=reason),
        Location(str(target)),
        remedy=_("Make room or allow writing there, close the file in Word, and run again."),
    )
