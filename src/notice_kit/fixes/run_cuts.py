"""Runs cut in pieces, so that a part of one can have a look of its own."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from notice_kit.document.attributes import attribute
from notice_kit.document.paragraphs import Paragraph, Run
from notice_kit.ooxml.wml import IN_W, XML, Element, w

_ONE = frozenset({f"{IN_W}tab", f"{IN_W}cr", f"{IN_W}noBreakHyphen"})
_TEXT, _BREAK, _LOOK = f"{IN_W}t", f"{IN_W}br", f"{IN_W}rPr"


class Cuts:
    """Where the runs of a document were cut since it was read."""

    def __init__(self) -> None:
        self._pieces: dict[Run, list[tuple[int, Element]]] = {}

    def within(self, paragraph: Paragraph, run: Run, start: int, end: int) -> Iterator[Element]:
        """The pieces of a run that a stretch covers, cut at its ends.

        A run that cannot be cut, for there is more than text in it, is left out.

        Args:
            paragraph: which has the run.
            run: of its own text, not hidden.
            start: of the stretch in `paragraph.text`.
            end: of the stretch in `paragraph.text`.
        """
        place = _place_of(paragraph, run)
        first, last = max(start - place, 0), min(end - place, len(run.text))
        if first < last and self._cut(run, first) and self._cut(run, last):
            yield from [one for begin, one in self._pieces[run] if first <= begin < last]

    def all_of(self, run: Run) -> list[Element]:
        """All pieces of a run."""
        return [one for _begin, one in self._pieces.get(run, [(0, run.element)])]

    def _cut(self, run: Run, place: int) -> bool:
        pieces = self._pieces.setdefault(run, [(0, run.element)])
        if place >= len(run.text) or any(begin == place for begin, _one in pieces):
            return True
        index = max(i for i, (begin, _one) in enumerate(pieces) if begin < place)
        begin, element = pieces[index]
        rest = _rest(element, place - begin)
        if rest is not None:
            pieces.insert(index + 1, (place, rest))
        return rest is not None


def _place_of(paragraph: Paragraph, run: Run) -> int:
    """Where a run that shows something begins in `paragraph.text`."""
    place = len(paragraph.label_text)
    for one in paragraph.runs:
        if one is run:
            break
        place += 0 if one.is_hidden else len(one.text)
    return place


def _rest(run: Element, place: int) -> Element | None:
    """Cut a run behind so many characters; what was behind them is a run of its own.

    Returns:
        That run; None where there is more in it than text, tabs and breaks: it stays whole.
    """
    content = [one for one in run if one.tag != _LOOK]
    if any(one.tag not in _ONE and one.tag not in (_TEXT, _BREAK) for one in content):
        return None
    rest = w("r")
    look = run.find(_LOOK)
    if look is not None:
        rest.append(deepcopy(look))
    for one in content:
        length = _length(one)
        if place <= 0:
            rest.append(one)
        elif place < length:
            text = one.text or ""
            tail = deepcopy(one)
            _say(one, text[:place])
            _say(tail, text[place:])
            rest.append(tail)
        place -= length
    run.addnext(rest)
    return rest


def _length(element: Element) -> int:
    if element.tag == _TEXT:
        return len(element.text or "")
    return int(element.tag != _BREAK or attribute(element, "type") not in ("page", "column"))


def _say(element: Element, text: str) -> None:
    element.text = text
    if text != text.strip():
        element.set(f"{{{XML}}}space", "preserve")
