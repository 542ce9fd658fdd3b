"""Rules for the double lines of a letter's first page, and what stands under the upper one."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import HEAD, Role
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.letter_format import LETTER, number_of
from notice_kit.rules.mark_place import mark_top, marks
from notice_kit.rules.places import flows, height_before
from notice_kit.rules.red_lines import RedLine, has_unknown_drawings, red_lines
from notice_kit.rules.registry import Element, Fault, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import FORMATS, LETTER_FIRST_PAGE, LETTER_TOP, PORTRAIT
from notice_kit.standard.specs import ink_top


def _shape(line: RedLine, wanted: str, name: str) -> Iterator[Fault]:
    if line.shape not in (wanted, "unknown"):
        yield Fault(
            name,
            line.at,
            found=line.shape,
            wanted=wanted,
            remedy=_("Draw a red double line, of a thick and a thin one."),
        )


def _length(line: RedLine) -> Iterator[Fault]:
    width = LETTER_FIRST_PAGE.width
    if line.width is not None and abs(line.width - width) > accepted.AREA:
        yield Fault(
            _("a double line is not 170 mm long"),
            line.at,
            found=shown.mm(line.width),
            wanted=shown.mm(width),
            remedy=_("Make it {length} long and centre it on the page.").format(
                length=shown.mm(width)
            ),
        )
        return
    start = Length((PORTRAIT.width - width) // 2)
    if line.x is not None and abs(line.x - start) > accepted.LETTER_LINE:
        yield Fault(
            _("a double line is not in the middle of the page"),
            line.at,
            found=_("{length} from the left edge").format(length=shown.mm(line.x)),
            wanted=shown.mm(start),
            remedy=_("Centre it on the page."),
        )


@rule("X-02", clause="10.1", element=Element.FORMAT, kinds=LETTER)
def upper_line(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Under the mark of a letter lies a red double line, the thick one above, 170 mm long.

    What: A border, a drawing or an empty table with two red lines: which is thick, how long it is,
      whether it lies in the middle, and 4 mm ± 1.5 mm under a mark in its place, where the file
      tells. A line in a picture is taken to be right; which line of a border is the thick one is
      not looked at.
    Why: 10.1: 发文机关标志下4mm处印一条红色双线（上粗下细），线长均为170mm，居中排布.
    Good: a line of `cmpd="thickThin"`, 20 mm from the left edge of the page
    Bad: a single line; one as wide as the type area
    """
    lines = [line for line in red_lines(document) if line.is_upper]
    if not lines:
        if not has_unknown_drawings(document):
            yield Fault(
                _("there is no red double line under the mark"),
                next(iter(marks(document)), None),
                remedy=_("Draw a red double line of 170 mm under the mark."),
            )
        return
    line = lines[0]
    yield from _shape(line, "thickThin", _("the line under the mark is not thick over thin"))
    yield from _length(line)
    mark = next(iter(marks(document)), None)
    top = None if mark is None else mark_top(document, mark)
    if line.top is None or top is None or mark is None:
        return
    if abs(top - FORMATS["letter"].mark_top) > accepted.MARK_PLACE:
        return
    gap = Length(line.top - top - mark.size)
    wanted = LETTER_FIRST_PAGE.head_gap
    if abs(gap - wanted) > accepted.RED_RULE_GAP:
        yield Fault(
            _("the double line is too near to the mark or too far from it"),
            line.at,
            found=_("about {length}").format(length=shown.mm(gap)),
            wanted=shown.mm(wanted),
            remedy=_("Move it to {length} under the mark.").format(length=shown.mm(wanted)),
        )


@rule("X-03", clause="10.1", element=Element.FORMAT, kinds=LETTER)
def lower_line(document: Document, _profile: Profile) -> Iterator[Fault]:
    """At the foot of a letter's first page lies a red double line, the thin one above.

    What: Where there is an upper line, there is a lower one: which is thick, how long it is, 20 mm
      ± 2 mm from the lower edge of the sheet, on the first page alone (where the text is estimated
      to fill more), where the file tells.
    Why: 10.1: 距下页边20mm处印一条红色双线（上细下粗），线长均为170mm，居中排布.
    Good: a line of `cmpd="thinThick"`, 277 mm from the upper edge of the page
    Bad: none; one in the footer of every page
    """
    lines = red_lines(document)
    lower = [line for line in lines if not line.is_upper]
    if not lower:
        if lines and not has_unknown_drawings(document):
            yield Fault(
                _("there is no red double line at the foot of the first page"),
                lines[0].at,
                remedy=_("Draw one in the footer of the first page."),
            )
        return
    line = lower[0]
    yield from _shape(line, "thinThick", _("the line at the foot is not thin over thick"))
    yield from _length(line)
    page = document.sections[0]
    wanted = Length(page.height - LETTER_FIRST_PAGE.foot_height)
    if line.top is not None and abs(line.top - wanted) > accepted.LETTER_LINE:
        yield Fault(
            _("the double line at the foot is too high or too low"),
            line.at,
            found=shown.mm(Length(page.height - line.top)),
            wanted=shown.mm(LETTER_FIRST_PAGE.foot_height),
            remedy=_("Move it to {length} from the lower edge of the page.").format(
                length=shown.mm(LETTER_FIRST_PAGE.foot_height)
            ),
        )
    several = height_before(document, document.paragraphs[-1]) > page.area_height
    if line.every_page and several:
        yield Fault(
            _("the double line at the foot stands on every page"),
            line.at,
            remedy=_("Set a different first page (Layout, Page Setup), and put it there alone."),
        )


@rule("X-04", clause="10.1", element=Element.FORMAT, kinds=LETTER)
def first_row(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The first row under the upper double line is 7/8 of a 三号 character from it.

    What: From the line down to the characters of the first row, 4.9 mm ± 1.5 mm, where the line
      has a place of its own on the page and rows have a fixed height. That 份号, 密级 and 紧急程度
      stand in this order at the left edge is looked at by H-01, H-02 and H-03.
    Why: 10.1: 第一个要素与该线的距离为3号汉字高度的7/8.
    Good: 46 pt before the first row of the page
    Bad: an empty row more
    """
    line = next((one for one in red_lines(document) if one.is_upper), None)
    first = _first(document)
    if line is None or line.top is None or first is None or first.format.line.length is None:
        return
    row = document.sections[0].top + height_before(document, first) + first.format.before
    ink = row + ink_top(first.format.line.length, first.size)
    gap = Length(ink - line.top - LETTER_FIRST_PAGE.head_height)
    if abs(gap - LETTER_TOP) > accepted.RED_RULE_GAP:
        yield Fault(
            _("the first row is too near to the double line or too far from it"),
            first,
            found=_("about {length}").format(length=shown.mm(gap)),
            wanted=shown.mm(LETTER_TOP),
            remedy=_("Change the space before it."),
        )


def _first(document: Document) -> Paragraph | None:
    """The first element under the line, in the flow of the body; None where others flow over it."""
    body = [p for p in document.paragraphs if flows(p)]
    first = next((p for p in body if p.bare), None)
    if first is None or marks(document)[:1] == (first,):
        return None
    over = document.paragraphs[: document.paragraphs.index(first)]
    if any(p.format.line.length is None or p.cell is not None for p in over if flows(p)):
        return None
    is_head = document.layout.role(first) in HEAD or first is number_of(document)
    return first if is_head or document.layout.role(first) is Role.TITLE else None
