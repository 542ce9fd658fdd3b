"""Rules for 纪要格式: its mark, who was there, and what it goes without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import TEXT, Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.alike import once
from notice_kit.rules.font_faults import Stretch, wrong_fonts
from notice_kit.rules.mark_place import misplaced
from notice_kit.rules.places import flows, start, wrong_white
from notice_kit.rules.registry import INFO, SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.fonts import FontClass
from notice_kit.standard.gbt9704 import ELEMENTS

_MINUTES = frozenset({Kind.MINUTES})
ATTENDANCE_LABEL = re.compile(r"\s*[^：:]{2,6}[：:]")
_SPEC = ELEMENTS["attendance"]
_BEGIN = _SPEC.left - _SPEC.hanging
_ROWS = 1  # blank rows over 出席, 10.3


@rule("X-14", clause="10.3", element=Element.FORMAT, kinds=_MINUTES)
def mark(document: Document, profile: Profile) -> Iterator[Fault]:
    """The mark of minutes stands in the middle, 35 mm under the upper edge of the type area.

    What: It is centred. The upper edge of its characters is 72 mm ± 2 mm from that of the sheet, as
      H-05 works it out for 文件格式. Its colour is looked at by P-17, its font by F-17.
    Why: 10.3: 纪要标志由“×××××纪要”组成，居中排布，上边缘至版心上边缘为35mm.
    Good: a mark of 36 pt with 94 pt before it
    Bad: the same in the first row of the page
    """
    yield from misplaced(document, profile, "minutes")


def attendance_rows(document: Document) -> list[Paragraph]:
    """The rows of 出席, 请假 and 列席 behind the text; elsewhere an office has them its own way."""
    found = [p for p in document.having(Role.ATTENDANCE) if flows(p)]
    main = document.layout.main
    texts = [index for index, p in enumerate(main) if document.layout.role(p) in TEXT]
    last = texts[-1] if texts else -1
    return [p for p in found if p in main and main.index(p) > last]


@rule("X-15", clause="10.3", severity=SHOULD, element=Element.FORMAT, fixable=True, kinds=_MINUTES)
def attendance(document: Document, profile: Profile) -> Iterator[Fault]:
    """出席, 请假 and 列席 follow the text, each word in 黑体, the names in 仿宋 and aligned.

    What: Where they stand behind the text: one blank row over the first; each begins 2 字 from the
      edge with the word and a full-width colon; further rows begin under the first name. Word and
      colon are in a 黑体, the names in a 仿宋 of 16 pt. A list over the text is let pass.
    Why: 10.3: 在正文或附件说明下空一行左空二字编排“出席”二字，后标全角冒号，冒号后用3号仿宋体字标注
      出席人单位、姓名，回行时与冒号后的首字对齐.
    Good: an indent of 5 字 at the left, the first row hanging by 3 字
    Bad: 出席 in 仿宋, the second row at the left edge
    """
    rows = attendance_rows(document)
    yield from once(fault for paragraph in rows for fault in _written(paragraph))
    if rows:
        yield from wrong_white(document, rows[0], _ROWS, _("the white over 出席 is wrong"))
    ends = [(p, label.end()) for p in rows if (label := ATTENDANCE_LABEL.match(p.text))]
    labels = [Stretch(p, 0, end) for p, end in ends]
    names = [Stretch(p, end, len(p.text)) for p, end in ends]
    yield from wrong_fonts(labels, FontClass.HEITI, _SPEC.size, profile, "出席")
    yield from wrong_fonts(names, FontClass.FANGSONG, _SPEC.size, profile, _("the list of names"))


def _written(paragraph: Paragraph) -> Iterator[Fault]:
    label = ATTENDANCE_LABEL.match(paragraph.text)
    if label is not None and label[0].endswith(":"):
        yield Fault(
            _("出席 is not followed by a full-width colon"),
            paragraph,
            found=label[0].strip(),
            wanted=label[0].strip()[:-1] + "：",
            remedy=_("Type a full-width colon."),
        )
    begin = start(paragraph)
    wanted = begin + len(label[0].strip()) if label is not None else _SPEC.left
    wraps = begin + paragraph.width > _room(paragraph)
    if abs(begin - _BEGIN) > accepted.PLACE:
        yield Fault(
            _("出席 does not begin 2 字 from the edge"),
            paragraph,
            found=shown.characters(begin),
            wanted=shown.characters(_BEGIN),
            remedy=_("Set an indent of 5 字 at the left, and let the first row hang by 3 字."),
        )
    elif wraps and abs(paragraph.format.left_chars - wanted) > accepted.PLACE:
        yield Fault(
            _("the rows of 出席 do not begin under the first name"),
            paragraph,
            found=shown.characters(paragraph.format.left_chars),
            wanted=shown.characters(wanted),
            remedy=_("Set an indent of 5 字 at the left, and let the first row hang by 3 字."),
        )


def _room(paragraph: Paragraph) -> float:
    """字 in a row up to the indent at the right."""
    section = paragraph.section
    if section is None:
        return float("inf")
    return section.area_width / section.grid.character(paragraph.size) - (
        paragraph.format.right_chars
    )


@rule("X-16", source=Source.CUSTOM, severity=INFO, element=Element.FORMAT, kinds=_MINUTES)
def unsigned(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Minutes have no 署名.

    What: A 署名 over the date. That they have no 主送机关 is told by B-14.
    Why: They record a meeting and go to those that were there; custom leaves 署名 and seal out.
    Good: minutes that end with 出席 and 列席
    Bad: 中共青禾县委办公室 over a date
    """
    paragraph = document.first(Role.SIGNATURE)
    if paragraph is not None:
        yield Fault(
            _("minutes have a 署名"),
            paragraph,
            found=paragraph.bare[:20],
            remedy=_("Leave it out."),
        )
