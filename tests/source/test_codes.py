import ast
import re
from pathlib import Path

import pytest

import notice_kit

ROOT = Path(notice_kit.__file__).parent
MODULES = [
    ROOT / "files.py",
    *(ROOT / "ooxml" / name for name in ("sniff.py", "xml_safety.py", "zip_limits.py")),
    *(
        path
        for path in sorted((ROOT / "source").glob("*.py"))
        if path.stem.startswith(("char", "csv", "grid", "located", "text", "xlsx", "yaml"))
    ),
]
CODE = re.compile(r"NK-S\d\d")


def listed_and_used(path: Path) -> tuple[set[str], set[str]]:
    tree = ast.parse(path.read_text())
    docstring = ast.get_docstring(tree) or ""
    own = docstring.partition("Code")[2]
    used = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    }
    return set(CODE.findall(own)), used


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_each_module_lists_the_codes_it_gives(path: Path) -> None:
    listed, used = listed_and_used(path)
    # A module may also name a code that another gives, with “see”.
    assert used <= listed
    for code in listed - used:
        line = re.search(rf"{code} see[^;.]*`(?:ooxml/)?(\w+\.py)`", path.read_text())
        assert line, code
