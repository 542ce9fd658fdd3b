"""Markdown → paragraphs and tables in the template's own styles; HTML in it is text.

Source: CommonMark 0.31 and GFM tables, as markdown-it-py reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree
from markupsafe import escape

from notice_kit.ooxml.wml import W, qualified
from notice_kit.template.rich import Look

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_STEP = 2  # characters by which a list is indented, as its label is wide
_TABLE_WIDTH = 9000  # twentieths of a point; Word fits the columns itself
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]")
# In the order of the schema, what of a paragraph's properties stands before and behind an indent.
_BEFORE_INDENT = frozenset(
    {
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
        *("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
        *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi"),
        *("adjustRightInd", "snapToGrid", "spacing"),
    }
)
_BEFORE_JUSTIFICATION = _BEFORE_INDENT | {
    *("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap")
}


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only who uses it waits for it

    rules = ("html_block", "html_inline")
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(rules)


def paragraphs_of(text: str, look: Look) -> str:
    """The markdown text as XML: paragraphs and tables."""
    setter = _Setter(look)
    for token in _parser().parse(text):
        setter.take(token)
    return "".join(setter.pieces)


@dataclass(slots=True)
class _List:
    """A list that is open; `number` is that of its next item, None for one without numbers."""

    number: int | None
    label: str = ""


@dataclass(slots=True)
class _Setter:
    """Sets one block after the other."""

    look: Look
    pieces: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    heading: int = 0
    cell: str = ""  # the tag of the cell that is open: td or th
    align: str = ""
    columns: int = 0

    def take(self, token: Token) -> None:
        """Set what the token begins, holds or ends."""
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "bullet_list_open":
                self.lists.append(_List(None))
            case "ordered_list_open":
                self.lists.append(_List(int(token.attrs.get("start", 1))))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._item()
            case "inline":
                place = self._cell if self.cell else self._paragraph
                self.pieces.append(place(self._runs(token)))
            case "fence" | "code_block":
                self.pieces.append(self._paragraph(self._code(token.content)))
            case _:
                self._table(token)

    def _item(self) -> None:
        here = self.lists[-1]
        if here.number is None:
            here.label = "—"
        else:
            here.label = f"{here.number}."
            here.number += 1

    def _table(self, token: Token) -> None:
        match token.type:
            case "hr":
                self.pieces.append(f"<w:p>{self.look.paragraph}</w:p>")
            case "table_open":
                self.columns = 0
                self.pieces.append("")  # the grid's place, known at the end of the header
            case "thead_close":
                self._begin_table()
            case "table_close":
                self.pieces.append("</w:tbl>")
            case "tr_open":
                self.pieces.append("<w:tr>")
            case "tr_close":
                self.pieces.append("</w:tr>")
            case "th_open" | "td_open":
                self.columns += token.type == "th_open"
                self.cell = token.tag
                self.align = str(token.attrs.get("style", "")).removeprefix("text-align:")
            case "th_close" | "td_close":
                self.cell = ""

    def _begin_table(self) -> None:
        at = len(self.pieces) - 1 - self.pieces[::-1].index("")
        columns = f'<w:gridCol w:w="{_TABLE_WIDTH // self.columns}"/>' * self.columns
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        self.pieces[at] = (
            f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{sides}</w:tblBorders>'
            f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        )

    def _cell(self, runs: str) -> str:
        style = self.look.styles.get("label" if self.cell == "th" else "cell")
        style = style or self.look.styles.get("cell")
        if style:
            properties = f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>'
        else:
            properties = _indented(self.look.paragraph, firstLineChars="0", firstLine="0")
        if self.align in ("left", "center", "right"):
            properties = _aligned(properties, self.align)
        width = _TABLE_WIDTH // max(self.columns, 1)
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"<w:p>{properties}{runs}</w:p></w:tc>"
        )

    def _paragraph(self, runs: str) -> str:
        if self.heading:
            style = self.look.styles.get(str(self.heading))
            if style:
                return f'<w:p><w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>{runs}</w:p>'
            return f"<w:p>{self.look.paragraph}{runs}</w:p>"
        if not self.lists:
            return f"<w:p>{self.look.paragraph}{runs}</w:p>"
        here = self.lists[-1]
        label, here.label = here.label, ""
        bullet = self.look.styles.get("bullet")
        if bullet and label == "—" and len(self.lists) == 1:
            return f'<w:p><w:pPr><w:pStyle w:val="{escape(bullet)}"/></w:pPr>{runs}</w:p>'
        left = _STEP * (len(self.lists) + 1)
        hang = _STEP if label else 0
        properties = _indented(
            self.look.paragraph,
            leftChars=str(left * 100),
            left=str(left * 210),
            hangingChars=str(hang * 100),
            hanging=str(hang * 210),
        )
        if label:
            runs = f"<w:r>{self.look.run}<w:t>{label}</w:t><w:tab/></w:r>{runs}"
        return f"<w:p>{properties}{runs}</w:p>"

    def _code(self, content: str) -> str:
        return _run(self.look.run, str(escape(content.rstrip("\n"))).replace("\n", _BREAK))

    def _runs(self, token: Token) -> str:
        """The inline text, a run for each look."""
        headless = bool(self.heading) and str(self.heading) not in self.look.styles
        bold = int(headless or (self.cell == "th" and "label" not in self.look.styles))
        look = "" if self.heading and not headless else self.look.run
        if self.cell and ("cell" in self.look.styles or "label" in self.look.styles):
            look = ""
        italic = 0
        runs: list[str] = []
        children = token.children or []
        for at, child in enumerate(children):
            if child.type in ("strong_open", "strong_close"):
                bold += child.nesting
            elif child.type in ("em_open", "em_close"):
                italic += child.nesting
            else:
                shown = _inline(child, children[at - 1 : at], children[at + 1 : at + 2])
                if shown:
                    style = self._emphasis(look, bold=bold > 0, italic=italic > 0)
                    runs.append(_run(style, shown))
        return "".join(runs)

    def _emphasis(self, look: str, *, bold: bool, italic: bool) -> str:
        for wanted, use, tags in ((bold, "bold", ("b", "bCs")), (italic, "italic", ("i", "iCs"))):
            if wanted:
                style = self.look.styles.get(use)
                look = _styled(look, style) if style else _switched_on(look, tags)
        return look


def _inline(token: Token, before: list[Token], after: list[Token]) -> str:
    match token.type:
        case "softbreak":
            ends = (before[0].content[-1:] if before else "", after[0].content[:1] if after else "")
            return "" if any(_WIDE.match(end) for end in ends if end) else " "
        case "hardbreak":
            return _BREAK
        case _:
            return str(escape(token.content))


def _run(look: str, text: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _read(properties: str, tag: str) -> etree._Element:
    inner = properties or f"<w:{tag}/>"
    names = (
        f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    )
    return etree.fromstring(f"<x {names}>{inner}</x>")[0]


def _shown(element: etree._Element) -> str:
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns(?::\w+)?="[^"]*"', "", text)


def _put(properties: etree._Element, tag: str, before: frozenset[str]) -> etree._Element:
    """The child of that tag, made behind those that the schema has before it."""
    name = qualified(tag)
    found = properties.find(name)
    if found is None:
        found = etree.Element(name)
        properties.insert(
            sum(etree.QName(child).localname in before for child in properties), found
        )
    return found


def _indented(properties: str, **attributes: str) -> str:
    root = _read(properties, "pPr")
    numbers = root.find(qualified("numPr"))
    if numbers is not None:
        root.remove(numbers)
    indent = _put(root, "ind", _BEFORE_INDENT)
    indent.attrib.clear()
    for name, value in attributes.items():
        indent.set(qualified(name), value)
    return _shown(root)


def _aligned(properties: str, side: str) -> str:
    root = _read(properties, "pPr")
    _put(root, "jc", frozenset(_BEFORE_JUSTIFICATION)).set(qualified("val"), side)
    return _shown(root)


def _styled(look: str, style: str) -> str:
    root = _read(look, "rPr")
    _put(root, "rStyle", frozenset()).set(qualified("val"), style)
    return _shown(root)


def _switched_on(look: str, tags: tuple[str, ...]) -> str:
    root = _read(look, "rPr")
    before = frozenset({"rStyle", "rFonts"} | ({"b", "bCs"} if tags[0] == "i" else set()))
    for tag in tags:
        _put(root, tag, before).attrib.pop(qualified("val"), "")
        before |= {tag}
    return _shown(root)
