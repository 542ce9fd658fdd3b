"""The look of the places where `{{p … }}` and `{{r … }}` stand, kept beside them in the source.

docxtpl's dialect takes the whole paragraph or run of such a tag away, and its look with it. So the
look is written down before it, in a processing instruction that `placing.py` takes out again.
"""

from __future__ import annotations

import base64
import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

from lxml import etree

from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.wml import qualified
from notice_kit.template.rich import Look

_TARGET = "notice-kit-look"
MARK = re.compile(rf"<\?{_TARGET} ([\w+/=]*)\?>")
"""A look in the source: group 1 is what `look_of` reads."""

_TAG = re.compile(r"\{\{(?P<kind>[pr])\s.*?\}\}", re.DOTALL)
_MARKDOWN = re.compile(r"\|\s*md\b")
# Of a paragraph's properties, what must not be there twice or tells of changes.
_ONCE = tuple(map(qualified, ("sectPr", "pPrChange", "rPr")))
_CHANGED = qualified("rPrChange")


_LIKELY = re.compile(r"\{(?:<[^>]*>)*\{(?:<[^>]*>)*[pr](?:<[^>]*>)*\s")


def with_looks(xml: str, styles: Mapping[str, str]) -> str:
    """A part's XML with the look of each paragraph and run whose tag will take its place.

    Args:
        xml: of a part of the template.
        styles: what markdown may use (see `markdown_styles.py`).
    """
    if not _LIKELY.search(xml):
        return xml
    root = etree.fromstring(xml, strict_parser())
    _note_looks(root, styles)
    return etree.tostring(root, encoding="unicode")


def _note_looks(root: etree._Element, styles: Mapping[str, str]) -> None:
    for paragraph in list(root.iter(qualified("p"))):
        texts = [text for text in paragraph.iter(qualified("t")) if _owner(text) is paragraph]
        whole = "".join(text.text or "" for text in texts)
        if "{{" not in whole:
            continue
        ends = list(accumulate(len(text.text or "") for text in texts))
        for tag in _TAG.finditer(whole):
            run = texts[bisect_right(ends, tag.start())].getparent()
            if run is None:
                continue
            place = paragraph if tag["kind"] == "p" else run
            used = styles if _MARKDOWN.search(tag[0]) else {}
            if place.getparent() is not None:
                place.addprevious(
                    etree.ProcessingInstruction(_TARGET, _packed(paragraph, run, used))
                )


def _owner(text: etree._Element) -> etree._Element | None:
    return next(text.iterancestors(qualified("p")), None)


def _packed(paragraph: etree._Element, run: etree._Element, styles: Mapping[str, str]) -> str:
    look = [
        _shown(paragraph.find(qualified("pPr"))),
        _shown(run.find(qualified("rPr"))),
        dict(styles),
    ]
    return base64.b64encode(json.dumps(look).encode()).decode()


def _shown(properties: etree._Element | None) -> str:
    """The properties as XML, without the namespaces that the part declares."""
    if properties is None:
        return ""
    return _element(properties, drop={*_ONCE, _CHANGED})


def _element(element: etree._Element, drop: set[str]) -> str:
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for child in list(copy):
        if child.tag in drop:
            copy.remove(child)
    return re.sub(r' xmlns(?::\w+)?="[^"]*"', "", etree.tostring(copy, encoding="unicode"))


@lru_cache(maxsize=1024)
def look_of(packed: str) -> Look:
    """The look that was written down; an empty one where there was none."""
    if not packed:
        return Look()
    paragraph, run, styles = json.loads(base64.b64decode(packed))
    return Look(paragraph, run, styles)
