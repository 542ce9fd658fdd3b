"""The process that makes documents: what `workers.py` starts, and how the two talk."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import IO

from notice_kit.making import Maker
from notice_kit.messages import use_language
from notice_kit.pool.tasks import Orders, Wire
from notice_kit.template.worker_process import read_from, write_to


def serve() -> None:
    """Be the process: make what comes in, until nothing more comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started it
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b", buffering=0) as nowhere:  # noqa: PTH123
        for number in (0, 1):  # what else is printed or read here is no part of the talk
            os.dup2(nowhere.fileno(), number)
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
