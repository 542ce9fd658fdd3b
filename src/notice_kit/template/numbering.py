"""`{%p restart_numbering %}`: the lists of a filled part begin again in each pass of a loop.

Lists of one definition count on from one another, whatever list they are (Word keeps one count for
each abstractNum). So the lists that begin again have a definition of their own, a copy for each
loop, and lists elsewhere count on as if the loop had none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from notice_kit.ooxml.content_types import content_types, strict_parser
from notice_kit.ooxml.graft_styles import give_own_identity
from notice_kit.ooxml.wml import IN_W
from notice_kit.template.list_paragraphs import indent_of, set_list
from notice_kit.template.marks import RESTART, RESTART_END, marks_of

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_VAL = f"{IN_W}val"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Numbering:
    """The parts of a template that its lists need, as they lie in it; it never changes.

    Attributes:
        part: the name of the part with the lists.
        content: that part.
        styles: the part with the styles; empty where there is none.
    """

    part: str
    content: bytes
    styles: bytes

    def restarted(self, roots: Iterable[etree._Element]) -> dict[str, bytes]:
        """Let the lists of these parts begin again at each mark.

        Returns:
            The part with the lists, under its name; nothing when no list begins again.

        Source:
            ECMA-376 Part 1, 17.9.1 (abstractNum), 17.9.15 (num), 17.9.27 (startOverride).
        """
        lists = _Lists(self.content, self.styles)
        for root in roots:
            _restart(root, lists)
        return {self.part: lists.content()} if lists.made else {}


def numbering_of(members: Mapping[str, bytes]) -> Numbering | None:
    """What the template's lists need, or None when it has none."""
    types = {type_: name for name, type_ in content_types(members).items()}
    part = types.get(_TYPE.format("numbering"))
    styles = types.get(_TYPE.format("styles"))
    if part is None:
        return None
    return Numbering(part, members[part], members[styles] if styles else b"")


def _restart(root: etree._Element, lists: _Lists) -> None:
    """Give the list paragraphs behind each mark lists of their own, until their pass ends."""
    found = {instruction: (name, number) for instruction, name, number in marks_of(root)}
    passes: list[tuple[int, int]] = []  # the loop and a number of the pass, outer ones first
    count = 0
    for element in root.iter(etree.PI, f"{IN_W}p"):
        name, loop = found.get(element, ("", 0))
        if name in (RESTART, RESTART_END) and passes and passes[-1][0] == loop:
            passes.pop()
        if name == RESTART:
            count += 1
            passes.append((loop, count))
        if passes and element.tag == f"{IN_W}p":
            lists.join(element, _Pass(root, *passes[-1]))


@dataclass(frozen=True, slots=True)
class _Pass:
    """A pass of a loop: its part, the number of the loop there, and of the pass in all of it."""

    part: etree._Element
    loop: int
    number: int


