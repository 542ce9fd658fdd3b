"""Where the two pages of a side stand on the sheet, and whether all pages fit there.

Codes: NK-I04 a page that is too large, NK-I05 a sheet that is too small, NK-I07 no bleed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from notice_kit.errors import UsageError
from notice_kit.findings import Finding, Location, error, warning
from notice_kit.imposition.paper import SIZES, TOLERANCE, Size
from notice_kit.imposition.signatures import Binding
from notice_kit.imposition.source_pages import SourcePage
from notice_kit.measure import Length
from notice_kit.messages import _

NONE = Length(0)
MARK_GAP = Length.mm(3)
"""From the edge of the finished page to its crop marks, unless bleed is wider."""
MARK_LENGTH = Length.mm(5)


@dataclass(frozen=True)
class SheetOptions:
    """How a booklet is imposed.

    Attributes:
        binding: how it is bound.
        signature: pages of a signature; None: as `signatures.arrange` has it.
        sheet: of the paper; None: two pages, and the room for marks and bleed.
        page: of the finished booklet; None: that of most pages.
        scale: pages are made to fill the finished page; otherwise they keep their size.
        back_cover: the last page is the back cover: blanks go before it.
        creep: by how much each sheet within another is moved to the fold: the paper's thickness.
        bleed: how much of what a page shows beyond its edge is printed.
        marks: crop, fold and collation marks.
    """

    binding: Binding = "saddle"
    signature: int | None = None
    sheet: Size | None = None
    page: Size | None = None
    scale: bool = False
    back_cover: bool = False
    creep: Length = NONE
    bleed: Length = NONE
    marks: bool = False

    @property
    def margin(self) -> Length:
        """What is printed around the two pages."""
        gap = max(self.bleed, MARK_GAP)
        return Length(gap + MARK_LENGTH) if self.marks else self.bleed


@dataclass(frozen=True)
class Layout:
    """The geometry of every side.

    Attributes:
        sheet: the paper, as it lies.
        page: the finished page.
        left, bottom: from the sheet's lower left corner to that of the left page.
        spine: what lies between the two pages: the back of a book in its cover.
        across: how many pages a side has; the right one alone, or two.
    """

    sheet: Size
    page: Size
    left: Length
    bottom: Length
    spine: Length = NONE
    across: int = 2

    @property
    def fold(self) -> Length:
        """From the left edge of the sheet to the fold, or to the cut between the pages."""
        return Length(self.left + (self.across - 1) * self.page.width)

    @property
    def right(self) -> Length:
        """From the left edge of the sheet to the right page."""
        return Length(self.fold + self.spine)


def lay_out(
    pages: Sequence[SourcePage], options: SheetOptions, name: str, spine: Length = NONE
) -> Layout:
    """The places of pages on the sheets.

    Args:
        pages: all that are imposed.
        options: what was asked for.
        name: the PDF, for messages.
        spine: what lies between the two pages.

    Raises:
        UsageError: the sheet is too small, or pages are too large; every such page is named.
    """
    across = 1 if options.binding == "single" else 2
    page = options.page or _part(options, spine, across) or _usual(pages)
    width = across * page.width + spine
    around = 2 * options.margin
    needed = Size(Length(width + around), Length(page.height + around))
    sheet = _lying(options.sheet, needed)
    pages = [with_bleed(one, page, options.bleed) for one in pages]
    if not needed.is_within(sheet):
        raise UsageError(_too_small(needed, sheet, name))
    too_large = [] if options.scale else list(_too_large(pages, page, name))
    if too_large:
        raise UsageError(*too_large)
    left, bottom = (sheet.width - width) // 2, (sheet.height - page.height) // 2
    return Layout(sheet, page, Length(left), Length(bottom), spine, across)


def with_bleed(source: SourcePage, place: Size, bleed: Length) -> SourcePage:
    """The page; one that is larger than its place by the bleed all round has its bleed on it.

    So Word's pages have bleed, as Word knows no TrimBox.
    """
    size = Size(Length(source.size.width - 2 * bleed), Length(source.size.height - 2 * bleed))
    fits = size.is_within(upright_in(place, size)) and upright_in(place, size).is_within(size)
    if not bleed or not fits:
        return source
    a, b, c, d, e, f = source.upright
    moved = (a, b, c, d, e - bleed.in_pt, f - bleed.in_pt)
    return replace(source, size=size, beyond=bleed, upright=moved)


def bleed_findings(pages: Sequence[SourcePage], options: SheetOptions, name: str) -> list[Finding]:
    """A warning where bleed was asked for and pages show nothing beyond their edges."""
    lacking = [
        number for number, page in enumerate(pages, 1) if page.beyond + TOLERANCE < options.bleed
    ]
    if not lacking:
        return []
    message = _("pages that show nothing beyond their edge have no bleed ({count})")
    remedy = _("Export the PDF with bleed, or do without --bleed.")
    found = "、".join(map(str, lacking[:10])) + ("…" if len(lacking) > 10 else "")
    told = message.format(count=len(lacking))
    return [warning("NK-I07", told, Location(name), found=found, remedy=remedy)]


def _part(options: SheetOptions, spine: Length, across: int) -> Size | None:
    """A part of the sheet, where pages are scaled to whatever sheet was asked for."""
    if options.sheet is None or not options.scale:
        return None
    sheet = options.sheet if options.sheet.is_landscape else options.sheet.turned
    width = Length((sheet.width - spine - 2 * options.margin) // across)
    return Size(width, Length(sheet.height - 2 * options.margin))


def _usual(pages: Sequence[SourcePage]) -> Size:
    """The size of most pages, the way the first of them lies."""
    sizes = [page.size for page in pages]

    def rounded(size: Size) -> tuple[int, ...]:
        return tuple(sorted((round(size.width / TOLERANCE), round(size.height / TOLERANCE))))

    most = Counter(map(rounded, sizes)).most_common(1)[0][0]
    return _exact(next(size for size in sizes if rounded(size) == most))


def _exact(size: Size) -> Size:
    """The size of paper that was meant: programs round it."""
    for known in SIZES.values():
        for one in (known, known.turned):
            if one.is_within(size) and size.is_within(one):
                return one
    return size


def _lying(sheet: Size | None, needed: Size) -> Size:
    """The sheet, the way in which the two pages fit on it; what they need where none is named."""
    if sheet is None:
        return needed
    wide = sheet if sheet.is_landscape else sheet.turned
    return next((one for one in (wide, wide.turned) if needed.is_within(one)), wide)


def _too_small(needed: Size, sheet: Size, name: str) -> Finding:
    return error(
        "NK-I05",
        _("the pages with their marks and bleed do not fit on the sheet"),
        Location(name),
        found=str(sheet),
        wanted=_("at least {size}").format(size=needed),
        remedy=_("Name a larger --sheet, or make the pages smaller with --scale."),
    )


def _too_large(pages: Sequence[SourcePage], place: Size, name: str) -> Iterator[Finding]:
    for number, page in enumerate(pages, 1):
        if not upright_in(page.size, place).is_within(place):
            yield error(
                "NK-I04",
                _("page {number} is larger than the booklet").format(number=number),
                Location(name),
                found=str(page.size),
                wanted=_("at most {size}").format(size=place),
                remedy=_("Print it apart, or let pages be scaled (--scale)."),
            )


def upright_in(size: Size, place: Size) -> Size:
    """The size of a page in its place: turned where only one of both is landscape."""
    is_square = size.width == size.height
    return size if is_square or size.is_landscape == place.is_landscape else size.turned
