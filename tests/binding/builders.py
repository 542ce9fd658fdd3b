"""Word files of many kinds to be bound: by python-docx, by the kit, and written out by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm, Pt

from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import parse_manuscript

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def png(red: int, green: int, blue: int) -> bytes:
    """A picture of 8 by 8 points of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = (b"\0" + bytes((red, green, blue)) * 8) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def saved(document: Docx) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def raw(
    body: str,
    *,
    parts: Mapping[str, tuple[str, str, str]] | None = None,
    rels: str = "",
    blobs: Mapping[str, bytes] | None = None,
    main: str = "word/document.xml",
) -> bytes:
    """A Word file of just this body.

    Args:
        body: what stands in `w:body`.
        parts: name below word/ → kind of relationship, content type, content.
        rels: more relationships.
        blobs: name in the package → content, of the types that end in png and bin.
        main: the name of the main part.
    """
    spaces = (
        f'xmlns:w="{W}" xmlns:r="{R}"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' mc:Ignorable="w14"'
    )
    links, overrides = (
        [rels],
        [f'<Override PartName="/{main}" ContentType="{WORD}.document.main+xml"/>'],
    )
    members: dict[str, bytes] = {}
    for number, (name, (kind, type_, content)) in enumerate((parts or {}).items()):
        links.append(f'<Relationship Id="p{number}" Type="{R}/{kind}" Target="{name}"/>')
        overrides.append(f'<Override PartName="/word/{name}" ContentType="{type_}"/>')
        members[f"word/{name}"] = content.replace("SPACES", spaces).encode()
    members[main] = f"<w:document {spaces}><w:body>{body}</w:body></w:document>".encode()
    folder, _slash, file = main.rpartition("/")
    members[f"{folder}/_rels/{file}.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'.encode()
    )
    members["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{R}/officeDocument" Target="{main}"/></Relationships>'.encode()
    )
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f"{''.join(overrides)}</Types>"
    )
    return zipped({"[Content_Types].xml": types.encode(), **members, **(blobs or {})})


def zipped(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def styled(size: int, more: str = "") -> tuple[str, str, str]:
    """A styles part: the size of all text in half points, and more styles."""
    return (
        "styles",
        f"{WORD}.styles+xml",
        "<w:styles SPACES><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:eastAsia="宋体"/>'
        f'<w:sz w:val="{size}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        f"{more}</w:styles>",
    )


def p(text: str, properties: str = "") -> str:
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{inner}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def field(instruction: str, shown: str) -> str:
    """A field in three runs, its instruction in two."""
    half = len(instruction) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction[:half]}</w:instrText></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction[half:]}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440"'
    ' w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>'
)


def heads_and_feet() -> bytes:
    """By python-docx: head and foot, a first page of its own, two sections, the last landscape."""
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Head of the first page"
    section.header.paragraphs[0].text = "Running head of heads"
    section.footer.paragraphs[0].text = "Running foot of heads"
    document.add_heading("Heads and feet", 1)
    for number in range(30):
        document.add_paragraph(f"Paragraph {number} of the part with heads, which has some words.")
    last = document.add_section(WD_SECTION.NEW_PAGE)
    last.orientation = WD_ORIENT.LANDSCAPE
    last.page_width, last.page_height = last.page_height, last.page_width
    last.header.is_linked_to_previous = False
    last.header.paragraphs[0].text = "Head of the landscape table"
    last.different_first_page_header_footer = False
    table = document.add_table(3, 4, style="Light Grid Accent 1")
    for number, cell in enumerate(table._cells):
        cell.text = f"cell {number}"
    return saved(document)


