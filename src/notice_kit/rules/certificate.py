"""Rules for certificates: 荣誉证书, 奖状, 聘书. No standard; all is custom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from notice_kit.document.characters import text_width
from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.signs import compact
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.award import CLOSING, NUMBER, Award, awards
from notice_kit.rules.places import capacity, height, is_centred, is_flush_left, start
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted

_CERTIFICATES = frozenset({Kind.CERTIFICATE})
_INDENT = 2  # 字


@rule(
    "C-01", source=Source.CUSTOM, severity=SHOULD, element=Element.CERTIFICATE,
    kinds=_CERTIFICATES,
)  # fmt: skip
def sheet(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The sheet of a certificate is of a Chinese size.

    What: No section has the size of Letter or Legal paper. Which of A4, A3, 16开 or 8开 it is, and
      whether it lies or stands, is up to the stock.
    Why: The inner sheet of a folder must fit it; Letter is 6 mm wider and 18 mm shorter than A4.
    Good: A4, lying
    Bad: 279.4 mm × 215.9 mm, the default of many programs
    """
    for section in document.sections:
        sides = sorted((section.width, section.height))
        if any(
            all(abs(a - b) <= accepted.PAPER for a, b in zip(sides, size, strict=True))
            for size in accepted.FOREIGN_PAPERS
        ):
            yield Fault(
                _("a certificate is set on American paper"),
                section,
                found=f"{shown.mm(section.width)} × {shown.mm(section.height)}",
                wanted="297 mm × 210 mm",
                remedy=_("Set the size of the stock, such as A4."),
            )
            return


