"""Rules for the 发文机关标志 and for what a 版头 leaves of the first page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import TEXT, Role
from notice_kit.document.signs import compact, is_red
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.mark_place import misplaced
from notice_kit.rules.places import height_before
from notice_kit.rules.registry import INFO, Element, Fault, Source, rule

_FILE = frozenset({Kind.FILE})
_HEADED = frozenset({Kind.FILE, Kind.LETTER})
_WORD = re.compile(r"(?:文件|公文|函|纪要)$")
_WHOLE = re.compile(r"电报?$|明传|\{\{|[×Xx]{2}")
_WORDS = ("文件", "电报", "纪要")


def issuers(document: Document) -> list[str]:
    """The organs that the mark names, in order."""
    found = (_WORD.sub("", compact(p.text)) for p in document.having(Role.ISSUER_MARK))
    return [name for name in found if name]


def _is_short_for(short: str, name: str) -> bool:
    """Whether all characters of one name stand in the other in this order."""
    rest = iter(name)
    return all(character in rest for character in short)


def same_organ(one: str, other: str) -> bool:
    """Whether one name is a short form of the other, or both are the same."""
    return _is_short_for(one, other) or _is_short_for(other, one)


@rule("H-04", clause="7.2.4", source=Source.UNCERTAIN, element=Element.HEAD, kinds=_HEADED)
def same_issuer(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The 发文机关标志 names an organ that signs.

    What: The name in the mark, 文件 left out, is that of a 署名 or a short form of it: all its
      characters stand in the other in this order. Telegrams and templates are let pass.
    Why: 7.2.4: 由发文机关全称或者规范化简称加“文件”二字组成.
    Good: 中共青禾县委文件, signed 中国共产党青禾县委员会
    Bad: 中共青禾县委文件, signed 中共青禾县委组织部
    """
    marks = issuers(document)
    signed = [compact(p.text) for p in document.having(Role.SIGNATURE)]
    joined = "".join(marks)
    if not marks or not signed or any(map(_WHOLE.search, [joined, *signed])):
        return
    if not any(same_organ(name, one) for name in [*marks, joined] for one in signed):
        yield Fault(
            _("the organ in 发文机关标志 does not sign"),
            document.first(Role.ISSUER_MARK),
            found="、".join(marks),
            wanted="、".join(signed),
            remedy=_("Name the same organ in the mark and in 署名."),
        )


@rule("H-05", clause="7.2.4", source=Source.UNCERTAIN, element=Element.HEAD, kinds=_FILE)
def place(document: Document, profile: Profile) -> Iterator[Fault]:
    """The 发文机关标志 stands in the middle, 35 mm under the upper edge of the type area.

    What: It is centred. The upper edge of its characters is 72 mm ± 2 mm from that of the sheet; it
      is worked out from margins, rows and spacing, or from the place of its frame. Where rows have
      no fixed height, where it stands in a text box, or the upper margin or its size is wrong
      (P-02, F-17), nothing is told.
    Why: 7.2.4: 居中排布，上边缘至版心上边缘为35mm.
    Good: a mark of 40 pt with 93.6 pt before it
    Bad: a mark in the first row of the type area; one at the left
    """
    yield from misplaced(document, profile, "document")


@rule("H-06", clause="7.2.4", source=Source.UNCERTAIN, element=Element.HEAD, kinds=_HEADED)
def joint_mark(document: Document, _profile: Profile) -> Iterator[Fault]:
    """In the mark of several organs the names have the order of the 署名, 文件 their middle.

    What: The organs of a mark that shows several sign in the same order, and 文件 in a cell of its
      own is centred upright. A mark that shows only the first organ is right as well.
    Why: 7.2.4: 一般应当将主办机关名称排列在前；“文件”二字……以联署发文机关名称为准上下居中排布.
    Good: 县委组织部 over 县财政局, signed in this order
    Bad: signed in the other order
    """
    marks = document.having(Role.ISSUER_MARK)
    for paragraph in marks:
        if compact(paragraph.text) in _WORDS and paragraph.cell is not None:
            cell = paragraph.cell
            if cell.merge == "restart" and cell.vertical != "center":
                yield Fault(
                    _("文件 is not in the middle of the names"),
                    paragraph,
                    found=cell.vertical,
                    wanted="center",
                    remedy=_("Centre the cell upright."),
                )
    names = issuers(document)
    signed = [compact(p.text) for p in document.having(Role.SIGNATURE)]
    places = [
        next((i for i, one in enumerate(signed) if same_organ(name, one)), -1) for name in names
    ]
    known = [place for place in places if place >= 0]
    if len(names) > 1 and known != sorted(known):
        yield Fault(
            _("the organs do not sign in the order of 发文机关标志"),
            marks[0],
            found="、".join(signed),
            wanted="、".join(names),
            remedy=_("Put the organ in charge first in both."),
        )


@rule("H-15", clause="7.3.2, 7.3.3", source=Source.UNCERTAIN, element=Element.HEAD, kinds=_FILE)
def text_on_first_page(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The first page shows some of the text.

    What: 版头, title and 主送机关 leave at least a row. Their height is estimated from rows,
      spacing and the width of the text; a page break before the text counts too.
    Why: 7.3.3: 公文首页必须显示正文. 7.3.2: 主送机关 that leave no room move to the 版记.
    Good: eighteen rows over the text
    Bad: a 主送机关 of eight rows under a mark of three organs
    """
    text = next((p for p in document.layout.main if document.layout.role(p) in TEXT), None)
    mark = document.first(Role.ISSUER_MARK)
    if text is None or mark is None or text.cell is not None or not document.row:
        return
    over = document.paragraphs[: document.paragraphs.index(text)]
    broken = text.breaks_page_before or any(
        p.has_page_break or p.format.page_break_before for p in over
    )
    room = document.sections[0].area_height + document.row // 2
    used = height_before(document, text) + text.format.before + document.row
    if broken or used > room:
        yield Fault(
            _("the first page shows nothing of the text"),
            text,
            remedy=_("Move 主送机关 to the 版记, or make what stands over the text shorter."),
        )


@rule(
    "H-16", source=Source.CUSTOM, severity=INFO, element=Element.HEAD,
    kinds=frozenset({Kind.PLAIN}),
)  # fmt: skip
def no_head(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A document that is issued has a 版头.

    What: An official document without a 发文机关标志, also not in a header. Drafts have none, nor
      has text for preprinted paper.
    Why: The 版头 is printed with it.
    Good: 中共青禾县委文件 and 青发〔2026〕5号 over a red rule
    Bad: a text that begins with its title
    """
    if document.having(Role.ISSUER_MARK):
        return
    if not any(_has_red(p) for story in document.headers for p in story.paragraphs):
        yield Fault(_("the document has no 版头"), document.first(Role.TITLE))


def _has_red(paragraph: Paragraph) -> bool:
    return any(is_red(piece.format.colour) for piece in paragraph.pieces)
