"""A limit: the template copied as a file."""

import shutil
import sys
from pathlib import Path

from benchmarks.job import read_job
from benchmarks.runners.run import report, timed


def main() -> None:
    """Copy it once for each document."""
    job = read_job(Path(sys.argv[1]))
    directory = Path(job.directory)

    def step(index: int) -> None:
        name = f"{index:05}.docx" if job.to_files else "copy.docx"
        shutil.copyfile(job.template, directory / name)

    step(0)
    report(timed(step, job))


if __name__ == "__main__":
    main()
