"""Titles over the years: who holds one, from whom it was withdrawn, and who may be nominated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from notice_kit.campaign import Roster
from notice_kit.facts import Facts
from notice_kit.findings import Finding, error, warning
from notice_kit.messages import _
from notice_kit.model import Review, ReviewResult, TitleEvent, TitleState
from notice_kit.validate import Record


@dataclass(frozen=True, slots=True)
class Standing:
    """How a branch stands to the campaign's title before this campaign confers it.

    Attributes:
        since: the year in which the title that it holds was conferred; None where it holds none.
        withdrawn: the year in which its title was last withdrawn; None where that never was.
        events: all of its rows of 历年, of other titles too, in the order of the years.
    """

    since: int | None = None
    withdrawn: int | None = None
    events: tuple[Record[TitleEvent], ...] = field(default=())

    def bar(self, facts: Facts) -> str | None:
        """Why the branch may not be nominated, or None.

        A site that holds the title is not nominated again. One from which it was withdrawn in a
        year may not be in that year and in as many years after it as `barred_years` says.
        """
        if self.since is not None:
            return _("it holds the title since {year}").format(year=self.since)
        if self.withdrawn is None or facts.year > self.withdrawn + facts.barred_years:
            return None
        return _("its title was withdrawn in {year}; it may be nominated from {again} on").format(
            year=self.withdrawn, again=self.withdrawn + facts.barred_years + 1
        )


def standings(roster: Roster, facts: Facts) -> dict[str, Standing]:
    """How each branch with rows in 历年 or 回头看 stands, by code.

    What this campaign confers does not count, nor what came after it: rows of 历年 count up to the
    first 授予 of the campaign's year, and reviews that were decided before the title is conferred.
    """
    found: dict[str, Standing] = {}
    for branch, events in _by_branch(roster).items():
        since: int | None = None
        withdrawn: int | None = None
        for event in events:
            is_conferred = event.value.state is TitleState.CONFERRED
            if event.value.title != facts.honour:
                continue
            if event.value.year >= facts.year + (not is_conferred):
                break
            if is_conferred:
                since = event.value.year
            else:
                since, withdrawn = None, event.value.year
        found[branch] = Standing(since, withdrawn, tuple(events))
    for review in _withdrawals(roster):
        decided = review.value.decided
        if decided is not None and decided < facts.dates.commended:
            had = found.get(review.value.branch, Standing())
            found[review.value.branch] = Standing(None, decided.year, had.events)
    return found


def title_held(review: Review, roster: Roster, facts: Facts) -> int | None:
    """The year of the title that the visited branch held on the day of the visit, or None.

    A row 撤销 of the year of the visit does not count: it may be what came of the visit.
    """
    year: int | None = None
    for event in _by_branch(roster).get(review.branch, ()):
        is_conferred = event.value.state is TitleState.CONFERRED
        until = review.visited.year if is_conferred else review.visited.year - 1
        if event.value.title == facts.honour and event.value.year <= until:
            year = event.value.year if is_conferred else None
    for other in _withdrawals(roster):
        decided = other.value.decided
        is_his = other.value.branch == review.branch and other.value.visited < review.visited
        if is_his and decided is not None and (year is None or decided.year >= year):
            year = None
    return year


def check_titles(roster: Roster, facts: Facts) -> Iterator[Finding]:
    """Rows of 历年 that do not follow from one another, and candidates that may be none."""
    for events in _by_branch(roster).values():
        by_title = sorted(events, key=lambda one: one.value.title)
        for _title, of_title in groupby(by_title, key=lambda one: one.value.title):
            yield from _check_order(list(of_title))
    standing = standings(roster, facts)
    for branch in roster.branches:
        bar = standing.get(branch.value.code, Standing()).bar(facts)
        if branch.value.candidate and bar is not None:
            yield warning(
                "NK-D70",
                _("the branch may not be nominated: {reason}").format(reason=bar),
                branch.place("candidate"),
                found=branch.value.name,
                remedy=_("Set 是否推荐 to 否; it cannot win."),
            )


def _check_order(events: list[Record[TitleEvent]]) -> Iterator[Finding]:
    """Of one branch and title: conferred and withdrawn by turns, once a year at most each."""
    state = TitleState.WITHDRAWN
    for event in events:
        if event.value.state is state:
            yield error(
                "NK-D71",
                _("who holds the title is not given it, and who does not hold it does not lose it"),
                event.place("state"),
                found=f"{event.value.year} {event.value.title} {event.value.state}",
                remedy=_("Correct the year or 状态, or add the row that comes before."),
            )
        state = event.value.state


def check_reviews(roster: Roster, facts: Facts) -> Iterator[Finding]:
    """Visits to branches without the title, and days that are lacking or in the wrong order."""
    won = _may_have_won(roster, facts)
    seen: dict[tuple[object, ...], Record[Review]] = {}
    for review in roster.reviews:
        value = review.value
        earlier = seen.setdefault((value.branch, value.visited), review)
        if earlier is not review:
            yield error(
                "NK-D72",
                _("the branch is visited twice on that day"),
                review.place("visited"),
                found=str(value.visited),
                wanted=_("another than at {place}").format(place=earlier.place("visited")),
                remedy=_("Correct one of the two, or take the row out."),
            )
        is_new = value.visited > facts.dates.commended and won.get(value.branch, False)
        if title_held(value, roster, facts) is None and not is_new:
            yield error(
                "NK-D73",
                _("the branch did not hold the title when it was visited"),
                review.place("visited"),
                found=str(value.visited),
                remedy=_("Correct the code or the day, or add the title to sheet 历年."),
            )
        yield from _check_days(review)


def _check_days(review: Record[Review]) -> Iterator[Finding]:
    """Days that a warning or a withdrawal wants, none before the one that comes first."""
    value, last = review.value, review.value.visited
    wanted = {
        ReviewResult.PASSED: (),
        ReviewResult.WARNED: ("decided", "deadline"),
        ReviewResult.WITHDRAWN: ("decided",),
    }[value.result]
    for name in ("decided", "deadline"):
        day = getattr(value, name)
        if day is None and name in wanted:
            yield error(
                "NK-D04",
                _("“{field}” is empty").format(field=review.title(name)),
                review.place(name),
                found=str(value.result),
                remedy=_("A warning wants 决定日期 and 整改期限, a withdrawal 决定日期."),
            )
        elif day is not None and day < last:
            yield error(
                "NK-D74",
                _("“{field}” is earlier than a day that comes first").format(
                    field=review.title(name)
                ),
                review.place(name),
                found=str(day),
                wanted=_("{day} or later").format(day=last),
                remedy=_("Correct one of the two dates."),
            )
        last = day or last


def _may_have_won(roster: Roster, facts: Facts) -> Mapping[str, bool]:
    """Which branches are candidates of this campaign that may be nominated."""
    standing = standings(roster, facts)
    return {
        one.value.code: one.value.candidate
        and standing.get(one.value.code, Standing()).bar(facts) is None
        for one in roster.branches
    }


def _by_branch(roster: Roster) -> dict[str, list[Record[TitleEvent]]]:
    """The rows of 历年 by branch, in the order of the years; within a year as they stand."""
    found: defaultdict[str, list[Record[TitleEvent]]] = defaultdict(list)
    for event in sorted(roster.titles, key=lambda one: one.value.year):
        found[event.value.branch].append(event)
    return found


def _withdrawals(roster: Roster) -> list[Record[Review]]:
    """The reviews that led to a withdrawal, in the order of the days."""
    found = [one for one in roster.reviews if one.value.result is ReviewResult.WITHDRAWN]
    return sorted(found, key=lambda one: one.value.visited)
