"""Word files from WordprocessingML in a line each, compared without what does not count."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from docxtpl import DocxTemplate
from lxml import etree

from notice_kit.template.compile import CompiledTemplate, compile_template

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

# What a comparison with docxtpl leaves out, and why.
IGNORED_ATTRIBUTES = {
    "{http://www.w3.org/XML/1998/namespace}space",  # kept spaces: compared as the text itself
    f"{{{W}}}w",  # widths of grid columns: docxtpl keeps their proportions, the kit makes them even
    "id",  # of drawings: docxtpl counts from 1001, the kit from 1
}

TYPES = {
    "word/document.xml": f"{WORD}.document.main+xml",
    "word/header1.xml": f"{WORD}.header+xml",
    "word/footer1.xml": f"{WORD}.footer+xml",
    "word/footnotes.xml": f"{WORD}.footnotes+xml",
    "docProps/core.xml": CORE_TYPE,
}


def run(text: str, bold: bool = False) -> str:
    """A run."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*texts: str) -> str:
    """A paragraph; a text that is no markup is a run of its own."""
    return f"<w:p>{''.join(text if text.startswith('<') else run(text) for text in texts)}</w:p>"


def cell(*blocks: str, properties: str = '<w:tcW w:w="2000"/>') -> str:
    """A cell; a text is a paragraph."""
    inner = "".join(block if block.startswith("<") else p(block) for block in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str], columns: int = 2) -> str:
    """A table; a cell that is no markup is its text."""
    grid = '<w:gridCol w:w="3000"/>' * columns
    lines = "".join(
        f"<w:tr>{''.join(c if c.startswith('<w:tc>') else cell(c) for c in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _root(tag: str, inner: str) -> str:
    return f'<w:{tag} xmlns:w="{W}" xmlns:r="{RELATIONS}" xmlns:wp="{WP}">{inner}</w:{tag}>'


def parts(
    body: str, *, header: str = "", footer: str = "", note: str = "", title: str = ""
) -> dict[str, str | bytes]:
    """The parts of a Word file with this body; header, footer, footnote and title where given."""
    contents = {
        "word/header1.xml": header and _root("hdr", header),
        "word/footer1.xml": footer and _root("ftr", footer),
        "word/footnotes.xml": note
        and _root("footnotes", f'<w:footnote w:id="2">{note}</w:footnote>'),
        "docProps/core.xml": title
        and f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
        "</cp:coreProperties>",
    }
    section = "<w:sectPr>"
    for number, kind in enumerate(("header", "footer"), start=1):
        if contents[f"word/{kind}1.xml"]:
            section += f'<w:{kind}Reference w:type="default" r:id="rId{number}"/>'
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (("header", "header1.xml"), ("footer", "footer1.xml"), ("footnotes", "footnotes.xml")),
            1,
        )
        if contents[f"word/{target}"]
    )
    core = (
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/>'
    )
    return {
        "[Content_Types].xml": content_types(TYPES),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f"{core if title else ''}</Relationships>",
        "word/document.xml": _root("document", f"<w:body>{body}{section}</w:sectPr></w:body>"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        **{name: content for name, content in contents.items() if content},
    }


def content_types(types: Mapping[str, str]) -> str:
    """The part that says what each part is."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{type_}"/>' for name, type_ in types.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """The file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def compiled(folder, members: Mapping[str, str | bytes]) -> CompiledTemplate:
    """The template of these parts, compiled from a file in the folder."""
    path = folder / "t.docx"
    path.write_bytes(zipped(members))
    return compile_template(path, "t.docx")


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of a Word file, parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def texts(content: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of each paragraph; a line break is a new line, a tab a tab."""
    signs = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}
    return [
        "".join(
            (item.text or "") if item.tag == f"{{{W}}}t" else signs[item.tag]
            for item in paragraph.iter(f"{{{W}}}t", *signs)
        )
        for paragraph in part(content, name).iter(f"{{{W}}}p")
    ]


def by_docxtpl(content: bytes, context: Mapping[str, object]) -> bytes:
    """What docxtpl makes of the file."""
    template = DocxTemplate(io.BytesIO(content))
    template.render(dict(context), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def normal(element: etree._Element) -> object:
    """The element as nested tuples, without what a reader of the document does not see."""
    attributes = sorted(
        (name, value) for name, value in element.items() if name not in IGNORED_ATTRIBUTES
    )
    children = [
        item
        for child in element
        for item in (_run_items(child) if child.tag == f"{{{W}}}r" else [normal(child)])
    ]
    if element.tag == f"{{{W}}}rPr":  # docxtpl writes them in an order that the schema forbids
        children.sort(key=repr)
    if element.tag == f"{{{W}}}shd":  # and without what must be there
        attributes = [one for one in attributes if one != (f"{{{W}}}val", "clear")]
    text = element.text if element.tag.startswith("{http://purl.org") else None
    return element.tag, tuple(attributes), text, tuple(_merged(children))


def _run_items(element: etree._Element) -> Iterator[object]:
    """What stands in a run, each piece with the run's look: it does not matter how runs are cut."""
    look = element.find(f"{{{W}}}rPr")
    shown = None if look is None else normal(look)
    for child in element:
        if child.tag == f"{{{W}}}t":
            if child.text:
                yield "text", shown, child.text
        elif child is not look:
            yield "sign", shown, normal(child)


def _merged(items: list[object]) -> Iterator[object]:
    """Neighbouring texts of one look are one text."""
    before: tuple[object, ...] | None = None
    for item in items:
        if (
            before
            and isinstance(item, tuple)
            and item[0] == before[0] == "text"
            and item[1] == before[1]
        ):
            before = ("text", item[1], f"{before[2]}{item[2]}")
            continue
        if before:
            yield before
        before = item  # type: ignore[assignment]
    if before:
        yield before
