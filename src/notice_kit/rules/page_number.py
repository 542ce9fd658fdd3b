"""Rules for page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.sections import Section
from notice_kit.document.stories import Story
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import PAGE_NUMBER_DASH

_FORM = re.compile(rf"{PAGE_NUMBER_DASH}\s?\d+\s?{PAGE_NUMBER_DASH}")
_DIGITS = re.compile(r"\d+")
_TYPED = re.compile(r"[-—–－]*\s*第?\s*\d+\s*页?\s*[-—–－]*")
_TOTAL = frozenset({"NUMPAGES", "SECTIONPAGES"})
_DECIMAL = (None, "decimal")
_LEAST, _MOST = 0.5, 1.6  # 字 of blank beside the number


def _numbers(document: Document) -> list[tuple[Story, Paragraph]]:
    """The paragraphs of footers that show a page number, in a field or typed."""
    found = []
    for story in document.footers:
        for paragraph in story.paragraphs:
            fields = {field.kind for field in paragraph.fields}
            if "PAGE" in fields or _TYPED.fullmatch(paragraph.bare):
                found.append((story, paragraph))
    return found


def _is_turned(section: Section) -> bool:
    return section.landscape or section.width > section.height


@rule("N-01", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True)
def form(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A page number has a 一字线 at each side.

    What: The row reads — 1 —: one — at each side, a blank or none between, and nothing else.
    Why: 7.5: 数字左右各放一条一字线.
    Good: — 1 —
    Bad: - 1 -; 第1页
    """
    for _story, paragraph in _numbers(document):
        text = paragraph.bare
        shown_text = text if _DIGITS.search(text) else _with_number(paragraph)
        if not _FORM.fullmatch(shown_text):
            yield Fault(
                _("the page number is not written as it should be"),
                paragraph,
                found=text,
                wanted=f"{PAGE_NUMBER_DASH} 1 {PAGE_NUMBER_DASH}",
                remedy=_("Put one — at each side of the number, and nothing else."),
            )


def _with_number(paragraph: Paragraph) -> str:
    """The row as it shows, where the field has no result in the file."""
    text = paragraph.bare
    middle = len(text) // 2
    return text[:middle].rstrip() + " 1 " + text[middle:].lstrip()


@rule("N-03", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True)
def sides(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The number stands 1 字 from the edge: at the right on odd pages, at the left on even ones.

    What: Odd and even pages have footers of their own, and the file says so; the number is aligned
      right, with 1 字 of blank, and left. Upright pages; a number in a frame is let pass.
    Why: 7.5: 单页码居右空一字，双页码居左空一字.
    Good: a footer for odd and one for even pages
    Bad: all in the middle
    """
    if not _numbers(document):
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
                if _is_turned(section) or paragraph in told or not _holds(paragraph):
                    continue
                told.add(paragraph)
                yield from _beside(paragraph, side)


def _holds(paragraph: Paragraph) -> bool:
    framed = paragraph.format.frame is not None or paragraph.in_box
    return not framed and any(field.kind == "PAGE" for field in paragraph.fields)


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
    blank += len(text) - len(text.rstrip() if wanted == "right" else text.lstrip())
    if not _LEAST <= blank <= _MOST:
        yield Fault(
            _("the page number is not 1 字 from the edge"),
            paragraph,
            found=shown.characters(blank),
            wanted=shown.characters(1),
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
        held = any(_holds(paragraph) for story in stories for paragraph in story.paragraphs)
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


@rule("N-05", source=Source.CUSTOM, severity=SHOULD, element=Element.PAGE_NUMBER)
def field(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Page numbers are fields.

    What: A footer that shows a figure between dashes has a PAGE field.
    Why: A typed figure is the same on every page.
    Good: — {PAGE} —
    Bad: — 1 — typed
    """
    for _story, paragraph in _numbers(document):
        typed = not any(one.kind == "PAGE" for one in paragraph.fields)
        if typed and re.fullmatch(r"[-—–－]?\s*\d+\s*[-—–－]?", paragraph.bare):
            yield Fault(
                _("the page number is typed"),
                paragraph,
                found=paragraph.bare,
                remedy=_("Insert the page number as a field (Insert, Page Number)."),
            )


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
    if section is None or not section.title_page or not _numbers(document):
        return
    own = [stories.get("first") for stories in (section.headers, section.footers)]
    if any(story is not None and not story.is_empty for story in own):
        return
    story = section.footers.get("first")
    if story is None or not any(_holds(p) or p.in_box for p in story.paragraphs):
        yield Fault(
            _("the first page has no number"),
            section,
            remedy=_("Take away the different first page (Layout, Page Setup)."),
        )


@rule("N-09", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True)
def figures(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Page numbers are plain Arabic figures.

    What: The number format of each section is decimal, or not stated.
    Why: 7.5: 页码一般用4号半角宋体阿拉伯数字.
    Good: 1, 2, 3
    Bad: - 1 - by the number format; 一, 二
    """
    for section in document.sections:
        if section.number_format not in _DECIMAL:
            yield Fault(
                _("page numbers are not plain Arabic figures"),
                section,
                found=section.number_format,
                wanted="decimal",
                remedy=_("Choose the number format 1, 2, 3."),
            )


@rule("N-10", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER)
def no_total(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The number of all pages is not shown.

    What: No footer has a field for it, or says 共…页.
    Why: 7.5 knows the number of the page alone.
    Good: — 1 —
    Bad: 第1页 共5页
    """
    for story in document.footers:
        for paragraph in story.paragraphs:
            kinds = {field.kind for field in paragraph.fields}
            if kinds & _TOTAL or re.search(r"共\s*\d*\s*页", paragraph.text):
                yield Fault(
                    _("the footer tells the number of all pages"),
                    paragraph,
                    found=paragraph.bare,
                    remedy=_("Take it out."),
                )
