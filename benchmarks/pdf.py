"""PDF of many notices: `notice_kit.convert` beside LibreOffice's own command, in the same fonts."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.measure import FOLDER
from benchmarks.peers import KIT
from benchmarks.syntax import SYNTAXES
from benchmarks.wordfile import write_template
from benchmarks.works import NOTICE_WORK
from notice_kit.converting import convert, require_office
from notice_kit.errors import OfficeError
from notice_kit.office.fontconfig import write_fonts_conf
from notice_kit.template.compile import compile_template

DOCUMENTS = 100
_ONE_BY_ONE = 5  # documents that are enough to know what a start costs
_ROUNDS = 2


@dataclass(frozen=True)
class PdfTimes:
    """Seconds for each document, starts included; the better of two rounds taken in turns.

    Attributes:
        kit: `notice_kit.convert`, which reads each PDF back.
        all_at_once: one call of `soffice --convert-to pdf` for all files.
        one_by_one: a call for each file.
    """

    kit: float
    all_at_once: float
    one_by_one: float


def measure_pdf() -> PdfTimes | None:
    """Measure all three; None where there is no LibreOffice."""
    try:
        _installation, fonts = require_office()
    except OfficeError:
        return None
    home = FOLDER / "pdf"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    write_fonts_conf(home, fonts)
    files = _notices(home)
    soffice = _Soffice(home)
    soffice.print(files[:1])  # its profile is made now; notice_kit makes one each time
    ways: list[Callable[[], None]] = [
        lambda: _kit(files),
        lambda: soffice.print(files),
        lambda: soffice.print_each(files[:_ONE_BY_ONE]),
    ]
    rounds = [[_timed(way) for way in ways] for _round in range(_ROUNDS)]
    kit, all_at_once, one_by_one = (min(times) for times in zip(*rounds, strict=True))
    return PdfTimes(kit / DOCUMENTS, all_at_once / DOCUMENTS, one_by_one / _ONE_BY_ONE)


class _Soffice:
    """LibreOffice's command with a profile of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def print(self, files: Sequence[Path]) -> None:
        out = self._home / "soffice"
        shutil.rmtree(out, ignore_errors=True)
        profile = f"-env:UserInstallation={(self._home / 'profile').absolute().as_uri()}"
        command = ["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(out), *map(str, files)],
            env={**os.environ, "FONTCONFIG_FILE": str((self._home / "fonts.conf").absolute())},
            capture_output=True,
            check=True,
        )
        made = len(list(out.glob("*.pdf")))
        if made != len(files):
            raise RuntimeError(f"soffice made {made} of {len(files)} PDF files")

    def print_each(self, files: Sequence[Path]) -> None:
        for file in files:
            self.print([file])


def _notices(home: Path) -> list[Path]:
    template = home / "template.docx"
    write_template(NOTICE_WORK.blocks, SYNTAXES[KIT.syntax], template)
    render = compile_template(template).render
    files = []
    for index in range(DOCUMENTS):
        path = home / f"{index:03}.docx"
        path.write_bytes(render(NOTICE_WORK.records[index % len(NOTICE_WORK.records)]))
        files.append(path)
    return files


def _kit(files: Sequence[Path]) -> None:
    report = convert(files, files[0].parent / "kit")
    if report.failed:
        raise RuntimeError(str(report.findings[-1]))


def _timed(way: Callable[[], None]) -> float:
    start = perf_counter()
    way()
    return perf_counter() - start
