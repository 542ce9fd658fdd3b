"""A manuscript → the Word file that becomes a template."""

from __future__ import annotations

from importlib.resources import files
from xml.sax.saxutils import escape

from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.wml import Element, qualified, to_bytes, w
from notice_kit.standard.blocks import Setting, elements
from notice_kit.standard.controls import number_controls
from notice_kit.standard.drawings import number_drawings
from notice_kit.standard.first_page import first_page
from notice_kit.standard.form_parts import FormParts, form_parts
from notice_kit.standard.gbt9704 import FORMATS
from notice_kit.standard.imprint import with_imprint_pages
from notice_kit.standard.looks import looks
from notice_kit.standard.manuscript import Manuscript
from notice_kit.standard.runs import paragraph
from notice_kit.standard.sections import Edges, relationship_id, section_properties
from notice_kit.standard.styles import font_table, styles


def compose(manuscript: Manuscript) -> bytes:
    """The Word file of a manuscript; the same bytes for the same manuscript.

    Args:
        manuscript: its blanks filled in (`blank.with_blanks`).

    Source:
        GB/T 9704-2012; ECMA-376 Part 1, 11.3 and 15.2 (parts), Part 2 (packages).
    """
    manuscript = with_imprint_pages(manuscript)
    setting = Setting(FORMATS[manuscript.format], looks(manuscript))
    edges = Edges(headed=any(section.header for section in manuscript.sections))
    document = w("document", _body(manuscript, setting, edges))
    parts = {
        "styles.xml": styles(setting.looks.values()),
        "settings.xml": _settings(),
        "fontTable.xml": font_table(),
        **edges.parts,
    }
    form = form_parts(manuscript)
    return write_package(
        {
            "[Content_Types].xml": _content_types(parts, form),
            "_rels/.rels": _relationships(_PACKAGE),
            "docProps/core.xml": _core(manuscript.name),
            "docProps/app.xml": _APP,
            "word/document.xml": to_bytes(document),
            "word/_rels/document.xml.rels": _relationships(
                {relationship_id(file): (_type(file), file) for file in (*parts, _THEME)}
                | form.relations
            ),
            **{f"word/{file}": to_bytes(root) for file, root in parts.items()},
            f"word/{_THEME}": files(__package__).joinpath(_THEME).read_bytes(),
            **form.members,
        }
    )


def _body(manuscript: Manuscript, setting: Setting, edges: Edges) -> Element:
    body = w("body")
    first, *_, last = manuscript.sections[0], *manuscript.sections
    for section in manuscript.sections:
        content = elements(section, setting)
        opening = first_page(section, setting, edges) if section is first else []
        properties = section_properties(section, edges, opening)
        if not content or not _stays(content[-1]):
            content.append(paragraph("spacer"))
        if section is not last:
            content[-1][0].append(properties)
        body.extend(content)
    body.append(properties)
    number_drawings(body)
    number_controls(body)
    return body


def _stays(element: Element) -> bool:
    """Whether the element can end a section: a paragraph that is not in a frame nor taken away."""
    tagged = str(element.xpath("string()")).startswith("{%p")
    framed = element.find(f"{qualified('pPr')}/{qualified('framePr')}") is not None
    return element.tag == qualified("p") and not tagged and not framed


def _settings() -> Element:
    compatibility = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", compatibility),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


_THEME = "theme.xml"  # asked for by validators; no style refers to its fonts
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_OPC = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_WORD_TYPE = f"{_OFFICE_TYPE}.wordprocessingml"
_NO_DATE = "1980-01-01T00:00:00Z"  # a template has no date of its own

_PACKAGE = {
    "rId1": (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
    "rId2": (f"{_OPC}/relationships/metadata/core-properties", "docProps/core.xml"),
    "rId3": (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
}

_APP = (
    f'{_DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
    "<Application>Microsoft Office Word</Application></Properties>"
).encode()


def _kind(file: str) -> str:
    """What sort of part a file is, in the words of content types: `styles`, `header` and so on."""
    return file.removesuffix(".xml").split("_")[0]


def _type(file: str) -> str:
    return f"{_OFFICE}/relationships/{_kind(file)}"


def _content_types(parts: dict[str, Element], form: FormParts) -> bytes:
    types = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{_OFFICE_TYPE}.extended-properties+xml",
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        **{f"/word/{file}": f"{_WORD_TYPE}.{_kind(file)}+xml" for file in parts},
        f"/word/{_THEME}": f"{_OFFICE_TYPE}.theme+xml",
        **form.types,
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_OPC}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relationships(targets: dict[str, tuple[str, str]]) -> bytes:
    inner = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
        for identifier, (kind, target) in targets.items()
    )
    root = f'<Relationships xmlns="{_OPC}/relationships">{inner}</Relationships>'
    return (_DECLARATION + root).encode()


def _core(title: str) -> bytes:
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_NO_DATE}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_OPC}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>{dates}<dc:language>zh-CN</dc:language>"
        "</cp:coreProperties>"
    ).encode()
