"""Who makes the documents of a run: processes of this machine, or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from notice_kit.pool.tasks import Orders, Outcome, Task
from notice_kit.pool.workers import carried_out


@dataclass(frozen=True)
class Workforce:
    """Who makes the documents; what comes out does not tell who did.

    Attributes:
        workers: how many processes of this machine; None: one for each processor.
        scheduler: the address of a cluster, whose workers then make them.
    """

    workers: int | None = None
    scheduler: str | None = None

    def carry_out(
        self, orders: Orders, tasks: Iterable[Task], count: int, store: str | None = None
    ) -> Iterator[Outcome]:
        """What becomes of each document, in the order of the tasks, taken as they are needed.

        Args:
            orders: what all documents share.
            tasks: the documents.
            count: how many there are; for none, nobody is asked.
            store: the address of a store into which they go, in place of a folder.

        Raises:
            UsageError: the cluster or the store cannot be used.
        """
        if not count:
            return iter(())
        if self.scheduler is not None:
            from notice_kit.cluster.scheduler import carried_out_by

            return carried_out_by(self.scheduler, orders, tasks, store)
        if store is not None:
            from notice_kit.cluster.store import put_as_they_come

            return put_as_they_come(
                store, tasks, lambda these: carried_out(orders, these, count, self.workers)
            )
        return carried_out(orders, tasks, count, self.workers)
