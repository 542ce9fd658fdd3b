"""The sheets written as a PDF: each page once, as a form that is drawn where it belongs.

Source: ISO 32000-2, 8.10 (form XObjects), 14.11.2 (page boundaries), table 147 (Duplex).
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    RectangleObject,
)

from notice_kit.imposition.layout import NONE, Layout, SheetOptions, upright_in, with_bleed
from notice_kit.imposition.marks import collation_mark, crop_marks, fold_marks, in_all_inks
from notice_kit.imposition.signatures import Sheet, Side
from notice_kit.imposition.source_pages import Matrix, SourcePage
from notice_kit.measure import Length

_VERSION = "%PDF-1.7"


class SheetWriter:
    """A PDF of sheets as it grows."""

    def __init__(
        self, reader: PdfReader, pages: Sequence[SourcePage], layout: Layout, options: SheetOptions
    ) -> None:
        self._writer = PdfWriter()
        self._writer.pdf_header = _VERSION
        self._reader = reader
        self._pages = [with_bleed(one, layout.page, options.bleed) for one in pages]
        self._layout, self._options = layout, options
        self._forms: dict[int, IndirectObject] = {}

    def add(self, sheet: Sheet) -> None:
        """The sheet's front and back as two pages, or a single page."""
        shift = Length(self._options.creep * sheet.depth)
        sides = [(sheet.front, True), (sheet.back, False)]
        for side, front in sides[: self._layout.across]:  # single pages have no back
            self.add_side(side, shift, self._marks(sheet, front=front))

    def content(self) -> bytes:
        """The file; it asks the printer to turn sheets about their upright middle."""
        root = self._writer.root_object
        properties = self._reader.root_object.get("/OCProperties")
        if properties is not None:  # which layers of the pages are shown
            clone = properties.get_object().clone(self._writer)
            root[NameObject("/OCProperties")] = clone
        turn = "/DuplexFlipShortEdge" if self._layout.sheet.is_landscape else "/DuplexFlipLongEdge"
        wanted = {NameObject("/PrintScaling"): NameObject("/None")}
        if self._layout.across == 2:
            wanted[NameObject("/Duplex")] = NameObject(turn)
        root[NameObject("/ViewerPreferences")] = DictionaryObject(wanted)
        out = io.BytesIO()
        self._writer.write(out)
        return out.getvalue()

    def add_side(self, side: Side, shift: Length = NONE, drawn: str = "") -> None:
        """A page of two pages.

        Args:
            side: which pages.
            shift: by how much they are moved to the fold.
            drawn: operators that draw what else is on it.
        """
        size = self._layout.sheet
        made = self._writer.add_blank_page(size.width.in_pt, size.height.in_pt)
        forms = DictionaryObject()
        operators = []
        for page, is_left in ((side.left, True), (side.right, False)):
            if page is not None:
                name = f"/P{page}"
                forms[NameObject(name)] = self._form(page)
                operators.append(self._placed(page, name, is_left=is_left, shift=shift))
        stream = DecodedStreamObject()
        stream.set_data("\n".join([*operators, drawn]).encode("ascii"))
        made[NameObject("/Contents")] = self._writer._add_object(stream.flate_encode())
        made[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
        self._set_boxes(made)

    def _marks(self, sheet: Sheet, *, front: bool) -> str:
        if not self._options.marks:
            return ""
        parts = [*crop_marks(self._layout, self._options)]
        parts += fold_marks(self._layout, self._options)
        options = self._options
        if front and sheet.depth == 0 and (options.binding == "perfect" or options.signature):
            parts.append(collation_mark(self._layout, sheet.signature))
        return in_all_inks(parts)

    def _set_boxes(self, page: PageObject) -> None:
        layout, bleed = self._layout, self._options.bleed
        right, top = layout.right + layout.page.width, layout.bottom + layout.page.height
        page.trimbox = _box(layout.left, layout.bottom, right, top)
        page.bleedbox = _box(layout.left - bleed, layout.bottom - bleed, right + bleed, top + bleed)

    def _form(self, number: int) -> IndirectObject:
        """The page as a form, made at its first use."""
        if number not in self._forms:
            page = self._pages[number - 1].page
            drawn = DecodedStreamObject()
            contents = page.get_contents()
            drawn.set_data(contents.get_data() if contents is not None else b"")
            form = drawn.flate_encode()
            form[NameObject("/Type")] = NameObject("/XObject")
            form[NameObject("/Subtype")] = NameObject("/Form")
            form[NameObject("/BBox")] = ArrayObject(map(FloatObject, page.mediabox))
            for key in ("/Resources", "/Group"):
                value = page.get(key)
                if value is not None:
                    form[NameObject(key)] = value.get_object().clone(self._writer)
            self._forms[number] = self._writer._add_object(form)
        return self._forms[number]

    def _placed(self, number: int, name: str, *, is_left: bool, shift: int) -> str:
        """The operators that draw a page in its place, cut off at the fold and beyond the bleed."""
        layout, source = self._layout, self._pages[number - 1]
        bleed = min(self._options.bleed, source.beyond)
        x = layout.left if is_left else layout.right
        is_alone = layout.across == 1
        cut_left = x - bleed if is_left or is_alone else x
        width = layout.page.width + (2 * bleed if is_alone else bleed)
        height = layout.page.height + 2 * bleed
        clip = f"{_points(cut_left, layout.bottom - bleed, width, height)} re W n"
        moved = x + (shift if is_left else -shift)
        steps = [
            source.upright,
            *_in_place(source, layout, scale=self._options.scale),
            (1.0, 0.0, 0.0, 1.0, Length(moved).in_pt, layout.bottom.in_pt),
        ]
        matrices = " ".join(f"{_figures(step)} cm" for step in reversed(steps))
        return f"q {clip} {matrices} {name} Do Q"


def _in_place(source: SourcePage, layout: Layout, *, scale: bool) -> list[Matrix]:
    """Turned, scaled and put into the middle of the finished page.

    A page is turned with its head to the left, as in the standard's landscape tables.

    Source:
        GB/T 9704-2012, 8.
    """
    size, place = upright_in(source.size, layout.page), layout.page
    steps: list[Matrix] = []
    if size != source.size:
        steps.append((0.0, 1.0, -1.0, 0.0, source.size.height.in_pt, 0.0))
    factor = min(place.width / size.width, place.height / size.height) if scale else 1.0
    x = (place.width.in_pt - factor * size.width.in_pt) / 2
    y = (place.height.in_pt - factor * size.height.in_pt) / 2
    return [*steps, (factor, 0.0, 0.0, factor, x, y)]


def write_sheets(
    reader: PdfReader,
    pages: Sequence[SourcePage],
    sheets: Sequence[Sheet],
    layout: Layout,
    options: SheetOptions,
) -> bytes:
    """The PDF of all sheets, two pages each: front and back.

    Args:
        reader: the PDF that the pages are of.
        pages: its pages.
        sheets: what stands where.
        layout: the geometry of a side.
        options: what was asked for.
    """
    writer = SheetWriter(reader, pages, layout, options)
    for sheet in sheets:
        writer.add(sheet)
    return writer.content()


def _figures(numbers: Sequence[float]) -> str:
    return " ".join(f"{number:.5f}".rstrip("0").rstrip(".") for number in numbers)


def _points(*lengths: int) -> str:
    return _figures([Length(length).in_pt for length in lengths])


def _box(*lengths: int) -> RectangleObject:
    return RectangleObject(tuple(round(Length(length).in_pt, 3) for length in lengths))
