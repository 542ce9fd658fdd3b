"""The styles and lists that carried blocks use: shared with those of the host, or added to them."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable

from lxml import etree

from notice_kit.ooxml.parts import Parts
from notice_kit.ooxml.wml import Element, R, W, qualified

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_VAL = qualified("val")
_USES = tuple(map(qualified, ("pStyle", "rStyle", "tblStyle", "numStyleLink", "styleLink")))
_LINKS = tuple(map(qualified, ("basedOn", "link", "next")))
_ID, _TYPE, _DEFAULT = qualified("styleId"), qualified("type"), qualified("default")
_NUM_ID, _ABSTRACT_ID = qualified("numId"), qualified("abstractNumId")
_BULLET_ID = qualified("numPicBulletId")
# Of a style: what does not show on the page, and what is compared by itself.
_UNSEEN = tuple(
    map(
        qualified,
        (
            *("aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority"),
            *("semiHidden", "unhideWhenUsed", "qFormat", "locked", "rsid"),
        ),
    )
)

Relate = Callable[[Element, str, str], None]
"""Gives relationships of an element a new place: (element, donor's part, host's part)."""


class Looks:
    """The styles of one donor, as they stand in one host, and its lists.

    Source:
        ECMA-376 Part 1, 17.7.4.17 (style), 17.9.1 (abstractNum), 17.9.15 (num).
    """

    def __init__(self, host: Parts, donor: Parts, relate: Relate) -> None:
        self._host, self._donor, self._relate = host, donor, relate
        self._theirs = _by(donor, "styles", "style", "styleId")
        self._new: dict[str, str] = {}
        self._nums: dict[str, str] = {}
        self._of_styles: dict[str, str] = {}  # lists that shared styles stand in

    def begin(self) -> None:
        """Let the lists of the blocks to come begin anew."""
        self._nums = dict(self._of_styles)

    def refer(self, element: Element) -> None:
        """Name styles and lists in the element by their ids in the host."""
        for use in element.iter(*_USES, *_LINKS):
            use.set(_VAL, self._style(use.get(_VAL, "")))
        for use in element.iter(_NUM_ID):
            use.set(_VAL, self._num(use.get(_VAL, "")))

    def _style(self, id_: str) -> str:
        """The id under which the donor's style stands in the host."""
        if id_ in self._new or id_ not in self._theirs:
            return self._new.get(id_, id_)
        style = self._theirs[id_]
        self._new[id_] = id_  # whatever is based on itself ends here
        base = _base(style)
        base = base and self._style(base)
        root = self._styles()
        known = {one.get(_ID, ""): one for one in root.iterchildren(qualified("style"))}
        shared = self._shared(style, base, known)
        if shared is not None:
            self._new[id_] = shared
            return shared
        new, number = id_, 2
        while new in known:
            new, number = f"{id_}_{number}", number + 1
        self._new[id_] = new
        style = copy.deepcopy(style)
        style.set(_ID, new)
        style.attrib.pop(_DEFAULT, "")
        _rename(style, {_name(one).casefold() for one in known.values()}, new)
        root.append(style)
        self.refer(style)
        return new

    def _shared(self, style: Element, base: str, known: dict[str, Element]) -> str | None:
        """The host's style of the same name that looks the same, or None."""
        for id_, one in known.items():
            if (_name(one), one.get(_TYPE)) != (_name(style), style.get(_TYPE)):
                continue
            if _base(one) != base or _make(one) != _make(style):
                return None
            old, new = _list_of(style), _list_of(one)
            if _list(self._donor, old) != _list(self._host, new):
                return None
            if old:
                self._of_styles[old] = self._nums[old] = new
            return id_
        return None

    def _styles(self) -> Element:
        name = self._host.related("styles")
        return _made(self._host, "styles") if name is None else self._host.edit(name)

    def _num(self, id_: str) -> str:
        """The id under which the donor's list stands in the host."""
        theirs = _by(self._donor, "numbering", "num", "numId")
        if id_ in self._nums or id_ not in theirs:
            return self._nums.get(id_, "0")  # a list that there is not is none, here as there
        name = self._host.related("numbering")
        root = _made(self._host, "numbering") if name is None else self._host.edit(name)
        num = copy.deepcopy(theirs[id_])
        num.tail = None
        new = self._nums[id_] = _next(root, "num", _NUM_ID)
        num.set(_NUM_ID, new)
        for attribute in [name for name in num.attrib if str(name).endswith("durableId")]:
            del num.attrib[attribute]
        named = num.find(_ABSTRACT_ID)
        if named is not None:
            named.set(_VAL, self._abstract(named.get(_VAL, ""), root))
        nums = root.findall(qualified("num"))
        if nums:
            nums[-1].addnext(num)
        else:
            _insert(root, num, ("numPicBullet", "abstractNum"))
        self._complete(num, root)
        return new

    def _abstract(self, id_: str, root: Element) -> str:
        """A definition of lists, copied: lists of one definition would share their numbers."""
        known = _by(self._donor, "numbering", "abstractNum", "abstractNumId")
        if id_ not in known:
            return id_
        abstract = copy.deepcopy(known[id_])
        abstract.tail = None
        number = _next(root, "abstractNum", _ABSTRACT_ID)
        abstract.set(_ABSTRACT_ID, number)
        give_own_identity(abstract, number)
        _insert(root, abstract, ("numPicBullet", "abstractNum"))
        self._complete(abstract, root)
        return number

    def _complete(self, element: Element, root: Element) -> None:
        """The styles and picture bullets that a list names."""
        for use in element.iter(*_USES):
            use.set(_VAL, self._style(use.get(_VAL, "")))
        for use in element.iter(qualified("lvlPicBulletId")):
            use.set(_VAL, self._bullet(use.get(_VAL, ""), root))

    def _bullet(self, id_: str, root: Element) -> str:
        bullet = _by(self._donor, "numbering", "numPicBullet", "numPicBulletId").get(id_)
        source, into = self._donor.related("numbering"), self._host.related("numbering")
        if bullet is None or source is None or into is None:
            return id_
        bullet = copy.deepcopy(bullet)
        new = _next(root, "numPicBullet", _BULLET_ID)
        bullet.set(_BULLET_ID, new)
        self._relate(bullet, source, into)
        _insert(root, bullet, ("numPicBullet",))
        return new


