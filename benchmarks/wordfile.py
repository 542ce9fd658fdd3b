"""Word files: a work's template in a peer's syntax, and the text of what a peer made of it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run
from lxml import etree

from benchmarks.syntax import Syntax
from benchmarks.works import TITLES, Block, Field, Paragraph

_UNUSED = ("stylesWithEffects", "thumbnail", "customXml")


def write_template(blocks: Sequence[Block], syntax: Syntax, path: Path) -> None:
    """The blocks as a Word file with that peer's tags."""
    document = _empty_document()
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraph = document.add_paragraph()
            for piece in block.pieces:
                if isinstance(piece, Field):
                    _add_field(paragraph, syntax, syntax.field.format(piece.name))
                else:
                    _add_run(paragraph, piece)
        else:
            _add_table(document, syntax)
    document.save(str(path))


def _empty_document() -> DocumentObject:
    """python-docx's template without what Word itself no longer writes into a new file.

    Its half a megabyte of table styles, twice, would make every engine look slow that packs again
    what it did not change.
    """
    document = Document()
    normal = document.styles["Normal"]
    assert hasattr(normal, "font")
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(0)
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    for owner in (document.part.rels, document.part.package.rels):
        for key in [key for key, to in owner.items() if to.reltype.endswith(_UNUSED)]:
            del owner[key]
    return document


def _add_table(document: DocumentObject, syntax: Syntax) -> None:
    table = document.add_table(1, len(TITLES), style="Table Grid")
    for cell, title in zip(table.rows[0].cells, TITLES.values(), strict=True):
        _add_run(cell.paragraphs[0], title)
    if syntax.before:
        _add_run(table.add_row().cells[0].paragraphs[0], syntax.before)
    _fill(table.add_row(), syntax, syntax.cell)
    if syntax.second:
        _fill(table.add_row(), syntax, syntax.second)
    if syntax.after:
        _add_run(table.add_row().cells[0].paragraphs[0], syntax.after)


def _fill(row: _Row, syntax: Syntax, cell: str) -> None:
    paragraphs = [each.paragraphs[0] for each in row.cells]
    if syntax.open:
        _add_run(paragraphs[0], syntax.open)
    for paragraph, field in zip(paragraphs, TITLES, strict=True):
        _add_field(paragraph, syntax, cell.format(field))
    if syntax.close:
        _add_run(paragraphs[-1], syntax.close)


def _add_field(paragraph: WordParagraph, syntax: Syntax, text: str) -> None:
    if not syntax.merge_field:
        _add_run(paragraph, text)
        return
    run = _add_run(paragraph, f"«{text}»")._r
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" MERGEFIELD {text} ")
    run.addprevious(field)
    field.append(run)


def _add_run(paragraph: WordParagraph, text: str) -> Run:
    """The text as Word writes what is typed in Chinese: with a hint at the font to take."""
    run = paragraph.add_run(text)
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:hint"), "eastAsia")
    run._r.get_or_add_rPr().append(fonts)
    return run


def paragraph_texts(path: Path) -> list[str]:
    """The texts of the paragraphs of a Word file, white space folded, empty ones left out."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    texts = (
        fold("".join(text.text or "" for text in paragraph.iter(qn("w:t"))))
        for paragraph in root.iter(qn("w:p"))
    )
    return [text for text in texts if text]


def fold(text: str) -> str:
    """The text with each stretch of white space as one space."""
    return " ".join(text.split())
