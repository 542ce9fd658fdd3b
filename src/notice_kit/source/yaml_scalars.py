"""What a plain YAML scalar is: text, unless it can be nothing but a number, true, false or null.

YAML 1.1 reads `NO` as False, `010` as 8, `12:30` as 750 and `1.10` as 1.1; in official data these
are a country, a code, a time and a section. So only the forms below are not text.
"""

from __future__ import annotations

import re
from decimal import Decimal

from notice_kit.source.located import Scalar

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}


def resolve_plain(text: str) -> Scalar:
    """The value of a scalar that is written without quotes.

    Args:
        text: the scalar as written.

    Returns:
        True or False for `true` and `false`; None for `null`, `~` and nothing; an int for up to 15
        figures without a leading zero; a Decimal that keeps its text (`1.10`) for figures with a
        decimal point; the text itself for all else, dates and longer numbers included.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text
