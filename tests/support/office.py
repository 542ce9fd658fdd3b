"""Pages as LibreOffice draws them: for tests that measure, and for people who look.

`python -m tests.support.office FILE.docx OUTDIR` makes a PDF and one PNG per page.
"""

from __future__ import annotations

import argparse
import atexit
import functools
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from notice_kit.errors import OfficeError
from notice_kit.findings import Location
from notice_kit.office.installation import find_installation
from notice_kit.office.quarantine import quarantine
from notice_kit.office.worker import Worker, start_worker


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a PDF page, with its box in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF: its size in points, and its words in reading order."""

    width: float
    height: float
    words: tuple[Word, ...]


def soffice() -> Path | None:
    """Path of LibreOffice, or None where it is not installed."""
    try:
        return find_installation().soffice
    except OfficeError:
        return None


@functools.cache
def worker() -> Worker:
    """The one LibreOffice of this process, which ends with it."""
    started = start_worker()
    atexit.register(started.close)
    return started


def to_pdf(path: Path, out_dir: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file, under the file's own name in `out_dir`.

    Blank pages between sections are left out.

    Raises:
        SourceError: it is no Word file.
        OfficeError: no PDF came out.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    pdf = out_dir / f"{path.stem}.pdf"
    order = quarantine(path, path.name).order({})
    pdf.write_bytes(worker().export(order, Location(path.name)))
    return pdf


def to_png(pdf: Path, out_dir: Path, resolution: int = 60) -> list[Path]:
    """One PNG per page, `<name>-1.png` and so on, at so many dots per inch."""
    for old in out_dir.glob(f"{pdf.stem}-*.png"):
        old.unlink()
    stem = out_dir / pdf.stem
    subprocess.run(["pdftoppm", "-r", str(resolution), "-png", pdf, stem], check=True)
    return sorted(out_dir.glob(f"{pdf.stem}-*.png"))


def pages(pdf: Path) -> list[Page]:
    """The pages of a PDF with their words, as `pdftotext -bbox` measures them."""
    listing = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    body = re.sub(r' xmlns="[^"]*"', "", listing[listing.index("<html") :])
    return [
        Page(
            float(page.attrib["width"]),
            float(page.attrib["height"]),
            tuple(
                Word(
                    word.text or "",
                    *(float(word.attrib[k]) for k in ("xMin", "yMin", "xMax", "yMax")),
                )
                for word in page.iter("word")
            ),
        )
        for page in ElementTree.fromstring(body).iter("page")
    ]


def main() -> None:
    """Make a PDF and its pages as pictures of each file that is named."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("file", type=Path, nargs="+")
    parser.add_argument("outdir", type=Path)
    parser.add_argument("-r", "--resolution", type=int, default=60)
    arguments = parser.parse_args()
    for file in arguments.file:
        pdf = to_pdf(file, arguments.outdir)
        for page in [pdf, *to_png(pdf, arguments.outdir, arguments.resolution)]:
            sys.stdout.write(f"{page}\n")


if __name__ == "__main__":
    main()
