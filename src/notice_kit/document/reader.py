"""A part's XML → its story: one walk, in document order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from notice_kit.document.attributes import attribute, child, children, is_on, switch, value
from notice_kit.document.drawings import Drawing, read_drawing, read_vml, vml_shapes
from notice_kit.document.formatting import NO_TABLE, Formatter, TableLook
from notice_kit.document.numbering import Counters
from notice_kit.document.package import Package
from notice_kit.document.paragraphs import Field, Paragraph, Run
from notice_kit.document.properties import EMPTY, paragraph_bag, run_bag
from notice_kit.document.run_reader import ALTERNATE, RunContent, chosen_of
from notice_kit.document.sections import Section
from notice_kit.document.stories import Story
from notice_kit.document.table_reader import conditions, read_cell, read_row, read_table
from notice_kit.document.tables import Block, Cell
from notice_kit.ooxml.wml import IN_W, Element, qualified

_P, _TBL, _SDT, _R = f"{IN_W}p", f"{IN_W}tbl", f"{IN_W}sdt", f"{IN_W}r"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TRANSPARENT = frozenset(
    IN_W + name for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent")
)


MOST_NESTED = 30
"""Tables and text boxes around one another; what walks through them later is recursive too."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks stand."""

    cell: Cell | None = None
    look: TableLook = NO_TABLE
    in_box: bool = False
    in_control: bool = False
    depth: int = 0

    def inside(self, cell: Cell | None, look: TableLook, *, in_box: bool) -> _Place:
        """The place in a cell or a text box that stands here.

        Raises:
            RecursionError: there are more than `MOST_NESTED` around one another.
        """
        if self.depth >= MOST_NESTED:
            raise RecursionError
        return _Place(cell, look, in_box, self.in_control, self.depth + 1)


