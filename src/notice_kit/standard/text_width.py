"""How wide a text of a manuscript is, in 字."""

from __future__ import annotations

import re
import unicodedata

from notice_kit.standard import markup
from notice_kit.standard.house import TAG_CHARACTERS

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def has_tags(text: str) -> bool:
    """Whether data will say what the text is."""
    return _TAG.search(text) is not None


def text_width(text: str, tag: float = TAG_CHARACTERS) -> float:
    """The width of the text in 字: 汉字 and their punctuation 1, Western letters and digits 0.5.

    Args:
        text: with marks.
        tag: how wide the text of each `{{ … }}` is taken to be; `{% … %}` has none.
    """
    plain = "".join(span.text for span in markup.parse(text))
    tags = _TAG.findall(plain)
    printed = sum(tag for found in tags if found.startswith("{{"))
    return printed + sum(_width(character) for character in _TAG.sub("", plain))


_WIDE = "“”‘’—…·"
"""Marks that have the width of 汉字 in Chinese fonts, whatever Unicode says of them."""


def _width(character: str) -> float:
    if character in _WIDE:
        return 1
    return 1 if unicodedata.east_asian_width(character) in "WF" else 0.5
