"""The back of a book: how thick it is, and the text on it.

Codes: NK-I09 too thin for text.
"""

from __future__ import annotations

from dataclasses import dataclass

from notice_kit.findings import Finding, Location, warning
from notice_kit.imposition.layout import Layout
from notice_kit.imposition.outlines import column, height
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.office.fonts import FontSet

CALIPER = Length.mm(0.1)
"""Thickness of a leaf of 80 g offset paper."""
COVER_CALIPER = Length.mm(0.3)
"""Thickness of a cover of 250 g card."""
THINNEST = Length.mm(5)
"""A spine that has text.

Source: GB/T 11668-1989, 书脊 of 5 mm and more.
"""

FAMILY = "黑体"
LARGEST = Length.pt(26)
_BESIDE = Length.mm(1)  # between the text and the folds: they are never exact
_TOP = Length.mm(25)  # free at the head and foot of the spine


@dataclass(frozen=True)
class Spine:
    """The back of a book.

    Attributes:
        leaves: of the block: half of its pages.
        caliper: the thickness of a leaf.
        cover: the thickness of the cover, which lies around the block twice.
    """

    leaves: int
    caliper: Length = CALIPER
    cover: Length = COVER_CALIPER

    @property
    def width(self) -> Length:
        """How thick the bound book is."""
        return Length(self.leaves * self.caliper + 2 * self.cover)


def spine_text(text: str, layout: Layout, fonts: FontSet) -> str:
    """The operators that draw the text down the spine, as large as fits; nothing if it is thin.

    Args:
        text: what it says.
        layout: of the cover.
        fonts: in which glyphs are looked for.

    Raises:
        UsageError: no font has one of the characters.
    """
    if not text or layout.spine < THINNEST:
        return ""
    room = layout.page.height - 2 * _TOP
    size = min(LARGEST, layout.spine - 2 * _BESIDE, room * LARGEST // height(text, LARGEST))
    middle = Length(layout.fold + layout.spine // 2)
    top = Length(layout.bottom + layout.page.height - _TOP)
    return column(text, fonts, FAMILY, Length(size), middle, top)


def spine_findings(text: str, spine: Spine, name: str) -> list[Finding]:
    """A warning where a text was asked for on a spine that is too thin."""
    if not text or spine.width >= THINNEST:
        return []
    message = _("the spine is {width:.2g} mm thick and gets no text")
    remedy = _("From 5 mm on it has text; give the paper's thickness with --caliper.")
    told = message.format(width=spine.width.in_mm)
    return [warning("NK-I09", told, Location(name), found=text, remedy=remedy)]
