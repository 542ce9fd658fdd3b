"""The text that rules of punctuation and numerals read, and how they tell what they find in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.rules.registry import Fault

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""汉字, for the inside of a character class."""

_EDGE = 8  # characters of context on both sides of what is shown
_MOST = 3  # places of one paragraph that are shown
_GAP = "\ufffc"
_NOT_READ = frozenset({Role.CONTENTS, Role.BLANK})
_FIXED_WIDTH = re.compile(r"consol|courier|mono|menlo|monaco|source ?code|cascadia", re.IGNORECASE)
_FOREIGN = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]{1,12}://[!-~]+"
    r"|www\.[!-~]+"
    r"|[A-Za-z0-9_.+\-]{1,64}@[A-Za-z0-9.\-]+"
    r"|[A-Za-z]:\\[^\s，。；]*"
    r"|[A-Za-z0-9_\-]+\.(?:docx?|xlsx?|pptx?|pdf|wps|ofd|txt|csv|zip|rar|jpe?g|png|com|cn|net|org)\b"
    r"|\((?:[CcRr]|TM|tm)\)|\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}|`[^`\n]*`|\$[^$\n]{1,80}\$"
)
_REFERENCE = re.compile(r"\[(?:[JMCDPNRSAZG]|EB|DB|CP)(?:/OL)?\]")
"""The mark of a kind of source in a list of references. Source: GB/T 7714-2015."""


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    """A paragraph's text, with a sign of the same length over what is no text.

    Attributes:
        text: as long as `paragraph.text`; addresses, file names, code, tags and entries of lists of
            references, which GB/T 7714 sets with half-width marks, blotted out.
    """

    paragraph: Paragraph
    text: str


@lru_cache(maxsize=1)
def literals(document: Document) -> tuple[Literal, ...]:
    """The text of paragraphs, cells and notes in order; contents and comments left out.

    Many rules read the same document one after another: the last one is kept.
    """
    return tuple(_literals(document))


def _literals(document: Document) -> Iterator[Literal]:
    for paragraph in document.paragraphs:
        if document.layout.role(paragraph) not in _NOT_READ:
            yield Literal(paragraph, _read(paragraph))
    for story in document.notes:
        if story.kind != "comment":
            for paragraph in story.paragraphs:
                if not paragraph.is_empty:
                    yield Literal(paragraph, _read(paragraph))


def _read(paragraph: Paragraph) -> str:
    if _REFERENCE.search(paragraph.text):
        return _GAP * len(paragraph.text)
    text = _FOREIGN.sub(lambda found: _GAP * len(found[0]), paragraph.text)
    if text.isascii():
        return text
    for piece in paragraph.pieces:
        if piece.slot == "ascii" and _FIXED_WIDTH.search(piece.font or ""):
            text = text[: piece.start] + _GAP * len(piece.text) + text[piece.end :]
    return text


def told(
    message: str,
    paragraph: Paragraph,
    spots: Iterable[tuple[int, int]],
    *,
    wanted: str | None = None,
    remedy: str | None = None,
) -> Iterator[Fault]:
    """One fault for all places of a paragraph, the first ones shown with the words around them.

    Args:
        message: of the fault.
        paragraph: where.
        spots: start and end of each place; none: there is no fault.
        wanted: what would be right.
        remedy: what to do.
    """
    shown = list(spots)
    if shown:
        text = paragraph.text
        found = " | ".join(_excerpt(text, start, end) for start, end in shown[:_MOST])
        more = " | …" if len(shown) > _MOST else ""
        yield Fault(message, paragraph, found=found + more, wanted=wanted, remedy=remedy)


def _excerpt(text: str, start: int, end: int) -> str:
    before = max(0, start - _EDGE)
    return text[before : end + _EDGE].replace("\n", " ").strip()


def matches(
    document: Document,
    pattern: re.Pattern[str],
    message: str,
    *,
    wanted: str | None = None,
    remedy: str | None = None,
) -> Iterator[Fault]:
    """One fault for each paragraph in which a pattern of faults is found.

    Args:
        document: that is read.
        pattern: what is wrong.
        message: of the faults.
        wanted: what would be right.
        remedy: what to do.
    """
    for one in literals(document):
        spots = (found.span() for found in pattern.finditer(one.text))
        yield from told(message, one.paragraph, spots, wanted=wanted, remedy=remedy)
