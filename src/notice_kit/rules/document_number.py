"""Rules for 发文字号: its place and its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document import patterns
from notice_kit.document.document import Document
from notice_kit.document.labels import chinese_value
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.places import flows, is_centred, wrong_white
from notice_kit.rules.registry import Element, Fault, Source, rule
from notice_kit.rules.signatory import goes_up
from notice_kit.standard import accepted

_REGULATION = "党政机关公文处理工作条例"
_FILE = frozenset({Kind.FILE})
_ROWS = 2  # blank rows under the mark, 7.2.5 and 7.2.6


@rule("H-07", clause="7.2.5", source=Source.UNCERTAIN, element=Element.HEAD, kinds=_FILE)
def place(document: Document, _profile: Profile) -> Iterator[Fault]:
    """发文字号 stands two blank rows under the 发文机关标志, in the middle.

    What: Empty paragraphs and spacing between the mark and what follows it, be that the number or
      签发人, are two rows together. The number of a document that does not go up is centred, in the
      text or in a row of a table as wide as the type area.
    Why: 7.2.5: 编排在发文机关标志下空二行位置，居中排布.
    Good: 57.9 pt before the number, or two empty paragraphs
    Bad: one empty paragraph; the number at the left
    """
    numbers = document.having(Role.DOCUMENT_NUMBER)
    for paragraph in document.having(Role.DOCUMENT_NUMBER, Role.SIGNATORY):
        above = document.previous(paragraph)
        if above is None or document.layout.role(above) is not Role.ISSUER_MARK:
            continue
        yield from wrong_white(
            document, paragraph, _ROWS, _("the white under 发文机关标志 is wrong")
        )
    placed = bool(numbers) and (flows(numbers[0]) or _fills_its_row(numbers[0]))
    if placed and not goes_up(document) and not is_centred(numbers[0]):
        yield Fault(
            _("发文字号 is not centred"),
            numbers[0],
            found=numbers[0].format.align,
            wanted="center",
            remedy=_("Centre it, without indents."),
        )


def _fills_its_row(paragraph: Paragraph) -> bool:
    """Whether it stands in a cell that is a row by itself, as wide as the type area."""
    cell, section = paragraph.cell, paragraph.section
    if cell is None or section is None or len(cell.table.rows[cell.row - 1].cells) > 1:
        return False
    return bool(abs(cell.table.grid_width - section.area_width) <= accepted.AREA)


_FORM = re.compile(r"[\u4e00-\u9fffA-Za-z（）·]{1,24}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
_BLANK = re.compile(r"[×ＸXx_＿]|\{\{|[〕\]］】)）﹞]\s*号")
_PARTS = re.compile(
    r"(?P<code>.*?)\s*[〔\[［【(（﹝]\s*(?P<year>[\d〇○零一二三四五六七八九十]{2,4})\s*年?\s*"
    r"[〕\]］】)）﹞]\s*第?\s*(?P<serial>[\d〇○零一二三四五六七八九十百]+)\s*号"
)


@rule("H-09", clause="7.2.5", source=Source.UNCERTAIN, element=Element.HEAD, fixable=True)
def form(document: Document, _profile: Profile) -> Iterator[Fault]:
    """发文字号 is written as 青组发〔2026〕5号.

    What: The code of the organ, the full year in 〔〕, the serial number in digits without zeros
      before it, 号; no 第, no blanks. Minutes may leave the code out. A number that a draft leaves
      open passes.
    Why: 7.2.5: 年份应标全称，用六角括号“〔〕”括入；发文顺序号不加“第”字，不编虚位，在阿拉伯数字后加
      “号”字.
    Good: 青组发〔2026〕5号
    Bad: 青组发[2026]第05号
    """
    for paragraph, number in numbers(document):
        bare = document.kind is Kind.MINUTES and _FORM.fullmatch(f"号{number}")
        if _FORM.fullmatch(number) or bare or _BLANK.search(number):
            continue
        yield Fault(
            _("发文字号 is not written as it should be"),
            paragraph,
            found=number,
            wanted=_right(number),
            remedy=_("Write the code, the full year in 〔〕, the number without 第 or zeros, 号."),
        )


def numbers(document: Document) -> Iterator[tuple[Paragraph, str]]:
    """Every 发文字号 with its paragraph; that of a letter may stand beside 紧急程度 (10.1)."""
    for paragraph in document.having(Role.DOCUMENT_NUMBER):
        said = patterns.DOCUMENT_NUMBER.match(paragraph.bare)
        number = said["number"] if said is not None else paragraph.bare
        counted = said is None and _PARTS.fullmatch(number) is None  # 第12期
        if not (counted and document.kind is Kind.MINUTES):
            yield paragraph, number
    for paragraph in document.having(Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY):
        for part in paragraph.bare.split("\t")[1:]:
            said = patterns.DOCUMENT_NUMBER.match(part)
            if said is not None:
                yield paragraph, said["number"]


def _right(number: str) -> str:
    """The number in the form of the standard, as far as it can be read."""
    parts = _PARTS.fullmatch(number)
    if parts is None:
        return "青组发〔2026〕5号"
    year, serial = (_digits(parts[name]) for name in ("year", "serial"))
    full = f"20{year}" if len(year) == 2 else year
    return f"{compact(parts['code'])}〔{full}〕{serial}号"


def _digits(text: str) -> str:
    plain = text.translate(str.maketrans("○零", "〇〇"))
    return str(int(text)) if text.isdecimal() else str(chinese_value(plain))


_ANY_NUMBER = re.compile(r"[〔\[［【﹝]\s*\d{2,4}\s*[〕\]］】﹞]\s*第?\s*\d+\s*号")


@rule(
    "H-10", clause="9", standard=_REGULATION, source=Source.UNCERTAIN, element=Element.HEAD,
)  # fmt: skip
def one_number(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A document has one 发文字号.

    What: The paragraphs of the 版头 show one number, also where several organs issue it.
    Why: 条例 9: 联合行文时，使用主办机关的发文字号.
    Good: 青组发〔2026〕5号
    Bad: 青组发〔2026〕5号 and 青财〔2026〕8号 beside it
    """
    found = [(p, one[0]) for p in document.layout.head for one in _ANY_NUMBER.finditer(p.text)]
    if len(found) > 1:
        yield Fault(
            _("the 版头 shows several numbers"),
            found[1][0],
            found="、".join(text for _paragraph, text in found),
            wanted="1",
            remedy=_("Keep the number of the organ in charge."),
        )
