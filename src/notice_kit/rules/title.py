"""Rules for the title: its place, the shape and the ends of its rows, its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.characters import text_width
from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.roles import HEAD, Role
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.places import (
    capacity,
    has_rows_above,
    is_centred,
    shown_rows,
    title_rows,
    white_rows,
    wrapped_rows,
)
from notice_kit.rules.red_rule import is_missing
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.titles import LONGEST, MOST_ROWS, has_good_shape, parted, reads_well

_ROWS = 2  # blank rows over the title, 7.3.1
_TAG = re.compile(r"\{\{|\{%")
_SLACK = 0.3  # 字; a row of 20 characters of 22 pt leaves 0.1 字 of 156 mm


@rule("B-01", clause="7.3.1", source=Source.UNCERTAIN, element=Element.TITLE, fixable=True)
def place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title stands two blank rows under the red rule, in the middle.

    What: In 文件格式, empty paragraphs and spacing between the 版头 and the title are two rows
      together. Without a 版头, at most two rows lie over it. Each of its rows is centred, without
      indents; no blanks are typed before it.
    Why: 7.3.1: 编排于红色分隔线下空二行位置，分一行或多行居中排布.
    Good: 57.9 pt before the title
    Bad: one empty paragraph; a title with a first-line indent
    """
    rows = document.having(Role.TITLE)
    if not rows:
        return
    above = document.previous(rows[0])
    headed = above is not None and document.layout.role(above) in HEAD
    white = white_rows(document, rows[0])
    if is_missing(document) and headed:  # H-13, and the white depends on the rule
        right = True
    elif document.kind is Kind.FILE and headed and white is not None:
        right = has_rows_above(white, _ROWS)
    else:
        free = document.kind is Kind.PLAIN and above is None and white is not None
        right = not free or white is None or white[0] <= _ROWS + accepted.BLANK_ROWS
    if not right and white is not None:
        yield Fault(
            _("the white over the title is wrong"),
            rows[0],
            found=_("{count} rows").format(count=shown_rows(white)),
            wanted=_("{count} rows").format(count=_ROWS),
            remedy=_("Leave {count} rows blank.").format(count=_ROWS),
        )
    for paragraph in rows:
        blank = paragraph.text[:1].isspace()
        if paragraph.cell is None and (blank or not is_centred(paragraph)):
            yield Fault(
                _("the title is not centred"),
                paragraph,
                found=_("blanks before it") if blank else paragraph.format.align,
                wanted="center",
                remedy=_("Centre it, without indents or blanks."),
            )
            break


def _too_wide(document: Document) -> list[str]:
    """The rows of a broken title that are wider than the type area."""
    title = document.first(Role.TITLE)
    rows = title_rows(document)
    if title is None or len(rows) < 2:
        return []
    return [row for row in rows if text_width(row) > capacity(title) + _SLACK]


def _judged(document: Document) -> list[str]:
    """The rows whose shape and ends count; none where another rule or a template has the say."""
    if _TAG.search(document.title) or _too_wide(document):
        return []
    rows = wrapped_rows(document)
    return rows if len(rows) > 1 else []


