"""Marks in the text of manuscripts: `*楷体*`, `**黑体**`, and tags, in which stars mean nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from notice_kit.messages import _

Face: TypeAlias = Literal["kai", "hei"]

_TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})|(\\\*)|(\*\*|\*)", re.DOTALL)
_FACES: dict[str, Face] = {"*": "kai", "**": "hei"}


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one face; None is the face of its paragraph."""

    text: str
    face: Face | None = None


def parse(line: str) -> list[Span]:
    r"""The line in spans of one face, tags whole within them; `\*` is a star.

    Raises:
        ValueError: a mark that opens and does not close, or closes what is not open.
    """
    spans: list[Span] = []
    open_mark: str | None = None
    text = ""
    end = 0
    for token in _TOKEN.finditer(line):
        text += line[end : token.start()]
        end = token.end()
        tag, star, mark = token.groups()
        if mark is None:
            text += tag or star[1:]
            continue
        if open_mark not in (None, mark):
            raise ValueError(_("the marks * and ** overlap in “{line}”").format(line=line))
        spans.append(Span(text, _FACES[open_mark] if open_mark else None))
        text = ""
        open_mark = None if open_mark else mark
    if open_mark is not None:
        raise ValueError(_("a {mark} does not close in “{line}”").format(mark=open_mark, line=line))
    spans.append(Span(text + line[end:]))
    return [span for span in spans if span.text] or [Span("")]
