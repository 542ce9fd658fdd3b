"""What forms have brought: `data/collected/*.yaml`, laid over the roster.

Each file holds rows of the roster's own shape, with the fields that differ from it, and below `was`
what the roster said when they were collected. A row is known by its code (of a person: by branch
and name); fields that it has count, the others are the roster's, whose files are not touched.

Codes: NK-F20 the roster has changed since, NK-F21 an unknown sheet or field, NK-F22 nobody's row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import TypeAdapter, ValidationError

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, did_you_mean, error, warning
from notice_kit.messages import _
from notice_kit.model import Branch, Member, Room, Sheet, Systems
from notice_kit.source.located import Cell, Plain, Row, Table, normalise_header
from notice_kit.source.yaml_file import read_tables_from_yaml
from notice_kit.validate import column_names

FOLDER = "data/collected"

KEYS: Mapping[str, tuple[type[Sheet], tuple[str, ...]]] = {
    "branches": (Branch, ("code",)),
    "rooms": (Room, ("branch",)),
    "systems": (Systems, ("branch",)),
    "members": (Member, ("branch", "name")),
}
"""The sheets that forms bring rows of: YAML key → model, and the fields by which a row is known."""

WAS = "was"


@dataclass(frozen=True, slots=True)
class CollectedRow:
    """A row that a form brought.

    Attributes:
        sheet: its key in YAML.
        cells: field → value, the key fields among them.
        was: field → what the roster said when it was collected.
    """

    sheet: str
    cells: Mapping[str, Cell]
    was: Mapping[str, Plain]

    @property
    def key(self) -> tuple[str, ...]:
        """The values by which the row is known."""
        return tuple(str(self.cells[field].value) for field in KEYS[self.sheet][1])


def read_collected(folder: Path) -> tuple[list[CollectedRow], list[Finding]]:
    """What the files in `data/collected` of a campaign folder say, and what is wrong with them."""
    rows: list[CollectedRow] = []
    findings: list[Finding] = []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        try:
            tables, problems = read_tables_from_yaml(path, f"{FOLDER}/{path.name}")
        except SourceError as caught:
            findings += caught.findings
            continue
        findings += problems
        for table in tables:
            more, problems = _rows(table)
            rows += more
            findings += problems
    return rows, findings


def overlaid(
    tables: Sequence[Table], rows: Iterable[CollectedRow]
) -> tuple[list[Table], list[Finding]]:
    """The roster's tables with the collected rows laid over theirs.

    A row that the roster does not have is added. Of two rows for one, the later counts.
    """
    findings: list[Finding] = []
    by_sheet: dict[str, dict[tuple[str, ...], list[CollectedRow]]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, {}).setdefault(row.key, []).append(row)
    made: list[Table] = []
    for table in tables:
        waiting = by_sheet.get(sheet_of(table.name) or "")
        if not waiting:
            made.append(table)
            continue
        lines = []
        for line in table.rows:
            for new in waiting.pop(row_key(table.name, line) or (), ()):
                line, problems = _laid(line, new)
                findings += problems
            lines.append(line)
        made.append(replace(table, rows=tuple(lines)))
    return made + [_added(sheet, new) for sheet, new in by_sheet.items() if new], findings


def sheet_of(name: str) -> str | None:
    """The key in YAML of a table that forms bring rows of; None for other tables."""
    wanted = normalise_header(name)
    return next((key for key, (model, _keys) in KEYS.items() if wanted in (key, model.sheet)), None)


def row_key(table: str, row: Row) -> tuple[str, ...] | None:
    """By what a row of the roster is known; None where that is not written."""
    sheet = sheet_of(table)
    if sheet is None:
        return None
    model, keys = KEYS[sheet]
    cells = by_field(model, row)
    values = [cells[key].value for key in keys if key in cells]
    return tuple(map(str, values)) if len(values) == len(keys) else None


def by_field(model: type[Sheet], row: Row) -> dict[str, Cell]:
    """The cells of a row by field, under whatever name they stand in the file."""
    names = column_names(model)
    return {names[header]: cell for header, cell in row.cells.items() if header in names}


def same(model: type[Sheet], field: str, one: Plain, other: Plain) -> bool:
    """Whether two values say the same in a field: 有 and True, 97 and 97.0."""
    return bool(one == other or _read(model, field, one) == _read(model, field, other))


def as_yaml(rows: Iterable[CollectedRow], comment: str) -> bytes:
    """The file that says these rows."""
    sheets: dict[str, list[dict[str, Plain]]] = {}
    for row in rows:
        line = {field: _written(cell.value) for field, cell in row.cells.items()}
        if row.was:
            line[WAS] = {field: _written(value) for field, value in row.was.items()}
        sheets.setdefault(row.sheet, []).append(line)
    text = yaml.safe_dump(sheets, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"# {comment}\n{text}".encode()


def _rows(table: Table) -> tuple[list[CollectedRow], list[Finding]]:
    """The rows of a table, and what in it fits nowhere in the roster."""
    sheet = sheet_of(table.name)
    if sheet is None:
        return [], [_unknown(table.name, table.location, KEYS)]
    model, keys = KEYS[sheet]
    names = column_names(model)
    rows: list[CollectedRow] = []
    findings: list[Finding] = []
    for row in table.rows:
        strange = {header: cell for header, cell in row.cells.items() if header not in names}
        was = strange.pop(WAS, None)
        findings += [
            _unknown(header, cell.location, model.model_fields) for header, cell in strange.items()
        ]
        cells = by_field(model, row)
        lacking = [model.model_fields[key].title or key for key in keys if key not in cells]
        if lacking:
            findings.append(_nobodys(row.location, lacking))
            continue
        told = was.value if was is not None else None
        rows.append(CollectedRow(sheet, cells, told if isinstance(told, dict) else {}))
    return rows, findings


def _unknown(name: str, place: Location, known: Iterable[str]) -> Finding:
    names = list(known)
    return error(
        "NK-F21",
        _("“{name}” is nothing that forms bring").format(name=name),
        place,
        remedy=did_you_mean(name, names) or _("Known are: {names}.").format(names="、".join(names)),
    )


def _nobodys(place: Location, lacking: Sequence[str]) -> Finding:
    return error(
        "NK-F22",
        _("the row does not say whose it is: {columns} is missing").format(
            columns="、".join(lacking)
        ),
        place,
        remedy=_("Add it, or delete the row; or collect the form again."),
    )


def _laid(line: Row, new: CollectedRow) -> tuple[Row, list[Finding]]:
    model = KEYS[new.sheet][0]
    names = column_names(model)
    headers = {names[header]: header for header in line.cells if header in names}
    cells = dict(line.cells)
    findings: list[Finding] = []
    for field, cell in new.cells.items():
        header = headers.get(field, field)
        old = cells.get(header)
        if field in new.was and old is not None and _has_moved(model, field, old, new):
            findings.append(_moved(model, field, old, cell))
        cells[header] = cell
    return Row(cells, line.location), findings


def _has_moved(model: type[Sheet], field: str, old: Cell, new: CollectedRow) -> bool:
    known = (new.was[field], new.cells[field].value)
    return not any(same(model, field, old.value, value) for value in known)


def _moved(model: type[Sheet], field: str, old: Cell, cell: Cell) -> Finding:
    title = model.model_fields[field].title or field
    message = _("“{field}” of the roster has changed since the form was collected")
    return warning(
        "NK-F20",
        message.format(field=title),
        old.location,
        found=str(old.value),
        wanted=str(cell.value),
        remedy=_("If the roster is right, delete the line in {place}.").format(place=cell.location),
    )


def _added(sheet: str, new: Mapping[tuple[str, ...], Sequence[CollectedRow]]) -> Table:
    rows = []
    for versions in new.values():
        cells = {field: cell for one in versions for field, cell in one.cells.items()}
        rows.append(Row(cells, next(iter(cells.values())).location))
    return Table(sheet, tuple(rows), rows[0].location)


@cache
def _adapter(model: type[Sheet], field: str) -> TypeAdapter[Any]:
    info = model.model_fields[field]
    kind: Any = info.annotation
    if info.metadata:
        kind = Annotated[kind, *info.metadata]
    return TypeAdapter(kind)


def _read(model: type[Sheet], field: str, value: Plain) -> object:
    try:
        return _adapter(model, field).validate_python(value)
    except ValidationError:
        return ("not read", str(value))


def _written(value: Plain) -> Plain:
    return value if isinstance(value, int | bool | None) else str(value)
