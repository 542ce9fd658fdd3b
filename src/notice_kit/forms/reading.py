"""A form that came back → what was filled in.

What people see counts: a control's content first (LibreOffice leaves the custom XML as it was),
then the cell after the heading, where a program has thrown the controls away, and the custom XML
where neither is left.

Codes: NK-F01 no form of the campaign, NK-F02 an older version, NK-F03 two values for one field.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from notice_kit.errors import SourceError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, error, warning
from notice_kit.forms.definition import (
    FIELD,
    FormData,
    FormDefinition,
    FormField,
    form_data,
    main_part,
)
from notice_kit.forms.word_tables import Labelled, labelled_cells
from notice_kit.messages import _
from notice_kit.ooxml.controls import controls, shown_text
from notice_kit.ooxml.wml import Element
from notice_kit.ooxml.zip_limits import read_members
from notice_kit.source.characters import one_line_break, without_refused

_ENOUGH = 0.6
"""Of the headings of a form, those that a file must have to be taken for it."""

_FILLED_ON = re.compile(r"填报日期[:：](\d{4})年(\d{1,2})月(\d{1,2})日")
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T[\d:.Z+-]*")


@dataclass(frozen=True, slots=True)
class FormValue:
    """What stands in a field.

    Attributes:
        text: without outer white space; empty where nothing was filled in.
        location: the file and the heading.
    """

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form that was read.

    Attributes:
        file: as the user knows it.
        digest: SHA-256 of the file.
        content: the file.
        form: the name of the form.
        values: field → what stands there; fields that the file does not have are left out.
        filled_on: the date that stands on it; None where there is none.
    """

    file: str
    digest: str
    content: bytes
    form: str
    values: Mapping[str, FormValue]
    filled_on: date | None


def read_form(
    path: Path, name: str, definitions: Sequence[FormDefinition]
) -> tuple[FilledForm, list[Finding]]:
    """The form in a Word file, and what is to be known of it.

    Args:
        path: the file.
        name: its path as the user knows it.
        definitions: the forms of the campaign.

    Raises:
        SourceError: the file cannot be read, or is none of these forms.
    """
    content = read_bytes(path, name)
    members = read_members(content, name, "docx")
    root = main_part(members)
    if root is None:
        raise SourceError(_foreign(name))
    data = form_data(members)
    shown = _controls(root)
    cells = labelled_cells(root)
    definition = _recognised(definitions, data, shown, cells)
    if definition is None:
        raise SourceError(_foreign(name))
    findings = _version(definition, data, shown, name)
    values: dict[str, FormValue] = {}
    for field in definition.fields:
        place = Location(name, paragraph=field.label)
        found = _value(field, shown, cells, data)
        if found is None:
            continue
        texts = list(dict.fromkeys(found))
        if len(texts) > 1:
            findings.append(_two_values(place, texts))
        text, faults = without_refused(one_line_break(texts[0]).strip(), place)
        findings += faults
        values[field.name] = FormValue(text, place)
    digest = hashlib.sha256(content).hexdigest()
    filled = FilledForm(name, digest, content, definition.name, values, _filled_on(root))
    return filled, findings


def _controls(root: Element) -> dict[str, list[str]]:
    """Field → what its controls show; one field may have several."""
    shown: dict[str, list[str]] = {}
    for control in controls(root):
        if FIELD.fullmatch(control.tag):
            shown.setdefault(control.tag, []).append(control.text)
    return shown


def _recognised(
    definitions: Sequence[FormDefinition],
    data: FormData | None,
    shown: Mapping[str, object],
    cells: Labelled,
) -> FormDefinition | None:
    """The form that the file is: by its version, its name, its controls, or its headings."""
    if data is not None:
        for attribute in ("version", "name"):
            wanted = getattr(data, attribute)
            same = [one for one in definitions if wanted and getattr(one, attribute) == wanted]
            if same:
                return next((one for one in same if one.name == data.name), same[0])
    best = max(definitions, key=lambda one: _likeness(one, shown, cells), default=None)
    if best is None or _likeness(best, shown, cells) < _ENOUGH:
        return None
    return best


def _likeness(definition: FormDefinition, shown: Mapping[str, object], cells: Labelled) -> float:
    """How many of the form's fields the file has, by controls or by headings; 1 is all."""
    by_controls = len(definition.names & set(shown))
    by_labels = sum(len(cells.get(field.label, ())) > field.nth for field in definition.fields)
    return max(by_controls, by_labels) / len(definition.fields)


def _version(
    definition: FormDefinition, data: FormData | None, shown: Mapping[str, object], name: str
) -> list[Finding]:
    """A warning where the file is another version of the form."""
    if data is not None and data.version:
        is_current = data.version == definition.version
    else:
        is_current = not shown or set(shown) == definition.names
    if is_current:
        return []
    message = _("this is another version of the form {form}").format(form=definition.name)
    remedy = _("What both versions ask for is read; ask for the rest, or send the new form.")
    return [warning("NK-F02", message, Location(name), remedy=remedy)]


def _value(
    field: FormField, shown: Mapping[str, list[str]], cells: Labelled, data: FormData | None
) -> list[str] | None:
    """What stands in a field, a text for each control that shows it; None: no such field."""
    texts = shown.get(field.name)
    if texts is not None and any(texts):
        return [field.bare(text) for text in texts if text]
    row = cells.get(field.label, [])
    if len(row) > field.nth:  # typed beside the control, or the control is gone
        return [field.bare(shown_text(row[field.nth]))]
    if texts is not None:
        return [""]
    if data is not None and field.name in data.values:
        return [_ISO_TIME.sub(r"\1", data.values[field.name].strip())]
    return None


def _filled_on(root: Element) -> date | None:
    found = _FILLED_ON.search("".join(shown_text(root).split()))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _two_values(place: Location, texts: Sequence[str]) -> Finding:
    return error(
        "NK-F03",
        _("the form says two things here"),
        place,
        found=" / ".join(texts),
        remedy=_("Ask which is right, correct the form and collect it again."),
    )


def _foreign(name: str) -> Finding:
    return error(
        "NK-F01",
        _("this is none of the campaign's forms"),
        Location(name),
        remedy=_("Check that it is the right file; ask for the form that build makes."),
    )
