"""Numbers, dates and money as official documents write them: pure text, no state."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import cn2an

_BEFORE_ORDINAL = ("第", "（", "(", "〔", "[")
_YEAR_SIGNS = str.maketrans("0123456789", "〇一二三四五六七八九")
_WEEKDAYS = "一二三四五六日"
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def spoken(number: int) -> str:
    """A whole number in 汉字: 20 → 二十, 101 → 一百零一."""
    text: str = cn2an.an2cn(str(number), "low")
    return text


def ordinal(number: int, form: str = "") -> str:
    """A whole number in 汉字 in its form: 三, （三） for （）, 第三条 for 第条, 三、 for 、.

    Args:
        number: from 1.
        form: what stands around it; the number comes behind 第 or an opening bracket.

    Raises:
        ValueError: there is no such ordinal.
    """
    if number < 1:
        raise ValueError(f"not an ordinal: {number}")
    before = form[:1] if form[:1] in _BEFORE_ORDINAL else ""
    return before + spoken(number) + form[len(before) :]


def capital(amount: int | Decimal) -> str:
    """An amount of yuan in 大写: 20000 → 贰万元整, 123.45 → 壹佰贰拾叁元肆角伍分.

    Raises:
        ValueError: the amount is negative or is not whole in 分.
    """
    exact = Decimal(amount)
    if exact < 0 or exact != exact.quantize(Decimal("0.01")):
        raise ValueError(f"not an amount of money: {amount}")
    text: str = cn2an.an2cn(format(exact.normalize(), "f"), "rmb")
    return text


def figures(amount: int | Decimal) -> str:
    """An amount in figures, thousands set off: 20000 → 20,000."""
    return f"{amount:,f}" if isinstance(amount, Decimal) else f"{amount:,}"


def parse_date(text: str) -> date:
    """The day that the text names: 2026-07-20, 2026/7/20, 2026.7.20 or 2026年7月20日.

    Raises:
        ValueError: the text is no such date, or there is no such day.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a date: {text}")
    return date(*map(int, match.groups()))


def decimals(number: int | Decimal, places: int) -> str:
    """A number with so many decimals, halves rounded up: 97 with one → 97.0."""
    step = Decimal(1).scaleb(-places)
    return format(Decimal(number).quantize(step, ROUND_HALF_UP), "f")


def full_date(day: date) -> str:
    """2026年7月20日: Arabic, the year in full, no leading zeros.

    Source:
        GB/T 9704-2012, 7.3.5.4.
    """
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_year(year: int | date) -> str:
    """A year sign by sign in 汉字: 2026 → 二〇二六."""
    return str(year.year if isinstance(year, date) else year).translate(_YEAR_SIGNS)


def long_date(day: date) -> str:
    """二〇二六年七月二十日, as certificates and letters of honour have it."""
    return f"{chinese_year(day)}年{spoken(day.month)}月{spoken(day.day)}日"


def weekday(day: date) -> str:
    """星期一."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


def year_month(day: date) -> str:
    """2026年7月."""
    return f"{day.year}年{day.month}月"


def month_day(day: date) -> str:
    """7月20日."""
    return f"{day.month}月{day.day}日"


def month(day: date) -> str:
    """7月."""
    return f"{day.month}月"


def plain_number(number: int | Decimal) -> str:
    """A number in figures without an exponent, its trailing zeros kept: 1.10 → 1.10."""
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def document_number(code: str, year: int, serial: int) -> str:
    """青发〔2026〕21号.

    Source:
        GB/T 9704-2012, 7.2.5.
    """
    return f"{code}〔{year}〕{serial}号"


def mask(secret: str) -> str:
    """An id or telephone number with its middle hidden: 330999********1234, 199****0001."""
    if len(secret) >= 15:
        return secret[:6] + "*" * (len(secret) - 10) + secret[-4:]
    if len(secret) >= 11:
        return secret[:3] + "*" * (len(secret) - 7) + secret[-4:]
    if len(secret) >= 7:
        return secret[:2] + "*" * (len(secret) - 4) + secret[-2:]
    return "*" * len(secret)
