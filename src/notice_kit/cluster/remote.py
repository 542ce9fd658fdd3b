"""What runs on a cluster's worker: the orders are opened once in each thread, then carried out."""

from __future__ import annotations

import pickle
import threading
from importlib.metadata import version as version_of
from typing import Any

from distributed import WorkerPlugin

from notice_kit.cluster.store import Store
from notice_kit.making import Maker
from notice_kit.messages import use_language
from notice_kit.pool.tasks import Orders, Outcome, Wire

_packed: dict[str, bytes] = {}
"""The orders of the runs that go on, by name."""

_here = threading.local()


class RunPlugin(WorkerPlugin):
    """Has the orders of a run on every worker, those too that come while it goes on."""

    def __init__(self, name: str, orders: bytes) -> None:
        """Hold the orders, pickled, of the run of that name."""
        self.name, self._orders = name, orders

    def setup(self, worker: Any) -> None:  # noqa: ARG002
        """Called on a worker when the run begins, or when it comes."""
        _packed[self.name] = self._orders

    def teardown(self, worker: Any) -> None:  # noqa: ARG002
        """Called on a worker when the run is over."""
        _packed.pop(self.name, None)


def version() -> str:
    """The version of the kit on the worker."""
    return version_of("notice_kit")


def carry_out(run: str, packed_tasks: bytes, store: str | None) -> list[Outcome]:
    """Make documents.

    Args:
        run: the name of the run.
        packed_tasks: as `Wire.pack` has them.
        store: the address under which they are put; None: their bytes go back.
    """
    orders, wire, maker = _opened(run)
    use_language(orders.language)
    tasks = wire.unpack(packed_tasks)
    outcomes = orders.carry_out(maker, tasks)
    return outcomes if store is None else Store(store).put_all(tasks, outcomes)


def _opened(run: str) -> tuple[Orders, Wire, Maker]:
    """The orders of the run; those of another, which this thread had open, are closed."""
    kept: tuple[str, Orders, Wire, Maker] | None = getattr(_here, "kept", None)
    if kept is None or kept[0] != run:
        if kept is not None:
            kept[3].__exit__()
        orders: Orders = pickle.loads(_packed[run])
        kept = (
            run,
            orders,
            Wire(orders.campaign),
            Maker(orders.profile, orders.campaign, strict=orders.strict),
        )
        _here.kept = kept
    return kept[1:]
