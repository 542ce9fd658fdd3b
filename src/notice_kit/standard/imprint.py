"""版记: the table at the foot of a document's last page, or of an even page of its own."""

from __future__ import annotations

from notice_kit.ooxml.wml import Element, w
from notice_kit.standard.gbt9704 import IMPRINT_THICK, IMPRINT_THIN, PORTRAIT
from notice_kit.standard.manuscript import Manuscript, Section
from notice_kit.standard.manuscript_blocks import Imprint
from notice_kit.standard.runs import paragraph, runs
from notice_kit.standard.specs import FormatSpec
from notice_kit.standard.tables import padding, table_borders, table_grid


def with_imprint_pages(manuscript: Manuscript) -> Manuscript:
    """The manuscript with a section of its own, on an even page, for an imprint that asks for it.

    The section begins on the next even page: behind text that ends on an odd page, on the back of
    that sheet; behind text that ends on an even one, after a blank page. Word, WPS and LibreOffice
    see to that by themselves, however long the text is when it has been filled in.

    Source:
        GB/T 9704-2012, 7.4.1 and 7.5: neither the imprint's page nor a blank one before it has a
        number.
    """
    sections: list[Section] = []
    for section in manuscript.sections:
        place = next(
            (
                index
                for index, block in enumerate(section.blocks)
                if isinstance(block, Imprint) and block.page == "even"
            ),
            None,
        )
        if place is None:
            sections.append(section)
            continue
        before, after = section.blocks[:place], section.blocks[place:]
        if before:
            sections.append(section.model_copy(update={"blocks": before}))
        own: dict[str, object] = {"begins": "even_page", "page_number": "none", "page": "portrait"}
        apart = {**own, "blocks": after, "header": None, "restart": False}
        sections.append(section.model_copy(update=apart))
    return manuscript.model_copy(update={"sections": tuple(sections)})


def imprint(source: Imprint, format: FormatSpec) -> Element:
    """版记: a table that floats to the foot of the type area, its last rule on the edge.

    Source:
        GB/T 9704-2012, 7.4.1–7.4.3; 10.1 for letters, which have no rules in it.
    """
    width = PORTRAIT.area_width.in_twips
    left = width // 2
    rows: list[Element] = []
    receivers = [
        paragraph("copy_to", *runs(f"{label}：{names}。"))
        for label, names in (("主送", source.send_to), ("抄送", source.copy_to))
        if names is not None
    ]
    if receivers:
        rows.append(_row([(receivers, width)], spans=2))
    if source.office is not None:
        office = paragraph("printing_office", *runs(source.office))
        date = paragraph("printing_date", *runs(f"{source.date}印发"))
        rows.append(_row([([office], left), ([date], width - left)]))
    edges = {"top": IMPRINT_THICK, "bottom": IMPRINT_THICK, "insideH": IMPRINT_THIN}
    properties = w(
        "tblPr",
        w(
            "tblpPr",
            vertAnchor="margin",
            horzAnchor="margin",
            tblpXSpec="center",
            tblpYSpec="bottom",
        ),
        w("tblOverlap", val="never"),
        w("tblW", w=width, type="dxa"),
        table_borders(edges) if format.imprint_rules else None,
        w("tblLayout", type="fixed"),
        padding(),
    )
    return w("tbl", properties, table_grid([left, width - left]), *rows)


def _row(cells: list[tuple[list[Element], int]], spans: int = 1) -> Element:
    made = []
    for content, width in cells:
        span = w("gridSpan", val=spans) if spans > 1 else None
        made.append(w("tc", w("tcPr", w("tcW", w=width, type="dxa"), span), *content))
    return w("tr", w("trPr", w("cantSplit")), *made)
