"""What is fuzzed: each target reads bytes from anywhere, and may only refuse them by a finding.

A target takes any bytes. It returns when the kit reads or refuses them; what else it raises is a
fault of the kit's.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from notice_kit.binding.binder import BookPart, bind
from notice_kit.checking import check
from notice_kit.errors import NoticeKitError
from notice_kit.fixing import fix
from notice_kit.source.csv_file import read_csv
from notice_kit.source.xlsx_file import read_workbook
from notice_kit.source.yaml_file import read_tables_from_yaml, read_yaml
from notice_kit.template.compile import compile_template

ROOT = Path(__file__).resolve().parents[2]
_FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
_DATA = {"a": "甲", "n": 3, "rows": [{"name": "乙", "n": 1}, {"name": "丙", "n": 2}]}
_WORD = ROOT / "templates" / "整改通知" / "template.docx"


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["代码", "名称", "日期", "数"])
    sheet.append(["T01", "甲", date(2026, 7, 1), 3])
    sheet.append(["T02", "乙", None, 0.5])
    sheet.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


_WORD_PARTS = _members(_WORD.read_bytes())
_BOOK = _workbook()
_BOOK_PARTS = _members(_BOOK)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _file(name: str, content: bytes) -> Path:
    path = _FOLDER / name
    path.write_bytes(content)
    return path


def yaml(data: bytes) -> None:
    """Any YAML, as a document and as tables."""
    path = _file("t.yaml", data)
    for read in (read_yaml, read_tables_from_yaml):
        try:
            read(path, "t.yaml")
        except NoticeKitError:
            continue


def csv(data: bytes) -> None:
    """Any CSV."""
    read_csv(_file("t.csv", data), "t.csv")


def xlsx(data: bytes) -> None:
    """Any workbook's zip."""
    read_workbook(_file("t.xlsx", data), "t.xlsx")


def sheet(data: bytes) -> None:
    """A sheet of a workbook that is otherwise right."""
    parts = _BOOK_PARTS | {"xl/worksheets/sheet1.xml": data}
    read_workbook(_file("t.xlsx", _zipped(parts)), "t.xlsx")


def package(data: bytes) -> None:
    """Any Word file's zip, as a template."""
    compile_template(_file("t.docx", data), "t.docx").faults(_DATA)


def tags(data: bytes) -> None:
    """Any text with tags in a paragraph, a row and a cell, compiled and filled."""
    lines = [escape(line) for line in data.decode("utf-8", "replace").split("\n")]
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    row = f"<w:tr><w:tc>{paragraphs}</w:tc></w:tr>"
    body = f"{paragraphs}<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl><w:p/>"
    xml = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    parts = _WORD_PARTS | {"word/document.xml": xml.encode("utf-8", "replace")}
    compile_template(_file("t.docx", _zipped(parts)), "t.docx").render(_DATA)


def template(data: bytes) -> None:
    """The main part of a template that is otherwise right."""
    parts = _WORD_PARTS | {"word/document.xml": data}
    compile_template(_file("t.docx", _zipped(parts)), "t.docx").faults(_DATA)


def document(data: bytes) -> None:
    """The main part of a document: checked, put right and bound."""
    _treat({"word/document.xml": data})


def styles(data: bytes) -> None:
    """The styles of a document: checked, put right and bound."""
    _treat({"word/styles.xml": data})


def _treat(parts: Mapping[str, bytes]) -> None:
    content = _zipped(_WORD_PARTS | parts)
    path = _file("t.docx", content)
    check(path)
    fix(content)
    bind([BookPart(path, "t.docx"), BookPart(path, "t.docx")])


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (yaml, csv, xlsx, sheet, package, tags, template, document, styles)
}

SEEDS: Mapping[str, list[bytes]] = {
    "yaml": [
        (ROOT / "campaign.yaml").read_bytes(),
        (ROOT / "criteria.yaml").read_bytes(),
        b'rows:\n  - {a: 1, b: "x"}\n  - &x {a: 007, b: 2026-02-30}\n  - *x\n',
        b"a: |\n  text\n? key\n: !!int '3'\n<<: {b: 1}\n",
    ],
    "csv": ['代码,名称\nT01,甲\nT02,"乙\n丙"\n'.encode(), "代码;名称\nT01;甲\n".encode("gb18030")],
    "xlsx": [_BOOK],
    "sheet": [_BOOK_PARTS["xl/worksheets/sheet1.xml"]],
    "package": [_WORD.read_bytes()],
    "tags": [
        b"{{ a }}{% if n %}{{ n|capital }}{% endif %}{{ rows|map(attribute='name')|join }}",
        b"{{ a }}{% if n %}{{ n }}{% endif %}\n{%tr for r in rows %}\n{{ r.name }}\n{%tr endfor %}",
        b"{%p for r in rows|pad_to(3) %}\n{{p a|md }}\n{%p endfor %}{{r a }}{{ rows|batch(2) }}",
        "｛｛ a ｝｝{% set x = rows[0] %}{{ x.n + 1 }}{{ '%05.1f'|format(n) }}{%vm%}".encode(),
        b"{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a) }}{% cellbg a %}{% colspan n %}",
    ],
    "template": [_WORD_PARTS["word/document.xml"]],
    "document": [_WORD_PARTS["word/document.xml"]],
    "styles": [_WORD_PARTS["word/styles.xml"]],
}
"""What each target begins with."""
