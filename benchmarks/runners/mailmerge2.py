"""docx-mailmerge2: an object serves one document only."""

from io import BytesIO

from mailmerge import MailMerge

from benchmarks.job import Job
from benchmarks.runners.run import Record, Render, run
from benchmarks.works import TITLES

ANCHOR = next(iter(TITLES))


def prepare(job: Job) -> Render:
    """Fields by `merge`, the table by `merge_rows`."""

    def render(record: Record) -> bytes:
        values = {name: value for name, value in record.items() if name != "rows"}
        out = BytesIO()
        with MailMerge(job.template) as document:
            if values:
                document.merge(**values)
            if "rows" in record:
                document.merge_rows(ANCHOR, record["rows"])
            document.write(out)
        return out.getvalue()

    return render


if __name__ == "__main__":
    run(prepare)
