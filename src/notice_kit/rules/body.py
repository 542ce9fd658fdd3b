"""Rules for running text: indents, alignment, empty paragraphs, the words at its end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import HEADINGS, TEXT, Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.places import flows
from notice_kit.rules.registry import MUST, SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import ELEMENTS

_TEXT = (Role.BODY, *HEADINGS)
_SIZE = ELEMENTS["body"].size
_INDENT = ELEMENTS["body"].first_line


def _running(document: Document) -> Iterator[Paragraph]:
    """Running text of the document itself, and of annexes where it is of its size."""
    main = set(document.layout.main)
    for paragraph in document.having(*_TEXT):
        if flows(paragraph) and (paragraph in main or paragraph.size == _SIZE):
            yield paragraph


@rule("B-16", clause="7.3.3", source=Source.UNCERTAIN, element=Element.TEXT, fixable=True)
def indent(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Paragraphs begin two 字 from the edge, their other rows at it.

    What: The indent of the first row is 2 字 and that of the others 0, whether stated in 字 or as a
      length, in the style, the list or the paragraph; no blanks or tabs are typed for it. Headings
      are paragraphs too; in annexes only text of 三号 counts. Centred text is for B-17.
    Why: 7.3.3: 每个自然段左空二字，回行顶格.
    Good: `w:firstLineChars="200"`
    Bad: two full-width blanks; a list that hangs
    """
    odd: dict[tuple[str, str], list[Paragraph]] = defaultdict(list)
    for paragraph in _running(document):
        look = paragraph.format
        if look.align in ("center", "right", "distribute"):
            continue
        typed = paragraph.own_text[:1].isspace()
        first = look.first_line_chars
        plain = abs(look.left_chars) <= accepted.INDENT and (
            abs(first - _INDENT) <= accepted.INDENT or _is_of_body_size(paragraph)
        )
        if typed:
            odd[_("typed blanks"), ""].append(paragraph)
        elif not plain:
            odd[
                shown.characters(look.left_chars + first), shown.characters(look.left_chars)
            ].append(paragraph)
    for (begins, others), paragraphs in odd.items():
        words = _("first row {first}, others {others}")
        yield Fault(
            shown.times(_("a paragraph is not indented as it should be"), paragraphs),
            paragraphs[0],
            found=words.format(first=begins, others=others) if others else begins,
            wanted=words.format(first=shown.characters(_INDENT), others=shown.characters(0)),
            remedy=_("Set a first-line indent of 2 字 and no other; delete typed blanks."),
        )


def _is_of_body_size(paragraph: Paragraph) -> bool:
    """Whether its indent is 2 字 of the text, though its own size, which is for F-01, differs."""
    size = ELEMENTS["body"].size
    if size is None or paragraph.size == size:
        return False
    section = paragraph.section
    character = size if section is None else section.grid.character(size)
    wanted = (_INDENT * size, _INDENT * character)
    return any(abs(paragraph.format.first_line - one) <= accepted.INDENT * size for one in wanted)


