"""Who takes part, and how each is started."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from benchmarks.syntax import SyntaxName

RUNNERS = Path(__file__).parent / "runners"
Role: TypeAlias = Literal["kit", "docxtpl", "peer", "limit"]


@dataclass(frozen=True)
class Peer:
    """An engine, or a limit of what any engine can do.

    Attributes:
        name: as the report calls it.
        role: what it is to the comparison.
        runner: the file in runners/ that drives it.
        syntax: the tags it reads.
    """

    name: str
    role: Role
    runner: str
    syntax: SyntaxName

    def command(self, job: Path) -> list[str]:
        """What to start for that job, from the top of the repository."""
        if self.runner.endswith(".mjs"):
            return ["node", str(RUNNERS / self.runner), str(job)]
        module = f"benchmarks.runners.{self.runner.removesuffix('.py')}"
        return [sys.executable, "-m", module, str(job)]


KIT = Peer("notice_kit", "kit", "kit.py", "jinja")
DEFLATE = Peer("limit: deflate and write", "limit", "limit_deflate.py", "jinja")
COPY = Peer("limit: copy the template", "limit", "limit_copy.py", "jinja")
PEERS = (
    KIT,
    Peer("docxtpl, new object", "docxtpl", "docxtpl_new.py", "jinja"),
    Peer("docxtpl, object reused", "docxtpl", "docxtpl_reused.py", "jinja"),
    Peer("docx-mailmerge2", "peer", "mailmerge2.py", "mergefield"),
    Peer("docxtemplater", "peer", "docxtemplater.mjs", "braces"),
    Peer("easy-template-x", "peer", "easy_template_x.mjs", "braces"),
    Peer("docx-templates", "peer", "docx_templates.mjs", "plus"),
    Peer("carbone", "peer", "carbone.mjs", "carbone"),
    DEFLATE,
    COPY,
)
