"""Makes documents in several processes; what comes out does not tell how many there were."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import Self

from notice_kit.making import Maker
from notice_kit.pool.tasks import Orders, Outcome, Task, Wire, batches, lost
from notice_kit.template.worker_process import read_from, write_to

BATCH = 16
"""Documents that go to a process together, and whose files are forced onto the disk together."""

_WORTH_IT = 24  # documents; for fewer, a process takes longer to start than they to make
_PATIENCE = 20  # seconds in which a process may finish what it has begun
_MAIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from notice_kit.pool.process import serve; serve()"
)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def carried_out(
    orders: Orders, tasks: Iterable[Task], count: int, workers: int | None = None
) -> Iterator[Outcome]:
    """What becomes of each document, in the order of the tasks, which are taken as they are needed.

    Args:
        orders: what all documents share.
        tasks: the documents.
        count: how many there are, about.
        workers: processes; None: one for each processor, where that is worth it.
    """
    if workers is None:
        workers = min(cores(), max(1, count // _WORTH_IT))
    if workers <= 1:
        yield from _here(orders, tasks)
        return
    with _Pool(orders, workers) as pool:
        yield from pool.results(tasks)


def _here(orders: Orders, tasks: Iterable[Task]) -> Iterator[Outcome]:
    with Maker(orders.profile, orders.campaign, strict=orders.strict) as maker:
        for batch in batches(tasks, BATCH):
            yield from orders.carry_out(maker, batch)


class _EndedError(Exception):
    """The process is gone."""


class _Worker:
    """One process, and how it is spoken to."""

    def __init__(self, orders: bytes) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _MAIN, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._tell(orders)

    def _tell(self, message: bytes) -> None:
        assert self.process.stdin is not None
        try:
            write_to(self.process.stdin, message)
        except OSError:
            raise _EndedError from None

    def ask(self, question: bytes) -> list[Outcome]:
        """The outcomes of the documents.

        Raises:
            _EndedError: the process ended before it had answered.
        """
        assert self.process.stdout is not None
        self._tell(question)
        answer = read_from(self.process.stdout)
        if answer is None:
            raise _EndedError
        outcomes: list[Outcome] = pickle.loads(answer)
        return outcomes

    def close(self) -> None:
        """Let it finish what it is making, and end it."""
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class _Pool:
    """The processes, and a thread for each that waits for it."""

    def __init__(self, orders: Orders, workers: int) -> None:
        self._orders = pickle.dumps(orders, protocol=5)
        self._wire = Wire(orders.campaign)
        self._count = workers
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        for _number in range(workers):
            self._idle.put(None)  # started when there is work for it
        self._threads = ThreadPoolExecutor(workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_caught: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        while not self._idle.empty():
            worker = self._idle.get()
            if worker is not None:
                worker.close()

    def results(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """The outcomes in order; so many batches wait at most that memory stays flat."""
        waiting: deque[Future[list[Outcome]]] = deque()
        for batch in batches(tasks, BATCH):
            waiting.append(self._threads.submit(self._make, batch))
            if len(waiting) >= 3 * self._count:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def _make(self, batch: list[Task]) -> list[Outcome]:
        try:
            return self._asked(batch)
        except _EndedError:  # one of them may have ended it: each by itself
            return [self._made_again(task) for task in batch]

    def _made_again(self, task: Task) -> Outcome:
        try:
            (outcome,) = self._asked([task])
        except _EndedError:
            return lost(task.path)
        return outcome

    def _asked(self, batch: list[Task]) -> list[Outcome]:
        worker = self._idle.get()
        try:
            if worker is None:
                worker = _Worker(self._orders)
            outcomes = worker.ask(self._wire.pack(batch))
        except BaseException:
            if worker is not None:
                worker.close()
            self._idle.put(None)
            raise
        self._idle.put(worker)
        return outcomes
