"""A limit: the parts of a finished document, deflated and written, with no templating at all."""

import zipfile
from io import BytesIO

from benchmarks.job import Job
from benchmarks.runners.run import Record, Render, run


def prepare(job: Job) -> Render:
    """The parts are those of `job.template`, which is notice_kit's own output here."""
    with zipfile.ZipFile(job.template) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    def render(_: Record) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=job.level) as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return out.getvalue()

    return render


if __name__ == "__main__":
    run(prepare)
