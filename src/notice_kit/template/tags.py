"""The tags of a part, each with its place in the words of Word: read once, in linear time.

A paragraph's text is that of all its runs, joined; a text box's paragraphs are their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from notice_kit.findings import Location
from notice_kit.messages import _
from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.wml import IN_W
from notice_kit.template.drawn import alternative_text
from notice_kit.template.fullwidth import with_plain_signs
from notice_kit.template.reading import reads

_TEXTS = {f"{IN_W}{tag}" for tag in ("t", "instrText", "delText")}
_CONTAINERS = {
    f"{IN_W}{tag}"
    for tag in ("body", "tbl", "tr", "tc", "txbxContent", "footnote", "endnote", "comment")
}
_SHOWN = 60  # characters of a paragraph that a message quotes

_OPENER = re.compile(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_SIGN = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\{[{%]|[%}]\}|[()\[\]{}]", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; all numbers count from 1.

    Attributes:
        table: among the tables of the part, or of the cell around it.
        row: in the table.
        column: of the table's grid: a wide cell counts as many as it spans.
    """

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tag stands.

    Attributes:
        part: in the package.
        paragraph: its text; None for what stands in none, such as the title of the file.
        cells: the cells around it, the outermost first; more than one where tables are nested.
        path: the kinds of what holds the paragraph: body, tables, rows, cells.
        number: of the paragraph in the part, from 0.
        file: that it came from; None for the template itself.
        in_picture: whether it is the alternative text of a picture.
    """

    part: str
    paragraph: str | None
    cells: tuple[Cell, ...]
    path: tuple[str, ...]
    number: int
    file: str | None = None
    in_picture: bool = False

    @property
    def spot(self) -> str | None:
        """The cell and the picture as a message names them; None outside both."""
        cells = spot_of(self.cells)
        if not self.in_picture:
            return cells
        own = _("alternative text of a picture")
        return own if cells is None else f"{cells} › {own}"

    def location(self, file: str) -> Location:
        """The place in a finding."""
        return Location(
            self.file or file, part=self.part, paragraph=cut(self.paragraph), spot=self.spot
        )


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag.

    Attributes:
        text: as typed, with its braces.
        kind: its opening signs: `{{`, `{%` or `{#`.
        place: where it stands.
        is_closed: whether its closing signs follow; `text` goes on to the paragraph's end if not.
    """

    text: str
    kind: str
    place: Place
    is_closed: bool = True


def spot_of(cells: Sequence[Cell]) -> str | None:
    """Cells as a message names them, the outermost first; None for none."""
    form = _("table {table}, row {row}, column {column}")
    named = [form.format(table=one.table, row=one.row, column=one.column) for one in cells]
    return " › ".join(named) or None


def cut(text: str | None) -> str | None:
    """A paragraph's text as messages quote it."""
    if text is None:
        return None
    shown = " ".join(text[: 10 * _SHOWN].split())
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"


def read_tags(
    root: etree._Element, part: str, origins: Sequence[Place | None] = ()
) -> tuple[str, list[Tag]]:
    """The part's XML with plain signs in its tags, and the tags; see `tags_of`."""
    typed = etree.tostring(root, encoding="unicode")
    xml = with_plain_signs(typed)
    plain = root if xml is typed else etree.fromstring(xml, strict_parser())
    return xml, tags_of(plain, part, origins)


def tags_of(root: etree._Element, part: str, origins: Sequence[Place | None] = ()) -> list[Tag]:
    """Every tag of the part, in order; those that are not closed too.

    A tag may end in a later paragraph, as docxtpl allows, where what comes of it can be read.

    Args:
        root: the part.
        part: its name.
        origins: for each paragraph, its place in the file that it came from.
    """
    return list(_scan([text for text in _Walk(part, origins).texts(root) if text[0]]))


def places_of(root: etree._Element, part: str) -> list[Place]:
    """The place of every paragraph of the part, in order."""
    walk = _Walk(part)
    walk.texts(root)
    return [text[1] for at in walk.paragraphs if (text := walk.found[at]) is not None]


_Text = tuple[str, Place]


@dataclass(slots=True)
class _Frame:
    """A table that is being walked through."""

    number: int
    row: int = 0
    column: int = 0
    inner: int = 0  # tables in the cell in hand
    span: int = 1


