"""Fixers for where elements stand: white over them, the middle, the left edge."""

from __future__ import annotations

from notice_kit.binding.schema_order import properties, put
from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import HEAD, Role
from notice_kit.fixes.blanks import strip, take_out
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.properties import Attributes, amend
from notice_kit.fixes.registry import fixer
from notice_kit.measure import Length
from notice_kit.ooxml.wml import w
from notice_kit.profile import Profile
from notice_kit.rules.letter_format import number_of
from notice_kit.rules.places import flows
from notice_kit.standard.gbt9704 import LETTER_TITLE_ROWS

NO_INDENT: Attributes = dict.fromkeys(
    ("left", "leftChars", "right", "rightChars", "firstLine", "firstLineChars"), 0
) | dict.fromkeys(("start", "startChars", "end", "endChars", "hanging", "hangingChars"))
_TITLE_ROWS, _ADDRESSEE_ROWS = 2, 1  # blank rows over them, 7.3.1 and 7.3.2
_AFTER: Attributes = {"after": 0, "afterLines": 0, "afterAutospacing": 0}


def indents(
    paragraph: Paragraph, *, left: float = 0, right: float = 0, first_line: float = 0
) -> Attributes:
    """Indents in 字 of a paragraph's size on the grid; a negative first line hangs.

    They are stated in twips alone: what Word makes of hanging 字 is not what others do.
    """
    size = paragraph.size
    section = paragraph.section
    character = size if section is None else section.grid.character(size)
    twips = {
        side: round(count * character / Length.twips(1))
        for side, count in (("left", left), ("right", right), ("first", first_line))
    }
    hangs = twips["first"] < 0
    return {
        "left": twips["left"], "leftChars": 0, "right": twips["right"], "rightChars": 0,
        "firstLine": None if hangs else twips["first"], "firstLineChars": 0,
        "hanging": -twips["first"] if hangs else None, "hangingChars": None,
    }  # fmt: skip


def leave_rows(document: Document, paragraph: Paragraph, count: int) -> None:
    """Leave so many blank rows over a paragraph, by spacing; nothing where rows have no height."""
    above = document.previous(paragraph)
    if above is None or not document.row or not flows(paragraph):
        return
    if not all([take_out(blank) for blank in document.blanks_above(paragraph)]):
        return
    before = round(count * document.row / Length.twips(1))
    amend(properties(above.element), "spacing", _AFTER)
    amend(
        properties(paragraph.element),
        "spacing",
        {"before": before, "beforeLines": 0, "beforeAutospacing": 0},
    )


@fixer("B-01")
def title(document: Document, _profile: Profile, looks: Format) -> None:
    """The title stands two blank rows under the 版头, in the middle."""
    rows = [p for p in document.having(Role.TITLE) if flows(p)]
    for row in rows:
        strip(row)
    above = document.previous(rows[0]) if rows else None
    if document.kind is Kind.FILE and above and document.layout.role(above) in HEAD:
        leave_rows(document, rows[0], _TITLE_ROWS)
    looks.paragraphs(rows, "jc", {"val": "center"})
    looks.paragraphs(rows, "ind", NO_INDENT)


@fixer("B-09")
def addressee(document: Document, _profile: Profile, looks: Format) -> None:
    """主送机关 stands one blank row under the title, at the left edge."""
    found = document.having(Role.ADDRESSEE)
    looks.paragraphs(found, "ind", NO_INDENT)
    looks.paragraphs(found, "jc", {"val": "left"})
    for paragraph in found:
        strip(paragraph)
    for paragraph in found[:1]:
        leave_rows(document, paragraph, _ADDRESSEE_ROWS)


@fixer("X-06")
def letter_title(document: Document, _profile: Profile, _format: Format) -> None:
    """The title of a letter stands two blank rows under what is over it."""
    for paragraph in document.having(Role.TITLE)[:1]:
        leave_rows(document, paragraph, LETTER_TITLE_ROWS)


@fixer("X-05")
def letter_number(document: Document, _profile: Profile, looks: Format) -> None:
    """The 发文字号 of a letter stands at the right edge, or at a tab that ends there."""
    paragraph = number_of(document)
    if paragraph is None or not flows(paragraph):
        return
    if "\t" in paragraph.bare and paragraph.section is not None:
        edge = round(paragraph.section.area_width / Length.twips(1))
        old = [round(stop.position / Length.twips(1)) for stop in paragraph.format.tabs]
        tabs = w("tabs", *(w("tab", val="clear", pos=stop) for stop in old if stop != edge))
        tabs.append(w("tab", val="right", pos=edge))
        put(properties(paragraph.element), tabs)
    elif "\t" not in paragraph.bare:
        strip(paragraph)
        looks.paragraphs([paragraph], "jc", {"val": "right"})
        looks.paragraphs([paragraph], "ind", NO_INDENT)


@fixer("B-15")
def beginning(document: Document, _profile: Profile, _format: Format) -> None:
    """The text begins in the row under 主送机关."""
    addressees = document.having(Role.ADDRESSEE)
    below = document.following(addressees[-1]) if addressees else None
    if below is not None:
        leave_rows(document, below, 0)
