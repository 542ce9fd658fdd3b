"""The manifest: of each document that was delivered, what it was made from and what it is.

It is an SQLite file. Its journal is the ordinary one and not WAL: a campaign folder may lie on a
network drive, where WAL does not work, and reading must leave no file behind. A row is written when
its file is in its place, never before: what a row claims was there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from notice_kit.findings import Finding, Location, Severity
from notice_kit.planning import Job

FOLDER = ".notice_kit"
"""Below the campaign folder."""

_FILE = "manifest.db"
_VERSION = 2
_TABLES = """
CREATE TABLE documents (
    path TEXT PRIMARY KEY, key TEXT, digest TEXT, size INTEGER, mtime_ns INTEGER,
    findings TEXT, about TEXT, read TEXT, said TEXT
);
CREATE TABLE inputs (path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, digest TEXT);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY CHECK (id = 1), request TEXT, findings TEXT, paths TEXT
);
"""


@dataclass(frozen=True, slots=True)
class About:
    """A document in words.

    Attributes:
        file: its path below the output folder.
        document, family: of its template.
        subject: whom it is for.
        codes: of its unit and branch.
        number: its 发文字号; None for none.
    """

    file: str
    document: str
    family: str
    subject: str
    codes: tuple[str, ...]
    number: str | None


def about(job: Job) -> About:
    """The document in words."""
    template = job.template
    return About(job.path, template.name, template.spec.family, job.subject, job.codes, job.number)


@dataclass(frozen=True, slots=True)
class Row:
    """A document that was delivered.

    Attributes:
        about: what it is.
        key: digest of all that it was made from; see `fingerprint.py`.
        digest: SHA-256 of the file.
        size, mtime_ns: of the file, as it was written.
        findings: what was told of it.
        read: the pictures in it: path below the campaign folder → SHA-256.
        said: what it says of the campaign, as `Mentions.kept` has it.
    """

    about: About
    key: str
    digest: str
    size: int
    mtime_ns: int
    findings: tuple[Finding, ...] = ()
    read: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that the campaign was read from; `path` is relative to its folder where it can be."""

    path: str
    size: int
    mtime_ns: int
    digest: str


@dataclass(frozen=True, slots=True)
class Run:
    """The last run that made everything it was asked for.

    Attributes:
        request: what was asked for, and by which program.
        findings: what was told of the campaign as a whole.
        paths: of the documents that were asked for.
    """

    request: str
    findings: tuple[Finding, ...]
    paths: tuple[str, ...]


class Manifest:
    """The manifest of a campaign folder, open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use an open connection; see `opened` and `read_only`."""
        self._connection = connection

    def rows(self) -> dict[str, Row]:
        """All documents by path."""
        found = self._connection.execute(
            "SELECT about, key, digest, size, mtime_ns, findings, read, said FROM documents"
        )
        rows = (
            Row(_about(about), key, digest, size, mtime_ns, _findings(told), json.loads(read), said)
            for about, key, digest, size, mtime_ns, told, read, said in found
        )
        return {row.about.file: row for row in rows}

    def said(self) -> dict[str, str]:
        """What each document says of the campaign, by path; see `Row.said`."""
        return dict(self._connection.execute("SELECT path, said FROM documents"))

    def states(self) -> Iterator[tuple[str, int, int]]:
        """Path, size and mtime_ns of each document."""
        yield from self._connection.execute("SELECT path, size, mtime_ns FROM documents")

    def put(self, rows: Iterable[Row]) -> None:
        """Keep the rows in place of those of the same paths."""
        with self._connection as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        *(row.about.file, row.key, row.digest, row.size, row.mtime_ns),
                        *(_packed(row.findings), _json(astuple(row.about)), _json(row.read)),
                        row.said,
                    )
                    for row in rows
                ),
            )

    def drop(self, paths: Iterable[str]) -> None:
        """Forget those documents."""
        with self._connection as connection:
            connection.executemany(
                "DELETE FROM documents WHERE path = ?", ((path,) for path in paths)
            )

    def inputs(self) -> dict[str, Input]:
        """The files that the last whole run was made from, by path."""
        found = self._connection.execute("SELECT path, size, mtime_ns, digest FROM inputs")
        return {values[0]: Input(*values) for values in found}

    def run(self) -> Run | None:
        """The last whole run; None since something has failed, or nothing was ever made."""
        found = self._connection.execute("SELECT request, findings, paths FROM runs").fetchone()
        if found is None:
            return None
        request, told, paths = found
        return Run(request, _findings(told), tuple(json.loads(paths)))

    def begin(self) -> None:
        """A run begins: what the last one left is no longer whole."""
        with self._connection as connection:
            connection.execute("DELETE FROM runs")

    def finish(self, run: Run, inputs: Iterable[Input]) -> None:
        """A run has made everything that it was asked for from those files."""
        with self._connection as connection:
            connection.execute("DELETE FROM inputs")
            connection.executemany(
                "INSERT INTO inputs VALUES (?, ?, ?, ?)", (astuple(one) for one in inputs)
            )
            connection.execute(
                "INSERT OR REPLACE INTO runs VALUES (1, ?, ?, ?)",
                (run.request, _packed(run.findings), _json(run.paths)),
            )


@contextmanager
def opened(folder: Path) -> Iterator[Manifest]:
    """The manifest of a campaign folder, made where there is none or it is damaged.

    Raises:
        OSError: it cannot be made.
    """
    path = folder / FOLDER / _FILE
    try:
        connection = _connected(path)
    except sqlite3.DatabaseError:  # damaged, or of another version: all is made anew
        for name in (_FILE, f"{_FILE}-journal"):
            path.with_name(name).unlink(missing_ok=True)
        connection = _connected(path)
    with closing(connection):
        yield Manifest(connection)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
        if not _is_sound(connection):
            raise sqlite3.DatabaseError
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


@contextmanager
def read_only(folder: Path) -> Iterator[Manifest | None]:
    """The manifest for reading, which writes nothing at all; None where there is none to read."""
    path = folder / FOLDER / _FILE
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        yield None
        return
    with closing(connection):
        yield Manifest(connection) if _is_sound(connection) else None


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(version == _VERSION and state == "ok")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _about(text: str) -> About:
    file, document, family, subject, codes, number = json.loads(text)
    return About(file, document, family, subject, tuple(codes), number)


def _packed(findings: Sequence[Finding]) -> str:
    return _json([astuple(finding) for finding in findings])


def _findings(text: str) -> tuple[Finding, ...]:
    return tuple(_finding(*values) for values in json.loads(text))


def _finding(code: str, severity: str, message: str, place: Sequence[Any], *rest: Any) -> Finding:
    return Finding(code, Severity(severity), message, Location(*place), *rest)
