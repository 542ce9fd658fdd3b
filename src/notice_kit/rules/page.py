"""Rules for the page: sheet, margins, type area, colours, columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.drawings import Drawing
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import HEADINGS, Role
from notice_kit.document.sections import Section
from notice_kit.document.signs import is_red
from notice_kit.document.stories import Story
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import PORTRAIT, RED

_TEXT = (Role.BODY, *HEADINGS)
_BLACK_OF_THEME = frozenset({"text1", "dark1", "tx1", "dk1"})


def near(length: int, wanted: int, tolerance: int) -> bool:
    """Whether a length is what is wanted, within a tolerance."""
    return abs(length - wanted) <= tolerance


def _is_sheet(section: Section) -> bool:
    """Whether the section is A4, upright or turned."""
    sides = sorted((section.width, section.height))
    wanted = sorted((PORTRAIT.width, PORTRAIT.height))
    return all(near(a, b, accepted.PAPER) for a, b in zip(sides, wanted, strict=True))


def _upright(document: Document) -> Iterator[Section]:
    """The upright A4 sections, for which the margins of 5.2.1 hold."""
    for section in document.sections:
        if _is_sheet(section) and section.width < section.height:
            yield section


def reading_of(section: Section, profile: Profile) -> accepted.Reading | None:
    """The accepted reading of 天头 that the section follows, or None."""
    for reading in profile.accepted_readings:
        if near(abs(section.top), reading.top, reading.tolerance):
            return reading
    return None


@rule("P-01", clause="5.1, 6.3", element=Element.PAGE, fixable=True)
def paper(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The sheet is A4.

    What: Every section is on A4, 210 mm × 297 mm; sections for wide tables may be turned.
    Why: Documents are printed, bound and filed together.
    Good: `w:pgSz w:w="11906" w:h="16838"`
    Bad: `w:pgSz w:w="12240" w:h="15840"` (Letter, the default of many programs)
    """
    for section in document.sections:
        if not _is_sheet(section):
            yield Fault(
                _("the sheet is not A4"),
                section,
                found=f"{shown.mm(section.width)} × {shown.mm(section.height)}",
                wanted=f"{shown.mm(PORTRAIT.width)} × {shown.mm(PORTRAIT.height)}",
                remedy=_("Set the paper size to A4 (Layout, Size)."),
            )


@rule("P-02", clause="5.2.1", element=Element.PAGE, fixable=True)
def top(document: Document, profile: Profile) -> Iterator[Fault]:
    """天头, the white over the text, is 37 mm.

    What: The upper margin is 37 mm ± 1 mm. Where a profile accepts the reading by ink, 34.58 mm
      with a lower margin of 32.58 mm and rows of 29.45 pt do as well.
    Why: With the margins at the other sides it fixes the type area, 156 mm × 225 mm.
    Good: an upper margin of 37 mm
    Bad: 25.4 mm, Word's default
    """
    for section in _upright(document):
        if reading_of(section, profile) is None:
            yield Fault(
                _("天头 (the upper margin) is wrong"),
                section,
                found=shown.mm(Length(abs(section.top))),
                wanted=_("{length} ± {tolerance}").format(
                    length=shown.mm(accepted.SETUP.top),
                    tolerance=shown.mm(accepted.SETUP.tolerance),
                ),
                remedy=_("Set the upper margin to {length}.").format(
                    length=shown.mm(accepted.SETUP.top)
                ),
            )


