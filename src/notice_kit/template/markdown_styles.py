"""Which of a template's styles markdown is set in: found by their names, Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.wml import qualified

_STYLES = "word/styles.xml"
_LEVELS = "一二三四五六七八九"
_HEADING = re.compile(rf"(?:heading|标题) ?([1-9])|([{_LEVELS}])级标题")
_USES = {
    "黑体字": "bold",
    "楷体字": "italic",
    "表格正文": "cell",
    "表格标签": "label",
    "list bullet": "bullet",
}
_VAL = qualified("val")


def markdown_styles(members: Mapping[str, bytes]) -> dict[str, str]:
    """Style ids by use: `1`–`9` for headings, `bold`, `italic`, `cell`, `label`, `bullet`.

    Headings go by their names, then by their outline levels.

    Source:
        ECMA-376 Part 1, 17.7.4.17 (style), 17.3.1.20 (outlineLvl).
    """
    content = members.get(_STYLES)
    if content is None:
        return {}
    try:
        root = etree.fromstring(content, strict_parser())
    except etree.XMLSyntaxError:
        return {}
    styles = root.findall(qualified("style"))
    by_name = dict(_named(styles))
    return {**dict(_outlined(styles)), **by_name}


def _named(styles: list[etree._Element]) -> Iterator[tuple[str, str]]:
    for style in reversed(styles):  # so that of two the first holds
        name_ = style.find(qualified("name"))
        name = "" if name_ is None else name_.get(_VAL, "").casefold().strip()
        id_ = style.get(qualified("styleId"), "")
        heading = _HEADING.fullmatch(name)
        if heading and style.get(qualified("type")) == "paragraph":
            yield heading[1] or str(_LEVELS.index(heading[2]) + 1), id_
        elif name == "标题" and style.get(qualified("type")) == "paragraph":
            yield "1", id_
        elif name in _USES and (name != "list bullet" or _is_list(style)):
            yield _USES[name], id_


def _outlined(styles: list[etree._Element]) -> Iterator[tuple[str, str]]:
    for style in reversed(styles):
        level = style.find(f"{qualified('pPr')}/{qualified('outlineLvl')}")
        if level is not None and level.get(_VAL, "9") < "9":
            yield str(int(level.get(_VAL, "0")) + 1), style.get(qualified("styleId"), "")


def _is_list(style: etree._Element) -> bool:
    return style.find(f"{qualified('pPr')}/{qualified('numPr')}") is not None
