"""Empty paragraphs taken out, and white space typed before text."""

from __future__ import annotations

from notice_kit.document.paragraphs import Paragraph
from notice_kit.ooxml.wml import IN_W, Element

_NOTHING = frozenset(IN_W + name for name in ("pPr", "rPr", "proofErr", "lastRenderedPageBreak"))
_TEXT, _TAB = f"{IN_W}t", f"{IN_W}tab"


def take_out(paragraph: Paragraph) -> bool:
    """Take an empty paragraph out.

    Returns:
        False where it holds what something else may need: a section, break, bookmark, note.
    """
    element = paragraph.element
    parent = element.getparent()
    if parent is None or not _holds_nothing(element):
        return False
    parent.remove(element)
    return True


def _holds_nothing(paragraph: Element) -> bool:
    if next(paragraph.iter(f"{IN_W}sectPr"), None) is not None:
        return False
    runs = [one for one in paragraph if one.tag not in _NOTHING]
    return all(run.tag == f"{IN_W}r" and all(map(_is_blank, run)) for run in runs)


def _is_blank(element: Element) -> bool:
    return element.tag in _NOTHING or (element.tag == _TEXT and not (element.text or "").strip())


def strip(paragraph: Paragraph) -> None:
    """Take white space away from the beginning, up to anything else that stands there."""
    for run in paragraph.runs:
        for element in list(run.element):
            if element.tag == _TEXT:
                element.text = (element.text or "").lstrip()
                if element.text:
                    return
            elif element.tag == _TAB:
                run.element.remove(element)
            elif element.tag not in _NOTHING:
                return
