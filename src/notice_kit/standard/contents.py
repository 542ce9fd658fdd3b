"""Tables of contents: an entry for each heading, with the page on which its bookmark stands."""

from __future__ import annotations

from collections.abc import Sequence

from notice_kit.ooxml.wml import Element, w
from notice_kit.standard.manuscript import Manuscript
from notice_kit.standard.manuscript_blocks import Contents, Text
from notice_kit.standard.runs import field, paragraph, runs, tab

_LOOP_NUMBER = "{{ loop.index }}"


class Headings:
    """The bookmarks of the headings that the contents list, in order.

    Attributes:
        lines: the texts of the headings, for contents that list what the manuscript says.
    """

    def __init__(self, manuscript: Manuscript) -> None:
        blocks = [block for section in manuscript.sections for block in section.blocks]
        source = next((block for block in blocks if isinstance(block, Contents)), None)
        self._role = source.role if source else None
        self._looped = source is not None and source.for_each is not None
        self.lines = [
            "".join(block.lines)
            for block in blocks
            if isinstance(block, Text) and block.role == self._role
        ]
        self._count = 0

    def marked(self, role: str, content: list[Element]) -> list[Element]:
        """The content of a paragraph in that role, in a bookmark if the contents list it."""
        if role != self._role:
            return content
        self._count += 1
        name = _bookmark(_LOOP_NUMBER if self._looped else self._count)
        return [
            w("bookmarkStart", id=self._count, name=name),
            *content,
            w("bookmarkEnd", id=self._count),
        ]


def contents(source: Contents, lines: Sequence[str]) -> list[Element]:
    """The entries: links to the headings, with PAGEREF fields for their pages.

    There is no TOC field around them: LibreOffice does not work out the fields inside one, and a
    TOC field would say nothing more, for the entries come from the same data as the headings.

    Args:
        source: what to list.
        lines: what the entries say where the contents have no loop.

    Source:
        ECMA-376 Part 1, 17.16.5.42 (PAGEREF).
    """
    if source.for_each is None:
        return [_entry(line, number) for number, line in enumerate(lines, start=1)]
    return [
        paragraph("contents_entry", *runs(f"{{%p for {source.for_each} %}}")),
        _entry(source.entry or "", _LOOP_NUMBER),
        paragraph("contents_entry", *runs("{%p endfor %}")),
    ]


def _bookmark(number: int | str) -> str:
    # Word names so those that it makes for contents, and hides them from its list of bookmarks.
    return f"_Toc{number}"


def _entry(line: str, number: int | str) -> Element:
    page = field(rf"PAGEREF {_bookmark(number)} \h", stale=True)
    link = w("hyperlink", *runs(line), tab(), *page, anchor=_bookmark(number), history=1)
    return paragraph("contents_entry", link)
