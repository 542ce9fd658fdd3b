"""What a form asks for: read from the template that it is made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from notice_kit.forms.word_tables import labelled_cells
from notice_kit.ooxml.content_types import MAIN, content_types
from notice_kit.ooxml.controls import controls, shown_text
from notice_kit.ooxml.custom_xml import parsed
from notice_kit.ooxml.wml import Element, qualified
from notice_kit.standard.controls import FORM

FIELD = re.compile(r"[a-z_]+\.[a-z_]+")
"""The tag of a control of the kit's: sheet and field."""

_TAGS = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form.

    Attributes:
        name: sheet and field: `rooms.area`.
        label: the heading before it, normalised.
        nth: which of the cells after such a heading it is, from 0.
        before, after: what is printed around it: `每月`, `日`.
        choices: of a drop-down; empty for other controls.
    """

    name: str
    label: str
    nth: int
    before: str
    after: str
    choices: tuple[str, ...] = ()

    def bare(self, text: str) -> str:
        """What was filled in, without what is printed around it."""
        text = text.strip()
        if self.before and text.startswith(self.before):
            text = text[len(self.before) :].lstrip()
        if self.after and text.endswith(self.after):
            text = text[: -len(self.after)].rstrip()
        return text


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A form.

    Attributes:
        name: of its template.
        version: as its custom XML says; empty where it has none.
        fields: in order.
    """

    name: str
    version: str
    fields: tuple[FormField, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of its fields."""
        return frozenset(field.name for field in self.fields)


@dataclass(frozen=True, slots=True)
class FormData:
    """The custom XML of a form.

    Attributes:
        name, version: of the form.
        values: field → text.
    """

    name: str
    version: str
    values: Mapping[str, str]


def read_definition(members: Mapping[str, bytes], name: str) -> FormDefinition | None:
    """The form that a template is, or None where it has no controls of the kit's.

    Args:
        members: of the Word file.
        name: of the template.
    """
    root = main_part(members)
    if root is None:
        return None
    fields = tuple(_fields(root))
    data = form_data(members)
    return FormDefinition(name, data.version if data else "", fields) if fields else None


def main_part(members: Mapping[str, bytes]) -> Element | None:
    """The main part as a tree; None where there is none, or it is damaged."""
    try:
        types = content_types(members)
    except etree.XMLSyntaxError:
        return None
    return next((parsed(members[name]) for name, type_ in types.items() if type_ == MAIN), None)


def form_data(members: Mapping[str, bytes]) -> FormData | None:
    """The custom XML of a form, or None where the file has none."""
    for name, content in members.items():
        if not name.startswith("customXml/") or FORM.encode() not in content:
            continue
        root = parsed(content)
        if root is not None and root.tag == f"{{{FORM}}}form":
            values = {etree.QName(one).localname: one.text or "" for one in root.iterchildren("*")}
            return FormData(root.get("name", ""), root.get("version", ""), values)
    return None


def _fields(root: Element) -> Iterable[FormField]:
    seen: set[str] = set()
    for label, cells in labelled_cells(root).items():
        for nth, cell in enumerate(cells):
            for control in controls(cell):
                if not FIELD.fullmatch(control.tag) or control.tag in seen:
                    continue
                seen.add(control.tag)
                before, after = _around(control.element)
                choices = tuple(_choices(control.element))
                yield FormField(control.tag, label, nth, before, after, choices)


def _choices(sdt: Element) -> Iterable[str]:
    for item in sdt.iter(qualified("listItem")):
        yield item.get(qualified("displayText"), item.get(qualified("value"), ""))


def _around(sdt: Element) -> tuple[str, str]:
    """The text before and after a control in its paragraph, tags left out."""
    paragraph = next(sdt.iterancestors(qualified("p")), None)
    if paragraph is None:
        return "", ""
    sides = ["", ""]
    side = 0
    for child in paragraph:
        if child is sdt:
            side = 1
        else:
            sides[side] += _text_of_run(child)
    before, after = (_TAGS.sub("", text).strip() for text in sides)
    return before, after


def _text_of_run(child: Element) -> str:
    holder = etree.Element("holder")
    holder.append(etree.fromstring(etree.tostring(child)))
    return shown_text(holder)
