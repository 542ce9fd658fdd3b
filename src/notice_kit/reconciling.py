"""The whole set of documents, read back and held against the data: nobody lost, no other's name.

`examine` looks at one document as it was made, `reconcile` at what all of them say together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from notice_kit.findings import Finding, Location, error, warning
from notice_kit.mentions import Mentions, Names, days_with_weekdays, squeezed
from notice_kit.messages import _
from notice_kit.numerals import figures, weekday
from notice_kit.planning import Job

_OF_MANY = re.compile(r"campaign\.(units|branches|candidates|winners)\[\].*name$")
_WINNER = re.compile(r"campaign\.winners\[\]\.branch\.name$")
_CANDIDATE = re.compile(r"unit\.candidates\[\]\.name$")
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made from.

    Attributes:
        template: its name.
        fields: of its template.yaml.
        context: what its tags could say.
        path: below the output folder.
    """

    template: str
    fields: tuple[str, ...]
    context: Mapping[str, Any]
    path: str

    @property
    def subject(self) -> str:
        """Whom it is for, in words."""
        branch, unit = self.context.get("branch", {}), self.context.get("unit", {})
        return str(branch.get("name") or unit.get("short_name") or self.context["campaign"]["name"])


def examine(origin: Origin, said: Mentions, names: Names) -> list[Finding]:
    """What is wrong with one document by itself: it names others, or lacks what is its own.

    Args:
        origin: what it was made from.
        said: what it says.
        names: of all units and branches.
    """
    place = Location(origin.path)
    return [
        *_others(origin, said, names, place),
        *_number(origin, said, place),
        *_own_sum(origin, said, place),
        *_weekdays(origin, said, place),
    ]


def reconcile(
    campaign: Mapping[str, Any], planned: Iterable[Job], said: Mapping[str, Mentions]
) -> list[Finding]:
    """What the documents of a whole campaign do not say together.

    Args:
        campaign: as templates see it.
        planned: all documents of the templates that were asked for.
        said: by path, what each says.
    """
    by_template: defaultdict[str, list[Job]] = defaultdict(list)
    for job in planned:
        by_template[job.template.name].append(job)
    findings = list(_lost(campaign))
    for name, jobs in by_template.items():
        made = [(job, said[job.path]) for job in jobs if job.path in said]
        findings += _each_winner(name, jobs, said, campaign.get("winners", ()))
        findings += _lists(name, jobs[0].template.spec.fields, made, campaign.get("winners", ()))
    return findings


def _others(origin: Origin, said: Mentions, names: Names, place: Location) -> Iterator[Finding]:
    """Names of units and branches that the document is not for and its data do not speak of."""
    if any(_OF_MANY.match(path) for path in origin.fields):
        return
    own = _own(origin.context)
    strange = {code: name for code, name in said.named.items() if code not in own}
    if not strange:
        return
    spoken_of = {code for text in _texts(origin.context) for code, _name in names.found(text)}
    for code, name in strange.items():
        if code not in spoken_of:
            yield error(
                "NK-R01",
                _("the name of another unit or branch stands in the document of {subject}").format(
                    subject=origin.subject
                ),
                place,
                found=name,
                remedy=_("Put a tag in its place in {template}.").format(
                    template=f"templates/{origin.template}/template.docx"
                ),
            )


def _own(context: Mapping[str, Any]) -> set[str]:
    """Whom the document is for: its unit with all branches, or its branch and the unit over it."""
    own = set()
    if "unit" in context:
        own.add(f"unit {context['unit']['code']}")
    if "branch" in context:
        own.add(f"branch {context['branch']['code']}")
    elif "unit" in context:
        own |= {f"branch {branch['code']}" for branch in context["unit"].get("branches", ())}
    return own


def _texts(context: Mapping[str, Any]) -> Iterator[str]:
    """All texts of the document's data: of the campaign its facts alone, not its rolls."""
    rolls = {"units", "branches", "candidates", "winners", "reviews"}
    facts = {name: value for name, value in context["campaign"].items() if name not in rolls}
    unit = {name: value for name, value in context.get("unit", {}).items() if name not in rolls}
    rest = {name: value for name, value in context.items() if name not in ("campaign", "unit")}
    if "winner" in rest:
        rest["winner"] = {
            name: value for name, value in rest["winner"].items() if name not in ("unit", "branch")
        }
    yield from _texts_in((facts, unit, rest))


