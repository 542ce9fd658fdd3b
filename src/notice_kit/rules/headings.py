"""Rules for 结构层次序数: their order, their marks, the ends of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from notice_kit.document.document import Document
from notice_kit.document.labels import Heading
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import TEXT, Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule

_FORMS = ("一、", "（一）", "1.", "（1）")
_PART = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百\d]+(?:章|节|条|部分|编|篇)|附\s*[则表]\s*\d*\s*$)"
)

_BESIDE_TEXT = (Role.CAPTION, Role.FORM)


def _units(document: Document) -> Iterator[list[Heading]]:
    """The headings of the text and of each annex, cut at chapters, articles and centred rows."""
    known = {heading.paragraph: heading for heading in document.layout.headings}
    for paragraphs in (document.layout.main, *(one.paragraphs for one in document.layout.annexes)):
        unit: list[Heading] = []
        for paragraph in paragraphs:
            if paragraph in known and paragraph.cell is None:
                unit.append(known[paragraph])
            elif _divides(document, paragraph):
                yield unit
                unit = []
        yield unit


def _divides(document: Document, paragraph: Paragraph) -> bool:
    if paragraph.is_empty or paragraph.cell is not None:
        return False
    if document.layout.role(paragraph) in _BESIDE_TEXT:
        return False
    centred = paragraph.format.align == "center" and "。" not in paragraph.text
    return centred or bool(_PART.match(paragraph.text))


@rule("B-18", clause="7.3.3", source=Source.UNCERTAIN, element=Element.TEXT)
def sequence(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Labels of a level count from one without gaps or repetitions.

    What: 一、二、三、 through the text; （一）（二） within each 一、; 1. 2. and （1）（2） alike,
      but a new row of these may begin at one again. Counted anew in each annex, under chapters,
      articles and centred rows. A label whose number cannot be read is left out.
    Why: 7.3.3: 文中结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注.
    Good: 一、 二、 三、
    Bad: 一、 三、; 一、 二、 二、
    """
    for unit in _units(document):
        last = dict.fromkeys(range(1, 5), 0)
        for heading in unit:
            level, value = heading.level, heading.value
            wanted = last[level] + 1
            again = value == 1 and level > 2
            if value and value != wanted and not again:
                yield Fault(
                    _("a number is missing, or there twice, before this label"),
                    heading.paragraph,
                    found=heading.label,
                    wanted=_("the {number}. of its level").format(number=wanted),
                    remedy=_("Number the paragraphs of the level anew."),
                )
            last[level] = value or wanted
            for deeper in range(level + 1, 5):
                last[deeper] = 0


