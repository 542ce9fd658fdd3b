"""Which documents to make: for whom, from which template, under which name and number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from notice_kit.campaign import Campaign
from notice_kit.context import campaign_context, eligible, sound_roster
from notice_kit.errors import UsageError
from notice_kit.facts import Series
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.isolation import Fault as DataFault
from notice_kit.isolation import Spoilt, touches_ranking
from notice_kit.messages import _
from notice_kit.model import Review
from notice_kit.names import collision_key, file_name
from notice_kit.numerals import document_number
from notice_kit.ranking import check_ties, ranking
from notice_kit.rulebook import fill_rule
from notice_kit.template.catalog import Template
from notice_kit.template.faults import Fault, attempt


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make.

    Attributes:
        template: what it is made from.
        context: what its tags may say.
        path: the output's path below output/, `/` between the folder and the file.
        subject: whom it is for, in words: 柳溪镇党委.
        codes: the codes of its unit and branch, for `--only`.
        number: its 发文字号; None when it has none or it is not known.
        faults: why it cannot be made; empty where it can.
    """

    template: Template
    context: Mapping[str, Any]
    path: str
    subject: str
    codes: tuple[str, ...]
    number: str | None
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The documents to make, in order, and what is wrong with them.

    Attributes:
        jobs: those that were asked for, also those that cannot be made.
        findings: what is wrong with the plan, each once.
        paths: of all documents of the campaign, asked for or not.
        is_whole: whether all of them are known and have a path.
        campaign: what all the contexts share.
    """

    jobs: tuple[Job, ...]
    findings: tuple[Finding, ...] = field(default=())
    paths: frozenset[str] = frozenset()
    is_whole: bool = True
    campaign: Mapping[str, Any] = field(default_factory=dict)


def plan(
    campaign: Campaign,
    templates: Sequence[Template],
    names: Sequence[str] = (),
    only: Sequence[str] = (),
) -> Plan:
    """The documents of the campaign.

    Numbers and collisions are settled over the whole campaign before `names` and `only` choose, so
    that a part of it comes out as it does in the whole.

    Args:
        campaign: validated data.
        templates: the catalog.
        names: documents or families to make; empty makes all.
        only: codes of units or branches to make documents for; empty makes all.

    Raises:
        UsageError: a name or code that there is not.
    """
    _check_request(templates, names, campaign, only)
    root = campaign_context(campaign)
    jobs: list[Job] = []
    findings: list[Finding] = []
    for template in templates:
        more, problems = _template_jobs(template, root, campaign)
        jobs += more
        findings += problems
    sound = ranking(sound_roster(campaign), campaign.facts, eligible(root["candidates"]))
    findings += check_ties(sound, campaign.facts)
    clashes = [*_collisions(jobs), *_double_numbers(jobs)]
    jobs = _with_faults(jobs, clashes)
    findings += [clash for clash, _concerned in clashes]
    chosen = [
        job
        for job in jobs
        if (not names or {job.template.name, job.template.spec.family} & set(names))
        and (not only or set(job.codes) & set(only))
    ]
    return Plan(
        jobs=tuple(chosen),
        findings=tuple(dict.fromkeys(findings)),
        paths=frozenset(job.path for job in jobs if job.path),
        is_whole=all(job.path for job in jobs),
        campaign=root,
    )


def _with_faults(
    jobs: Iterable[Job], clashes: Iterable[tuple[Finding, tuple[Job, ...]]]
) -> list[Job]:
    """The jobs, those with faults of which a clash tells."""
    faults: defaultdict[int, list[Finding]] = defaultdict(list)
    for clash, concerned in clashes:
        for job in concerned:
            faults[id(job)].append(clash)
    return [
        replace(job, faults=(*job.faults, *faults[id(job)])) if id(job) in faults else job
        for job in jobs
    ]


def _check_request(
    templates: Sequence[Template], names: Sequence[str], campaign: Campaign, only: Sequence[str]
) -> None:
    documents = {template.name for template in templates}
    known = documents | {template.spec.family for template in templates}
    roster = campaign.roster
    codes = {record.value.code for record in roster.units}
    codes |= {record.value.code for record in roster.branches}
    findings = [
        error(
            "NK-P01",
            _("there is no document or family “{name}”").format(name=name),
            Location("templates"),
            remedy=did_you_mean(name, sorted(known))
            or _("There are: {names}.").format(names="、".join(sorted(documents))),
        )
        for name in names
        if name not in known
    ]
    findings += [
        error(
            "NK-P02",
            _("there is no unit or branch “{code}”").format(code=code),
            campaign.facts_place,
            remedy=did_you_mean(code, sorted(codes))
            or _("The codes stand in the sheets 单位 and 党组织."),
        )
        for code in only
        if code not in codes
    ]
    if findings:
        raise UsageError(*findings)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Something that a template is to be made for.

    Attributes:
        names: what its context has beside the campaign.
        title: it in words.
        codes: of its unit and branch.
        faults: errors in the data that the document would show.
    """

    names: Mapping[str, Any]
    title: str
    codes: tuple[str, ...] = ()
    faults: tuple[Finding, ...] = ()


