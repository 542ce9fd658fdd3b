"""The pages of a PDF that is imposed: their finished size, and how they stand upright.

Codes: NK-I01 cannot be opened, NK-I02 is protected.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import RectangleObject

from notice_kit.errors import SourceError
from notice_kit.findings import Location, error
from notice_kit.imposition.paper import Size
from notice_kit.measure import Length
from notice_kit.messages import _

BROKEN = (
    PyPdfError, pypdfium2.PdfiumError, ValueError, KeyError, IndexError, AttributeError, TypeError,
    RecursionError, NotImplementedError,
)  # fmt: skip
"""What pypdf and PDFium raise on files that are damaged."""

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f, as the operator `cm` has them: x' = ax + cy + e, y' = bx + dy + f."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""

_DO_NOT_PRINT = frozenset({"/Link", "/Popup"})


@dataclass(frozen=True)
class SourcePage:
    """A page as its reader sees it.

    Attributes:
        page: the page itself.
        size: of the finished page: its TrimBox, or else its CropBox.
        beyond: how far it shows something beyond that size on every side, for bleed.
        upright: from its own coordinates to points from the lower left corner of that size.
    """

    page: PageObject
    size: Size
    beyond: Length
    upright: Matrix


def read_pages(pdf: bytes, name: str) -> tuple[PdfReader, list[SourcePage]]:
    """The pages of a PDF; what is annotated or filled in is drawn on them.

    Args:
        pdf: the file.
        name: its path as the user knows it.

    Raises:
        SourceError: it cannot be opened, has no pages, or is protected by a password.
    """
    place = Location(name)
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted:
            remedy = _("Ask for a copy without a password.")
            raise SourceError(error("NK-I02", _("the PDF is protected"), place, remedy=remedy))
        if any(_prints_annotations(page) for page in reader.pages):
            reader = PdfReader(io.BytesIO(_flattened(pdf)))
        pages = [_source_page(page) for page in reader.pages]
    except BROKEN as caught:
        raise _unreadable(place, str(caught)) from None
    if not pages:
        raise _unreadable(place, _("it has no page"))
    return reader, pages


def _unreadable(place: Location, reason: str) -> SourceError:
    message = _("the PDF cannot be opened: {reason}").format(reason=reason)
    remedy = _("Make it anew in the program that it came from.")
    return SourceError(error("NK-I01", message, place, remedy=remedy))


def _prints_annotations(page: PageObject) -> bool:
    return any(
        one.get_object().get("/Subtype") not in _DO_NOT_PRINT for one in page.annotations or ()
    )


def _flattened(pdf: bytes) -> bytes:
    """The file with its annotations and forms drawn on the pages, as they print."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        for page in document:
            pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_PRINT)
            page.close()
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _source_page(page: PageObject) -> SourcePage:
    unit = float(page.user_unit)
    trim, outer = _box(page, page.trimbox), _outer(page)
    x0, y0, x1, y1 = trim
    gaps = (x0 - outer[0], y0 - outer[1], outer[2] - x1, outer[3] - y1)
    turned = int(page.rotation) % 360
    a, b, c, d, e, f = {
        90: (0.0, -1.0, 1.0, 0.0, -y0, x1),
        180: (-1.0, 0.0, 0.0, -1.0, x1, y1),
        270: (0.0, 1.0, -1.0, 0.0, y1, -x0),
    }.get(turned, (1.0, 0.0, 0.0, 1.0, -x0, -y0))
    size = Size(Length.pt((x1 - x0) * unit), Length.pt((y1 - y0) * unit))
    return SourcePage(
        page,
        size.turned if turned in (90, 270) else size,
        Length.pt(max(0.0, min(gaps)) * unit),
        (a * unit, b * unit, c * unit, d * unit, e * unit, f * unit),
    )


def _box(page: PageObject, box: RectangleObject) -> Box:
    """The box with its corners in order; the MediaBox where it is empty.

    Raises:
        ValueError: the page has no size at all.
    """
    for one in (box, page.mediabox):
        x0, x1 = sorted((float(one.left), float(one.right)))
        y0, y1 = sorted((float(one.bottom), float(one.top)))
        if x1 - x0 > 1 and y1 - y0 > 1:
            return x0, y0, x1, y1
    raise ValueError(_("a page without a size"))


def _outer(page: PageObject) -> Box:
    """What of the page may be shown: its BleedBox, or else its CropBox."""
    return _box(page, page.bleedbox if "/BleedBox" in page else page.cropbox)
