"""What a checker accepts around the figures of the standard: tolerances and a second reading."""

from __future__ import annotations

from dataclasses import dataclass

from notice_kit.measure import Length
from notice_kit.standard.gbt9704 import GRID, PORTRAIT, ROW
from notice_kit.standard.specs import line_pitch

PAPER = Length.mm(1)
"""Of a sheet's width and height; 5.1 allows no deviation, programs round to whole units."""

MARGIN = Length.mm(1)
"""Of 天头 and 订口. Source: GB/T 9704-2012, 5.2.1."""

AREA = Length.mm(1)
"""Of the type area; what the tolerances of the margins leave it."""

ROW_FLOOR = line_pitch(PORTRAIT.area_height, GRID.rows + 1)
"""Rows of this pitch or a smaller one are more than 22 to a page."""

ROW_BAND = (Length(ROW_FLOOR + Length.twips(1)), ROW)
"""Pitches of rows of which 22 fit the type area: 555 to 579 twips."""

INDENT = 0.1
"""字, of indents."""

BLANK_ROWS = 0.25
"""Rows, of the white between elements: rows of 28 to 30 pt beside each other are alike."""

PLACE = 0.5
"""字, of where a tab or typed blanks put a row."""

MARK_PLACE = Length.mm(2)
"""Of the upper edge of the 发文机关标志; what an estimate from the file is good for."""

RED_RULE_GAP = Length.mm(1.5)
"""Of the white between 发文字号 and the red rule; what an estimate from the file is good for."""

RED_RULE_THICKNESS = (Length.pt(1), Length.pt(3))
"""The thinnest and the thickest red rule. Source: 惯例."""

TITLE_LINE = 1.2
"""The least distance of a title's rows, of its size. Source: 惯例."""

RED_LEAST, RED_MOST = 0xC0, 0x50
"""The least red, and the most green and blue, of what passes for red. Source: 惯例."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What 天头 and 地脚 are set to, and the pitch of rows that goes with it.

    Attributes:
        name: `setup` or `ink`.
        tolerance: of the margins.
    """

    name: str
    top: Length
    bottom: Length
    row: Length
    tolerance: Length


SETUP = Reading("setup", PORTRAIT.top, PORTRAIT.bottom, ROW, MARGIN)
"""天头 is the upper margin as it is set up: 37 mm."""

INK = Reading("ink", Length.mm(34.58), Length.mm(32.58), Length.twips(589), Length.mm(0.5))
"""天头 reaches down to the ink of the first row, so the margin is less by the white above it.

Source: 惯例, with reference to GB/T 33476.2-2016, whose text was not seen."""

READINGS = {reading.name: reading for reading in (SETUP, INK)}

WORD_2013 = 15
"""The compatibility mode of Word 2013 and later. Source: MS-DOCX, 2.6.3 (compatibilityMode)."""

RULE_THICKNESS = Length.pt(0.13)
"""Of the rules of 版记: an eighth of a point, in which borders are measured."""

FOOTER = (Length.mm(23.5), Length.mm(27.5))
"""Distances of the footer that put the middle of its row 7 mm ± 2 mm under the type area."""

CERTIFICATE_TITLE = Length.pt(36)
"""The least size of a certificate's title. Source: 惯例."""

FOREIGN_PAPERS = (
    (Length.mm(215.9), Length.mm(279.4)),
    (Length.mm(215.9), Length.mm(355.6)),
)
"""Letter and Legal, which Chinese printers do not hold, and which programs take by default."""

LETTER_LINE = Length.mm(2)
"""Of the places of a letter's double lines; drawings and tables are placed by different edges."""

DOUBLE_LINE = Length.mm(3)
"""Two lines that lie no further apart are one double line. Source: 惯例."""

COVER_TITLE = Length.pt(36)
"""The least size of the title on a booklet's cover: 小初. Source: 惯例."""

SEAL_PLACE = Length.mm(3)
"""Of the middle of a seal from that of the date."""

SEAL_SIZES = (Length.mm(30), Length.mm(60))
"""Widths of pictures that may be a seal; those of 国发〔1999〕25号 are 42 to 50 mm."""

FORM_TITLE = (Length.pt(16), Length.pt(26))
"""The least and the largest size of a form's title; 二号 and 小二 are usual. Source: 惯例."""

NUMBER_SIDE = (0.5, 1.6)
"""字 between a page number and the edge; 1 字 of 三号 is more than one of 四号."""
