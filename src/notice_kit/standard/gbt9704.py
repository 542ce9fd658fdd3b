"""GB/T 9704-2012, 党政机关公文格式, as data: the page, its grid, and the look of every element.

Every number of the standard stands here and nowhere else, with its clause. What is only custom stands
in `house.py`, in the same types.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Literal, TypeAlias

from notice_kit.measure import Length

STANDARD = "GB/T 9704-2012"

Align: TypeAlias = Literal["left", "center", "right", "both"]

TYPE_SIZES = {
    "初号": Length.pt(42), "小初": Length.pt(36), "一号": Length.pt(26), "小一": Length.pt(24),
    "二号": Length.pt(22), "小二": Length.pt(18), "三号": Length.pt(16), "小三": Length.pt(15),
    "四号": Length.pt(14), "小四": Length.pt(12), "五号": Length.pt(10.5), "小五": Length.pt(9),
}  # fmt: skip
"""The Chinese type sizes, as Word and WPS have them."""

FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"
XIAOBIAOSONG = "方正小标宋简体"
WESTERN = "Times New Roman"
"""Custom, for Western letters and digits: the standard fixes only those of the page number (7.5)."""

RED = "FF0000"
"""The red of marks and rules on a screen; 6.2 gives the ink."""


def line_pitch(area_height: Length, lines: int) -> Length:
    """Distance between baselines that fits so many lines into the type area.

    Args:
        area_height: height of the type area.
        lines: lines on a page, at least 1.

    Returns:
        The pitch, rounded down to whole twips, so that the last line never spills.

    Source:
        GB/T 9704-2012, 5.2.3.
    """
    return Length.twips(floor(area_height / lines / Length.twips(1)))


def char_space(area_width: Length, characters: int, size: Length) -> int:
    """What the grid adds to each character so that so many fill a line of the type area.

    Returns:
        1/4096 points, rounded down, so that the last character of a line never spills.

    Source:
        ECMA-376 Part 1, 17.6.5 (docGrid, charSpace); GB/T 9704-2012, 5.2.3.
    """
    # Word files hold lengths in whole twips, so the room is that of the rounded width.
    room = Length.twips(area_width.in_twips).in_pt
    return floor((room / characters - size.in_pt) * 4096)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A sheet and its margins; what they leave is the type area (版心).

    Attributes:
        number_gap: from the type area down to the dashes of the page number; None for no number.
        clause: where the figures come from.
    """

    name: str
    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    number_gap: Length | None = None
    centred: bool = False
    clause: str = ""
    source: str = STANDARD

    @property
    def area_width(self) -> Length:
        """Width of the type area."""
        return Length(self.width - self.left - self.right)

    @property
    def area_height(self) -> Length:
        """Height of the type area."""
        return Length(self.height - self.top - self.bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSpec:
    """Rows on a page and characters in a row, when the type area is full."""

    rows: int
    characters: int
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpec:
    """A line: how thick, which colour, how far from the text over it."""

    thickness: Length
    gap: Length = Length(0)
    colour: str | None = None
    clause: str = ""
    source: str = STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementSpec:
    """How an element of a document looks.

    Attributes:
        role: its name in manuscripts.
        style: the name of its paragraph style, which an editor sees in Word.
        clause: of the standard, or what is behind a custom; empty where there is nothing to cite.
        first_line, hanging, left, right: indents in 字, the width of a character of the element.
        before, after: blank space over and under it.
        line: distance of its lines, exact.
        colour: hexadecimal; None is black.
        outline: level in the document's outline, 0 the highest; None is no heading.
        tabs: where tab stops stand, in 字 from the right edge of the type area, with their kind.
        new_page: begins a page.
        keep: stays on the page of what follows.
        at_foot: stands at the foot of the type area, whatever comes before it.
        rule: a line under it.
    """

    role: str
    style: str
    clause: str = ""
    source: str = STANDARD
    font: str = FANGSONG
    western: str = WESTERN
    size: Length = TYPE_SIZES["三号"]
    align: Align = "both"
    first_line: float = 0
    hanging: float = 0
    left: float = 0
    right: float = 0
    before: Length = Length(0)
    after: Length = Length(0)
    line: Length
    colour: str | None = None
    spacing: Length = Length(0)
    outline: int | None = None
    tabs: tuple[tuple[float, Literal["center", "right", "dot"]], ...] = ()
    new_page: bool = False
    keep: bool = False
    at_foot: bool = False
    rule: RuleSpec | None = None

    def characters(self, count: float) -> Length:
        """The width of so many 字: on the grid for text of its size, else as wide as they are high."""
        full = PORTRAIT.area_width / GRID.characters if self.size == TYPE_SIZES["三号"] else self.size
        # Whole twips rounded down: LibreOffice loses the last character to an indent 1 twip wider.
        return Length.twips(floor(full / Length.twips(1)) * count // 1)


PORTRAIT = PageSpec(
    name="portrait",
    width=Length.mm(210),
    height=Length.mm(297),
    top=Length.mm(37),
    right=Length.mm(26),
    bottom=Length.mm(35),
    left=Length.mm(28),
    number_gap=Length.mm(7),
    clause="5.1, 5.2.1, 7.5",
)
"""天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm; the page number 7 mm under it."""

LANDSCAPE = PageSpec(
    name="landscape",
    width=PORTRAIT.height,
    height=PORTRAIT.width,
    top=PORTRAIT.left,
    right=PORTRAIT.top,
    bottom=PORTRAIT.right,
    left=PORTRAIT.bottom,
    number_gap=PORTRAIT.number_gap,
    clause="8",
)
"""The portrait page turned clockwise to be read: its binding edge is the upper one."""

GRID = GridSpec(rows=22, characters=28, clause="5.2.3")

ROW = line_pitch(PORTRAIT.area_height, GRID.rows)
"""The pitch of rows: 579 twips."""

MARK_TOP = Length.mm(35)
"""From the upper edge of the type area to that of the issuer's mark (7.2.4)."""

RED_RULE = RuleSpec(
    thickness=Length.pt(1.5), gap=Length.mm(4), colour=RED, clause="7.2.7; thickness: 惯例"
)
IMPRINT_THICK = RuleSpec(thickness=Length.mm(0.35), clause="7.4.1")
IMPRINT_THIN = RuleSpec(thickness=Length.mm(0.25), clause="7.4.1")

PAGE_NUMBER_DASH = "—"
"""一字线, one at each side of the number (7.5)."""

TITLE_CHARACTERS = floor(PORTRAIT.area_width / TYPE_SIZES["二号"])
"""Characters of a title that a row holds."""


def rows(count: float) -> Length:
    """The height of so many rows."""
    return Length(round(ROW * count))


_AVERAGE_DATE = 6.5  # 字 of 2026年3月5日 (6) to 2026年11月24日 (7), its digits half as wide as 汉字
_NUMBER = 0.75  # 字 of “1.” in Times New Roman

ELEMENTS: dict[str, ElementSpec] = {
    spec.role: spec
    for spec in (
        ElementSpec(
            role="issuer_mark", style="发文机关标志", clause="7.2.4", font=XIAOBIAOSONG, size=TYPE_SIZES["初号"],
            align="center", before=MARK_TOP, line=Length.pt(42 * 1.25), colour=RED,
        ),
        ElementSpec(
            role="document_number", style="发文字号", clause="7.2.5", align="center", before=rows(2),
            line=ROW, rule=RED_RULE,
        ),
        ElementSpec(
            role="title", style="公文标题", clause="7.3.1", font=XIAOBIAOSONG, size=TYPE_SIZES["二号"],
            align="center", before=rows(2), after=rows(1), line=ROW, keep=True,
        ),
        ElementSpec(role="addressee", style="主送机关", clause="7.3.2", align="left", line=ROW),
        ElementSpec(role="body", style="公文正文", clause="7.3.3", first_line=2, line=ROW),
        ElementSpec(
            role="heading1", style="一级标题", clause="7.3.3", font=HEITI, first_line=2, line=ROW,
            outline=0, keep=True,
        ),
        ElementSpec(
            role="heading2", style="二级标题", clause="7.3.3", font=KAITI, first_line=2, line=ROW,
            outline=1, keep=True,
        ),
        ElementSpec(
            role="heading3", style="三级标题", clause="7.3.3", first_line=2, line=ROW, outline=2,
            keep=True,
        ),
        ElementSpec(
            role="attachment_note", style="附件说明", clause="7.3.4", left=5, hanging=3,
            before=rows(1), line=ROW, keep=True,
        ),
        ElementSpec(
            role="attachment_first", style="附件说明首项", clause="7.3.4", left=5 + _NUMBER,
            hanging=3 + _NUMBER, before=rows(1), line=ROW, keep=True,
        ),
        ElementSpec(
            role="attachment_next", style="附件说明续项", clause="7.3.4", left=5 + _NUMBER,
            hanging=_NUMBER, line=ROW, keep=True,
        ),
        ElementSpec(
            role="signature", style="署名", clause="7.3.5.1", align="left", before=rows(2), line=ROW,
            tabs=((4 + _AVERAGE_DATE / 2, "center"),), keep=True,
        ),
        ElementSpec(
            role="signature_date", style="成文日期", clause="7.3.5.1, 7.3.5.4", align="right", right=4,
            line=ROW,
        ),
        ElementSpec(role="note", style="附注", clause="7.3.6", first_line=2, line=ROW),
        ElementSpec(
            role="attachment_label", style="附件标识", clause="7.3.7", font=HEITI, align="left",
            line=ROW, new_page=True, keep=True,
        ),
        ElementSpec(
            role="attachment_title", style="附件标题", clause="7.3.7", font=XIAOBIAOSONG, size=TYPE_SIZES["二号"],
            align="center", before=rows(1), after=rows(1), line=ROW, keep=True,
        ),
        ElementSpec(
            role="copy_to", style="抄送机关", clause="7.4.2", size=TYPE_SIZES["四号"], left=4, hanging=3, right=1,
            line=Length.pt(24),
        ),
        ElementSpec(
            role="printing_office", style="印发机关", clause="7.4.3", size=TYPE_SIZES["四号"], align="left",
            left=1, line=Length.pt(24),
        ),
        ElementSpec(
            role="printing_date", style="印发日期", clause="7.4.3", size=TYPE_SIZES["四号"], align="right", right=1,
            line=Length.pt(24),
        ),
        ElementSpec(
            role="number_odd", style="单页码", clause="7.5", font=SONGTI, western=SONGTI, size=TYPE_SIZES["四号"],
            align="right", right=1, line=Length.pt(16),
        ),
        ElementSpec(
            role="number_even", style="双页码", clause="7.5", font=SONGTI, western=SONGTI, size=TYPE_SIZES["四号"],
            align="left", left=1, line=Length.pt(16),
        ),
    )
}  # fmt: skip
"""The elements of the standard by role."""
