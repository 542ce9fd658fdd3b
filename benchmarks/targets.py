"""The targets, each with what this run gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.checking import Checking
from benchmarks.extras import LETTER_COUNTS, STEPS, Extras
from benchmarks.measure import Result
from benchmarks.pdf import PdfTimes
from benchmarks.peers import DEFLATE, KIT
from benchmarks.works import NOTICE_WORK, TABLE_WORK, WORKS, Work

_LINEAR = 2.2  # twice the work may take this many times as long
_FLAT = 1.05  # the peak of memory may grow so much
_CHECKED = 50  # documents a second


@dataclass(frozen=True)
class Target:
    """A bound and the figure that it is held against.

    Attributes:
        text: what is asked for.
        value: what was measured, as shown.
        reached: whether it is enough.
    """

    text: str
    value: str
    reached: bool


@dataclass(frozen=True)
class Run:
    """All results of one run: for each work those of the peers, and the extras."""

    results: dict[Work, list[Result]]
    extras: Extras

    def kit(self, work: Work) -> Result:
        """What notice_kit did with that work; its times are what all else is compared with."""
        return self.of(work, KIT.name)

    def of(self, work: Work, name: str) -> Result:
        """What the one of that name did with that work."""
        return next(result for result in self.results[work] if result.peer.name == name)

    def fastest(self, work: Work, roles: Sequence[str]) -> Result | None:
        """The fastest of those whose output counts; None when there is none."""
        counted = [r for r in self.results[work] if r.peer.role in roles and not r.fault]
        return min(counted, key=lambda result: result.seconds, default=None)


def targets(run: Run) -> Iterator[Target]:
    """Every target in the order of the report."""
    yield from _against(run, NOTICE_WORK, ("docxtpl",), "docxtpl", (40, 100))
    yield from _against(run, NOTICE_WORK, ("docxtpl", "peer"), "the fastest peer", (20, 50))
    yield from _against(run, TABLE_WORK, ("docxtpl", "peer"), "the fastest peer", (5,))
    for work in WORKS:
        share = run.of(work, DEFLATE.name).seconds / run.kit(work).seconds
        text = f"{work.name}: at least half the speed of deflating and writing"
        yield Target(text, f"{share:.2f}×", share >= 0.5)
    for what, times in (("rows", run.extras.rows), ("letters", run.extras.letters)):
        for count, ratio in growth(times):
            text = f"{count:,} {what} cost at most {_LINEAR} times as much as half of them"
            yield Target(text, f"{ratio:.2f}×", ratio <= _LINEAR)
    before, after = run.extras.peaks
    yield Target(
        f"peak memory after {LETTER_COUNTS[1]:,} letters at most {_FLAT} times that after "
        f"{LETTER_COUNTS[0]:,}",
        f"{after / before:.2f}×",
        after <= _FLAT * before,
    )
    ratio = run.extras.help / run.extras.bare
    text = 'notice-kit --help under twice the time of python -c "import typer"'
    yield Target(text, f"{ratio:.2f}×", ratio < 2)
    if run.extras.pdf is not None:
        yield from _against_soffice(run.extras.pdf)
    yield from _checks(run.extras.checking["notice_kit"])


def _against_soffice(pdf: PdfTimes) -> Iterator[Target]:
    rivals = {"for each file": pdf.one_by_one, "for all files": pdf.all_at_once}
    for what, seconds in rivals.items():
        text = f"PDF: ahead of a call of soffice {what}, each PDF read back"
        yield Target(text, f"{seconds / pdf.kit:.2f}×", seconds > pdf.kit)


def _checks(kit: Checking) -> Iterator[Target]:
    text = f"checks: at least {_CHECKED} documents of three pages a second and core, all rules"
    yield Target(text, f"{kit.speed:.1f}", kit.speed >= _CHECKED)
    text = f"checks: all {kit.breaks:,} known faults told, and nothing in documents that conform"
    yield Target(text, f"{kit.found:,}, {kit.false}", (kit.found, kit.false) == (kit.breaks, 0))


def growth(times: Sequence[float]) -> Iterator[tuple[int, float]]:
    """Each of `STEPS` but the first, and how many times as long it took as the one before."""
    for count, half, whole in zip(STEPS[1:], times, times[1:], strict=False):
        yield count, whole / half


def _against(
    run: Run, work: Work, roles: Sequence[str], whom: str, factors: Sequence[int]
) -> Iterator[Target]:
    rival = run.fastest(work, roles)
    if rival is None:
        return
    ratio = rival.seconds / run.kit(work).seconds
    for factor in factors:
        word = "aim: " if factor != factors[0] else ""
        text = f"{work.name}: {word}{factor}× the speed of {whom} ({rival.peer.name})"
        yield Target(text, f"{ratio:.1f}×", ratio >= factor)
