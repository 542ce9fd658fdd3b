"""All documents of a campaign put into a store, under any address that fsspec knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from notice_kit.batch import orders_for, outcomes_of
from notice_kit.built import BuildReport, Told
from notice_kit.errors import DeliverError
from notice_kit.planning import Job
from notice_kit.pool.tasks import Outcome
from notice_kit.preparation import Prepared
from notice_kit.progress import Progress
from notice_kit.workforce import Workforce

_PATIENCE = 64  # documents that may fail to be put, if none could be: the store is at fault


def store(
    prepared: Prepared, address: str, *, strict: bool, workforce: Workforce, progress: Progress
) -> BuildReport:
    """Make all documents of a plan and put them into the store; what is there is not compared.

    Documents that cannot be made are left out, as `build` leaves them out.

    Args:
        prepared: with a plan.
        address: of the folder in the store: `s3://bucket/folder`.
        strict: nothing is put there when anything is wrong; each document is then made twice.
        workforce: who makes them, and puts them there.
        progress: told what goes on.

    Raises:
        DeliverError: nothing at all can be put there.
        UsageError: the address cannot be opened, or the cluster cannot be used.
    """
    run = _Run(prepared, address.rstrip("/"), strict, workforce, progress)
    jobs = [job for job in run.plan.jobs if not job.faults]
    failed: list[Told] = [(job, job.faults) for job in run.plan.jobs if job.faults]
    if strict:
        failed += [
            (job, outcome.findings)
            for job, outcome in run.outcomes(jobs, is_rehearsal=True)
            if outcome.digest is None
        ]
        if failed:
            return BuildReport(prepared, failed=tuple(failed))
    made: list[Told] = []
    for job, outcome in run.outcomes(jobs, is_rehearsal=False):
        (failed if outcome.digest is None else made).append((job, outcome.findings))
        if not made and len(failed) >= _PATIENCE:
            _check_store(failed)
    advice = tuple(dict.fromkeys(one for _job, findings in made for one in findings))
    return BuildReport(prepared, tuple(job for job, _findings in made), (), tuple(failed), advice)


class _Run:
    """A run into a store."""

    def __init__(
        self,
        prepared: Prepared,
        address: str,
        strict: bool,
        workforce: Workforce,
        progress: Progress,
    ) -> None:
        assert prepared.plan is not None
        self.plan = prepared.plan
        self._prepared, self._address, self._strict = prepared, address, strict
        self._workforce, self._progress = workforce, progress

    def outcomes(self, jobs: Sequence[Job], *, is_rehearsal: bool) -> Iterator[tuple[Job, Outcome]]:
        """What becomes of each document; rehearsed, none is put anywhere."""
        orders = orders_for(
            self._prepared,
            self.plan,
            strict=self._strict,
            output=None,
            wants_content=not is_rehearsal,
        )
        address = None if is_rehearsal else self._address
        outcomes = outcomes_of(jobs, orders, self._workforce, self._progress, address)
        yield from zip(jobs, outcomes, strict=True)


def _check_store(failed: Sequence[Told]) -> None:
    """It is not the store that keeps every document from being put.

    Raises:
        DeliverError: it is.
    """
    told = [[one for one in findings if one.code == "NK-C06"] for _job, findings in failed]
    if all(told):
        raise DeliverError(told[0][0])
