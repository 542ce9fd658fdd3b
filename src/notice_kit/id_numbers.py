"""The numbers of identity cards."""

from __future__ import annotations

import re

_FORM = re.compile(r"\d{17}[\dX]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_id_form(number: str) -> bool:
    """Whether it has 18 characters: 17 figures, then a figure or X."""
    return _FORM.fullmatch(number) is not None


def has_right_check(number: str) -> bool:
    """Whether the last character of a number of that form is the one that the others make.

    Source:
        GB 11643-1999; ISO 7064, MOD 11-2.
    """
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1] == _CHECKS[total % len(_CHECKS)]
