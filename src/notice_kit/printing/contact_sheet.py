"""Contact sheets: the first page of every document of a family, small, for whoever signs.

Codes: NK-I01 a PDF that cannot be opened.
"""

from __future__ import annotations

import io
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from notice_kit.errors import SourceError
from notice_kit.files import read_bytes
from notice_kit.findings import Location, error
from notice_kit.imposition.source_pages import BROKEN
from notice_kit.messages import _
from notice_kit.office.fonts import FontSet

RESOLUTION = 150
"""Dots per inch of a contact sheet."""

_SHEET = (2480, 1754)  # A3 landscape at that resolution
_MARGIN, _TITLE, _GAP = 60, 90, 24
_CAPTION, _ROW = 88, 27  # under each page, and each of its rows
_MOST = 48  # pages on a sheet; smaller ones could not be told apart
_SHAPE = 1.45  # of a place: an upright A4 page with its caption is so much higher than wide
_GREY, _RED, _EDGE = "#444444", "#c00000", "#999999"
_FAMILY, _SAMPLE = "黑体", "中"
_NEVER = time.gmtime(315532800)  # 1980-01-01: the same bytes each time
_QUALITY = 90


@dataclass(frozen=True)
class Shown:
    """A document on a contact sheet.

    Attributes:
        name: what stands under it.
        pdf: its PDF.
        findings: how many problems it has.
    """

    name: str
    pdf: Path
    findings: int


@dataclass(frozen=True)
class ContactSheet:
    """The contact sheet of a family.

    Attributes:
        pdf: all its pages.
        pngs: each of them as a picture.
    """

    pdf: bytes
    pngs: tuple[bytes, ...]


def contact_sheet(title: str, documents: Sequence[Shown], fonts: FontSet) -> ContactSheet:
    """The first pages of the documents on A3, as large as they can be, up to 48 on a sheet.

    Under each stand its name, how many pages it has and how many findings.

    Args:
        title: of the sheet.
        documents: what is shown, at least one.
        fonts: in which the captions are set.

    Raises:
        SourceError: a PDF cannot be read.
    """
    count = math.ceil(len(documents) / _MOST)
    each = math.ceil(len(documents) / count)
    sheets = []
    for number in range(count):
        part = documents[number * each : (number + 1) * each]
        told = title if count == 1 else f"{title}（{number + 1}/{count}）"
        sheets.append(_sheet(told, part, each, fonts))
    return ContactSheet(_pdf(sheets), tuple(map(_png, sheets)))


def _sheet(title: str, documents: Sequence[Shown], most: int, fonts: FontSet) -> Image.Image:
    sheet = Image.new("RGB", _SHEET, "white")
    draw = ImageDraw.Draw(sheet)
    draw.text((_MARGIN, _MARGIN), title, "black", _font(fonts, 44), anchor="lt")
    columns, rows = _grid(most)
    width = (_SHEET[0] - 2 * _MARGIN + _GAP) // columns - _GAP
    height = (_SHEET[1] - 2 * _MARGIN - _TITLE + _GAP) // rows - _GAP
    for index, one in enumerate(documents):
        row, column = divmod(index, columns)
        x = _MARGIN + column * (width + _GAP)
        y = _MARGIN + _TITLE + row * (height + _GAP)
        picture, pages = _first_page(one.pdf, width, height - _CAPTION)
        left, top = x + (width - picture.width) // 2, y
        sheet.paste(picture, (left, top))
        edges = (left - 1, top - 1, left + picture.width, top + picture.height)
        draw.rectangle(edges, outline=_RED if one.findings else _EDGE, width=1)
        _caption(draw, one, pages, (x + width // 2, top + picture.height + 6), width, fonts)
    return sheet


def _grid(count: int) -> tuple[int, int]:
    """The columns and rows that show so many upright pages largest."""
    room = (_SHEET[0] - 2 * _MARGIN, _SHEET[1] - 2 * _MARGIN - _TITLE)

    def size(columns: int) -> float:
        rows = math.ceil(count / columns)
        return min(room[0] / columns, room[1] / rows / _SHAPE)

    columns = max(range(1, count + 1), key=size)
    return columns, math.ceil(count / columns)


def _first_page(pdf: Path, width: int, height: int) -> tuple[Image.Image, int]:
    """The first page within a box of so many dots, and the number of pages."""
    data = read_bytes(pdf, str(pdf))
    try:
        with pypdfium2.PdfDocument(data) as document:
            page = document[0]
            scale = min(width / page.get_width(), height / page.get_height())
            return page.render(scale=scale).to_pil().convert("RGB"), len(document)
    except BROKEN as caught:
        message = _("the PDF cannot be opened: {reason}").format(reason=caught)
        remedy = _("Run it again; if it happens again, open the document in Word.")
        raise SourceError(error("NK-I01", message, Location(str(pdf)), remedy=remedy)) from None


def _caption(
    draw: ImageDraw.ImageDraw,
    one: Shown,
    pages: int,
    top: tuple[int, int],
    width: int,
    fonts: FontSet,
) -> None:
    font = _font(fonts, 20)
    x, y = top
    for line in _rows(one.name, font, width):
        draw.text((x, y), line, "black", font, anchor="mt")
        y += _ROW
    told, colour = f"{pages}页", _GREY
    if one.findings:
        told, colour = f"{pages}页，{one.findings}处问题", _RED
    draw.text((x, y), told, colour, font, anchor="mt")


def _rows(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The text in one row or two of so many dots; the end is left out where it is longer."""
    first = _fitting(text, font, width)
    rest = text[len(first) :]
    second = _fitting(rest, font, width)
    if len(second) < len(rest):
        second = f"{second[:-1]}…"
    return [first, second] if second else [first]


def _fitting(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """As much of the text as so many dots hold."""
    kept = len(text)
    while kept > 1 and font.getlength(text[:kept]) > width:
        kept -= 1
    return text[:kept]


def _font(fonts: FontSet, size: int) -> ImageFont.FreeTypeFont:
    names = [name.casefold() for name in fonts.chain(_FAMILY)]
    families = [{one.casefold() for one in face.families} for face in fonts.faces]
    for name in names:
        for face, own in zip(fonts.faces, families, strict=True):
            if name in own and ord(_SAMPLE) in face.characters():
                return ImageFont.truetype(str(face.path), size, index=face.number)
    raise ValueError(_FAMILY)


def _png(sheet: Image.Image) -> bytes:
    out = io.BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()


def _pdf(sheets: Sequence[Image.Image]) -> bytes:
    out = io.BytesIO()
    dates = {"creationDate": _NEVER, "modDate": _NEVER}
    sheets[0].save(
        out, "PDF", resolution=RESOLUTION, save_all=True, append_images=list(sheets[1:]),
        quality=_QUALITY, **dates,
    )  # fmt: skip
    return out.getvalue()
