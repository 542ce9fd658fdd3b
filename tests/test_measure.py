"""Lengths in EMU."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_kit.measure import EMU_PER_MM, EMU_PER_PT, EMU_PER_TWIP, Length


def test_units_agree_with_each_other():
    assert Length.pt(72) == Length.twips(1440) == round(25.4 * EMU_PER_MM) == 914_400
    assert EMU_PER_PT == 20 * EMU_PER_TWIP


@pytest.mark.parametrize(
    ("length", "emu"),
    [(Length.mm(156), 5_616_000), (Length.pt(16), 203_200), (Length.twips(579), 367_665)],
)
def test_a_length_is_its_emu(length, emu):
    assert length == emu
    assert isinstance(length, int)


@given(st.integers(-(10**6), 10**6))
def test_a_whole_number_of_a_unit_reads_back_as_itself(number):
    assert Length.mm(number).in_mm == number
    assert Length.pt(number).in_pt == number
    assert Length.twips(number).in_twips == number


def test_millimetres_become_the_nearest_twip():
    assert Length.mm(37).in_twips == 2098
    assert Length.mm(28).in_twips == 1587
