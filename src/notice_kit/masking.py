"""Personal numbers in what goes to logs and other programs: their middle digits are masked."""

from __future__ import annotations

import re
from collections.abc import Mapping

# An id number (GB 11643-1999; 15 figures before 1999), and a mobile telephone's number.
_ID = re.compile(r"(?<![0-9])([0-9]{6})[0-9]{5,8}([0-9]{3}[0-9Xx])(?![0-9Xx])")
_PHONE = re.compile(r"(?<![0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])")


def masked_text(text: str) -> str:
    """The text with id numbers as `330999********0023`, mobile numbers as `138****0003`."""
    text = _ID.sub(_starred, text)
    return _PHONE.sub(_starred, text)


def masked(fields: Mapping[str, str | int]) -> dict[str, str | int]:
    """The fields of a finding with masked texts."""
    return {
        name: masked_text(value) if isinstance(value, str) else value
        for name, value in fields.items()
    }


def _starred(found: re.Match[str]) -> str:
    start, end = found[1], found[2]
    return start + "*" * (len(found[0]) - len(start) - len(end)) + end