@rule("P-03", clause="5.2.1", element=Element.PAGE, fixable=True)
def binding(document: Document, _profile: Profile) -> Iterator[Fault]:
    """订口, the white at the binding edge, is 28 mm.

    What: Left margin and gutter together are 28 mm ± 1 mm; where margins are mirrored, the inner
      one counts as the left.
    Why: Documents are bound at the left.
    Good: a left margin of 28 mm without a gutter
    Bad: 31.8 mm, Word's default
    """
    for section in _upright(document):
        white = section.left if document.settings.gutter_at_top else section.binding
        if not near(white, PORTRAIT.left, accepted.MARGIN):
            yield Fault(
                _("订口 (left margin and gutter) is wrong"),
                section,
                found=shown.mm(white),
                wanted=_("{length} ± {tolerance}").format(
                    length=shown.mm(PORTRAIT.left), tolerance=shown.mm(accepted.MARGIN)
                ),
                remedy=_("Set the left margin to {length}, the gutter to 0.").format(
                    length=shown.mm(PORTRAIT.left)
                ),
            )


@rule("P-04", clause="5.2.1", element=Element.PAGE, fixable=True)
def area_width(document: Document, _profile: Profile) -> Iterator[Fault]:
    """版心, the type area, is 156 mm wide.

    What: With the left margin as it should be, what the margins leave is 156 mm ± 1 mm, so the
      right margin is 26 mm. A wrong left margin is told by P-03 alone.
    Why: 28 characters of 三号 fill a row of it.
    Good: margins of 28 mm and 26 mm
    Bad: 28 mm and 28 mm: 154 mm are left
    """
    for section in _upright(document):
        if not near(section.binding, PORTRAIT.left, accepted.MARGIN):
            continue
        if not near(section.area_width, PORTRAIT.area_width, accepted.AREA):
            yield Fault(
                _("版心 (the type area) is not as wide as it should be"),
                section,
                found=shown.mm(section.area_width),
                wanted=shown.mm(PORTRAIT.area_width),
                remedy=_("Set the right margin to {length}.").format(
                    length=shown.mm(PORTRAIT.right)
                ),
            )


@rule("P-05", clause="5.2.1", element=Element.PAGE, fixable=True)
def area_height(document: Document, profile: Profile) -> Iterator[Fault]:
    """版心, the type area, is 225 mm high.

    What: With the upper margin as it should be, the lower one is that which goes with it: 35 mm
      with 37 mm, so that 225 mm are left. A wrong upper margin is told by P-02 alone.
    Why: 22 rows fill it, and the page number stands 7 mm under it.
    Good: margins of 37 mm and 35 mm
    Bad: 37 mm and 25.4 mm
    """
    for section in _upright(document):
        reading = reading_of(section, profile)
        if reading is None or near(section.bottom, reading.bottom, reading.tolerance):
            continue
        height = PORTRAIT.height - reading.top - reading.bottom
        yield Fault(
            _("版心 (the type area) is not as high as it should be"),
            section,
            found=shown.mm(section.area_height),
            wanted=shown.mm(Length(height)),
            remedy=_("Set the lower margin to {length}.").format(length=shown.mm(reading.bottom)),
        )


@rule("P-06", source=Source.CUSTOM, severity=SHOULD, element=Element.PAGE, fixable=True)
def gutter(document: Document, _profile: Profile) -> Iterator[Fault]:
    """There is no gutter.

    What: The room for binding is in the left margin; `w:gutter` is 0.
    Why: A gutter moves the type area, and programs draw it at different edges.
    Good: `w:gutter="0"`
    Bad: a gutter of 5 mm beside a left margin of 23 mm
    """
    for section in document.sections:
        if section.gutter:
            yield Fault(
                _("the page has a gutter"),
                section,
                found=shown.mm(section.gutter),
                wanted="0",
                remedy=_("Set the gutter to 0 and the left margin to {length}.").format(
                    length=shown.mm(PORTRAIT.left)
                ),
            )


