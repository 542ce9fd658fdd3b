"""`w:rPr` and `w:pPr` read into plain dicts, which are laid over one another level by level.

A bag holds only what its element states, so `{**lower, **upper}` is inheritance. Keys of switches
that combine by exclusive or among styles are in `TOGGLES`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeAlias

from notice_kit.document.attributes import (
    VAL,
    eighths,
    half_points,
    is_on,
    number,
    points,
    switch,
    twips,
    value,
    whole,
)
from notice_kit.document.theme import Theme
from notice_kit.document.values import NOTHING, Border, Frame, TabStop
from notice_kit.ooxml.wml import IN_W, Element

Bag: TypeAlias = dict[str, Hashable]
_Reader: TypeAlias = Callable[[Element], Bag]

EMPTY: Bag = {}

TOGGLES = (
    "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
    "emboss", "imprint", "vanish",
)  # fmt: skip
"""Switches that combine by exclusive or among styles (ECMA-376 Part 1, 17.7.3)."""

SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def _switch(name: str) -> _Reader:
    return lambda element: {name: is_on(element)}


def _text(name: str) -> _Reader:
    return lambda element: {name: element.get(VAL)}


def _measured(name: str, read: Callable[[str | None], Hashable]) -> _Reader:
    def reader(element: Element) -> Bag:
        found = read(element.get(VAL))
        return {} if found is None else {name: found}

    return reader


def _colour(element: Element) -> Bag:
    shade = (element.get(VAL) or "auto").upper()
    return {"color": None if shade == "AUTO" else shade, "themeColor": element.get(_THEME_COLOUR)}


def _shading(element: Element) -> Bag:
    fill = (element.get(f"{IN_W}fill") or "auto").upper()
    plain = element.get(VAL) in (None, "clear", "nil")
    return {"shd": None if plain and fill in ("AUTO", "FFFFFF") else fill}


def _underline(element: Element) -> Bag:
    kind = element.get(VAL, "single")
    return {"u": None if kind == "none" else kind}


def _language(element: Element) -> Bag:
    found: Bag = {}
    for name in ("val", "eastAsia"):
        if (language := element.get(IN_W + name)) is not None:
            found[f"lang:{name}"] = language
    return found


_THEME_COLOUR = f"{IN_W}themeColor"

_RUN: dict[str, _Reader] = {
    **{IN_W + name: _switch(name) for name in TOGGLES},
    **{IN_W + name: _switch(name) for name in ("snapToGrid", "rtl", "webHidden", "specVanish")},
    **{IN_W + name: _text(name) for name in ("rStyle", "vertAlign", "highlight", "em", "effect")},
    f"{IN_W}sz": _measured("sz", half_points),
    f"{IN_W}szCs": _measured("szCs", half_points),
    f"{IN_W}position": _measured("position", half_points),
    f"{IN_W}spacing": _measured("spacing", twips),
    f"{IN_W}kern": _measured("kern", half_points),
    f"{IN_W}w": _measured("w", whole),
    f"{IN_W}fitText": _measured("fitText", twips),
    f"{IN_W}color": _colour,
    f"{IN_W}shd": _shading,
    f"{IN_W}u": _underline,
    f"{IN_W}lang": _language,
}


def run_bag(properties: Element | None, theme: Theme) -> Bag:
    """What a `w:rPr` states.

    Fonts are under the names of their slots, taken from the theme where the element points at it,
    since that wins over a font named beside it; `theme:<slot>` says whether it did.
    """
    if properties is None:
        return EMPTY
    found: Bag = {}
    for element in properties:
        if element.tag == _FONTS:
            found.update(_fonts(element, theme))
        elif (read := _RUN.get(element.tag)) is not None:
            found.update(read(element))
    return found


_FONTS = f"{IN_W}rFonts"
_HINT = f"{IN_W}hint"
_SLOT_NAMES = [
    (slot, IN_W + slot, f"{IN_W}{slot}Theme" if slot != "cs" else f"{IN_W}cstheme")
    for slot in SLOTS
]


def _fonts(element: Element, theme: Theme) -> Bag:
    found: Bag = {}
    if (hint := element.get(_HINT)) is not None:
        found["hint"] = hint
    for slot, name, themed in _SLOT_NAMES:
        of_theme = element.get(themed)
        if of_theme is not None:
            found[slot], found[f"theme:{slot}"] = theme.font(of_theme), True
        elif (font := element.get(name)) is not None:
            found[slot], found[f"theme:{slot}"] = font.strip(), False
    return found


def _indents(element: Element) -> Bag:
    """Indents; a first-line and a hanging indent exclude each other, the first is in both units."""
    found: Bag = {}
    for name, keys in _INDENTS.items():
        for key in keys:
            if (text := element.get(IN_W + key)) is not None:
                read = number(text) if name.endswith("Chars") else twips(text)
                if read is not None:
                    found[name] = read
                break
    for name, sign in (("hanging", -1), ("hangingChars", -1)):
        if name in found:
            amount = found.pop(name)
            target = name.replace("hanging", "firstLine")
            # Word takes the hanging indent where both are given.
            if amount or target not in found:
                found[target] = type(amount)(sign * amount)  # type: ignore[call-arg, operator]
    return found


_INDENTS = {
    "left": ("start", "left"), "right": ("end", "right"), "firstLine": ("firstLine",),
    "hanging": ("hanging",), "leftChars": ("startChars", "leftChars"),
    "rightChars": ("endChars", "rightChars"), "firstLineChars": ("firstLineChars",),
    "hangingChars": ("hangingChars",),
}  # fmt: skip


def _spacing(element: Element) -> Bag:
    found: Bag = {}
    for name, read in _SPACING.items():
        text = element.get(IN_W + name)
        if text is not None and (amount := read(text)) is not None:
            found[name] = amount
    if "line" in found and "lineRule" not in found:
        found["lineRule"] = "auto"
    return found


_SPACING: dict[str, Callable[[str | None], Hashable]] = {
    "before": twips, "after": twips, "beforeLines": number, "afterLines": number,
    "beforeAutospacing": switch, "afterAutospacing": switch, "line": twips,
    "lineRule": lambda text: text,
}  # fmt: skip


def border(element: Element) -> Border | None:
    """The line that a border element draws; None for none."""
    kind = element.get(VAL, "none")
    if kind in ("none", "nil"):
        return None
    colour = (element.get(f"{IN_W}color") or "auto").upper()
    return Border(
        kind=kind,
        thickness=eighths(element.get(f"{IN_W}sz")) or NOTHING,
        space=points(element.get(f"{IN_W}space")) or NOTHING,
        colour=None if colour == "AUTO" else colour,
    )


def _borders(element: Element) -> Bag:
    found: Bag = {}
    for side in element:
        if isinstance(side.tag, str):
            found[f"border:{side.tag.removeprefix(IN_W)}"] = border(side)
    return found


def _tabs(element: Element) -> Bag:
    found: Bag = {}
    for stop in element.iterchildren(f"{IN_W}tab"):
        position = twips(stop.get(f"{IN_W}pos"))
        if position is None:
            continue
        kind = {"start": "left", "end": "right"}.get(stop.get(VAL, ""), stop.get(VAL, "left"))
        leader = stop.get(f"{IN_W}leader", "none")
        found[f"tab:{position}"] = None if kind == "clear" else TabStop(position, kind, leader)
    return found


def _frame(element: Element) -> Bag:
    def length(name: str) -> Hashable:
        return twips(element.get(IN_W + name))

    frame = Frame(
        width=twips(element.get(f"{IN_W}w")),
        height=twips(element.get(f"{IN_W}h")),
        horizontal_anchor=element.get(f"{IN_W}hAnchor", "text"),
        vertical_anchor=element.get(f"{IN_W}vAnchor", "text"),
        x=twips(element.get(f"{IN_W}x")),
        y=twips(element.get(f"{IN_W}y")),
        x_align=element.get(f"{IN_W}xAlign"),
        y_align=element.get(f"{IN_W}yAlign"),
        drop_cap=element.get(f"{IN_W}dropCap", "none") != "none",
    )
    return {"frame": frame}


def _numbering(element: Element) -> Bag:
    found: Bag = {}
    for name in ("numId", "ilvl"):
        number_ = whole(value(element.find(IN_W + name)))
        if number_ is not None:
            found[name] = number_
    return found


_PARAGRAPH_SWITCHES = (
    "keepNext", "keepLines", "pageBreakBefore", "widowControl", "suppressLineNumbers", "snapToGrid",
    "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
    "adjustRightInd", "contextualSpacing", "mirrorIndents",
)  # fmt: skip

_PARAGRAPH: dict[str, _Reader] = {
    **{IN_W + name: _switch(name) for name in _PARAGRAPH_SWITCHES},
    **{IN_W + name: _text(name) for name in ("pStyle", "jc", "textAlignment", "textDirection")},
    f"{IN_W}outlineLvl": _measured("outlineLvl", whole),
    f"{IN_W}ind": _indents,
    f"{IN_W}spacing": _spacing,
    f"{IN_W}pBdr": _borders,
    f"{IN_W}shd": _shading,
    f"{IN_W}tabs": _tabs,
    f"{IN_W}framePr": _frame,
    f"{IN_W}numPr": _numbering,
}


def paragraph_bag(properties: Element | None) -> Bag:
    """What a `w:pPr` states; its run properties, section and style's name apart."""
    if properties is None:
        return EMPTY
    found: Bag = {}
    for element in properties:
        if (read := _PARAGRAPH.get(element.tag)) is not None:
            found.update(read(element))
    return found


def over(*bags: Mapping[str, Hashable]) -> Bag:
    """The bags laid over one another, the last on top."""
    found: Bag = {}
    for bag in bags:
        if bag:
            found.update(bag)
    return found
