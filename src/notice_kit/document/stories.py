"""Stories: texts of their own, such as the body, a header, the footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from notice_kit.document.drawings import Drawing
from notice_kit.document.paragraphs import Field, Paragraph
from notice_kit.document.tables import Block, Table, paragraphs_of


@dataclass(frozen=True, eq=False, repr=False)
class Story:
    """A text of its own: the body, a header, a footer, the footnotes.

    Attributes:
        kind: `body`, `header`, `footer`, `footnote`, `endnote`, `comment`.
        part: its part.
        blocks: paragraphs and tables in order, content controls unwrapped.
    """

    kind: str
    part: str
    blocks: tuple[Block, ...]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All its paragraphs in order: of cells and text boxes too."""
        return tuple(_with_boxes(paragraphs_of(self.blocks)))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All its tables in order, nested ones too."""
        return tuple(_tables(self.blocks))

    @cached_property
    def text(self) -> str:
        """Its text, a paragraph to a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def drawings(self) -> tuple[Drawing, ...]:
        """Everything drawn in it."""
        return tuple(found for paragraph in self.paragraphs for found in paragraph.drawings)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All its fields in the order in which they begin."""
        return tuple(found for paragraph in self.paragraphs for found in paragraph.fields)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it shows."""
        return all(paragraph.is_empty for paragraph in self.paragraphs)


def _with_boxes(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        yield paragraph
        if paragraph.drawings:
            for drawing in paragraph.drawings:
                yield from _with_boxes(paragraphs_of(drawing.blocks))


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in block.cells:
                yield from _tables(cell.blocks)
        else:
            for drawing in block.drawings:
                yield from _tables(drawing.blocks)
