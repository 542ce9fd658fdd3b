"""Left edges of tables, which versions of Word count from different places.

Up to version 14 (2010) the text of the first cell stands at the margin, from 15 on its edge does.

Source: [MS-DOCX] 2.6.3 (compatibilityMode); ECMA-376 Part 1, 17.4.50 (tblInd) and 17.4.42
(tblCellMar).
"""

from __future__ import annotations

from notice_kit.binding.styles import TABLE, StyleSheet
from notice_kit.binding.xpath import Elements
from notice_kit.ooxml.wml import Element, W, qualified, w

EDGE_FROM = 15
_OUTER = Elements("//w:tbl[not(ancestor::w:tbl)]/w:tblPr")
_IN_ORDER = (
    *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize"),
    *("tblStyleColBandSize", "tblW", "jc", "tblCellSpacing"),
)
_BEFORE = tuple(map(qualified, _IN_ORDER))
_BUILT_IN = 108


def keep_edges(root: Element, sheet: StyleSheet, *, theirs: int, ours: int) -> None:
    """Indent the tables below the root so that they stand where they stood.

    Args:
        root: of a part whose tables still name the file's styles.
        sheet: the file's styles.
        theirs: the version of Word by whose rules the file is laid out.
        ours: that of the book.
    """
    if (theirs < EDGE_FROM) == (ours < EDGE_FROM):
        return
    for properties in _OUTER(root):
        _indent(properties, sheet, -1 if theirs < EDGE_FROM else 1)


def _indent(properties: Element, sheet: StyleSheet, sign: int) -> None:
    named = properties.find(qualified("tblStyle"))
    style = sheet.defaults.get(TABLE, "") if named is None else named.get(qualified("val"), "")
    chain = [properties]
    for one in sheet.chain(style):
        found = one.find(qualified("tblPr"))
        if found is not None:
            chain.append(found)
    if properties.find(qualified("tblpPr")) is not None or _is_moved(chain):
        return
    margin = _first(chain, ("tblCellMar/w:left", "tblCellMar/w:start"), _BUILT_IN)
    shift = _first(chain, ("tblInd",), 0) + sign * margin
    for old in properties.findall(qualified("tblInd")):
        properties.remove(old)
    place = sum(1 for child in properties if child.tag in _BEFORE)
    properties.insert(place, w("tblInd", w=shift, type="dxa"))


def _is_moved(chain: list[Element]) -> bool:
    """Whether the table is centred or stands at the right, where no left edge counts."""
    for properties in chain:
        found = properties.find(qualified("jc"))
        if found is not None:
            return found.get(qualified("val")) not in ("left", "start")
    return False


def _first(chain: list[Element], paths: tuple[str, ...], default: int) -> int:
    for properties in chain:
        for path in paths:
            found = properties.find(f"w:{path}", {"w": W})
            if found is not None and found.get(qualified("type"), "dxa") == "dxa":
                try:
                    return int(found.get(qualified("w"), "0"))
                except ValueError:
                    return default
    return default
