"""The values that all readers produce: each with the place where it stands in its file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from notice_kit.findings import Location

Scalar: TypeAlias = str | int | Decimal | bool | date | datetime | None
"""One value. None stands for an empty cell, an empty value or null."""

Plain: TypeAlias = "Scalar | list[Plain] | dict[str, Plain]"
"""A value without places. Lists and dicts come from YAML only."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row.

    Attributes:
        value: None when the cell is there but empty, or could not be read (then a finding that is
            an error names the same place); a list or dict only where YAML nests.
        location: the cell in its sheet, or the line (and column) in its text file.
    """

    value: Plain
    location: Location


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        cells: normalised header (or YAML key) → cell, in file order. In a workbook or CSV file
            every header has a cell; in YAML only the keys that are written.
        location: the row (`7:7` in a sheet) or its first line.
    """

    cells: Mapping[str, Cell]
    location: Location


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind.

    Attributes:
        name: as in the file: sheet name, YAML key, or the stem of the CSV file's name.
        rows: in file order; rows without any value are left out.
        location: the sheet, the YAML key or the file.
        columns: normalised header → where it stands, in file order; empty for YAML.
    """

    name: str
    rows: tuple[Row, ...]
    location: Location
    columns: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value of a YAML document."""

    value: Scalar
    location: Location


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list of a YAML document."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping of a YAML document.

    Attributes:
        entries: key → value, in file order.
        keys: key → where the key stands.
        location: where its first key stands.
    """

    entries: Mapping[str, Node]
    keys: Mapping[str, Location]
    location: Location


Node: TypeAlias = ScalarNode | ListNode | MappingNode
"""A YAML document or a part of one, with a place for every key and value."""


def plain(node: Node) -> Plain:
    """The value of the node without places: nested dicts, lists and scalars, new on each call."""
    if isinstance(node, MappingNode):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return node.value


def location_at(node: Node, path: tuple[str | int, ...]) -> Location:
    """Where the value at `path` stands.

    Args:
        node: the tree in which to look.
        path: mapping keys and list positions (from 0), from the outside in; () is the node itself.

    Returns:
        The place of the value. When the path leads to nothing: the key of the nearest mapping or
        list that is there (so a missing `contact.phone` is reported at `contact`), or the start of
        a list item, or of the document.
    """
    nearest = node.location
    for step in path:
        if isinstance(node, MappingNode) and step in node.entries:
            nearest, node = node.keys[str(step)], node.entries[str(step)]
        elif isinstance(node, ListNode) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
            nearest = node.location
        else:
            return nearest
    return node.location


def normalise_header(text: str) -> str:
    """The header as it is compared: NFKC, without any white space or line break.

    `姓 名`, `姓名　` and `姓名` broken over two lines are all `姓名`; `ＤＶＤ机` is `DVD机`.
    """
    return "".join(unicodedata.normalize("NFKC", text).split())
