"""Workbooks, read from a file of their own."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.source.support import MAIN, book_parts, lines, row, sheet, written, zipped

from notice_kit.source.located import Scalar, Table
from notice_kit.source.xlsx_file import read_workbook

HEAD = row(1, "姓名", "数值")


def read_parts(folder: Path, parts: dict[str, str | bytes]) -> tuple[list[Table], list[str]]:
    """The tables of a workbook of these parts, and its findings as the user reads them."""
    tables, findings = read_workbook(written(folder, "a.xlsx", zipped(parts)), "a.xlsx")
    return tables, lines(findings)


def read_raw(folder: Path, *sheets: str, **more: str) -> tuple[list[Table], list[str]]:
    """The same for sheets given as XML."""
    return read_parts(folder, book_parts(*sheets, **more))  # type: ignore[arg-type]


def read_saved(folder: Path, book: Workbook) -> tuple[list[Table], list[str]]:
    """The same for a workbook that openpyxl writes."""
    book.save(folder / "a.xlsx")
    tables, findings = read_workbook(folder / "a.xlsx", "a.xlsx")
    return tables, lines(findings)


def new_sheet(title: str = "单位") -> tuple[Workbook, Worksheet]:
    """An empty workbook of one sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(title)


def one_value(folder: Path, cell: str, **more: str) -> tuple[Scalar, list[str]]:
    """The value of the cell B2 with the given XML, and the findings."""
    (table,), findings = read_raw(folder, sheet(HEAD, row(2, "甲", cell)), **more)
    value = table.rows[0].cells["数值"].value
    assert not isinstance(value, list | dict)
    return value, findings


def styles(*formats: str | int) -> str:
    """A stylesheet whose cell styles are General and then the formats, texts or numbers of them."""
    texts = [one for one in formats if isinstance(one, str)]
    numbers = [one if isinstance(one, int) else 164 + texts.index(one) for one in formats]
    written_formats = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{text.replace(chr(34), "&quot;")}"/>'
        for n, text in enumerate(texts)
    )
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in [0, *numbers])
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{written_formats}</numFmts>'
        f"<cellXfs>{xfs}</cellXfs></styleSheet>"
    )
