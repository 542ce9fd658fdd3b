"""Kinds of documents that the standard does not know: certificates, booklets of rules, forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notice_kit.document.layout import Kind, Layout
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.signs import compact
from notice_kit.document.stories import Story
from notice_kit.measure import Length

CERTIFICATE_TITLE = re.compile(r"[\u4e00-\u9fff]{0,14}(?:证书|奖状|聘书|荣誉证|表扬状|感谢状)")
"""The title of a certificate, white space left out; the whole of its paragraph."""

_AWARDS = re.compile(
    r"特[发颁授]此[证状书]|以资鼓励|特此(?:表彰|聘任|聘请)|[兹特]聘|荣获|[被获]评为|授予.{0,60}称号"
    r"|准予(?:毕业|结业)|颁发此|特发"
)
_BOOKLET = re.compile(r"(?:汇编|选编|制度集|制度手册)(?:[（(].{1,12}[）)])?")
_FORM = re.compile(
    r"(?:表|名册|登记簿|签到簿|记录簿|台账|名单|清单)(?:[（(].{1,20}[）)])?(?:之?[一二三四五])?"
)
_LONGEST = 45  # characters of the title of a form or a booklet
_LARGE = Length.pt(28)
_REACH = 8  # paragraphs from the start in which a title stands
_ENTRIES = 3  # of a table of contents, at least
_SHARE = 0.6  # of a form's characters that stand in its tables
_FILLED_IN = 4  # characters that an empty cell is taken to be filled with


def unofficial(story: Story, layout: Layout) -> tuple[Kind, str] | None:
    """What a document is that is none of the standard, and the sign that told it; None for others.

    A certificate has its large title near the start and says what it is given for, and no title
    that names a 文种. A booklet has a title such as 制度汇编 and a table of contents. A form is a
    document whose title names a form and whose text stands in tables for the most part.
    """
    filled = [paragraph for paragraph in story.paragraphs if paragraph.bare]
    if layout.genre is None and _is_certificate(filled):
        return Kind.CERTIFICATE, "证书标题"
    if layout.is_official:
        return None
    if _ends(filled[: _REACH * 2], _BOOKLET) and _has_contents(story, layout):
        return Kind.BOOKLET, "目录"
    if _is_tabular(story) and form_title(story) is not None:
        return Kind.FORM, "表格"
    return None


def certificate_titles(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The titles of the certificates in one file: large paragraphs that say 证书, 奖状 or 聘书."""
    return [
        paragraph
        for paragraph in paragraphs
        if paragraph.size >= _LARGE and CERTIFICATE_TITLE.fullmatch(compact(paragraph.text))
    ]


def form_title(story: Story) -> Paragraph | None:
    """The title of a form, over its table or in the first cell of the file; None for none."""
    filled = [paragraph for paragraph in story.paragraphs if paragraph.bare]
    free = [paragraph for paragraph in filled[:_REACH] if paragraph.cell is None]
    return next((p for p in (*free, *filled[:1]) if _ends([p], _FORM)), None)


def _is_certificate(filled: Sequence[Paragraph]) -> bool:
    titles = certificate_titles(filled[:_REACH])
    if not titles:
        return False
    start = filled.index(titles[0])
    said = "".join(compact(p.text) for p in filled[start : start + 2 * _REACH])
    return bool(_AWARDS.search(said))


def _has_contents(story: Story, layout: Layout) -> bool:
    if any(one.kind == "TOC" for one in story.fields):
        return True
    return len(layout.having(Role.CONTENTS)) >= _ENTRIES


def _ends(paragraphs: Sequence[Paragraph], pattern: re.Pattern[str]) -> bool:
    texts = (compact(paragraph.text) for paragraph in paragraphs)
    return any(
        len(text) <= _LONGEST and re.search(f"(?:{pattern.pattern})$", text) for text in texts
    )


def _is_tabular(story: Story) -> bool:
    """Whether most of it stands in tables, cells that are to be filled in counted as text."""
    inside = sum(max(_FILLED_IN, len(cell.text)) for table in story.tables for cell in table.cells)
    outside = sum(len(p.bare) for p in story.paragraphs if p.cell is None)
    return inside > 0 and inside >= _SHARE * (inside + outside)
