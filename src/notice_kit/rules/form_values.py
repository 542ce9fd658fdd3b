"""Rules for what is filled into forms and lists: numbers, dates, blanks. All is custom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.signs import compact
from notice_kit.document.tables import Cell, Table
from notice_kit.id_numbers import has_right_check, is_id_form
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.form_cells import filled_in, form_tables
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule

_FORMS = frozenset({Kind.FORM})
_DATES = {
    "2026.07": re.compile(r"\d{4}\.(?:0[1-9]|1[0-2])(?:\.\d{2})?"),
    "2026.7": re.compile(r"\d{4}\.[1-9](?:\.\d{1,2})?"),
    "2026年7月": re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?"),
    "2026-07": re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?"),
    "2026/7": re.compile(r"\d{4}/\d{1,2}(?:/\d{1,2})?"),
}
"""The forms of dates that fill a cell."""


@rule("M-07", source=Source.CUSTOM, severity=SHOULD, element=Element.FORM, kinds=_FORMS)
def dates(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The dates in a form are all written in one way.

    What: Cells that hold a date and nothing else: 2026.07, 2026年7月, 2026-07 and so on. Whether
      the day is there does not matter.
    Why: Custom: 1990.03 in forms, 1990年3月 in text; never both.
    Good: 1990.03 and 2012.11
    Bad: 1990.03 and 2012年11月
    """
    found: dict[str, list[Cell]] = {}
    for table in form_tables(document):
        for cell in table.cells:
            text = compact(cell.text)
            for form, pattern in _DATES.items():
                if pattern.fullmatch(text):
                    found.setdefault(form, []).append(cell)
    if {"2026.07", "2026.7"} <= set(found):  # 2026.11 is both
        both = [cell for cell in found["2026.07"] if re.search(r"\.0", cell.text)]
        if not both:
            found["2026.7"] += found.pop("2026.07")
    if len(found) > 1:
        usual = max(found, key=lambda form: len(found[form]))
        odd = [cell for form, cells in found.items() if form != usual for cell in cells]
        yield Fault(
            shown.times(
                _("the dates of a form are not written in one way"),
                [cell.paragraphs[0] for cell in odd],
            ),
            odd[0].paragraphs[0],
            found=odd[0].text.strip(),
            wanted=usual,
            remedy=_("Write all dates alike."),
        )


_ID = re.compile(r"身份证|公民身份号")
_PHONE = re.compile(r"电话|手机")


