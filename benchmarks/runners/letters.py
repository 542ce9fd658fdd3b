"""The memory that letters take: prints the peak after each of the counts given, in KiB."""

import json
import resource
import sys
from pathlib import Path

from notice_kit.template.compile import compile_template


def main() -> None:
    """Make as many letters as the largest count says, and keep none of them."""
    template, records_file, *counts = sys.argv[1:]
    records = json.loads(Path(records_file).read_text(encoding="utf-8"))
    marks = {int(count) for count in counts}
    render = compile_template(template).render
    peaks = []
    for made in range(1, max(marks) + 1):
        render(records[made % len(records)])
        if made in marks:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    print(json.dumps(peaks))


if __name__ == "__main__":
    main()
