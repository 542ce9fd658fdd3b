"""Document defaults: what must stand in a file's base styles where the book's defaults differ.

Source: ECMA-376 Part 1, 17.7.2 (style hierarchy), 17.7.5.1 (docDefaults); what holds where nothing
is said: the descriptions of the elements in 17.3.1 and 17.3.2.
"""

from __future__ import annotations

import copy

from lxml import etree

from notice_kit.binding.schema_order import PARAGRAPH, RUN, properties, put
from notice_kit.ooxml.wml import Element, qualified

_ON, _OFF = {"val": "1"}, {"val": "0"}
_NEUTRAL: dict[str, dict[str, dict[str, str]]] = {
    "rPr": {
        **dict.fromkeys(
            (
                *("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"),
                *("shadow", "emboss", "imprint", "noProof", "vanish", "webHidden", "rtl", "cs"),
                *("spacing", "kern", "position", "specVanish"),
            ),
            _OFF,
        ),
        "rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"),
        "snapToGrid": _ON,
        "color": {"val": "auto"},
        "w": {"val": "100"},
        "sz": {"val": "20"},
        "szCs": {"val": "20"},
        "highlight": {"val": "none"},
        "u": {"val": "none"},
        "effect": {"val": "none"},
        "bdr": {"val": "nil"},
        "shd": {"val": "clear", "color": "auto", "fill": "auto"},
        "vertAlign": {"val": "baseline"},
        "em": {"val": "none"},
    },
    "pPr": {
        **dict.fromkeys(
            (
                *("keepNext", "keepLines", "pageBreakBefore", "suppressLineNumbers", "bidi"),
                *("suppressAutoHyphens", "topLinePunct", "contextualSpacing", "mirrorIndents"),
            ),
            _OFF,
        ),
        **dict.fromkeys(
            (
                *("widowControl", "kinsoku", "wordWrap", "overflowPunct", "autoSpaceDE"),
                *("autoSpaceDN", "adjustRightInd", "snapToGrid"),
            ),
            _ON,
        ),
        "shd": {"val": "clear", "color": "auto", "fill": "auto"},
        "spacing": {
            "before": "0", "beforeLines": "0", "beforeAutospacing": "0",
            "after": "0", "afterLines": "0", "afterAutospacing": "0",
            "line": "240", "lineRule": "auto",
        },
        "ind": {
            "left": "0", "leftChars": "0", "right": "0", "rightChars": "0",
            "firstLine": "0", "firstLineChars": "0",
        },
        "jc": {"val": "left"},
        "textAlignment": {"val": "auto"},
        "outlineLvl": {"val": "9"},
    },
}  # fmt: skip
_BY_ATTRIBUTE = {("rPr", "rFonts"), ("rPr", "lang"), ("pPr", "spacing"), ("pPr", "ind")}
_RIVALS = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "eastAsia": "eastAsiaTheme",
    "cs": "cstheme",
    "firstLine": "hanging",
    "left": "start",
    "right": "end",
}
_RIVALS |= {rival: name for name, rival in _RIVALS.items()}


def defaults_of(styles: Element | None) -> Element:
    """The document defaults of a styles part; empty ones where it has none."""
    found = None if styles is None else styles.find(qualified("docDefaults"))
    return etree.Element(qualified("docDefaults")) if found is None else found


class Difference:
    """What a base style must say so that it looks in the book as in its own file."""

    def __init__(self, theirs: Element, ours: Element) -> None:
        self._wanted = {
            kind: _wanted(kind, _children(theirs, kind), _children(ours, kind))
            for kind in ("pPr", "rPr")
        }

    def __bool__(self) -> bool:
        return any(self._wanted.values())

    def fill(self, style: Element) -> None:
        """Say it in a style that is based on no other, wherever the style itself says nothing."""
        for kind, wanted in self._wanted.items():
            for name, new in wanted.items():
                own = properties(style, kind)
                old = own.find(qualified(name))
                if old is None:
                    put(own, copy.deepcopy(new))
                elif (kind, name) in _BY_ATTRIBUTE:
                    _fill(old, new)


def _children(defaults: Element, kind: str) -> dict[str, Element]:
    holder = defaults.find(f"{qualified(kind + 'Default')}/{qualified(kind)}")
    known = (PARAGRAPH if kind == "pPr" else RUN).split()
    found = {} if holder is None else {etree.QName(one).localname: one for one in holder}
    return {name: one for name, one in found.items() if name in known}


def _wanted(kind: str, theirs: dict[str, Element], ours: dict[str, Element]) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for name in dict.fromkeys((*theirs, *ours)):
        neutral = _NEUTRAL[kind].get(name, {})
        one, other = _said(theirs.get(name)), _said(ours.get(name))
        if one == other:
            continue
        if (kind, name) in _BY_ATTRIBUTE:
            attributes = {key: value for key, value in one.items() if other.get(key) != value}
            for key in other:
                if key not in one and _RIVALS.get(key) not in one and _plain(key) in neutral:
                    attributes[_plain(key)] = neutral[_plain(key)]
            if attributes:
                found[name] = _element(name, attributes)
        elif name in theirs:
            found[name] = copy.deepcopy(theirs[name])
        elif neutral:
            found[name] = _element(name, neutral)
    return found


def _plain(key: str) -> str:
    """The attribute that has a neutral value: `ascii` for `asciiTheme`."""
    is_second = key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "hanging", "start")
    return _RIVALS[key] if is_second or key == "end" else key


def _said(element: Element | None) -> dict[str, str]:
    if element is None:
        return {}
    attributes = {etree.QName(str(key)).localname: str(value) for key, value in element.items()}
    return attributes or ({"": etree.tostring(element).decode()} if len(element) else {"val": "1"})


def _element(name: str, attributes: dict[str, str]) -> Element:
    made = etree.Element(qualified(name))
    for key, value in attributes.items():
        made.set(qualified(key), value)
    return made


def _fill(old: Element, new: Element) -> None:
    for key, value in new.items():
        rival = _RIVALS.get(etree.QName(str(key)).localname, "")
        if key not in old.attrib and (not rival or qualified(rival) not in old.attrib):
            old.set(key, value)
