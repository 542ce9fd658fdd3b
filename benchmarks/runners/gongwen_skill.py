"""gongwen-skill checks files: what it finds in each, and the seconds of each round over some.

python -m benchmarks.runners.gongwen_skill JOB, a file with
{"files": [[path, kind]], "timed": [path, kind], "rounds": 30}
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from time import process_time

from engine.core.document.parser import parse_docx
from engine.core.rules.engine import RuleEngine


def main() -> None:
    """Check every file of the job and print what came of it as JSON."""
    logging.disable(logging.CRITICAL)  # it writes a line for each step, which takes time too
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    engine = RuleEngine()

    def found(path: str, kind: str) -> list[str]:
        issues = engine.check(parse_docx(path), kind)
        return [f"{one.rule_id} {one.location} {one.original_text}" for one in issues]

    found(*job["timed"])
    times = []
    for _round in range(job["rounds"]):
        start = process_time()
        found(*job["timed"])
        times.append(process_time() - start)
    results = [found(path, kind) for path, kind in job["files"]]
    print(json.dumps({"times": times, "found": results}, ensure_ascii=False))


if __name__ == "__main__":
    main()
