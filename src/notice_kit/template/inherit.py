"""`{%p extends "base.docx" %}`: the blocks of a base, filled with those of another file."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from notice_kit.findings import did_you_mean
from notice_kit.messages import _
from notice_kit.ooxml.wml import Element
from notice_kit.template.blocks import Block, blocks_of, drop
from notice_kit.template.origins import Origins
from notice_kit.template.partial_tags import Marker, markers_of

Carry = Callable[[list[Element], str, Element], None]
"""Makes blocks of the child mean the same in a part of the base: (blocks, part, tag)."""


def fill(
    base: Mapping[str, list[Block]],
    child: list[Block],
    carry: Carry,
    origins: Origins,
) -> None:
    """Put the blocks of a file in the place of those of its base.

    Args:
        base: the blocks of each part of the base, inner ones first.
        child: those of the file's text, inner ones first.
        carry: see `Carry`; it may tell of what it cannot do.
        origins: is told of what does not fit.
    """
    inner = {id(one) for block in child for one in block.inner}
    outer = {block.name: block for block in child if id(block) not in inner}
    known = {block.name for blocks in base.values() for block in blocks}
    for block in child:
        if id(block) in inner and block.name in known:
            origins.tell(
                "NK-T54",
                _("the block “{name}” of the base stands within another block").format(
                    name=block.name
                ),
                block.begin,
                _("Put it outside the other block, or give it another name."),
            )
    for name, block in outer.items():
        if name not in known:
            origins.tell(
                "NK-T52",
                _("the base has no block “{name}”").format(name=name),
                block.begin,
                did_you_mean(name, known) or _named(known),
            )
    for part, blocks in base.items():
        for place in blocks:
            if place.name in outer:
                _fill(place, outer, part, carry, origins)


def _named(known: set[str]) -> str:
    if not known:
        return _("Begin and end a block in the base with {%p block name %} and {%p endblock %}.")
    return _("Its blocks are: {names}.").format(names=", ".join(sorted(known)))


def _fill(
    place: Block, filled: Mapping[str, Block], part: str, carry: Carry, origins: Origins
) -> None:
    block = filled[place.name]
    copies = [copy.deepcopy(element) for element in block.contents()]
    holder = etree.Element("holder")
    holder.extend(copies)
    inner = {mark.paragraph for one in blocks_of(holder) for mark in _supers(one.contents())}
    supers = [mark for mark in _supers(holder) if mark.paragraph not in inner]
    if not supers:
        for one in place.inner:
            if one.name in filled:
                origins.tell(
                    "NK-T54",
                    _("the block “{name}” of the base is lost with “{outer}” around it").format(
                        name=one.name, outer=place.name
                    ),
                    filled[one.name].begin,
                    _("Fill one of the two, or write {{p super() }} into the outer one."),
                )
    carry(copies, part, block.begin)
    for mark in supers:
        for element in place.contents():
            mark.paragraph.addprevious(copy.deepcopy(element))
        drop(mark.paragraph)
    place.replace(list(holder))


def _supers(elements: Iterable[Element]) -> list[Marker]:
    return [mark for element in elements for mark in markers_of(element) if mark.word == "super"]
