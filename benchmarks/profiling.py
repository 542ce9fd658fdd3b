"""Where notice_kit spends its time: `make bench ARGS=--profile`."""

from __future__ import annotations

import cProfile
import pstats

from benchmarks.measure import FOLDER
from benchmarks.peers import KIT
from benchmarks.syntax import SYNTAXES
from benchmarks.wordfile import write_template
from benchmarks.works import LETTER_WORK, NOTICE_WORK, TABLE_WORK
from notice_kit.template.compile import compile_template

_DOCUMENTS = {NOTICE_WORK: 500, LETTER_WORK: 2000, TABLE_WORK: 3}
_LINES = 25


def profile() -> None:
    """Print the functions that took longest, for each work."""
    FOLDER.mkdir(exist_ok=True)
    template = FOLDER / "profile.docx"
    for work, documents in _DOCUMENTS.items():
        write_template(work.blocks, SYNTAXES[KIT.syntax], template)
        render = compile_template(template).render
        render(work.records[0])
        profiler = cProfile.Profile()
        with profiler:
            for index in range(documents):
                render(work.records[index % len(work.records)])
        print(f"{work.title} ({documents} documents)")
        pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(_LINES)
