"""A form as a workbook, a row for each branch: made with drop-downs, and read back.

All cells are text: of no number figures are lost, and no value is taken for a formula.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from notice_kit.errors import SourceError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, error
from notice_kit.forms.definition import FormDefinition, FormField
from notice_kit.forms.reading import FilledForm, FormValue
from notice_kit.messages import _
from notice_kit.source.located import Cell, Row, Table
from notice_kit.source.xlsx_file import read_workbook

_ENOUGH = 0.6
_WIDE = {"branches.name": 24, "branches.unit": 26, "branches.address": 28, "branches.deeds": 60}
_CREATED = datetime(1980, 1, 1)  # the same data give the same bytes


def form_book(
    form: FormDefinition, rows: Sequence[Mapping[str, str]], empty_rows: int = 0
) -> bytes:
    """The workbook of a form.

    Args:
        form: whose headings are the column names.
        rows: field → text, for each branch.
        empty_rows: to be written into, below them.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet(form.name)
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "vcenter", "border": 1})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
    )
    last = len(rows) + empty_rows
    for column, field in enumerate(form.fields):
        sheet.set_column(column, column, _WIDE.get(field.name, 12), text)
        sheet.write_string(0, column, field.label, head)
        for number, row in enumerate(rows, start=1):
            sheet.write_string(number, column, row.get(field.name, ""), text)
        for number in range(len(rows) + 1, last + 1):
            sheet.write_blank(number, column, None, text)
        if field.choices and last:
            rule = {"validate": "list", "source": list(field.choices)}
            sheet.data_validation(1, column, last, column, rule)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    book.close()
    return stream.getvalue()


def read_form_book(
    path: Path, name: str, definitions: Sequence[FormDefinition]
) -> tuple[list[FilledForm], list[Finding]]:
    """The rows of a form's workbook, each as a form of its own, and what is wrong with the file.

    Raises:
        SourceError: the file cannot be read, or has no sheet with the headings of a form.
    """
    content = read_bytes(path, name)
    tables, findings = read_workbook(path, name)
    digest = hashlib.sha256(content).hexdigest()
    forms: list[FilledForm] = []
    is_form = False
    for table in tables:
        definition = _recognised(table, definitions)
        if definition is None:
            continue
        is_form = True
        by_label = {field.label: field for field in definition.fields}
        for row in table.rows:
            values = _values(row, by_label)
            forms.append(FilledForm(name, digest, content, definition.name, values, None))
    if not is_form:
        raise SourceError(*findings, _foreign(name))
    return forms, findings


def _recognised(table: Table, definitions: Sequence[FormDefinition]) -> FormDefinition | None:
    for definition in definitions:
        there = sum(field.label in table.columns for field in definition.fields)
        if there >= _ENOUGH * len(definition.fields):
            return definition
    return None


def _values(row: Row, by_label: Mapping[str, FormField]) -> dict[str, FormValue]:
    return {
        by_label[header].name: FormValue(by_label[header].bare(_text(cell)), cell.location)
        for header, cell in row.cells.items()
        if header in by_label
    }


def _text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, date):  # and datetime, whose time is of no interest
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _foreign(name: str) -> Finding:
    return error(
        "NK-F14",
        _("no sheet has the column names of one of the campaign's forms"),
        Location(name),
        remedy=_("Take the workbook that collect --sheets makes, and keep its first row."),
    )
