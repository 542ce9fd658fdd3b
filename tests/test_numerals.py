"""Numbers, dates and money as official documents write them."""

from datetime import date
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_kit import numerals


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (1, "一"),
        (2, "二"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (2026, "二千零二十六"),
        (10000, "一万"),
        (100050, "十万零五十"),
    ],
)
def test_whole_numbers_are_spoken(number, text):
    assert numerals.spoken(number) == text


@given(st.integers(0, 10**15))
def test_a_spoken_number_reads_back_as_itself(number):
    assert cn2an.cn2an(numerals.spoken(number), "smart") == number


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "零元整"),
        (1, "壹元整"),
        (10000, "壹万元整"),
        (20000, "贰万元整"),
        (15000, "壹万伍仟元整"),
        (290000, "贰拾玖万元整"),
        (1005, "壹仟零伍元整"),
        (Decimal("123.45"), "壹佰贰拾叁元肆角伍分"),
        (Decimal("20000.00"), "贰万元整"),
        (Decimal("1E+4"), "壹万元整"),
        (Decimal("0.50"), "伍角"),
    ],
)
def test_money_is_written_in_capitals(amount, text):
    assert numerals.capital(amount) == text


@pytest.mark.parametrize("amount", [-1, Decimal("0.001"), Decimal("-0.01")])
def test_what_is_no_amount_of_money_is_refused(amount):
    with pytest.raises(ValueError, match=f"not an amount of money: {amount}"):
        numerals.capital(amount)


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0"), (999, "999"), (20000, "20,000"), (Decimal("1234567.50"), "1,234,567.50")],
)
def test_figures_set_thousands_off(amount, text):
    assert numerals.figures(amount) == text


@pytest.mark.parametrize(
    "text",
    ["2026-07-20", "2026-7-20", "2026/7/20", "2026.7.20", "2026年7月20日", " 2026 年 7 月 20 日 "],
)
def test_a_date_is_read_in_each_form(text):
    assert numerals.parse_date(text) == date(2026, 7, 20)


@pytest.mark.parametrize("text", ["", "7月20日", "20260720", "2026-13-01", "2026-02-30", "26-1-1"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"not a date|month must be|day is out of range"):
        numerals.parse_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_in_full_reads_back_as_itself(day):
    assert numerals.parse_date(numerals.full_date(day)) == day


def test_dates_have_no_leading_zeros():
    day = date(2026, 7, 5)
    assert numerals.full_date(day) == "2026年7月5日"
    assert numerals.year_month(day) == "2026年7月"
    assert numerals.month_day(day) == "7月5日"
    assert numerals.month(day) == "7月"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10, "10"),
        (Decimal("93.5"), "93.5"),
        (Decimal("1.10"), "1.10"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000001"), "0.0000001"),
    ],
)
def test_a_plain_number_has_no_exponent_and_keeps_its_zeros(number, text):
    assert numerals.plain_number(number) == text


def test_a_document_number_has_the_brackets_of_the_standard():
    assert numerals.document_number("青发", 2026, 21) == "青发〔2026〕21号"


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        ("330999198001010024", "330999********0024"),
        ("19900000001", "199****0001"),
        ("0599-6000021", "059*****0021"),
        ("6000021", "60***21"),
        ("123456", "******"),
        ("", ""),
    ],
)
def test_a_mask_hides_the_middle(secret, shown):
    assert numerals.mask(secret) == shown
