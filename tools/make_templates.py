"""Composes manuscripts/<name>.yaml into templates/<name>/template.docx, by the standard.

Rules that are Word files, rules/<code>/<name>.docx, are composed of the .yaml files beside them.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from notice_kit.composing import compose_file
from notice_kit.errors import NoticeKitError

ROOT = Path(__file__).resolve().parent.parent


def parts_of(content: bytes) -> list[tuple[str, bytes]]:
    """The parts of a Word file in order: what two files must share, however they are packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def pairs(root: Path) -> Iterator[tuple[Path, Path]]:
    """Each manuscript, and the Word file that is composed of it."""
    for path in sorted((root / "manuscripts").glob("*.yaml")):
        yield path, root / "templates" / path.stem / "template.docx"
    for path in sorted((root / "rules").glob("*/*.yaml")):
        yield path, path.with_suffix(".docx")


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
        composed = {
            target: compose_file(source)[0]
            for source, target in pairs(arguments.root)
            if not arguments.names or source.stem in arguments.names
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
