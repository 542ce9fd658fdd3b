"""Formatting in effect: of runs and of paragraphs, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from notice_kit.document.characters import slot_of
from notice_kit.document.properties import Bag
from notice_kit.document.values import NOTHING, Border, Frame, LineSpacing, TabStop
from notice_kit.measure import Length

DEFAULT_SIZE = Length.pt(10)
"""What text has where nothing states a size (ECMA-376 Part 1, 17.3.2.38)."""

_FULL = 100.0  # of what *Chars and *Lines count in


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How text looks.

    Attributes:
        ascii, h_ansi, east_asia, cs: the fonts; None where nothing names one.
        themed: the slots whose font comes from the theme.
        hint: `eastAsia` draws the signs of `characters.AMBIGUOUS` in the East Asian font.
        colour: hexadecimal, upper case; None is automatic, black.
        theme_colour: the name of the theme's colour behind it, or None.
        underline, highlight, shading: None for none.
        vertical: `superscript`, `subscript` or `baseline`.
        spacing: added after each character.
        scale: per cent of the natural width.
        language, east_asian_language: such as `zh-CN`; None where nothing states one.
    """

    ascii: str | None
    h_ansi: str | None
    east_asia: str | None
    cs: str | None
    themed: frozenset[str]
    hint: str | None
    size: Length
    bold: bool
    italic: bool
    underline: str | None
    strike: bool
    hidden: bool
    caps: bool
    small_caps: bool
    colour: str | None
    theme_colour: str | None
    highlight: str | None
    shading: str | None
    vertical: str
    position: Length
    spacing: Length
    scale: int
    snap_to_grid: bool
    emphasis: str | None
    language: str | None
    east_asian_language: str | None

    def font_of(self, character: str) -> str | None:
        """The font in which a character is drawn; None where nothing names one."""
        slot = slot_of(character, self.hint)
        if slot == "eastAsia":
            return self.east_asia
        if slot == "ascii":
            return self.ascii
        return self.cs if slot == "cs" else self.h_ansi