@rule("B-03", clause="7.3.1", source=Source.UNCERTAIN, element=Element.TITLE)
def shape(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The rows of a title make a trapezium or a rhombus.

    What: Neighbouring rows differ by a 字 at least, and no row is shorter than both its neighbours.
      Rows are those of its breaks; what is too long for a row is cut where it is full.
    Why: 7.3.1: 回行时……标题排列应当使用梯形或菱形.
    Good: 14 字 over 17; 9, 16 and 11
    Bad: 15 over 15; 16, 9 and 16
    """
    rows = _judged(document)
    widths = [text_width(row) for row in rows]
    if not has_good_shape(widths):
        yield Fault(
            _("the rows of the title make neither a trapezium nor a rhombus"),
            document.first(Role.TITLE),
            found="、".join(map(shown.characters, widths)),
            remedy=_("Break the title elsewhere, so that the rows grow, shrink, or do both once."),
        )


@rule("B-04", clause="7.3.1", source=Source.UNCERTAIN, element=Element.TITLE)
def width(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Each row of a broken title fits the type area.

    What: Where breaks make the rows, none is wider than 156 mm: 20 字 of 二号.
    Why: 7.3.1 wants rows of good length; one that is too long is broken once more by the program.
    Good: rows of 14 and 17 字
    Bad: a row of 23 字, of which three make a row of their own
    """
    for row in _too_wide(document):
        yield Fault(
            _("a row of the title is too long"),
            document.first(Role.TITLE),
            found=shown.characters(text_width(row)),
            wanted=f"≤ {shown.characters(LONGEST)}",
            remedy=_("Break the title in more rows."),
        )


@rule("B-05", clause="7.3.1", source=Source.UNCERTAIN, element=Element.TITLE)
def whole_words(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The rows of a title end where its words do.

    What: No row begins with 的, 和, 、, 》 or its like, or is 通知 alone; none ends with 《, 关于,
      和 or a number; no row's end parts a number from its unit, usual terms or what stands in 《》,
      “” or （） where it fits a row. Rows are those of B-03; other words are not looked up.
    Why: 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当.
    Good: …关于开展 / 基层党建示范阵地创建活动的通知
    Bad: …关于 / 开展基层党建…; …创建活动 / 的通知
    """
    rows = _judged(document)
    torn = parted(rows)
    if not reads_well(rows) or torn:
        yield Fault(
            _("a row of the title ends where its words do not"),
            document.first(Role.TITLE),
            found="／".join(rows),
            wanted="、".join(torn) or None,
            remedy=_("Break the title elsewhere."),
        )


@rule("B-06", source=Source.CUSTOM, severity=SHOULD, element=Element.TITLE)
def number_of_rows(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A title has four rows at most.

    What: The rows of B-03.
    Why: Longer titles leave no room on the first page and are not read.
    Good: one to three rows
    Bad: five
    """
    count = len(wrapped_rows(document))
    if count > MOST_ROWS:
        yield Fault(
            _("the title has too many rows"),
            document.first(Role.TITLE),
            found=str(count),
            wanted=f"≤ {MOST_ROWS}",
            remedy=_("Make the title shorter."),
        )


@rule("B-07", source=Source.CUSTOM, severity=SHOULD, element=Element.TITLE, fixable=True)
def distance_of_rows(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The rows of a title do not touch.

    What: Where a title has several rows of an exact height, it is 1.2 of their size at least,
      26.4 pt for 二号, or that of the rows of the text.
    Why: 7.3.1 says 间距恰当; the figure is custom.
    Good: 28.95 pt
    Bad: 22 pt
    """
    title = document.first(Role.TITLE)
    if title is None or len(wrapped_rows(document)) < 2:
        return
    line = title.format.line
    least = title.size * accepted.TITLE_LINE
    if not line.is_exact or line.length is None or line.length == document.row:
        return
    if line.length < round(least):
        yield Fault(
            _("the rows of the title are too close"),
            title,
            found=shown.spacing(line),
            wanted=f"≥ {least / 12700:.1f} pt",
            remedy=_("Give the title the line spacing of the text."),
        )


_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]*”|（[^（）]*）")
_TAGGED = re.compile(r"\{\{[^{}]*\}\}|\{%[^%]*%\}")
_MARK = re.compile(r"[。，；：！？,;:?!]|\.(?!\d)")
_ISSUED = re.compile(
    r"关于(?:印发|颁布|发布)(?P<name>[^《》]{2,60}?(?:办法|规定|条例|细则|规则|准则))的"
)


@rule("B-08", clause="7.3.1", source=Source.UNCERTAIN, element=Element.TITLE)
def marks(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A title has no marks but 《》 “” 、 and （）.

    What: Commas, full stops, colons and the like outside of 《》, “” and （）; a regulation that
      the document issues stands in 《》. That a title names a 文种 is told by R-02.
    Why: By the rules for official documents a title has no marks but those round names.
    Good: 关于印发《青禾县党员教育管理办法》的通知
    Bad: 关于做好党员教育工作的通知。; 关于印发青禾县党员教育管理办法的通知
    """
    title = compact(document.title)
    outside = _QUOTED.sub("", _TAGGED.sub("", title))
    found = _MARK.search(outside)
    issued = _ISSUED.search(title)
    if found is not None:
        yield Fault(
            _("the title has a mark that titles do not have"),
            document.first(Role.TITLE),
            found=found[0],
            remedy=_("Take it out."),
        )
    if issued is not None:
        yield Fault(
            _("a regulation that the title names does not stand in 《》"),
            document.first(Role.TITLE),
            found=issued["name"],
            wanted=f"《{issued['name']}》",
            remedy=_("Set its name in 《》."),
        )
