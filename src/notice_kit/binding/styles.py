"""Styles: equal ones are shared, others of the same name get a name of their own.

What a style looks like counts, not how it is called: two styles are one when their names and all
that they say are the same, and so are the styles on which they are based and their lists.

Source: ECMA-376 Part 1, 17.7.4 (styles), 17.7.4.9 (name), 17.7.4.17 (style).
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable

from lxml import etree

from notice_kit.binding.defaults import Difference, defaults_of
from notice_kit.binding.numbering import Lists
from notice_kit.binding.schema_order import put
from notice_kit.binding.stream import Stream
from notice_kit.ooxml.wml import Element, qualified, w

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_VAL, _ID, _KIND = qualified("val"), qualified("styleId"), qualified("type")
_DEFAULT, _NAME = qualified("default"), qualified("name")
_BASED_ON, _LINK, _NEXT = qualified("basedOn"), qualified("link"), qualified("next")
_NUM = f"{qualified('pPr')}/{qualified('numPr')}"
_NO_LOOK = tuple(
    map(
        qualified,
        (
            *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority"),
            *("semiHidden", "unhideWhenUsed", "qFormat", "locked", "rsid", "numId"),
            *("personal", "personalCompose", "personalReply"),
        ),
    )
)
PARAGRAPH, TABLE = "paragraph", "table"


class StyleSheet:
    """The styles of a file, saying by themselves what the file's defaults say for them.

    Attributes:
        defaults: the id of the default style of each kind that has one.
        root: the styles part.
    """

    def __init__(self, root: Element | None, lists: Lists, book_defaults: Element | None) -> None:
        """The styles of a file.

        Args:
            root: the styles part, which is changed; None where there is none.
            lists: the file's lists.
            book_defaults: the book's document defaults; None when they are this file's.
        """
        self.root = w("styles") if root is None else root
        self.lists = lists
        self.by_id = {
            style.get(_ID, ""): style for style in self.root.iterchildren(qualified("style"))
        }
        self.defaults = {
            style.get(_KIND, ""): id_
            for id_, style in reversed(self.by_id.items())
            if style.get(_DEFAULT) in ("1", "true", "on")
        }
        if PARAGRAPH not in self.defaults:
            self._add_default()
        if book_defaults is not None:
            self._fill(Difference(defaults_of(self.root), book_defaults))
        self._looks: dict[str, bytes] = {}
        self._numbered: dict[str, tuple[str, str] | None] = {}

    def _add_default(self) -> None:
        id_ = "Normal"
        while id_ in self.by_id:
            id_ += "_"
        made = w("style", w("name", val="Normal"), type=PARAGRAPH, default="1", styleId=id_)
        self.root.append(made)
        self.by_id[id_] = made
        self.defaults[PARAGRAPH] = id_

    def _fill(self, difference: Difference) -> None:
        for style in self.by_id.values() if difference else ():
            based = style.find(_BASED_ON)
            is_root = based is None or based.get(_VAL, "") not in self.by_id
            if style.get(_KIND) == PARAGRAPH and is_root:
                difference.fill(style)

    def is_kind(self, id_: str, kind: str) -> bool:
        """Whether the file has such a style."""
        return id_ in self.by_id and self.by_id[id_].get(_KIND, PARAGRAPH) == kind

    def name(self, id_: str) -> str:
        """What Word calls the style."""
        found = self.by_id[id_].find(_NAME)
        return id_ if found is None else found.get(_VAL, id_)

    def based_on(self, id_: str) -> str | None:
        """The style on which it is based."""
        found = self.by_id[id_].find(_BASED_ON)
        base = None if found is None else found.get(_VAL, "")
        return base if base in self.by_id and base != id_ else None

    def chain(self, id_: str) -> list[Element]:
        """The style, the one on which it is based, and so on."""
        found: dict[str, Element] = {}
        next_: str | None = id_
        while next_ is not None and next_ not in found and next_ in self.by_id:
            found[next_] = self.by_id[next_]
            next_ = self.based_on(next_)
        return list(found.values())

    def size(self) -> float:
        """The size of the default paragraph style, in points."""
        general = defaults_of(self.root).find(
            f"{qualified('rPrDefault')}/{qualified('rPr')}/{qualified('sz')}"
        )
        said = [
            style.find(f"{qualified('rPr')}/{qualified('sz')}")
            for style in self.chain(self.defaults[PARAGRAPH])
        ]
        for size in (*said, general):
            if size is not None and size.get(_VAL, "").isdigit():
                return int(size.get(_VAL, "")) / 2
        return 10

    def look(self, id_: str) -> bytes:
        """A digest of all that the style says, by itself and through others."""
        if id_ not in self._looks:
            self._looks[id_] = b""  # ends a circle
            style = self.by_id[id_]
            mine = copy.deepcopy(style)
            etree.strip_elements(mine, *_NO_LOOK, with_tail=False)
            mine.attrib.clear()
            base = self.based_on(id_)
            num = style.find(f"{_NUM}/{qualified('numId')}")
            parts = (
                style.get(_KIND, PARAGRAPH).encode(),
                etree.tostring(mine, method="c14n2"),
                b"" if base is None else self.look(base),
                b"" if num is None else self.lists.digest(num.get(_VAL, "")),
            )
            self._looks[id_] = hashlib.sha256(b"\0".join(parts)).digest()
        return self._looks[id_]

    def is_heading(self, id_: str) -> bool:
        """Whether paragraphs of the style are headings: by their level, or by Word's own name."""
        if self.name(id_).casefold().startswith("heading "):
            return True
        for style in self.chain(id_):
            level = style.find(f"{qualified('pPr')}/{qualified('outlineLvl')}")
            if level is not None:
                return level.get(_VAL, "9") != "9"
        return False

    def numbered(self, id_: str) -> tuple[str, str] | None:
        """The list and the level in which paragraphs of the style stand; None for neither."""
        if id_ not in self._numbered:
            self._numbered[id_] = self._find_numbered(id_)
        return self._numbered[id_]

    def _find_numbered(self, id_: str) -> tuple[str, str] | None:
        level = None
        for style in self.chain(id_):
            found = style.find(_NUM)
            if found is None:
                continue
            own = found.find(qualified("ilvl"))
            level = own.get(_VAL, "0") if own is not None and level is None else level
            num = found.find(qualified("numId"))
            if num is not None:
                number = num.get(_VAL, "0")
                if number == "0" or self.lists.abstract(number) is None:
                    return None
                return number, level or self.lists.level_of(number, style.get(_ID, ""))
        return None


