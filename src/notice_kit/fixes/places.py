"""Fixers for where elements stand: white over them, the middle, the left edge."""

from __future__ import annotations

from notice_kit.binding.schema_order import properties
from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import HEAD, Role
from notice_kit.fixes.blanks import strip, take_out
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.properties import Attributes, amend
from notice_kit.fixes.registry import fixer
from notice_kit.measure import Length
from notice_kit.profile import Profile
from notice_kit.rules.places import flows

NO_INDENT: Attributes = dict.fromkeys(
    ("left", "leftChars", "right", "rightChars", "firstLine", "firstLineChars"), 0
) | dict.fromkeys(("start", "startChars", "end", "endChars", "hanging", "hangingChars"))
_TITLE_ROWS, _ADDRESSEE_ROWS = 2, 1  # blank rows over them, 7.3.1 and 7.3.2
_AFTER: Attributes = {"after": 0, "afterLines": 0, "afterAutospacing": 0}


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


@fixer("B-15")
def beginning(document: Document, _profile: Profile, _format: Format) -> None:
    """The text begins in the row under 主送机关."""
    addressees = document.having(Role.ADDRESSEE)
    below = document.following(addressees[-1]) if addressees else None
    if below is not None:
        leave_rows(document, below, 0)
