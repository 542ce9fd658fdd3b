"""Titles broken into rows at the borders of words, in the shape of a trapezium or a rhombus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import sqrt

from notice_kit.standard.gbt9704 import PORTRAIT
from notice_kit.standard.house import TERMS
from notice_kit.standard.specs import SIZE_2
from notice_kit.standard.text_width import has_tags, text_width

LONGEST = PORTRAIT.area_width // SIZE_2
"""汉字 of a title's size that fit a row: 20."""

MOST_ROWS = 4
_TRIED_WORDS = 40
"""More words than a title in four rows can have; beyond them too many ways would be tried."""

_NOT_FIRST = re.compile(r"[的和与及、，》〉）”’—]|以及|通知$|决定$|意见$|函$")
_NOT_LAST = re.compile(r"(?:[《〈（“‘、—和与及对将在为]|关于|以及|[0-9])$")
_NUMBER = r"[0-9]+(?:年(?:度|[上下]半年|第?[一二三四]季度)?|月份?|[日个号项名])?"
_JOINED = re.compile("|".join([r"《[^《》]*》|“[^“”]*”|（[^（）]*）", _NUMBER, *TERMS]))
_SUFFIX = re.compile(r"[省市县区镇乡村年月日号届次项级]|委员会|[》〉）”’、，]+")


def title_rows(title: str) -> list[str]:
    """The title in as few rows as hold it; one row where it fits, or where no break is good.

    A title with tags is left as it is: its rows depend on the data.

    Source:
        GB/T 9704-2012, 7.3.1: 词意完整，排列对称，长短适宜，间距恰当；梯形或菱形.
    """
    if has_tags(title) or text_width(title) <= LONGEST:
        return [title]
    words = _words(title)
    if len(words) > _TRIED_WORDS:
        return [title]
    fewest = -(-int(text_width(title)) // LONGEST)
    for count in range(max(2, fewest), MOST_ROWS + 1):
        best = min(_ways(words, count), key=_cost, default=None)
        if best is not None:
            return best
    return [title]


def has_good_shape(widths: Sequence[float]) -> bool:
    """Whether rows of these widths make a trapezium or a rhombus, not a rectangle or an hourglass.

    Source:
        GB/T 9704-2012, 7.3.1.
    """
    steps = [after - before for before, after in pairwise(widths)]
    rising = [step > 0 for step in steps]
    falls_then_rises = any(not first and second for first, second in pairwise(rising))
    return all(abs(step) >= 1 for step in steps) and not falls_then_rises


def _words(title: str) -> list[str]:
    """The words between which a row may end, names and what stands in brackets whole."""
    from rjieba import cut  # only where a title is broken: its dictionary takes time to load

    words: list[str] = []
    organ, about, rest = title.partition("关于")
    if about and text_width(organ) <= LONGEST:
        words += [organ] if organ else []
    else:
        about, rest = "", title
    for piece in [about, *_pieces(rest)]:
        whole = _JOINED.fullmatch(piece) and text_width(piece) <= LONGEST
        for word in [piece] if whole or piece == about else cut(piece):
            if words and _SUFFIX.fullmatch(word) and words[-1] != about:
                words[-1] += word
            elif word:
                words.append(word)
    return words


def _pieces(text: str) -> Iterator[str]:
    end = 0
    for found in _JOINED.finditer(text):
        yield text[end : found.start()]
        yield found.group()
        end = found.end()
    yield text[end:]


def _ways(words: Sequence[str], count: int) -> Iterator[list[str]]:
    """Every way to put the words into so many rows that breaks no rule."""
    for places in combinations(range(1, len(words)), count - 1):
        ends = [0, *places, len(words)]
        rows = ["".join(words[start:end]) for start, end in pairwise(ends)]
        widths = [text_width(row) for row in rows]
        if max(widths) <= LONGEST and has_good_shape(widths) and reads_well(rows):
            yield rows


def reads_well(rows: Sequence[str]) -> bool:
    """Whether no row begins or ends with what belongs to its neighbour, as 的 and 关于 do."""
    ends = not any(_NOT_LAST.search(row) for row in rows[:-1])
    return ends and not any(_NOT_FIRST.match(row) for row in rows[1:])


def parted(rows: Sequence[str]) -> list[str]:
    """The terms, numbers and texts in marks that the ends of rows part though a row holds them.

    Source:
        GB/T 9704-2012, 7.3.1: 词意完整.
    """
    ends = {sum(map(len, rows[:count])) for count in range(1, len(rows))}
    return [
        found.group()
        for found in _JOINED.finditer("".join(rows))
        if any(found.start() < end < found.end() for end in ends)
        and text_width(found.group()) <= LONGEST
    ]


def _cost(rows: Sequence[str]) -> float:
    """How far the rows are from one length, less what speaks for their breaks."""
    widths = [text_width(row) for row in rows]
    mean = sum(widths) / len(widths)
    uneven = sqrt(sum((width - mean) ** 2 for width in widths))
    good = sum(row.startswith("关于") for row in rows[1:])
    good += sum(row.endswith("的") for row in rows[:-1])
    return uneven - 3 * good
