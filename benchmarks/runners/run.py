"""What all runners in Python share; run.mjs is the same for node."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, TypeAlias

from benchmarks.job import Job, read_job

LEAST = 3  # documents, however slow

Record: TypeAlias = dict[str, Any]
Render: TypeAlias = Callable[[Record], bytes]


def run(prepare: Callable[[Job], Render]) -> None:
    """Do the job with the function that `prepare` returns, which makes one document."""
    job = read_job(Path(sys.argv[1]))
    records: list[Record] = json.loads(Path(job.records).read_text(encoding="utf-8"))
    directory = Path(job.directory)
    began = perf_counter()
    render = prepare(job)
    prepared = perf_counter() - began
    (directory / "first.docx").write_bytes(render(records[0]))
    content = b""

    def step(index: int) -> None:
        nonlocal content
        content = render(records[index % len(records)])
        if job.to_files:
            (directory / f"{index:05}.docx").write_bytes(content)

    times = timed(step, job)
    (directory / "last.docx").write_bytes(content)
    report(times, prepared)


def timed(step: Callable[[int], None], job: Job) -> list[float]:
    """The seconds of each step."""
    times: list[float] = []
    began = perf_counter()
    for index in range(job.iterations):
        start = perf_counter()
        step(index)
        end = perf_counter()
        times.append(end - start)
        if end - began > job.seconds and len(times) >= LEAST:
            break
    return times


def report(times: list[float], prepared: float = 0.0) -> None:
    """Hand the times to whoever started the runner."""
    print(json.dumps({"times": times, "prepared": prepared}))