def give_own_identity(abstract: Element, seed: str) -> None:
    """Tell a copied definition of lists from the one that it was copied from.

    Source:
        ECMA-376 Part 1, 17.9.14 (nsid), 17.9.28 (tmpl): definitions with the same nsid are taken
        for the same list.
    """
    if abstract.find(qualified("nsid")) is None:
        abstract.insert(0, etree.Element(qualified("nsid")))
    for tag in ("nsid", "tmpl"):
        own = abstract.find(qualified(tag))
        if own is not None:
            text = f"{tag} {own.get(_VAL, '')} {seed}"
            own.set(_VAL, hashlib.sha256(text.encode()).hexdigest()[:8].upper())


def _by(parts: Parts, kind: str, tag: str, key: str) -> dict[str, Element]:
    """The children of a part by their ids; none where there is no such part."""
    name = parts.related(kind)
    if name is None:
        return {}
    children = parts.tree(name).iterchildren(qualified(tag))
    return {one.get(qualified(key), ""): one for one in children}


def _made(parts: Parts, kind: str) -> Element:
    """A new part of styles or lists."""
    name = parts.free_name(f"word/{kind}.xml") if f"word/{kind}.xml" in parts else ""
    name = name or f"word/{kind}.xml"
    parts.add(name, f'<w:{kind} xmlns:w="{W}"/>'.encode(), f"{_OFFICE}.{kind}+xml")
    parts.relate(parts.main, f"{R}/{kind}", name)
    return parts.edit(name)


def _insert(root: Element, element: Element, before: tuple[str, ...]) -> None:
    """Put the element behind the last of those that stand before it."""
    kinds = tuple(map(qualified, before))
    at = max((at for at, one in enumerate(root, 1) if one.tag in kinds), default=0)
    root.insert(at, element)


def _next(root: Element, tag: str, key: str) -> str:
    numbers = [one.get(key, "") for one in root.iterchildren(qualified(tag))]
    return str(max((int(number) for number in numbers if number.isdecimal()), default=0) + 1)


def _name(style: Element) -> str:
    name = style.find(qualified("name"))
    return "" if name is None else name.get(_VAL, "")


def _base(style: Element) -> str:
    base = style.find(qualified("basedOn"))
    return "" if base is None else base.get(_VAL, "")


def _list_of(style: Element) -> str:
    number = style.find(f"{qualified('pPr')}/{qualified('numPr')}/{_NUM_ID}")
    return "" if number is None else number.get(_VAL, "")


def _make(style: Element) -> bytes:
    """What shows of a style."""
    bare = copy.deepcopy(style)
    bare.attrib.clear()
    for child in [*bare.iterchildren(*_UNSEEN)]:
        bare.remove(child)
    for number in bare.iter(_NUM_ID):
        number.attrib.clear()
    return _canonical(bare)


def _list(parts: Parts, id_: str) -> list[bytes]:
    """What shows of a list: its levels and what it changes of them."""
    num = _by(parts, "numbering", "num", "numId").get(id_)
    if num is None:
        return []
    named = num.find(_ABSTRACT_ID)
    abstracts = _by(parts, "numbering", "abstractNum", "abstractNumId")
    abstract = None if named is None else abstracts.get(named.get(_VAL, ""))
    levels = [] if abstract is None else abstract.findall(qualified("lvl"))
    return [_canonical(one) for one in (*levels, *num.findall(qualified("lvlOverride")))]


def _canonical(element: Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _rename(style: Element, taken: set[str], new: str) -> None:
    """Give a style that stands beside another of its name a name of its own."""
    for name in style.iterchildren(qualified("name")):
        if name.get(_VAL, "").casefold() in taken:
            name.set(_VAL, f"{name.get(_VAL)} {new}")
            style.set(qualified("customStyle"), "1")
            for other in [*style.iterchildren(qualified("aliases"))]:
                style.remove(other)
