"""Paragraphs: their fields, runs and pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from notice_kit.document.characters import slot_of, text_width
from notice_kit.document.drawings import Drawing
from notice_kit.document.formats import Measures, ParagraphFormat, RunFormat
from notice_kit.document.formatting import Formatter, TableLook
from notice_kit.document.numbering import Label
from notice_kit.document.properties import Bag
from notice_kit.document.sections import Section
from notice_kit.document.styles import Style
from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element

if TYPE_CHECKING:
    from notice_kit.document.tables import Cell

_DEFAULT_ROW = Length.pt(12)


@dataclass(slots=True, eq=False, repr=False)
class Field:
    r"""A field.

    Attributes:
        instruction: such as `PAGE \* MERGEFORMAT`, its outer spaces taken off.
        result: the text it showed last.
        runs: those of its instruction and of its result, marks included.
        dirty: Word works it out anew when it opens the document.
        closed: it has an end.
    """

    instruction: str = ""
    result: str = ""
    runs: list[Run] = field(default_factory=list)
    dirty: bool = False
    closed: bool = False
    separated: bool = False

    @property
    def kind(self) -> str:
        """The first word of the instruction in upper case: `PAGE`, `NUMPAGES`, `TOC`."""
        return self.instruction.split(maxsplit=1)[0].upper() if self.instruction.strip() else ""


@dataclass(frozen=True, eq=False, repr=False)
class Run:
    r"""Text with one direct formatting.

    Attributes:
        text: what shows: tabs as \t, line breaks as \n; instructions of fields are not in it.
        instruction: the part of a field's instruction that it holds.
        direct: what it states itself, as a bag.
        style_id: of its character style, or None.
        breaks: those in it: `page`, `column`, `line`.
        symbols: `(font, character)` of each `w:sym`.
        field: the innermost field to which it belongs, or None.
        link: where it leads: a relationship's address or `#bookmark`; None for no link.
        inserted: it is a recorded insertion, read as accepted.
    """

    text: str
    direct: Bag
    paragraph: Paragraph
    element: Element
    instruction: str = ""
    breaks: tuple[str, ...] = ()
    symbols: tuple[tuple[str, str], ...] = ()
    field: Field | None = None
    link: str | None = None
    inserted: bool = False

    def __repr__(self) -> str:
        return f"<Run {self.text[:30]!r}>"

    @property
    def style_id(self) -> str | None:
        """The id of its character style, or None."""
        found = self.direct.get("rStyle")
        return None if found is None else str(found)

    @cached_property
    def format(self) -> RunFormat:
        """The formatting in effect."""
        owner = self.paragraph
        return owner.formatter.run(owner.style, owner.look, self.direct)

    @property
    def is_hidden(self) -> bool:
        """Whether it is hidden text."""
        return self.format.hidden

    def font_of(self, character: str) -> str | None:
        """The font in which it draws a character."""
        return self.format.font_of(character)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Piece:
    """A stretch of a paragraph's text with one font, size, colour and so on.

    Attributes:
        start: where it begins in `paragraph.text`.
        font: None where nothing names one.
        slot: by which the font was found: `eastAsia`, `ascii`, `hAnsi`, `cs`.
        run: None for the label of a list.
    """

    text: str
    start: int
    font: str | None
    slot: str
    format: RunFormat
    run: Run | None

    @property
    def end(self) -> int:
        """Where it ends in `paragraph.text`."""
        return self.start + len(self.text)


@dataclass(frozen=True, eq=False, repr=False)
class Paragraph:
    """A paragraph.

    Attributes:
        number: 1-based, among all paragraphs of its part, empty ones and those in cells included.
        part: such as `word/document.xml`.
        story: the part's text: `body`, `header`, `footer`, `footnote`, `endnote`, `comment`.
        style: None only where the document has no styles at all.
        direct: what it states itself, as a bag.
        mark: what its mark states.
        look: what the style of its table states.
        section: in which it stands; of headers, footers and notes None.
        label: of its list, or None.
        cell: in which it stands, or None.
        in_box: it stands in a text box.
        ends_section: a section ends with it.
        bookmarks: names of those that begin in it.
        runs, drawings, fields: in order; `fields` are those that begin in it.
        in_control: it stands in a content control.
        notes: kinds of the notes that it refers to: `footnote`, `endnote`, `comment`.
    """

    number: int
    part: str
    story: str
    style: Style | None
    direct: Bag
    mark: Bag
    look: TableLook
    formatter: Formatter
    element: Element
    section: Section | None = None
    label: Label | None = None
    cell: Cell | None = None
    in_box: bool = False
    ends_section: bool = False
    in_control: bool = False
    runs: list[Run] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<Paragraph {self.number} {self.text[:30]!r}>"

    @cached_property
    def label_text(self) -> str:
        """The text of its list's label, such as 一、; empty for none or a bullet's sign apart."""
        return "" if self.label is None else self.label.text

    @cached_property
    def own_text(self) -> str:
        """What is typed in it: visible text of its runs."""
        return "".join(run.text for run in self.runs if run.text and not run.is_hidden)

    @cached_property
    def text(self) -> str:
        """What a reader sees: the label of its list, then its own text; hidden text left out."""
        return self.label_text + self.own_text

    @cached_property
    def bare(self) -> str:
        """`text` without outer white space."""
        return self.text.strip()

    @cached_property
    def hidden_text(self) -> str:
        """Its hidden text."""
        return "".join(run.text for run in self.runs if run.text and run.is_hidden)

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing of it shows but its height."""
        return not self.bare and not self.drawings

    @property
    def style_name(self) -> str:
        """The name of its style; empty for none."""
        return "" if self.style is None else self.style.name

    @cached_property
    def mark_format(self) -> RunFormat:
        """The format of its mark, which gives an empty paragraph its height."""
        return self.formatter.run(self.style, self.look, self.mark)

    @cached_property
    def size(self) -> Length:
        """The size of its text: that of most characters; of its mark where it has none."""
        counts: dict[Length, int] = {}
        for run in self.runs:
            if (length := len(run.text.strip())) and not run.is_hidden:
                counts[run.format.size] = counts.get(run.format.size, 0) + length
        return max(counts, key=lambda size: counts[size]) if counts else self.mark_format.size

    @cached_property
    def format(self) -> ParagraphFormat:
        """The formatting in effect."""
        return self.formatter.paragraph(self.style, self.look, self.direct, self._measures)

    @property
    def _measures(self) -> Measures:
        default = self.formatter.styles.default("paragraph")
        normal = self.formatter.run(default, self.look, {}).size
        if self.section is None:
            return Measures(self.size, normal, _DEFAULT_ROW)
        grid = self.section.grid
        row = (grid.row if grid.has_rows else None) or _DEFAULT_ROW
        return Measures(grid.character(self.size), grid.character(normal), row)

    @cached_property
    def label_format(self) -> RunFormat | None:
        """The format of its list's label, or None."""
        if self.label is None:
            return None
        return self.formatter.label(self.style, self.look, self.mark, self.label.level)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Its visible text in stretches of one look; white space goes with what it follows."""
        found: list[Piece] = []
        if self.label is not None and self.label_text and self.label_format is not None:
            found += _pieces(self.label_text, 0, self.label_format, None)
        start = len(self.label_text)
        for run in self.runs:
            if run.text and not run.is_hidden:
                found += _pieces(run.text, start, run.format, run)
                start += len(run.text)
        return tuple(_joined(found))

    @cached_property
    def lines(self) -> list[str]:
        """Its text cut at its own line breaks."""
        return self.text.split("\n")

    @cached_property
    def width(self) -> float:
        """The width of its text in 字, digits and Latin letters counted as half."""
        return text_width(self.bare)

    @cached_property
    def breaks_page_before(self) -> bool:
        """Whether it begins a page by its own format or by a break at its very start."""
        if self.format.page_break_before:
            return True
        for run in self.runs:
            if "page" in run.breaks:
                return not run.text.strip()
            if run.text.strip():
                break
        return False

    @cached_property
    def has_page_break(self) -> bool:
        """Whether a page break stands in it."""
        return any("page" in run.breaks for run in self.runs)

    @cached_property
    def tabs(self) -> int:
        """How many tabs stand in its text."""
        return self.own_text.count("\t")

    def run_at(self, position: int) -> Run | None:
        """The run of the character at this place of `text`; None in a label or behind the end."""
        start = len(self.label_text)
        for run in self.runs:
            if run.text and not run.is_hidden:
                if start <= position < start + len(run.text):
                    return run
                start += len(run.text)
        return None


def _pieces(text: str, start: int, look: RunFormat, run: Run | None) -> Iterator[Piece]:
    first, current = 0, None
    for index, character in enumerate(text):
        slot = current if character.isspace() and current else slot_of(character, look.hint)
        if current is not None and slot != current:
            yield _piece(text[first:index], start + first, current, look, run)
            first = index
        current = slot
    if current is not None:
        yield _piece(text[first:], start + first, current, look, run)


_FONT = {"eastAsia": "east_asia", "ascii": "ascii", "hAnsi": "h_ansi", "cs": "cs"}


def _piece(text: str, start: int, slot: str, look: RunFormat, run: Run | None) -> Piece:
    return Piece(text, start, getattr(look, _FONT[slot]), slot, look, run)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one look made one; white space joins what it follows."""
    current: Piece | None = None
    for piece in pieces:
        if current is None:
            current = piece
        elif (piece.format is current.format and piece.slot == current.slot) or (
            piece.text.isspace() and piece.format.size == current.format.size
        ):
            current = Piece(
                current.text + piece.text,
                current.start,
                current.font,
                current.slot,
                current.format,
                current.run,
            )
        else:
            yield current
            current = piece
    if current is not None:
        yield current
