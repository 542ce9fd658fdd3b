"""Rules for numerals by GB/T 15835-2011: when in figures or in 汉字, with what beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.roles import TEXT
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.literal import HAN, literals, matches, told
from notice_kit.rules.registry import ANY_KIND, SHOULD, Element, Fault, Source, rule

_NUMERALS = "GB/T 15835-2011"
_SIGNS = "〇○零一二三四五六七八九"
CHINESE_DATE = re.compile(
    rf"(?<![{_SIGNS}])[一二][{_SIGNS}]{{3}}年(?:[一二三四五六七八九十]{{1,2}}月"
    r"(?:[一二三四五六七八九十]{1,3}日)?)"
)
"""A year and month in 汉字, with or without a day."""


@rule("D-01", standard=_NUMERALS, source=Source.UNCERTAIN, element=Element.NUMERALS, fixable=True)
def dates_in_figures(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Dates in the text are in Arabic figures.

    What: Years with a month in 汉字 in the running text of official documents. The 成文日期 has a
      rule of its own; cells, titles and quotations are let pass.
    Why: Dates, times, measures and statistics are in figures, which are plain and distinct.
    Good: 2026年3月5日
    Bad: 二〇二六年三月五日
    """
    for one in literals(document):
        if document.layout.role(one.paragraph) in TEXT:
            spots = (
                found.span()
                for found in CHINESE_DATE.finditer(one.text)
                if one.text.count("“", 0, found.start()) == one.text.count("”", 0, found.start())
            )
            yield from told(
                _("a date in the text is in 汉字"),
                one.paragraph,
                spots,
                wanted=_("Arabic figures"),
                remedy=_("Write the date in figures, such as 2026年3月5日."),
            )


_SHORT_YEAR = re.compile(
    r"(?:(?<![\d年零.、，第近满])|(?<=['’‘]))(?:\d{2})年(?:0?[1-9]|1[0-2])月(?!份?[以之来多])"
)
_LASTS = re.compile(r"(?:历时|长达|工龄|党龄|共|期|满|达|任职|为期|约)\s*$")


