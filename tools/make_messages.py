"""Collects the messages of src/notice_kit for translation, and compiles their Chinese catalogue.

    python tools/make_messages.py            updates notice_kit.po, keeping translations, and .mo
    python tools/make_messages.py --check    writes nothing; exits 1 if they are not complete

The titles and sections of the rules of `check` are messages too; they stand in docstrings.
A message that was reworded keeps its translation, marked `fuzzy`: look it over, then take the mark
out. The same sources and translations give the same bytes.
"""

from __future__ import annotations

import argparse
import ast
import io
import string
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from notice_kit.rules.texts import read_docstring

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "notice_kit"
LANGUAGE = "zh_CN"
CATALOGUE = SOURCES / "locale" / LANGUAGE / "LC_MESSAGES" / "notice_kit.po"

_KEYWORDS = {"_": None, "ngettext": (1, 2)}
_COMMENT = "# Chinese messages of notice_kit, made by tools/make_messages.py (make messages)."
_HEADER = (
    "Project-Id-Version: notice_kit\n"
    f"Language: {LANGUAGE}\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: 8bit\n"
)


class _Timeless(Catalog):
    """A catalogue whose header says nothing of when, where and with what it was made."""

    def __iter__(self) -> Iterator[Message]:
        yield Message("", _HEADER)
        yield from list(super().__iter__())[1:]


def extracted(sources: Path) -> Catalog:
    """The messages in the code, by file and then by text, so that moving code changes nothing."""
    found: dict[str | tuple[str, ...], set[str]] = {}
    for file, _line, message, _comments, _context in extract_from_dir(
        sources, keywords=_KEYWORDS, comment_tags=()
    ):
        found.setdefault(message, set()).add(Path(file).as_posix())
    for path in (sources / "rules").glob("*.py"):
        for text in rule_messages(path.read_text(encoding="utf-8")):
            found.setdefault(text, set()).add(path.relative_to(sources).as_posix())
    template = Catalog(LANGUAGE)
    for message, files in sorted(found.items(), key=lambda item: (min(item[1]), _text(item[0]))):
        template.add(message, locations=[(file, 0) for file in sorted(files)])
    return template


def rule_messages(code: str) -> Iterator[str]:
    """The texts of the rules in a module: of every function that is decorated with `@rule(…)`."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and any(map(_is_rule, node.decorator_list)):
            yield from read_docstring(ast.get_docstring(node)).messages()


def _is_rule(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else None
    return isinstance(called, ast.Name) and called.id == "rule"


def _text(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def updated(catalogue: Path, template: Catalog) -> Catalog:
    """The catalogue with just the messages of the template, translated as far as they were."""
    old = Catalog(LANGUAGE)
    if catalogue.exists():
        with catalogue.open("rb") as file:
            old = read_po(file, locale=LANGUAGE)
    old.update(template)
    new = _Timeless(LANGUAGE, header_comment=_COMMENT, fuzzy=False)
    for message in old:
        if message.id:
            new.add(
                message.id,
                message.string,
                locations=message.locations,
                flags=["fuzzy"] if message.fuzzy else [],
            ).flags.discard("python-format")  # “{% if %}” is none
    return new


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as a text file for translators."""
    file = io.BytesIO()
    write_po(
        file,
        catalogue,
        width=100,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as `gettext` reads it; fuzzy translations are left out."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def problems(catalogue: Catalog) -> Iterator[str]:
    """What keeps the catalogue from being complete: one line for each message at fault."""
    for message in catalogue:
        if not message.id:
            continue
        name = _text(message.id)
        string_ = message.string or ""
        translations = [string_] if isinstance(string_, str) else string_
        if not all(translations):
            yield f"no translation: {name}"
        elif message.fuzzy:
            yield f"fuzzy: {name}"
        elif any(placeholders(text) != placeholders(name) for text in translations):
            yield f"other placeholders in the translation: {name}"


def placeholders(text: str) -> set[tuple[str, str | None, str | None]] | None:
    """What `str.format` would fill in: names with format and conversion; None where it fails."""
    try:
        fields = list(string.Formatter().parse(text))
    except ValueError:
        return None
    return {(name, form, conversion) for _, name, form, conversion in fields if name is not None}


def main() -> int:
    """Update the catalogue, or check it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on any fault")
    check = parser.parse_args().check
    catalogue = updated(CATALOGUE, extracted(SOURCES))
    compiled = CATALOGUE.with_suffix(".mo")
    files = {CATALOGUE: as_po(catalogue), compiled: as_mo(catalogue)}
    lacking = list(problems(catalogue))
    if check:
        lacking += [
            f"not up to date, run make messages: {path.relative_to(ROOT)}"
            for path, content in files.items()
            if not path.is_file() or path.read_bytes() != content
        ]
    else:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            path.write_bytes(content)
    for line in lacking:
        print(line)
    return 1 if check and lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
