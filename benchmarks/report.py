"""The tables of a run: on the terminal, and in docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from benchmarks.checking import Checking
from benchmarks.extras import LETTER_COUNTS, STEPS, Extras
from benchmarks.machine import machine
from benchmarks.measure import ROOT, Result, deflate_level, kit_output
from benchmarks.pdf import DOCUMENTS, PdfTimes
from benchmarks.targets import Run, growth, targets
from benchmarks.works import BATCH_WORK, LETTERS, NOTICE_WORK, WORKS, Work

TARGET = ROOT / "docs" / "benchmarks.md"

METHOD = """\
Each engine gets the same text and data in a template of its own syntax and works in a process of
its own, on one thread as far as it allows: one document to warm up, then as many as fit into a few
seconds, up to a number (the last column tells how many it was). Times are the medians of a document
made in memory; in the batch they are the mean of a letter written to a file, times ten thousand.
The texts of what each made are compared with the source, paragraph by paragraph with white space
folded, and an engine whose output differs gets no time. notice_kit compiles its template once and
keeps all its checks on; docxtpl escapes and is strict about missing values, and docx-templates runs
without its sandbox, which is its faster way. The two limits do no templating: one deflates all
parts of notice_kit's own output with `zipfile` at notice_kit's level of deflate, the other copies
the template as a file. How the cost grows is told by the least time of a table and the median of
letters, as the pauses of a shared machine fall on some counts and not on others."""


@dataclass(frozen=True)
class Grid:
    """A table for both outputs; its first column is text, the others are figures."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def show(run: Run) -> None:
    """Print every table."""
    console = Console()
    for grid in _grids(run):
        table = Table(title=grid.title, title_justify="left")
        for number, name in enumerate(grid.head):
            table.add_column(name, justify="right" if number else "left")
        for row in grid.rows:
            table.add_row(*row)
        console.print(table)


def write(run: Run) -> None:
    """Write docs/benchmarks.md."""
    levels = sorted({deflate_level(kit_output(work)) for work in WORKS})
    facts = machine() | {"level of deflate": ", ".join(map(str, levels))}
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`, which measures everything again and takes about five minutes.",
        "All figures come from one run, on a machine that is shared with others: read the ratios,",
        "not the milliseconds, and run it again before leaning on a small difference.",
        "",
        f"Date: {datetime.now(UTC):%Y-%m-%d}. "
        + ". ".join(f"{name[0].upper()}{name[1:]}: {value}" for name, value in facts.items())
        + ".",
        "",
        "## Method",
        "",
        METHOD,
    ]
    for grid in _grids(run):
        lines += ["", f"## {grid.title}", "", *_markdown(grid)]
        if grid.title == NOTICE_WORK.title:
            prepared = run.kit(NOTICE_WORK).prepared
            lines += [
                "",
                f"Compiling its template took notice_kit {_time(prepared)}, once, before.",
            ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _markdown(grid: Grid) -> Iterator[str]:
    yield f"| {' | '.join(grid.head)} |"
    yield f"|---|{'---:|' * (len(grid.head) - 1)}"
    for row in grid.rows:
        yield f"| {' | '.join(row)} |"


def _grids(run: Run) -> Iterator[Grid]:
    yield _target_grid(run)
    for work in WORKS:
        yield _work_grid(run, work)
    yield from _extra_grids(run.extras)


def _target_grid(run: Run) -> Grid:
    rows = [
        (target.text, target.value, "yes" if target.reached else "**no**")
        for target in targets(run)
    ]
    return Grid("Targets", ("target", "measured", "reached"), rows)


def _work_grid(run: Run, work: Work) -> Grid:
    times = LETTERS if work is BATCH_WORK else 1
    unit = f"{LETTERS:,} letters" if work is BATCH_WORK else "a document"
    base = run.kit(work)
    rows = [_row(result, base, times) for result in run.results[work]]
    return Grid(work.title, ("", unit, "documents/s", "× notice_kit", "measured"), rows)


def _row(result: Result, base: Result, times: int) -> tuple[str, ...]:
    if result.fault:
        return result.peer.name, result.fault, "", "", ""
    seconds = result.seconds
    return (
        result.peer.name,
        _time(seconds * times),
        _figures(1 / seconds),
        _figures(seconds / base.seconds),
        f"{len(result.times):,}",
    )


def _extra_grids(extras: Extras) -> Iterator[Grid]:
    for what, times in (("Rows of one table", extras.rows), ("Letters", extras.letters)):
        ratios = dict(growth(times))
        rows = [
            (f"{count:,}", _time(taken), f"{ratios[count]:.2f}" if count in ratios else "")
            for count, taken in zip(STEPS, times, strict=True)
        ]
        yield Grid(f"{what}: how the cost grows", ("count", "time", "× half of them"), rows)
    peaks = zip(LETTER_COUNTS, extras.peaks, strict=True)
    yield Grid(
        "Memory: letters made in one process",
        ("letters", "peak RSS"),
        [(f"{count:,}", f"{peak:.1f} MiB") for count, peak in peaks],
    )
    yield Grid(
        "Start of the command",
        ("command", "time", "×"),
        [
            ("`notice-kit --help`", _time(extras.help), f"{extras.help / extras.bare:.2f}"),
            ('`python -c "import typer"`', _time(extras.bare), "1.00"),
        ],
    )
    if extras.pdf is not None:
        yield _pdf_grid(extras.pdf)
    yield _checking_grid(extras.checking)


def _pdf_grid(pdf: PdfTimes) -> Grid:
    ways = {
        "`notice_kit.convert`, each PDF read back": pdf.kit,
        "`soffice --convert-to pdf`, one call for all": pdf.all_at_once,
        "`soffice --convert-to pdf`, a call for each": pdf.one_by_one,
    }
    rows = [(way, _time(taken), _figures(taken / pdf.kit)) for way, taken in ways.items()]
    title = f"PDF: {DOCUMENTS} notices, starts included"
    return Grid(title, ("", "a document", "× notice_kit"), rows)


def _checking_grid(checking: dict[str, Checking]) -> Grid:
    kit = checking["notice_kit"]
    rows = [
        (name, _time(one.seconds), _figures(one.speed), f"{one.false:,}", f"{one.found:,}")
        for name, one in checking.items()
    ]
    head = (
        "",
        "three pages, on one core",
        "documents/s",
        f"findings in {kit.conforming} documents that conform",
        f"found of {kit.breaks:,} documents with one known fault",
    )
    return Grid("Checks by GB/T 9704: files read and held to all rules", head, rows)


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{_figures(seconds * 1000)} ms"


def _figures(value: float) -> str:
    """The number with three figures, or its whole part where that is longer."""
    if value >= 99.9:
        return f"{value:,.0f}"
    return f"{value:#.3g}"
