"""Stores for documents that go into no folder of this machine: addresses that fsspec knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice, tee
from posixpath import dirname
from typing import Any

from notice_kit.errors import UsageError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.pool.tasks import Outcome, Task

_WHOLE = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"}
"""Protocols of stores in which a reader sees the old object or the new one, and never a part."""

_AT_ONCE = 16  # objects that are on their way together: each waits for the store's answer
_BATCH = 64  # documents that are put together


def is_address(text: str) -> bool:
    """Whether it is an address of a store and no path of this machine."""
    return "://" in text


class Store:
    """A store, such as `s3://bucket/folder`."""

    def __init__(self, address: str) -> None:
        """Open it.

        Raises:
            UsageError: fsspec does not know such addresses, or is not installed.
        """
        self._address = address
        try:
            from fsspec.core import url_to_fs

            self._system, self._root = url_to_fs(address)
        except (ImportError, ValueError) as problem:
            raise UsageError(
                error(
                    "NK-C05",
                    _("addresses of this kind cannot be opened: {reason}").format(reason=problem),
                    Location(address),
                    remedy=_("Install {package}, or what it names.").format(
                        package="notice-kit[cluster]"
                    ),
                )
            ) from problem

    def put_all(self, tasks: Sequence[Task], outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Put the documents under their paths, each whole or not at all.

        Returns:
            The outcomes without bytes, with a finding for each that could not be put.
        """
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            return list(threads.map(self._done, tasks, outcomes))

    def _done(self, task: Task, outcome: Outcome) -> Outcome:
        if outcome.content is None:
            return outcome
        return self._put(task.path, outcome.content, outcome)

    def _put(self, path: str, content: bytes, outcome: Outcome) -> Outcome:
        target = f"{self._root}/{path}"
        try:
            if self._is_whole():
                self._system.pipe_file(target, content)
            else:
                self._system.makedirs(dirname(target), exist_ok=True)
                self._system.pipe_file(f"{target}.part", content)
                self._system.mv(f"{target}.part", target)
        except Exception as problem:  # each library has its own for keys that it lacks, say
            return Outcome((*outcome.findings, self._not_put(path, problem)))
        return replace(outcome, content=None)

    def _is_whole(self) -> bool:
        protocol: Any = self._system.protocol
        names = {protocol} if isinstance(protocol, str) else set(protocol)
        return bool(names & _WHOLE)

    def _not_put(self, path: str, problem: Exception) -> Finding:
        return error(
            "NK-C06",
            _("the document cannot be put into the store: {reason}").format(reason=problem),
            Location(f"{self._address}/{path}"),
            remedy=_("Check the address and the rights to write there, and build again."),
        )


def put_as_they_come(
    address: str,
    tasks: Iterable[Task],
    make: Callable[[Iterable[Task]], Iterator[Outcome]],
) -> Iterator[Outcome]:
    """The outcomes of what `make` makes of the tasks, in order, each put into the store.

    Raises:
        UsageError: the address cannot be opened.
    """
    store = Store(address)
    to_make, made = tee(tasks)
    outcomes = make(to_make)
    while batch := list(islice(outcomes, _BATCH)):
        yield from store.put_all(list(islice(made, len(batch))), batch)
