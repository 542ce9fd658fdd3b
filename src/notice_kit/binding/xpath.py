"""Elements found by an XPath that is compiled once."""

from __future__ import annotations

from typing import cast

from lxml import etree

from notice_kit.ooxml.wml import Element, R, W

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741  # as the prefix is called
_SPACES = {"w": W, "r": R, "w14": W14, "v": V, "o": O}


class Elements:
    """A path to elements, whose prefixes are those that Word writes."""

    def __init__(self, path: str) -> None:
        self._path = etree.XPath(path, namespaces=_SPACES)

    def __call__(self, root: Element) -> list[Element]:
        """Those in the tree of the root, in their order."""
        return cast("list[Element]", self._path(root))