@rule("M-11", source=Source.CUSTOM, element=Element.FORM, kinds=_FORMS)
def numbers_of_people(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Identity numbers and telephone numbers can be right.

    What: Figures beside or under 身份证号: 18 characters, a date of birth that there is, the right
      check digit (GB 11643-1999); numbers of 15 figures are old ones. Figures beside or under 电话
      that begin with 1 are 11. What is masked with stars is let pass.
    Why: A figure that was mistyped or cut off shows at once here, and nowhere later.
    Good: 11010519491231002X; 13900000000
    Bad: 110105194912310021; 1390000000
    """
    seen: set[Cell] = set()
    for label, judge in ((_ID, _id_fault), (_PHONE, _phone_fault)):
        for _label, cells in filled_in(document, label):
            for cell in cells:
                text = compact(cell.text)
                fault = None if cell in seen else judge(text)
                if fault is not None:
                    seen.add(cell)
                    yield Fault(
                        fault,
                        cell.paragraphs[0],
                        found=text,
                        remedy=_("Compare it with the card or ask the person."),
                    )


def _id_fault(text: str) -> str | None:
    if not re.fullmatch(r"\d{12,}[\dXx]?", text) or len(text) == 15:
        return None
    number = text.upper()
    if not is_id_form(number):
        return _("an identity number does not have 18 characters")
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return _("an identity number holds a date of birth that there is not")
    return None if has_right_check(number) else _("the check digit of an identity number is wrong")


def _phone_fault(text: str) -> str | None:
    digits = re.sub(r"[-\s]", "", text)
    wrong = re.fullmatch(r"1\d{8,}", digits) and len(digits) != 11
    return _("a telephone number does not have 11 figures") if wrong else None


@rule("M-13", source=Source.CUSTOM, severity=SHOULD, element=Element.FORM, kinds=_FORMS)
def running_numbers(document: Document, _profile: Profile) -> Iterator[Fault]:
    """序号 counts from one without gaps.

    What: The figures in the columns under 序号. A count that begins anew with 1 is of the next
      group; several such columns side by side are read together, down or across.
    Why: A gap says that a row was lost.
    Good: 1, 2, 3
    Bad: 1, 2, 4
    """
    for table in form_tables(document):
        columns = _numbered(table)
        across = sorted(one for column in columns for one in column)
        down = [one for column in columns for one in column]
        wrong = [_gap(one) for one in (down, across)]
        if all(one is not None for one in wrong) and wrong[0] is not None:
            cell, last = wrong[0]
            yield Fault(
                _("序号 does not count on"),
                cell.paragraphs[0],
                found=cell.text.strip(),
                wanted=str(last + 1),
                remedy=_("Number the rows anew, and look whether one is missing."),
            )


def _numbered(table: Table) -> list[list[tuple[int, int, Cell]]]:
    """For each column under 序号 its figures: the row, the column and the cell of each."""
    found = []
    for head in table.cells:
        if compact(head.text) == "序号":
            found.append(
                [
                    (cell.row, cell.column, cell)
                    for row in table.rows[head.row :]
                    for cell in row.cells
                    if cell.column == head.column and re.fullmatch(r"\d{1,5}", compact(cell.text))
                ]
            )
    return found


def _gap(cells: list[tuple[int, int, Cell]]) -> tuple[Cell, int] | None:
    last = None
    for _row, _column, cell in cells:
        number = int(compact(cell.text))
        if last is not None and number not in (1, last + 1):
            return cell, last
        last = number
    return None


@rule("M-14", source=Source.CUSTOM, severity=SHOULD, element=Element.FORM, kinds=_FORMS)
def twice(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Nobody stands in a list twice.

    What: Identity numbers of 18 characters under one 身份证号 of a table.
    Why: A person is recommended once for one honour.
    Good: 30 numbers, all different
    Bad: the same number in rows 3 and 17
    """
    for label, cells in filled_in(document, _ID):
        under = [compact(cell.text).upper() for cell in cells if cell.row > label.row]
        counts = Counter(number for number in under if is_id_form(number))
        again = [cell for cell in cells if counts[compact(cell.text).upper()] > 1]
        if again:
            yield Fault(
                _("somebody stands in the list twice"),
                again[-1].paragraphs[0],
                found=again[-1].text.strip(),
                remedy=_("Take one of the rows out."),
            )


_STROKE = re.compile(r"[/／\\—–-]{1,2}")


@rule("M-15", source=Source.CUSTOM, severity=SHOULD, element=Element.FORM, kinds=_FORMS)
def nothing_there(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Cells without a value are all left empty, or all say 无.

    What: A table in which some cells hold nothing but / or a dash, and others 无 or nothing, in
      columns or rows that have values too.
    Why: Readers ask whether / means something else than 无.
    Good: 无 everywhere
    Bad: 无 in one row, / in another
    """
    for table in form_tables(document):
        strokes = [cell for cell in table.cells if _STROKE.fullmatch(compact(cell.text))]
        columns = {cell.column for cell in strokes}
        blank = [
            cell
            for cell in table.cells
            if compact(cell.text) == "无"
            or (not compact(cell.text) and cell.column in columns and cell.merge != "continue")
        ]
        if strokes and blank:
            yield Fault(
                _("cells without a value are not all alike"),
                strokes[0].paragraphs[0],
                found=compact(strokes[0].text),
                wanted="无",
                remedy=_("Write 无 in all of them, or leave all of them empty."),
            )
