"""The kit's own tags, which docxtpl has not: each rewritten in a part's Jinja source.

- `{%p page_break_between %}`: every pass of the loop but the first begins on a new page;
- `{% merge_same %}`: equal neighbours in a column become one cell (see merging.py);
- `{%p restart_numbering %}`: lists begin again in each pass (see numbering.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import jinja2

from notice_kit.messages import _
from notice_kit.template.marks import MERGE, RESTART, RESTART_END, mark

_PAGE = "page_break_between"
OWN_STATEMENTS = (_PAGE, MERGE, RESTART)
"""The names of the kit's own tags."""

_OWN = re.compile(rf"\{{%\s*(?:{_PAGE}|{MERGE}|{RESTART})\s*%\}}")
_STEP = re.compile(
    r"\{#.*?#\}|\{\{.*?\}\}|\{%[-+]?\s*(?P<word>\w+).*?%\}"
    r"|(?P<paragraph><w:p(?P<attributes>(?:\s[^<>]*?)?)(?:(?P<empty>/)>|>"
    r"(?:\s*(?:(?P<bare><w:pPr/>)|(?P<properties><w:pPr>"
    r"(?:\s*<w:(?:pStyle|keepNext|keepLines)(?:\s[^<>]*)?/>)*)"
    r"(?P<break>\s*<w:pageBreakBefore(?:\s[^<>]*)?/>)?))?))",
    re.DOTALL,
)
_OFF = re.compile(r'w:val="(?:0|false|off)"')
_CELL = re.compile(r"<w:tc[ >]")

# What the rewriting adds, so that messages can show a paragraph as its author typed it.
_BREAK = re.compile(
    r"\{% if [^%]*%\}(?:\{% set \w+\.due = false %\})*"
    r"(?:<w:pPr>)?<w:pageBreakBefore/>(?:</w:pPr>)?\{% endif %\}"
)
_TYPED = (
    (_BREAK, ""),
    (re.compile(re.escape(mark(MERGE))), f"{{% {MERGE} %}}"),
    (re.compile(rf"<\?[\w-]+ {RESTART} \d+\?>"), f"{{%p {RESTART} %}}"),
    (re.compile(r"\{% set _new_page_\d+ = .*?%\}"), f"{{%p {_PAGE} %}}"),
)


def with_own_tags(source: str) -> str:
    """A part's Jinja source with the kit's own tags rewritten; lines stay the lines they were.

    Raises:
        jinja2.TemplateSyntaxError: one of them stands where it means nothing.
    """
    return _Rewriting(source).rewritten() if _OWN.search(source) else source


def as_typed(line: str) -> str:
    """A line of the source with the kit's own tags as their author typed them."""
    for made, typed in _TYPED:
        line = made.sub(typed, line)
    return line


@dataclass(slots=True)
class _Block:
    """An `if` or `for` that is open; `restarts` when lists begin again in this loop."""

    number: int
    is_loop: bool
    restarts: bool = False


@dataclass(frozen=True, slots=True)
class _Break:
    """A page break that the first paragraph to come in a pass is to have.

    Attributes:
        depth: the open blocks around it; a paragraph in more of them may be left out.
        name: the variable that says whether it is still due; None where one paragraph can have it.
    """

    depth: int
    name: str | None

    def condition(self) -> str:
        return f"{self.name}.due" if self.name else "not loop.first"


