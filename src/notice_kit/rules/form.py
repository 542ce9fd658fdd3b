"""Rules for forms: title, table, places for a photograph and opinions. All is custom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.signs import compact
from notice_kit.document.tables import Cell
from notice_kit.document.unofficial import form_title
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.form_cells import cell_height, form_tables, is_label
from notice_kit.rules.places import height, is_centred, is_flush_left
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.house import OPINION, PHOTO

_FORMS = frozenset({Kind.FORM})


@rule("M-01", source=Source.CUSTOM, severity=SHOULD, element=Element.FORM, kinds=_FORMS)
def title(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title of a form stands in the middle, in 小二 or 二号.

    What: The first paragraph that names a form, such as 申报表, over its table or in its first
      cell: it is centred, without an indent, and of 16 pt to 26 pt. Covers are let pass.
    Why: Custom; an indent left over from text moves the title to the right.
    Good: 22 pt in the middle
    Bad: 22 pt in the middle with an indent of 2 字
    """
    head = form_title(document.body)
    least, most = accepted.FORM_TITLE
    if head is None or head.size >= accepted.COVER_TITLE:
        return
    if not is_centred(head):
        yield Fault(
            _("the title of a form does not stand in the middle"),
            head,
            found=f"{head.format.align}, {shown.characters(head.format.first_line_chars)}",
            wanted=f"center, {shown.characters(0)}",
            remedy=_("Centre it, without an indent."),
        )
    if not least <= head.size <= most:
        yield Fault(
            _("the title of a form is too small or too large"),
            head,
            found=shown.size(head.size),
            wanted=f"{shown.size(Length.pt(18))}, {shown.size(Length.pt(22))}",
            remedy=_("Set it in 小二 or 二号."),
        )


@rule(
    "M-03", source=Source.CUSTOM, severity=SHOULD, element=Element.FORM, fixable=True, kinds=_FORMS,
)  # fmt: skip
def fixed_columns(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The columns of a form do not move with what is filled in.

    What: The layout of every table with lines is fixed.
    Why: A form has its sheets; a long word that widens its column moves all others.
    Good: fixed column widths
    Bad: columns fitted to their contents, as Word makes them
    """
    moving = [table for table in form_tables(document) if not table.fixed]
    if moving:
        yield Fault(
            _("the columns of a form move with what is filled in"),
            moving[0],
            remedy=_("Switch off “automatically resize to fit contents” for the table."),
        )


@rule(
    "M-04", source=Source.CUSTOM, severity=SHOULD, element=Element.FORM, fixable=True, kinds=_FORMS,
)  # fmt: skip
def labels(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The labels of a form stand in the middle of their cells.

    What: Cells with the name of a usual field, such as 姓名 or 联系电话, and nothing else: centred
      both ways; across in a row that is no higher than its text is let pass.
    Why: Custom.
    Good: 姓名, centred
    Bad: 姓名 at the upper edge
    """
    found = [
        cell.paragraphs[0]
        for table in form_tables(document)
        for cell in table.cells
        if is_label(cell) and not is_middle(document, cell)
    ]
    if found:
        yield Fault(
            shown.times(_("a label does not stand in the middle of its cell"), found),
            found[0],
            remedy=_("Centre it across and from top to bottom."),
        )


def is_middle(document: Document, cell: Cell) -> bool:
    """Whether the text of a cell stands in its middle, across and from top to bottom."""
    filled = [paragraph for paragraph in cell.paragraphs if paragraph.bare]
    if not all(paragraph.format.align in ("center", "distribute") for paragraph in filled):
        return False
    room = cell_height(cell)
    text = sum(height(document, paragraph) for paragraph in cell.paragraphs)
    return cell.vertical == "center" or (room is None and not cell.merge) or text >= (room or 0)


_PHOTO = re.compile(r"[（(]?(?:贴|近期|本人|免冠|彩色|正面|[一二两小12寸])*(?:照片|相片|照)")


@rule("M-05", source=Source.CUSTOM, severity=SHOULD, element=Element.FORM, kinds=_FORMS)
def photograph(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The cell of a photograph holds it: 25 mm × 35 mm, or 35 mm × 49 mm for 二寸.

    What: A cell whose text begins with 照片, 贴照片处, 一寸照片 and the like: its width, and its
      height over all rows that it is merged with, where they are stated; 1 mm less is let pass.
    Why: 一寸 is 25 mm × 35 mm, 二寸 35 mm × 49 mm.
    Good: 30 mm × 42 mm
    Bad: 20 mm × 15 mm
    """
    for table in form_tables(document):
        for cell in table.cells:
            text = compact(cell.text)
            if cell.merge == "continue" or len(text) > 20 or not _PHOTO.match(text):
                continue
            size = PHOTO["二寸" if re.search("[二两2]寸", text) else "一寸"]
            found = (cell.width, cell_height(cell))
            pairs = zip(found, size, strict=True)
            if any(side is not None and side < least - accepted.PAPER for side, least in pairs):
                yield Fault(
                    _("the cell of the photograph is too small"),
                    cell.paragraphs[0] if cell.paragraphs else table,
                    found=_sides(*found),
                    wanted=_sides(*size),
                    remedy=_("Make the cell larger, or merge it with more rows."),
                )


def _sides(width: Length | None, height: Length | None) -> str:
    return " × ".join("?" if side is None else shown.mm(side) for side in (width, height))


_SEAL = re.compile(r"盖\s*章|公\s*章")
_DAY = re.compile(r"年[\s\u3000]*月[\s\u3000]*日\s*$")
_DAY_ALONE = re.compile(r"[\s\u3000]*\d{0,4}[\s\u3000]*年[\s\u3000]*月[\s\u3000]*日\s*")


@rule("M-08", source=Source.CUSTOM, severity=SHOULD, element=Element.FORM, kinds=_FORMS)
def opinions(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The cell of an opinion has room for it, its seal and its date, which stands at the right.

    What: Cells with （盖章） and 年　月　日: 35 mm high at least, by the row or by the paragraphs
      in it; the row of the date does not begin at the left edge.
    Why: A seal is 42 mm across and must not cover the opinion.
    Good: a row of 40 mm
    Bad: a row of 20 mm
    """
    for table in form_tables(document):
        for cell in table.cells:
            if not _SEAL.search(cell.text) or not any(_DAY.search(p.text) for p in cell.paragraphs):
                continue
            text = sum(height(document, paragraph) for paragraph in cell.paragraphs)
            room = max(text, cell_height(cell) or 0)
            if room < OPINION - accepted.PAPER:
                yield Fault(
                    _("the cell of an opinion is low"),
                    cell.paragraphs[0],
                    found=shown.mm(Length(room)),
                    wanted=shown.mm(OPINION),
                    remedy=_("Make its row higher."),
                )
            left = [p for p in cell.paragraphs if _DAY.search(p.text) and _is_left(p)]
            if left:
                yield Fault(
                    _("the date of an opinion stands at the left"),
                    left[0],
                    remedy=_("Align it right."),
                )


def _is_left(paragraph: Paragraph) -> bool:
    alone = re.fullmatch(
        r"[\s\u3000]*\d{0,4}[\s\u3000]*年[\s\u3000]*月[\s\u3000]*日\s*", paragraph.text
    )
    return alone is not None and is_flush_left(paragraph)