@dataclass(slots=True)
class _Walk:
    """One walk through a part's tree."""

    part: str
    origins: Sequence[Place | None] = ()
    found: list[_Text | None] = field(default_factory=list)
    _open: list[tuple[int, list[str], Place | None]] = field(default_factory=list)  # paragraphs
    _tables: list[_Frame] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    _count: int = 0  # tables outside tables

    def texts(self, root: etree._Element) -> list[_Text]:
        """The text of each paragraph, and other texts with braces, in order."""
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "end":
                self._end(element)
            elif event == "start":
                self._start(element)
            else:
                self._say(element.text)
                self._say(element.tail)
        return [text for text in self.found if text is not None]

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _CONTAINERS:
            self._path.append(tag.removeprefix(IN_W))
        if tag == f"{IN_W}tbl":
            self._tables.append(_Frame(self._next_table()))
        elif tag in (f"{IN_W}tr", f"{IN_W}tc") and self._tables:
            self._step(element, tag)
        elif tag == f"{IN_W}p":
            at = len(self.paragraphs)
            origin = self.origins[at] if at < len(self.origins) else None
            self._open.append((len(self.found), [], origin))
            self.paragraphs.append(len(self.found))
            self.found.append(None)
        for value in map(str, element.values()):
            if _OPENER.search(value):
                origin = self._open[-1][2] if self._open else None
                place = self._place(alternative_text(value), None, origin)
                self.found.append((value, replace(place, in_picture=tag.endswith("}docPr"))))
        if element.text and (tag in _TEXTS or not element.text.isspace()):
            self._say(element.text)

    def _next_table(self) -> int:
        if self._tables:
            self._tables[-1].inner += 1
            return self._tables[-1].inner
        self._count += 1
        return self._count

    def _step(self, element: etree._Element, tag: str) -> None:
        frame = self._tables[-1]
        if tag == f"{IN_W}tr":
            frame.row += 1
            frame.column = _number(element, "w:trPr/w:gridBefore", 0)
            frame.span = 1
        else:
            frame.column += frame.span
            frame.span = _number(element, "w:tcPr/w:gridSpan", 1)
            frame.inner = 0

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag == f"{IN_W}p" and self._open:
            at, pieces, origin = self._open.pop()
            text = "".join(pieces)
            self.found[at] = (text, self._place(text, at, origin))
        elif tag == f"{IN_W}tbl":
            self._tables.pop()
        if tag in _CONTAINERS:
            self._path.pop()
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if not text or (text.isspace() and "\n" in text):
            return
        if self._open:
            self._open[-1][1].append(text)
        elif "{" in text:
            self.found.append((text, self._place(text)))

    def _place(self, text: str, number: int | None = None, origin: Place | None = None) -> Place:
        if origin is not None:
            return replace(origin, paragraph=text)
        cells = tuple(
            Cell(one.number, one.row, one.column) for one in self._tables if one.row and one.column
        )
        at = len(self.found) if number is None else number
        return Place(self.part, text, cells, tuple(self._path), at)


def _number(element: etree._Element, path: str, otherwise: int) -> int:
    found = element.find(path, {"w": IN_W[1:-1]})
    value = "" if found is None else found.get(f"{IN_W}val", "")
    return int(value[:4]) if value.isascii() and value.isdecimal() else otherwise


def _scan(texts: Sequence[_Text]) -> Iterator[Tag]:
    at, start = 0, 0  # the text in hand, and where to go on in it
    plain = ""
    while at < len(texts):
        text, place = texts[at]
        if start == 0:
            plain = text.translate(_QUOTES)
        opener = _OPENER.search(text, start)
        if opener is None:
            following = texts[at + 1][0] if at + 1 < len(texts) else ""
            if text.endswith("{") and following[:1] in ("{", "%", "#") and start < len(text):
                yield Tag("{", "{{", place, is_closed=False)  # docxtpl puts the two together
            at, start = at + 1, 0
            continue
        end = _end_of(plain, opener)
        if end is not None:
            yield Tag(text[opener.start() : end], opener[0], place)
            start = end
            continue
        begun = text[opener.start() :]
        later = _end_in_later(texts, at, begun, opener[0])
        tag, at, start = later or (begun, at + 1, 0)
        yield Tag(tag, opener[0], place, is_closed=later is not None)
        if later is not None:
            plain = texts[at][0].translate(_QUOTES)


def _end_of(text: str, opener: re.Match[str]) -> int | None:
    """Where the tag ends: as Jinja reads it, or else at the first closing signs."""
    closing = _CLOSING[opener[0]]
    first = text.find(closing, opener.end())
    if first < 0:
        return None
    depth = 0
    sign = _SIGN.search(text, opener.end()) if opener[0] != "{#" else None
    while sign is not None and sign[0] not in ("{{", "{%"):
        at = sign.end()
        if depth == 0 and sign[0] == closing:
            is_read = at == first + 2 or reads(text[opener.start() : at])
            return at if is_read else first + 2
        if sign[0] in ("}}", "%}"):
            depth -= 1 if sign[0] == "}}" or depth else 0
            at = sign.end() - (sign[0] == "}}")
        elif len(sign[0]) == 1:
            depth += 1 if sign[0] in "([{" else -1
        sign = _SIGN.search(text, at)
    return first + 2


def _end_in_later(
    texts: Sequence[_Text], at: int, begun: str, opening: str
) -> tuple[str, int, int] | None:
    """The tag, and where it ends, where that is in a later paragraph; None where it does not."""
    closing = _CLOSING[opening]
    if _OPENER.search(begun, 2):
        return None
    pieces = [begun]
    for later in range(at + 1, len(texts)):
        text = texts[later][0]
        end = text.find(closing)
        other = _OPENER.search(text)
        if end >= 0 and (other is None or end < other.start()):
            tag = "".join([*pieces, text[: end + 2]])
            return (tag, later, end + 2) if opening == "{#" or reads(tag) else None
        if other is not None:
            return None
        pieces.append(text)
    return None
