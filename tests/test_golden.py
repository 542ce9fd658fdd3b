"""Documents of the example, part by part, as they have been looked at and found right.

`pytest --update-golden` writes them anew; look at the pages before committing what it wrote.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from notice_kit import build
from tests.support.parts import IGNORED, indented, parts_of
from tests.test_example import copy_campaign

GOLDEN = Path(__file__).parent / "golden"

# One document of each family; a notice stands with all its parts, the others with their text.
DOCUMENTS = [
    ("实施意见", "T01", None),
    ("汇总表", "T01", ("word/document.xml",)),
    ("申报表", "V01", ("word/document.xml",)),
    pytest.param(
        "制度汇编", "E01", ("word/document.xml", "word/header_none.xml"), marks=pytest.mark.office
    ),
    ("荣誉证书", "2026001", ("word/document.xml",)),
    ("整改通知", "E08", ("word/document.xml",)),
]


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = copy_campaign(tmp_path_factory.mktemp("golden"), "data/units.yaml")
    assert build(folder, only=["T01", "E01", "E08"]).findings == ()
    return folder / "output"


@pytest.mark.parametrize(("document", "code", "chosen"), DOCUMENTS)
def test_the_document_is_as_it_was_found_right(request, output, document, code, chosen):
    (path,) = (output / document).glob(f"{code}-*.docx")
    parts = parts_of(path.read_bytes())
    names = [name for name in chosen or parts if name not in IGNORED]
    found = {name.replace("/", "~"): indented(parts[name]) for name in names}
    folder = GOLDEN / document
    if request.config.getoption("--update-golden"):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in found.items():
            (folder / name).write_text(text, encoding="utf-8")
    wanted = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert found.keys() == wanted.keys()
    for name, text in found.items():
        changes = difflib.unified_diff(wanted[name].splitlines(), text.splitlines(), lineterm="")
        assert "\n".join(changes) == "", name
