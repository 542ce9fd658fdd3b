"""Documents made by a cluster: `carried_out_by`.

Source:
    Dask.distributed: what a worker had that is gone is given to another; a task with which several
    workers have ended is given up.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from notice_kit.errors import UsageError
from notice_kit.findings import Location, error
from notice_kit.messages import _
from notice_kit.pool.tasks import Orders, Outcome, Task, Wire, batches, lost, placed

if TYPE_CHECKING:
    from distributed import Client, Future

BATCH = 64
"""Documents that go to a worker together: more than on one machine, since a message costs more."""

_AHEAD = 4  # batches that wait for each thread of the cluster
_SECONDS = 15  # in which a scheduler has to answer


def carried_out_by(
    address: str, orders: Orders, tasks: Iterable[Task], store: str | None = None
) -> Iterator[Outcome]:
    """What becomes of each document, in the order of the tasks, which are taken as they are needed.

    A worker that is lost in the middle costs nothing but time; a document with which workers are
    lost again and again fails by name. Files that templates read beside themselves (pictures, Word
    files) must lie on all machines under the same path.

    Args:
        address: of the scheduler: `tcp://10.0.0.1:8786`.
        orders: what all documents share.
        tasks: the documents.
        store: the address under which the workers put them; None: their bytes come back, and the
            orders' output folder is that of this machine.

    Raises:
        UsageError: nothing answers there, there are no workers, they have another version of the
            kit, or `notice-kit[cluster]` is not installed.
    """
    with _client(address) as client:
        _check_workers(client, address)
        with _Run(client, orders, store) as run:
            waiting: deque[tuple[list[Task], Future[list[Outcome]]]] = deque()
            for batch in batches(tasks, BATCH):
                waiting.append((batch, run.submit(batch)))
                if len(waiting) > run.ahead:
                    yield from run.outcomes(*waiting.popleft())
            while waiting:
                yield from run.outcomes(*waiting.popleft())


class _Run:
    """A run on the cluster: what its workers are told once, and what they are asked."""

    def __init__(self, client: Client, orders: Orders, store: str | None) -> None:
        from notice_kit.cluster.remote import RunPlugin

        self._client, self._store = client, store
        self._output = None if store is not None else orders.output
        self._wire = Wire(orders.campaign)
        self._name = f"notice_kit-{uuid4()}"
        is_rehearsal = orders.output is None and not orders.wants_content
        there = replace(orders, output=None, wants_content=not is_rehearsal)
        client.register_plugin(RunPlugin(self._name, pickle.dumps(there, protocol=5)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_caught: object) -> None:
        self._client.unregister_worker_plugin(self._name)

    @property
    def ahead(self) -> int:
        """How many batches may wait, so that no worker does."""
        threads: dict[str, int] = self._client.nthreads()
        return _AHEAD * max(1, sum(threads.values()))

    def submit(self, batch: Sequence[Task]) -> Future[list[Outcome]]:
        """Have the documents made."""
        from notice_kit.cluster.remote import carry_out

        tasks = self._wire.pack(batch)
        return self._client.submit(carry_out, self._name, tasks, self._store, pure=False)

    def outcomes(self, batch: Sequence[Task], future: Future[list[Outcome]]) -> list[Outcome]:
        """What became of them, put in their places."""
        found = self._answers(batch, future)
        return found if self._output is None else placed(batch, found, self._output)

    def _answers(self, batch: Sequence[Task], future: Future[list[Outcome]]) -> list[Outcome]:
        """The answer; where a batch ends worker after worker, of each document by itself."""
        from distributed.scheduler import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            if len(batch) == 1:
                return [lost(batch[0].path)]
        # One after the other: what waits on a worker when it ends is under suspicion too.
        return [outcome for task in batch for outcome in self._answers([task], self.submit([task]))]


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError as missing:
        raise UsageError(
            error(
                "NK-C01",
                _("a cluster is used through the library distributed, which is not installed"),
                Location(address),
                remedy=_("Install {package}.").format(package="notice-kit[cluster]"),
            )
        ) from missing
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise UsageError(
            error(
                "NK-C02",
                _("no scheduler answers at this address"),
                Location(address),
                remedy=_("Start one with `dask scheduler`, and write the address that it tells."),
            )
        ) from problem
    with client:
        yield client


def _check_workers(client: Client, address: str) -> None:
    """There are workers, and all have this version of the kit."""
    from notice_kit.cluster.remote import version

    versions: dict[str, str] = client.run(version)
    if not versions:
        raise UsageError(
            error(
                "NK-C03",
                _("the scheduler has no workers"),
                Location(address),
                remedy=_("Start some with `dask worker {address}`.").format(address=address),
            )
        )
    own = version()
    others = sorted(set(versions.values()) - {own})
    if others:
        raise UsageError(
            error(
                "NK-C04",
                _("workers of the cluster have another version of the kit"),
                Location(address),
                found="、".join(others),
                wanted=own,
                remedy=_("Install the same version on all machines, and start the workers again."),
            )
        )
