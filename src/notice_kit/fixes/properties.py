"""Attributes put into properties of paragraphs, runs and sections, and taken out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from notice_kit.binding.schema_order import put
from notice_kit.document.attributes import child
from notice_kit.ooxml.wml import IN_W, Element, w

Attributes: TypeAlias = Mapping[str, str | int | None]
"""Of the namespace w; None takes one away."""


def amend(properties: Element, tag: str, attributes: Attributes) -> None:
    """Give `w:tag` in the properties these attributes; its others stay."""
    element = child(properties, tag)
    if element is None:
        element = put(properties, w(tag))
    for name, value in attributes.items():
        if value is None:
            element.attrib.pop(IN_W + name, "")
        else:
            element.set(IN_W + name, str(value))
    if not element.attrib and not len(element):
        properties.remove(element)


def clear(properties: Element | None, tag: str, attributes: Attributes) -> None:
    """Take these attributes away from `w:tag`, and the element where nothing is left of it."""
    if properties is not None and child(properties, tag) is not None:
        amend(properties, tag, dict.fromkeys(attributes))


def drop(properties: Element, tag: str) -> None:
    """Take `w:tag` out of the properties."""
    element = child(properties, tag)
    if element is not None:
        properties.remove(element)
