"""A job → the bytes of its document; and the rehearsal, which finds every fault beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from notice_kit.findings import Finding
from notice_kit.messages import _, ngettext
from notice_kit.planning import Job


def rehearse(jobs: Iterable[Job], done: Callable[[Job], None] = lambda _job: None) -> list[Finding]:
    """Every fault that filling the documents will meet, each told once with whom it concerns.

    Args:
        jobs: the documents.
        done: called after each.
    """
    found: list[tuple[Job, Finding]] = []
    for job in jobs:
        faults = job.template.word.faults(job.context, job.template.folder)
        found += [(job, fault) for fault in faults]
        done(job)
    return told_once(found)


def told_once(found: Iterable[tuple[Job, Finding]]) -> list[Finding]:
    """The findings of documents, each once, with the first that it concerns and how many more.

    What stands in a document itself names that document already, and is left as it is.
    """
    concerned: dict[Finding, list[str]] = {}
    for job, finding in found:
        subjects = concerned.setdefault(finding, [])
        if job.subject not in subjects and finding.location.file != job.path:
            subjects.append(job.subject)
    return [_about(finding, subjects) for finding, subjects in concerned.items()]


def _about(finding: Finding, subjects: list[str]) -> Finding:
    """The finding, its message with the first that it concerns and the number of the others."""
    if not subjects:
        return finding
    others = len(subjects) - 1
    about = _("{message} (for {subject})").format(message=finding.message, subject=subjects[0])
    if others:
        about = ngettext(
            "{message} (for {subject} and {count} other)",
            "{message} (for {subject} and {count} others)",
            others,
        ).format(message=finding.message, subject=subjects[0], count=others)
    return replace(finding, message=about)


def render(job: Job) -> bytes:
    """The Word file of the job; the same job gives the same bytes.

    Raises:
        RenderError: with every fault of the document.
    """
    return job.template.word.fill(job.context, job.template.folder)