@rule(
    "C-04", source=Source.CUSTOM, severity=SHOULD, element=Element.CERTIFICATE,
    kinds=_CERTIFICATES,
)  # fmt: skip
def title(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title of a certificate stands in the middle, large, in one row.

    What: 荣誉证书, 奖状 or 聘书 is centred, of 36 pt at least, and fits the row with the space
      between its characters. Titles in text boxes have places of their own and are let pass.
    Why: It is read from afar and never wraps.
    Good: 60 pt, spaced by 20 pt
    Bad: 28 pt at the left
    """
    for award in awards(document):
        head = award.title
        if head.in_box or head.cell is not None:
            continue
        if not is_centred(head):
            yield Fault(
                _("the title of a certificate does not stand in the middle"),
                head,
                found=head.format.align,
                wanted="center",
                remedy=_("Centre it, without an indent."),
            )
        if head.size < accepted.CERTIFICATE_TITLE:
            yield Fault(
                _("the title of a certificate is small"),
                head,
                found=shown.size(head.size),
                wanted=shown.size(accepted.CERTIFICATE_TITLE),
                remedy=_("Set it larger."),
            )
        elif _width(head) > capacity(head) * head.size:
            yield Fault(
                _("the title of a certificate does not fit its row"),
                head,
                found=shown.mm(_width(head)),
                wanted=shown.mm(Length(round(capacity(head) * head.size))),
                remedy=_("Set it smaller, or with less space between its characters."),
            )


def _width(paragraph: Paragraph) -> Length:
    """How wide its text is drawn in one row, the space between characters included."""
    return Length(
        round(
            sum(
                text_width(piece.text) * piece.format.size + len(piece.text) * piece.format.spacing
                for piece in paragraph.pieces
            )
        )
    )


@rule(
    "C-05", source=Source.CUSTOM, element=Element.CERTIFICATE, kinds=_CERTIFICATES,
)  # fmt: skip
def numbers(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The numbers of certificates in one file are of one length, and none comes twice.

    What: What follows 证书编号： or 编号：, where a file holds several certificates. Gaps are let
      pass, for a file may hold a part of them.
    Why: A certificate is told from others by its number.
    Good: 2026001, 2026002
    Bad: 2026001 twice
    """
    found = [
        (paragraph, match["number"])
        for paragraph in document.paragraphs
        if (match := NUMBER.search(paragraph.text)) is not None
    ]
    seen: set[str] = set()
    for paragraph, number in found:
        if number in seen:
            yield Fault(
                _("two certificates have the same number"),
                paragraph,
                found=number,
                remedy=_("Give each a number of its own."),
            )
        seen.add(number)
    lengths = {len(number) for _paragraph, number in found}
    if len(lengths) > 1:
        usual = max(len(number) for _paragraph, number in found)
        paragraph, number = next((p, n) for p, n in found if len(n) < usual)
        yield Fault(
            _("the numbers of certificates are not of one length"),
            paragraph,
            found=number,
            wanted=_("{count} characters").format(count=usual),
            remedy=_("Fill them up with zeros."),
        )


@rule(
    "C-06", source=Source.CUSTOM, severity=SHOULD, element=Element.CERTIFICATE,
    kinds=_CERTIFICATES,
)  # fmt: skip
def name(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The name on a certificate stands at the left edge, in one row, with ：behind it.

    What: The paragraph under the title that ends with a colon, 同志, 先生, 女士, 同学 or 老师.
      Names in the middle need no colon; those within the text are let pass.
    Why: It is a salutation, as in a letter.
    Good: 张三同志：
    Bad: 张三同志 at the left edge without a colon
    """
    for award in awards(document):
        row = award.name
        if row is None or row.in_box or row.cell is not None:
            continue
        colon = row.bare.endswith(("：", ":"))
        if colon and not is_flush_left(row) and not is_centred(row):
            yield Fault(
                _("the name on a certificate does not stand at the left edge"),
                row,
                remedy=_("Align it left, without an indent or blanks."),
            )
        if not row.bare.endswith("：") and not (is_centred(row) and not colon):
            yield Fault(
                _("the name on a certificate has no full-width colon behind it"),
                row,
                found=row.bare[-3:],
                wanted="：",
                remedy=_("Put ： behind it."),
            )
        if text_width(row.bare) > capacity(row):
            yield Fault(
                _("the name on a certificate does not fit its row"),
                row,
                remedy=_("Set it smaller, or shorten the name."),
            )


_WORDS = {"证": re.compile("证书|荣誉证"), "状": re.compile("状"), "书": re.compile("书")}


@rule(
    "C-07", source=Source.CUSTOM, severity=SHOULD, element=Element.CERTIFICATE,
    kinds=_CERTIFICATES,
)  # fmt: skip
def text(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The text of a certificate is indented by 2 字; 特发此证 stands by itself and fits the title.

    What: Paragraphs between name and 署名, at the left or justified, begin 2 字 from the edge;
      特发此证 begins a paragraph; it says 证 under 证书, 状 under 奖状.
    Why: It is written like a letter.
    Good: 奖状: 特发此状，以资鼓励。
    Bad: 奖状: 特发此证，以资鼓励。
    """
    for award in awards(document):
        plain = [
            paragraph
            for paragraph in award.text
            if not paragraph.in_box
            and paragraph.cell is None
            and paragraph.format.align in ("left", "both")
            and abs(start(paragraph) - _INDENT) > accepted.PLACE
        ]
        if plain:
            yield Fault(
                shown.times(_("the text of a certificate is not indented by 2 字"), plain),
                plain[0],
                found=shown.characters(start(plain[0])),
                wanted=shown.characters(_INDENT),
                remedy=_("Indent its first row by 2 字."),
            )
        yield from _closing(award.closing, compact(award.title.text))


def _closing(closing: Paragraph | None, head: str) -> Iterator[Fault]:
    found = None if closing is None else CLOSING.search(closing.text)
    if closing is None or found is None:
        return
    if closing.text[: found.start()].strip():
        yield Fault(
            _("{words} does not stand in a paragraph of its own").format(words=found[0]),
            closing,
            remedy=_("Begin a paragraph with it."),
        )
    if not _WORDS[found["what"]].search(head):
        fitting = "状" if head.endswith("状") else "证"
        yield Fault(
            _("the closing words do not fit the title"),
            closing,
            found=found[0],
            wanted=found[0][:-1] + fitting,
            remedy=_("Name the thing as the title does."),
        )


_ZEROS = re.compile(r"年\s*0|月\s*0")


@rule(
    "C-08", source=Source.CUSTOM, severity=SHOULD, element=Element.CERTIFICATE,
    kinds=_CERTIFICATES,
)  # fmt: skip
def signature(document: Document, _profile: Profile) -> Iterator[Fault]:
    """署名 and date stand at the right, and are the same on all certificates of a file.

    What: The date is there, without zeros before its figures; it and the row over it are not at the
      left edge; organs and dates of several certificates of a file agree.
    Why: Organ and date are those of the decision.
    Good: 中共青禾县委, and under it 2026年12月18日
    Bad: 2026年06月05日
    """
    found = list(awards(document))
    for award in found:
        if award.date is None:
            yield Fault(
                _("a certificate has no date"),
                award.title,
                remedy=_("Add the date of the decision."),
            )
            continue
        if _ZEROS.search(award.date.text):
            yield Fault(
                _("the date of a certificate has zeros before its figures"),
                award.date,
                found=award.date.bare,
                remedy=_("Take the zeros out."),
            )
        left = [p for p in (award.signature, award.date) if p is not None and _at_left(p)]
        if left:
            yield Fault(
                shown.times(_("署名 or date of a certificate stands at the left"), left),
                left[0],
                remedy=_("Align it right."),
            )
    signed = [(one.date, f"{_signer(one)} {compact(one.date.text)}") for one in found if one.date]
    usual = Counter(words for _date, words in signed).most_common(1)
    odd = [(date, words) for date, words in signed if words != usual[0][0]]
    if odd:
        yield Fault(
            _("署名 or date is not the same on all certificates"),
            odd[0][0],
            found=odd[0][1],
            wanted=usual[0][0],
            remedy=_("Take organ and date from the decision."),
        )


def _signer(award: Award) -> str:
    return "" if award.signature is None else compact(award.signature.text)


def _at_left(paragraph: Paragraph) -> bool:
    return not paragraph.in_box and paragraph.cell is None and is_flush_left(paragraph)


NAME_GAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u00a0]+(?=[\u4e00-\u9fff])")
"""Half-width blanks within a name."""


@rule(
    "C-11", source=Source.CUSTOM, severity=SHOULD, element=Element.CERTIFICATE,
    fixable=True, kinds=_CERTIFICATES,
)  # fmt: skip
def blanks_in_names(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A name on a certificate has no half-width blanks between its characters.

    What: The row of the name. A full-width blank is let pass.
    Why: Blanks align names in lists; on a certificate the name is printed as it is.
    Good: 张三同志：
    Bad: 张 三同志：
    """
    for award in awards(document):
        found = None if award.name is None else NAME_GAP.search(award.name.bare)
        if award.name is not None and found is not None:
            yield Fault(
                _("a name has blanks between its characters"),
                award.name,
                found=award.name.bare,
                wanted=NAME_GAP.sub("", award.name.bare),
                remedy=_("Take the blanks out."),
            )


NAME_DOTS = re.compile(r"(?<=[\u4e00-\u9fff])[.•‧・･∙⋅．](?=[\u4e00-\u9fff])")
"""Dots within a name that are no 间隔号."""


@rule(
    "C-12", source=Source.CUSTOM, severity=SHOULD, element=Element.CERTIFICATE,
    fixable=True, kinds=_CERTIFICATES,
)  # fmt: skip
def dots_in_names(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The dot within a name is ·, U+00B7.

    What: Other dots between 汉字 in the row of the name.
    Why: 间隔号 of GB/T 15834; other dots are lacking in Chinese fonts or stand low.
    Good: 阿依古丽·买买提同志：
    Bad: 阿依古丽.买买提同志：
    """
    for award in awards(document):
        found = None if award.name is None else NAME_DOTS.search(award.name.bare)
        if award.name is not None and found is not None:
            yield Fault(
                _("the dot within a name is not a 间隔号"),
                award.name,
                found=found[0],
                wanted="·",
                remedy=_("Write ·."),
            )


@rule(
    "C-13", source=Source.CUSTOM, element=Element.CERTIFICATE, kinds=_CERTIFICATES,
)  # fmt: skip
def one_page(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A certificate fits one page.

    What: The height of its rows, estimated from the file, where all stand in the text. Pictures,
      text boxes and tables are not counted.
    Why: A certificate is one sheet.
    Good: seven paragraphs on A4
    Bad: a text of 600 characters in 小一
    """
    for award in awards(document):
        section = award.title.section
        total = sum(
            height(document, p) for p in award.paragraphs if not p.in_box and p.cell is None
        )
        if section is not None and total > section.area_height + accepted.AREA:
            yield Fault(
                _("a certificate does not fit one page"),
                award.title,
                found=_("about {length}").format(length=shown.mm(Length(total))),
                wanted=shown.mm(section.area_height),
                remedy=_("Shorten its text, or set it smaller."),
            )
