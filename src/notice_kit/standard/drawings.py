"""Places for drawings: an empty frame whose alternative text says what comes there."""

from __future__ import annotations

from lxml import etree

from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, w
from notice_kit.standard.manuscript_blocks import Drawing
from notice_kit.standard.runs import paragraph

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_PROPERTIES = f"{{{_WP}}}docPr"
_FRAME = (
    f'<wp:inline xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:wps="{_WPS}" distT="0" distB="0" distL="0"'
    ' distR="0"><wp:extent/><wp:docPr/><a:graphic>'
    f'<a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="6350">'
    '<a:solidFill><a:srgbClr val="A6A6A6"/></a:solidFill><a:prstDash val="dash"/></a:ln></wps:spPr>'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
)


def drawing(block: Drawing) -> Element:
    """A centred paragraph with the frame, in lines as high as it needs.

    Args:
        block: what comes there, and how large it is.

    Source:
        ECMA-376 Part 1, 20.4.2.8 (inline), 20.4.2.5 (docPr).
    """
    inline = etree.fromstring(_FRAME)
    for extent in inline.iter(f"{{{_WP}}}extent", f"{{{_A}}}ext"):
        extent.set("cx", str(Length.mm(block.width)))
        extent.set("cy", str(Length.mm(block.height)))
    for properties in inline.iter(_PROPERTIES):
        properties.set("descr", block.text)
    made = paragraph("centred", w("r", w("drawing", inline)))
    made[0].append(w("snapToGrid", val=0))
    made[0].append(w("spacing", line=240, lineRule="auto"))
    return made


def number_drawings(body: Element) -> None:
    """Give the drawings of a document their ids and names, in order, in place.

    Source:
        ECMA-376 Part 1, 20.4.2.5 (docPr).
    """
    for number, properties in enumerate(body.iter(_PROPERTIES), start=1):
        properties.set("id", str(number))
        properties.set("name", f"图{number}")
