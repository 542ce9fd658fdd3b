"""Rules for 制度 in any document: chapters, articles and items count on, and references resolve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from notice_kit.document.document import Document
from notice_kit.document.labels import chinese_value, heading_of
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.messages import _
from notice_kit.numerals import ordinal
from notice_kit.profile import Profile
from notice_kit.rules.registry import ANY_KIND, SHOULD, Element, Fault, Source, rule

_NUMBER = r"(?P<number>[一二三四五六七八九十百零〇]{1,7}|\d{1,3})"
_ARTICLE = re.compile(rf"\s*第{_NUMBER}条(?P<more>之[一二三四五六七八九十]+)?(?:[\s　:：]|$)")
_CHAPTER = re.compile(rf"\s*第{_NUMBER}章(?:[\s　:：]|$)")
_REFERENCE = re.compile(rf"本(?:办法|规定|细则|条例|制度|规则|规程|章程|准则|守则)第{_NUMBER}条")
_LEAST = 3  # articles of what is taken for a 制度; fewer may be quoted


@dataclass(eq=False)
class _Regulation:
    """The articles of one 制度, in order, and all its paragraphs."""

    articles: list[tuple[Paragraph, int, bool]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)


def _value(found: re.Match[str]) -> int:
    number = found["number"]
    return int(number) if number.isdecimal() else chinese_value(number)


def _text(document: Document) -> Iterator[Paragraph]:
    """The paragraphs in which articles may stand: not the contents, not cells."""
    for paragraph in document.paragraphs:
        if document.layout.role(paragraph) is not Role.CONTENTS and paragraph.cell is None:
            yield paragraph


def _regulations(document: Document) -> list[_Regulation]:
    """What runs from each 第一条 to the next, where it has three articles at least."""
    found: list[_Regulation] = []
    for paragraph in _text(document):
        article = _ARTICLE.match(paragraph.text)
        if article is not None and _value(article) == 1 and article["more"] is None:
            found.append(_Regulation())
        if found:
            found[-1].paragraphs.append(paragraph)
        if found and article is not None:
            found[-1].articles.append((paragraph, _value(article), article["more"] is not None))
    return [one for one in found if len(one.articles) >= _LEAST]


@rule(
    "Z-09", source=Source.CUSTOM, severity=SHOULD, element=Element.BOOKLET, kinds=ANY_KIND,
)  # fmt: skip
def chapters(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The chapters of a 制度 count on, and the items of an article from （一）.

    What: Paragraphs that begin with 第一章 and on: none is left out, none comes twice. In a booklet
      the items （一） under each article likewise. Those that begin anew belong to the next text.
    Why: Chapters, articles and items are how a 制度 is cited.
    Good: 第一章, 第二章, 第三章
    Bad: 第一章, 第三章
    """
    last = 0
    for paragraph in _text(document):
        found = _CHAPTER.match(paragraph.text)
        if found is None:
            continue
        number = _value(found)
        if last and number not in (1, last + 1):
            yield _out_of_order(_("a chapter is out of order"), paragraph, found[0], last, "第章")
        last = number
    if document.kind is Kind.BOOKLET:
        for regulation in _regulations(document):
            yield from _items(regulation)


def _items(regulation: _Regulation) -> Iterator[Fault]:
    last = 0
    for paragraph in regulation.paragraphs:
        if _ARTICLE.match(paragraph.text):
            last = 0
        heading = heading_of(paragraph)
        if heading is None or heading.level != 2:
            continue
        if heading.value not in (1, last + 1):
            message = _("an item of an article is out of order")
            yield _out_of_order(message, paragraph, heading.label, last, "（）")
        last = heading.value


def _out_of_order(message: str, paragraph: Paragraph, label: str, last: int, form: str) -> Fault:
    return Fault(
        message,
        paragraph,
        found=label.strip(" 　:：\t"),
        wanted=ordinal(last + 1, form),
        remedy=_("Number them without a gap or a repetition."),
    )


@rule("Z-10", source=Source.CUSTOM, element=Element.BOOKLET, kinds=ANY_KIND)
def articles(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The articles of a 制度 count on through its chapters, and references to them resolve.

    What: Paragraphs that begin with 第一条 and a blank, and those of the kind that follow: none is
      left out, none comes twice; 第三条之一 may follow 第三条. 本办法第十条 names an article that
      there is. Fewer than three articles are taken for a quotation, and so is what does not begin
      with 第一条.
    Why: An article is cited by its number, which must be one alone.
    Good: 第一条　…… 第二条　…… 第三条　……
    Bad: 第一条　…… 第三条　……
    """
    for regulation in _regulations(document):
        last = 0
        for paragraph, number, is_more in regulation.articles:
            wanted = (last,) if is_more else (last + 1,)
            if number not in wanted:
                message = _("an article is out of order")
                label = (_ARTICLE.match(paragraph.text) or "")[0]
                yield _out_of_order(message, paragraph, label, last, "第条")
            last = number
        yield from _references(regulation)


def _references(regulation: _Regulation) -> Iterator[Fault]:
    there = {number for _paragraph, number, _more in regulation.articles}
    for paragraph in regulation.paragraphs:
        for found in _REFERENCE.finditer(paragraph.text):
            if _value(found) not in there:
                yield Fault(
                    _("an article is cited that there is not"),
                    paragraph,
                    found=found[0],
                    remedy=_("Cite the article that is meant."),
                )