def no_heads() -> bytes:
    """By python-docx: no head or foot; lists, a picture, Normal of its own."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Serif", Pt(14)
    document.styles["Heading 1"].font.size = Pt(22)
    document.add_heading("Without heads", 1)
    for text in ("one", "two", "three"):
        document.add_paragraph(f"Step {text}", style="List Number")
    document.add_paragraph("Bullet", style="List Bullet")
    document.add_picture(io.BytesIO(png(200, 0, 0)), Cm(2))
    document.add_paragraph("After the picture")
    return saved(document)


def lists_again() -> bytes:
    """By python-docx: numbered steps, the picture of `no_heads` and another."""
    document = Document()
    document.add_heading("Lists again", 1)
    for text in ("alpha", "beta"):
        document.add_paragraph(f"Step {text}", style="List Number")
    document.add_picture(io.BytesIO(png(200, 0, 0)), Cm(1))
    document.add_picture(io.BytesIO(png(0, 0, 200)), Cm(1))
    return saved(document)


def official() -> bytes:
    """By the kit: a notice with page numbers outside, right on odd pages and left on even ones."""
    blocks: list[object] = [{"title": ["关于装订的通知"]}, {"addressee": "各党支部："}]
    blocks += [
        {"body": f"第{number}段：请按时报送装订材料，做到内容完整、格式统一。"}
        for number in range(40)
    ]
    return compose(
        parse_manuscript({"sections": [{"page_number": "outside", "blocks": blocks}]}, "装订")
    )


def bare() -> bytes:
    """Written out: no styles, no lists, no settings; a section without any properties."""
    return raw(p("Bare text, by the defaults of Word.") + p("Its second paragraph."))


def even_heads() -> bytes:
    """Written out: heads of odd and even pages, borders, columns at the end."""
    head = "<w:hdr SPACES><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:hdr>"
    references = (
        '<w:headerReference w:type="default" r:id="p0"/>'
        '<w:headerReference w:type="even" r:id="p1"/>'
    )
    border = '<w:{} w:val="single" w:sz="4" w:space="24" w:color="auto"/>'
    borders = "".join(border.format(side) for side in ("top", "left", "bottom", "right"))
    lines = "".join(p(f"Line {number} of the part with even heads") for number in range(90))
    first = f"<w:sectPr>{references}{A4}<w:pgBorders>{borders}</w:pgBorders></w:sectPr>"
    last = f'<w:sectPr><w:type w:val="continuous"/>{A4}<w:cols w:num="2" w:space="425"/></w:sectPr>'
    return raw(
        lines + p("End of the first section", first) + p("In columns") * 8 + last,
        parts={
            "header1.xml": ("header", f"{WORD}.header+xml", head.format("ODD HEAD")),
            "header2.xml": ("header", f"{WORD}.header+xml", head.format("EVEN HEAD")),
            "styles.xml": styled(22),
            "settings.xml": (
                "settings",
                f"{WORD}.settings+xml",
                "<w:settings SPACES><w:evenAndOddHeaders/></w:settings>",
            ),
        },
    )


def notes() -> bytes:
    """Written out: notes, comments, bookmarks with links to them, a table at the end."""

    def note_part(tag: str, one: str, texts: list[str]) -> str:
        special = "".join(
            f'<w:{one} w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{mark}/></w:r></w:p></w:{one}>'
            for id_, kind, mark in (
                (-1, "separator", "separator"),
                (0, "continuationSeparator", "continuationSeparator"),
            )
        )
        own = "".join(
            f'<w:{one} w:id="{number}"><w:p><w:r><w:{one}Ref/></w:r>'
            f"<w:r><w:t>{text}</w:t></w:r></w:p></w:{one}>"
            for number, text in enumerate(texts, 1)
        )
        return f"<w:{tag} SPACES>{special}{own}</w:{tag}>"

    comment = (
        '<w:comments SPACES><w:comment w:id="0" w:author="审" w:initials="S">'
        f"{p('Said in the margin')}</w:comment></w:comments>"
    )
    body = (
        '<w:p w14:paraId="00000001"><w:bookmarkStart w:id="0" w:name="place"/><w:r>'
        "<w:t>Marked</w:t></w:r>"
        '<w:bookmarkEnd w:id="0"/><w:r><w:footnoteReference w:id="1"/></w:r>'
        '<w:commentRangeStart w:id="0"/><w:r><w:t> and said</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
        f'<w:p w14:paraId="00000002">{field(" PAGEREF place ", "1")}'
        '<w:hyperlink w:anchor="place"><w:r><w:t>back</w:t></w:r></w:hyperlink>'
        '<w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="2000"/></w:tblGrid>'
        '<w:tr><w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>'
        f"</w:tcPr>{p('last cell')}</w:tc></w:tr></w:tbl>"
        f"<w:sectPr>{A4}</w:sectPr>"
    )
    return raw(
        body,
        parts={
            "styles.xml": styled(28),
            "footnotes.xml": (
                "footnotes",
                f"{WORD}.footnotes+xml",
                note_part("footnotes", "footnote", ["First foot", "Second foot"]),
            ),
            "endnotes.xml": (
                "endnotes",
                f"{WORD}.endnotes+xml",
                note_part("endnotes", "endnote", ["At the end"]),
            ),
            "comments.xml": ("comments", f"{WORD}.comments+xml", comment),
        },
    )


ALL: dict[str, Callable[[], bytes]] = {
    "heads": heads_and_feet,
    "none": no_heads,
    "official": official,
    "again": lists_again,
    "bare": bare,
    "even": even_heads,
    "notes": notes,
}
