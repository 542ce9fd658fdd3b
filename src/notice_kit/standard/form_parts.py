"""The parts that a form has beside its text: its custom XML, and what an empty control shows."""

from __future__ import annotations

from dataclasses import dataclass

from notice_kit.ooxml.wml import text, to_bytes, w
from notice_kit.standard.controls import (
    PLACEHOLDER,
    PLACEHOLDER_NAME,
    STORE,
    fields_of,
    form_xml,
)
from notice_kit.standard.manuscript import Manuscript

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_OPC = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_GLOSSARY = "word/glossary/document.xml"
_ITEM = "customXml/item1.xml"
_ITEM_PROPERTIES = "customXml/itemProps1.xml"


@dataclass(frozen=True, slots=True)
class FormParts:
    """Parts for a package.

    Attributes:
        members: name → content.
        types: `/name` → content type.
        relations: of the main part: id → (type, target).
    """

    members: dict[str, bytes]
    types: dict[str, str]
    relations: dict[str, tuple[str, str]]


def form_parts(manuscript: Manuscript) -> FormParts:
    """What a form needs; nothing where the manuscript has no fields.

    Source:
        ECMA-376 Part 1, 11.3.8 (glossary), 15.2.5 and 15.2.6 (custom XML).
    """
    fields = fields_of(manuscript)
    if not fields:
        return FormParts({}, {}, {})
    return FormParts(
        {
            _ITEM: form_xml(manuscript.name, fields),
            _ITEM_PROPERTIES: _item_properties(),
            "customXml/_rels/item1.xml.rels": _item_relations(),
            _GLOSSARY: _glossary(),
        },
        {
            f"/{_ITEM_PROPERTIES}": "application/vnd.openxmlformats-officedocument"
            ".customXmlProperties+xml",
            f"/{_GLOSSARY}": "application/vnd.openxmlformats-officedocument"
            ".wordprocessingml.document.glossary+xml",
        },
        {
            "r_customXml": (f"{_OFFICE}/relationships/customXml", f"../{_ITEM}"),
            "r_glossary": (f"{_OFFICE}/relationships/glossaryDocument", "glossary/document.xml"),
        },
    )


def _item_properties() -> bytes:
    return (
        f'{_DECLARATION}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{STORE}">'
        "<ds:schemaRefs/></ds:datastoreItem>"
    ).encode()


def _item_relations() -> bytes:
    return (
        f'{_DECLARATION}<Relationships xmlns="{_OPC}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    ).encode()


def _glossary() -> bytes:
    part = w(
        "docPart",
        w(
            "docPartPr",
            w("name", val=PLACEHOLDER_NAME),
            w("category", w("name", val="General"), w("gallery", val="placeholder")),
            w("behaviors", w("behavior", val="content")),
            w("guid", val="{2B7C1F0E-8D45-4A6B-B3E1-7C90D5A2F418}"),
        ),
        w("docPartBody", w("p", w("r", text(PLACEHOLDER)))),
    )
    return to_bytes(w("glossaryDocument", w("docParts", part)))
