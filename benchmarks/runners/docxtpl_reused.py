"""docxtpl with one object for all documents."""

from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from benchmarks.job import Job
from benchmarks.runners.run import Record, Render, run


def prepare(job: Job) -> Render:
    """Both the object and the strict environment are shared."""
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    template = DocxTemplate(job.template)

    def render(record: Record) -> bytes:
        template.render(record, environment, autoescape=True)
        out = BytesIO()
        template.save(out)
        return out.getvalue()

    return render


if __name__ == "__main__":
    run(prepare)
