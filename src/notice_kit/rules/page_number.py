"""Rules for what a page number is: its form, its field, its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Field, Paragraph, Run
from notice_kit.document.stories import Story
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard.fonts import FontClass
from notice_kit.standard.gbt9704 import ELEMENTS, PAGE_NUMBER_DASH

_FORM = re.compile(rf"{PAGE_NUMBER_DASH}\s?\d+\s?{PAGE_NUMBER_DASH}")
_DIGITS = re.compile(r"\d+")
_TYPED = re.compile(r"[-—–－]*\s*第?\s*\d+\s*页?\s*[-—–－]*")
_BARE = re.compile(r"[-—–－]?\s*\d+\s*[-—–－]?")
_TOTAL = frozenset({"NUMPAGES", "SECTIONPAGES"})
_TOTAL_TYPED = re.compile(r"共\s*\d*\s*页")
_DECIMAL = (None, "decimal")
_SPEC = ELEMENTS["number_odd"]


def numbers(document: Document) -> list[tuple[Story, Paragraph]]:
    """The paragraphs of footers that show a page number, in a field or typed, with their story."""
    found = []
    for story in document.footers:
        for paragraph in story.paragraphs:
            fields = {field.kind for field in paragraph.fields}
            if "PAGE" in fields or _TYPED.fullmatch(paragraph.bare):
                found.append((story, paragraph))
    return found


def holds(paragraph: Paragraph) -> bool:
    """Whether a paragraph has the number of the page in the flow of its footer."""
    framed = paragraph.format.frame is not None or paragraph.in_box
    return not framed and any(field.kind == "PAGE" for field in paragraph.fields)


@rule("N-01", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True)
def form(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A page number has a 一字线 at each side.

    What: The row reads — 1 —: one — at each side, a blank or none between, and nothing else. Where
      the number of all pages stands with it, N-10 tells; where the number format draws dashes or
      other figures, N-09.
    Why: 7.5: 数字左右各放一条一字线.
    Good: — 1 —
    Bad: - 1 -; 第1页
    """
    for story, paragraph in numbers(document):
        text = paragraph.bare
        if _tells_total(paragraph) or _has_other_format(document, story):
            continue
        shown_text = text if _DIGITS.search(text) else _with_number(paragraph)
        if not _FORM.fullmatch(shown_text):
            yield Fault(
                _("the page number is not written as it should be"),
                paragraph,
                found=text,
                wanted=f"{PAGE_NUMBER_DASH} 1 {PAGE_NUMBER_DASH}",
                remedy=_("Put one — at each side of the number, and nothing else."),
            )


def _tells_total(paragraph: Paragraph) -> bool:
    kinds = {field.kind for field in paragraph.fields}
    return bool(kinds & _TOTAL or _TOTAL_TYPED.search(paragraph.text))


def _has_other_format(document: Document, story: Story) -> bool:
    """Whether a section that shows the footer has figures that are not plain."""
    return any(
        section.number_format not in _DECIMAL and story in section.footers.values()
        for section in document.sections
    )


def _with_number(paragraph: Paragraph) -> str:
    """The row as it shows, where the field has no result in the file."""
    text = paragraph.bare
    middle = len(text) // 2
    return text[:middle].rstrip() + " 1 " + text[middle:].lstrip()


@rule("N-02", clause="7.5", source=Source.UNCERTAIN, element=Element.PAGE_NUMBER, fixable=True)
def code(document: Document, profile: Profile) -> Iterator[Fault]:
    """The field of a page number is set as the number is.

    What: The runs that hold the code of a PAGE field are in a 宋体 of 14 pt, where the number that
      shows is: Word takes the look of the code when it works the number out anew. The number itself
      is looked at by F-15.
    Why: 7.5: 一般用4号半角宋体阿拉伯数字.
    Good: all runs of the field in the style of the page number
    Bad: the number in 四号宋体, its code in Times New Roman of 10.5 pt
    """
    for _story, paragraph in numbers(document):
        for field in paragraph.fields:
            if field.kind != "PAGE" or not _shows_right(paragraph, profile):
                continue
            odd = [run for run in _hidden(field) if not _is_right(run, profile)]
            if odd:
                look = odd[0].format
                yield Fault(
                    _("the code of the page number is not in 四号宋体"),
                    paragraph,
                    found=f"{shown.font(look.ascii)}, {shown.size(look.size)}",
                    wanted=f"{FontClass.SONGTI.value}, {shown.size(_SPEC.size)}",
                    remedy=_("Set the whole row, the field too, in 宋体 of {size}.").format(
                        size=shown.size(_SPEC.size)
                    ),
                )


def _hidden(field: Field) -> list[Run]:
    """The runs of a field that hold its code."""
    return [run for run in field.runs if run.instruction.strip()]


def _is_right(run: Run, profile: Profile) -> bool:
    look = run.format
    return look.size == _SPEC.size and profile.accepts_font(look.ascii, FontClass.SONGTI)


def _shows_right(paragraph: Paragraph, profile: Profile) -> bool:
    return all(
        profile.accepts_font(piece.font, FontClass.SONGTI) and piece.format.size == _SPEC.size
        for piece in paragraph.pieces
    )


@rule("N-05", source=Source.CUSTOM, severity=SHOULD, element=Element.PAGE_NUMBER)
def field(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Page numbers are fields.

    What: A footer that shows a figure between dashes has a PAGE field.
    Why: A typed figure is the same on every page.
    Good: — {PAGE} —
    Bad: — 1 — typed
    """
    for _story, paragraph in numbers(document):
        typed = not any(one.kind == "PAGE" for one in paragraph.fields)
        if typed and _BARE.fullmatch(paragraph.bare):
            yield Fault(
                _("the page number is typed"),
                paragraph,
                found=paragraph.bare,
                remedy=_("Insert the page number as a field (Insert, Page Number)."),
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
            if _tells_total(paragraph):
                yield Fault(
                    _("the footer tells the number of all pages"),
                    paragraph,
                    found=paragraph.bare,
                    remedy=_("Take it out."),
                )


@rule(
    "N-11", clause="7.5", source=Source.UNCERTAIN, severity=SHOULD, element=Element.PAGE_NUMBER,
    fixable=True, kinds=frozenset({Kind.FILE, Kind.PLAIN, Kind.MINUTES}),
)  # fmt: skip
def numbered(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The pages have numbers.

    What: A footer, header or text box shows the number of the page, in a field or typed. Letters,
      whose first page goes without, and orders are let pass.
    Why: 7.5: 页码一般用4号半角宋体阿拉伯数字，编排在公文版心下边缘之下.
    Good: — 1 — at the foot of the page
    Bad: empty footers
    """
    stories = (*document.headers, *document.footers)
    fields = [*document.fields, *(field for story in stories for field in story.fields)]
    if not numbers(document) and not any(one.kind == "PAGE" for one in fields):
        yield Fault(
            _("the pages have no numbers"),
            wanted=f"{PAGE_NUMBER_DASH} 1 {PAGE_NUMBER_DASH}",
            remedy=_("Insert page numbers (Insert, Page Number), different on odd and even pages."),
        )
