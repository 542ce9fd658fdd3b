"""PDFs whose pages say their numbers, and sheets read back."""

from __future__ import annotations

import io

import pypdfium2
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, RectangleObject

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)


def pdf(*sizes, turned=0, trim=None):
    """A PDF with a page for each size, in points; page 3 says p3, 20 mm from its lower left corner.

    The text is 5 mm high and each page has a black bar 1 mm thick along its left edge.
    """
    writer = PdfWriter()
    for number, (width, height) in enumerate(sizes, 1):
        page = writer.add_blank_page(width, height)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        fonts = DictionaryObject({NameObject("/F"): names(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        at = f"{20 * MM} {20 * MM} Td"
        bar = f"0 0 {MM} {height} re f"
        stream.set_data(f"{bar} BT /F {5 * MM} Tf {at} (p{number}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
        if turned:
            page.rotate(turned)
        if trim:
            page.trimbox = RectangleObject((trim, trim, width - trim, height - trim))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def names(values):
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in values.items()})


def halves(content, fold=None):
    """What stands left and right of the fold, page by page: [('p4', 'p1'), …]."""
    found = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            at = fold or width / 2
            left = text.get_text_bounded(0, 0, at, height).strip()
            right = text.get_text_bounded(at, 0, width, height).strip()
            found.append((left, right))
    return found


def places(content, page):
    """The left and lower edge of each text on a page, in mm: {'p1': (x, y)}."""
    found = {}
    with pypdfium2.PdfDocument(content) as document:
        text = document[page].get_textpage()
        for index in range(text.count_rects()):
            box = text.get_rect(index)
            said = text.get_text_bounded(*box).strip()
            found[said] = (box[0] / MM, box[1] / MM)
    return found


def ink(content, page, *, dpi=254):
    """The page as rows of greys, 0 black, at 10 dots a millimetre; row 0 is the top."""
    with pypdfium2.PdfDocument(content) as document:
        return document[page].render(scale=dpi / 72, grayscale=True).to_pil()
