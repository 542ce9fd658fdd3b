"""Fixers for the forms of marks: full-width ones, and the brackets of 发文字号."""

from __future__ import annotations

import re

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.registry import fixer
from notice_kit.ooxml.wml import IN_W
from notice_kit.profile import Profile
from notice_kit.rules.literal import literals
from notice_kit.rules.punctuation import half_width

_FULL = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))
_YEAR = re.compile(r"(?P<open>[\[［【(（﹝])\s*\d{4}\s*(?P<close>[\]］】)）﹞])")
FORMS = str.maketrans(
    {**_FULL, **dict.fromkeys("[［【（(﹝〔", "（"), **dict.fromkeys("]］】）)﹞〕", "）")}
)
"""One form for all that a mark may become here: texts that are alike by it differ in no word."""


@fixer("Q-01")
def full_width(document: Document, _profile: Profile, _format: Format) -> None:
    """Marks in Chinese text are full-width."""
    for one in literals(document):
        for start, end in half_width(one.text):
            for place in {start, end - 1}:
                sign = _FULL.get(one.text[place])
                if sign is not None:
                    _type(one.paragraph, place, sign)


@fixer("H-09")
def brackets(document: Document, _profile: Profile, _format: Format) -> None:
    """The year of a 发文字号 stands in 〔〕; what else is wrong with it is left to a person."""
    for paragraph in document.having(Role.DOCUMENT_NUMBER):
        found = _YEAR.search(paragraph.text)
        if found is not None:
            _type(paragraph, found.start("open"), "〔")
            _type(paragraph, found.start("close"), "〕")


def _type(paragraph: Paragraph, place: int, sign: str) -> None:
    """Put a sign in the place of another; nothing where no run of plain text has it."""
    place -= len(paragraph.label_text)
    for run in paragraph.runs:
        if run.is_hidden:
            continue
        if 0 <= place < len(run.text):
            texts = [one for one in run.element if one.tag == f"{IN_W}t"]
            if sum(len(one.text or "") for one in texts) == len(run.text):
                for one in texts:
                    text = one.text or ""
                    if 0 <= place < len(text):
                        one.text = text[:place] + sign + text[place + 1 :]
                    place -= len(text)
            return
        place -= len(run.text)
