"""Numbers in the formats of automatic numbering: 1 → 一, ①, 甲, A, i and so on."""

from __future__ import annotations

from collections.abc import Callable

from notice_kit.numerals import spoken

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 10**8


def numbered(number: int, form: str) -> str:
    """A number as a list shows it.

    Args:
        number: 0 or more; others come out in Arabic digits.
        form: a value of `w:numFmt`; one that is not known here gives Arabic digits.

    Source:
        ECMA-376 Part 1, 17.18.59 (ST_NumberFormat).
    """
    make = _FORMS.get(form)
    if make is None or not 0 <= number < _LARGEST:
        return str(number)
    return make(number)


def _letters(first: str) -> Callable[[int], str]:
    def letters(number: int) -> str:
        if not number:
            return "0"
        times, place = divmod(number - 1, 26)
        return chr(ord(first) + place) * min(times + 1, 30)

    return letters


def _roman(number: int) -> str:
    if not 0 < number < 5000:
        return str(number)
    made = ""
    for amount, sign in _ROMAN:
        count, number = divmod(number, amount)
        made += sign * count
    return made


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _circled(number: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return str(number)


def _row(start: int, last: int) -> Callable[[int], str]:
    return lambda number: chr(start + number - 1) if 0 < number <= last else str(number)


def _digit_by_digit(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", _DIGITS))


def _counting(number: int) -> str:
    """Tens spoken, beyond 99 digit by digit."""
    return spoken(number) if number < 100 else _digit_by_digit(number)


def _capital(number: int) -> str:
    units = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
    text = spoken(number).translate(units)
    return text if not text.startswith("拾") else "壹" + text


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{suffix or 'th'}"


def _full_width(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _number: "",
    "bullet": lambda _number: "",
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "ordinal": _ordinal,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": spoken,
    "taiwaneseCountingThousand": spoken,
    "japaneseCounting": spoken,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": _capital,
    "japaneseLegal": _capital,
    "ideographLegalTraditional": _capital,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _row(0x2474, 20),
    "decimalEnclosedFullstop": _row(0x2488, 20),
    "ideographEnclosedCircle": _row(0x3280, 10),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
}
