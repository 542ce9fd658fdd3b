"""Which page stands where; and sheets put together as a binder does give the booklet back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_kit.imposition.signatures import Sheet, Side, arrange, with_blanks


def sides(sheets):
    return [(s.front.left, s.front.right, s.back.left, s.back.right) for s in sheets]


def test_saddle_stitch_of_eight_pages():
    assert sides(arrange(range(1, 9), "saddle")) == [(8, 1, 2, 7), (6, 3, 4, 5)]


def test_blanks_stand_at_the_end():
    assert with_blanks(6) == [1, 2, 3, 4, 5, 6, None, None]
    assert with_blanks(8) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert with_blanks(1) == [1, None, None, None]


def test_blanks_stand_before_the_back_cover():
    assert with_blanks(6, back_cover=True) == [1, 2, 3, 4, 5, None, None, 6]
    assert with_blanks(1, back_cover=True) == [1, None, None, None]


def test_signatures_are_as_equal_as_can_be():
    sheets = arrange(with_blanks(66), "perfect", 16)
    count = [sum(one.signature == number for one in sheets) for number in range(5)]
    assert count == [4, 4, 3, 3, 3]
    assert [one.front for one in sheets if one.depth == 0] == [
        Side(16, 1), Side(32, 17), Side(44, 33), Side(56, 45), Side(None, 57),
    ]  # fmt: skip


def test_stacks_are_cut_and_put_on_one_another():
    assert sides(arrange(range(1, 13), "stack")) == [
        (1, 7, 8, 2), (3, 9, 10, 4), (5, 11, 12, 6),
    ]  # fmt: skip
    assert sides(arrange([1, 2, 3, 4], "stack")) == [(1, 3, 4, 2)]
    two = arrange(range(1, 17), "stack", 8)
    assert sides(two) == [(1, 5, 6, 2), (3, 7, 8, 4), (9, 13, 14, 10), (11, 15, 16, 12)]


@pytest.mark.parametrize(("pages", "signature"), [(6, None), (8, 6), (8, 2)])
def test_only_multiples_of_four_can_be_arranged(pages, signature):
    with pytest.raises(ValueError, match="multiples of four"):
        arrange(range(pages), "perfect", signature)


def leaves(sheet: Sheet) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    """Recto and verso of the left and of the right half: the back is turned about its middle."""
    left = (sheet.front.left, sheet.back.right)
    right = (sheet.front.right, sheet.back.left)
    return left, right


def read_folded(sheets):
    """The pages of one signature as a reader turns them: the left halves fold behind."""
    outside_in = [leaves(sheet) for sheet in sheets]
    first = [page for _left, right in outside_in for page in right]
    last = [page for left, _right in reversed(outside_in) for page in reversed(left)]
    return first + last


def read_stacked(sheets):
    left = [page for sheet in sheets for page in leaves(sheet)[0]]
    return left + [page for sheet in sheets for page in leaves(sheet)[1]]


@given(
    st.integers(1, 300),
    st.sampled_from(["saddle", "perfect", "stack"]),
    st.none() | st.integers(1, 16).map(lambda sheets: 4 * sheets),
    st.booleans(),
)
def test_every_booklet_reads_in_order(pages, binding, signature, back_cover):
    order = with_blanks(pages, back_cover=back_cover)
    sheets = arrange(order, binding, signature)
    assert len(sheets) == len(order) // 4
    read = read_stacked if binding == "stack" else read_folded
    got = []
    for number in range(sheets[-1].signature + 1):
        got += read([sheet for sheet in sheets if sheet.signature == number])
    assert got == order
    assert [page for page in got if page] == list(range(1, pages + 1))
    if signature:
        most = max(sum(s.signature == n for s in sheets) for n in range(len(sheets)))
        assert 4 * most <= signature
