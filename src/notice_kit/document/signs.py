"""Signs by which elements are known: reds, 文种 at the end of a title."""

from __future__ import annotations

import re

from notice_kit.standard.accepted import RED_LEAST, RED_MOST
from notice_kit.standard.genres import GENRES

_TRIAL = re.compile(r"[（(](?:试行|暂行|草案|征求意见稿|送审稿|修订|代拟稿)[）)]$")
_SPACE = re.compile(r"\s+")
_GENRES = sorted(GENRES, key=len, reverse=True)


def is_red(colour: str | None) -> bool:
    """Whether a colour is a red: much of it, little of green and blue."""
    if colour is None or not re.fullmatch("[0-9A-F]{6}", colour):
        return False
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return red >= RED_LEAST and green <= RED_MOST and blue <= RED_MOST


def compact(text: str) -> str:
    """The text without any white space."""
    return _SPACE.sub("", text)


def genre_of(title: str) -> str | None:
    """The 文种 with which a title ends, or None."""
    text = _TRIAL.sub("", compact(title))
    return next((g for g in _GENRES if text.endswith(g)), None)
