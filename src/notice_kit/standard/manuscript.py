"""The readable source of a template: what stands in it, in order, without how it looks.

`manuscripts/*.yaml` in the short form that docs/architecture.md describes → the models below.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.standard import markup
from notice_kit.standard.house import PAGES

Role = Literal[
    "issuer_mark", "document_number", "title", "addressee", "body", "heading1", "heading2",
    "heading3", "note", "attachment_label", "attachment_title", "form_title", "form_line",
    "form_note", "centred", "right", "cover_title", "cover_line", "certificate_title",
    "certificate_name", "certificate_body", "certificate_right", "letter_title", "contents_title",
    "rule_title", "chapter", "article", "item",
]  # fmt: skip
ROLES: tuple[str, ...] = get_args(Role)


def _lines(value: object) -> object:
    """A text alone is one line; figures are text."""
    values = value if isinstance(value, list | tuple) else [value]
    lines = [str(line) if isinstance(line, int | float) else line for line in values]
    for line in lines:
        if isinstance(line, str):
            markup.parse(line)  # raises where the stars do not pair
    return lines


Lines = Annotated[tuple[str, ...], BeforeValidator(_lines), Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tag(_Part):
    """A paragraph or a row that holds only a tag, and goes away when the tag is filled in."""

    kind: Literal["tag"] = "tag"
    tag: str


class Text(_Part):
    """Text in one role; several lines stay one paragraph (in `form_line`: left and right)."""

    kind: Literal["text"] = "text"
    role: Role
    lines: Lines


class AttachmentNote(_Part):
    """附件说明: the names of the attachments; they are numbered when there are two or more."""

    kind: Literal["attachment_note"] = "attachment_note"
    names: Lines


class Signature(_Part):
    """署名 and 成文日期, with room for the seal over them."""

    kind: Literal["signature"] = "signature"
    issuer: str
    date: str


class Imprint(_Part):
    """版记: who else gets the document, which office printed it, and when."""

    kind: Literal["imprint"] = "imprint"
    copy_to: str | None = None
    office: str
    date: str


class Cell(_Part):
    """A cell of a table, as wide and high as so many columns and rows.

    Attributes:
        lines: one paragraph each.
        label: a heading cell; its text does not come from data.
    """

    lines: Lines
    label: bool = False
    columns: int = Field(default=1, ge=1)
    rows: int = Field(default=1, ge=1)
    align: Literal["left", "centre", "right"] = "centre"
    valign: Literal["top", "centre", "bottom"] = "centre"

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
            return {**rest, "lines": value["text"]}
        return value


class Row(_Part):
    """A row: cells left out are those that a cell with `rows` covers from above.

    Attributes:
        height: at least so many millimetres; None is as high as the text.
    """

    cells: tuple[Cell, ...] = Field(min_length=1)
    height: float | None = Field(default=None, gt=0)


def _row(value: object) -> object:
    if isinstance(value, str):
        return {"tag": _only_tag(value, "{%tr")}
    return {"cells": value} if isinstance(value, list | tuple) else value


AnyRow = Annotated[Row | Tag, BeforeValidator(_row)]


class Table(_Part):
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


class Contents(_Part):
    """A table of contents: of the paragraphs in a role, or of what a loop will make.

    Attributes:
        role: the paragraphs that are listed.
        for_each: the loop, in Jinja's words (`rule in rules`); None lists what the manuscript says.
        entry: what an entry of the loop says.
    """

    kind: Literal["contents"] = "contents"
    role: Role = "rule_title"
    for_each: str | None = None
    entry: str | None = None


class PageBreak(_Part):
    """What follows begins a page."""

    kind: Literal["page_break"] = "page_break"
    on: Literal[True]


class BlankOf(_Part):
    """The blocks of another manuscript with its tags emptied: a form to be filled in by hand."""

    kind: Literal["blank_of"] = "blank_of"
    name: str


_SHORT = {"tag": "tag", "attachment_note": "names", "page_break": "on", "blank_of": "name"}
_LONG = ("signature", "imprint", "table", "contents")


def _block(value: object) -> object:
    """One block in its long form, which names its kind."""
    if isinstance(value, BaseModel):
        return value
    if isinstance(value, str):
        return {"kind": "tag", "tag": _only_tag(value, "{%p")}
    if not isinstance(value, Mapping) or len(value) != 1:
        raise ValueError(_("a block is a tag, or one role with its text"))
    ((key, content),) = value.items()
    if key in ROLES:
        return {"kind": "text", "role": key, "lines": content}
    if key in _SHORT:
        return {"kind": key, _SHORT[key]: content}
    if key == "contents" and isinstance(content, str):
        return {"kind": key, "role": content}
    if key in _LONG and isinstance(content, Mapping):
        return {"kind": key, **content}
    remedy = did_you_mean(str(key), [*ROLES, *_SHORT, *_LONG]) or ""
    raise ValueError(_("no such block: {key}").format(key=key) + f" {remedy}".rstrip())


def _only_tag(value: str, begin: str) -> str:
    if not (value.startswith(begin) and value.endswith("%}") and value.count("{%") == 1):
        raise ValueError(_("a text without a role is a tag {begin} … %}}").format(begin=begin))
    return value


Block = Annotated[
    Annotated[
        Tag | Text | AttachmentNote | Signature | Imprint | Table | Contents | PageBreak | BlankOf,
        Field(discriminator="kind"),
    ],
    BeforeValidator(_block),
]


class Section(_Part):
    """Pages of one kind.

    Attributes:
        page: the sheet and its margins.
        page_number: in the outer corner (— 1 —), or none.
        restart: the count of pages begins at 1 here.
        header: the text of the last paragraph in that role is the running header.
    """

    page: Literal["portrait", "landscape", "certificate", "cover"] = "portrait"
    page_number: Literal["outside", "none"] = "outside"
    restart: bool = False
    header: Role | None = None
    blocks: tuple[Block, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _tables_fit(self) -> Section:
        room = PAGES[self.page].area_width.in_mm
        for block in self.blocks:
            if isinstance(block, Table) and sum(block.widths) > room + _TOLERANCE_MM:
                wide = f"{sum(block.widths):g}"
                message = _("a table {wide} mm wide does not fit the {room} mm of the page")
                raise ValueError(message.format(wide=wide, room=f"{room:g}"))
        return self


class Manuscript(_Part):
    """A template before it is composed."""

    name: str
    sections: tuple[Section, ...] = Field(min_length=1)


_TOLERANCE_MM = 0.05


def parse_manuscript(data: object, name: str) -> Manuscript:
    """The manuscript that the content of a YAML file says.

    Args:
        data: a mapping with the key `sections`.
        name: of the document, the stem of the file.

    Raises:
        SourceError: with a finding for everything that is not understood.
    """
    file = f"manuscripts/{name}.yaml"
    fields = data if isinstance(data, Mapping) else {"sections": data}
    try:
        return Manuscript.model_validate({**fields, "name": name})
    except ValidationError as caught:
        problems = caught.errors()
        # A list counts as empty when its only item is wrong; that is not a second fault.
        faults = [fault for fault in problems if fault["type"] != "too_short"] or problems
        raise SourceError(*(_finding(fault, file) for fault in faults)) from None


def _finding(problem: ErrorDetails, file: str) -> Finding:
    place = ".".join(str(step) for step in problem["loc"])
    message = problem["msg"].removeprefix("Value error, ")
    found = problem["input"]
    shown = found if isinstance(found, str) else None
    return error("NK-M01", f"{place}: {message}", Location(file), found=shown)
