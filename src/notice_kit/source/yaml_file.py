"""YAML files: a tree of located values, or tables.

Codes: NK-S13 nothing in it, NK-S14 a single value at the top, NK-S22 not a table, NK-S23 not a row,
NK-S15 two keys of a row are one column; NK-S08 see `characters.py`. For the rest see
`yaml_compose.py` and `yaml_syntax.py`.
"""

from __future__ import annotations

import re
from pathlib import Path

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.source.characters import refusal
from notice_kit.source.located import (
    Cell,
    ListNode,
    MappingNode,
    Node,
    Row,
    ScalarNode,
    Table,
    normalise_header,
    plain,
)
from notice_kit.source.text import read_text
from notice_kit.source.yaml_compose import compose
from notice_kit.source.yaml_syntax import colon_hint

_NOT_YAML = re.compile("[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML refuses (1.1, section 5.1), and the line breaks U+0085, U+2028 and U+2029: an editor
does not show them as such, but YAML would turn them into spaces and count lines by them."""


def read_yaml(path: Path, name: str) -> tuple[Node, list[Finding]]:
    """The document in the file, a mapping or a list.

    Args:
        path: the file.
        name: its path as the user knows it, for messages.

    Returns:
        The tree, and the faults that leave the rest of it readable: keys that are written twice
        (the first is kept), keys that are not text, doubtful comments and the like.

    Raises:
        SourceError: there is no such tree: not readable, not valid YAML, empty, a single value,
            more than one document, nested too deep or too large.
    """
    text, findings = read_text(path, name)
    refused = _refused_characters(text, name)
    if refused:
        raise SourceError(*findings, *refused)
    node, faults = compose(text, name)
    if isinstance(node, ScalarNode):
        raise SourceError(*findings, *faults, _single_value(node))
    return node, findings + faults


def read_tables_from_yaml(path: Path, name: str) -> tuple[list[Table], list[Finding]]:
    """The tables of a YAML file: each key with its list of mappings, one mapping per row.

    Args:
        path: the file.
        name: its path as the user knows it, for messages.

    Returns:
        A table for each key, in file order; a key without a value gives a table without rows.
        What is no table or no row is left out, with an error.

    Raises:
        SourceError: as for `read_yaml`, or a list stands at the top.
    """
    node, findings = read_yaml(path, name)
    if not isinstance(node, MappingNode):
        message = _("a list stands at the top, without the name of a table")
        remedy = _("Write the table's name and a colon before it, such as “units:”.")
        raise SourceError(*findings, error("NK-S22", message, node.location, remedy=remedy))
    tables = []
    for key, value in node.entries.items():
        table, faults = _table(key, value, node.keys[key])
        findings += faults
        if table is not None:
            tables.append(table)
    return tables, findings


def _table(key: str, node: Node, place: Location) -> tuple[Table | None, list[Finding]]:
    if isinstance(node, ScalarNode) and node.value is None:
        return Table(key, (), place), []
    if not isinstance(node, ListNode):
        message = _("“{key}” is not a list of rows").format(key=key)
        remedy = _("Begin each row with “- ”.")
        return None, [error("NK-S22", message, place, remedy=remedy)]
    rows, findings = [], []
    for item in node.items:
        if isinstance(item, MappingNode):
            row, faults = _row(item)
            rows.append(row)
            findings += faults
        else:
            findings.append(_no_row(item))
    return Table(key, tuple(rows), place), findings


def _row(node: MappingNode) -> tuple[Row, list[Finding]]:
    cells: dict[str, Cell] = {}
    findings = []
    for key, value in node.entries.items():
        header = normalise_header(key)
        if header in cells:
            message = _("two keys of this row are both read as “{key}”").format(key=header)
            remedy = _("Delete one of the two.")
            place = node.keys[key]
            findings.append(error("NK-S15", message, place, found=key, remedy=remedy))
        else:
            cells[header] = Cell(plain(value), value.location)
    return Row(cells, node.location), findings


def _no_row(node: Node) -> Finding:
    found = str(node.value) if isinstance(node, ScalarNode) else None
    remedy = colon_hint(found or "") or _("Write “name: value” for each column of the row.")
    message = _("this is not a row of names and values")
    return error("NK-S23", message, node.location, found=found, remedy=remedy)


def _single_value(node: ScalarNode) -> Finding:
    if node.value is None:
        return error("NK-S13", _("there is nothing in the file"), node.location)
    found = str(node.value)
    remedy = colon_hint(found) or _("Write “name: value” lines.")
    message = _("the file is one single text, not names with values")
    return error("NK-S14", message, node.location, found=found, remedy=remedy)


def _refused_characters(text: str, name: str) -> list[Finding]:
    """One error per line in which there are any."""
    findings = []
    for number, line in enumerate(re.split("\r\n|\r|\n", text), start=1):
        match = _NOT_YAML.search(line)
        if match:
            place = Location(name, number, match.start() + 1)
            findings.append(refusal(match.group(), place))
    return findings
