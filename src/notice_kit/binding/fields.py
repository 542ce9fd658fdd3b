"""What fields say: names of bookmarks and styles in their instructions follow a change of name.

Source: ECMA-376 Part 1, 17.16.2 (syntax of fields), 17.16.5.51 (REF), 17.16.5.45 (PAGEREF),
17.16.5.25 (HYPERLINK), 17.16.5.59 (STYLEREF), 17.16.5.56 (SEQ), 17.16.5.68 (TOC).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from notice_kit.ooxml.wml import XML, Element, qualified

_CHAR, _TEXT, _SIMPLE = qualified("fldChar"), qualified("instrText"), qualified("fldSimple")
_KIND, _INSTRUCTION = qualified("fldCharType"), qualified("instr")
_WORD = r'(?P<quote>"?)(?P<name>[^\s"\\]+)(?P=quote)'
_BOOKMARK = re.compile(rf"^(?P<head>\s*(?:REF|PAGEREF|NOTEREF|GOTOBUTTON|ASK|SET)\s+){_WORD}", re.I)
_SWITCH = re.compile(
    rf"(?P<head>^\s*(?:HYPERLINK\b.*?\\l|(?:TOC|TC|INDEX|RD)\b.*?\\b)\s+){_WORD}", re.I | re.S
)
_BARE = re.compile(rf"^(?P<head>\s*){_WORD}")
_STYLE = re.compile(r'^(?P<head>\s*STYLEREF\s+)(?:"(?P<quoted>[^"]+)"|(?P<bare>[^\s"\\]+))', re.I)
_STYLES = re.compile(r'^(?P<head>\s*TOC\b.*?\\t\s+)"(?P<list>[^"]*)"', re.I | re.S)
_SEQUENCE = re.compile(r"^\s*SEQ\s+(?P<name>\S+)", re.I)
_CONTENTS = re.compile(r"^\s*TOC\b", re.I)
_BOUNDED = re.compile(r"\\b\b", re.I)
_SET_BY_ITSELF = re.compile(r"\\[rsch]\b", re.I)


class Instructions:
    """How the instructions of one file's fields read in the book."""

    def __init__(
        self,
        bookmark: Callable[[str], str | None],
        style: Callable[[str], str],
        sequences: set[str],
        whole: Callable[[], str] | None,
    ) -> None:
        """A file's.

        Args:
            bookmark: the book's name of a bookmark; None where the file has none of that name.
            style: the book's name of a style, itself where it is not known.
            sequences: those that files before this have used, which must begin again.
            whole: gives the name of a bookmark around the whole file, to which its tables of
                contents are bounded; None where they list the whole book.
        """
        self._bookmark, self._style, self._before = bookmark, style, sequences
        self._whole = whole
        self.sequences: set[str] = set()

    def rewrite(self, root: Element) -> None:
        """Change what must be changed in every field below the root."""
        for simple in root.iter(_SIMPLE):
            simple.set(_INSTRUCTION, self.said(simple.get(_INSTRUCTION, "")))
        for texts in _complex(root):
            old = "".join(text.text or "" for text in texts)
            new = self.said(old)
            if new != old:
                texts[0].text = new
                texts[0].set(f"{{{XML}}}space", "preserve")
                for text in texts[1:]:
                    text.text = ""

    def said(self, instruction: str) -> str:
        """The instruction with the book's names."""
        for pattern in (_BOOKMARK, _SWITCH, _BARE):
            instruction = pattern.sub(self._named, instruction, count=1)
        instruction = _STYLE.sub(self._styled, instruction)
        instruction = _STYLES.sub(self._listed, instruction)
        is_contents = _CONTENTS.match(instruction) and not _BOUNDED.search(instruction)
        if is_contents and self._whole is not None:
            instruction = f"{instruction.rstrip()} \\b {self._whole()} "
        return self._counted(instruction)

    def _counted(self, instruction: str) -> str:
        """A sequence that begins again with the file."""
        sequence = _SEQUENCE.match(instruction)
        if sequence and sequence["name"].casefold() not in self.sequences:
            name = sequence["name"].casefold()
            self.sequences.add(name)
            if name in self._before and not _SET_BY_ITSELF.search(instruction):
                instruction = f"{instruction.rstrip()} \\r 1 "
        return instruction

    def _named(self, found: re.Match[str]) -> str:
        new = self._bookmark(found["name"])
        return found[0] if new is None else f"{found['head']}{found['quote']}{new}{found['quote']}"

    def _styled(self, found: re.Match[str]) -> str:
        old = found["quoted"] or found["bare"]
        new = self._style(old)
        return found[0] if new == old else f'{found["head"]}"{new}"'

    def _listed(self, found: re.Match[str]) -> str:
        words = [self._style(word) for word in re.split(r"([,;])", found["list"])]
        return f'{found["head"]}"{"".join(words)}"'


def _complex(root: Element) -> Iterator[list[Element]]:
    """The texts of each field's instruction; those around a field within it, one by one."""
    open_: list[list[Element]] = []
    holds_field: list[bool] = []
    for element in root.iter(_CHAR, _TEXT):
        kind = element.get(_KIND)
        if element.tag == _TEXT:
            if open_:
                open_[-1].append(element)
        elif kind == "begin":
            if holds_field:
                holds_field[-1] = True
            open_.append([])
            holds_field.append(False)
        elif open_:
            texts = open_[-1]
            open_[-1] = []
            if texts:
                yield from [[text] for text in texts] if holds_field[-1] else [texts]
            if kind == "end":
                open_.pop()
                holds_field.pop()
