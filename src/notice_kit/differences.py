"""What a build would change, in words of the documents: paragraphs that go and that come."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from notice_kit.changes import OUTPUT, Standing, State, Status
from notice_kit.document.document import read_document
from notice_kit.errors import NoticeKitError
from notice_kit.making import Maker, Source

_AROUND = 1  # paragraphs shown around what changes


@dataclass(frozen=True, slots=True)
class Difference:
    """What would change in one document.

    Attributes:
        standing: the document.
        lines: paragraphs, each after `- ` when it goes, `+ ` when it comes, and two spaces when it
            stays; empty where only what no paragraph says changes, such as its looks.
    """

    standing: Standing
    lines: tuple[str, ...]


def differences(status: Status, folder: Path) -> Iterator[Difference]:
    """What would change in the documents that a build would make anew; nothing is written.

    Args:
        status: of the campaign folder; see `changes.status`.
        folder: the campaign folder.
    """
    plan = status.prepared.plan
    campaign = {} if plan is None else plan.campaign
    with Maker(status.prepared.profile, campaign, strict=False) as maker:
        for standing in status.standings:
            if standing.state in (State.CHANGED, State.EDITED):
                job = standing.job
                content = maker.make(Source.of(job.template), job.context, job.path).content
                if content is not None:
                    old = _said(folder / OUTPUT / job.path, job.path)
                    yield Difference(standing, _compared(old, _said(content, job.path)))


def _said(source: Path | bytes, name: str) -> list[str]:
    """The paragraphs of a document that say something; none where it cannot be read."""
    try:
        document = read_document(source, name)
    except NoticeKitError:
        return []
    return [one.text.strip() for one in document.paragraphs if one.text.strip()]


def _compared(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    found = difflib.unified_diff(old, new, lineterm="", n=_AROUND)
    return tuple(
        f"{line[0]} {line[1:]}" for line in found if not line.startswith(("---", "+++", "@@"))
    )