@dataclass(slots=True)
class _Rewriting:
    """One pass over the tags and paragraphs of a source."""

    source: str
    _pieces: list[str] = field(default_factory=list)
    _done: int = 0
    _blocks: list[_Block] = field(default_factory=list)
    _breaks: list[_Break] = field(default_factory=list)
    _number: int = 0
    _counted: int = 0  # how far the open cells are counted
    _cells: int = 0

    def rewritten(self) -> str:
        steps = list(_STEP.finditer(self.source))
        for at, step in enumerate(steps):
            word = step["word"]
            if step["paragraph"]:
                self._paragraph(step)
            elif word in ("for", "if"):
                self._number += 1
                self._blocks.append(_Block(self._number, word == "for"))
            elif word in ("else", "elif", "endfor", "endif"):
                self._end(step, is_whole=word.startswith("end"))
            elif word is not None and _OWN.fullmatch(step[0]):
                self._own(step, steps[at - 1 : at], steps[at + 1 : at + 2])
        return "".join(self._pieces) + self.source[self._done :]

    def _replace(self, step: re.Match[str], text: str) -> None:
        self._pieces += (self.source[self._done : step.start()], text)
        self._done = step.end()

    def _own(
        self, step: re.Match[str], before: list[re.Match[str]], after: list[re.Match[str]]
    ) -> None:
        if step["word"] == MERGE:
            self._merge(step)
        elif step["word"] == RESTART:
            self._restart(step)
        else:
            self._page(step, before, after)

    def _merge(self, step: re.Match[str]) -> None:
        since = self.source[self._counted : step.start()]
        self._counted = step.start()
        self._cells += len(_CELL.findall(since)) - since.count("</w:tc>")
        if self._cells <= 0:
            raise self._fault(step, _("merge_same belongs in the cell of a table"))
        self._replace(step, mark(MERGE))

    def _restart(self, step: re.Match[str]) -> None:
        loops = [block for block in self._blocks if block.is_loop]
        if not loops:
            raise self._fault(step, _("restart_numbering belongs in a loop"))
        loops[-1].restarts = True
        self._replace(step, mark(RESTART, loops[-1].number))

    def _page(
        self, step: re.Match[str], before: list[re.Match[str]], after: list[re.Match[str]]
    ) -> None:
        is_first = (
            bool(before)
            and before[0]["word"] == "for"
            and not self.source[before[0].end() : step.start()].strip()
        )
        if not is_first:
            raise self._fault(
                step, _("page_break_between belongs first in a loop: {%p page_break_between %}")
            )
        if after and after[0]["paragraph"]:
            self._breaks.append(_Break(len(self._blocks), None))
            self._replace(step, "")
            return
        name = f"_new_page_{self._number}"
        self._breaks.append(_Break(len(self._blocks), name))
        self._replace(step, f"{{% set {name} = namespace(due=not loop.first) %}}")

    def _end(self, step: re.Match[str], *, is_whole: bool) -> None:
        """A block ends, or its first half does."""
        if not self._blocks:
            return  # Jinja tells of it
        block = self._blocks[-1]
        if block.is_loop:
            if block.restarts:
                self._replace(step, mark(RESTART_END, block.number) + step[0])
                block.restarts = False
            depth = len(self._blocks)
            self._breaks = [one for one in self._breaks if one.depth < depth]
        if is_whole:
            self._blocks.pop()

    def _paragraph(self, step: re.Match[str]) -> None:
        """Let the paragraph have the page breaks that are due."""
        if not self._breaks:
            return
        old = step["break"]
        if old is None or _OFF.search(old):
            condition = " or ".join(one.condition() for one in self._breaks)
            sets = "".join(
                f"{{% set {one.name}.due = false %}}" for one in self._breaks if one.name
            )
            self._replace(step, _with_break(step, f"{{% if {condition} %}}{sets}"))
        depth = len(self._blocks)
        self._breaks = [one for one in self._breaks if one.depth < depth]

    def _fault(self, step: re.Match[str], reason: str) -> jinja2.TemplateSyntaxError:
        return jinja2.TemplateSyntaxError(reason, self.source.count("\n", 0, step.start()) + 1)


def _with_break(step: re.Match[str], begin: str) -> str:
    """The beginning of a paragraph, with a page break before it between `begin` and an endif.

    Source:
        ECMA-376 Part 1, 17.3.1.23 (pageBreakBefore); it follows pStyle, keepNext and keepLines.
    """
    opening = f"<w:p{step['attributes']}>"
    if step["properties"]:
        return f"{opening}{step['properties']}{begin}<w:pageBreakBefore/>{{% endif %}}"
    ending = "</w:p>" if step["empty"] else ""
    return f"{opening}{begin}<w:pPr><w:pageBreakBefore/></w:pPr>{{% endif %}}{ending}"
