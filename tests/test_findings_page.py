"""docs/findings.md lists every code in the sources, each once, and no other."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "notice_kit").rglob("*.py"))
CODE = re.compile(r"NK-[A-Z]\d\d")
PAGE = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| NK-")
]


def literals(path):
    """The texts in a module's code; docstrings and comments are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.value


def codes_made():
    return {text for path in SOURCES for text in literals(path) if CODE.fullmatch(text)}


def calls_of(name):
    """The codes that stand as the first argument of calls of `name`."""
    calls = [
        node
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]
    first = [call.args[0] for call in calls if call.args]
    return {arg.value for arg in first if isinstance(arg, ast.Constant)}


def test_page_has_just_the_codes_of_the_sources():
    listed = {row[0].split()[0] for row in ROWS}
    assert listed - codes_made() == set()
    assert codes_made() - listed == set()


def test_each_code_is_listed_once_and_in_order():
    listed = [row[0].split()[0] for row in ROWS]
    assert [code for code, count in Counter(listed).items() if count > 1] == []
    for letter in "SDTBMPWX":
        of_letter = [code for code in listed if code[3] == letter]
        assert of_letter == sorted(of_letter)


def test_every_row_says_what_it_means_and_what_to_do():
    assert len(ROWS) > 100
    for row in ROWS:
        assert len(row) == 3, row
        assert all(row), row


def test_warnings_are_marked():
    marked = {row[0].split()[0] for row in ROWS if "⚠" in row[0]}
    only_errors = calls_of("error") - calls_of("warning")
    assert calls_of("warning") - marked == set()
    assert marked & only_errors == set()


def test_the_example_is_one_that_the_program_prints():
    from notice_kit.findings import Location, error

    finding = error(
        "NK-D06",
        "“是否推荐” cannot be this",
        Location("data/units.xlsx", sheet="党组织", cell="I4"),
        found="yes",
        wanted="是 or 否 (有 or 无)",
    )
    assert f"error: {finding}\n" in PAGE
