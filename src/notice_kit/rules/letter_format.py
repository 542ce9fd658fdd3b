"""Rules for 信函格式: the head, the double lines and the foot of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import HEAD, Role
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.mark_place import marks, misplaced
from notice_kit.rules.places import flows, wrong_white
from notice_kit.rules.registry import Element, Fault, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import LETTER_TITLE_ROWS

LETTER = frozenset({Kind.LETTER})
_NUMBER = re.compile(r"[〔\[［【（(]\s*\d{2,4}\s*[〕\]］】）)]\s*第?\s*\d+\s*号\s*$")
_WORD = re.compile(r"文件$")


@rule("X-01", clause="10.1", element=Element.FORMAT, kinds=LETTER)
def mark(document: Document, profile: Profile) -> Iterator[Fault]:
    """The mark of a letter is the name of the organ, in the middle, 30 mm under the page's edge.

    What: It does not end with 文件; in the flow of text it is centred; the upper edge of its
      characters is 30 mm ± 2 mm from that of the sheet, where its table or frame has a place of its
      own or it stands in rows of a fixed height. Text boxes are let pass.
    Why: 10.1: 发文机关标志使用发文机关全称或者规范化简称，居中排布，上边缘至上页边为30mm.
    Good: 中共青禾县委组织部 in the header of the first page
    Bad: 中共青禾县委组织部文件; a mark in the type area
    """
    for paragraph in marks(document):
        if _WORD.search(compact(paragraph.text)):
            yield Fault(
                _("the mark of a letter ends with 文件"),
                paragraph,
                found=paragraph.bare,
                remedy=_("Take 文件 out."),
            )
    yield from misplaced(document, profile, "letter")


def number_of(document: Document) -> Paragraph | None:
    """The paragraph in which 发文字号 stands, also beside 紧急程度; None for none."""
    found = document.first(Role.DOCUMENT_NUMBER)
    if found is not None:
        return found
    return next((p for p in document.layout.head if _NUMBER.search(p.bare)), None)


@rule("X-05", clause="10.1", element=Element.FORMAT, fixable=True, kinds=LETTER)
def number(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The 发文字号 of a letter stands at the right edge of the type area.

    What: Its row is aligned right without an indent, or ends at a right tab at the edge. What tabs
      of another kind or blanks put in its place is let pass; how it is written is looked at by
      H-09.
    Why: 10.1: 发文字号顶格居版心右边缘编排在第一条红色双线下.
    Good: aligned right
    Bad: in the middle, as in 文件格式
    """
    paragraph = number_of(document)
    if paragraph is None or paragraph.in_box or paragraph.format.frame is not None:
        return
    look = paragraph.format
    text = paragraph.own_text
    inner = bool(re.search(r"[\t 　]{2,}|\t", text.strip())) or text[:1].isspace()
    if look.align == "right":
        right: float | None = look.right_chars + len(text) - len(text.rstrip())
    elif inner:
        right = _after_tab(paragraph)
    else:
        right = None if look.align == "distribute" else float("inf")
    if right is None or abs(right) <= accepted.PLACE:
        return
    yield Fault(
        _("发文字号 does not stand at the right edge"),
        paragraph,
        found=look.align if right == float("inf") else shown.characters(right),
        wanted="right",
        remedy=_("Align it right, without an indent."),
    )


def _after_tab(paragraph: Paragraph) -> float | None:
    """What a right tab leaves at the right, in 字; None for another kind of tab or blanks."""
    section, tabs = paragraph.section, paragraph.format.tabs
    if section is None or paragraph.cell is not None or "\t" not in paragraph.own_text or not tabs:
        return None
    last = tabs[-1]
    rest = section.area_width - last.position
    return rest / paragraph.size if last.kind == "right" else None


@rule("X-06", clause="10.1", element=Element.FORMAT, fixable=True, kinds=LETTER)
def title(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title of a letter stands two blank rows under what is over it.

    What: The white between the last element of the head and the title, by empty paragraphs or
      spacing. That it is centred is looked at by B-01. Where nothing in the flow of text stands
      over it, nothing is told.
    Why: 10.1: 标题居中编排，与其上最后一个要素相距二行.
    Good: 57.9 pt before the title
    Bad: the title in the row under 发文字号
    """
    paragraph = document.first(Role.TITLE)
    above = None if paragraph is None else document.previous(paragraph)
    if paragraph is None or above is None or not flows(above) or not above.bare:
        return
    if document.layout.role(above) not in HEAD or above.drawings:
        return
    yield from wrong_white(
        document, paragraph, LETTER_TITLE_ROWS, _("the white over the title is wrong")
    )


@rule("X-07", clause="10.1", element=Element.FORMAT, fixable=True, kinds=LETTER)
def first_page_number(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The first page of a letter shows no page number.

    What: Where other pages have a number, the first page has a footer of its own without one.
    Why: 10.1: 首页不显示页码.
    Good: a different first page with an empty footer
    Bad: — 1 — at the foot of the first page
    """
    section = document.sections[0]
    side = "first" if section.title_page else "default"
    for key, story in section.footers.items():
        if key == side and any(field.kind == "PAGE" for field in story.fields):
            yield Fault(
                _("the first page of a letter has a number"),
                story,
                remedy=_("Set a different first page (Layout, Page Setup) with an empty footer."),
            )


@rule("X-08", clause="10.1", element=Element.FORMAT, fixable=True, kinds=LETTER)
def imprint(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The 版记 of a letter has neither 印发机关 and 印发日期 nor rules.

    What: No row of 印发, and no border of its table or paragraphs. Where it stands is looked at by
      I-01.
    Why: 10.1: 版记不加印发机关和印发日期、分隔线，位于公文最后一面版心内最下方.
    Good: 抄送：县委办公室，县财政局。 alone
    Bad: the same between two rules, with 印发日期 under it
    """
    for paragraph in document.having(Role.PRINTING)[:1]:
        yield Fault(
            _("the 版记 of a letter names 印发机关 or 印发日期"),
            paragraph,
            found=paragraph.bare,
            remedy=_("Take it out."),
        )
    found = document.layout.imprint
    if found is None or not found.paragraphs:
        return
    drawn = any(paragraph.format.borders for paragraph in found.paragraphs)
    if found.table is not None:
        edges = [*found.table.borders.values()]
        edges += [edge for cell in found.table.cells for edge in cell.borders.values()]
        drawn = drawn or any(edge is not None and bool(edge.thickness) for edge in edges)
    if drawn:
        yield Fault(
            _("the 版记 of a letter has rules"),
            found.paragraphs[0],
            remedy=_("Take its borders away."),
        )


@rule("X-09", clause="10.1", element=Element.FORMAT, kinds=LETTER)
def one_mark(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A letter of several organs has the mark of the first alone.

    What: Where several organs sign, one organ stands in the mark.
    Why: 10.1: 联合行文时，使用主办机关标志.
    Good: 青禾县财政局 over a letter that two organs sign
    Bad: both organs over it
    """
    found = [p for p in marks(document) if compact(p.text) not in ("文件", "函")]
    if len(found) > 1 and len(document.having(Role.SIGNATURE)) > 1:
        yield Fault(
            _("the mark of a letter names several organs"),
            found[0],
            found="、".join(p.bare for p in found),
            wanted=found[0].bare,
            remedy=_("Leave the organ in charge alone in it."),
        )
