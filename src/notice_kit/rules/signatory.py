"""Rules for 签发人, and for the row of 发文字号 and 签发人 in what goes up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document import patterns
from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.places import flows, start
from notice_kit.rules.registry import INFO, SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import SIGNERS_IN_ROW
from notice_kit.standard.genres import GENRES, Direction

_REGULATION = "党政机关公文处理工作条例"
_FILE = frozenset({Kind.FILE})
_GOES_UP = ("请示", "报告")


def signed(document: Document) -> Paragraph | None:
    """The paragraph of the 版头 that names a 签发人, or None."""
    return next((p for p in document.layout.head if patterns.SIGNATORY.search(p.text)), None)


def goes_up(document: Document) -> bool:
    """Whether a document goes up, by its 文种 or because it names a 签发人."""
    return document.layout.genre in _GOES_UP or signed(document) is not None


@rule("H-08", clause="7.2.5, 7.2.6", source=Source.UNCERTAIN, element=Element.HEAD, kinds=_FILE)
def place_going_up(document: Document, _profile: Profile) -> Iterator[Fault]:
    """In a document that goes up, 发文字号 stands one 字 from the left, beside 签发人.

    What: The number of what names a 签发人: its row begins 1 字 from the edge, by an indent, a tab
      or a blank, and is the row of 签发人, or in a table one under it. In cells and text boxes only
      the row counts. That a 请示 names none is told by H-11.
    Why: 7.2.5: 上行文的发文字号居左空一字编排，与最后一个签发人姓名处在同一行.
    Good: a table of two cells, or a row with tabs
    Bad: the number in the middle, 签发人 in the row over it
    """
    number = document.first(Role.DOCUMENT_NUMBER)
    found = signed(document)
    if number is None or found is None:
        return
    if flows(number):
        begins = start(number)
        centred = number.format.align in ("center", "right", "distribute")
        if centred or abs(begins - 1) > accepted.PLACE:
            yield Fault(
                _("发文字号 does not stand one 字 from the left"),
                number,
                found=number.format.align if centred else shown.characters(begins),
                wanted=shown.characters(1),
                remedy=_("Align it left, with an indent of 1 字."),
            )
    if not _in_one_row(number, found):
        yield Fault(
            _("发文字号 and 签发人 stand in different rows"),
            number,
            remedy=_("Put both in one row, with a tab or in a table without lines."),
        )


def _in_one_row(number: Paragraph, found: Paragraph) -> bool:
    if number is found or not (number.cell or flows(number)) or not (found.cell or flows(found)):
        return True
    if number.cell is None or found.cell is None:
        return False
    same = number.cell.table is found.cell.table
    return same and (number.cell.row >= found.cell.row)


@rule("H-11", clause="7.2.6", source=Source.UNCERTAIN, element=Element.HEAD, kinds=_FILE)
def signatory(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A document that goes up names its 签发人 at the right.

    What: A 请示 or 报告 with a 版头 names one. Where it stands in a paragraph of its own, aligned
      right, or at a right tab, it ends 1 字 from the edge. An 意见 may go either way.
    Why: 7.2.6: 由“签发人”三字加全角冒号和签发人姓名组成，居右空一字. 条例 9: 上行文应当标注
      签发人姓名.
    Good: 签发人：张立新
    Bad: a 请示 without it
    """
    found = signed(document)
    if found is None:
        if document.layout.genre in _GOES_UP:
            yield Fault(
                _("a document that goes up names no 签发人"),
                document.first(Role.DOCUMENT_NUMBER) or document.first(Role.ISSUER_MARK),
                wanted="签发人：×××",
                remedy=_("Name it at the right, in the row of 发文字号."),
            )
        return
    white = _white_at_right(found)
    if white is not None and abs(white - 1) > accepted.PLACE:
        yield Fault(
            _("签发人 does not end one 字 from the right"),
            found,
            found=shown.characters(white),
            wanted=shown.characters(1),
            remedy=_("Give it an indent of 1 字 at the right."),
        )


def _white_at_right(found: Paragraph) -> float | None:
    """What lies between 签发人 and the right edge, in 字; None where that is not known."""
    look = found.format
    section = found.section
    if not flows(found) or section is None:
        return None
    if look.align == "right":
        return look.right_chars
    last = look.tabs[-1] if look.tabs else None
    if last is None or last.kind != "right" or "\t" not in found.own_text:
        return None
    return (section.area_width - last.position) / section.grid.character(found.size)


@rule(
    "H-12", clause="7.2.6", source=Source.UNCERTAIN, severity=SHOULD, element=Element.HEAD,
    kinds=_FILE,
)  # fmt: skip
def signatories_in_row(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Two 签发人 stand in a row.

    What: The names behind 签发人： that blanks part; 陆　明, spread to the width of three 汉字, is
      one name.
    Why: 7.2.6: 一般每行排两个姓名.
    Good: 签发人：张立新　陆文川
    Bad: three names in the row
    """
    for paragraph in document.layout.head:
        label = patterns.SIGNATORY.search(paragraph.text)
        if label is None:
            continue
        names: list[str] = []
        for word in re.split(r"[\s、，]+", paragraph.text[label.end() :].strip()):
            if names and len(names[-1]) == len(word) == 1:
                names[-1] += word
            elif word:
                names.append(word)
        if len(names) > SIGNERS_IN_ROW:
            yield Fault(
                _("more than {count} 签发人 stand in a row").format(count=SIGNERS_IN_ROW),
                paragraph,
                found=str(len(names)),
                wanted=str(SIGNERS_IN_ROW),
                remedy=_("Put two names in a row, the number beside the last."),
            )


@rule(
    "H-18", clause="9", standard=_REGULATION, source=Source.UNCERTAIN, severity=INFO,
    element=Element.HEAD, kinds=_FILE,
)  # fmt: skip
def no_signatory(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A document that does not go up names no 签发人.

    What: 签发人 in the 版头 of a 通知, 决定 and others that go down, across or to all.
    Why: 条例 9 wants it of documents that go up.
    Good: a 通知 without it
    Bad: a 通知 with 签发人：张立新
    """
    found = signed(document)
    directions = GENRES.get(document.layout.genre or "", ())
    if found is not None and directions and Direction.UP not in directions:
        yield Fault(
            _("a document that does not go up names a 签发人"),
            found,
            remedy=_("Leave it out."),
        )