class _Lists:
    """The lists of one document: those of the template, and those that begin again."""

    def __init__(self, content: bytes, styles: bytes) -> None:
        self._root = etree.fromstring(content, strict_parser())
        self._nums = {num.get(f"{IN_W}numId", ""): num for num in self._root.iter(f"{IN_W}num")}
        self._styles: dict[str, etree._Element] = {}
        if styles:
            found = etree.fromstring(styles, strict_parser()).iter(f"{IN_W}style")
            self._styles = {style.get(f"{IN_W}styleId", ""): style for style in found}
        self._highest = max((int(number) for number in self._nums if number.isdecimal()), default=0)
        self.made: dict[tuple[_Pass, str], str] = {}
        self._begun: set[tuple[_Pass, str]] = set()  # definitions
        self._copies: dict[tuple[etree._Element, int, str], str] = {}
        self._abstract = {
            one.get(f"{IN_W}abstractNumId", ""): one
            for one in self._root.iterchildren(f"{IN_W}abstractNum")
        }

    def content(self) -> bytes:
        """The part with all lists."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def join(self, paragraph: etree._Element, pass_: _Pass) -> None:
        """Let a list paragraph stand in the list of its pass."""
        numbers = paragraph.find(f"{IN_W}pPr/{IN_W}numPr")
        direct = None if numbers is None else numbers.find(f"{IN_W}numId")
        styles = list(self._chain(paragraph))
        old = direct.get(_VAL, "") if direct is not None else self._style_list(styles)
        if old not in self._nums:
            return
        key = (pass_, old)
        if key not in self.made:
            self.made[key] = self._again(old, pass_)
        level = None if numbers is None else numbers.find(f"{IN_W}ilvl")
        shown = self._level(styles, old) if level is None else level.get(_VAL, "0")
        if direct is None:
            set_list(paragraph, shown, self.made[key], indent_of(styles))
            return
        direct.set(_VAL, self.made[key])
        if level is None:
            direct.addprevious(etree.Element(f"{IN_W}ilvl", {_VAL: shown}))

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The paragraph's style and those that it is based on, nearest first."""
        named = paragraph.find(f"{IN_W}pPr/{IN_W}pStyle")
        seen: set[str] = set()
        while named is not None and (name := named.get(_VAL, "")) not in seen:
            seen.add(name)
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            named = style.find(f"{IN_W}basedOn")

    def _style_list(self, styles: list[etree._Element]) -> str:
        for style in styles:
            number = style.find(f"{IN_W}pPr/{IN_W}numPr/{IN_W}numId")
            if number is not None:
                return number.get(_VAL, "")
        return ""

    def _level(self, styles: list[etree._Element], number: str) -> str:
        """The level of a list at which a style stands."""
        names = [style.get(f"{IN_W}styleId", "") for style in styles]
        for level in self._levels(number):
            linked = level.find(f"{IN_W}pStyle")
            if linked is not None and linked.get(_VAL, "") in names[:1]:
                return level.get(f"{IN_W}ilvl", "0")
        for style in styles:
            level_ = style.find(f"{IN_W}pPr/{IN_W}numPr/{IN_W}ilvl")
            if level_ is not None:
                return level_.get(_VAL, "0")
        return "0"

    def _levels(self, number: str) -> list[etree._Element]:
        abstract = self._abstract.get(self._definition(number))
        return [] if abstract is None else abstract.findall(f"{IN_W}lvl")

    def _definition(self, number: str) -> str:
        """The id of a list's definition; where that only names a style of lists, of the style's.

        Source:
            ECMA-376 Part 1, 17.9.21 (numStyleLink).
        """
        id_ = _abstract_id(self._nums[number])
        abstract = self._abstract.get(id_)
        link = None if abstract is None else abstract.find(f"{IN_W}numStyleLink")
        style = None if link is None else self._styles.get(link.get(_VAL, ""))
        if style is None:
            return id_
        named = self._nums.get(self._style_list([style]))
        return id_ if named is None else _abstract_id(named)

    def _again(self, old: str, pass_: _Pass) -> str:
        """A list like the old one, of a copied definition.

        The first list of a definition begins anew at every level in each pass; others of the
        definition count on from it there, as they do in the template.
        """
        number = str(self._highest + len(self.made) + 1)
        num = deepcopy(self._nums[old])
        num.tail = None
        num.set(f"{IN_W}numId", number)
        for attribute in [name for name in num.attrib if str(name).endswith("durableId")]:
            del num.attrib[attribute]
        definition = self._definition(old)
        named = num.find(f"{IN_W}abstractNumId")
        if named is not None and definition in self._abstract:
            named.set(_VAL, self._copy(definition, pass_))
        if (pass_, definition) not in self._begun:
            self._begun.add((pass_, definition))
            _begin_anew(num, self._levels(old))
        self._root.findall(f"{IN_W}num")[-1].addnext(num)
        return number

    def _copy(self, definition: str, pass_: _Pass) -> str:
        """The definition as the loop has it, which no style and no other list shares."""
        key = (pass_.part, pass_.loop, definition)
        if key in self._copies:
            return self._copies[key]
        numbers = [int(id_) for id_ in self._abstract if id_.isdecimal()]
        number = self._copies[key] = str(max(numbers) + len(self._copies) + 1)
        copied = deepcopy(self._abstract[definition])
        copied.tail = None
        copied.set(f"{IN_W}abstractNumId", number)
        give_own_identity(copied, number)
        for tag in ("name", "styleLink", "numStyleLink", "lvl/pStyle"):
            for found in copied.findall("/".join(f"{IN_W}{step}" for step in tag.split("/"))):
                parent = found.getparent()
                if parent is not None:
                    parent.remove(found)
        self._root.findall(f"{IN_W}abstractNum")[-1].addnext(copied)
        return number


def _abstract_id(num: etree._Element) -> str:
    named = num.find(f"{IN_W}abstractNumId")
    return "" if named is None else named.get(_VAL, "")


def _begin_anew(num: etree._Element, levels: list[etree._Element]) -> None:
    """Let a list begin at the number with which each of its levels begins."""
    starts = {str(level): "1" for level in range(_LEVELS)}
    if levels:
        starts = {level.get(f"{IN_W}ilvl", "0"): _start(level) for level in levels}
    for level_, start in starts.items():
        override = num.find(f"{IN_W}lvlOverride[@{IN_W}ilvl='{level_}']")
        if override is None:
            override = etree.SubElement(num, f"{IN_W}lvlOverride", {f"{IN_W}ilvl": level_})
        if override.find(f"{IN_W}startOverride") is None:
            own = override.find(f"{IN_W}lvl")
            begin = start if own is None else _start(own)
            override.insert(0, etree.Element(f"{IN_W}startOverride", {_VAL: begin}))


def _start(level: etree._Element) -> str:
    """Where a level begins: nothing said is nought (ECMA-376 Part 1, 17.9.25)."""
    start = level.find(f"{IN_W}start")
    return "0" if start is None else start.get(_VAL, "0")
