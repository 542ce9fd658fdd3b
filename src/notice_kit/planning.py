"""Which documents to make: for whom, from which template, under which name and number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from notice_kit.campaign import Campaign
from notice_kit.context import campaign_context
from notice_kit.errors import UsageError
from notice_kit.facts import Series
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.names import collision_key, file_name
from notice_kit.numerals import document_number
from notice_kit.rulebook import fill_rule
from notice_kit.template.catalog import Template
from notice_kit.template.faults import Fault, attempt


@dataclass(frozen=True)
class Job:
    """One document to make.

    Attributes:
        template: what it is made from.
        context: what its tags may say.
        path: the output's path below output/, `/` between the folder and the file.
        subject: whom it is for, in words: 柳溪镇党委.
        codes: the codes of its unit and branch, for `--only`.
        number: its 发文字号; None when it has none.
    """

    template: Template
    context: Mapping[str, Any]
    path: str
    subject: str
    codes: tuple[str, ...]
    number: str | None


@dataclass(frozen=True)
class Plan:
    """The documents to make, in order, and what is wrong with them as a whole."""

    jobs: tuple[Job, ...]
    findings: tuple[Finding, ...] = field(default=())


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
    findings += _check_collisions(jobs)
    findings += _check_numbers(jobs)
    chosen = [
        job
        for job in jobs
        if (not names or {job.template.name, job.template.spec.family} & set(names))
        and (not only or set(job.codes) & set(only))
    ]
    return Plan(tuple(chosen), tuple(dict.fromkeys(findings)))


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


def _subjects(
    template: Template, root: Mapping[str, Any]
) -> Iterator[tuple[dict[str, Any], str, tuple[str, ...]]]:
    """For each thing that the template could be made for: its own names, it in words, its codes."""
    match template.spec.for_each:
        case "campaign":
            yield {}, root["name"], ()
        case "units":
            for unit in root["units"]:
                yield {"unit": unit}, unit["short_name"], (unit["code"],)
        case "branches":
            for unit in root["units"]:
                for branch in unit["branches"]:
                    names = {"unit": unit, "branch": branch}
                    yield names, branch["name"], (unit["code"], branch["code"])
        case "winners":
            for winner in root["winners"]:
                unit, branch = winner["unit"], winner["branch"]
                names = {"unit": unit, "branch": branch, "winner": winner}
                yield names, branch["name"], (unit["code"], branch["code"])


def _template_jobs(
    template: Template, root: Mapping[str, Any], campaign: Campaign
) -> tuple[list[Job], list[Finding]]:
    series, findings = _series(template, campaign)
    jobs: list[Job] = []
    wants_rules = any(path.startswith("rules") for path in template.spec.fields)
    for names, subject, codes in _subjects(template, root):
        context = {"campaign": root, **names}
        wanted, problems = _is_wanted(template, context, subject)
        findings += problems
        if not wanted:
            continue
        number = None
        if series is not None:
            serial = series.first + len(jobs)
            number = document_number(series.code, campaign.facts.year, serial)
        context["document"] = {"name": template.name} | ({"number": number} if number else {})
        if wants_rules and "branch" in names:
            context["rules"], problems = _rules(campaign, context)
            findings += problems
        path, problems = _path(template, context, subject)
        findings += problems
        jobs.append(Job(template, context, path, subject, codes, number))
    return jobs, findings


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


def _check_collisions(jobs: Iterable[Job]) -> Iterator[Finding]:
    first: dict[str, Job] = {}
    for job in jobs:
        if not job.path:
            continue
        earlier = first.setdefault(collision_key(job.path), job)
        if earlier is not job:
            yield error(
                "NK-P06",
                _("two documents would have the same file: {first} and {second}").format(
                    first=earlier.subject, second=job.subject
                ),
                job.template.place("file"),
                found=job.path,
                remedy=_("Put the code of the unit or branch into the name."),
            )


def _check_numbers(jobs: Iterable[Job]) -> Iterator[Finding]:
    """Series that run into each other: the same 发文字号 for two documents."""
    first: dict[str, Job] = {}
    for job in jobs:
        if job.number is None:
            continue
        earlier = first.setdefault(job.number, job)
        if earlier is not job:
            yield error(
                "NK-P07",
                _("{number} would be given twice: {first} and {second}").format(
                    number=job.number, first=earlier.path, second=job.path
                ),
                job.template.place("series"),
                remedy=_("Set numbering in campaign.yaml so that the series do not meet."),
            )