@dataclass(eq=False)
class Reader:
    """Reads the story of one part.

    Attributes:
        sections: by their `w:sectPr`; empty for all parts but the document itself.
        revisions: how many recorded changes were met.
        placeholders: content controls that still show what to type.
    """

    package: Package
    formatter: Formatter
    counters: Counters
    part: str
    kind: str
    sections: list[Section] = field(default_factory=list)
    revisions: int = 0
    placeholders: int = 0
    _section: int = 0
    _paragraphs: int = 0
    _tables: int = 0
    _boxes: int = 0
    _fields: list[Field] = field(default_factory=list)
    _endless: set[Element] = field(default_factory=set)
    _broken: list[Field] = field(default_factory=list)
    _joined: list[Element] = field(default_factory=list)

    def story(self, root: Element) -> Story:
        """The story of a root or of another element that holds blocks."""
        self._endless = set(_endless(root))
        return Story(self.kind, self.part, tuple(self._blocks(root, _Place())))

    def _blocks(self, parent: Element, place: _Place) -> Iterator[Block]:
        for element in parent:
            tag = element.tag
            if tag == _P:
                paragraph = self._paragraph(element, place)
                if paragraph is not None:
                    yield paragraph
            elif tag == _TBL:
                yield self._table(element, place)
            elif tag == _SDT:
                yield from self._control(element, place)
            elif tag == ALTERNATE:
                chosen = chosen_of(element)
                if chosen is not None:
                    yield from self._blocks(chosen, place)
            elif tag in _TRANSPARENT:
                yield from self._blocks(element, place)

    def _control(self, element: Element, place: _Place) -> Iterator[Block]:
        self._count_placeholder(element)
        content = child(element, "sdtContent")
        if content is not None:
            yield from self._blocks(content, replace(place, in_control=True))

    def _count_placeholder(self, control: Element) -> None:
        shown = child(child(control, "sdtPr"), "showingPlcHdr")
        if shown is not None and is_on(shown):
            self.placeholders += 1

    # Paragraphs

    def _paragraph(self, element: Element, place: _Place) -> Paragraph | None:
        properties = child(element, "pPr")
        of_mark = child(properties, "rPr")
        if of_mark is not None and child(of_mark, "del") is not None:
            # Its mark is deleted: what it holds goes into the next paragraph.
            self.revisions += 1
            self._joined.append(element)
            return None
        made = self._bare_paragraph(element, properties, of_mark, place)
        for endless in self._broken:
            self._fields.remove(endless)
        self._broken = []
        joined, self._joined = self._joined, []
        for earlier in joined:
            self._content(earlier, made, None, False)
        self._content(element, made, None, False)
        if made.ends_section and self._section < len(self.sections) - 1:
            self._section += 1
        return made

    def _bare_paragraph(
        self, element: Element, properties: Element | None, of_mark: Element | None, place: _Place
    ) -> Paragraph:
        self._paragraphs += 1
        styles = self.formatter.styles
        identifier = value(child(properties, "pStyle"))
        style = styles.of(identifier, "paragraph")
        direct = paragraph_bag(properties)
        direct = {k: v for k, v in direct.items() if k != "pStyle"} if direct else EMPTY
        number, depth = self.formatter.place_in_list(style, direct)
        return Paragraph(
            number=self._paragraphs,
            part=self.part,
            story=self.kind,
            style=style,
            direct=direct,
            mark=run_bag(of_mark, self.formatter.theme),
            look=place.look,
            formatter=self.formatter,
            element=element,
            section=self.sections[self._section] if self.sections else None,
            label=None if number is None else self.counters.next(number, depth),
            cell=place.cell,
            in_box=place.in_box,
            ends_section=child(properties, "sectPr") is not None,
            in_control=place.in_control,
        )

    def _content(
        self, parent: Iterable[Element], owner: Paragraph, link: str | None, inserted: bool
    ) -> None:
        for element in parent:
            tag = element.tag
            if tag == _R:
                self._run(element, owner, link, inserted)
            elif isinstance(tag, str):
                self._other(element, tag, owner, link, inserted)

    def _other(
        self, element: Element, tag: str, owner: Paragraph, link: str | None, inserted: bool
    ) -> None:
        name = tag.removeprefix(IN_W)
        if tag in _TRANSPARENT:
            new = name in ("ins", "moveTo")
            self.revisions += new
            self._content(element, owner, link, inserted or new)
        elif name in ("del", "moveFrom"):
            self.revisions += 1
        elif name == "hyperlink":
            self._content(element, owner, self._address(element), inserted)
        elif name == "fldSimple":
            self._simple_field(element, owner, link, inserted)
        elif name == "bookmarkStart":
            owner.bookmarks.append(attribute(element, "name") or "")
        elif name == "sdt":
            self._count_placeholder(element)
            self._content(children(element, "sdtContent"), owner, link, inserted)
        elif tag == ALTERNATE:
            chosen = chosen_of(element)
            self._content(chosen if chosen is not None else (), owner, link, inserted)
        elif tag.startswith(_MATH):
            text = "".join(one.text or "" for one in element.iter(f"{_MATH}t"))
            owner.runs.append(Run(text, EMPTY, owner, element, inserted=inserted))

    def _address(self, element: Element) -> str:
        anchor = attribute(element, "anchor")
        if anchor is not None:
            return f"#{anchor}"
        target = self.package.related(self.part).get(element.get(qualified("r:id")) or "")
        return "" if target is None else target.part

    def _simple_field(
        self, element: Element, owner: Paragraph, link: str | None, inserted: bool
    ) -> None:
        made = Field(
            instruction=(attribute(element, "instr") or "").strip(),
            dirty=bool(switch(attribute(element, "dirty"))),
            closed=True,
            separated=True,
        )
        owner.fields.append(made)
        self._fields.append(made)
        self._content(element, owner, link, inserted)
        self._fields.remove(made)

    # Runs

    def _run(self, element: Element, owner: Paragraph, link: str | None, inserted: bool) -> None:
        content = RunContent(self, owner)
        content.read(element)
        around = content.fields or self._fields
        inner = around[-1] if around else None
        made = Run(
            text="".join(content.text),
            direct=run_bag(child(element, "rPr"), self.formatter.theme),
            paragraph=owner,
            element=element,
            instruction="".join(content.instruction),
            breaks=tuple(content.breaks),
            symbols=tuple(content.symbols),
            field=inner,
            link=link,
            inserted=inserted,
        )
        owner.runs.append(made)
        for of_field in {id(one): one for one in (*content.fields, *self._fields)}.values():
            of_field.runs.append(made)
            if of_field.separated:
                of_field.result += made.text

    # Tables

    def _table(self, element: Element, place: _Place) -> Block:
        self._tables += 1
        section = self.sections[self._section] if self.sections else None
        made = read_table(element, self._tables, self.part, self.formatter, section, place.cell)
        rows = [row for row in _rows(element) if not _is_deleted(row)]
        for index, row in enumerate(rows):
            read = read_row(row, index + 1)
            cells = list(_cells(row))
            column = 1
            for position, cell in enumerate(cells):
                single = read_cell(cell, made, index + 1, column)
                column += single.span
                names = conditions(element, (index, len(rows)), (position, len(cells)))
                style = None if made.style is None else made.style.id
                look = self.formatter.look(style, names)
                where = place.inside(single, look, in_box=place.in_box)
                single.blocks.extend(self._blocks(cell, where))
                read.cells.append(single)
            made.rows.append(read)
        return made

    # Fields and drawings, for runs

    def begin_field(self, owner: Paragraph, mark: Element) -> Field:
        """A complex field begins; one that has no end is taken to end with its paragraph."""
        made = Field(dirty=bool(switch(attribute(mark, "dirty"))))
        owner.fields.append(made)
        self._fields.append(made)
        if mark in self._endless:
            self._broken.append(made)
        return made

    def separate_field(self) -> None:
        """The instruction of the innermost field ends, its result begins."""
        if self._fields:
            self._fields[-1].separated = True

    def end_field(self) -> Field | None:
        """The innermost field ends; None where none was begun."""
        if not self._fields:
            return None
        ended = self._fields.pop()
        if ended in self._broken:
            self._broken.remove(ended)
        ended.closed = True
        ended.instruction = ended.instruction.strip()
        return ended

    def add_instruction(self, text: str) -> None:
        """A stretch of the innermost field's instruction."""
        if self._fields:
            self._fields[-1].instruction += text

    @property
    def in_instruction(self) -> bool:
        """Whether text that comes now belongs to an instruction and does not show."""
        return any(not one.separated for one in self._fields)

    def drawing(self, element: Element, owner: Paragraph) -> list[Drawing]:
        """What a `w:drawing`, `w:pict` or `w:object` draws."""
        if element.tag == f"{IN_W}drawing":
            return [read_drawing(element, self._boxed(element, owner))]
        is_object = element.tag == f"{IN_W}object"
        return [
            read_vml(shape, self._boxed(shape, owner), is_object=is_object)
            for shape in vml_shapes(element)
        ]

    def _boxed(self, element: Element, owner: Paragraph) -> tuple[Block, ...]:
        """The blocks of the text boxes right in an element; fields do not reach into them."""
        outer, self._fields = self._fields, []
        broken, self._broken = self._broken, []
        joined, self._joined = self._joined, []
        self._boxes += 1
        if self._boxes > MOST_NESTED:
            raise RecursionError
        place = _Place(owner.cell, owner.look, in_box=True)
        found: list[Block] = []
        for box in element.iter(f"{IN_W}txbxContent"):
            if _holder(box) is element:
                found += self._blocks(box, place)
        self._fields, self._broken, self._joined = outer, broken, joined
        self._boxes -= 1
        return tuple(found)


