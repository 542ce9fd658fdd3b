"""Fixers for page numbers: their form, their sides, footers for odd and even pages."""

from __future__ import annotations

import re
from copy import deepcopy

from notice_kit.binding.schema_order import properties, put
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.sections import Section, Side
from notice_kit.document.stories import Story
from notice_kit.fixes.footers import copied, empty, refer
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.page import stated
from notice_kit.fixes.properties import Attributes, amend
from notice_kit.fixes.registry import Reach, fixer
from notice_kit.measure import Length
from notice_kit.ooxml.wml import IN_W, XML, Element, w
from notice_kit.profile import Profile
from notice_kit.rules.page_number import form, holds, numbers
from notice_kit.standard.fonts import ACCEPTED, FontClass
from notice_kit.standard.gbt9704 import ELEMENTS, PAGE_NUMBER_DASH

_NUMBER = re.compile(r"[-—–－―─~～·\s]*第?\s*\d*\s*页?[-—–－―─~～·\s]*")
_SPEC = ELEMENTS["number_odd"]
_SIDES: tuple[Side, ...] = ("default", "even")
_DRAWN = ("drawing", "pict", "object")
_KEPT = frozenset(IN_W + name for name in ("pPr", "bookmarkStart", "bookmarkEnd"))


def _is_number_alone(paragraph: Paragraph) -> bool:
    """Whether a row has the number of the page, signs around it, and nothing else."""
    fields = {field.kind for field in paragraph.fields}
    plain = not paragraph.drawings and fields <= {"PAGE"}
    shows = bool(paragraph.bare or fields)
    return plain and shows and bool(_NUMBER.fullmatch(paragraph.text))


def _write(paragraph: Element) -> None:
    """Write — {PAGE} — into a paragraph, in 四号宋体; its properties stay."""
    for one in list(paragraph):
        if one.tag not in _KEPT:
            paragraph.remove(one)
    for content in (
        _text(f"{PAGE_NUMBER_DASH} "),
        w("fldChar", fldCharType="begin"),
        _text(" PAGE ", "instrText"),
        w("fldChar", fldCharType="separate"),
        _text("1"),
        w("fldChar", fldCharType="end"),
        _text(f" {PAGE_NUMBER_DASH}"),
    ):
        paragraph.append(w("r", _look(), content))


def _text(content: str, tag: str = "t") -> Element:
    found = w(tag)
    found.text = content
    found.set(f"{{{XML}}}space", "preserve")
    return found


def _look() -> Element:
    font = ACCEPTED[FontClass.SONGTI][0]
    half_points = round(_SPEC.size * 2 / Length.pt(1))
    names = w("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia")
    return w("rPr", names, w("sz", val=half_points), w("szCs", val=half_points))


def _place(paragraph: Element, side: Side) -> None:
    """Put a paragraph 1 字 from the right edge, on even pages from the left."""
    here, there = ("left", "right") if side == "even" else ("right", "left")
    look = properties(paragraph)
    put(look, w("jc", val=here))
    blank = round(_SPEC.size * _SPEC.right / Length.twips(1))
    indents: Attributes = {
        here: blank, f"{here}Chars": 0, there: 0, f"{there}Chars": 0,
        "firstLine": 0, "firstLineChars": 0, "hanging": None, "hangingChars": None,
    }  # fmt: skip
    amend(look, "ind", indents)


@fixer("N-01", reach=Reach.MARKS)
def written(document: Document, profile: Profile, _format: Format) -> None:
    """A page number has a 一字线 at each side; a row with more than the number stays."""
    wrong = {fault.at for fault in form(document, profile)}
    for _story, paragraph in numbers(document):
        if paragraph in wrong and _is_number_alone(paragraph):
            _write(paragraph.element)


@fixer("N-02")
def code(document: Document, _profile: Profile, _format: Format) -> None:
    """The runs of a page number's field have the look of the number."""
    for _story, paragraph in numbers(document):
        for field in paragraph.fields:
            for run in field.runs if field.kind == "PAGE" else ():
                look = properties(run.element, "rPr")
                for one in _look():
                    put(look, deepcopy(one))


