"""What stands in one run: text, breaks, marks of fields, symbols, drawings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from notice_kit.document.attributes import attribute
from notice_kit.document.drawings import Drawing
from notice_kit.document.paragraphs import Field, Paragraph
from notice_kit.ooxml.wml import IN_W, Element

ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


class FieldState(Protocol):
    """What a run tells of, and asks about, the fields around it, and who reads its drawings."""

    @property
    def in_instruction(self) -> bool:
        """Whether text that comes now belongs to an instruction."""

    def begin_field(self, owner: Paragraph, mark: Element) -> Field:
        """A complex field begins with a `w:fldChar`."""

    def separate_field(self) -> None:
        """The result of the innermost field begins."""

    def end_field(self) -> Field | None:
        """The innermost field ends."""

    def add_instruction(self, text: str) -> None:
        """A stretch of the innermost field's instruction."""

    def drawing(self, element: Element, owner: Paragraph) -> list[Drawing]:
        """What an element draws."""


_SIGNS = {
    f"{IN_W}tab": "\t", f"{IN_W}cr": "\n", f"{IN_W}noBreakHyphen": "\u2011", f"{IN_W}ptab": "\t",
}  # fmt: skip
_NOTES = {
    f"{IN_W}footnoteReference": "footnote", f"{IN_W}endnoteReference": "endnote",
    f"{IN_W}commentReference": "comment",
}  # fmt: skip


class RunContent:
    """What stands in one run."""

    def __init__(self, reader: FieldState, owner: Paragraph) -> None:
        self._reader = reader
        self._owner = owner
        self.text: list[str] = []
        self.instruction: list[str] = []
        self.breaks: list[str] = []
        self.symbols: list[tuple[str, str]] = []
        self.fields: list[Field] = []

    def read(self, run: Iterable[Element]) -> None:
        """Read the children of a run."""
        for element in run:
            tag = element.tag
            if tag == f"{IN_W}t":
                if element.text and not self._reader.in_instruction:
                    self.text.append(element.text)
            elif tag in _SIGNS:
                self.text.append(_SIGNS[tag])
            else:
                self._read_other(element, tag)

    def _read_other(self, element: Element, tag: str) -> None:
        if tag == f"{IN_W}br":
            self._break(attribute(element, "type"))
        elif tag == f"{IN_W}fldChar":
            self._field_mark(element)
        elif tag == f"{IN_W}instrText":
            self.instruction.append(element.text or "")
            self._reader.add_instruction(element.text or "")
        elif tag == f"{IN_W}sym":
            self._symbol(element)
        elif tag in (f"{IN_W}drawing", f"{IN_W}pict", f"{IN_W}object"):
            self._owner.drawings.extend(self._reader.drawing(element, self._owner))
        elif tag == ALTERNATE:
            chosen = chosen_of(element)
            self.read(chosen if chosen is not None else ())
        elif tag in _NOTES:
            self._owner.notes.append(_NOTES[tag])
        elif tag == f"{IN_W}ruby":
            self._ruby(element)

    def _ruby(self, element: Element) -> None:
        for base in element.iter(f"{IN_W}rubyBase"):
            self.text.extend(one.text or "" for one in base.iter(f"{IN_W}t"))

    def _break(self, kind: str | None) -> None:
        self.breaks.append(kind if kind in ("page", "column") else "line")
        if kind not in ("page", "column"):
            self.text.append("\n")

    def _field_mark(self, element: Element) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self.fields.append(self._reader.begin_field(self._owner, element))
        elif kind == "separate":
            self._reader.separate_field()
        elif kind == "end" and (ended := self._reader.end_field()) is not None:
            self.fields.append(ended)

    def _symbol(self, element: Element) -> None:
        try:
            sign = chr(int(attribute(element, "char") or "", 16))
        except (ValueError, OverflowError):
            return
        self.symbols.append((attribute(element, "font") or "", sign))
        self.text.append(sign)


def chosen_of(alternate: Element) -> Element | None:
    """What is read of an `mc:AlternateContent`: its first choice, as Word does, else the rest."""
    for name in ("Choice", "Fallback"):
        found = next(alternate.iterchildren(f"{{*}}{name}"), None)
        if found is not None:
            return found
    return None
