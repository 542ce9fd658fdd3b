"""GB/T 9704-2012, 党政机关公文格式, as data: the page, its grid, and the look of every element.

Every number of the standard stands here and nowhere else, with its clause. What is only custom
stands in `house.py`, in the same types.
"""

from __future__ import annotations

from math import floor

from notice_kit.measure import Length
from notice_kit.standard.specs import (
    HEITI,
    KAITI,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SONGTI,
    XIAOBIAOSONG,
    ElementSpec,
    GridSpec,
    PageSpec,
    RuleSpec,
    char_space,
    line_pitch,
)

RED = "FF0000"
"""The red of marks and rules on a screen; 6.2 gives the ink."""

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

CHAR_SPACE = char_space(PORTRAIT.area_width, GRID.characters, SIZE_3)
"""What makes 28 characters fill a row: -842/4096 pt beside each."""

MARK_TOP = Length.mm(35)
"""From the upper edge of the type area to that of the issuer's mark (7.2.4)."""

RED_RULE = RuleSpec(
    thickness=Length.pt(1.5), gap=Length.mm(4), colour=RED, clause="7.2.7; thickness: 惯例"
)
IMPRINT_THICK = RuleSpec(thickness=Length.mm(0.35), clause="7.4.1")
IMPRINT_THIN = RuleSpec(thickness=Length.mm(0.25), clause="7.4.1")

PAGE_NUMBER_DASH = "—"
"""一字线, one at each side of the number (7.5)."""


def characters(count: float, size: Length = SIZE_3) -> Length:
    """The width of so many 字: on the grid for text of the body's size, else as wide as high."""
    full = PORTRAIT.area_width / GRID.characters if size == SIZE_3 else size
    # Whole twips rounded down: LibreOffice loses the last character to an indent 1 twip wider.
    return Length.twips(floor(full / Length.twips(1)) * count // 1)


def rows(count: float) -> Length:
    """The height of so many rows."""
    return Length(round(ROW * count))


_AVERAGE_DATE = 6.5  # 字 of 2026年3月5日 (6) to 2026年11月24日 (7), its digits half as wide as 汉字
_NUMBER = 0.75  # 字 of “1.” in Times New Roman

ELEMENTS: dict[str, ElementSpec] = {
    spec.role: spec
    for spec in (
        ElementSpec(
            role="issuer_mark", style="发文机关标志", clause="7.2.4", font=XIAOBIAOSONG,
            align="center", before=MARK_TOP, line=ROW, colour=RED,
        ),
        ElementSpec(
            role="document_number", style="发文字号", clause="7.2.5", align="center",
            before=rows(2), line=ROW, rule=RED_RULE,
        ),
        ElementSpec(
            role="title", style="公文标题", clause="7.3.1", font=XIAOBIAOSONG, size=SIZE_2,
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
            role="signature", style="署名", clause="7.3.5.1", align="left", before=rows(2),
            line=ROW, tabs=((4 + _AVERAGE_DATE / 2, "center"),), keep=True,
        ),
        ElementSpec(
            role="signature_date", style="成文日期", clause="7.3.5.1, 7.3.5.4", align="right",
            right=4, line=ROW,
        ),
        ElementSpec(role="note", style="附注", clause="7.3.6", first_line=2, line=ROW),
        ElementSpec(
            role="attachment_label", style="附件标识", clause="7.3.7", font=HEITI, align="left",
            line=ROW, new_page=True, keep=True,
        ),
        ElementSpec(
            role="attachment_title", style="附件标题", clause="7.3.7", font=XIAOBIAOSONG,
            size=SIZE_2, align="center", before=rows(1), after=rows(1), line=ROW, keep=True,
        ),
        ElementSpec(
            role="copy_to", style="抄送机关", clause="7.4.2", size=SIZE_4, left=4, hanging=3,
            right=1, line=Length.pt(24),
        ),
        ElementSpec(
            role="printing_office", style="印发机关", clause="7.4.3", size=SIZE_4, align="left",
            left=1, line=Length.pt(24),
        ),
        ElementSpec(
            role="printing_date", style="印发日期", clause="7.4.3", size=SIZE_4, align="right",
            right=1, line=Length.pt(24),
        ),
        ElementSpec(
            role="number_odd", style="单页码", clause="7.5", font=SONGTI, western=SONGTI,
            size=SIZE_4, align="right", right=1, line=Length.pt(16),
        ),
        ElementSpec(
            role="number_even", style="双页码", clause="7.5", font=SONGTI, western=SONGTI,
            size=SIZE_4, align="left", left=1, line=Length.pt(16),
        ),
    )
}  # fmt: skip
"""The elements of the standard by role."""
