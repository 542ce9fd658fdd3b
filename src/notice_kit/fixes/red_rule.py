"""Fixer for the red rule under the 版头."""

from __future__ import annotations

from notice_kit.binding.schema_order import properties, put
from notice_kit.document.attributes import child
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.registry import fixer
from notice_kit.measure import Length
from notice_kit.ooxml.wml import IN_W, Element, w
from notice_kit.profile import Profile
from notice_kit.standard.gbt9704 import RED, RED_RULE

_EIGHTHS = 8  # of a point, in which borders are measured


@fixer("H-14")
def thickness(document: Document, _profile: Profile, _format: Format) -> None:
    """The red rule is as thick as is usual, be it a border or a line."""
    found = document.layout.red_rule
    if found is None:
        return
    if found.drawing is None:
        _border(found.paragraph).set(f"{IN_W}sz", str(_eighths(RED_RULE.thickness)))
        return
    for line in found.paragraph.element.iter("{*}ln"):
        if line.get("w") is not None:
            line.set("w", str(int(RED_RULE.thickness)))
    for shape in found.paragraph.element.iter("{*}line"):
        if shape.get("strokeweight") is not None:
            shape.set("strokeweight", f"{RED_RULE.thickness / Length.pt(1):g}pt")


def _eighths(length: Length) -> int:
    return round(length * _EIGHTHS / Length.pt(1))


def _border(paragraph: Paragraph) -> Element:
    """The lower border that the paragraph states; made after that of its style."""
    look = properties(paragraph.element)
    borders = child(look, "pBdr")
    if borders is None:
        borders = put(look, w("pBdr"))
    edge = child(borders, "bottom")
    if edge is None:
        drawn = paragraph.format.borders["bottom"]
        edge = w("bottom", val=drawn.kind, color=drawn.colour or RED)
        edge.set(f"{IN_W}space", str(round(drawn.space / Length.pt(1))))
        borders.append(edge)
    return edge
