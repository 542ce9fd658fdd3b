"""Parquet files: one table, named after the file.

Codes: NK-S85 the library is not there, NK-S86 a column of values within values, NK-S87 a value that
cannot be told; NK-S33 damaged; for the rest see `grid.py` and `xlsx_values.py`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notice_kit.errors import SourceError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.source.grid import Grid, filled_cells, read_grid
from notice_kit.source.located import Scalar, Table
from notice_kit.source.xlsx_values import EXACT_BELOW

if TYPE_CHECKING:
    import pyarrow as pa


def read_parquet(path: Path, name: str) -> tuple[list[Table], list[Finding]]:
    """The one table of the file; its columns' names are the header.

    Whole numbers are int, others Decimal; floating-point numbers of more than 15 figures are
    errors, since ids lose their last figures in them. Midnight is a date, and a time with a zone is
    what the clock there shows. Null and NaN are no value. Places are rows, counted from 1.

    Args:
        path: the file; its name without suffix is the table's name.
        name: its path as the user knows it, for messages.

    Returns:
        The table, or no table (with an error) when there is no header.

    Raises:
        SourceError: the file cannot be read, or pyarrow is not installed.
    """
    data = read_bytes(path, name)
    whole = Location(name)
    arrow = _arrow_table(data, whole)
    findings: list[Finding] = []
    cells: dict[int, dict[int, Scalar]] = {row: {} for row in range(arrow.num_rows + 1)}
    for column, header in enumerate(arrow.column_names, start=1):
        cells[0][column] = header
        for row, value in _values(arrow, column - 1, header, whole, findings):
            cells[row][column] = value
    grid = Grid(path.stem, filled_cells(cells), whole, lambda row, _column: _place(name, row))
    headed, faults = read_grid(grid)
    return [headed.table] if headed else [], findings + faults


def _place(name: str, row: int) -> Location:
    return Location(name, line=row) if row else Location(name)


def _arrow_table(data: bytes, place: Location) -> pa.Table:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as missing:
        raise SourceError(
            error(
                "NK-S85",
                _("Parquet files are read with the library pyarrow, which is not installed"),
                place,
                remedy=_("Install {package}, or save the table as .xlsx or .csv.").format(
                    package="notice-kit[cluster]"
                ),
            )
        ) from missing
    try:
        return pq.read_table(io.BytesIO(data))
    except (pa.ArrowException, OSError, ValueError) as problem:
        message = _("the file is damaged or incomplete")
        remedy = _("Copy it again from where it came.")
        raise SourceError(error("NK-S33", message, place, remedy=remedy)) from problem


def _values(
    arrow: pa.Table, index: int, header: str, whole: Location, findings: list[Finding]
) -> list[tuple[int, Scalar]]:
    """The column's values with their rows; of one that cannot be read, None and a finding."""
    column = arrow.column(index)
    if _is_nested(column.type):
        findings.append(
            error(
                "NK-S86",
                _("column “{name}” holds lists or records, not single values").format(name=header),
                whole,
                found=str(column.type),
                remedy=_("Write a column for each of them."),
            )
        )
        return []
    told = _reader_of(column.type)
    found: list[tuple[int, Scalar]] = []
    for row, value in enumerate(_plain(column), start=1):
        if value is None:
            continue
        try:
            found.append((row, told(value)))
        except ValueError as refused:
            findings.append(_refused(str(refused), value, header, _place(whole.file, row)))
            found.append((row, None))
    return found


def _is_nested(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_nested(kind))


def _plain(column: Any) -> list[Any]:
    """The values as Python has them; parts of a second beyond millionths are cut off."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    elif pa.types.is_time64(column.type):
        column = column.cast(pa.time64("us"), safe=False)
    elif pa.types.is_duration(column.type):
        column = column.cast(pa.duration("us"), safe=False)
    values: list[Any] = column.to_pylist()
    return values


def _reader_of(kind: Any) -> Callable[[Any], Scalar]:
    import pyarrow as pa

    return _float if pa.types.is_floating(kind) else _value


def _value(value: Any) -> Scalar:
    """One value.

    Raises:
        ValueError: it is neither text, number, truth, date nor time.
    """
    match value:
        case datetime():
            bare = value.replace(tzinfo=None)
            return bare.date() if bare.time() == time() else bare
        case bool() | int() | str() | date():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else value
        case time():
            return value.isoformat("seconds" if value.second else "minutes")
        case bytes():
            return value.decode("utf-8")
        case _:
            raise ValueError(_("a value of a kind that no document can hold"))


def _float(value: float) -> Scalar:
    """A floating-point number, with the 15 figures that it is sure of.

    Raises:
        ValueError: figures are lost already, or it is infinite.
    """
    if math.isnan(value):
        return None
    if math.isinf(value):
        raise ValueError(_("an infinite number"))
    if abs(value) >= EXACT_BELOW:
        raise ValueError(_("of a number of more than 15 figures, the last ones are already lost"))
    exact = Decimal(f"{value:.15g}")
    return int(exact) if exact == exact.to_integral_value() else exact


def _refused(reason: str, value: Any, header: str, place: Location) -> Finding:
    return error(
        "NK-S87",
        _("a value of column “{name}” cannot be read: {reason}").format(name=header, reason=reason),
        place,
        found=repr(value)[:40],
        remedy=_("Write the column as text, and make the file again."),
    )