def run_format(bag: Bag) -> RunFormat:
    """The format of a resolved bag of run properties."""
    get: Any = bag.get
    return RunFormat(
        ascii=get("ascii"),
        h_ansi=get("hAnsi"),
        east_asia=get("eastAsia"),
        cs=get("cs"),
        themed=frozenset(s for s in ("ascii", "hAnsi", "eastAsia", "cs") if get(f"theme:{s}")),
        hint=get("hint"),
        size=get("sz") or DEFAULT_SIZE,
        bold=bool(get("b")),
        italic=bool(get("i")),
        underline=get("u"),
        strike=bool(get("strike") or get("dstrike")),
        hidden=bool(get("vanish")),
        caps=bool(get("caps")),
        small_caps=bool(get("smallCaps")),
        colour=get("color"),
        theme_colour=get("themeColor"),
        highlight=None if get("highlight") == "none" else get("highlight"),
        shading=get("shd"),
        vertical=get("vertAlign") or "baseline",
        position=get("position") or NOTHING,
        spacing=get("spacing") or NOTHING,
        scale=get("w") or 100,
        snap_to_grid=get("snapToGrid", True),
        emphasis=None if get("em") == "none" else get("em"),
        language=get("lang:val"),
        east_asian_language=get("lang:eastAsia"),
    )


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph is set.

    Attributes:
        align: `left`, `center`, `right`, `both`, `distribute`; `start` and `end` are told as left
            and right.
        left, right, first_line: indents; a negative first line is a hanging one. Where the file
            counts in 字, worked out from the size of the text and the grid.
        left_chars, right_chars, first_line_chars: the same in 字, as the file has it or worked out
            from the length by the size of the paragraph's text.
        counts_characters: which of `left`, `right`, `first_line` the file states in 字.
        before, after: blank space over and under it; counted rows are worked out by the grid.
        auto_before, auto_after: the space is that of a web page, whatever `before` says.
        outline_level: 0 the highest; None is body text.
        borders: by side: `top`, `bottom`, `left`, `right`, `between`; only those that are drawn.
        tabs: by position, those that are cleared left out.
        frame: the frame in which it stands, or None.
        number, depth: `w:numId` and level of its list; None where it is in none.
    """

    align: str
    left: Length
    right: Length
    first_line: Length
    left_chars: float
    right_chars: float
    first_line_chars: float
    counts_characters: frozenset[str]
    before: Length
    after: Length
    auto_before: bool
    auto_after: bool
    line: LineSpacing
    keep_next: bool
    keep_lines: bool
    page_break_before: bool
    widow_control: bool
    snap_to_grid: bool
    kinsoku: bool
    overflow_punctuation: bool
    auto_space_latin: bool
    auto_space_digits: bool
    adjust_right_indent: bool
    word_wrap: bool
    contextual_spacing: bool
    right_to_left: bool
    outline_level: int | None
    shading: str | None
    text_direction: str | None
    borders: dict[str, Border]
    tabs: tuple[TabStop, ...]
    frame: Frame | None
    number: int | None
    depth: int


@dataclass(frozen=True, slots=True)
class Measures:
    """What lengths that are counted are worked out by.

    Attributes:
        own: width of a 字 of the paragraph's text.
        normal: width of a 字 of the default style.
        row: height of a row of the grid; 12 pt without one.
    """

    own: Length
    normal: Length
    row: Length


_ALIGN = {"start": "left", "end": "right", "justify": "both"}


def paragraph_format(bag: Bag, measures: Measures) -> ParagraphFormat:
    """The format of a resolved bag of paragraph properties."""
    get: Any = bag.get
    indents = _indents(bag, measures)
    outline = get("outlineLvl")
    return ParagraphFormat(
        align=_ALIGN.get(get("jc") or "left", get("jc") or "left"),
        **indents,
        before=_blank(bag, "before", measures.row),
        after=_blank(bag, "after", measures.row),
        auto_before=bool(get("beforeAutospacing")),
        auto_after=bool(get("afterAutospacing")),
        line=_line(bag),
        keep_next=bool(get("keepNext")),
        keep_lines=bool(get("keepLines")),
        page_break_before=bool(get("pageBreakBefore")),
        widow_control=bool(get("widowControl", True)),
        snap_to_grid=bool(get("snapToGrid", True)),
        kinsoku=bool(get("kinsoku", True)),
        overflow_punctuation=bool(get("overflowPunct", True)),
        auto_space_latin=bool(get("autoSpaceDE", True)),
        auto_space_digits=bool(get("autoSpaceDN", True)),
        adjust_right_indent=bool(get("adjustRightInd", True)),
        word_wrap=bool(get("wordWrap", True)),
        contextual_spacing=bool(get("contextualSpacing")),
        right_to_left=bool(get("bidi")),
        outline_level=outline if outline is not None and 0 <= outline < 9 else None,
        shading=get("shd"),
        text_direction=get("textDirection"),
        borders={
            key.removeprefix("border:"): edge
            for key, edge in bag.items()
            if key.startswith("border:") and isinstance(edge, Border)
        },
        tabs=tuple(
            sorted(
                (stop for key, stop in bag.items() if isinstance(stop, TabStop)),
                key=lambda stop: stop.position,
            )
        ),
        frame=get("frame"),
        number=get("numId") or None,
        depth=get("ilvl") or 0,
    )


def _indents(bag: Bag, measures: Measures) -> dict[str, Any]:
    """Indents in lengths and in 字. A count that is not 0 wins over a length.

    Where Word counts a hanging indent in 字, it writes the left one less by it: what
    `w:leftChars="200" w:left="1600" w:hangingChars="300"` says is 5 字.

    Source:
        ECMA-376 Part 1, 17.3.1.12 (ind); what Word itself writes into `w:left` beside the counts.
    """
    found: dict[str, Any] = {}
    counted = set()
    for name, unit in (
        ("left", measures.normal), ("right", measures.normal), ("firstLine", measures.own),
    ):  # fmt: skip
        count, length = bag.get(f"{name}Chars"), bag.get(name)
        key = "first_line" if name == "firstLine" else name
        if isinstance(count, float) and count:
            characters = count / _FULL
            found[key] = Length(round(characters * unit))
            found[f"{key}_chars"] = characters
            counted.add(key)
        else:
            known = length if isinstance(length, Length) else NOTHING
            found[key] = known
            found[f"{key}_chars"] = known / (measures.own or 1)
    if {"left", "first_line"} <= counted and found["first_line"] < 0:
        found["left"] = Length(found["left"] - found["first_line"])
        found["left_chars"] -= found["first_line_chars"]
    found["counts_characters"] = frozenset(counted)
    return found


def _blank(bag: Bag, side: str, row: Length) -> Length:
    rows, length = bag.get(f"{side}Lines"), bag.get(side)
    if isinstance(rows, float) and rows:
        return Length(round(rows / _FULL * row))
    return length if isinstance(length, Length) else NOTHING


_SINGLE = Length.twips(240)


def _line(bag: Bag) -> LineSpacing:
    line, rule = bag.get("line"), bag.get("lineRule")
    if not isinstance(line, Length) or not line:
        return LineSpacing("auto", multiple=1.0)
    if rule == "exact":
        return LineSpacing("exact", length=Length(abs(line)))
    if rule == "atLeast":
        return LineSpacing("atLeast", length=Length(abs(line)))
    return LineSpacing("auto", multiple=line / _SINGLE)
