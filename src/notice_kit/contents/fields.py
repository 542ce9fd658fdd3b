"""Fields in the text of a Word file: where each begins and ends, and its result put in.

Source: ECMA-376 Part 1, 17.16.18 (fldChar), 17.16.19 (fldSimple).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from notice_kit.ooxml.wml import Element, qualified, text, w

_CHAR, _INSTRUCTION, _SIMPLE = qualified("fldChar"), qualified("instrText"), qualified("fldSimple")
_KIND, _T, _RUN, _RPR = qualified("fldCharType"), qualified("t"), qualified("r"), qualified("rPr")


@dataclass(slots=True)
class FieldCode:
    """A field.

    Attributes:
        begin: the `w:fldChar` that begins it; the whole of a `w:fldSimple`.
        separate: after which its result stands; None where it has none.
        end: the `w:fldChar` that ends it; None of a `w:fldSimple`.
        instruction: what it says: ` PAGEREF _Toc1 `.
        shown: the texts of its result.
    """

    begin: Element
    separate: Element | None = None
    end: Element | None = None
    instruction: str = ""
    shown: list[Element] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The instruction cut at white space."""
        return self.instruction.split()

    @property
    def kind(self) -> str:
        """Its name in capitals: `PAGEREF`."""
        return self.words[0].upper() if self.words else ""

    @property
    def result(self) -> str:
        """What it shows."""
        return "".join(one.text or "" for one in self.shown)

    def show(self, value: str) -> None:
        """Let it show a value in the look that its result has; it is no longer marked as stale."""
        self.begin.attrib.pop(qualified("dirty"), "")
        if not self.shown:
            self.shown.append(self._place())
        for one in self.shown[1:]:
            one.text = ""
        self.shown[0].text = value

    def _place(self) -> Element:
        """A text where its result goes."""
        made = text("")
        if self.end is None:
            self.begin.append(w("r", made))
            return made
        if self.separate is None:
            self.separate = w("fldChar", fldCharType="separate")
            self.end.addprevious(self.separate)
        self.separate.addnext(made)
        return made


def fields_of(root: Element) -> list[FieldCode]:
    """The fields below the root that are closed, in the order of their beginnings."""
    found = [
        FieldCode(one, instruction=one.get(qualified("instr"), ""), shown=list(one.iter(_T)))
        for one in root.iter(_SIMPLE)
    ]
    return [*_complex(root), *found]


def _complex(root: Element) -> Iterator[FieldCode]:
    """Those that `w:fldChar` make up, which may lie in one another."""
    open_: list[FieldCode] = []
    found: list[FieldCode] = []
    for element in root.iter(_CHAR, _INSTRUCTION, _T):
        if element.tag != _CHAR:
            _put_text(element, open_)
        elif element.get(_KIND) == "begin":
            open_.append(FieldCode(element))
            found.append(open_[-1])
        elif open_ and element.get(_KIND) == "separate":
            open_[-1].separate = element
        elif open_ and element.get(_KIND) == "end":
            open_.pop().end = element
    return (one for one in found if one.end is not None)


def _put_text(element: Element, open_: list[FieldCode]) -> None:
    """Note an instruction of the innermost field, or a text that fields show."""
    if element.tag == _T:
        for one in open_:
            if one.separate is not None:
                one.shown.append(element)
    elif open_ and open_[-1].separate is None:
        open_[-1].instruction += element.text or ""


def run_alone(char: Element) -> Element | None:
    """The run that holds this `w:fldChar` and nothing else, split off where it must be.

    Returns:
        None where the character stands in no run.
    """
    run = char.getparent()
    if run is None or run.tag != _RUN:
        return None
    others = [one for one in run if one.tag != _RPR]
    if others == [char]:
        return run
    place = others.index(char)
    for after in (others[place + 1 :], [char]):
        if after:
            made = w("r", copy.deepcopy(run.find(_RPR)))
            made.extend(after)
            run.addnext(made)
    alone = char.getparent()
    parent = run.getparent()
    if not place and parent is not None:
        parent.remove(run)
    return alone


def has_fields(part: bytes) -> bool:
    """Whether a field may stand in a part: told from its bytes, without parsing them."""
    return b"instrText" in part or b"fldSimple" in part
