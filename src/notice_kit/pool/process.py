"""The process that makes documents: what `workers.py` starts, and how the two talk."""

from __future__ import annotations

import pickle
import sys
from typing import IO

from notice_kit.making import Maker
from notice_kit.messages import use_language
from notice_kit.pool.tasks import Orders, Wire
from notice_kit.template.worker_process import read_from, take_pipes, write_to


def serve() -> None:
    """Be the process: make what comes in, until nothing more comes."""
    incoming, outgoing = take_pipes()
    try:
        _serve(incoming, outgoing)
    except BrokenPipeError:  # the other end is gone: nobody waits for this
        sys.exit(1)


def _serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    first = read_from(incoming)
    if first is None:
        return
    orders: Orders = pickle.loads(first)
    use_language(orders.language)
    wire = Wire(orders.campaign)
    with Maker(orders.profile, orders.campaign, strict=orders.strict) as maker:
        while (question := read_from(incoming)) is not None:
            outcomes = orders.carry_out(maker, wire.unpack(question))
            write_to(outgoing, pickle.dumps(outcomes, protocol=5))
