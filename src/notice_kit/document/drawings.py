"""Pictures, lines, shapes and text boxes: where they stand and how large they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from notice_kit.document.attributes import emu
from notice_kit.document.values import NOTHING
from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element

if TYPE_CHECKING:
    from notice_kit.document.tables import Block

_REFERENCES = {"column": "text", "character": "text", "paragraph": "text", "line": "text"}


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line of a shape.

    Attributes:
        colour: hexadecimal, upper case; None is not stated or black.
        compound: `sng`, `dbl`, `thickThin`, `thinThick`, `tri`.
    """

    width: Length | None
    colour: str | None
    compound: str = "sng"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Drawing:
    """Something drawn.

    Attributes:
        kind: `picture`, `line`, `textbox`, `group` (of which one at least is a text box), `shape`,
            `chart`, `object`.
        inline: it stands in the text as a character does; else it floats.
        width, height: its extent; 0 where not stated.
        x, y: its distance from what `horizontal` and `vertical` name; None where aligned or inline.
        x_align, y_align: `left`, `center`, `right`, `top`, `bottom`, …; None where not stated.
        horizontal, vertical: `page`, `margin`, `text` (column, paragraph, character) and so on.
        behind: behind the text.
        name, description: as the drawing program named it, and its alternative text.
        stroke: its line, None for none.
        fill: hexadecimal; None for none or not stated.
        relationship: of a picture, the id of its part.
        text_direction: of a text box, `vert`, `vert270`, … or None for horizontal.
        blocks: what stands in a text box.
    """

    kind: str
    inline: bool
    width: Length
    height: Length
    x: Length | None
    y: Length | None
    x_align: str | None
    y_align: str | None
    horizontal: str | None
    vertical: str | None
    behind: bool
    name: str
    description: str
    stroke: Stroke | None
    fill: str | None
    relationship: str | None
    text_direction: str | None
    blocks: tuple[Block, ...]
    element: Element


def read_drawing(element: Element, blocks: tuple[Block, ...]) -> Drawing:
    """The drawing of a `w:drawing`.

    Args:
        element: the `w:drawing`.
        blocks: what stands in its text boxes.

    Source:
        ECMA-376 Part 1, 20.4.2 (DrawingML for WordprocessingML).
    """
    frame = next(element.iterchildren("{*}anchor", "{*}inline"), None)
    holder = element if frame is None else frame
    extent, named = holder.find("{*}extent"), holder.find("{*}docPr")
    horizontal, x, x_align = _position(holder.find("{*}positionH"))
    vertical, y, y_align = _position(holder.find("{*}positionV"))
    shape = next(element.iter("{*}spPr"), None)
    body = next(element.iter("{*}bodyPr"), None)
    picture = next(element.iter("{*}blip"), None)
    direction = None if body is None else body.get("vert")
    return Drawing(
        kind=_kind(element, blocks),
        inline=frame is None or str(frame.tag).endswith("}inline"),
        width=(None if extent is None else emu(extent.get("cx"))) or NOTHING,
        height=(None if extent is None else emu(extent.get("cy"))) or NOTHING,
        x=x,
        y=y,
        x_align=x_align,
        y_align=y_align,
        horizontal=horizontal,
        vertical=vertical,
        behind=holder.get("behindDoc") in ("1", "true"),
        name="" if named is None else named.get("name", ""),
        description="" if named is None else named.get("descr", ""),
        stroke=_stroke(shape),
        fill=_colour(None if shape is None else shape.find("{*}solidFill")),
        relationship=_relationship(picture),
        text_direction=None if direction == "horz" else direction,
        blocks=blocks,
        element=element,
    )


def _relationship(picture: Element | None) -> str | None:
    if picture is None:
        return None
    found = [str(v) for k, v in picture.attrib.items() if str(k).endswith("}embed")]
    return found[0] if found else None


def _position(element: Element | None) -> tuple[str | None, Length | None, str | None]:
    if element is None:
        return None, None, None
    relative = element.get("relativeFrom", "text")
    offset, align = element.find("{*}posOffset"), element.find("{*}align")
    return (
        _REFERENCES.get(relative, relative),
        None if offset is None else emu(offset.text),
        None if align is None else (align.text or "").strip(),
    )


def _kind(element: Element, blocks: tuple[Block, ...]) -> str:
    if blocks:
        return "textbox" if next(element.iter("{*}wgp"), None) is None else "group"
    preset = next(element.iter("{*}prstGeom"), None)
    connector = next(element.iter("{*}cxnSp", "{*}cNvCnPr"), None)
    shape = "" if preset is None else preset.get("prst", "")
    if connector is not None or shape == "line" or shape.startswith("straightConnector"):
        return "line"
    if next(element.iter("{*}pic"), None) is not None:
        return "picture"
    if next(element.iter("{*}chart"), None) is not None:
        return "chart"
    return "shape"


