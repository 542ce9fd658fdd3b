"""One drawing of a filled part: what is shown in it, in the box that the template's picture has.

Source: ECMA-376 Part 1, 20.4.2.3 (anchor), 20.4.2.8 (inline), 20.2.2.5 (pic), 20.1.8.55 (srcRect).
"""

from __future__ import annotations

from lxml import etree

from notice_kit.ooxml.wml import Element, R
from notice_kit.template.charts import C
from notice_kit.template.pictures import Raster

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WP14 = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_A, _PIC = f"{{{A}}}", f"{{{PIC}}}"
_WHOLE = 100_000  # of a picture's side, in `srcRect`

_NEW_PICTURE = (
    f'<pic:pic xmlns:pic="{PIC}" xmlns:a="{A}"><pic:nvPicPr><pic:cNvPr id="0" name=""/>'
    "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch>"
    '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
)


def remove_drawing(properties: Element) -> None:
    """Take out the drawing with this `wp:docPr`, and nothing that stands around it."""
    drawing = _ancestor(properties, 2)
    choice = drawing.getparent()
    if choice is not None and choice.tag.endswith("}Choice") and len(choice) == 1:
        drawing = _ancestor(choice, 1)  # mc:AlternateContent
    parent = drawing.getparent()
    if parent is not None:
        parent.remove(drawing)


def shown_by(properties: Element) -> set[str]:
    """The ids of the relationships to what the drawing shows."""
    graphic = _ancestor(properties, 1).find(f"{_A}graphic")
    return {
        str(value)
        for element in (() if graphic is None else graphic.iter(etree.Element))
        for name, value in element.items()
        if str(name).startswith(f"{{{R}}}")
    }


def show_chart(properties: Element, relation: str) -> None:
    """Show the chart of that relationship."""
    data = _emptied(_ancestor(properties, 1), C)
    etree.SubElement(data, f"{{{C}}}chart", {f"{{{R}}}id": relation}, nsmap={"c": C, "r": R})


def show_picture(properties: Element, relation: str, raster: Raster, *, fills: bool) -> None:
    """Show the picture of that relationship, fitted into the box or filling it."""
    holder = _ancestor(properties, 1)
    picture = holder.find(f"{_A}graphic/{_A}graphicData/{_PIC}pic")
    if picture is None:
        picture = etree.fromstring(_NEW_PICTURE)
        _emptied(holder, PIC).append(picture)
    filling = picture.find(f"{_PIC}blipFill")
    if filling is None:
        raise ValueError("pic:pic without pic:blipFill")
    for crop in filling.findall(f"{_A}srcRect"):
        filling.remove(crop)
    _set_blip(filling, relation)
    box = _box(holder)
    if fills:
        _crop(filling, box, raster)
        size = box
    else:
        size = _fitted(box, raster)
        _resize(holder, box, size)
    for extent in picture.iterfind(f"{_PIC}spPr/{_A}xfrm/{_A}ext"):
        _set_size(extent, size)


def _ancestor(element: Element, steps: int) -> Element:
    for _step in range(steps):
        parent = element.getparent()
        assert parent is not None
        element = parent
    return element


def _emptied(holder: Element, uri: str) -> Element:
    """The `a:graphicData` of the drawing, without content, for content of that kind."""
    graphic = holder.find(f"{_A}graphic")
    if graphic is None:
        graphic = etree.SubElement(holder, f"{_A}graphic", nsmap={"a": A})
    data = graphic.find(f"{_A}graphicData")
    if data is None:
        data = etree.SubElement(graphic, f"{_A}graphicData")
    data[:] = []
    data.set("uri", uri)
    return data


def _set_blip(filling: Element, relation: str) -> None:
    """Let the filling show that picture, with the effects that the placeholder has."""
    blip = filling.find(f"{_A}blip")
    if blip is None:
        blip = etree.Element(f"{_A}blip")
        filling.insert(0, blip)
    blip.attrib.pop(f"{{{R}}}link", "")
    blip.set(f"{{{R}}}embed", relation)
    for extensions in blip.findall(f"{_A}extLst"):
        blip.remove(extensions)  # an SVG there would be shown instead


def _box(holder: Element) -> tuple[int, int]:
    extent = holder.find(f"{_WP}extent")
    return (0, 0) if extent is None else (int(extent.get("cx", 0)), int(extent.get("cy", 0)))


def _fitted(box: tuple[int, int], raster: Raster) -> tuple[int, int]:
    """The largest size of the picture in the box; whole EMU."""
    width, height = box
    if width * raster.height > height * raster.width:
        return max(1, height * raster.width // raster.height), height
    return width, max(1, width * raster.height // raster.width)


def _crop(filling: Element, box: tuple[int, int], raster: Raster) -> None:
    """Cut the picture to the box's proportion, as much on either side."""
    seen = (box[0] * raster.height, box[1] * raster.width)
    sides = ("t", "b") if seen[0] > seen[1] else ("l", "r")
    cut = _WHOLE * (max(seen) - min(seen)) // max(1, 2 * max(seen))
    if cut:
        crop = etree.Element(f"{_A}srcRect", dict.fromkeys(sides, str(cut)))
        blip = filling.find(f"{_A}blip")
        assert blip is not None
        blip.addnext(crop)


def _resize(holder: Element, box: tuple[int, int], size: tuple[int, int]) -> None:
    """Give the drawing this size; one that floats keeps its middle."""
    for extent in holder.iterfind(f"{_WP}extent"):
        _set_size(extent, size)
    if holder.tag != f"{_WP}anchor":
        return
    for tag in ("sizeRelH", "sizeRelV"):  # sizes of the box, by the page
        for relative in holder.findall(f"{_WP14}{tag}"):
            holder.remove(relative)
    for direction, old, new in zip("HV", box, size, strict=True):
        for offset in holder.iterfind(f"{_WP}position{direction}/{_WP}posOffset"):
            offset.text = str(int(offset.text or 0) + (old - new) // 2)


def _set_size(extent: Element, size: tuple[int, int]) -> None:
    extent.set("cx", str(size[0]))
    extent.set("cy", str(size[1]))
