"""Full-width signs that Chinese input methods type in tags, understood as the plain ones.

Only what stands inside a tag and outside its string literals is touched; all of it would be a
fault of syntax in docxtpl, so that nothing changes what a docxtpl template means. The one
exception is a tag whose delimiters are full-width: docxtpl prints ｛｛ name ｝｝ as text.
"""

from __future__ import annotations

import re
from html import unescape
from xml.sax.saxutils import escape

import jinja2

# Each sign and what Jinja calls it; ！ stands for the first half of !=.
_SIGNS = dict(
    zip(
        "（），：｜＝．［］｛｝＋－＊／％＜＞！～【】《》。＂＇“”‘’\u3000\u00a0",
        "(),:|=.[]{}+-*/%<>!~[]<>.\"'\"\"''  ",
        strict=True,
    )
)
_DIGITS = {chr(0xFF10 + digit): str(digit) for digit in range(10)}
# What ends a literal: docxtpl itself takes curly quotes for straight ones, everywhere in a tag.
_ENDS = {'"': '"“”', "'": "'‘’"}

_PARAGRAPHS = re.compile(r"(?=<w:p[ >])|(?<=</w:p>)")
_PIECE = re.compile(r"<[^>]*>|(?P<sign>&[^;<>]*;|[^<])", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_WANTED = re.compile(f"[{re.escape(''.join(_SIGNS))}{''.join(_DIGITS)}]")
_OPENER = re.compile(r"[{｛][{｛%％]|\{#")
_RAW = re.compile(r"\{%[-+]?\s*raw\b")
_PLACE = re.compile(r"^(?:p|tr|tc|r)\s")
_STATEMENT = re.compile(r"[-+]?(?:(?:p|tr|tc|r)\s)?\s*[A-Za-z_]+")
_SYNTAX = jinja2.Environment()


def with_plain_signs(xml: str) -> str:
    """The part's XML with the full-width signs of its tags as plain ones.

    It has as many characters of text as before, each in its run, so that it does not matter where
    Word splits a tag. A tag that does not end in its paragraph stays as it was typed, and so does
    every tag of a part with `{% raw %}`, where tags are text.
    """
    if not _WANTED.search(xml):
        return xml
    plain = "".join(map(_with_plain_signs, _PARAGRAPHS.split(xml)))
    return xml if plain != xml and _RAW.search(_MARKUP.sub("", plain)) else plain


def _with_plain_signs(paragraph: str) -> str:
    """A paragraph; `paragraph` may be any other piece of a part as well."""
    if not _WANTED.search(paragraph):
        return paragraph
    places = [piece.span() for piece in _PIECE.finditer(paragraph) if piece["sign"]]
    text = "".join(
        paragraph[start] if end == start + 1 else (unescape(paragraph[start:end]) + "?")[0]
        for start, end in places
    )
    pieces: list[str] = []
    done = 0
    for at, sign in _changes(text):
        start, end = places[at]
        pieces += (paragraph[done:start], escape(sign))
        done = end
    return "".join(pieces) + paragraph[done:]


def _changes(text: str) -> list[tuple[int, str]]:
    """The signs of a paragraph's text that change: (index, what it becomes), in order."""
    changes: list[tuple[int, str]] = []
    opener = _OPENER.search(text)
    while opener is not None:
        at, found = opener.end(), opener[0]
        if found == "{#":
            at = max(at, text.find("#}", at))
        else:
            is_block = found[1] in "%％"
            tag = _Tag(text, at, "%}" if is_block else "}}")
            if not tag.ends:
                break  # what comes behind it is part of it, as docxtpl reads it
            if found.isascii() or tag.is_sound(is_block):
                plain = "{%" if is_block else "{{"
                marks = zip((at - 2, at - 1), found, plain, strict=True)
                changes += [(index, new) for index, old, new in marks if old != new]
                changes += tag.changes
            at = tag.at
        opener = _OPENER.search(text, at)
    return changes


class _Tag:
    """One tag, read from behind its opening signs to its closing ones, as Jinja would.

    Attributes:
        at: behind its last sign.
        ends: whether its closing signs were found.
        changes: the signs that change, with their indexes.
    """

    def __init__(self, text: str, start: int, closing: str) -> None:
        self._text = text
        self._start = self.at = start
        self._closing = closing
        self.ends = False
        self.changes: list[tuple[int, str]] = []
        self._read()

    def is_sound(self, is_block: bool) -> bool:
        """Whether it reads as a tag; full-width braces may stand in a text that is none."""
        signs = list(self._text[self._start : self.at - 2])
        for index, sign in self.changes:
            if index < self.at - 2:
                signs[index - self._start] = sign
        inner = "".join(signs)
        if is_block:
            return _STATEMENT.match(inner) is not None
        try:
            _SYNTAX.parse("{{" + _PLACE.sub(" ", inner) + "}}")
        except (jinja2.TemplateSyntaxError, RecursionError):
            return False
        return True

    def _read(self) -> None:
        depth = 0
        word = ""  # of what the word in hand is made: "number", "name", or no word
        while self.at < len(self._text) and not self.ends:
            sign = self._text[self.at]
            plain = _SIGNS.get(sign, sign)
            if depth == 0 and self._plain_at(self.at, 2) == self._closing:
                self._change(self._closing[0])
                self._change(self._closing[1])
                self.ends = True
            elif plain in _ENDS:
                self._read_literal(plain)
                word = ""
            elif sign.isalnum() or sign == "_":
                word = word or ("number" if sign.isdigit() else "name")
                self._change(_DIGITS.get(sign, sign) if word == "number" else sign)
            else:
                depth = max(0, depth + (plain in "([{") - (plain in ")]}"))
                word = ""
                self._change(plain)

    def _plain_at(self, index: int, count: int) -> str:
        return "".join(_SIGNS.get(sign, sign) for sign in self._text[index : index + count])

    def _change(self, plain: str) -> None:
        if plain != self._text[self.at]:
            self.changes.append((self.at, plain))
        self.at += 1

    def _read_literal(self, quote: str) -> None:
        opening = self._text[self.at]
        ends = _ENDS[quote] + (opening if opening in "＂＇" else "")
        self._change(quote)
        while self.at < len(self._text):
            sign = self._text[self.at]
            if sign in ends:
                self._change(quote)
                return
            self.at += 2 if sign == "\\" else 1
