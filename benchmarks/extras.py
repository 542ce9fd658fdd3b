"""What is measured beside the works: growth of cost, memory, start of the command, PDF, checks."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.checking import Checking, measure_checking
from benchmarks.measure import FOLDER, ROOT, Result, measure
from benchmarks.pdf import PdfTimes, measure_pdf
from benchmarks.peers import KIT
from benchmarks.syntax import SYNTAXES
from benchmarks.wordfile import write_template
from benchmarks.works import LETTER_WORK, table

STEPS = (1000, 2000, 4000)
LETTER_COUNTS = (1000, 100_000)
_STARTS = 10

# Linux counts the memory of the process that starts another into the peak of the new one: a bare
# interpreter between the two keeps this one out of the figure.
_BETWEEN = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"


@dataclass(frozen=True)
class Extras:
    """The figures.

    Attributes:
        rows: least seconds of a table with each of `STEPS` rows.
        letters: of the first of `STEPS` letters of the batch, the median seconds times the count.
        peaks: peak memory in MiB after each of `LETTER_COUNTS` letters.
        help: seconds of `notice-kit --help`.
        bare: seconds of `python -c "import typer"`.
        pdf: seconds of a PDF in three ways; None where there is no LibreOffice.
        checking: what notice_kit and gongwen-skill made of the same files.
    """

    rows: tuple[float, ...]
    letters: tuple[float, ...]
    peaks: tuple[float, ...]
    help: float
    bare: float
    pdf: PdfTimes | None
    checking: dict[str, Checking]


def measure_extras(batch: Result) -> Extras:
    """Measure all of them; `batch` is what notice_kit made of the batch of letters."""
    rows = [measure(table(count, iterations=30, seconds=6), KIT) for count in STEPS]
    command = str(Path(sys.executable).parent / "notice-kit")
    help_, bare = _starts([command, "--help"], [sys.executable, "-c", "import typer"])
    return Extras(
        rows=tuple(min(result.times) for result in rows),
        letters=tuple(count * median(batch.times[:count]) for count in STEPS),
        peaks=_peaks(),
        help=help_,
        bare=bare,
        pdf=measure_pdf(),
        checking=measure_checking(),
    )


def _peaks() -> tuple[float, ...]:
    directory = FOLDER / "memory"
    directory.mkdir(parents=True, exist_ok=True)
    template, records = directory / "template.docx", directory / "records.json"
    write_template(LETTER_WORK.blocks, SYNTAXES[KIT.syntax], template)
    records.write_text(json.dumps(LETTER_WORK.records, ensure_ascii=False), encoding="utf-8")
    runner = [sys.executable, "-m", "benchmarks.runners.letters", str(template), str(records)]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _BETWEEN, *runner, *map(str, LETTER_COUNTS)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return tuple(peak / unit for peak in json.loads(done.stdout))


def _starts(*commands: list[str]) -> list[float]:
    """The median of each command's time, taken in turns after one unmeasured start."""
    times: list[list[float]] = [[] for _ in commands]
    for turn in range(_STARTS + 1):
        for command, taken in zip(commands, times, strict=True):
            start = perf_counter()
            subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
            if turn:
                taken.append(perf_counter() - start)
    return [median(taken) for taken in times]