@rule("B-19", source=Source.CUSTOM, severity=SHOULD, element=Element.TEXT)
def levels(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A level is used only under the one before it.

    What: （一） where 一、 comes after it; （1） right under 一、 or （一）; 1. as a heading right
      under 一、 in a text that has （一） elsewhere. Items that end like sentences, 1. under 一、
      of a text of two levels, a text of one level and documents with articles are let pass.
    Why: Readers take the depth of a part from its label.
    Good: 一、 then （一）, then 1.; 一、 then 1.
    Bad: （一） and after it 一、; 一、 then （1）
    """
    articles = any(
        re.match(r"\s*第[一二三四五六七八九十百]+条", p.text) for p in document.paragraphs
    )
    for unit in _units(document):
        used = {heading.level for heading in unit}
        if articles or not used:
            continue
        open_levels: set[int] = set()
        for heading in unit:
            level = heading.level
            open_levels = {one for one in open_levels if one < level}
            if _is_out_of_place(heading, open_levels, used):
                yield Fault(
                    _("a level is left out over this label"),
                    heading.paragraph,
                    found=heading.label,
                    wanted=_FORMS[level - 2],
                    remedy=_("Use 一、, （一）, 1. and （1） in this order."),
                )
                open_levels.add(level - 1)
            open_levels.add(level)


def _is_out_of_place(heading: Heading, over: set[int], used: set[int]) -> bool:
    level = heading.level
    if level == 1 or level - 1 in over:
        return False
    if level == 3:
        return 2 in used and 1 in over and heading.stands_alone and not heading.is_item
    return level - 1 in used or (level == 4 and bool(over))


_SIGNS = {1: ("、",), 2: ("",), 3: (".", "．"), 4: ("",)}


@rule(
    "B-20", clause="7.3.3", source=Source.UNCERTAIN, element=Element.TEXT, fixable=True,
)  # fmt: skip
def signs(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Labels are written 一、 （一） 1. （1）.

    What: 、 behind 一, nothing behind （一） and （1）, a dot behind 1; full-width brackets. Typed
      or made by a list is the same.
    Why: 7.3.3 names the labels with their signs.
    Good: （一）摸底推荐
    Bad: （一）、摸底推荐; 1、摸底推荐; 一.总体要求; (1)建立台账
    """
    odd: dict[str, list[Heading]] = {}
    for heading in document.layout.headings:
        if is_wrong_label(heading):
            odd.setdefault(_shape(heading), []).append(heading)
    for found in odd.values():
        first = found[0]
        yield Fault(
            shown.times(_("a label is not written as it should be"), _paragraphs(found)),
            first.paragraph,
            found=first.label,
            wanted=right_label(first),
            remedy=_("Write 一、, （一）, 1. and （1）."),
        )


def is_wrong_label(heading: Heading) -> bool:
    """Whether a label has other signs than the standard's."""
    sign = heading.label[-1] if heading.label[-1] in "、.．,，" else ""
    narrow = "(" in heading.label or ")" in heading.label
    return sign not in _SIGNS[heading.level] or narrow


def _shape(heading: Heading) -> str:
    return f"{heading.level}{re.sub(r'[^（(）)、.．,，]', '', heading.label)}"


def right_label(heading: Heading) -> str:
    """A label as the standard writes it."""
    number = heading.label.strip("（()）、.．,，")
    return (f"{number}、", f"（{number}）", f"{number}.", f"（{number}）")[heading.level - 1]


def _paragraphs(headings: Sequence[Heading]) -> list[Paragraph]:
    return [heading.paragraph for heading in headings]


@rule("B-21", source=Source.CUSTOM, severity=SHOULD, element=Element.TEXT, fixable=True)
def end(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A heading that stands alone has no mark at its end.

    What: 一、 and （一） in a paragraph by themselves, with text under them, that end with 。 ， or
      ；. What has another item of its level under it may be a sentence and is let pass.
    Why: The mark belongs to a heading that text follows in the same row.
    Good: 一、总体要求
    Bad: 一、总体要求。
    """
    found = closed_headings(document)
    if found:
        yield Fault(
            shown.times(_("a heading that stands alone ends with a mark"), _paragraphs(found)),
            found[0].paragraph,
            found=found[0].paragraph.bare[-1],
            remedy=_("Take the mark out, or let the text follow in the same paragraph."),
        )


def closed_headings(document: Document) -> list[Heading]:
    """Headings that stand alone over text and end with a mark."""
    labelled = {heading.paragraph: heading.level for heading in document.layout.headings}
    found = []
    for heading in document.layout.headings:
        below = document.following(heading.paragraph)
        if heading.level > 2 or not heading.stands_alone or not heading.is_item or below is None:
            continue
        deeper = labelled.get(below, 5) > heading.level
        if (
            deeper
            and document.layout.role(below) in TEXT
            and heading.paragraph.bare[-1] in "。，；"
        ):
            found.append(heading)
    return found


_OTHER = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])[)）]")


@rule("B-28", clause="7.3.3", source=Source.UNCERTAIN, element=Element.TEXT)
def other_labels(document: Document, _profile: Profile) -> Iterator[Fault]:
    """No label has one bracket only.

    What: 1), 一） and ①) at the start of a paragraph of the text.
    Why: 7.3.3 names four labels; ① alone is usual for a fifth level.
    Good: （1）
    Bad: 1)
    """
    found = [p for p in document.having(*TEXT, Role.OTHER) if _OTHER.match(p.text)]
    if found:
        yield Fault(
            shown.times(_("a label has one bracket only"), found),
            found[0],
            found=(_OTHER.match(found[0].text) or "")[0].strip(),
            wanted="（1）",
            remedy=_("Write 一、, （一）, 1. or （1）."),
        )
