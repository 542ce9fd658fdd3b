"""Content controls of a Word part: what each shows, and what it is bound to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from notice_kit.ooxml.wml import IN_W, Element, qualified

_PREFIX = re.compile(r"xmlns:([\w.-]+)=['\"]([^'\"]*)['\"]")
# Only steps that name one element each: the path comes from a file, and must be cheap to follow.
_PATH = re.compile(r"(/[\w.-]+:[\w.-]+(\[\d{1,6}\])?|/[\w.-]+(\[\d{1,6}\])?)+(/@[\w.:-]+)?")
_CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_BREAKS = {f"{IN_W}br": "\n", f"{IN_W}cr": "\n", f"{IN_W}tab": "\t", f"{IN_W}noBreakHyphen": "-"}
_TEXT = f"{IN_W}t"
_PARAGRAPH = f"{IN_W}p"
_CONTROL = f"{IN_W}sdt"
_PROPERTIES = f"{IN_W}sdtPr"
_VALUE = f"{IN_W}val"
_DROPPED = {f"{IN_W}del", f"{IN_W}moveFrom"}  # tracked changes that take the text away
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Binding:
    """What a control is bound to.

    Attributes:
        store: the id of the custom XML, in braces and capitals.
        path: an XPath in it.
        prefixes: prefix → namespace of the path.
    """

    store: str
    path: str
    prefixes: tuple[tuple[str, str], ...]

    def node(self, root: Element) -> Element | None:
        """The element in the custom XML, or None where the path leads to none."""
        path = _compiled(self.path, self.prefixes)
        try:
            found = [] if path is None else path(root.getroottree())
        except etree.XPathError:
            return None
        first = found[0] if isinstance(found, list) and found else None
        return first if isinstance(first, etree._Element) else None


@dataclass(frozen=True, slots=True)
class Control:
    """A content control.

    Attributes:
        tag: its `w:tag`; empty where it has none.
        text: what it shows, lines parted by line breaks; empty while it shows its placeholder.
        element: the `w:sdt`.
        binding: None where it is bound to nothing.
    """

    tag: str
    text: str
    element: Element
    binding: Binding | None


@lru_cache(maxsize=1024)
def _compiled(path: str, prefixes: tuple[tuple[str, str], ...]) -> etree.XPath | None:
    if not _PATH.fullmatch(path):
        return None
    try:
        return etree.XPath(path, namespaces=dict(prefixes))
    except (etree.XPathError, TypeError, ValueError):
        return None


def controls(root: Element) -> Iterator[Control]:
    """The content controls of a part, in order.

    Source:
        ECMA-376 Part 1, 17.5.2 (structured document tags).
    """
    for sdt in root.iter(_CONTROL):
        properties = sdt.find(_PROPERTIES)
        if properties is None:
            continue
        tag = properties.find(qualified("tag"))
        name = "" if tag is None else tag.get(_VALUE, "")
        yield Control(name, _shown(sdt, properties), sdt, _binding(properties))


def shown_text(element: Element) -> str:
    """The text that stands in an element: paragraphs and breaks are line breaks.

    What a control shows while it is empty is no text.
    """
    pieces: list[str] = []
    waiting = [(iter(element), False)]  # no recursion: the file says how deep it is
    while waiting:
        children, is_paragraph = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
            pieces += ["\n"] if is_paragraph else []
        elif child.tag == _TEXT:
            text = child.text or ""
            pieces.append(text if child.get(_SPACE) == "preserve" else text.strip(" \t\r\n"))
        elif child.tag in _BREAKS:
            pieces.append(_BREAKS[str(child.tag)])
        elif child.tag not in _DROPPED and not (child.tag == _CONTROL and _shows_nothing(child)):
            waiting.append((iter(child), child.tag == _PARAGRAPH))
    return "".join(pieces).removesuffix("\n")


def _shown(sdt: Element, properties: Element) -> str:
    if _is_empty(properties):
        return ""
    box = properties.find(_CHECKED)
    if box is not None:
        on = box.find(f"{{{etree.QName(box).namespace}}}checked")
        values = [] if on is None else on.values()
        return "是" if values and values[0] in ("1", "true", "on") else "否"
    content = sdt.find(qualified("sdtContent"))
    return "" if content is None else shown_text(content)


def _is_empty(properties: Element) -> bool:
    """Whether the control shows its placeholder."""
    placeholder = properties.find(qualified("showingPlcHdr"))
    off = ("0", "false", "off")
    return placeholder is not None and placeholder.get(_VALUE, "1") not in off


def _shows_nothing(sdt: Element) -> bool:
    properties = sdt.find(_PROPERTIES)
    return properties is not None and _is_empty(properties)


def _binding(properties: Element) -> Binding | None:
    bound = properties.find(qualified("dataBinding"))
    if bound is None:
        return None
    prefixes = tuple(_PREFIX.findall(bound.get(qualified("prefixMappings"), "")))
    store = bound.get(qualified("storeItemID"), "").upper()
    return Binding(store, bound.get(qualified("xpath"), ""), prefixes)