@fixer("N-03", reach=Reach.MARKS)
def sides(document: Document, _profile: Profile, _format: Format) -> None:
    """Odd pages have their number at the right, even ones at the left, in footers of their own."""
    settings = document.package.one("settings")
    if settings is None:
        return
    both = document.settings.even_and_odd
    if not both:
        put(settings, w("evenAndOddHeaders"))
    seen: dict[str, Side] = {}
    for section, element in stated(document):
        for side in _SIDES:
            _give_side(document, section, element, side, seen, was_on=both)
        if not both and "default" in section.own_headers:
            refer(document, element, "header", "even", copied(document, section.headers["default"]))


def _give_side(
    document: Document,
    section: Section,
    element: Element,
    side: Side,
    seen: dict[str, Side],
    *,
    was_on: bool,
) -> None:
    """Put the number of a section's own footer to its side; make one for even pages."""
    odd = section.footers.get("default")
    if odd is None or not _held(odd) or section.landscape or section.width > section.height:
        return
    story = section.footers.get(side)
    own = "default" in section.own_footers
    missing = side == "even" and own and (story is None or not was_on or not _held(story))
    if missing or (story is not None and seen.get(story.part, side) != side):
        part, root = copied(document, odd)
        for paragraph, place in _numbers_of(odd):
            _put_right(root[place], side, alone=_is_number_alone(paragraph))
        refer(document, element, "footer", side, (part, root))
    elif story is not None and story.part not in seen:
        seen[story.part] = side
        for paragraph in _held(story):
            _put_right(paragraph.element, side, alone=_is_number_alone(paragraph))


def _numbers_of(story: Story) -> list[tuple[Paragraph, int]]:
    """The rows of numbers that stand right in a footer, with their places there."""
    found = []
    for paragraph in _held(story):
        parent = paragraph.element.getparent()
        if parent is not None and parent.getparent() is None:
            found.append((paragraph, parent.index(paragraph.element)))
    return found


def _held(story: Story) -> list[Paragraph]:
    return [paragraph for paragraph in story.paragraphs if holds(paragraph)]


def _put_right(paragraph: Element, side: Side, *, alone: bool) -> None:
    if alone:
        _write(paragraph)
    _place(paragraph, side)


@fixer("N-11", reach=Reach.MARKS)
def numbered(document: Document, _profile: Profile, _format: Format) -> None:
    """Pages have numbers, in footers for odd and even pages; a footer that says something stays."""
    settings = document.package.one("settings")
    if settings is None or any(not story.is_empty for story in document.footers):
        return
    for section, element in stated(document):
        if section.number == 1 or section.own_footers:
            for side in _SIDES:
                part, root = empty(document, "footer")
                _put_right(root[0], side, alone=True)
                refer(document, element, "footer", side, (part, root))
        if not document.settings.even_and_odd and "default" in section.own_headers:
            refer(document, element, "header", "even", copied(document, section.headers["default"]))
    put(settings, w("evenAndOddHeaders"))


@fixer("N-07", reach=Reach.MARKS)
def imprint_page(document: Document, _profile: Profile, _format: Format) -> None:
    """A page that holds 版记 alone has empty footers of its own."""
    imprint = document.layout.imprint
    last = imprint.paragraphs[0].section if imprint and imprint.paragraphs else None
    for section, element in stated(document):
        if section is last:
            for side in section.shown_footers(even_and_odd=document.settings.even_and_odd):
                refer(document, element, "footer", side, empty(document, "footer"))


@fixer("X-07", reach=Reach.MARKS)
def letter_first_page(document: Document, _profile: Profile, _format: Format) -> None:
    """The first page of a letter has a footer of its own without a number; lines in it stay."""
    for section, element in list(stated(document))[:1]:
        if not section.title_page:
            put(element, w("titlePg"))
            refer(document, element, "footer", "first", empty(document, "footer"))
            head = section.headers.get("default")
            if head is not None and "first" not in section.headers:
                refer(document, element, "header", "first", copied(document, head))
            return
        story = section.footers.get("first")
        for paragraph in story.paragraphs if story is not None else ():
            if any(field.kind == "PAGE" for field in paragraph.fields):
                _take_number_out(paragraph)


def _take_number_out(paragraph: Paragraph) -> None:
    """Take the runs of a number out; nothing where other words stand with it."""
    if not _NUMBER.fullmatch(paragraph.text):
        return
    for run in paragraph.runs:
        drawn = any(next(run.element.iter(f"{{*}}{tag}"), None) is not None for tag in _DRAWN)
        parent = run.element.getparent()
        if parent is not None and not drawn:
            parent.remove(run.element)
    for one in list(paragraph.element.iter(f"{IN_W}fldSimple")):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
