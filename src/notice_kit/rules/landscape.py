"""Rules for turned pages, which hold tables that are too wide for upright ones."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.sections import Section
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.page_number import holds
from notice_kit.rules.registry import Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import LANDSCAPE


def _turned(document: Document) -> Iterator[Section]:
    """The A4 pages that are turned."""
    for section in document.sections:
        wide = abs(section.width - LANDSCAPE.width) <= accepted.PAPER
        if wide and abs(section.height - LANDSCAPE.height) <= accepted.PAPER:
            yield section


@rule("T-01", clause="8", source=Source.UNCERTAIN, element=Element.TABLE)
def number_place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The number of a turned page stands where it does on upright pages.

    What: In a turned section the number is in a table, frame or text box with a place of its own,
      not in the row at the foot of the turned page. Where no number is shown, nothing is told.
    Why: 8: A4纸型的表格横排时，页码位置与公文其他页码保持一致.
    Good: a narrow table with turned text at the left edge of the turned page
    Bad: — 3 — under the table
    """
    for section in _turned(document):
        stories = section.shown_footers(even_and_odd=document.settings.even_and_odd).values()
        for story in stories:
            row = next((p for p in story.paragraphs if holds(p) and p.cell is None), None)
            if row is not None:
                yield Fault(
                    _("the number of a turned page does not stand where it does on others"),
                    row,
                    remedy=_("Put it in a frame with turned text at the left edge of the page."),
                )
                return


@rule("T-02", clause="8", source=Source.UNCERTAIN, element=Element.TABLE, fixable=True)
def margins(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A turned page has the margins of an upright one, turned.

    What: 28 mm at the top, which is the binding edge, 37 mm at the right, 26 mm at the bottom, 35
      mm at the left, each within 1 mm; so the head of a table lies at the binding edge.
    Why: 8: 单页码表头在订口一边，双页码表头在切口一边. The type area is that of 5.2.1.
    Good: 28, 37, 26 and 35 mm
    Bad: the margins of the upright pages: 37, 26, 35 and 28 mm
    """
    wanted = (LANDSCAPE.top, LANDSCAPE.right, LANDSCAPE.bottom, LANDSCAPE.left)
    for section in _turned(document):
        top = Length(abs(section.top) + _gutter(document, section))
        found = (top, section.right, Length(abs(section.bottom)), section.left)
        if any(abs(a - b) > accepted.MARGIN for a, b in zip(found, wanted, strict=True)):
            yield Fault(
                _("the margins of a turned page are wrong (top, right, bottom, left)"),
                section,
                found=", ".join(map(shown.mm, found)),
                wanted=", ".join(map(shown.mm, wanted)),
                remedy=_("Turn the margins with the page."),
            )


def _gutter(document: Document, section: Section) -> Length:
    """What binding takes at the top."""
    return section.gutter if document.settings.gutter_at_top else Length(0)
