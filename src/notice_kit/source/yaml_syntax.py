"""What the YAML parser complains of, in plain language.

Code: NK-S10 not valid YAML.
"""

from __future__ import annotations

import re

import yaml

from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _

_SPECIAL = tuple("@`%*&!|>")


def syntax_error(problem: yaml.MarkedYAMLError, lines: list[str], name: str) -> Finding:
    """The finding for what the parser could not read.

    Args:
        problem: raised by PyYAML, its C parser or its Python parser.
        lines: the lines of the file.
        name: the file as the user knows it.
    """
    line, column = _position(problem)
    text = lines[line] if line < len(lines) else ""
    message = _("YAML cannot be read here: {problem}").format(problem=problem.problem)
    remedy = _hint(problem.problem or "", lines, line, column)
    place = Location(name, line + 1, column + 1)
    return error("NK-S10", message, place, found=text.strip() or None, remedy=remedy)


def colon_hint(text: str) -> str | None:
    """A remedy where a full-width colon was written for the half-width one, or None."""
    if "：" not in text:
        return None
    return _("Did you mean “:” and a space instead of the full-width “：”?")


def _position(problem: yaml.MarkedYAMLError) -> tuple[int, int]:
    """Line and column from 0: where the unreadable thing begins, not where the parser gave up."""
    mark = problem.problem_mark
    scanning = (problem.context or "").startswith(("while scanning", "while parsing a tag"))
    if problem.context_mark and scanning and "tab character" not in (problem.problem or ""):
        mark = problem.context_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _hint(problem: str, lines: list[str], line: int, column: int) -> str:
    text = lines[line] if line < len(lines) else ""
    if re.match(r" *\t", text):
        return _("Indent with spaces, not with the tab key.")
    if "{{" in text or "{%" in text:
        return _('Put a value with {{ }} in it in double quotes: "{{ unit.name }}".')
    colon = colon_hint(text) or (colon_hint(lines[line - 1]) if line else None)
    if colon and ("mapping values" in problem or "expected ':'" in problem):
        return colon
    if text[column : column + 1] in _SPECIAL:
        character = text[column]
        return _("Put a value that begins with “{character}” in double quotes.").format(
            character=character
        )
    return _hint_by_problem(problem, text[:column])


def _hint_by_problem(problem: str, before: str) -> str:
    if "mapping values" in problem and re.search(r":\s", before):
        return _("Put a value with a colon and a space in it in double quotes.")
    if "end of stream" in problem:
        return _("The closing quotation mark is missing.")
    if "expected ','" in problem:
        return _("A comma or the closing bracket is missing before this.")
    if "escape" in problem:
        return _("In double quotes a “\\” has a meaning of its own; use single quotes.")
    if "expected ':'" in problem:
        return _("This line has no colon; write “name: value”.")
    if before.rstrip().endswith(('"', "'")):
        return _("Nothing may follow the closing quotation mark; put all of the value inside.")
    return _("Check the indent: lines of one level begin in the same column.")