def _subjects(
    template: Template, root: Mapping[str, Any], spoilt: Spoilt, of_ranking: tuple[Finding, ...]
) -> Iterator[_Subject]:
    """What there may be a document for, in order, also where its data have errors."""
    shared = _faults_of_lists(template, spoilt, of_ranking)
    match template.spec.for_each:
        case "campaign":
            yield _Subject({}, root["name"], (), shared)
        case "winners" if of_ranking:  # who wins is not known
            yield _Subject({}, template.name, (), of_ranking)
        case "winners":
            for winner in root["winners"]:
                unit, branch = winner["unit"], winner["branch"]
                names = {"unit": unit, "branch": branch, "winner": winner}
                yield _Subject(names, branch["name"], (unit["code"], branch["code"]), shared)
        case "reviews":
            yield from _visits(template, root, spoilt, shared)
        case _units_or_branches:
            yield from _units(template, root, spoilt, shared)


def _visits(
    template: Template, root: Mapping[str, Any], spoilt: Spoilt, shared: tuple[Finding, ...]
) -> Iterator[_Subject]:
    of_reviews = _faults_of_reviews(spoilt)
    if of_reviews:  # which documents there are is not known
        yield _Subject({}, template.name, (), of_reviews)
        return
    for review in root["reviews"]:
        unit, branch = review["unit"], review["branch"]
        code = branch["code"]
        names = {"unit": unit, "branch": branch, "review": review}
        own = shared + spoilt.branches.get(code, _SOUND).findings
        yield _Subject(names, branch.get("name", code), (unit["code"], code), own)


def _units(
    template: Template, root: Mapping[str, Any], spoilt: Spoilt, shared: tuple[Finding, ...]
) -> Iterator[_Subject]:
    """The units, or the branches of each."""
    for unit in root["units"]:
        code = unit["code"]
        own = shared + spoilt.units.get(code, _SOUND).findings
        if _uses(template, "unit.branches", "unit.candidates"):
            own += spoilt.findings(branch["code"] for branch in unit["branches"])
        if template.spec.for_each == "units":
            yield _Subject({"unit": unit}, unit.get("short_name", code), (code,), own)
            continue
        for branch in unit["branches"]:
            inner = branch["code"]
            names = {"unit": unit, "branch": branch}
            faults = own + spoilt.branches.get(inner, _SOUND).findings
            yield _Subject(names, branch.get("name", inner), (code, inner), faults)


_SOUND = DataFault()


def _faults_of_reviews(spoilt: Spoilt) -> tuple[Finding, ...]:
    """Errors of the branches of whose visits something is wrong."""
    codes = [code for code, fault in spoilt.branches.items() if Review.sheet in fault.sheets]
    return spoilt.findings(codes)


def _uses(template: Template, *paths: str) -> bool:
    """Whether the template's contract has a field at or below one of the paths, or all of it."""
    return any(
        field == path or field.startswith((f"{path}.", f"{path}[")) or path.startswith(f"{field}.")
        for path in paths
        for field in template.spec.fields
    )


_LISTS = tuple(
    f"campaign.{name}" for name in ("units", "branches", "candidates", "gaps", "reviews")
)


