"""Pages as LibreOffice draws them: for tests that measure, and for people who look.

`python -m tests.support.office FILE.docx OUTDIR` makes a PDF and one PNG per page.
"""

from __future__ import annotations

import argparse
import atexit
import functools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

FONT_DIRS = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/arphic",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/local/share/fonts/notice-kit",
)
_FANG = ("FandolFang R", "FandolFang", "Noto Serif CJK SC")
_KAI = ("AR PL UKai CN", "Noto Serif CJK SC")
_HEI = ("Noto Sans CJK SC",)
_SONG = ("Noto Serif CJK SC",)
SUBSTITUTES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "仿宋_GB2312",
            "仿宋",
            "FangSong",
            "FangSong_GB2312",
            "方正仿宋_GBK",
            "方正仿宋简体",
            "华文仿宋",
            "STFangsong",
        ),
        _FANG,
    ),
    **dict.fromkeys(
        (
            "楷体_GB2312",
            "楷体",
            "KaiTi",
            "KaiTi_GB2312",
            "方正楷体_GBK",
            "方正楷体简体",
            "华文楷体",
        ),
        _KAI,
    ),
    **dict.fromkeys(("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体"), _HEI),
    **dict.fromkeys(("宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK"), _SONG),
    **dict.fromkeys(("Times New Roman",), ("Liberation Serif",)),
}
BOLD_SUBSTITUTES = ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05")
_TIMEOUT_SECONDS = 120


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


def soffice() -> str | None:
    """Path of LibreOffice, or None where it is not installed."""
    return shutil.which("soffice")


def to_pdf(path: Path, out_dir: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file, under the file's own name in `out_dir`.

    Raises:
        RuntimeError: no PDF came out; LibreOffice exits with 0 even then, so the file is the test.
        TimeoutError: LibreOffice did not end within two minutes; it has been killed.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    pdf = out_dir / f"{path.stem}.pdf"
    pdf.unlink(missing_ok=True)
    home = _home()
    command = [
        soffice() or "soffice",
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(out_dir),
        str(path),
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(home / "fonts.conf")}
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise TimeoutError(f"LibreOffice did not end: {path.name}") from None
    if not pdf.is_file():
        raise RuntimeError(f"LibreOffice made no PDF of {path.name}: {output}")
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


@functools.cache
def _home() -> Path:
    """A profile and fonts of this process alone, for those who share a profile lose the race."""
    home = Path(tempfile.mkdtemp(prefix="notice-kit-office-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    (home / "fonts.conf").write_text(_fonts_conf(home / "cache"), encoding="utf-8")
    return home


def _fonts_conf(cache: Path) -> str:
    aliases = [_alias(name, families, bold=False) for name, families in SUBSTITUTES.items()]
    aliases += [_alias(name, _SONG, bold=True) for name in BOLD_SUBSTITUTES]
    dirs = "".join(f"<dir>{escape(name)}</dir>" for name in FONT_DIRS)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig>{dirs}<cachedir>{escape(str(cache))}</cachedir>\n"
        + "\n".join(aliases)
        + "\n</fontconfig>\n"
    )


def _alias(name: str, families: tuple[str, ...], *, bold: bool) -> str:
    strings = "".join(f"<string>{escape(family)}</string>" for family in families)
    weight = (
        '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>'
        if bold
        else ""
    )
    return (
        '<match target="pattern"><test name="family" qual="any" compare="eq">'
        f"<string>{escape(name)}</string></test>"
        f'<edit name="family" mode="assign" binding="strong">{strings}</edit>{weight}</match>'
    )


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
