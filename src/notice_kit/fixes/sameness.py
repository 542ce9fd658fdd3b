"""Whether two states of a document say the same, as far as a fixer has to keep it."""

from __future__ import annotations

from notice_kit.document.document import Document
from notice_kit.document.roles import Role
from notice_kit.document.stories import Story
from notice_kit.fixes.registry import Reach

_FIGURES = frozenset("〇○◯零一二三四五六七八九十百第OoＯ")


def is_same_text(before: Document, after: Document, reach: Reach) -> bool:
    """Whether paragraphs have the words and roles that they had, and headers, footers and notes.

    Empty paragraphs have no say.
    """
    return _text(before, reach) == _text(after, reach)


def _text(document: Document, reach: Reach) -> tuple[list[tuple[Role, str]], set[tuple[str, ...]]]:
    role = document.layout.role
    main = [(role(p), _kept(p.bare, reach)) for p in document.paragraphs if not p.is_empty]
    stories = (*document.headers, *document.footers, *document.notes)
    if reach is Reach.LOOK:
        return main, {(story.part, story.text) for story in stories}
    return main, {lines for story in stories if (lines := _lines(story, reach))}


def _lines(story: Story, reach: Reach) -> tuple[str, ...]:
    """What a header, footer or note says, without the number of the page."""
    found = (
        _kept(paragraph.bare, reach)
        for paragraph in story.paragraphs
        if not any(field.kind == "PAGE" for field in paragraph.fields)
    )
    return tuple(line for line in found if line and not line.isdigit())


def _kept(text: str, reach: Reach) -> str:
    """What must stay of a text."""
    if reach is Reach.LOOK:
        return text
    letters = (sign for sign in text if sign.isalnum())
    if reach is Reach.MARKS:
        return "".join(letters)
    return "".join(sign for sign in letters if not sign.isdigit() and sign not in _FIGURES)
