"""`{%p block name %}` … `{%p endblock %}`: the blocks of a file, found, checked and taken apart.

A block's tags and what stands between them are children of one element: the body, a cell, a header.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from notice_kit.messages import _
from notice_kit.ooxml.wml import Element, qualified, text, w
from notice_kit.template.origins import Origins
from notice_kit.template.partial_tags import Marker, markers_of, text_of

_FILLED = "notice-kit-filled"  # an attribute of the paragraph that begins a block
_SETS = re.compile(r"\{%[-+]?(?:(?:p|tr|tc|r)\s)?\s*(?:set|macro)\b")
_COMMENT = re.compile(r"\s*(?:\{#.*?#\}\s*)*", re.DOTALL)
_SHOWN = tuple(map(qualified, ("drawing", "pict", "object", "sym")))
_CELLS = tuple(
    map(qualified, ("tc", "hdr", "ftr", "txbxContent", "footnote", "endnote", "comment"))
)
_BLOCKS = frozenset(map(qualified, ("p", "tbl", "sdt", "customXml", "altChunk")))


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a part.

    Attributes:
        name: as its author calls it.
        begin, end: the paragraphs with its tags.
        is_required: whether another file has to fill it.
        inner: the blocks within it, those within them too.
    """

    name: str
    begin: Element
    end: Element
    is_required: bool
    inner: tuple[Block, ...]

    def contents(self) -> list[Element]:
        """What stands between the tags."""
        found = []
        for element in self.begin.itersiblings():
            if element is self.end:
                break
            found.append(element)
        return found

    def replace(self, elements: Iterable[Element]) -> None:
        """Let these stand between the tags."""
        parent = self.begin.getparent()
        if parent is not None:
            start, stop = parent.index(self.begin) + 1, parent.index(self.end)
            parent[start:stop] = list(elements)
        self.begin.set(_FILLED, "")


def blocks_of(root: Element, origins: Origins | None = None) -> list[Block]:
    """The blocks of a part, inner ones first; those whose tags do not fit together are left out.

    Args:
        root: the part.
        origins: is told of such tags, but for what the check of syntax tells of.
    """
    found: list[Block] = []
    opened: list[tuple[Marker, list[Block]]] = []
    for marker in markers_of(root):
        if marker.word == "block" and marker.is_sound:
            opened.append((marker, []))
        elif marker.word == "endblock" and opened:
            begun, inner = opened.pop()
            block = Block(
                begun.argument, begun.paragraph, marker.paragraph, begun.is_required, tuple(inner)
            )
            if not _fits(block, marker, origins):
                continue
            found.append(block)
            if opened:
                opened[-1][1].extend((*inner, block))
    return found


def _fits(block: Block, end: Marker, origins: Origins | None) -> bool:
    begin = text_of(block.begin).strip()
    if end.argument not in ("", block.name):
        code, message = "NK-T18", _("“{end}” does not end “{begin}”")
        remedy = _("End it with {tag}.").format(tag="{%p endblock %}")
    elif block.begin.getparent() is not block.end.getparent():
        code, message = "NK-T19", _("“{end}” does not stand in the same place as “{begin}”")
        remedy = _("Put both tags into the text, or both into the same cell.")
    else:
        return True
    if origins is not None:
        shown = message.format(end=text_of(end.paragraph).strip(), begin=begin)
        origins.tell(code, shown, end.paragraph, remedy)
    return False


def tell_doubles(parts: Iterable[list[Block]], origins: Origins) -> None:
    """Tell of blocks of one file, given by its parts, that have the same name."""
    seen: set[str] = set()
    in_order = [block for part in parts for block in sorted(part, key=_order)]
    for block in in_order:
        if block.name in seen:
            origins.tell(
                "NK-T54",
                _("there are two blocks “{name}” in this file").format(name=block.name),
                block.begin,
                _("Give each block a name of its own."),
            )
        seen.add(block.name)


def _order(block: Block) -> tuple[int, ...]:
    """Sorts blocks of one part as they stand in it."""
    steps = [block.begin, *block.begin.iterancestors()]
    return tuple(
        0 if (parent := one.getparent()) is None else parent.index(one) for one in reversed(steps)
    )


def tell_outside(body: Element, blocks: list[Block], origins: Origins) -> None:
    """Tell of what a file that fills a base has outside blocks, once for what stands together."""
    inside = {tag for block in blocks for tag in (block.begin, block.end)}
    inside |= {element for block in blocks for element in block.contents()}
    inside |= {mark.paragraph for mark in markers_of(body) if mark.word == "extends"}
    tags = [mark for mark in markers_of(body) if mark.word in ("block", "endblock")]
    if len(tags) != 2 * len(blocks):
        return  # what was meant to stand in a block is not known
    is_told = False
    for element in body.iterchildren(etree.Element):
        if element in inside:
            is_told = False
            continue
        paragraphs = [*element.iter(qualified("p"))]
        shown = next((one for one in paragraphs if _says_something(one)), None)
        if shown is not None and not is_told:
            origins.tell(
                "NK-T53",
                _("this stands outside the blocks, so that no document would have it"),
                shown,
                _("Put it between {%p block name %} and {%p endblock %}, or take it out."),
            )
            is_told = True


def _says_something(paragraph: Element) -> bool:
    is_shown = next(paragraph.iter(*_SHOWN), None) is not None
    return is_shown or _COMMENT.fullmatch(text_of(paragraph)) is None


def without_blocks(root: Element, origins: Origins) -> None:
    """Take the tags of blocks out; what a block sets is known in it alone."""
    for block in blocks_of(root):
        if block.is_required and block.begin.get(_FILLED) is None:
            origins.tell(
                "NK-T55",
                _("the block “{name}” has to be filled").format(name=block.name),
                block.begin,
                _("Fill it in the file that extends this one."),
            )
        contents = block.contents()
        if any(_SETS.search(text_of(p)) for one in contents for p in one.iter(qualified("p"))):
            block.begin.addnext(_tag("{%p with %}"))
            block.end.addprevious(_tag("{%p endwith %}"))
    for mark in markers_of(root):
        if mark.word == "super":
            origins.tell(
                "NK-T51",
                _("“super” belongs in a block that fills one of a base"),
                mark.paragraph,
                _("Take the tag out."),
            )
        if mark.word in ("block", "endblock", "super"):
            drop(mark.paragraph)


def _tag(content: str) -> Element:
    return w("p", w("r", text(content)))


def drop(element: Element, instead: Iterable[Element] = ()) -> None:
    """Take a block out, or put others in its place.

    The end of a section stays, and so does a paragraph where there has to be one.

    Source:
        ECMA-376 Part 1, 17.6.18 (sectPr in a paragraph), 17.4.65 (tc: its last block).
    """
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    blocks = list(instead)
    properties = element.find(qualified("pPr"))
    if properties is not None and properties.find(qualified("sectPr")) is not None:
        blocks.append(w("p", copy.deepcopy(properties)))
    parent[at : at + 1] = blocks
    held = [child.tag for child in parent if child.tag in _BLOCKS]
    if parent.tag in _CELLS and (not held or held[-1] == qualified("tbl")):
        etree.SubElement(parent, qualified("p"))
