"""Documents delivered in one run: rendered, checked, written, kept in the manifest.

python -m benchmarks.batch [COUNT]

The documents are 荣誉证书 of the example campaign, over and over, each with a number and under a
name of its own.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from notice_kit.batch import Batch
from notice_kit.planning import Job, Plan
from notice_kit.pool.workers import cores
from notice_kit.preparation import Prepared, outline
from notice_kit.progress import Silent
from notice_kit.rendering import render
from notice_kit.state.manifest import FOLDER, opened
from notice_kit.workforce import Workforce

_ROOT = Path(__file__).parents[1]
_DOCUMENT = "荣誉证书"
_ALONE = 2000  # documents by which the engine alone is measured
_PER_FOLDER = 1000


@dataclass(frozen=True)
class Delivery:
    """What delivering so many documents came to.

    Attributes:
        count: of documents.
        workers: processes.
        seconds: from the plan to the last row of the manifest.
        again: seconds that a second run takes, which finds nothing to do.
        peak: greatest resident memory in MB, of this process and of the greatest worker.
    """

    count: int
    workers: int
    seconds: float
    again: float
    peak: tuple[float, float]

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.count / self.seconds


def measure_engine(prepared: Prepared) -> float:
    """Documents a second of the engine alone, in one process: filled in, not checked or written."""
    jobs = list(_jobs(prepared, _ALONE))
    start = perf_counter()
    for job in jobs:
        render(job)
    return len(jobs) / (perf_counter() - start)


def measure_delivery(prepared: Prepared, count: int, workers: int) -> Delivery:
    """So many documents delivered into a folder that is new."""
    plan = replace(prepared.plan or Plan(()), jobs=tuple(_jobs(prepared, count)))
    with tempfile.TemporaryDirectory() as name:
        seconds = _delivered(Path(name), prepared, plan, workers)
        again = _delivered(Path(name), prepared, plan, workers)
    peak = [
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return Delivery(count, workers, seconds, again, (peak[0], peak[1]))


def _delivered(folder: Path, prepared: Prepared, plan: Plan, workers: int) -> float:
    (folder / FOLDER).mkdir(exist_ok=True)
    start = perf_counter()
    with opened(folder) as manifest:
        batch = Batch(folder, prepared, plan, False, Workforce(workers), manifest, Silent())
        report = batch.done(force=False)
    assert not report.failed
    return perf_counter() - start


def _jobs(prepared: Prepared, count: int) -> Iterator[Job]:
    assert prepared.plan is not None
    jobs: Sequence[Job] = prepared.plan.jobs
    for number, job in enumerate(islice(cycle(jobs), count)):
        path = f"{_DOCUMENT}/{number // _PER_FOLDER:04}/{number:07}.docx"
        winner = {**job.context["winner"], "certificate_number": f"{number:07}"}
        yield replace(job, path=path, context={**job.context, "winner": winner})


def main() -> None:
    """Print what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    prepared = outline(_ROOT, [_DOCUMENT])
    alone = measure_engine(prepared)
    print(f"the engine alone, one process: {alone:.0f} documents a second")
    for workers in (1, cores()):
        few = measure_delivery(prepared, min(count, 5000), workers)
        print(f"{few.count} delivered by {workers}: {few.rate:.0f} a second", flush=True)
    whole = measure_delivery(prepared, count, cores())
    share = whole.rate / alone / cores()
    print(f"{count} delivered by {whole.workers}: {whole.rate:.0f} a second, {share:.0%} of that")
    print(f"again, with nothing to do: {whole.again:.1f} s")
    print(f"peak memory: {whole.peak[0]:.0f} MB, and {whole.peak[1]:.0f} MB for each worker")


if __name__ == "__main__":
    main()