def _colour(fill: Element | None) -> str | None:
    shade = None if fill is None else fill.find("{*}srgbClr")
    return None if shade is None else (shade.get("val") or "").upper() or None


def _stroke(shape: Element | None) -> Stroke | None:
    line = None if shape is None else shape.find("{*}ln")
    if line is None or line.find("{*}noFill") is not None:
        return None
    colour = _colour(line.find("{*}solidFill"))
    return Stroke(emu(line.get("w")), colour, line.get("cmpd", "sng"))


_STYLE_PAIR = re.compile(r"\s*([\w-]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"\s*(-?[\d.]+)\s*(pt|in|cm|mm|px)?")
_UNIT = {
    "pt": Length.pt(1), "in": Length.pt(72), "cm": Length.mm(10), "mm": Length.mm(1),
    "px": Length.pt(0.75),
}  # fmt: skip


def _css_length(text: str | None) -> Length | None:
    found = _LENGTH.match(text or "")
    if found is None:
        return None
    try:
        amount = float(found[1])
    except ValueError:
        return None
    return Length(round(amount * _UNIT[found[2] or "pt"])) if abs(amount) < 10**6 else None


def vml_shapes(element: Element) -> Iterator[Element]:
    """The shapes of a `w:pict` or `w:object`, those in groups too."""
    yield from element.iter(
        *(f"{{*}}{name}" for name in ("shape", "rect", "line", "roundrect", "oval", "polyline"))
    )


def read_vml(shape: Element, blocks: tuple[Block, ...], *, is_object: bool = False) -> Drawing:
    """The drawing of a VML shape.

    Source:
        ECMA-376 Part 4, 19.1.2.19 (shape), its style attribute; 19.1.2.12 (line).
    """
    style = dict(_STYLE_PAIR.findall(shape.get("style", "")))
    width, height, x, y = (_css_length(style.get(key)) for key in _BOX)
    if str(shape.tag).endswith("}line"):
        x, y, width, height = _line_box(shape)
    floating = style.get("position", "").strip() == "absolute"
    return Drawing(
        kind=_vml_kind(shape, blocks, is_object),
        inline=not floating,
        width=width or NOTHING,
        height=height or NOTHING,
        x=x,
        y=y,
        x_align=_aligned(style.get("mso-position-horizontal")),
        y_align=_aligned(style.get("mso-position-vertical")),
        horizontal=style.get("mso-position-horizontal-relative", "text").strip(),
        vertical=style.get("mso-position-vertical-relative", "text").strip(),
        behind=(style.get("z-index", "0").strip().startswith("-")),
        name=shape.get("id", ""),
        description=shape.get("alt", ""),
        stroke=_vml_stroke(shape),
        fill=None,
        relationship=None,
        text_direction=None,
        blocks=blocks,
        element=shape,
    )


_BOX = ("width", "height", "margin-left", "margin-top")


def _aligned(text: str | None) -> str | None:
    return None if text is None or text.strip() == "absolute" else text.strip()


def _line_box(
    shape: Element,
) -> tuple[Length | None, Length | None, Length | None, Length | None]:
    start = (shape.get("from") or "0,0").split(",")
    end = (shape.get("to") or "0,0").split(",")
    if len(start) != 2 or len(end) != 2:
        return None, None, None, None
    x0, y0, x1, y1 = (_css_length(text) or NOTHING for text in (*start, *end))
    return x0, y0, Length(abs(x1 - x0)), Length(abs(y1 - y0))


def _vml_kind(shape: Element, blocks: tuple[Block, ...], is_object: bool) -> str:
    if is_object:
        return "object"
    if blocks:
        return "textbox"
    if str(shape.tag).endswith("}line") or shape.get("type", "").endswith("t32"):
        return "line"
    return "picture" if shape.find("{*}imagedata") is not None else "shape"


def _vml_stroke(shape: Element) -> Stroke | None:
    if shape.get("stroked", "t").casefold() in ("f", "false"):
        return None
    colour = (shape.get("strokecolor") or "").split(" ")[0].lstrip("#").upper()
    colour = {"RED": "FF0000", "BLACK": "000000", "F00": "FF0000"}.get(colour, colour)
    inner = shape.find("{*}stroke")
    compound = "single" if inner is None else inner.get("linestyle", "single")
    return Stroke(_css_length(shape.get("strokeweight")), colour or None, _VML_LINES[compound])


class _Lines(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "sng"


_VML_LINES = _Lines({"thickThin": "thickThin", "thinThick": "thinThick", "thinThin": "dbl"})
