"""Measure everything, print it and write docs/benchmarks.md; or, with --profile, notice_kit alone.

python -m benchmarks [--profile]
"""

from __future__ import annotations

import argparse

from benchmarks.extras import measure_extras
from benchmarks.measure import Result, measure
from benchmarks.peers import KIT, PEERS, Peer
from benchmarks.profiling import profile
from benchmarks.report import show, write
from benchmarks.targets import Run
from benchmarks.works import BATCH_WORK, WORKS, Work


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--profile", action="store_true", help="profile notice_kit, alone")
    if parser.parse_args().profile:
        profile()
        return
    results = {work: [_measured(work, peer) for peer in PEERS] for work in WORKS}
    kit = next(result for result in results[BATCH_WORK] if result.peer is KIT)
    print("notice_kit: growth, memory, start", flush=True)
    run = Run(results, measure_extras(kit))
    show(run)
    write(run)


def _measured(work: Work, peer: Peer) -> Result:
    """That peer on that work, announced as it goes."""
    print(f"{work.name}: {peer.name}", flush=True)
    return measure(work, peer)


if __name__ == "__main__":
    main()
