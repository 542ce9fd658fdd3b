"""notice_kit and gongwen-skill check the same files: time, what they find, and what is not so.

python -m benchmarks.checking
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

from tests.rules.breaking import BASES, Break, breaks, broken, conforming

from benchmarks.measure import FOLDER, PATIENCE, ROOT
from notice_kit.checking import check

TIMED = "circular"  # three pages and a 版记
_ROUNDS = 60

_KINDS = {"letter": "letter", "minutes": "minutes", "order": "command", "request": "request",
          "circular": "bulletin", "decision": "decision"}  # fmt: skip
"""What gongwen-skill calls the documents; the others are its `notice`."""


@dataclass(frozen=True)
class Checking:
    """What one of the two made of the files.

    Attributes:
        seconds: of a core for one document of three pages, reading it included; the median.
        false: findings in documents that conform, all of them together.
        conforming: how many documents that are.
        found: breaks of which something new was told.
        breaks: how many documents with one break there are.
    """

    seconds: float
    false: int
    conforming: int
    found: int
    breaks: int

    @property
    def speed(self) -> float:
        """Documents a second and core."""
        return 1 / self.seconds


@dataclass(frozen=True)
class _Files:
    good: dict[str, Path]
    bad: dict[Break, Path]


def measure_checking() -> dict[str, Checking]:
    """Both on the documents of `tests/rules/breaks.yaml`, good and broken."""
    home = FOLDER / "checking"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    files = _write(home)
    return {"notice_kit": _kit(files), "gongwen-skill": _gongwen_skill(files, home)}


def _write(home: Path) -> _Files:
    good = {name: home / f"{name}.docx" for name in BASES}
    for name, path in good.items():
        path.write_bytes(conforming(name))
    bad = {one: home / f"{number:03}.docx" for number, one in enumerate(breaks())}
    for one, path in bad.items():
        path.write_bytes(broken(one))
    return _Files(good, bad)


def _kit(files: _Files) -> Checking:
    found = [_told(path) for path in (*files.good.values(), *files.bad.values())]
    times = []
    for _round in range(_ROUNDS):
        start = process_time()
        check(files.good[TIMED])
        times.append(process_time() - start)
    return _judged(files, found, times)


def _told(path: Path) -> list[str]:
    return [one.code for one in check(path)]


def _gongwen_skill(files: _Files, home: Path) -> Checking:
    good = [(str(path), _kind(name)) for name, path in files.good.items()]
    bad = [(str(path), _kind(one.base)) for one, path in files.bad.items()]
    timed = (str(files.good[TIMED]), _kind(TIMED))
    job = home / "job.json"
    job.write_text(json.dumps({"files": good + bad, "timed": timed, "rounds": _ROUNDS}))
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.runners.gongwen_skill", str(job)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return _judged(files, said["found"], said["times"])


def _kind(base: str) -> str:
    return _KINDS.get(base, "notice")


def _judged(files: _Files, found: Sequence[list[str]], times: Sequence[float]) -> Checking:
    before = {name: Counter(told) for name, told in zip(files.good, found, strict=False)}
    after = found[len(files.good) :]
    new = [Counter(told) - before[one.base] for one, told in zip(files.bad, after, strict=True)]
    return Checking(
        seconds=median(times),
        false=sum(sum(told.values()) for told in before.values()),
        conforming=len(files.good),
        found=sum(map(bool, new)),
        breaks=len(files.bad),
    )


def main() -> None:
    """Print what was measured."""
    for name, one in measure_checking().items():
        print(
            f"{name:14} {one.speed:6.1f} documents/s; {one.false} findings in {one.conforming}"
            f" conforming documents; {one.found} of {one.breaks} breaks told"
        )


if __name__ == "__main__":
    main()