def _endless(root: Element) -> list[Element]:
    """The marks that begin a complex field which nothing ends."""
    open_: list[Element] = []
    for mark in root.iter(f"{IN_W}fldChar"):
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            open_.append(mark)
        elif kind == "end" and open_:
            open_.pop()
    return open_


def _holder(box: Element) -> Element | None:
    """The drawing or the shape in which a text box stands."""
    for above in box.iterancestors():
        if above.tag == f"{IN_W}drawing" or str(above.tag).startswith(_VML):
            if not str(above.tag).endswith(("}textbox", "}group")):
                return above
        elif above.tag == f"{IN_W}txbxContent":
            return None
    return None


_VML = "{urn:schemas-microsoft-com:vml}"


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, those in content controls and insertions too."""
    for element in table:
        if element.tag == f"{IN_W}tr":
            yield element
        elif element.tag == _SDT:
            content = child(element, "sdtContent")
            yield from _rows(content) if content is not None else ()
        elif element.tag in _TRANSPARENT:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if element.tag == f"{IN_W}tc":
            yield element
        elif element.tag == _SDT:
            content = child(element, "sdtContent")
            yield from _cells(content) if content is not None else ()
        elif element.tag in _TRANSPARENT:
            yield from _cells(element)


def _is_deleted(row: Element) -> bool:
    return child(child(row, "trPr"), "del") is not None
