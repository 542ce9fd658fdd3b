"""Rules for the lists of names of 表彰 documents: custom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Annex
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import TEXT
from notice_kit.document.tables import Table
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.commendation import commends
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule

_COUNT = re.compile(r"[（(]?共\s*(?P<count>\d+)\s*[个名人项]")
_GROUP = re.compile(r"(?P<name>[^（(、，：:\s]{2,20})[（(]\s*共?\s*(?P<count>\d+)\s*[个名人项]")

_SUM = re.compile(r"合\s*计|总\s*计|小\s*计")


def _lists(document: Document) -> Iterator[tuple[Annex, Table]]:
    """The lists of names of a commendation: annexes named 名单 with a table."""
    if not commends(document):
        return
    for annex in document.layout.annexes:
        tables = [p.cell.table for p in annex.paragraphs if p.cell is not None]
        if "名单" in "".join(p.text for p in annex.title):
            for table in dict.fromkeys(tables):
                yield annex, table


def _groups(table: Table) -> Iterator[tuple[Paragraph, str, int, int]]:
    """Of each row that heads a group its paragraph, name, count and how many rows it heads."""
    head: tuple[Paragraph, str, int] | None = None
    rows = 0
    for row in table.rows:
        said = [cell for cell in row.cells if cell.text.strip()]
        found = _GROUP.match(said[0].text.strip()) if len(said) == 1 else None
        if found is not None:
            if head is not None:
                yield (*head, rows)
            head = (said[0].paragraphs[0], found["name"], int(found["count"]))
            rows = 0
        elif said and not _SUM.search(said[0].text):
            rows += 1
    if head is not None:
        yield (*head, rows)


@rule("E-05", source=Source.CUSTOM, element=Element.TABLE)
def counts(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The numbers of the text are those of the list.

    What: In a list of names in a table, a group such as 一等奖（共4个） has so many rows, the total
      under its title is the sum of the groups, and the text gives a group the same number. Lists
      without groups in rows of their own, and names not in tables, are not counted.
    Why: A commendation is the ground for certificates and money.
    Good: 一等奖4个 in the text, （共4个） over four rows
    Bad: （共4个） over three rows
    """
    text = "".join(p.text for p in document.layout.main if document.layout.role(p) in TEXT)
    for annex, table in _lists(document):
        groups = list(_groups(table))
        for paragraph, name, count, rows in groups:
            said = re.search(re.escape(name) + r"(?:奖)?共?(\d+)[个名人项]", text)
            other = rows if rows != count else int(said[1]) if said is not None else count
            if other != count:
                yield Fault(
                    _("the number of {name} is not the same everywhere").format(name=name),
                    paragraph,
                    found=str(count),
                    wanted=str(other),
                    remedy=_("Make text, list and number agree."),
                )
        for paragraph in annex.title:
            total = _COUNT.search(paragraph.text)
            summed = sum(count for _paragraph, _name, count, _rows in groups)
            if total is not None and groups and int(total["count"]) != summed:
                yield Fault(
                    _("the total of the list is not the sum of its groups"),
                    paragraph,
                    found=total["count"],
                    wanted=str(summed),
                    remedy=_("Make text, list and number agree."),
                )


_ORDERED = re.compile(r"排名不分先后|为序|排序|按.{2,12}(?:排列|顺序)|名次|排名|序号")


@rule("E-06", source=Source.CUSTOM, severity=SHOULD, element=Element.TABLE)
def order_of_names(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A list of names tells in which order they stand.

    What: The title, a note under it or the head of the table of a list with three names or more
      says 排名不分先后, 按…为序, 按…排序, or has a column of ranks or numbers.
    Why: Readers take the order for a ranking.
    Good: （按姓氏笔画为序）
    Bad: a list without a word on it
    """
    for annex, table in _lists(document):
        over = "".join(p.text for p in annex.paragraphs if p.cell is None)
        head = "".join(cell.text for cell in table.rows[0].cells) if table.rows else ""
        if len(table.rows) > 3 and not _ORDERED.search(over + head):
            yield Fault(
                _("the list does not tell in which order its names stand"),
                annex.title[0] if annex.title else table,
                wanted="（排名不分先后）",
                remedy=_("Say it under the title of the list."),
            )
