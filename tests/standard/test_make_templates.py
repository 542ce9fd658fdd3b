from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "make_templates.py"


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOL), "--root", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_committed_templates_are_what_their_manuscripts_make() -> None:
    done = run(ROOT, "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_makes_checks_and_names_what_differs(tmp_path: Path) -> None:
    (tmp_path / "manuscripts").mkdir()
    source = tmp_path / "manuscripts" / "通知.yaml"
    source.write_text("sections: [{blocks: [{body: 甲}]}]", encoding="utf-8")
    assert run(tmp_path, "--check").returncode == 1
    assert run(tmp_path).returncode == 0
    assert run(tmp_path, "--check").returncode == 0
    source.write_text("sections: [{blocks: [{body: 乙}]}]", encoding="utf-8")
    changed = run(tmp_path, "--check")
    assert (changed.returncode, changed.stdout) == (1, "templates/通知/template.docx\n")


def test_a_faulty_manuscript_is_named(tmp_path: Path) -> None:
    (tmp_path / "manuscripts").mkdir()
    (tmp_path / "manuscripts" / "通知.yaml").write_text("sections: []", encoding="utf-8")
    result = run(tmp_path)
    assert result.returncode == 2
    assert "manuscripts/通知.yaml" in result.stderr
