"""Sections: sheet, margins, grid, and what stands at head and foot of their pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, flag, w
from notice_kit.standard import runs
from notice_kit.standard.gbt9704 import CHAR_SPACE, LANDSCAPE, PAGE_NUMBER_DASH, PORTRAIT, ROW
from notice_kit.standard.house import ALL_ELEMENTS, HEADER_TOP, PAGES
from notice_kit.standard.manuscript import Section
from notice_kit.standard.manuscript_blocks import Imprint
from notice_kit.standard.specs import NOTHING, PageSpec
from notice_kit.standard.tables import padding


@dataclass(slots=True)
class Edges:
    """The header and footer parts of a document, each made when first asked for.

    Attributes:
        headed: some section has a running header, so those without need an empty one.
        parts: file name → root, in the order of asking.
    """

    headed: bool
    parts: dict[str, Element] = field(default_factory=dict)

    def reference(
        self, kind: str, name: str, side: str, make: Callable[[], list[Element]]
    ) -> Element:
        """The reference of a section to the part `name`.

        Args:
            kind: `header` or `footer`.
            name: tells the parts of a kind apart.
            side: `default` (odd pages), `even` or `first`.
            make: the paragraphs of the part.
        """
        file = f"{kind}_{name}.xml"
        if file not in self.parts:
            self.parts[file] = w("hdr" if kind == "header" else "ftr", *make())
        return w(f"{kind}Reference", type=side, r__id=relationship_id(file))


def relationship_id(file: str) -> str:
    """The id by which the document refers to one of its parts."""
    return "r_" + file.removesuffix(".xml")


def section_properties(section: Section, edges: Edges, opening: Sequence[Element] = ()) -> Element:
    """`w:sectPr` of a section.

    Args:
        section: whose sheet, page numbers and running header are wanted.
        edges: takes up the parts that it refers to.
        opening: the references to what the first page has of its own, if it has.
    """
    page = PAGES[section.page]
    size = {"w": page.width.in_twips, "h": page.height.in_twips}
    landscape = page.width > page.height
    return w(
        "sectPr",
        *_header(section, edges),
        *_footer(section, page, edges),
        *opening,
        w("type", val=_BEGINS[section.begins]),
        w("pgSz", **size, orient="landscape" if landscape else None),
        w("pgMar", **_margins(page)),
        _numbering(section),
        w("vAlign", val="center") if page.centred else None,
        flag("titlePg", bool(opening)),
        _grid() if page.has_grid else None,
    )


def _numbering(section: Section) -> Element | None:
    form = "upperRoman" if section.page_number == "roman" else None
    if form is None and not section.restart:
        return None
    return w("pgNumType", fmt=form, start=1 if section.restart else None)


def _grid() -> Element:
    return w("docGrid", type="linesAndChars", linePitch=ROW.in_twips, charSpace=CHAR_SPACE)


_BEGINS = {"next_page": "nextPage", "even_page": "evenPage", "odd_page": "oddPage"}


def _margins(page: PageSpec) -> dict[str, int]:
    return {
        "top": page.top.in_twips,
        "right": page.right.in_twips,
        "bottom": page.bottom.in_twips,
        "left": page.left.in_twips,
        "header": HEADER_TOP.in_twips,
        "footer": _footer_distance(page).in_twips,
        "gutter": 0,
    }


def _footer_distance(page: PageSpec) -> Length:
    """From the lower edge of the page up to the footer."""
    gap = page.number_gap or PORTRAIT.number_gap or NOTHING
    return Length(page.bottom - gap - ALL_ELEMENTS["number_odd"].line * _DASH_HEIGHT)


_DASH_HEIGHT = 0.47  # of the line of a page number lies under its dashes


def _header(section: Section, edges: Edges) -> list[Element]:
    if section.header is None and not edges.headed:
        return []
    if section.header is None:
        return [edges.reference("header", "none", side, _empty) for side in ("default", "even")]
    style = ALL_ELEMENTS[section.header].style

    def named() -> list[Element]:
        return [runs.paragraph("header", *runs.field(f'STYLEREF "{style}"'))]

    return [edges.reference("header", section.header, side, named) for side in ("default", "even")]


def _footer(section: Section, page: PageSpec, edges: Edges) -> list[Element]:
    if section.page_number == "none" and any(isinstance(b, Imprint) for b in section.blocks):
        return [
            edges.reference("footer", "blank", side, blank_footer) for side in ("default", "even")
        ]
    if section.page_number == "none" or page.number_gap is None:
        return [edges.reference("footer", "none", side, _empty) for side in ("default", "even")]
    if page is LANDSCAPE:
        return [
            edges.reference("footer", "turned_odd", "default", lambda: _turned("number_odd")),
            edges.reference("footer", "turned_even", "even", lambda: _turned("number_even")),
        ]
    return [
        edges.reference("footer", "odd", "default", lambda: [_number("number_odd")]),
        edges.reference("footer", "even", "even", lambda: [_number("number_even")]),
    ]


def blank_footer() -> list[Element]:
    """A footer without a number that reaches up to the type area, as on pages that have one.

    LibreOffice takes the area to end where the footer begins on pages that are always even ones.
    """
    made = runs.paragraph("number_odd")
    height = Length(PORTRAIT.bottom - _footer_distance(PORTRAIT))
    made[0].append(w("spacing", line=height.in_twips, lineRule="exact"))
    return [made]


_TURNED_DASH = Length.mm(0.9)  # from the middle of a turned line to its dashes


def _empty() -> list[Element]:
    return [runs.paragraph("spacer")]


def _number(role: str) -> Element:
    dash = PAGE_NUMBER_DASH
    return runs.paragraph(
        role, *runs.runs(f"{dash} "), *runs.field("PAGE", runs.runs("1")), *runs.runs(f" {dash}")
    )


def _turned(role: str) -> list[Element]:
    """The number of a landscape page, where portrait pages have it: turned, at the left edge.

    Source:
        GB/T 9704-2012, 8.
    """
    room = Length(ALL_ELEMENTS[role].line * 2)
    centre = LANDSCAPE.left - (LANDSCAPE.number_gap or NOTHING) + _TURNED_DASH
    place = w(
        "tblpPr",
        vertAnchor="page",
        horzAnchor="page",
        tblpX=Length(centre - room // 2).in_twips,
        tblpY=LANDSCAPE.top.in_twips,
    )
    width, height = room.in_twips, LANDSCAPE.area_height.in_twips
    table = w(
        "tbl",
        w(
            "tblPr",
            place,
            w("tblW", w=width, type="dxa"),
            w("tblLayout", type="fixed"),
            padding(),
        ),
        w("tblGrid", w("gridCol", w=width)),
        w(
            "tr",
            w("trPr", w("trHeight", val=height, hRule="exact")),
            w(
                "tc",
                w(
                    "tcPr",
                    w("tcW", w=width, type="dxa"),
                    w("textDirection", val="tbRl"),
                    w("vAlign", val="center"),
                ),
                _number(role),
            ),
        ),
    )
    return [table, *_empty()]
