"""All documents of a campaign in one zip archive, which is there whole or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from notice_kit.batch import orders_for, outcomes_of
from notice_kit.built import BuildReport, Told
from notice_kit.delivery import not_written, temporary_beside
from notice_kit.errors import DeliverError
from notice_kit.preparation import Prepared
from notice_kit.progress import Progress
from notice_kit.workforce import Workforce

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip knows: the same documents give the same bytes
_MODE = 0o644 << 16  # who may read what is unpacked


def archive(
    prepared: Prepared, target: Path, *, strict: bool, workforce: Workforce, progress: Progress
) -> BuildReport:
    """Make all documents of a plan into the archive, in the order of the plan, one after the other.

    Documents that cannot be made are left out, as `build` leaves them out.

    Args:
        prepared: with a plan.
        target: the archive; its folder must be there.
        strict: there is no archive when anything is wrong.
        workforce: who makes documents.
        progress: told what goes on.

    Raises:
        DeliverError: it cannot be written; an old one is untouched.
    """
    plan = prepared.plan
    assert plan is not None
    jobs = [job for job in plan.jobs if not job.faults]
    failed: list[Told] = [(job, job.faults) for job in plan.jobs if job.faults]
    made: list[Told] = []
    orders = orders_for(prepared, plan, strict=strict, output=None, wants_content=True)
    with _Archive(target) as pack:
        outcomes = outcomes_of(jobs, orders, workforce, progress)
        for job, outcome in zip(jobs, outcomes, strict=True):
            if outcome.content is None:
                failed.append((job, outcome.findings))
            else:
                made.append((job, outcome.findings))
                pack.put(job.path, outcome.content)
        if not (strict and failed):
            pack.keep()
    advice = tuple(dict.fromkeys(one for _job, findings in made for one in findings))
    delivered = () if strict and failed else tuple(job for job, _findings in made)
    return BuildReport(prepared, delivered, failed=tuple(failed), advice=advice)


class _Archive:
    """The archive on its way; without `keep` nothing stays of it."""

    def __init__(self, target: Path) -> None:
        self._target, self._temporary = target, temporary_beside(target)

    def __enter__(self) -> Self:
        with self._told():
            self._temporary.unlink(missing_ok=True)
            self._file = self._temporary.open("xb")
            self._zip = zipfile.ZipFile(self._file, "w", allowZip64=True)
        return self

    def __exit__(self, *_caught: object) -> None:
        with suppress(OSError, ValueError):
            self._zip.close()
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def put(self, name: str, content: bytes) -> None:
        """One more document; it is packed already, and so only stored."""
        member = zipfile.ZipInfo(name, _DAY)
        member.external_attr = _MODE
        with self._told():
            self._zip.writestr(member, content)

    def keep(self) -> None:
        """All is in it: put it in its place."""
        with self._told():
            self._zip.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._temporary.replace(self._target)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as caught:
            raise DeliverError(not_written(self._target, caught)) from caught