@rule("P-07", source=Source.CUSTOM, severity=SHOULD, element=Element.PAGE)
def header(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Pages have no running header.

    What: The headers that are shown hold no text; the first page of a letter has its mark there.
    Why: The standard knows of none; what stands over the text is the 版头.
    Good: no header, or an empty one
    Bad: a header that repeats the title
    """
    told: set[Story] = set()
    for section in document.sections:
        used = ["default"] + ["even"] * document.settings.even_and_odd
        used += ["first"] * section.title_page
        for side, story in section.headers.items():
            if side == "first" and document.kind is Kind.LETTER:
                continue
            if side in used and story not in told and story.text.strip():
                told.add(story)
                yield Fault(
                    _("the page has a running header"),
                    story,
                    found=story.text.strip()[:40],
                    remedy=_("Take the text out of the header."),
                )


@rule("P-13", clause="5.2.4", element=Element.PAGE, fixable=True)
def black(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Text is black unless the standard says otherwise.

    What: All text but the 发文机关标志 is black or of automatic colour.
    Why: 5.2.4: 如无特殊说明，公文中文字的颜色均为黑色.
    Good: `w:color w:val="auto"`
    Bad: a heading in the blue of Word's own style
    """
    odd: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in document.paragraphs:
        if document.layout.role(paragraph) is Role.ISSUER_MARK:
            continue
        for piece in paragraph.pieces:
            look = piece.format
            plain = look.colour in (None, "000000") or look.theme_colour in _BLACK_OF_THEME
            if not plain and piece.text.strip():
                odd[str(look.colour)].append(paragraph)
    for colour, paragraphs in odd.items():
        yield Fault(
            shown.times(_("the text is not black"), paragraphs),
            paragraphs[0],
            found=colour,
            wanted=_("black"),
            remedy=_("Set the colour of the text to automatic."),
        )


@rule(
    "P-17", clause="6.2, 7.2.4, 7.2.7", source=Source.UNCERTAIN, severity=SHOULD,
    element=Element.PAGE, fixable=True,
)  # fmt: skip
def red(document: Document, _profile: Profile) -> Iterator[Fault]:
    """What is red in the 版头 is red.

    What: The 发文机关标志 is red: much of it (C0 or more), little green and blue (50 or less).
    Why: 6.2 gives the ink (Y80, M80); on screens custom is FF0000.
    Good: `w:color w:val="FF0000"`
    Bad: a mark in black, or in a dark C00000 with a tinge that prints brown
    """
    for paragraph in document.having(Role.ISSUER_MARK):
        for piece in paragraph.pieces:
            if piece.text.strip() and not is_red(piece.format.colour):
                yield Fault(
                    _("发文机关标志 is not red"),
                    paragraph,
                    found=piece.format.colour or _("black"),
                    wanted=RED,
                    remedy=_("Set its colour to red ({colour}).").format(colour=RED),
                )
                break


@rule("P-18", source=Source.CUSTOM, severity=SHOULD, element=Element.PAGE, fixable=True)
def single_column(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Text runs over the whole width.

    What: No section has columns.
    Why: A row of the standard has 28 characters.
    Good: one column
    Bad: two columns
    """
    for section in document.sections:
        if section.columns > 1:
            yield Fault(
                _("the text is set in columns"),
                section,
                found=str(section.columns),
                wanted="1",
                remedy=_("Set the section in one column."),
            )


@rule("P-19", source=Source.CUSTOM, severity=SHOULD, element=Element.PAGE, fixable=True)
def plain_paper(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Pages have neither background nor watermark.

    What: The page has no colour of its own, and no shape or picture lies behind it in a header.
    Why: Documents are printed black and red on white paper.
    Good: no watermark
    Bad: 草稿 in grey across the page
    """
    if document.background not in (None, "auto", "FFFFFF"):
        yield Fault(
            _("the page has a background colour"),
            found=document.background,
            remedy=_("Take the page colour out (Design, Page Color)."),
        )
    for story in document.headers:
        for drawing in story.drawings:
            if _is_watermark(drawing):
                yield Fault(
                    _("the page has a watermark"),
                    story,
                    found=drawing.name or drawing.kind,
                    remedy=_("Take the watermark out (Design, Watermark)."),
                )


def _is_watermark(drawing: Drawing) -> bool:
    named = "watermark" in drawing.name.casefold() or "水印" in drawing.name
    return named or (not drawing.inline and drawing.kind in ("picture", "shape") and drawing.behind)
