"""Rules for rows: how many to a page and of how many characters, of one pitch, without blanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import HEADINGS, Role
from notice_kit.document.values import LineSpacing
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.page import near, reading_of
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import GRID, PORTRAIT
from notice_kit.standard.specs import SIZE_3

_TEXT = (Role.BODY, *HEADINGS)


def _body(document: Document) -> tuple[Paragraph, ...]:
    return document.having(Role.BODY)


def _main_spacing(document: Document) -> tuple[LineSpacing, Paragraph] | None:
    """The line spacing of most of the running text, with a paragraph that has it."""
    counts: Counter[LineSpacing] = Counter()
    first: dict[LineSpacing, Paragraph] = {}
    for paragraph in _body(document):
        line = paragraph.format.line
        counts[line] += len(paragraph.text)
        first.setdefault(line, paragraph)
    if not counts:
        return None
    line = counts.most_common(1)[0][0]
    return line, first[line]


def _pitch(paragraph: Paragraph) -> Length | None:
    """The distance of its rows; None where it depends on the font."""
    line = paragraph.format.line
    if line.is_exact:
        return line.length
    grid = None if paragraph.section is None else paragraph.section.grid
    on_grid = grid is not None and grid.has_rows and paragraph.format.snap_to_grid
    # A row of the grid holds the line as long as its font does not reach beyond it.
    return grid.row if grid is not None and on_grid and line.multiple == 1.0 else None


@rule("P-09", clause="5.2.3", severity=SHOULD, element=Element.PAGE, fixable=True)
def rows(document: Document, profile: Profile) -> Iterator[Fault]:
    """A page has 22 rows.

    What: The pitch of the running text, exact or by an active grid, lets 22 rows fill the type
      area: 555 to 579 twips (27.75 to 28.95 pt). A grid without a type is none.
    Why: 5.2.3 says 一般每面排22行，撑满版心; with 29 pt the 22nd row does not fit any more.
    Good: `w:spacing w:line="579" w:lineRule="exact"`
    Bad: 30 pt: 21 rows; 1.5 lines: it depends on the font that the reader has
    """
    main = _main_spacing(document)
    if main is None:
        return
    line, paragraph = main
    pitch = _pitch(paragraph)
    section = paragraph.section or document.sections[0]
    wanted = shown.pt(accepted.SETUP.row)
    remedy = _("Set the line spacing of the text to exactly {length}.").format(length=wanted)
    if pitch is None:
        yield Fault(
            _("the distance of rows depends on the font that a reader has"),
            paragraph,
            found=shown.spacing(line),
            wanted=_("exactly {length}").format(length=wanted),
            remedy=remedy,
        )
        return
    reading = reading_of(section, profile)
    if reading is None or pitch in profile.accepted_lines:
        return
    height = PORTRAIT.height - reading.top - reading.bottom
    count = int(height // pitch)
    if count != GRID.rows:
        yield Fault(
            _("a page does not have {rows} rows").format(rows=GRID.rows),
            paragraph,
            found=_("{count} rows of {pitch}").format(count=count, pitch=shown.pt(pitch)),
            wanted=_("{count} rows of {pitch}").format(
                count=GRID.rows, pitch=shown.pt(reading.row)
            ),
            remedy=remedy,
        )


@rule("P-10", clause="5.2.3", severity=SHOULD, element=Element.PAGE, fixable=True)
def columns_of_characters(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A row has 28 characters.

    What: By grid or by character spacing, 28 characters of the running text fill the type area.
      A type area of a wrong width is told by P-03 and P-04 alone.
    Why: 5.2.3 says 每行排28个字; 28 × 16 pt are 5.75 pt more than 156 mm.
    Good: `w:docGrid w:type="linesAndChars" w:charSpace="-842"` with a Normal style of 三号
    Bad: 三号 without a grid: 27 characters
    """
    body = [p for p in _body(document) if p.size == SIZE_3 and p.section is not None]
    if not body:
        return
    counts = Counter(_characters(paragraph) for paragraph in body)
    count = counts.most_common(1)[0][0]
    paragraph = next(p for p in body if _characters(p) == count)
    section = paragraph.section
    fits = section is not None and near(section.area_width, PORTRAIT.area_width, accepted.AREA)
    if fits and count != GRID.characters:
        yield Fault(
            _("a row does not have {count} characters").format(count=GRID.characters),
            paragraph,
            found=shown.characters(count),
            wanted=shown.characters(GRID.characters),
            remedy=_(
                "Set a grid of {count} characters a row (Layout, Margins, Document Grid)."
            ).format(count=GRID.characters),
        )


def _characters(paragraph: Paragraph) -> int:
    section = paragraph.section
    if section is None:
        return 0
    width = section.area_width
    look = next((piece.format for piece in paragraph.pieces if piece.slot == "eastAsia"), None)
    spacing = 0 if look is None else look.spacing
    on_grid = look is None or look.snap_to_grid
    one = section.grid.character(paragraph.size) if on_grid else paragraph.size
    # Whole twips: a hair more than the row still fits it.
    return int((width + Length.twips(1)) // max(1, one + spacing))


@rule("P-11", source=Source.CUSTOM, severity=SHOULD, element=Element.PAGE, fixable=True)
def one_pitch(document: Document, _profile: Profile) -> Iterator[Fault]:
    """All running text has one line spacing.

    What: Paragraphs and headings of the text have the line spacing that most of it has.
    Why: 22 rows fill the page only if all are of one pitch. 7.3.5.5 allows to adjust the spacing,
      but of the whole text.
    Good: 28.95 pt throughout
    Bad: one paragraph of 1.5 lines that was pasted from elsewhere
    """
    main = _main_spacing(document)
    if main is None:
        return
    odd: dict[LineSpacing, list[Paragraph]] = defaultdict(list)
    for paragraph in document.having(*_TEXT):
        if paragraph.format.line != main[0] and not paragraph.drawings:
            odd[paragraph.format.line].append(paragraph)
    for line, paragraphs in odd.items():
        yield Fault(
            shown.times(_("the line spacing differs from that of the text"), paragraphs),
            paragraphs[0],
            found=shown.spacing(line),
            wanted=shown.spacing(main[0]),
            remedy=_("Give the paragraph the line spacing of the others."),
        )


@rule("P-12", source=Source.CUSTOM, severity=SHOULD, element=Element.PAGE, fixable=True)
def no_blank_between(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Running text has no space between its paragraphs.

    What: The space before and after paragraphs and headings of the text is 0.
    Why: Any space keeps the rows from filling the page.
    Good: `w:spacing w:before="0" w:after="0"`
    Bad: 8 pt after each paragraph, as new documents of Word have
    """
    odd: dict[tuple[str, str], list[Paragraph]] = defaultdict(list)
    for paragraph in document.having(*_TEXT):
        look = paragraph.format
        automatic = look.auto_before or look.auto_after
        if look.before or look.after or automatic:
            words = _("automatic") if automatic else ""
            odd[words or shown.pt(look.before), words or shown.pt(look.after)].append(paragraph)
    for (before, after), paragraphs in odd.items():
        yield Fault(
            shown.times(_("there is space before or after a paragraph"), paragraphs),
            paragraphs[0],
            found=_("{before} before, {after} after").format(before=before, after=after),
            wanted="0",
            remedy=_("Set the space before and after to 0."),
        )
