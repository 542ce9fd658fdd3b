"""docxtpl as its guide shows it: a new object for each document."""

from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from benchmarks.job import Job
from benchmarks.runners.run import Record, Render, run


def prepare(job: Job) -> Render:
    """A strict environment is shared, so that docxtpl says the same as notice_kit."""
    environment = Environment(undefined=StrictUndefined, autoescape=True)

    def render(record: Record) -> bytes:
        template = DocxTemplate(job.template)
        template.render(record, environment, autoescape=True)
        out = BytesIO()
        template.save(out)
        return out.getvalue()

    return render


if __name__ == "__main__":
    run(prepare)
