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
    FirstPageSpec,
    FormatSpec,
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

_LETTER_THICK = RuleSpec(thickness=Length.pt(3), colour=RED, clause="10.1; thickness: 惯例")
_LETTER_THIN = RuleSpec(thickness=Length.pt(0.75), colour=RED, clause="10.1; thickness: 惯例")
LETTER_FIRST_PAGE = FirstPageSpec(
    head=(_LETTER_THICK, _LETTER_THIN),
    head_gap=Length.mm(4),
    foot=(_LETTER_THIN, _LETTER_THICK),
    foot_height=Length.mm(20),
    between=Length.pt(1),
    width=Length.mm(170),
)
"""The red double lines of a letter, 上粗下细 under the mark and 上细下粗 at the foot (10.1)."""

LETTER_TOP = Length(SIZE_3 * 7 // 8)
"""From the upper double line of a letter to the ink of the row under it (10.1)."""

LETTER_TITLE_ROWS = 2
"""Blank rows over the title of a letter (10.1)."""

PAGE_NUMBER_DASH = "—"
"""一字线, one at each side of the number (7.5)."""

SIGNERS_IN_ROW = 2
"""签发人 in a row (7.2.6)."""

SEALED_DATE_RIGHT = 4
"""成文日期 from the right edge where a seal is set, in 字 (7.3.5.1)."""

UNSEALED_RIGHT = 2
"""署名 from the right edge where none is set, and how far the date begins after it (7.3.5.2)."""

ORDER_ROWS = 2
"""Blank rows between the mark of an order, 令号 and the text (10.2)."""

UNSEALED_ROWS = 1
"""Blank rows between the text and 署名 where no seal is set (7.3.5.2)."""

STAMP_ROWS, STAMP_DATE_ROWS = 2, 1
"""Blank rows over a 签名章, and between it and the date (7.3.5.3)."""

STAMP_RIGHT, STAMP_GAP = 4, 2
"""签名章 from the right edge, and from it to the post of the signer, in 字 (7.3.5.3)."""


def characters(count: float, size: Length = SIZE_3) -> Length:
    """The width of so many 字: on the grid for text of the body's size, else as wide as high."""
    full = PORTRAIT.area_width / GRID.characters if size == SIZE_3 else size
    # Whole twips rounded down: LibreOffice loses the last character to an indent 1 twip wider.
    return Length.twips(floor(full / Length.twips(1)) * count // 1)


def rows(count: float) -> Length:
    """The height of so many rows."""
    return Length(round(ROW * count))


AVERAGE_DATE = 6.5
"""字 of 2026年3月5日 (6) to 2026年11月24日 (7), its digits half as wide as 汉字."""

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
        ElementSpec(role="copy_number", style="份号", clause="7.2.1", align="left", line=ROW),
        ElementSpec(
            role="secrecy", style="密级和保密期限", clause="7.2.2", font=HEITI, align="left",
            line=ROW,
        ),
        ElementSpec(
            role="urgency", style="紧急程度", clause="7.2.3", font=HEITI, align="left", line=ROW,
        ),
        ElementSpec(
            role="signed_number", style="上行文发文字号", clause="7.2.5, 7.2.6", align="left",
            before=rows(2), line=ROW, rule=RED_RULE, tabs=((27, "left"), (1, "right")),
        ),
        ElementSpec(
            role="signers", style="签发人", clause="7.2.6", align="left", line=ROW,
            tabs=((12, "left"), (8, "left")), keep=True,
        ),
        ElementSpec(
            role="joint_signed_number", style="联合上行文发文字号", clause="7.2.5, 7.2.6",
            align="left", line=ROW, rule=RED_RULE, tabs=((27, "left"), (12, "left"), (8, "left")),
        ),
        ElementSpec(
            role="order_number", style="令号", clause="10.2", align="center", before=rows(2),
            after=rows(2), line=ROW,
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
            line=ROW, tabs=((4 + AVERAGE_DATE / 2, "center"),), keep=True,
        ),
        ElementSpec(
            role="signature_date", style="成文日期", clause="7.3.5.1, 7.3.5.4", align="right",
            right=4, line=ROW,
        ),
        ElementSpec(
            role="signature_unsealed", style="不加盖印章的署名", clause="7.3.5.2", align="right",
            right=UNSEALED_RIGHT, before=rows(1), line=ROW, keep=True,
        ),
        ElementSpec(
            role="joint_signature", style="联合行文署名", clause="7.3.5.1", align="center",
            line=ROW,
            keep=True,
        ),
        ElementSpec(
            role="signer_post", style="签发人职务", clause="7.3.5.3", align="right",
            right=STAMP_GAP, line=ROW, keep=True,
        ),
        ElementSpec(
            role="stamp", style="签名章", clause="7.3.5.3", align="left", line=ROW, keep=True,
        ),
        ElementSpec(
            role="attendance", style="出席请假列席人员", clause="10.3", left=5, hanging=3, line=ROW,
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

FORMATS: dict[str, FormatSpec] = {
    spec.name: spec
    for spec in (
        FormatSpec(
            name="document", mark_top=Length(PORTRAIT.top + MARK_TOP), clause="7.2",
        ),
        FormatSpec(
            name="letter", mark_top=Length.mm(30), first_page=LETTER_FIRST_PAGE,
            imprint_rules=False,
            elements=(
                ElementSpec(
                    role="document_number", style="发文字号", clause="10.1", align="right",
                    line=ROW,
                ),
            ),
            clause="10.1",
        ),
        FormatSpec(
            name="order", mark_top=Length(PORTRAIT.top + Length.mm(20)), clause="10.2",
        ),
        FormatSpec(name="minutes", mark_top=Length(PORTRAIT.top + MARK_TOP), clause="10.3"),
    )
}  # fmt: skip
"""文件格式, and the letter, order and minutes of section 10, by the name that manuscripts say."""
