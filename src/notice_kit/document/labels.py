"""结构层次序数: the labels 一、（一）1.（1） at the start of paragraphs, and what they head."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notice_kit.document.paragraphs import Paragraph

_HAN = "一二三四五六七八九十百〇零"
_LEVELS = (
    re.compile(rf"(?P<label>(?P<number>[{_HAN}]+)(?P<sign>[、.．,，]))"),
    re.compile(rf"(?P<label>(?P<open>[（(])(?P<number>[{_HAN}]+)[）)](?P<sign>[、.．,，]?))"),
    re.compile(r"(?P<label>(?P<number>\d{1,3})(?P<sign>[.．、])(?:(?!\d)|(?=\d{4}年)))"),
    re.compile(r"(?P<label>(?P<open>[（(])(?P<number>\d{1,3})[）)](?P<sign>[、.．,，]?))"),
)
_SENTENCE = re.compile(r"[。！？；]")
_STANDING = 45  # characters that a heading by itself has at most; two rows of the page
_VALUES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A label with what it heads.

    Attributes:
        level: 1 for 一、 to 4 for （1）.
        label: as it is written or shown: `（一）`.
        value: the number it stands for; 0 where it cannot be read.
        text: the heading sentence without its label and its full stop.
        end: where the heading sentence ends in `paragraph.text`, its mark included.
        stands_alone: nothing follows in the paragraph.
        is_automatic: the label comes from a list.
        is_item: it closes with a mark of a sentence, as an item of running text does.
    """

    paragraph: Paragraph
    level: int
    label: str
    value: int
    text: str
    end: int
    stands_alone: bool
    is_automatic: bool
    is_item: bool


def chinese_value(text: str) -> int:
    """The value of a number in 汉字 below 1000; 0 where it cannot be read."""
    if not text:
        return 0
    if not re.search("[十百]", text):
        value = 0
        for sign in text:
            value = value * 10 + _VALUES.get(sign, 0)
        return value
    hundreds, _, rest = text.rpartition("百")
    tens, ten, units = rest.rpartition("十")
    value = 100 * (_VALUES.get(hundreds, 1)) if "百" in text else 0
    if ten:
        value += 10 * (_VALUES.get(tens[-1:], 1) if tens else 1)
    return value + _VALUES.get(units[-1:], 0)


def heading_of(paragraph: Paragraph) -> Heading | None:
    """The heading with which a paragraph begins, or None."""
    text = paragraph.text
    bare = text.lstrip()
    start = len(text) - len(bare)
    for level, pattern in enumerate(_LEVELS, start=1):
        found = pattern.match(bare)
        if found is None:
            continue
        number = found["number"]
        value = int(number) if number.isdecimal() else chinese_value(number)
        rest = bare[found.end() :]
        stop = _SENTENCE.search(rest)
        end = len(rest) if stop is None else stop.end()
        alone = not rest[end:].strip()
        return Heading(
            paragraph=paragraph,
            level=level,
            label=found["label"],
            value=value,
            text=rest[:end].strip().rstrip("。"),
            end=start + found.end() + end,
            stands_alone=alone and len(rest) <= _STANDING,
            is_automatic=bool(paragraph.label_text.strip()),
            is_item=alone and rest.rstrip()[-1:] in ("。", "；", "！", "？", "，"),
        )
    return None