@rule("D-02", standard=_NUMERALS, source=Source.UNCERTAIN, element=Element.NUMERALS, kinds=ANY_KIND)
def full_years(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Years are written in full.

    What: Two figures before 年 and a month. Let pass: lengths of time, such as 历时10年3月.
    Why: 年份一般不简写; after a few years nobody knows which century is meant.
    Good: 2026年3月
    Bad: 26年3月
    """
    for one in literals(document):
        spots = (
            found.span()
            for found in _SHORT_YEAR.finditer(one.text)
            if not _LASTS.search(one.text[max(0, found.start() - 4) : found.start()])
        )
        yield from told(
            _("a year is cut short"),
            one.paragraph,
            spots,
            remedy=_("Write the year with four figures."),
        )


@rule(
    "D-03", standard=_NUMERALS, source=Source.UNCERTAIN, element=Element.NUMERALS, fixable=True,
    kinds=ANY_KIND,
)  # fmt: skip
def half_width_figures(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Figures are half-width.

    What: Full-width figures ０ to ９ in text, cells and notes.
    Why: Figures are Western signs; full-width ones are spread and are not found by a search.
    Good: 2026年
    Bad: ２０２６年
    """
    return matches(
        document,
        re.compile("[０-９]+"),
        _("figures are full-width"),
        remedy=_("Type the figures half-width."),
    )


_FIXED = re.compile(
    r"(?:星期|礼拜)[1-7](?!\d)|党的\d{1,2}大(?=[^\d学小中]|$)"
    r"|(?:党的|届)\d中全会|第\d{1,2}个五年(?:规划|计划)"
)
_APPROXIMATE = re.compile(r"(?<![\d.第件条项款])\d、\d(?:天|个(?![月别])|十|百|千|万)(?!\d)")


@rule("D-04", standard=_NUMERALS, source=Source.UNCERTAIN, element=Element.NUMERALS, kinds=ANY_KIND)
def fixed_words(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Numbers within fixed words and approximate numbers are in 汉字.

    What: 星期5, 党的20大, 4中全会, 第14个五年规划, 3、4天. Other words are not known to the rule.
    Why: Such a number is a part of a word, not a count.
    Good: 星期五；党的二十大；三四天
    Bad: 星期5；党的20大；3、4天
    """
    for one in literals(document):
        spots = {found.span() for found in _FIXED.finditer(one.text)}
        for found in _APPROXIMATE.finditer(one.text):
            first, second = found[0][0], found[0][2]
            if int(second) - int(first) == 1:
                spots.add(found.span())
        yield from told(
            _("a number within a fixed word, or an approximate number, is in figures"),
            one.paragraph,
            sorted(spots),
            remedy=_("Write it in 汉字."),
        )


@rule("D-05", standard=_NUMERALS, source=Source.UNCERTAIN, element=Element.NUMERALS, kinds=ANY_KIND)
def several_in_characters(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Numbers with 几 are in 汉字.

    What: 几 right behind or before a figure, where a unit or 十, 百, 千, 万 follows.
    Why: Figures are exact, 几 is not; 约, 近, 余 and 左右 may stand with figures.
    Good: 几十人；十几天
    Bad: 2几人；10几天
    """
    return matches(
        document,
        re.compile(
            r"\d几(?=[十百千万年月天日个名人户次岁里家公元])|(?<![第乎])几\d+(?=[万人名个户元])"
        ),
        _("a number with 几 is in figures"),
        remedy=_("Write the number in 汉字."),
    )


_RANGE = re.compile(
    r"(?<![\d.,A-Za-z\-/第])\d+(?:\.\d+)?[～~—\-－]\d+(?:\.\d+)?(?:%|％|‰|万(?!年|里)|亿(?!年))"
)


@rule("D-06", standard=_NUMERALS, source=Source.UNCERTAIN, element=Element.NUMERALS, kinds=ANY_KIND)
def range_of_figures(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Both figures of a range have their %, 万 or 亿.

    What: A figure without, ～ or another joining mark, and a figure with one of them. Other units,
      as in 400～429页, may stand once.
    Why: 13～17万元 may mean from 13 yuan.
    Good: 15%～30%；13万元～17万元
    Bad: 15～30%；13～17万元
    """
    return matches(
        document,
        _RANGE,
        _("the first figure of a range has no %, 万 or 亿"),
        remedy=_("Repeat it behind the first figure."),
    )


@rule(
    "D-07", standard=_NUMERALS, source=Source.UNCERTAIN, severity=SHOULD,
    element=Element.NUMERALS, kinds=ANY_KIND,
)  # fmt: skip
def large_numbers(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Beside figures only 万 and 亿 stand for zeros.

    What: 千 or 百 between two figures. Units such as 千克 and 千米 are let pass.
    Why: 3千5百 is neither a number in figures nor one in 汉字.
    Good: 3500元；3.5万元
    Bad: 3千5百元
    """
    return matches(
        document,
        re.compile(r"\d+千\d+百?|\d+百\d+十?"),
        _("千 or 百 stands within a number in figures"),
        remedy=_("Write the number in figures, or with 万 or 亿."),
    )


ZERO = re.compile(r"(?<![一二三四五六七八九〇\d])[一二][0○◯ＯOo零〇一二三四五六七八九]{3}(?=年)")
"""A year in 汉字, whatever its zero is."""


@rule(
    "D-08", standard=_NUMERALS, source=Source.UNCERTAIN, element=Element.NUMERALS, fixable=True,
    kinds=ANY_KIND,
)  # fmt: skip
def zero_of_years(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The zero of a year in 汉字 is 〇.

    What: 零, 0, O, ○ in a year that is written in 汉字; 〇 is U+3007.
    Why: 〇 is a 汉字, in every Chinese font and found by a search; the others only look like it.
    Good: 二〇二六年
    Bad: 二零二六年；二○二六年
    """
    for one in literals(document):
        spots = (
            found.span() for found in ZERO.finditer(one.text) if re.search("[0○◯ＯOo零]", found[0])
        )
        yield from told(
            _("the zero of a year is not 〇"),
            one.paragraph,
            spots,
            wanted="〇 (U+3007)",
            remedy=_("Type 〇, or write the year in figures."),
        )


@rule(
    "D-11", standard="GB 3100～3102-93", source=Source.UNCERTAIN, element=Element.NUMERALS,
    kinds=ANY_KIND,
)  # fmt: skip
def legal_units(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Units are legal ones.

    What: A figure with 公分, 市斤, 市尺, 市里, 华里, 市亩, 英里, 英尺 or 加仑. Let pass: 亩, and
      the 英寸 of screens.
    Why: Documents use 法定计量单位.
    Good: 50厘米；2千克
    Bad: 50公分；2市斤
    """
    return matches(
        document,
        re.compile(r"\d\s?(?:平方|立方)?(?:公分|市斤|市尺|市寸|市里|华里|市亩|英里|英尺|加仑)"),
        _("a unit is no legal one"),
        remedy=_("Convert it: 厘米, 千克, 米, 千米, 公顷."),
    )


_FEWER = re.compile(r"(?:降低|减少|下降|缩小|缩短)(?:了|到|至|近|约)?\s?\d+(?:\.\d+)?倍")
_ABOUT = re.compile(rf"(?:大约|约有|约|近)\s?\d[\d.,]*[万亿]?(?:[{HAN}]{{1,3}}?)?(?:左右|上下)")


@rule("D-12", source=Source.CUSTOM, severity=SHOULD, element=Element.NUMERALS, kinds=ANY_KIND)
def amounts(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Words about an amount make sense.

    What: 减少 and its like by a number of 倍; 约 or 近 together with 左右 or 上下.
    Why: What is reduced by 1倍 is gone; two words for “about” are one too many.
    Good: 减少一半；约100人
    Bad: 减少1倍；约100人左右
    """
    for one in literals(document):
        spots = [f.span() for rule_ in (_FEWER, _ABOUT) for f in rule_.finditer(one.text)]
        yield from told(
            _("words about an amount contradict or repeat each other"),
            one.paragraph,
            spots,
            remedy=_("Use % or fractions for less, and one word for “about”."),
        )
