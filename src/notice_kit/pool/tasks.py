"""What processes that make documents are told, and what they answer.

All documents share one campaign. It goes to a process once, and a document's context names the
parts of it by their numbers, so that a message is small however large the campaign is.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from notice_kit.delivery import deliver_all
from notice_kit.findings import Finding, Location, error
from notice_kit.making import Made, Maker, Source
from notice_kit.messages import _
from notice_kit.profile import Profile


@dataclass(frozen=True, slots=True)
class Task:
    """A document to make.

    Attributes:
        source: the name of its template.
        context: what its tags may say.
        path: below the output folder.
    """

    source: str
    context: Mapping[str, Any]
    path: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it.

    Attributes:
        findings: what is wrong with it, or should be otherwise.
        digest: SHA-256 of the file; None where there is none.
        size: in bytes.
        mtime_ns: when the file was written; 0 where it was not.
        read: the pictures that were read for it: path below the campaign folder → SHA-256.
        content: the file, where it was asked for and not written.
        said: what it says of the campaign, as `Mentions.kept` has it.
    """

    findings: tuple[Finding, ...] = ()
    digest: str | None = None
    size: int = 0
    mtime_ns: int = 0
    read: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    said: str = ""


@dataclass(frozen=True)
class Orders:
    """What all documents of a run share.

    Attributes:
        sources: the templates by name.
        campaign: what the contexts share.
        profile: the custom by which documents are checked; None: the standard alone.
        strict: a document with a warning is not delivered.
        output: the folder where documents go; None hands back their bytes if `wants_content`.
        wants_content: whether bytes are handed back where nothing is written.
        language: of messages.
    """

    sources: Mapping[str, Source]
    campaign: Mapping[str, Any]
    profile: Profile | None
    strict: bool
    output: Path | None
    wants_content: bool
    language: str

    def carry_out(self, maker: Maker, tasks: Sequence[Task]) -> list[Outcome]:
        """Make the documents and put them in their places."""
        outcomes = [
            _outcome(maker.make(self.sources[one.source], one.context, one.path)) for one in tasks
        ]
        if self.output is not None:
            return placed(tasks, outcomes, self.output)
        if self.wants_content:
            return outcomes
        return [replace(one, content=None) for one in outcomes]


def _outcome(made: Made) -> Outcome:
    if made.content is None:
        return Outcome(made.findings)
    digest = hashlib.sha256(made.content).hexdigest()
    return Outcome(made.findings, digest, len(made.content), 0, made.read, made.content, made.said)


def placed(tasks: Sequence[Task], outcomes: Sequence[Outcome], folder: Path) -> list[Outcome]:
    """The outcomes, their bytes put into files below the folder."""
    there = [number for number, one in enumerate(outcomes) if one.content is not None]
    files = [(outcomes[number].content or b"", folder / tasks[number].path) for number in there]
    found = list(outcomes)
    for number, done in zip(there, deliver_all(files), strict=True):
        one = outcomes[number]
        found[number] = (
            Outcome((*one.findings, done))
            if isinstance(done, Finding)
            else replace(one, content=None, size=done.size, mtime_ns=done.mtime_ns)
        )
    return found


def batches(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    """The tasks in lists of that size, taken as they are needed."""
    source = iter(tasks)
    while batch := list(islice(source, size)):
        yield batch


def lost(path: str) -> Outcome:
    """The outcome of a document with which a process has ended twice."""
    return Outcome(
        (
            error(
                "NK-W03",
                _("the process that made it ended, twice"),
                Location(path),
                remedy=_("It may need more memory than there is: try --workers 1, or fewer rows."),
            ),
        )
    )


class Wire:
    """Tasks → bytes and back; the shared parts of the campaign travel as numbers."""

    def __init__(self, campaign: Mapping[str, Any]) -> None:
        """Number the dicts of the campaign that contexts name."""
        self._parts = list(_shared(campaign))
        self._numbers = {id(part): number for number, part in enumerate(self._parts)}

    def pack(self, tasks: Sequence[Task]) -> bytes:
        """The tasks as bytes."""
        numbers = self._numbers

        class Pickler(pickle.Pickler):
            def persistent_id(self, value: object) -> int | None:
                return numbers.get(id(value)) if type(value) is dict else None

        buffer = io.BytesIO()
        Pickler(buffer, protocol=5).dump([(one.source, one.context, one.path) for one in tasks])
        return buffer.getvalue()

    def unpack(self, packed: bytes) -> list[Task]:
        """The tasks, of an equal campaign."""
        parts = self._parts

        class Unpickler(pickle.Unpickler):
            def persistent_load(self, number: Any) -> Any:
                return parts[number]

        return [Task(*values) for values in Unpickler(io.BytesIO(packed)).load()]


def _shared(campaign: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The campaign, its units, branches and winners, in an order that is always the same."""
    yield campaign
    lists: Iterable[str] = ("units", "branches", "winners")
    for name in lists:
        yield from campaign.get(name, ())
