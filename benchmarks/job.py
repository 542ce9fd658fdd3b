"""What a runner is told, as JSON, and what it says back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """One peer's share of one work.

    Attributes:
        template: the Word file to fill.
        records: a JSON file with a list of records.
        directory: where documents are written.
        iterations: documents at most.
        seconds: after which no further document is begun.
        to_files: whether every document is written; else only the first and the last.
        level: of deflate, for the limit that only deflates.
    """

    template: str
    records: str
    directory: str
    iterations: int
    seconds: float
    to_files: bool
    level: int

    def write(self, path: Path) -> None:
        """Write the job down for a runner in another process."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


def read_job(path: Path) -> Job:
    """The job that `Job.write` wrote."""
    return Job(**json.loads(path.read_text(encoding="utf-8")))
