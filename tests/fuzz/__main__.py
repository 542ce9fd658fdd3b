"""Fuzz one target by coverage: `python -m tests.fuzz TARGET [libFuzzer's options]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["notice_kit"]):
    from notice_kit.errors import NoticeKitError
    from tests.fuzz.targets import SEEDS, TARGETS


def main() -> None:
    """Run libFuzzer; it ends with 0 when nothing was found within its limits."""
    name, *options = sys.argv[1:]
    target = TARGETS[name]

    def one(data: bytes) -> None:
        try:
            target(data)
        except NoticeKitError:
            return  # refused, by findings

    corpus = Path(tempfile.mkdtemp(prefix=f"corpus-{name}-"))
    for number, seed in enumerate(SEEDS[name]):
        (corpus / str(number)).write_bytes(seed)
    limits = ["-timeout=30", "-rss_limit_mb=4096", "-max_len=200000", "-print_final_stats=0"]
    atheris.Setup([sys.argv[0], *limits, *options, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
