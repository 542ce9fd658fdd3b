"""Small Word files made from pieces of XML, to be read."""

from __future__ import annotations

from notice_kit.document.document import Document, read_document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.ooxml.package import write_package
from tests.rules.editing import NAMESPACES

_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>%s</w:style>'
)


def docx(body: str, **parts: str) -> bytes:
    """A Word file.

    Args:
        body: what stands in `w:body`.
        parts: the content of other parts: `styles`, `numbering`, `settings`, `theme`, `header1`.
    """
    roots = {"styles": "styles", "numbering": "numbering", "settings": "settings"}
    files = {"document": f"<w:document {_DECLARED}><w:body>{body}</w:body></w:document>"}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        tag = {**roots, "header": "hdr", "footer": "ftr", "footnotes": "footnotes"}.get(kind)
        files[name] = content if tag is None else f"<w:{tag} {_DECLARED}>{content}</w:{tag}>"
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("0123456789")}" '
        f'Target="{name}.xml"/>'
        for name in parts
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.'
        f'{"document.main" if name == "document" else name.rstrip("0123456789")}+xml"/>'
        for name in files
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return write_package(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{overrides}</Types>".encode(),
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f"</Relationships>".encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">'
            f"{relations}</Relationships>".encode(),
            **{f"word/{name}.xml": content.encode() for name, content in files.items()},
        }
    )


def read(body: str, **parts: str) -> Document:
    """The document of such a file."""
    return read_document(docx(body, **parts), "a.docx")


def first(body: str, **parts: str) -> Paragraph:
    """Its first paragraph."""
    return read(body, **parts).paragraphs[0]


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