def _texts_in(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield squeezed(value)
        case Mapping():
            for item in value.values():
                yield from _texts_in(item)
        case list() | tuple():
            for item in value:
                yield from _texts_in(item)


def _number(origin: Origin, said: Mentions, place: Location) -> Iterator[Finding]:
    number = origin.context.get("document", {}).get("number")
    if number is not None and squeezed(number) not in said.text:
        yield error(
            "NK-R02",
            _("the document does not say its own number"),
            place,
            wanted=number,
            remedy=_("Put {{ document.number }} into the template."),
        )


def _own_sum(origin: Origin, said: Mentions, place: Location) -> Iterator[Finding]:
    """The winner's sum in documents for winners, the total in those for the campaign."""
    fields = origin.fields
    wanted = []
    if "winner.amount" in fields:
        wanted.append(origin.context["winner"]["amount"])
    if "campaign.award_total" in fields:
        wanted.append(origin.context["campaign"]["award_total"])
    for amount in wanted:
        if not said.says_sum(amount):
            yield _wrong_sum(origin.subject, place, None, amount)


def _wrong_sum(subject: str, place: Location, found: str | None, amount: int) -> Finding:
    return error(
        "NK-R03",
        _("the sum for {subject} is another than the data have").format(subject=subject),
        place,
        found=found,
        wanted=figures(amount),
        remedy=_("Print the sum by its tag, with `figures` or `capital`."),
    )


def _weekdays(origin: Origin, said: Mentions, place: Location) -> Iterator[Finding]:
    """Days whose weekday is another; a day without a year is taken for one of the campaign's."""
    for match in days_with_weekdays(said.text):
        year = int(match["year"] or origin.context["campaign"]["year"])
        try:
            day = date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            continue  # no such day: what is written about days is the checker's to tell
        told = match["weekday"][-1].replace("天", "日")
        if _WEEKDAYS[day.weekday()] != told:
            yield warning(
                "NK-R04",
                _("the weekday is not that of the day"),
                place,
                found=match[0],
                wanted=weekday(day),
                remedy=_("Correct one, or print it by the filter `weekday`."),
            )


def _lost(campaign: Mapping[str, Any]) -> Iterator[Finding]:
    """Candidates that lack nothing and have no scores, where others have."""
    if not campaign.get("winners"):
        return
    for branch in campaign.get("candidates", ()):
        is_sound = {"shortfalls", "scores", "is_barred"} <= branch.keys()  # no row with errors
        if not is_sound or branch["shortfalls"] or branch["is_barred"]:
            continue
        if branch["scores"] is None:
            yield warning(
                "NK-R07",
                _("{subject} lacks nothing and was not assessed").format(subject=branch["name"]),
                Location("data"),
                remedy=_("Enter its scores in sheet 考评, or say that it is no candidate."),
            )


def _each_winner(
    name: str,
    jobs: Sequence[Job],
    said: Mapping[str, Mentions],
    winners: Sequence[Mapping[str, Any]],
) -> Iterator[Finding]:
    """Winners without a document of a template that makes one for each."""
    spec = jobs[0].template.spec
    if spec.for_each != "winners" or spec.where is not None:
        return
    present = {job.context["branch"]["code"] for job in jobs if job.path in said}
    for winner in winners:
        if winner["branch"]["code"] not in present:
            yield _missing(winner["branch"]["name"], name)


def _missing(subject: str, name: str) -> Finding:
    return error(
        "NK-R05",
        _("{subject} is missing from {document}").format(subject=subject, document=name),
        Location(f"output/{name}"),
        remedy=_("See which condition of the template leaves it out."),
    )


def _lists(
    name: str,
    fields: Sequence[str],
    documents: Sequence[tuple[Job, Mentions]],
    winners: Sequence[Mapping[str, Any]],
) -> Iterator[Finding]:
    """Whom lists of winners and of candidates leave out, and sums in them that are not right."""
    if any(_WINNER.match(path) for path in fields):
        named = {code for _job, said in documents for code in said.named}
        for winner in winners:
            if f"branch {winner['branch']['code']}" not in named:
                yield _missing(winner["branch"]["name"], name)
        if "campaign.winners[].amount" in fields:
            yield from _sums_beside(documents, winners)
    if any(_CANDIDATE.match(path) for path in fields):
        for job, said in documents:
            for branch in job.context["unit"].get("candidates", ()):
                if f"branch {branch['code']}" not in said.named:
                    yield _missing(branch["name"], job.path)


def _sums_beside(
    documents: Sequence[tuple[Job, Mentions]], winners: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    for job, said in documents:
        for winner in winners:
            sums = said.sums.get(f"branch {winner['branch']['code']}")
            if sums and winner["amount"] not in sums:
                shown = "、".join(figures(one) for one in sorted(sums))
                yield _wrong_sum(
                    winner["branch"]["name"], Location(job.path), shown, winner["amount"]
                )