@rule("B-17", source=Source.CUSTOM, severity=SHOULD, element=Element.TEXT, fixable=True)
def justified(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Running text is justified.

    What: No paragraph of the text is centred, aligned right or spread.
    Why: Rows fill the type area from edge to edge.
    Good: justified, or aligned left
    Bad: a centred paragraph
    """
    odd: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in _running(document):
        if paragraph.format.align in ("center", "right", "distribute"):
            odd[paragraph.format.align].append(paragraph)
    for align, paragraphs in odd.items():
        yield Fault(
            shown.times(_("running text is not justified"), paragraphs),
            paragraphs[0],
            found=align,
            wanted="both",
            remedy=_("Justify it."),
        )


@rule("B-23", source=Source.CUSTOM, severity=SHOULD, element=Element.TEXT, fixable=True)
def no_empty_paragraphs(document: Document, _profile: Profile) -> Iterator[Fault]:
    """There are no empty paragraphs in the text.

    What: Empty paragraphs between two paragraphs of running text, headings included. One that
      breaks the page or ends a section is let pass.
    Why: 5.2.3 wants pages of 22 rows; an empty row is none.
    Good: headings right under the text
    Bad: an empty paragraph before each heading
    """
    found: list[Paragraph] = []
    for paragraph in _running(document):
        above = document.previous(paragraph)
        if above is None or document.layout.role(above) not in TEXT or not flows(above):
            continue
        blanks = document.blanks_above(paragraph)
        if blanks and not any(p.has_page_break or p.ends_section for p in blanks):
            found.append(paragraph)
    if found:
        yield Fault(
            shown.times(_("there are empty paragraphs in the text"), found),
            found[0],
            remedy=_("Take them out."),
        )


_NO_TEXT = re.compile(r"\s*[（(]?\s*(?:此|本)页无正文\s*[）)]?[。.]?\s*")


@rule("B-24", source=Source.CUSTOM, severity=MUST, element=Element.TEXT)
def page_with_text(document: Document, _profile: Profile) -> Iterator[Fault]:
    """No page says 此页无正文.

    What: A paragraph that says so and nothing else.
    Why: GB/T 9704-1999 forbade it; 7.3.5.5 of the present text says to change the distance of rows
      or characters instead, so that text stands on the page.
    Good: rows a little closer, so that 署名 stands under text
    Bad: （此页无正文）
    """
    for paragraph in document.paragraphs:
        if _NO_TEXT.fullmatch(paragraph.text):
            yield Fault(
                _("a page says that it has no text"),
                paragraph,
                found=paragraph.bare,
                remedy=_("Change the distance of rows or characters until text stands there."),
            )


_ANNOUNCED = re.compile(r"(?:通知|通报|决定)如下[：:。]?\s*$")
_CLOSED = re.compile(r"\s*特此(?:通知|通报|决定)[。.]?\s*")
_ASKED = re.compile(r"请[^。；]{0,12}(?:批示|批准|批复|审批|审议|审定|审示|指示|批转|核准)")
_END = 4  # paragraphs at the end in which a 请示 asks


@rule("B-25", source=Source.CUSTOM, severity=SHOULD, element=Element.TEXT)
def closing_words(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The text ends with the words that its 文种 has.

    What: A 请示 asks at its end. A 通知 that opens with 通知如下 does not close with 特此通知 as
      well, and a 决定 never with 特此决定. What a 函, 报告 or 批复 ends with is left to the writer.
    Why: 特此通知 says again what the opening said; who gets a 请示 must know that he is asked.
    Good: 妥否，请批示。
    Bad: 现将有关事项通知如下。 … 特此通知。
    """
    main = document.layout.main
    text = [p for p in main if document.layout.role(p) in TEXT]
    genre = document.layout.genre
    if genre == "请示" and text and not any(_ASKED.search(p.text) for p in text[-_END:]):
        yield Fault(
            _("a 请示 does not ask at its end"),
            text[-1],
            wanted="妥否，请批示。",
            remedy=_("Close the text with 妥否，请批示。"),
        )
    opened = any(_ANNOUNCED.search(p.text) for p in text[:3])
    for paragraph in text[-_END:]:
        if _CLOSED.fullmatch(paragraph.text) and (opened or "决定" in paragraph.text):
            yield Fault(
                _("the closing words say again what the opening said"),
                paragraph,
                found=paragraph.bare,
                remedy=_("Take the paragraph out."),
            )


_NUMBER = re.compile(
    r"(?P<before>[（(、，；]?)(?P<code>[\u4e00-\u9fffA-Za-z]{1,14})〔\d{4}〕\d{1,5}号"
)


@rule("B-26", source=Source.CUSTOM, severity=SHOULD, element=Element.TEXT)
def citations(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A document is cited by its title, then its number in brackets.

    What: A number such as 青发〔2026〕3号 in the text stands in （） behind 》, or was so cited
      before. Numbers in tables and annexes are let pass.
    Why: Custom since the older rules: 引用公文应当先引标题，后引发文字号.
    Good: 《青禾县基层党建工作规划》（青发〔2026〕3号）
    Bad: 青发〔2026〕3号《青禾县基层党建工作规划》; 根据青发〔2026〕3号文件
    """
    known: set[str] = set()
    for paragraph in document.layout.main:
        if document.layout.role(paragraph) not in TEXT:
            continue
        text = paragraph.text
        for found in _NUMBER.finditer(text):
            number = found[0].lstrip("（(、，；")
            bracket = max(text.rfind("（", 0, found.end()), text.rfind("(", 0, found.end()))
            closed = max(text.rfind("）", 0, found.end()), text.rfind(")", 0, found.end()))
            inside = bracket > closed
            serial = number[number.index("〔") :]
            if inside or serial in known:
                known.add(serial)
                continue
            before = text[found.end() :].lstrip(" ）)").startswith("《")
            yield Fault(
                _("a number is cited before its title")
                if before
                else _("a number is cited without its title"),
                paragraph,
                found=number,
                wanted="《…》（…〔…〕…号）",
                remedy=_("Write the title in 《》, then the number in （）."),
            )
            known.add(serial)