def _faults_of_lists(
    template: Template, spoilt: Spoilt, of_ranking: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Errors that a list of the whole campaign would show, where the template uses one."""
    if _uses(template, *_LISTS):
        return spoilt.findings()
    if _uses(template, "campaign.winners", "campaign.award_total"):
        return of_ranking
    return ()


def _faults_of_ranking(root: Mapping[str, Any], spoilt: Spoilt) -> tuple[Finding, ...]:
    """Errors on which it may hang who wins."""
    known = {branch["code"]: branch.get("candidate") for branch in root["branches"]}
    codes = [
        code for code, fault in spoilt.branches.items() if touches_ranking(fault, known.get(code))
    ]
    return spoilt.findings(codes)


def _template_jobs(
    template: Template, root: Mapping[str, Any], campaign: Campaign
) -> tuple[list[Job], list[Finding]]:
    series, findings = _series(template, campaign)
    faults = tuple(findings)
    if _wants_rules(template):
        faults += campaign.rule_faults
    jobs: list[Job] = []
    unsure: tuple[Finding, ...] = ()  # why numbers are not known from here on
    of_ranking = _faults_of_ranking(root, campaign.spoilt)
    for subject in _subjects(template, root, campaign.spoilt, of_ranking):
        own = subject.faults
        context = {"campaign": root, **subject.names}
        wanted, problems = _is_wanted(template, context, subject.title)
        if not wanted and not problems:
            continue
        if problems and not own:
            findings += problems
        own = own or tuple(problems)
        number = None
        if series is not None and not faults:
            year = series.year or campaign.facts.year
            number = document_number(series.code, year, series.first + len(jobs))
        is_sure = not problems
        context["document"] = {"name": template.name} | ({"number": number} if number else {})
        job, problems = _job(template, context, subject, number, campaign)
        if not own:
            findings += problems
            own = tuple(problems)
        own = tuple(dict.fromkeys((*own, *faults))) or unsure
        jobs.append(replace(job, faults=own))
        if series is not None and not is_sure:
            unsure = unsure or (_no_number(template, subject.title),)
    return jobs, findings


def _job(
    template: Template,
    context: dict[str, Any],
    subject: _Subject,
    number: str | None,
    campaign: Campaign,
) -> tuple[Job, list[Finding]]:
    """The document, and what is wrong with it."""
    findings: list[Finding] = []
    if _wants_rules(template) and "branch" in subject.names and not subject.faults:
        context["rules"], problems = _rules(campaign, context)
        findings += problems
    path, problems = _path(template, context, subject.title)
    findings += problems
    return Job(template, context, path, subject.title, subject.codes, number), findings


def _wants_rules(template: Template) -> bool:
    return any(path.startswith("rules") for path in template.spec.fields)


def _no_number(template: Template, subject: str) -> Finding:
    """That the numbers from here on are not known."""
    return error(
        "NK-P08",
        _("its number hangs on whether there is a document for {subject}").format(subject=subject),
        template.place("series"),
        remedy=_("Correct what is wrong with the data of {subject}.").format(subject=subject),
    )


def _series(template: Template, campaign: Campaign) -> tuple[Series | None, list[Finding]]:
    """The series that numbers the template's documents, or None when it names none."""
    name = template.spec.series
    if name is None:
        return None, []
    numbering = campaign.facts.numbering
    if name in numbering:
        return numbering[name], []
    problem = error(
        "NK-P03",
        _("campaign.yaml has no numbering for “{name}”").format(name=name),
        template.place("series"),
        remedy=did_you_mean(name, numbering)
        or _("Add {name}: {{code: …, first: …}} below numbering.").format(name=name),
    )
    return None, [problem]


def _is_wanted(
    template: Template, context: Mapping[str, Any], subject: str
) -> tuple[bool, list[Finding]]:
    condition = template.where
    if condition is None:
        return True, []
    wanted, faults = attempt(lambda: bool(condition(**context)))
    if not faults:
        return bool(wanted), []
    message = _("the condition fails for {subject}: {reason}")
    problem = error(
        "NK-P04",
        message.format(subject=subject, reason="; ".join(fault.message for fault in faults)),
        template.place("where"),
        found=template.spec.where,
        remedy=_remedy(faults),
    )
    return False, [problem]


def _remedy(faults: Sequence[Fault]) -> str:
    told = (fault.remedy for fault in faults if fault.remedy)
    return next(told, _("See docs/architecture.md for the fields there are."))


def _rules(
    campaign: Campaign, context: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """The branch's rules, filled, and what is wrong with them."""
    branch = context["branch"]
    rules: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for rule in campaign.rulebook.of(branch["code"]):
        filled, problems = fill_rule(rule, context)
        rules.append(filled)
        findings += problems
    return rules, findings


def _path(
    template: Template, context: Mapping[str, Any], subject: str
) -> tuple[str, list[Finding]]:
    text, faults = attempt(lambda: template.file.render(context))
    reason = "; ".join(fault.message for fault in faults)
    name = file_name(text or "")
    if name and not reason:
        return f"{file_name(template.name)}/{name}.docx", []
    message = _("no file name for {subject}: {reason}")
    problem = error(
        "NK-P05",
        message.format(subject=subject, reason=reason or _("it is empty")),
        template.place("file"),
        found=template.spec.file,
        remedy=_remedy(faults),
    )
    return "", [problem]


def _collisions(jobs: Iterable[Job]) -> Iterator[tuple[Finding, tuple[Job, ...]]]:
    """Documents whose files some system takes for one, with what is to be told of them."""
    first: dict[str, Job] = {}
    for job in jobs:
        if not job.path:
            continue
        earlier = first.setdefault(collision_key(job.path), job)
        if earlier is not job:
            clash = error(
                "NK-P06",
                _("two documents would have the same file: {first} and {second}").format(
                    first=earlier.subject, second=job.subject
                ),
                job.template.place("file"),
                found=job.path,
                remedy=_("Put the code of the unit or branch into the name."),
            )
            yield clash, (earlier, job)


def _double_numbers(jobs: Iterable[Job]) -> Iterator[tuple[Finding, tuple[Job, ...]]]:
    """Series that run into each other: the same 发文字号 for two documents."""
    first: dict[str, Job] = {}
    for job in jobs:
        if job.number is None:
            continue
        earlier = first.setdefault(job.number, job)
        if earlier is not job:
            clash = error(
                "NK-P07",
                _("{number} would be given twice: {first} and {second}").format(
                    number=job.number, first=earlier.path, second=job.path
                ),
                job.template.place("series"),
                remedy=_("Set numbering in campaign.yaml so that the series do not meet."),
            )
            yield clash, (earlier, job)