class BookStyles:
    """The styles of the book."""

    def __init__(self) -> None:
        self._stream = Stream("word/styles.xml", "styles", _TYPE)
        self._heads: list[Element] = []
        self._shared: dict[tuple[str, str, bytes], str] = {}
        self._ids: set[str] = set()
        self._names: set[str] = set()
        self._name_of: dict[str, str] = {}
        self._styles: list[tuple[Element, Element]] = []
        self._first: StyleSheet | None = None

    def begin(self, sheet: StyleSheet) -> None:
        """Take the first file's defaults, and its default paragraph style as the book's."""
        for tag in ("docDefaults", "latentStyles"):
            found = sheet.root.find(qualified(tag))
            if found is not None:
                self._heads.append(copy.deepcopy(found))
        self._first = sheet

    def default_look(self, kind: str) -> bytes | None:
        """What the book's default style of a kind looks like; None where it has none."""
        first = self._first
        if first is None or kind not in first.defaults:
            return None
        return first.look(first.defaults[kind])

    def size(self) -> float:
        """The size of the book's default paragraph style, in points."""
        return 10 if self._first is None else self._first.size()

    def find(self, sheet: StyleSheet, id_: str) -> str | None:
        """The book's style of that name and look; None when it has none yet."""
        return self._shared.get(_key(sheet, id_))

    def add(self, sheet: StyleSheet, id_: str) -> tuple[str, Element]:
        """The id of a style that is put in, and the style, whose links are still the file's."""
        new = copy.deepcopy(sheet.by_id[id_])
        new_id = _free(id_, self._ids, "{}_{}")
        self._ids.add(new_id.casefold())
        name = _free(sheet.name(id_), self._names, "{} ({})")
        self._names.add(name.casefold())
        self._name_of[new_id] = name
        if sheet is not self._first:
            new.attrib.pop(_DEFAULT, "")
        new.set(_ID, new_id)
        if name != sheet.name(id_):
            new.set(qualified("customStyle"), "1")
        put(new, w("name", val=name))
        self._shared[_key(sheet, id_)] = new_id
        self._styles.append((new, sheet.root))
        return new_id, new

    def name(self, new_id: str) -> str:
        """What Word calls a style of the book."""
        return self._name_of[new_id]

    def stream(self) -> Stream:
        """The part, with all that was put in."""
        self._stream.append(self._heads)
        for style, root in self._styles:
            self._stream.append([style], root)
        return self._stream


