"""Composes manuscripts/<name>.yaml into templates/<name>/template.docx, by the standard."""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path

import yaml

from notice_kit.errors import NoticeKitError
from notice_kit.standard.blank import with_blanks
from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import Manuscript, parse_manuscript

ROOT = Path(__file__).resolve().parent.parent


def read_manuscripts(folder: Path) -> dict[str, Manuscript]:
    """The manuscripts of a folder by name, with their blank forms filled in."""
    bare = {
        path.stem: parse_manuscript(yaml.safe_load(path.read_text(encoding="utf-8")), path.stem)
        for path in sorted(folder.glob("*.yaml"))
    }
    return {name: with_blanks(manuscript, bare) for name, manuscript in bare.items()}


def parts_of(content: bytes) -> list[tuple[str, bytes]]:
    """The parts of a Word file in order: what two files must share, however they are packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def main() -> int:
    """Compose the templates, or with --check only say which of them differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these manuscripts")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if any differs")
    parser.add_argument(
        "--root", type=Path, default=ROOT, help="the folder that holds manuscripts/"
    )
    arguments = parser.parse_args()
    try:
        manuscripts = read_manuscripts(arguments.root / "manuscripts")
        composed = {
            arguments.root / "templates" / name / "template.docx": compose(manuscript)
            for name, manuscript in manuscripts.items()
            if not arguments.names or name in arguments.names
        }
    except NoticeKitError as caught:
        print(caught, file=sys.stderr)
        return 2
    changed = [
        path
        for path, content in composed.items()
        if not path.is_file() or parts_of(path.read_bytes()) != parts_of(content)
    ]
    for path in changed:
        print(path.relative_to(arguments.root))
        if not arguments.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(composed[path])
    return 1 if arguments.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
