"""Content controls of a form, and the custom XML that they are bound to.

Controls cannot be deleted (`w:lock`), so that a form keeps them in Word and WPS. The document is
not protected: a program that knows no controls could then write nowhere, and seals, opinions and
signatures have no controls.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from notice_kit.ooxml.wml import Element, qualified, text, w
from notice_kit.standard.manuscript import Manuscript
from notice_kit.standard.manuscript_tables import EMPTY, Cell, Row, Table
from notice_kit.standard.runs import runs

FORM = "urn:notice-kit:form:1"
"""The namespace of a form's custom XML: `<form name version>`, an element for each field."""

STORE = "{6F4B2E5A-3C1D-4E8B-9A70-5D2C8B1E4F63}"
"""The id of that custom XML."""

PLACEHOLDER = "　"
"""What an empty control shows: nothing that would be printed."""

PLACEHOLDER_NAME = "NoticeKitBlank"
"""The building block from which Word takes it when a control is emptied."""

_TAGS = re.compile(r"\{[{%].*[%}]\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ControlSpec:
    """A field of a form.

    Attributes:
        field: sheet and field: `rooms.area`.
        kind: text, lines, date or choice.
        choices: of a drop-down.
    """

    field: str
    kind: str
    choices: tuple[str, ...]


def fields_of(manuscript: Manuscript) -> list[ControlSpec]:
    """The fields that whoever gets the form fills in, each once, in order."""
    found = {cell.field: cell for cell in _cells(manuscript) if cell.field is not None}
    return [ControlSpec(field, cell.kind, cell.choices) for field, cell in found.items()]


def version_of(fields: Iterable[ControlSpec]) -> str:
    """The version of a form: another list of fields has another."""
    whole = "\n".join(f"{one.field}\t{one.kind}\t{'|'.join(one.choices)}" for one in fields)
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def form_xml(name: str, fields: Iterable[ControlSpec]) -> bytes:
    """The custom XML of a form in which nothing is filled in yet."""
    specs = list(fields)
    inner = "".join(f"<{one.field}/>" for one in specs)
    attributes = f"name={quoteattr(name)} version={quoteattr(version_of(specs))}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<form xmlns="{FORM}" {attributes}>{inner}</form>'
    ).encode()


def with_control(line: str, cell: Cell, label: str) -> list[Element]:
    """The runs of a cell's line, its tags within a content control.

    Args:
        line: with marks; its tags are the control's content, `EMPTY` for an empty one.
        cell: names the field.
        label: what people call the control.
    """
    found = _TAGS.search(line)
    if found is None or cell.field is None:
        return runs(line)
    empty = found[0] == EMPTY
    content = [w("r", text(PLACEHOLDER))] if empty else runs(found[0])
    control = w("sdt", _properties(cell, label, empty=empty), w("sdtContent", *content))
    return [*runs(line[: found.start()]), control, *runs(line[found.end() :])]


def number_controls(body: Element) -> None:
    """Give every control of the document an id of its own."""
    for number, element in enumerate(body.iter(qualified("sdt")), start=1):
        identifier = element.find(f"{qualified('sdtPr')}/{qualified('id')}")
        if identifier is not None:
            identifier.set(qualified("val"), str(number))


def _properties(cell: Cell, label: str, *, empty: bool) -> Element:
    """`w:sdtPr`.

    Source:
        ECMA-376 Part 1, 17.5.2.38 and 17.5.2.6 (dataBinding).
    """
    return w(
        "sdtPr",
        w("alias", val=label or cell.field),
        w("tag", val=cell.field),
        w("id", val=0),
        w("lock", val="sdtContentLocked" if cell.locked and not empty else "sdtLocked"),
        w("placeholder", w("docPart", val=PLACEHOLDER_NAME)),
        w("showingPlcHdr") if empty else None,
        w(
            "dataBinding",
            prefixMappings=f"xmlns:f='{FORM}'",
            xpath=f"/f:form[1]/f:{cell.field}[1]",
            storeItemID=STORE,
        ),
        _kind(cell),
    )


def _kind(cell: Cell) -> Element:
    if cell.kind == "choice":
        items = (w("listItem", displayText=one, value=one) for one in cell.choices)
        return w("dropDownList", *items)
    if cell.kind == "date":
        return w(
            "date",
            w("dateFormat", val="yyyy年M月d日"),
            w("lid", val="zh-CN"),
            w("storeMappedDataAs", val="dateTime"),  # LibreOffice reads nothing else
            w("calendar", val="gregorian"),
        )
    return w("text", multiLine=1 if cell.kind == "lines" else None)


def _cells(manuscript: Manuscript) -> Iterator[Cell]:
    for section in manuscript.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    yield from row.cells if isinstance(row, Row) else ()
