"""Whole Word files of a body written out, and whether Word opens them without repair."""

import io
import re
import zipfile

from lxml import etree
from openxml_audit import OpenXmlValidator

from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import parse_manuscript
from tests.template.word import OFFICE, RELATIONS, W, part

_NOTHING = parse_manuscript({"sections": [{"blocks": [{"body": ""}]}]}, "空")
_LISTS = f"{OFFICE}.wordprocessingml.numbering+xml"


def _root(tag, inner):
    return f'<w:{tag} xmlns:w="{W}" xmlns:r="{RELATIONS}">{inner}</w:{tag}>'


def whole(body, *, numbering="", styles=""):
    """The parts of a file that Word opens, with this body, these lists and these styles."""
    with zipfile.ZipFile(io.BytesIO(compose(_NOTHING))) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members["word/document.xml"] = _root("document", f"<w:body>{body}<w:sectPr/></w:body>")
    members["word/styles.xml"] = members["word/styles.xml"].replace(
        "</w:styles>", f"{styles}</w:styles>"
    )
    if numbering:
        members["word/numbering.xml"] = _root("numbering", numbering)
        added = {
            "[Content_Types].xml": '<Override PartName="/word/numbering.xml"'
            f' ContentType="{_LISTS}"/></Types>',
            "word/_rels/document.xml.rels": '<Relationship Id="r_numbering"'
            f' Type="{RELATIONS}/numbering" Target="numbering.xml"/></Relationships>',
        }
        for name, text in added.items():
            end = text[text.rindex("</") :]
            members[name] = members[name].replace(end, text)
    return members


def complaints(folder, content):
    """What openxml-audit says against the file."""
    path = folder / "audited.docx"
    path.write_bytes(content)
    return [str(fault) for fault in OpenXmlValidator().validate(str(path)).errors]


def inner(content, name="word/document.xml", tag="body"):
    """What stands in an element of a part, without line breaks, namespaces, kept spaces."""
    root = part(content, name)
    element = root if root.tag == f"{{{W}}}{tag}" else root.find(f"{{{W}}}{tag}")
    text = etree.tostring(element, encoding="unicode")
    text = re.sub(r' xmlns:\w+="[^"]*"| xml:space="preserve"|\n', "", text)
    return re.sub(rf"^<w:{tag}>|<w:sectPr/>|</w:{tag}>$", "", text)
