"""notice_kit: the template compiled once."""

from benchmarks.job import Job
from benchmarks.runners.run import Render, run
from notice_kit.template.compile import compile_template


def prepare(job: Job) -> Render:
    """The template's own `render`."""
    return compile_template(job.template).render


if __name__ == "__main__":
    run(prepare)
