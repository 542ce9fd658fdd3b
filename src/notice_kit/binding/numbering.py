"""Lists: each file gets its own in the book, so that numbering begins again in each.

Source: ECMA-376 Part 1, 17.9.1 (abstractNum), 17.9.15 (num), 17.9.23 (pStyle), 17.9.21
(numStyleLink), 17.9.20 (numPicBullet).
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Mapping, Set

from lxml import etree

from notice_kit.binding.package import Package
from notice_kit.binding.stream import Stream
from notice_kit.ooxml.wml import Element, qualified

_VAL = qualified("val")
_NUM_ID, _ABSTRACT_ID = qualified("numId"), qualified("abstractNumId")
_LEVEL = qualified("lvl")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_BULLET_ID = qualified("numPicBulletId")
_OWN = tuple(map(qualified, ("nsid", "tmpl", "name", "styleLink")))


class Lists:
    """The lists of one file."""

    def __init__(self, root: Element | None, styles: Element | None) -> None:
        self.root = root
        self.nums = _by(root, "num", _NUM_ID)
        self.bullets = _by(root, "numPicBullet", _BULLET_ID)
        self._abstract = _by(root, "abstractNum", _ABSTRACT_ID)
        self._style_nums = {} if styles is None else _numbering_styles(styles)
        self._digests: dict[str, bytes] = {}

    def abstract(self, num: str) -> Element | None:
        """The definition behind a list; behind a link to a list style, that of the style."""
        seen = set()
        while num not in seen and num in self.nums:
            seen.add(num)
            named = self.nums[num].find(_ABSTRACT_ID)
            found = None if named is None else self._abstract.get(named.get(_VAL, ""))
            link = None if found is None else found.find(qualified("numStyleLink"))
            if link is None:
                return found
            num = self._style_nums.get(link.get(_VAL, ""), "")
        return None

    def digest(self, num: str) -> bytes:
        """What tells lists apart that look different."""
        if num not in self._digests:
            whole = etree.Element("list")
            for part in (self.abstract(num), self.nums.get(num)):
                if part is not None:
                    whole.append(copy.deepcopy(part))
            for element in whole:
                element.attrib.clear()
            etree.strip_elements(whole, *_OWN, _ABSTRACT_ID, qualified("pStyle"), with_tail=False)
            self._digests[num] = hashlib.sha256(etree.tostring(whole, method="c14n2")).digest()
        return self._digests[num]

    def level_of(self, num: str, style: str) -> str:
        """The level of a list that is set in that style."""
        abstract = self.abstract(num)
        for level in () if abstract is None else abstract.iterchildren(_LEVEL):
            named = level.find(qualified("pStyle"))
            if named is not None and named.get(_VAL) == style:
                return level.get(qualified("ilvl"), "0")
        return "0"


class BookLists:
    """The lists of the book."""

    def __init__(self) -> None:
        self.stream = Stream("word/numbering.xml", "numbering", _TYPE)
        self._bullets: list[Element] = []
        self._definitions: list[tuple[Element, Element | None]] = []
        self._nums: list[tuple[Element, Element | None]] = []

    def __bool__(self) -> bool:
        return bool(self._nums)

    def add_definition(self, abstract: Element, root: Element | None) -> str:
        """The number of a definition, put in as it is; `root` is the part from which it is."""
        number = str(len(self._definitions) + 1)
        abstract.set(_ABSTRACT_ID, number)
        for mark in abstract.iterchildren(qualified("nsid")):
            mark.set(_VAL, _nsid(number))
        self._definitions.append((abstract, root))
        return number

    def add_list(self, num: Element, definition: str, root: Element | None) -> str:
        """The number of a list of that definition."""
        number = str(len(self._nums) + 1)
        num.set(_NUM_ID, number)
        for named in num.iterchildren(_ABSTRACT_ID):
            named.set(_VAL, definition)
        self._nums.append((num, root))
        return number

    def add_bullet(self, bullet: Element) -> str:
        """The number of a picture that stands as a bullet."""
        number = str(len(self._bullets))
        bullet.set(_BULLET_ID, number)
        self._bullets.append(bullet)
        return number

    def write(self, package: Package) -> None:
        """Put the part into the package: bullets, definitions, lists, in this order."""
        for bullet in self._bullets:
            self.stream.append([bullet])
        for element, root in (*self._definitions, *self._nums):
            self.stream.append([element], root)
        self.stream.write(package)


class PartLists:
    """The lists that one file has in the book, each brought in when it is first used."""

    def __init__(self, lists: Lists, book: BookLists, relate: Callable[[Element], None]) -> None:
        """None yet.

        Args:
            lists: those of the file.
            book: those of the book.
            relate: makes the pictures of an element of the file's lists mean the same in the book.
        """
        self._lists, self._book, self._relate = lists, book, relate
        self._nums: dict[str, str] = {}
        self._definitions: dict[Element, str] = {}
        self._bullets: dict[str, str] = {}
        self._added: list[Element] = []

    def number(self, num: str) -> str:
        """The list's number in the book; 0, which is no list, where the file does not have it."""
        if num not in self._nums:
            abstract = self._lists.abstract(num)
            if abstract is None:
                self._nums[num] = "0"
            else:
                mine = copy.deepcopy(self._lists.nums[num])
                definition = self._definition(abstract)
                self._nums[num] = self._book.add_list(mine, definition, self._lists.root)
                self._bullets_of(mine)
                self._added.append(mine)
        return self._nums[num]

    def _definition(self, abstract: Element) -> str:
        if abstract not in self._definitions:
            mine = copy.deepcopy(abstract)
            etree.strip_elements(mine, qualified("styleLink"), qualified("name"), with_tail=False)
            self._definitions[abstract] = self._book.add_definition(mine, self._lists.root)
            self._bullets_of(mine)
            self._added.append(mine)
        return self._definitions[abstract]

    def _bullets_of(self, element: Element) -> None:
        for use in list(element.iter(qualified("lvlPicBulletId"))):
            old = use.get(_VAL, "")
            bullet = self._lists.bullets.get(old)
            if bullet is None:
                _drop(use)
                continue
            if old not in self._bullets:
                mine = copy.deepcopy(bullet)
                self._relate(mine)
                self._bullets[old] = self._book.add_bullet(mine)
            use.set(_VAL, self._bullets[old])

    def settle(self, styles: Mapping[str, str], brought: Set[str]) -> None:
        """Name the styles in the lists as the book does, when all are known.

        Args:
            styles: the file's names → the book's.
            brought: of these, the ones that this file brought in. The levels of a list are tied to
                its own styles only: a style of the book belongs to one list.
        """
        for element in self._added:
            for use in list(element.iter(qualified("pStyle"))):
                old = use.get(_VAL, "")
                if old in brought:
                    use.set(_VAL, styles[old])
                else:
                    _drop(use)
            for use in list(element.iter(qualified("rStyle"))):
                if use.get(_VAL, "") in styles:
                    use.set(_VAL, styles[use.get(_VAL, "")])
                else:
                    _drop(use)


def _numbering_styles(styles: Element) -> dict[str, str]:
    found = {}
    for style in styles.iterchildren(qualified("style")):
        if style.get(qualified("type")) == "numbering":
            num = style.find(f"{qualified('pPr')}/{qualified('numPr')}/{_NUM_ID}")
            found[style.get(qualified("styleId"), "")] = "" if num is None else num.get(_VAL, "")
    return found


def _by(root: Element | None, tag: str, key: str) -> dict[str, Element]:
    if root is None:
        return {}
    return {one.get(key, ""): one for one in root.iterchildren(qualified(tag))}


def _nsid(number: str) -> str:
    """A mark of eight hexadecimal figures that no other list of the book has."""
    return f"{int(number) * 0x9E3779B1 % 0x7FFFFFFF:08X}"


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
