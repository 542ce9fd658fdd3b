"""What people and programs do to forms: typing, taking controls away, saving anew."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml import etree

from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.zip_limits import read_members

DOCUMENT = "word/document.xml"


def filled(form: bytes, values: Mapping[str, str]) -> bytes:
    """The form with texts typed into its controls; the custom XML stays as it was."""

    def type_in(root: etree._Element) -> None:
        for sdt in root.iter(qn("w:sdt")):
            tag = sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
            if tag in values:
                _type(sdt, values[tag])

    return edited(form, type_in)


def without_controls(form: bytes) -> bytes:
    """The form as a program leaves it that knows no controls and no custom XML."""

    def unwrap(root: etree._Element) -> None:
        for sdt in list(root.iter(qn("w:sdt"))):
            parent, content = sdt.getparent(), sdt.find(qn("w:sdtContent"))
            at = parent.index(sdt)
            for offset, run in enumerate(list(content)):
                parent.insert(at + offset, run)
            parent.remove(sdt)

    flat = edited(form, unwrap)
    document = docx.Document(io.BytesIO(flat))
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/customXml", "/glossaryDocument")):
            del document.part.rels[key]
    return saved(document)


def typed_into_cells(form: bytes, values: Mapping[str, str]) -> bytes:
    """The form with texts written by python-docx into the cells after headings."""
    document = docx.Document(io.BytesIO(form))
    for table in document.tables:
        for row in table.rows:
            cells = list(dict.fromkeys(row.cells))
            for label, cell in itertools.pairwise(cells):
                if label.text in values:
                    cell.text = values[label.text]
    return saved(document)


def edited(form: bytes, change: Callable[[etree._Element], None], part: str = DOCUMENT) -> bytes:
    """The form with one part changed."""
    members = read_members(form, "form.docx", "docx")
    root = etree.fromstring(members[part])
    change(root)
    return write_package({**members, part: etree.tostring(root)})


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    """A file that came in."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _type(sdt: etree._Element, text: str) -> None:
    properties, content = sdt.find(qn("w:sdtPr")), sdt.find(qn("w:sdtContent"))
    for placeholder in properties.findall(qn("w:showingPlcHdr")):
        properties.remove(placeholder)
    for run in list(content):
        content.remove(run)
    run = etree.SubElement(content, qn("w:r"))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, qn("w:br"))
        element = etree.SubElement(run, qn("w:t"))
        element.text = line
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
