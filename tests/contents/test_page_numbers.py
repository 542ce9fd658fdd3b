"""Numbers of pages from where sections begin and how they count."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from notice_kit.contents.instructions import Wanted, wanted
from notice_kit.contents.page_numbers import PageNumbers


def section(kind="nextPage", start=None, form=None):
    return SimpleNamespace(kind=kind, number_start=start, number_format=form)


def printed(sections, firsts, pages):
    numbers = PageNumbers(sections, firsts)
    return [numbers.printed(page) for page in pages]


def test_one_section_counts_from_1():
    assert printed([section()], [1], [1, 2, 10]) == ["1", "2", "10"]


def test_a_section_counts_on_in_its_own_format():
    sections = [section(form="lowerRoman"), section(), section(form="chineseCounting")]
    assert printed(sections, [1, 4, 6], [3, 4, 5, 6]) == ["iii", "4", "5", "六"]


def test_a_section_begins_anew_after_a_blank_page():
    sections = [section(form="upperRoman", start=1), section("oddPage", start=1)]
    assert printed(sections, [1, 3], [1, 2, 3, 4]) == ["I", "II", "1", "2"]


def test_a_section_within_a_page_counts_on():
    sections = [section(start=5), section("continuous", start=1), section(start=1)]
    assert printed(sections, [1, 2, 4], [2, 3, 4]) == ["6", "7", "1"]


def test_a_section_without_a_place_is_passed_over():
    assert printed([section(), section(start=1)], [1, None], [3]) == ["3"]


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (r"PAGEREF a \h", "iv"),
        (r"PAGEREF a \* Arabic", "4"),
        (r"PAGEREF a \* ROMAN \* MERGEFORMAT", "IV"),
        (r"PAGEREF a \* MERGEFORMAT", "iv"),
    ],
)
def test_a_field_may_ask_for_a_format_of_its_own(instruction, shown):
    numbers = PageNumbers([section(form="lowerRoman")], [1])
    assert numbers.printed(4, instruction) == shown


@pytest.mark.parametrize(
    ("instruction", "asks"),
    [
        ("TOC", Wanted(headings=range(1, 10))),
        (r' TOC \o "1-3" \h \z \u ', Wanted(range(1, 4), range(1, 4), linked=True)),
        (r'TOC \t "制度标题,1,章标题,2"', Wanted(styles={"制度标题": 1, "章标题": 2})),
        (r'toc \o "2-2" \b "部分" \n', Wanted(range(2, 3), numberless=range(1, 10), within="部分")),
        (r'TOC \h \c "图"', None),
        (r"TOC \f", None),
        (r"PAGEREF _Toc1 \h", None),
        ("", None),
    ],
)
def test_what_an_instruction_says(instruction, asks):
    assert wanted(instruction) == asks
