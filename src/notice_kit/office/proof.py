"""What a PDF is found to be, whatever LibreOffice said: pages, text and fonts.

Codes: NK-O20 cannot be opened, NK-O21 no page, NK-O22 text is missing, NK-O23 a little of it is,
NK-O24 a font that the kit did not give.
"""

from __future__ import annotations

import io
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _
from notice_kit.office.fonts import FontSet
from notice_kit.office.wording import HAN, Wording

TOLERANCE = 0.02
"""Share of the 汉字 that may be missing before the PDF is refused."""

OWN_FONTS = frozenset({"OpenSymbol"})
"""Fonts that LibreOffice brings along, for bullets."""

_SHOWN = 20  # missing characters
_BROKEN = (PyPdfError, pypdfium2.PdfiumError)
_pdfium = threading.Lock()  # it is not safe to use from two threads at once


def prove(
    pdf: bytes, wording: Wording, fonts: FontSet, place: Location
) -> tuple[int, list[Finding]]:
    """The number of pages, and what is wrong with the PDF; with an error it must not be used.

    Args:
        pdf: the file.
        wording: what the document says.
        fonts: those that LibreOffice was given.
        place: the document.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf))
        pages = len(reader.pages)
        used = set(_fonts(reader))
        text = pdf_text(pdf)
    except (*_BROKEN, ValueError, KeyError, AttributeError, TypeError) as caught:
        message = _("the PDF cannot be opened: {reason}").format(reason=caught)
        return 0, [error("NK-O20", message, place, remedy=_try_again())]
    if not pages:
        return 0, [error("NK-O21", _("the PDF has no page"), place, remedy=_try_again())]
    return pages, [*_lost(wording.body, text, place), *_strangers(used, fonts, place)]


def pdf_text(pdf: bytes) -> str:
    """The text of all pages."""
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        return "".join(_page_text(page) for page in document)


def _page_text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def _lost(wanted: Counter[str], text: str, place: Location) -> Iterator[Finding]:
    missing = wanted - Counter(HAN.findall(unicodedata.normalize("NFKC", text)))
    count, total = missing.total(), wanted.total()
    if not count:
        return
    shown = "".join(list(missing)[:_SHOWN])
    if count > TOLERANCE * total:
        message = _("of {total} Chinese characters of the document, {count} are not in the PDF")
        remedy = _("Look for text that is cut off in a frame or row of fixed height, or hidden.")
        told = message.format(total=total, count=count)
        yield error("NK-O22", told, place, found=shown, remedy=remedy)
    else:
        message = _("some Chinese characters of the document are not in the PDF ({count})")
        remedy = _("Look for text that is cut off in a frame or row of fixed height.")
        yield warning("NK-O23", message.format(count=count), place, found=shown, remedy=remedy)


def _strangers(used: set[str], fonts: FontSet, place: Location) -> Iterator[Finding]:
    for name in sorted(used):
        if name not in OWN_FONTS and not fonts.knows(name):
            yield error(
                "NK-O24",
                _("the PDF is set in a font that was not expected"),
                place,
                found=name,
                remedy=_("Put the font that the document asks for into the folder of fonts."),
            )


def _fonts(reader: PdfReader) -> Iterator[str]:
    """The PostScript names of the fonts on all pages, without the tags of subsets."""
    for page in reader.pages:
        resources = page.get("/Resources", {}).get_object()
        for reference in resources.get("/Font", {}).get_object().values():
            name = str(reference.get_object()["/BaseFont"]).lstrip("/")
            tag, plus, rest = name.partition("+")
            yield rest if plus and len(tag) == 6 else name


def _try_again() -> str:
    return _("Run it again; if it happens again, open the document in Word and print from there.")
