"""The figures of GB/T 9704-2012, written out here a second time."""

from __future__ import annotations

import pytest

from notice_kit.measure import Length
from notice_kit.standard.gbt9704 import (
    CHAR_SPACE,
    ELEMENTS,
    FORMATS,
    IMPRINT_THICK,
    IMPRINT_THIN,
    LANDSCAPE,
    MARK_TOP,
    PORTRAIT,
    RED_RULE,
    ROW,
    characters,
    rows,
)
from notice_kit.standard.house import ELEMENTS as HOUSE
from notice_kit.standard.house import fitted_mark
from notice_kit.standard.specs import CUSTOM, STANDARD, char_space, line_pitch


def test_portrait_page_leaves_156_by_225_mm() -> None:
    sides = (PORTRAIT.top, PORTRAIT.right, PORTRAIT.bottom, PORTRAIT.left)
    assert [side.in_mm for side in sides] == [37, 26, 35, 28]
    assert (PORTRAIT.width.in_mm, PORTRAIT.height.in_mm) == (210, 297)
    assert (PORTRAIT.area_width.in_twips, PORTRAIT.area_height.in_twips) == (8845, 12756)


def test_landscape_page_is_the_portrait_page_turned_clockwise() -> None:
    sides = (LANDSCAPE.top, LANDSCAPE.right, LANDSCAPE.bottom, LANDSCAPE.left)
    assert [side.in_mm for side in sides] == [28, 37, 26, 35]


def test_grid_is_22_rows_of_28_characters() -> None:
    assert ROW.in_twips == 579
    assert CHAR_SPACE == -842
    assert 22 * ROW <= PORTRAIT.area_height < 23 * ROW


@pytest.mark.parametrize(("lines", "twips"), [(1, 12755), (20, 637), (22, 579), (24, 531)])
def test_line_pitch_never_spills(lines: int, twips: int) -> None:
    assert line_pitch(Length.mm(225), lines).in_twips == twips


def test_char_space_is_none_when_the_text_fits_by_itself() -> None:
    assert char_space(Length.pt(160), 10, Length.pt(16)) == 0


@pytest.mark.parametrize(
    ("role", "clause", "font", "points"),
    [
        ("document_number", "7.2.5", "仿宋_GB2312", 16),
        ("title", "7.3.1", "方正小标宋简体", 22),
        ("addressee", "7.3.2", "仿宋_GB2312", 16),
        ("body", "7.3.3", "仿宋_GB2312", 16),
        ("heading1", "7.3.3", "黑体", 16),
        ("heading2", "7.3.3", "楷体_GB2312", 16),
        ("heading3", "7.3.3", "仿宋_GB2312", 16),
        ("attachment_note", "7.3.4", "仿宋_GB2312", 16),
        ("attachment_label", "7.3.7", "黑体", 16),
        ("attachment_title", "7.3.7", "方正小标宋简体", 22),
        ("copy_to", "7.4.2", "仿宋_GB2312", 14),
        ("printing_office", "7.4.3", "仿宋_GB2312", 14),
        ("number_odd", "7.5", "宋体", 14),
        ("number_even", "7.5", "宋体", 14),
    ],
)
def test_fonts_and_sizes(role: str, clause: str, font: str, points: float) -> None:
    spec = ELEMENTS[role]
    assert (spec.clause, spec.font, spec.size.in_pt) == (clause, font, points)
    assert spec.source == STANDARD


def test_distances_of_the_head() -> None:
    assert MARK_TOP.in_mm == 35
    assert ELEMENTS["document_number"].before == ELEMENTS["title"].before == rows(2)
    assert (RED_RULE.gap.in_mm, RED_RULE.colour) == (4, "FF0000")


def test_imprint_rules() -> None:
    assert IMPRINT_THICK.thickness == Length.mm(0.35)
    assert IMPRINT_THIN.thickness == Length.mm(0.25)


def test_date_stands_4_characters_from_the_edge_and_the_name_over_its_middle() -> None:
    assert ELEMENTS["signature_date"].right == 4
    assert ELEMENTS["signature"].tabs == ((7.25, "center"),)


def test_indent_of_two_characters_keeps_26_in_the_first_line() -> None:
    assert characters(2).in_twips == 630


def test_what_is_not_in_the_standard_says_so() -> None:
    assert {spec.source for spec in HOUSE.values()} == {CUSTOM}
    assert not HOUSE.keys() & ELEMENTS.keys()


@pytest.mark.parametrize(("count", "points"), [(5, 62), (8, 52), (13, 32), (22, 20)])
def test_mark_fits_one_line(count: int, points: float) -> None:
    mark = fitted_mark(count, FORMATS["document"])
    assert mark.size.in_pt == points
    assert mark.size * count <= PORTRAIT.area_width
