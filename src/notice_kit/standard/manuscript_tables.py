"""Tables of a manuscript."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from notice_kit.messages import _
from notice_kit.standard.manuscript_parts import Lines, Part, Tag, only_tag

EMPTY = "{{ }}"
"""Stands in a blank form for the tags of a control, which shows nothing."""


class Cell(Part):
    """A cell of a table, as wide and high as so many columns and rows.

    Attributes:
        lines: one paragraph each.
        label: a heading cell; its text does not come from data.
        field: what who fills in the form writes here, as sheet and field: `rooms.area`; None where
            nobody writes. The tags of the text become a content control.
        kind: of that control; `lines` may have several lines.
        choices: of a drop-down, as they are shown.
        locked: the control shows a value that nobody may change.
    """

    lines: Lines
    label: bool = False
    columns: int = Field(default=1, ge=1)
    rows: int = Field(default=1, ge=1)
    align: Literal["left", "centre", "right"] = "centre"
    valign: Literal["top", "centre", "bottom"] = "centre"
    field: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")] | None = None
    kind: Literal["text", "lines", "date", "choice"] = "text"
    choices: tuple[str, ...] = ()
    locked: bool = False

    @model_validator(mode="after")
    def _one_control(self) -> Cell:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError(_("kind: choice and choices go together"))
        if self.field is None and (self.kind != "text" or self.locked):
            raise ValueError(_("a cell with a kind or a lock names its field"))
        if self.field is not None and sum("{{" in line for line in self.lines) != 1:
            raise ValueError(_("the tags of “{field}” stand in one line").format(field=self.field))
        return self

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return {"lines": value}
        if "label" in value and "lines" not in value:
            rest = {key: part for key, part in value.items() if key != "label"}
            return {**rest, "lines": value["label"], "label": True}
        if "text" in value:
            rest = {key: part for key, part in value.items() if key != "text"}
            value = {**rest, "lines": value["text"]}
        return {"kind": "choice", **value} if "choices" in value else value


class Row(Part):
    """A row: cells left out are those that a cell with `rows` covers from above.

    Attributes:
        height: at least so many millimetres; None is as high as the text.
    """

    cells: tuple[Cell, ...] = Field(min_length=1)
    height: float | None = Field(default=None, gt=0)


def _row(value: object) -> object:
    if isinstance(value, str):
        return {"tag": only_tag(value, "{%tr")}
    return {"cells": value} if isinstance(value, list | tuple) else value


AnyRow = Annotated[Row | Tag, BeforeValidator(_row)]


class Table(Part):
    """A table of fixed columns, `widths` in millimetres."""

    kind: Literal["table"] = "table"
    widths: tuple[float, ...] = Field(min_length=1)
    border: Literal["all", "none"] = "all"
    header_rows: int = Field(default=0, ge=0)
    rows: tuple[AnyRow, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rows_fill_the_columns(self) -> Table:
        covered = [0] * len(self.widths)
        for row in self.rows:
            if isinstance(row, Tag):
                continue
            free = [index for index, rows in enumerate(covered) if rows == 0]
            wide = sum(cell.columns for cell in row.cells)
            if wide != len(free):
                found = " ".join("/".join(cell.lines) for cell in row.cells)
                message = _("the row “{row}” is {wide} columns wide, not {free}")
                raise ValueError(message.format(row=found, wide=wide, free=len(free)))
            covered = [max(0, rows - 1) for rows in covered]
            for cell in row.cells:
                for index in free[: cell.columns]:
                    covered[index] = cell.rows - 1
                free = free[cell.columns :]
        if any(covered):
            raise ValueError(_("a cell covers more rows than the table has"))
        return self
