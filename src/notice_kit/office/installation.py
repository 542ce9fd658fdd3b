"""Where LibreOffice is on this machine, and the Python that can speak to it.

Codes: NK-O01 no LibreOffice, NK-O02 no Python for it, NK-O03 a version that is too old.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from notice_kit.errors import OfficeError
from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _

OLDEST = (25, 2)
"""The first version known to keep the character grid of GB/T 9704; 7.4 sets 14 in place of 28."""

PLACE = Location("LibreOffice")

_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Installation:
    """A LibreOffice.

    Attributes:
        soffice: what starts it.
        python: a Python that has the module `uno`.
    """

    soffice: Path
    python: Path


@functools.cache
def find_installation() -> Installation:
    """The LibreOffice of this machine.

    Raises:
        OfficeError: there is none, or no Python that can speak to it; says what to install.
    """
    soffice = _soffice()
    if soffice is None:
        raise OfficeError(
            error("NK-O01", _("PDF needs LibreOffice, which is not here"), PLACE, remedy=_remedy())
        )
    python = next(filter(_has_uno, _pythons(soffice)), None)
    if python is None:
        message = _("no Python here can speak to LibreOffice (it lacks the module uno)")
        raise OfficeError(error("NK-O02", message, PLACE, remedy=_remedy()))
    return Installation(soffice, python)


def version_findings(version: str) -> list[Finding]:
    """A warning where this version is known to lay documents out wrongly."""
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())
    if numbers >= OLDEST:
        return []
    wanted = _("{version} or newer").format(version=".".join(map(str, OLDEST)))
    message = _("this LibreOffice is old: lines and pages will not be those of Word")
    return [warning("NK-O03", message, PLACE, found=version, wanted=wanted, remedy=_remedy())]


def _remedy() -> str:
    return _(
        "On Debian run scripts/install-office.sh as root, or install libreoffice-writer-nogui and"
        " python3-uno; elsewhere install LibreOffice. Everything but PDF works without it."
    )


def _soffice() -> Path | None:
    for name in ("soffice", "libreoffice", *_ELSEWHERE):
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    return None


def _pythons(soffice: Path) -> Iterator[Path]:
    """Where `uno` may be: beside soffice, in the system's Python, in this one."""
    program = soffice.resolve().parent
    yield program / "python.exe"
    yield program / "python"
    yield program.parent / "Resources" / "python"
    yield Path("/usr/bin/python3")
    for name in filter(None, (sys.executable, shutil.which("python3"))):
        yield Path(name)


def _has_uno(python: Path) -> bool:
    command = [str(python), "-I", "-c", "import uno"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
