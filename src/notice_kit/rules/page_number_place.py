"""Rules for where page numbers stand, which pages have one, and how they are counted."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.sections import Section
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.page_number import holds, numbers
from notice_kit.rules.registry import Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import ELEMENTS


def _is_turned(section: Section) -> bool:
    return section.landscape or section.width > section.height


@rule("N-03", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True)
def sides(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The number stands 1 字 from the edge: at the right on odd pages, at the left on even ones.

    What: Odd and even pages have footers of their own, and the file says so; the number is aligned
      right, with 1 字 of blank, and left. Upright pages; a number in a frame is let pass.
    Why: 7.5: 单页码居右空一字，双页码居左空一字.
    Good: a footer for odd and one for even pages
    Bad: all in the middle
    """
    if not numbers(document):
        return
    if not document.settings.even_and_odd:
        yield Fault(
            _("odd and even pages have the same footer"),
            remedy=_("Set different odd and even pages (Layout, Page Setup)."),
        )
        return
    told = set()
    for section in document.sections:
        for side, story in section.shown_footers(even_and_odd=True).items():
            for paragraph in story.paragraphs if side != "first" else ():
                if _is_turned(section) or paragraph in told or not holds(paragraph):
                    continue
                told.add(paragraph)
                yield from _beside(paragraph, side)


def _beside(paragraph: Paragraph, side: str) -> Iterator[Fault]:
    look = paragraph.format
    wanted = "right" if side == "default" else "left"
    align = "left" if look.align in (None, "both", "distribute") else look.align
    if align != wanted:
        yield Fault(
            _("the page number is at the wrong side"),
            paragraph,
            found=align,
            wanted=wanted,
            remedy=_("Align it right on odd pages, left on even ones."),
        )
        return
    blank = look.right_chars if wanted == "right" else look.left_chars + look.first_line_chars
    text = paragraph.text
    least, most = accepted.NUMBER_SIDE
    blank += len(text) - len(text.rstrip() if wanted == "right" else text.lstrip())
    if not least <= blank <= most:
        yield Fault(
            _("the page number is not 1 字 from the edge"),
            paragraph,
            found=shown.characters(blank),
            wanted=shown.characters(ELEMENTS["number_odd"].right),
            remedy=_("Set an indent of 1 字 at that side."),
        )


@rule("N-04", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True)
def height(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The 一字线 lies 7 mm under the type area.

    What: The footer is so far from the lower edge of the sheet that a row of 16 to 18 pt has its
      middle 7 mm under the type area, within 2 mm. Upright pages with a number in the flow.
    Why: 7.5: 编排在公文版心下边缘之下，一字线上距版心下边缘7mm.
    Good: 25 mm
    Bad: 15 mm
    """
    for section in document.sections:
        stories = section.shown_footers(even_and_odd=document.settings.even_and_odd).values()
        held = any(holds(paragraph) for story in stories for paragraph in story.paragraphs)
        right = accepted.FOOTER[0] <= section.footer <= accepted.FOOTER[1]
        if held and not right and not _is_turned(section):
            yield Fault(
                _("the page number is too high or too low"),
                section,
                found=shown.mm(section.footer),
                wanted=f"{shown.mm(accepted.FOOTER[0])}–{shown.mm(accepted.FOOTER[1])}",
                remedy=_("Set the distance of the footer to 25 mm (Layout, Page Setup)."),
            )
            return


@rule("N-06", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True)
def runs_on(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Page numbers run on from the text into the annexes.

    What: No section behind the first begins to count anew.
    Why: 7.5: 公文的附件与正文一起装订时，页码应当连续编排.
    Good: the numbering of each section continues
    Bad: the annex begins at 1
    """
    for section in document.sections[1:]:
        if section.number_start is not None:
            yield Fault(
                _("the page numbers begin anew"),
                section,
                found=str(section.number_start),
                remedy=_("Let them continue from the section before."),
            )


@rule("N-07", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True)
def imprint_page(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A page that holds 版记 alone, behind an empty one, has no number.

    What: A section that begins on an even or odd page, so that an empty one may lie before it, and
      has nothing but the 版记: its footers show no number.
    Why: 7.5: 公文的版记页前有空白页的，空白页和版记页均不编排页码.
    Good: the section of 版记 has empty footers
    Bad: it has those of the text
    """
    imprint = document.layout.imprint
    section = imprint.paragraphs[0].section if imprint and imprint.paragraphs else None
    if section is None or section.kind not in ("evenPage", "oddPage"):
        return
    others = [p for p in document.paragraphs if p.section is section and p.bare]
    if imprint is None or any(paragraph not in imprint.paragraphs for paragraph in others):
        return
    shown_here = section.shown_footers(even_and_odd=document.settings.even_and_odd).values()
    if any(field.kind == "PAGE" for story in shown_here for field in story.fields):
        yield Fault(
            _("the page of 版记 has a number"),
            section,
            remedy=_("Give its section empty footers of its own."),
        )


@rule(
    "N-08", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True,
    kinds=frozenset({Kind.FILE, Kind.PLAIN, Kind.MINUTES}),
)  # fmt: skip
def first_page(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The first page has its number too.

    What: Where the pages have numbers, the first has no empty footer of its own. A first page with
      a head or foot of its own that holds something is let pass: it may be a letter's.
    Why: Only in 信函格式 the first page goes without (10.1).
    Good: page 1 shows — 1 —
    Bad: a different first page, without a footer
    """
    section = next(iter(document.sections), None)
    if section is None or not section.title_page or not numbers(document):
        return
    own = [stories.get("first") for stories in (section.headers, section.footers)]
    if any(story is not None and not story.is_empty for story in own):
        return
    story = section.footers.get("first")
    if story is None or not any(holds(p) or p.in_box for p in story.paragraphs):
        yield Fault(
            _("the first page has no number"),
            section,
            remedy=_("Take away the different first page (Layout, Page Setup)."),
        )
