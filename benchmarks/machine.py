"""The machine and the versions that a run was made with."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import zlib
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("docxtpl", "docx-mailmerge2", "gongwen-skill")


def machine() -> dict[str, str]:
    """What the report says of it: name → value."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "system": f"{platform.system()}, {platform.machine()}",
        "Python": platform.python_version(),
        "node": node.stdout.strip().removeprefix("v"),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "peers": ", ".join(f"{name} {number}" for name, number in _peers().items()),
    }


def _peers() -> dict[str, str]:
    package = json.loads((Path(__file__).parent / "package.json").read_text(encoding="utf-8"))
    node: dict[str, str] = package["dependencies"]
    return {name: version(name) for name in PACKAGES} | node
