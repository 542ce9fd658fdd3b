"""Signs of a paragraph typed anew, in the runs in which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from notice_kit.document.paragraphs import Paragraph, Run
from notice_kit.ooxml.wml import IN_W, XML, Element

Change: TypeAlias = tuple[int, int, str]
"""Start and end in `paragraph.text`, and what is to stand there."""

_TEXT, _BREAK, _TAB = f"{IN_W}t", f"{IN_W}br", f"{IN_W}tab"
_Place: TypeAlias = tuple[Element, int] | None


def retype(paragraph: Paragraph, changes: Iterable[Change]) -> None:
    """Put other text in places of a paragraph; a look that changes within one is its first sign's.

    A place that cannot be typed in is left as it is: labels of lists, fields, symbols.

    Args:
        paragraph: whose text was not changed since it was read.
        changes: which do not overlap.
    """
    places = _places(paragraph)
    for start, end, new in sorted(changes, reverse=True):
        spots = places[start:end]
        if not spots or None in spots:
            continue
        signs = list(new) if len(new) == end - start else [new, *[""] * (end - start - 1)]
        for spot, sign in reversed(list(zip(spots, signs, strict=True))):
            if spot is not None:
                _put(*spot, sign)


def _places(paragraph: Paragraph) -> list[_Place]:
    """The element and offset of each sign; None where it cannot be typed over."""
    places: list[_Place] = [None] * len(paragraph.label_text)
    for run in paragraph.runs:
        if not run.is_hidden:
            places += _places_of(run)
    return places


def _places_of(run: Run) -> list[_Place]:
    found: list[_Place] = []
    for element in run.element:
        if element.tag == _TEXT:
            found += [(element, offset) for offset in range(len(element.text or ""))]
        elif element.tag in (_BREAK, _TAB):
            found.append((element, 0))
    shown = "".join(_sign(*spot) for spot in found if spot is not None)
    in_field = run.field is not None and run.field.kind != "HYPERLINK"
    return [None] * len(run.text) if shown != run.text or in_field else found


def _sign(element: Element, offset: int) -> str:
    if element.tag == _TEXT:
        return (element.text or "")[offset]
    return "\n" if element.tag == _BREAK else "\t"


def _put(element: Element, offset: int, sign: str) -> None:
    if element.tag != _TEXT:
        parent = element.getparent()
        if not sign and parent is not None:
            parent.remove(element)
        return
    text = element.text or ""
    element.text = text[:offset] + sign + text[offset + 1 :]
    if element.text != element.text.strip():
        element.set(f"{{{XML}}}space", "preserve")
