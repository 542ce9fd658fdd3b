"""What a certificate says and where: the parts that the rules for certificates look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.patterns import DATE
from notice_kit.document.unofficial import certificate_titles

NUMBER = re.compile(
    r"(?:证书)?编\s*号\s*[:：]\s*(?P<number>[0-9A-Za-z\u4e00-\u9fff〔〕\[\]（）()\-]+)"
)
"""证书编号：2026001."""

CLOSING = re.compile(r"特[发颁授]此(?P<what>[证状书])")
"""特发此证，以资鼓励。"""

_NAME = re.compile(r"(?:[:：]|(?:同志|先生|女士|同学|老师))\s*$")
_LONGEST_NAME = 40
_NAME_REACH = 3  # paragraphs under the title in which the name stands


@dataclass(frozen=True, slots=True, eq=False)
class Award:
    """One certificate of a file.

    Attributes:
        title: the paragraph of 荣誉证书.
        name: whom it is for, in a paragraph of its own; None where the text says it.
        text: the paragraphs of the text, the closing one left out.
        closing: the first paragraph with 特发此证; None where there is none.
        signature: who signs, right over the date.
        date: the last paragraph that is a date.
        paragraphs: all that are not empty, from the title on.
    """

    title: Paragraph
    name: Paragraph | None
    text: tuple[Paragraph, ...]
    closing: Paragraph | None
    signature: Paragraph | None
    date: Paragraph | None
    paragraphs: tuple[Paragraph, ...]


def awards(document: Document) -> Iterator[Award]:
    """The certificates of a file, in order; none where it holds none."""
    filled = [paragraph for paragraph in document.paragraphs if paragraph.bare]
    starts = [filled.index(title) for title in certificate_titles(filled)]
    for start, end in pairwise([*starts, len(filled)]):
        yield _award(filled[start:end])


def _award(parts: Sequence[Paragraph]) -> Award:
    title, *rest = parts
    dates = [paragraph for paragraph in rest if DATE.match(paragraph.bare)]
    date = dates[-1] if dates else None
    text = rest if date is None else rest[: rest.index(date)]
    names = [
        paragraph
        for paragraph in text[:_NAME_REACH]
        if len(paragraph.bare) <= _LONGEST_NAME
        and _NAME.search(paragraph.bare)
        and not NUMBER.search(paragraph.bare)
    ]
    name = names[0] if names else None
    signature = text[-1] if date is not None and text and not _is_text(text[-1]) else None
    return Award(
        title=title,
        name=name,
        text=tuple(p for p in text if _is_text(p) and p is not name),
        closing=next((p for p in text if CLOSING.search(p.text)), None),
        signature=signature if signature is not name else None,
        date=date,
        paragraphs=tuple(parts),
    )


def _is_text(paragraph: Paragraph) -> bool:
    return bool(re.search(r"[。；！]$|，", paragraph.bare))
