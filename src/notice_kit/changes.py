"""What a build would do: which documents are new, changed, as they were, or no longer planned."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from notice_kit.planning import Job, Plan
from notice_kit.preparation import Prepared, outline
from notice_kit.state.fingerprint import Fingerprints
from notice_kit.state.manifest import About, Row, read_only

OUTPUT = "output"
"""Below the campaign folder: where documents go."""


class State(StrEnum):
    """How a planned document stands to the one that was made before."""

    NEW = "new"
    CHANGED = "changed"
    EDITED = "edited"
    MISSING = "missing"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Standing:
    """A planned document and the one that was made before.

    Attributes:
        job: the document.
        state: `EDITED`: it was made, and somebody has changed the file since; `MISSING`: somebody
            has taken it away; `FAILED`: its data or template have errors.
        key: of what would be made; empty where nothing would.
        row: of what was made; None where nothing was.
    """

    job: Job
    state: State
    key: str
    row: Row | None

    @property
    def is_to_be_made(self) -> bool:
        """Whether a build makes it."""
        return self.state not in (State.UNCHANGED, State.FAILED)


@dataclass(frozen=True)
class Status:
    """What a build would do.

    Attributes:
        prepared: plan and findings.
        standings: of the planned documents, in order.
        orphans: documents that were made and are no longer planned, by path.
    """

    prepared: Prepared
    standings: tuple[Standing, ...] = ()
    orphans: tuple[About, ...] = ()


def status(folder: Path, names: Sequence[str] = (), only: Sequence[str] = ()) -> Status:
    """What `build` would do in the campaign folder; nothing is written.

    Args:
        folder: the campaign folder.
        names: documents or families; empty takes all.
        only: codes of units or branches; empty takes all.

    Raises:
        SourceError: a file cannot be read at all.
        UsageError: there is no such document, family, unit or branch.
    """
    prepared = outline(folder, names, only)
    if prepared.plan is None:
        return Status(prepared)
    with read_only(folder) as manifest:
        rows = {} if manifest is None else manifest.rows()
    keys = Fingerprints(prepared.profile)
    standings = tuple(standings_of(prepared.plan.jobs, rows, folder, keys))
    return Status(prepared, standings, orphans_of(prepared.plan, rows))


def standings_of(
    jobs: Iterable[Job], rows: Mapping[str, Row], folder: Path, keys: Fingerprints
) -> Iterator[Standing]:
    """How each document stands to the one that was made before.

    Args:
        jobs: the documents.
        rows: those that were made, by path.
        folder: the campaign folder.
        keys: says what a document is made from.
    """
    digest = cache(lambda path: digest_of(folder / path))
    for job in jobs:
        row = rows.get(job.path)
        if job.faults:
            yield Standing(job, State.FAILED, "", row)
            continue
        key = keys.of(job)
        state = State.NEW
        if row is not None:
            state = state_of(row, folder)
            same_pictures = all(digest(path) == was for path, was in row.read.items())
            if state is State.UNCHANGED and (key != row.key or not same_pictures):
                state = State.CHANGED
        yield Standing(job, state, key, row)


def state_of(row: Row, folder: Path) -> State:
    """Whether a file is as it was delivered: `UNCHANGED`, `EDITED` or `MISSING`."""
    path = folder / OUTPUT / row.about.file
    try:
        found = path.lstat()
    except OSError:
        return State.MISSING
    if not stat.S_ISREG(found.st_mode):
        return State.EDITED
    if (found.st_size, found.st_mtime_ns) == (row.size, row.mtime_ns):
        return State.UNCHANGED
    return State.UNCHANGED if digest_of(path) == row.digest else State.EDITED


def orphans_of(plan: Plan, rows: Mapping[str, Row]) -> tuple[About, ...]:
    """The documents that are no longer planned; none where not all that are planned are known."""
    if not plan.is_whole:
        return ()
    return tuple(row.about for path, row in sorted(rows.items()) if path not in plan.paths)


def digest_of(path: Path) -> str | None:
    """SHA-256 of a file; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
