"""Rows and YAML → frozen models, every problem told in the words of the file in which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from notice_kit.explain import refused
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.source.located import (
    Cell,
    ListNode,
    MappingNode,
    Node,
    Row,
    Table,
    location_at,
    normalise_header,
    plain,
)

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Record(Generic[M]):
    """A validated row, and where it stands."""

    value: M
    location: Location
    cells: Mapping[str, Location]

    def place(self, field: str) -> Location:
        """The cell of a field, or the row where the field is not written."""
        return self.cells.get(field, self.location)

    def title(self, field: str) -> str:
        """The header of a field's column."""
        return _title(field, type(self.value).model_fields[field])


def validate_tables(
    tables: Sequence[Table], model: type[M]
) -> tuple[list[Record[M]], list[Finding]]:
    """The rows of the tables as records of `model`, and what is wrong with them.

    A row with a problem is left out of the records; its problems are all reported.
    """
    records: list[Record[M]] = []
    findings: list[Finding] = []
    for table in tables:
        findings += _check_columns(table, model)
        for row in table.rows:
            record = _validate_row(row, model, table.columns)
            if isinstance(record, Record):
                records.append(record)
            else:
                findings += record
    return records, findings


def validate_document(node: Node, model: type[M]) -> tuple[M | None, list[Finding]]:
    """A YAML document as `model`, or None and what is wrong with it."""
    try:
        return model.model_validate(plain(node)), []
    except ValidationError as caught:
        return None, [_document_finding(node, model, item) for item in caught.errors()]


def column_names(model: type[BaseModel]) -> dict[str, str]:
    """Normalised header → field: each field answers to its title and to its own name."""
    names = {
        normalise_header(_title(name, info)): name for name, info in model.model_fields.items()
    }
    return names | {name: name for name in model.model_fields}


def _title(name: str, info: FieldInfo) -> str:
    return info.title or name


def _check_columns(table: Table, model: type[BaseModel]) -> Iterator[Finding]:
    """Columns that are not known, twice there, or wanted and not there."""
    known = column_names(model)
    there: set[str] = set()
    for header, place in table.columns.items():
        field = known.get(header)
        if field is None:
            yield _unknown(header, place, model)
        elif field in there:
            yield _twice(header, place)
        else:
            there.add(field)
    if not table.columns:
        return
    for name, info in model.model_fields.items():
        if name not in there and info.is_required():
            yield error(
                "NK-D03",
                _("column “{column}” is missing").format(column=_title(name, info)),
                table.location,
                remedy=_("Add the column with exactly this header."),
            )


def _twice(header: str, place: Location) -> Finding:
    return error(
        "NK-D02",
        _("column “{column}” stands twice").format(column=header),
        place,
        remedy=_("Keep one of them."),
    )


def _unknown(header: str, place: Location, model: type[BaseModel]) -> Finding:
    titles = [_title(name, info) for name, info in model.model_fields.items()]
    remedy = did_you_mean(header, [*titles, *model.model_fields])
    return error(
        "NK-D01",
        _("“{field}” is not known here").format(field=header),
        place,
        remedy=remedy or _("Known are: {fields}.").format(fields="、".join(titles)),
    )


def _validate_row(
    row: Row, model: type[M], columns: Mapping[str, Location]
) -> Record[M] | list[Finding]:
    known = column_names(model)
    findings: list[Finding] = []
    cells: dict[str, Cell] = {}
    for header, cell in row.cells.items():
        field = known.get(header)
        if field is not None:
            if cells.setdefault(field, cell) is not cell and not columns:
                findings.append(_twice(header, cell.location))
        elif not columns:  # with a header row, the header has been reported already
            findings.append(_unknown(header, cell.location, model))
    values = {name: cell.value for name, cell in cells.items() if cell.value is not None}
    try:
        value = model.model_validate(values)
    except ValidationError as caught:
        for item in caught.errors():
            finding = _row_finding(row, model, cells, item, bool(columns))
            if finding is not None:
                findings.append(finding)
        return findings
    if findings:
        return findings
    return Record(value, row.location, {name: cell.location for name, cell in cells.items()})


def _row_finding(
    row: Row,
    model: type[BaseModel],
    cells: Mapping[str, Cell],
    item: ErrorDetails,
    has_header: bool,
) -> Finding | None:
    """The finding for one error; None for a missing column, which its table reports."""
    name = str(item["loc"][0])
    title = _title(name, model.model_fields[name])
    if item["type"] == "missing":
        if name in cells:
            return _empty(title, cells[name].location)
        if has_header:
            return None
        return _absent(title, row.location)
    return refused(title, cells[name].location, item)


def _empty(title: str, place: Location) -> Finding:
    return error(
        "NK-D04",
        _("“{field}” is empty").format(field=title),
        place,
        remedy=_("Fill it in; where there is nothing to say and text is wanted, write 无."),
    )


def _absent(title: str, place: Location) -> Finding:
    return error(
        "NK-D05", _("“{field}” is missing").format(field=title), place, remedy=_("Add it.")
    )


def _document_finding(node: Node, model: type[BaseModel], item: ErrorDetails) -> Finding:
    path = _path_in(node, item)
    place = location_at(node, path)
    title = ".".join(str(step) for step in path)
    if item["type"] == "extra_forbidden":
        inner = _model_at(model, path[:-1])
        return _unknown(str(path[-1]), place, inner)
    if item["type"] == "missing":
        return _absent(title, place)
    if item["input"] is None:
        return _empty(title, place)
    return refused(title or place.file, place, item)


def _path_in(node: Node, item: ErrorDetails) -> tuple[int | str, ...]:
    """The error's path in the file, without the steps that name a member of a union."""
    path: list[int | str] = []
    steps = item["loc"]
    for count, step in enumerate(steps, start=1):
        if isinstance(node, MappingNode) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif not (item["type"] == "missing" and count == len(steps)):
            continue
        path.append(step)
    return tuple(path)


def _model_at(model: type[BaseModel], path: tuple[int | str, ...]) -> type[BaseModel]:
    """The model of the mapping at `path`."""
    for step in path:
        info = model.model_fields.get(str(step))
        if info is not None:
            model = _model_in(info.annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in a type such as `tuple[Award, ...]`, the first where there are more."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in inner if model is not None), None)
