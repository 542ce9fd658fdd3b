"""A paragraph that stood in a list by its style, put into a list of its own."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from notice_kit.ooxml.wml import IN_W

_VAL = f"{IN_W}val"
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


def indent_of(styles: list[etree._Element]) -> dict[str, str]:
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


def set_list(paragraph: etree._Element, level: str, number: str, indent: Mapping[str, str]) -> None:
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
