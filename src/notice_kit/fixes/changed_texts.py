"""Which texts a fixer changed: before and after, with the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph

_EDGE = 6  # characters of context on both sides of a change


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A paragraph whose text was changed.

    Attributes:
        paragraph: as it was.
        before, after: what was changed in it, with some characters around it.
    """

    paragraph: Paragraph
    before: str
    after: str


def changed_texts(before: Document, after: Document) -> list[ChangedText]:
    """The paragraphs and notes whose text differs; blanks at their ends have no say."""
    pairs = zip(_filled(before), _filled(after), strict=False)
    return [_changed(old, new.bare) for old, new in pairs if old.bare != new.bare]


def _filled(document: Document) -> list[Paragraph]:
    notes = (paragraph for story in document.notes for paragraph in story.paragraphs)
    return [paragraph for paragraph in (*document.paragraphs, *notes) if not paragraph.is_empty]


def _changed(paragraph: Paragraph, new: str) -> ChangedText:
    old = paragraph.bare
    same = sum(1 for _sign in takewhile(_are_alike, zip(old, new, strict=False)))
    rest = zip(reversed(old[same:]), reversed(new[same:]), strict=False)
    tail = sum(1 for _sign in takewhile(_are_alike, rest))
    start = max(0, same - _EDGE)
    return ChangedText(
        paragraph,
        old[start : len(old) - tail + _EDGE if tail > _EDGE else len(old)],
        new[start : len(new) - tail + _EDGE if tail > _EDGE else len(new)],
    )


def _are_alike(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]
