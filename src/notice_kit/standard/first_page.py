"""The first page of a letter: its mark and double lines stand outside the type area."""

from __future__ import annotations

from collections.abc import Sequence

from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, w
from notice_kit.standard.blocks import Setting
from notice_kit.standard.gbt9704 import PORTRAIT
from notice_kit.standard.manuscript import Section
from notice_kit.standard.manuscript_blocks import Text
from notice_kit.standard.runs import joined, paragraph
from notice_kit.standard.sections import Edges, blank_footer
from notice_kit.standard.specs import FirstPageSpec, RuleSpec, ink_bottom, ink_top
from notice_kit.standard.styles import borders
from notice_kit.standard.tables import padding


def first_page(section: Section, setting: Setting, edges: Edges) -> list[Element]:
    """The references to the header and footer of a letter's first page; none for other formats.

    The mark and the lines are tables that stand at places of the page. Each double line is two
    borders, for programs do not agree which line of a double border is the outer one.

    Source:
        GB/T 9704-2012, 10.1.
    """
    spec = setting.format.first_page
    if spec is None:
        return []
    look = setting.looks["issuer_mark"]
    marks = [b for b in section.blocks if isinstance(b, Text) and b.role == "issuer_mark"]
    mark = [paragraph("issuer_mark", *joined(block.lines, "br")) for block in marks]
    mark_height = Length(ink_bottom(look.line, look.size) + spec.head_gap)
    head_top = Length(setting.format.mark_top - ink_top(look.line, look.size))
    foot_top = Length(PORTRAIT.height - spec.foot_height)

    def head() -> list[Element]:
        marked = _row(mark or [paragraph("spacer")], mark_height, spec.width)
        lines = _lines(spec, spec.head)
        return [
            _standing(head_top, spec.width, marked),
            paragraph("spacer"),
            _standing(Length(head_top + mark_height), spec.width, lines),
            paragraph("spacer"),
        ]

    def foot() -> list[Element]:
        lines = _lines(spec, spec.foot)
        return [_standing(foot_top, spec.width, lines), *blank_footer()]

    return [
        edges.reference("header", "first", "first", head),
        edges.reference("footer", "first", "first", foot),
    ]


def _standing(top: Length, width: Length, row: Element) -> Element:
    """A table at a place of the page, in its middle."""
    place = w(
        "tblpPr",
        vertAnchor="page",
        horzAnchor="page",
        tblpX=Length((PORTRAIT.width - width) // 2).in_twips,
        tblpY=top.in_twips,
    )
    whole = w("tblW", w=width.in_twips, type="dxa")
    properties = w("tblPr", place, whole, w("tblLayout", type="fixed"), padding())
    return w("tbl", properties, w("tblGrid", w("gridCol", w=width.in_twips)), row)


def _lines(spec: FirstPageSpec, rules: tuple[RuleSpec, RuleSpec]) -> Element:
    """A row whose borders are a double line; LibreOffice counts the upper one to its height."""
    upper, lower = rules
    height = Length(upper.thickness + spec.between)
    return _row([paragraph("spacer")], height, spec.width, top=upper, bottom=lower)


def _row(content: Sequence[Element], height: Length, width: Length, **rules: RuleSpec) -> Element:
    edges = (w(edge, **borders(rules[edge])) for edge in ("top", "bottom") if edge in rules)
    return w(
        "tr",
        w("trPr", w("trHeight", val=height.in_twips, hRule="exact")),
        w(
            "tc",
            w("tcPr", w("tcW", w=width.in_twips, type="dxa"), w("tcBorders", *edges)),
            *content,
        ),
    )
