"""Fixers for marks: their forms, the brackets of 发文字号, marks that are too many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from notice_kit.document.document import Document
from notice_kit.document.roles import Role
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.registry import Reach, fixer
from notice_kit.fixes.retyping import Change, retype
from notice_kit.profile import Profile
from notice_kit.rules import punctuation as rules
from notice_kit.rules.literal import literals

_FULL = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))
_YEAR = re.compile(r"(?P<open>[\[［【(（﹝])\s*\d{4}\s*(?P<close>[\]］】)）﹞])")
_COMMA = "、"


def change_text(document: Document, changes: Callable[[str], Iterable[Change]]) -> None:
    """Change texts, cells and notes, where they are no addresses, code or tags.

    Args:
        document: whose text.
        changes: what is to change in a text.
    """
    for one in literals(document):
        found = list(changes(one.text))
        if found:
            retype(one.paragraph, found)


def replaced(pattern: re.Pattern[str], new: Callable[[str], str]) -> Callable[[str], list[Change]]:
    """What is to change where a pattern is found: `new` of what was found."""
    return lambda text: [(*one.span(), new(one[0])) for one in pattern.finditer(text)]


@fixer("Q-01", reach=Reach.MARKS)
def full_width(document: Document, _profile: Profile, _format: Format) -> None:
    """Marks in Chinese text are full-width."""

    def changes(text: str) -> list[Change]:
        places = {place for start, end in rules.half_width(text) for place in (start, end - 1)}
        return [(p, p + 1, _FULL[text[p]]) for p in places if text[p] in _FULL]

    change_text(document, changes)


@fixer("H-09", reach=Reach.MARKS)
def brackets(document: Document, _profile: Profile, _format: Format) -> None:
    """The year of a 发文字号 stands in 〔〕."""
    for paragraph in document.having(Role.DOCUMENT_NUMBER):
        found = _YEAR.search(paragraph.text)
        if found is not None:
            sides = (("open", "〔"), ("close", "〕"))
            retype(paragraph, [(*found.span(side), sign) for side, sign in sides])


@fixer("Q-03", reach=Reach.MARKS)
def title_marks(document: Document, _profile: Profile, _format: Format) -> None:
    """书名号 are 《 》, and 〈 〉 within them; one without its other half is left to a person."""
    change_text(document, replaced(rules.ANGLES, lambda found: f"《{found[2:-2]}》"))
    change_text(document, _inner_titles)


def _inner_titles(text: str) -> list[Change]:
    """The marks of titles within titles, where all are paired."""
    depth, found = 0, []
    for place, sign in enumerate(text):
        if sign in "〈〉" or depth < 0:
            return []
        depth -= sign == "》"
        if sign in "《》" and depth % 2:
            found.append((place, place + 1, "〈" if sign == "《" else "〉"))
        depth += sign == "《"
    return [] if depth else found


@fixer("Q-02", reach=Reach.MARKS)
def quotation_marks(document: Document, _profile: Profile, _format: Format) -> None:
    """Straight marks around Chinese text become “ ”, where each has its other half."""
    change_text(document, _curled)


def _curled(text: str) -> list[Change]:
    """The straight double marks of a text that stand in Chinese, if all have their other half."""
    places = [place for place, sign in enumerate(text) if sign == '"']
    if len(places) % 2 or re.search(r'[“”]|\d"', text):
        return []
    chinese = {found.start() for found in rules.STRAIGHT.finditer(text)}
    changes: list[Change] = []
    for start, end in zip(places[::2], places[1::2], strict=True):
        if {start, end} & chinese:
            changes += [(start, start + 1, "“"), (end, end + 1, "”")]
    return changes


@fixer("Q-06", reach=Reach.MARKS)
def dash(document: Document, _profile: Profile, _format: Format) -> None:
    """The dash is ——."""
    blank = re.compile(r"^\s*")
    change_text(
        document,
        replaced(rules.DASHES, lambda found: blank.findall(found)[0] + "——"),
    )


_JOINT = re.compile(r"--|[-－~]")
_TIME = re.compile(r"[年月日时:]|点|分$|学年")


@fixer("Q-07", reach=Reach.MARKS)
def joined(document: Document, _profile: Profile, _format: Format) -> None:
    """Spans of time are joined by —, those of figures by ～."""

    def new(found: str) -> str:
        return _JOINT.sub("—" if _TIME.search(found) else "～", found, count=1)

    change_text(document, replaced(rules.SPAN, new))


@fixer("Q-08")
def row_ends(document: Document, _profile: Profile, looks: Format) -> None:
    """Word keeps marks from the wrong end of a row."""
    wrong = [p for p in document.paragraphs if not p.is_empty and not p.format.kinsoku]
    looks.paragraphs(wrong, "kinsoku", {"val": 1})


@fixer("Q-04", reach=Reach.WORDS)
def no_comma_between(document: Document, _profile: Profile, _format: Format) -> None:
    """No 、 stands between 《》《》 or “”“” in a row."""
    change_text(
        document, lambda text: [(start + 1, end - 1, "") for start, end in rules.listed(text)]
    )


_STOP_TWICE = 2  # 。。 was one stop typed twice; more stand for an ellipsis


@fixer("Q-05", reach=Reach.WORDS)
def ellipsis(document: Document, _profile: Profile, _format: Format) -> None:
    """The ellipsis is ……; two stops are one; where 等 follows, no ellipsis stands before it."""

    def changes(text: str) -> list[Change]:
        spots = [one.span() for one in rules.DOTS.finditer(text)]
        for (_start, end), (start, _end) in pairwise(spots):
            if end == start:  # ⋯⋯ are found one by one
                return [(spots[0][0], spots[-1][1], "……")] if len(spots) == _STOP_TWICE else []
        return [(start, end, _right_dots(text[start:end])) for start, end in spots]

    change_text(document, changes)


def _right_dots(found: str) -> str:
    if found.endswith("等"):
        return "等"
    return "。" if found == "。" * _STOP_TWICE else "……"


@fixer("Q-11", reach=Reach.WORDS)
def comma_after(document: Document, _profile: Profile, _format: Format) -> None:
    """第一 and 首先 take ， behind them."""
    change_text(document, replaced(rules.ORDINALS, lambda found: found[:-1] + "，"))


@fixer("Q-12", reach=Reach.WORDS)
def no_comma_before(document: Document, _profile: Profile, _format: Format) -> None:
    """No 、 stands before 和 and its like."""
    change_text(document, replaced(rules.BEFORE_AND, lambda found: found.removeprefix(_COMMA)))


@fixer("Q-13", reach=Reach.WORDS)
def no_comma_within(document: Document, _profile: Profile, _format: Format) -> None:
    """Two neighbouring numbers that stand for about so many have no 、 between them."""
    change_text(document, replaced(rules.APPROXIMATE, lambda found: found.replace(_COMMA, "", 1)))
