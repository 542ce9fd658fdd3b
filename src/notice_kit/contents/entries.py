"""The entries of a table of contents, written anew in the place of those that stood there."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from notice_kit.contents.bookmarks import Bookmarks
from notice_kit.contents.fields import FieldCode, run_alone
from notice_kit.contents.headings import Heading
from notice_kit.contents.instructions import Wanted
from notice_kit.document.document import Document
from notice_kit.document.styles import Style
from notice_kit.document.values import TabStop
from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, qualified, text, w

_P, _PPR, _SECTION = qualified("p"), qualified("pPr"), qualified("sectPr")
_STYLE, _VAL, _TABS = qualified("pStyle"), qualified("val"), qualified("tabs")
_BOOKMARK_END = qualified("bookmarkEnd")
_SEEN = (qualified("t"), qualified("drawing"), qualified("pict"), qualified("object"))
_INDENT = Length.pt(24)
"""Of each further level, where the document has no style for it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The paragraphs that a TOC field covers.

    Attributes:
        paragraphs: from the one in which it begins to the one in which it ends.
        opening: what stands in the first up to the result.
        closing: what stands in the last from the field's end on.
        keeps_last: the last shows nothing else, and stays as it is.
    """

    paragraphs: list[Element]
    opening: list[Element]
    closing: list[Element]
    keeps_last: bool


def frame_of(field: FieldCode) -> Frame | None:
    """Where the field stands; None of one that does not stand in paragraphs side by side."""
    if field.separate is None and field.end is not None:
        field.separate = w("fldChar", fldCharType="separate")
        field.end.addprevious(field.separate)
    if field.separate is None or field.end is None:
        return None
    begin, separate, end = map(run_alone, (field.begin, field.separate, field.end))
    if begin is None or separate is None or end is None:
        return None
    first, last = begin.getparent(), end.getparent()
    if first is None or last is None or first is not separate.getparent():
        return None
    paragraphs = _from_to(first, last)
    if not paragraphs:
        return None
    opening = [*_before(separate), separate]
    shows = any(next(one.iter(*_SEEN), None) is not None for one in _before(end))
    ends = [] if first is last else [one for one in _before(end) if one.tag == _BOOKMARK_END]
    closing = [*ends, end, *end.itersiblings()]
    return Frame(paragraphs, opening, closing, first is not last and not shows)


def _from_to(first: Element, last: Element) -> list[Element]:
    """The blocks from one paragraph to another beside it; none where there is a way to neither."""
    found = [first]
    while found[-1] is not last:
        following = found[-1].getnext()
        if following is None or found[-1].find(f"{_PPR}/{_SECTION}") is not None:
            return []
        found.append(following)
    return found if {first.tag, last.tag} == {_P} else []


def _before(run: Element) -> list[Element]:
    """What stands in a paragraph before the run, without its properties."""
    return [one for one in run.itersiblings(preceding=True) if one.tag != _PPR][::-1]


class Writer:
    """Writes the entries of one document's tables of contents."""

    def __init__(self, document: Document, bookmarks: Bookmarks) -> None:
        self._document, self._bookmarks = document, bookmarks
        self._width = max(int(section.area_width) for section in document.sections)

    def write(self, frame: Frame, wanted: Wanted, headings: Sequence[Heading]) -> None:
        """Put an entry for each heading into the frame; an empty paragraph where there are none."""
        first, last = frame.paragraphs[0], frame.paragraphs[-1]
        models = dict(_models(frame.paragraphs))
        entries = [self._entry(one, wanted, models) for one in headings]
        if not entries:
            entries = [w("p", copy.deepcopy(_bare(first)))]
        section = last.find(f"{_PPR}/{_SECTION}")
        for place, one in enumerate(frame.opening):
            entries[0].insert(place + 1, one)
        for entry in entries:
            first.addprevious(entry)
        going = frame.paragraphs[:-1] if frame.keeps_last else frame.paragraphs
        if not frame.keeps_last:
            entries[-1].extend(frame.closing)
            if section is not None:
                entries[-1][0].append(section)
        for one in going:
            parent = one.getparent()
            if parent is not None:
                parent.remove(one)

    def _entry(self, heading: Heading, wanted: Wanted, models: dict[str, Element]) -> Element:
        name = self._bookmarks.of(heading.element)
        content = [_run(text(heading.text))]
        if heading.level not in wanted.numberless:
            content.append(_run(text(wanted.between) if wanted.between else w("tab")))
            content += _page(name)
        if wanted.linked:
            content = [w("hyperlink", *content, anchor=name, history=1)]
        return w("p", self._properties(heading.level, models), *content)

    def _properties(self, level: int, models: dict[str, Element]) -> Element:
        style = self._document.styles.named(f"toc {level}")
        if style is not None and style.id in models:
            return copy.deepcopy(models[style.id])
        made = w("pPr", None if style is None else w("pStyle", val=style.id))
        if not any(isinstance(one, TabStop) for one in self._stated(style)):
            stop = w("tab", val="right", leader="dot", pos=Length(self._width).in_twips)
            made.append(w("tabs", stop))
        if style is None and level > 1:
            made.append(w("ind", left=Length(_INDENT * (level - 1)).in_twips))
        return made

    def _stated(self, style: Style | None) -> Iterable[object]:
        return self._document.styles.paragraph(style).values()


def _models(paragraphs: Sequence[Element]) -> Iterator[tuple[str, Element]]:
    """The properties of the old entries by their styles; the first of a style is the model."""
    for one in reversed(paragraphs):
        style = one.find(f"{_PPR}/{_STYLE}")
        if style is not None and next(one.iter(qualified("hyperlink"), _SEEN[0]), None) is not None:
            yield style.get(_VAL, ""), _bare(one)


def _bare(paragraph: Element) -> Element:
    """The paragraph's properties, without the end of a section."""
    found = paragraph.find(_PPR)
    made = w("pPr") if found is None else copy.deepcopy(found)
    for section in made.findall(_SECTION):
        made.remove(section)
    return made


def _page(name: str) -> list[Element]:
    code = w("instrText", xml__space="preserve")
    code.text = rf" PAGEREF {name} \h "
    return [
        _run(w("fldChar", fldCharType="begin")),
        _run(code),
        _run(w("fldChar", fldCharType="separate")),
        _run(text("")),
        _run(w("fldChar", fldCharType="end")),
    ]


def _run(content: Element) -> Element:
    # Without the hint Word draws “ ” — … in the Western font.
    return w("r", w("rPr", w("rFonts", hint="eastAsia")), content)