class PartStyles:
    """The styles of one file as the book calls them, each brought in when it is first used.

    Attributes:
        new: the file's ids → the book's.
        brought: the file's ids of those that it brought into the book.
    """

    def __init__(self, sheet: StyleSheet, book: BookStyles, number: Callable[[str], str]) -> None:
        """None yet; `number` gives the book's number of a list of the file."""
        self.sheet, self._book, self._number = sheet, book, number
        self.new: dict[str, str] = {}
        self.brought: set[str] = set()

    def use(self, id_: str) -> str:
        """The book's id of a style that the file has."""
        if id_ in self.new:
            return self.new[id_]
        found = self._book.find(self.sheet, id_)
        if found is not None:
            self.new[id_] = found
            return found
        self.new[id_], style = self._book.add(self.sheet, id_)
        self.brought.add(id_)
        for link in list(style.iterchildren(_BASED_ON, _LINK, _NEXT)):
            self._follow(style, link)
        for num in style.iterfind(f"{_NUM}/{qualified('numId')}"):
            num.set(_VAL, self._number(num.get(_VAL, "")))
        return self.new[id_]

    def _follow(self, style: Element, link: Element) -> None:
        target = link.get(_VAL, "")
        known = target in self.sheet.by_id
        if known and (link.tag != _NEXT or target in self.new):
            link.set(_VAL, self.use(target))
        else:
            style.remove(link)

    def has_headings(self, body: Element) -> bool:
        """Whether any paragraph of the file would stand in a table of contents."""
        levels = {level.get(_VAL, "9") for level in body.iter(qualified("outlineLvl"))}
        return levels - {"9"} != set() or any(
            self.sheet.is_heading(id_) for id_ in self._named(body)
        )

    def _named(self, body: Element) -> set[str]:
        """The file's ids of the paragraph styles that the body names by the book's."""
        there = {use.get(_VAL, "") for use in body.iter(qualified("pStyle"))}
        return {id_ for id_, new in self.new.items() if new in there}

    def excess(self) -> float:
        """By how many points the file's default style is larger than the book's."""
        return self.sheet.size() - self._book.size()

    def name_in_book(self, name: str) -> str:
        """What Word calls in the book a style that it calls so in the file."""
        for id_, new in self.new.items():
            if self.sheet.name(id_).casefold() == name.casefold():
                return self._book.name(new)
        return name

    def unlike_default(self, kind: str) -> str | None:
        """The file's default style of a kind where the book's looks different; else None."""
        id_ = self.sheet.defaults.get(kind)
        if id_ is None or self.sheet.look(id_) == self._book.default_look(kind):
            return None
        return id_


def _key(sheet: StyleSheet, id_: str) -> tuple[str, str, bytes]:
    return sheet.by_id[id_].get(_KIND, PARAGRAPH), sheet.name(id_).casefold(), sheet.look(id_)


def _free(wanted: str, taken: set[str], form: str) -> str:
    new, number = wanted, 2
    while new.casefold() in taken:
        new, number = form.format(wanted, number), number + 1
    return new
