"""`{%p restart_numbering %}`: the lists of a filled part begin again in each pass of a loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from notice_kit.ooxml.content_types import content_types, strict_parser
from notice_kit.ooxml.wml import IN_W
from notice_kit.template.marks import RESTART, RESTART_END, marks_of

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_VAL = f"{IN_W}val"
_LEVELS = 9
# What stands before numPr in the properties of a paragraph.
_BEFORE = {
    f"{IN_W}{tag}"
    for tag in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}
# What stands behind ind in them.
_BEHIND_IND = {
    f"{IN_W}{tag}"
    for tag in (
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
        *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr"),
        *("sectPr", "pPrChange"),
    )
}


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
            ECMA-376 Part 1, 17.9.15 (num), 17.9.27 (startOverride).
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
            lists.join(element, passes[-1][1], root)


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
        self.made: dict[tuple[etree._Element, int, str], str] = {}

    def content(self) -> bytes:
        """The part with all lists."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def join(self, paragraph: etree._Element, pass_: int, part: etree._Element) -> None:
        """Let a list paragraph stand in the list of its pass."""
        numbers = paragraph.find(f"{IN_W}pPr/{IN_W}numPr")
        direct = None if numbers is None else numbers.find(f"{IN_W}numId")
        styles = list(self._chain(paragraph))
        old = direct.get(_VAL, "") if direct is not None else self._style_list(styles)
        if old not in self._nums:
            return
        key = (part, pass_, old)
        if key not in self.made:
            self.made[key] = self._again(old)
        if direct is not None:
            direct.set(_VAL, self.made[key])
        else:
            level = None if numbers is None else numbers.find(f"{IN_W}ilvl")
            shown = self._level(styles, old) if level is None else level.get(_VAL, "0")
            _set_list(paragraph, shown, self.made[key], _indent(styles))

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
        abstract = self._nums[number].find(f"{IN_W}abstractNumId")
        name = "" if abstract is None else abstract.get(_VAL, "")
        for found in self._root.iter(f"{IN_W}abstractNum"):
            if found.get(f"{IN_W}abstractNumId") == name:
                return found.findall(f"{IN_W}lvl")
        return []

    def _again(self, old: str) -> str:
        """A list like the old one, that begins anew at every level."""
        number = str(self._highest + len(self.made) + 1)
        num = deepcopy(self._nums[old])
        num.tail = None
        num.set(f"{IN_W}numId", number)
        for attribute in [name for name in num.attrib if str(name).endswith("durableId")]:
            del num.attrib[attribute]
        starts = {str(level): "1" for level in range(_LEVELS)}
        levels = self._levels(old)
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
        self._root.findall(f"{IN_W}num")[-1].addnext(num)
        return number


def _start(level: etree._Element) -> str:
    """Where a level begins: nothing said is nought (ECMA-376 Part 1, 17.9.25)."""
    start = level.find(f"{IN_W}start")
    return "0" if start is None else start.get(_VAL, "0")


def _indent(styles: list[etree._Element]) -> dict[str, str]:
    """The indent that the style of a list paragraph has over the list's own.

    Source:
        ECMA-376 Part 1, 17.9.22 (pPr of a level): a style's indents go before those of the list
        that it names; of a list that the paragraph itself names they do not.
    """
    indent: dict[str, str] = {}
    for style in styles:
        own = style.find(f"{IN_W}pPr/{IN_W}ind")
        if own is not None:
            indent = {**{str(name): str(value) for name, value in own.items()}, **indent}
        if style.find(f"{IN_W}pPr/{IN_W}numPr/{IN_W}numId") is not None:
            break
    return indent


def _set_list(
    paragraph: etree._Element, level: str, number: str, indent: Mapping[str, str]
) -> None:
    """Name a list in the paragraph itself, which stood in one by its style; keep its indent."""
    properties = paragraph.find(f"{IN_W}pPr")
    if properties is None:
        return  # without a style there is no list
    numbers = properties.find(f"{IN_W}numPr")
    if numbers is None:
        numbers = etree.Element(f"{IN_W}numPr")
        properties.insert(sum(child.tag in _BEFORE for child in properties), numbers)
    if numbers.find(f"{IN_W}ilvl") is None:
        numbers.insert(0, etree.Element(f"{IN_W}ilvl", {_VAL: level}))
    numbers.insert(1, etree.Element(f"{IN_W}numId", {_VAL: number}))
    own = properties.find(f"{IN_W}ind")
    if own is not None:
        for name, value in indent.items():
            if name not in own.attrib:
                own.set(name, value)
    elif indent:
        behind = sum(child.tag in _BEHIND_IND for child in properties)
        properties.insert(len(properties) - behind, etree.Element(f"{IN_W}ind", dict(indent)))
