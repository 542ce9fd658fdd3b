"""What filling leaves to be put right in a part: empty cells and rows, column counts, ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from notice_kit.errors import RenderError
from notice_kit.findings import Location, error
from notice_kit.messages import _
from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.wml import IN_W
from notice_kit.template.marks import without_marks
from notice_kit.template.merging import merge_same
from notice_kit.template.numbering import Numbering

# What must hold a paragraph to be read by Word, and what counts as a block in it.
_HOLDERS = tuple(
    f"{IN_W}{tag}" for tag in ("tc", "hdr", "ftr", "txbxContent", "footnote", "endnote", "comment")
)
_BLOCKS = {f"{IN_W}{tag}" for tag in ("p", "tbl", "sdt", "customXml", "altChunk")}
# What may stand between a table and its rows, or a row and its cells.
_WRAPPERS = {f"{IN_W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "del")}
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def repaired(
    texts: Mapping[str, str], file: str, numbering: Numbering | None = None
) -> dict[str, bytes]:
    """The parts as Word wants them, from the texts that filling gave (part name → XML).

    Args:
        texts: as filled.
        file: the template in messages.
        numbering: the lists of a template with `restart_numbering`; the part that holds them is
            among the results when one of them begins again.

    Raises:
        RenderError: tags left XML that does not fit together (a paragraph opened and not closed).
    """
    roots = {name: _parse(text, Location(file, part=name)) for name, text in texts.items()}
    lists = numbering.restarted(roots.values()) if numbering is not None else {}
    for root in roots.values():
        merge_same(root)
        without_marks(root)
        _drop_empty(root)
        for holder in root.iter(*_HOLDERS):
            blocks = [child.tag for child in holder if child.tag in _BLOCKS]
            if not blocks or blocks[-1] == f"{IN_W}tbl":
                etree.SubElement(holder, f"{IN_W}p")
        for table in root.iter(f"{IN_W}tbl"):
            _fit_grid(table)
    _number_drawings(roots.values())
    for root in roots.values():
        _number_bookmarks(root)
    return lists | {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, root in roots.items()
    }


def _parse(text: str, location: Location) -> etree._Element:
    try:
        return etree.fromstring(text.encode(), strict_parser())
    except etree.XMLSyntaxError as caught:
        raise RenderError(
            error(
                "NK-T07",
                _("the filled part is not well-formed: {reason}").format(reason=caught.msg),
                location,
                remedy=_("Begin and end each block in paragraphs, rows or runs of the same kind."),
            )
        ) from None


def _drop_empty(root: etree._Element) -> None:
    """Take out rows without cells and tables without rows: what a loop over nothing leaves."""
    for tag, inner in ((f"{IN_W}tr", f"{IN_W}tc"), (f"{IN_W}tbl", f"{IN_W}tr")):
        for element in [*root.iter(tag)]:
            parent = element.getparent()
            if parent is not None and next(_inside(element, inner), None) is None:
                parent.remove(element)


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _fit_grid(table: etree._Element) -> None:
    """Make the table's grid as many columns wide as its rows, at the same total width.

    Source:
        ECMA-376 Part 1, 17.4.48 (tblGrid); rows vary where `{%tc %}` loops over columns.
    """
    grid = table.find(f"{IN_W}tblGrid")
    if grid is None:
        grid = etree.Element(f"{IN_W}tblGrid")
        properties = table.find(f"{IN_W}tblPr")
        table.insert(0 if properties is None else table.index(properties) + 1, grid)
    columns = max((_width(row) for row in _inside(table, f"{IN_W}tr")), default=0)
    there = grid.findall(f"{IN_W}gridCol")
    widths = [_number(column.get(f"{IN_W}w"), 0) for column in there]
    if columns == 0 or columns == len(widths):
        return
    total = sum(widths) or 9000
    for column in there:
        grid.remove(column)
    for _index in range(columns):
        etree.SubElement(grid, f"{IN_W}gridCol", {f"{IN_W}w": str(total // columns)})


def _width(row: etree._Element) -> int:
    spans = (cell.find(f"{IN_W}tcPr/{IN_W}gridSpan") for cell in _inside(row, f"{IN_W}tc"))
    before = row.find(f"{IN_W}trPr/{IN_W}gridBefore")
    after = row.find(f"{IN_W}trPr/{IN_W}gridAfter")
    edges = sum(_number(edge.get(f"{IN_W}val"), 0) for edge in (before, after) if edge is not None)
    return edges + sum(1 if span is None else _number(span.get(f"{IN_W}val"), 1) for span in spans)


def _number(text: str | None, otherwise: int) -> int:
    """A measure of the grid, whole; `otherwise` where other programs wrote none or no number."""
    try:
        return int(float(text)) if text is not None else otherwise
    except ValueError:
        return otherwise


def _number_drawings(roots: Iterable[etree._Element]) -> None:
    """Give each drawing of the document an id of its own, where loops repeated them.

    Source:
        ECMA-376 Part 1, 20.4.2.5 (docPr).
    """
    drawings = (drawing for root in roots for drawing in root.iter(_DOC_PR))
    for number, drawing in enumerate(drawings, start=1):
        drawing.set("id", str(number))


def _number_bookmarks(root: etree._Element) -> None:
    """Give each bookmark an id of its own, the same at its start and its end.

    Source:
        ECMA-376 Part 1, 17.13.6.2 (bookmarkStart).
    """
    numbers: dict[str, str] = {}
    for count, mark in enumerate(root.iter(f"{IN_W}bookmarkStart", f"{IN_W}bookmarkEnd"), start=1):
        old = mark.get(f"{IN_W}id", "")
        if mark.tag == f"{IN_W}bookmarkStart":
            numbers[old] = str(count)
        mark.set(f"{IN_W}id", numbers.get(old, old))
