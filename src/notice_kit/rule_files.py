"""The files of `rules/`: texts with tags (.md), and Word files of a branch's own (.docx).

Codes: NK-D23 no title, NK-D25 tags in a Word file, NK-D26 a file that is not read, NK-T01 tags that
do not fit together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import jinja2

from notice_kit.binding.insertion import text_of
from notice_kit.binding.opening import open_word
from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, error, has_errors, warning
from notice_kit.messages import _
from notice_kit.ooxml.wml import qualified
from notice_kit.source.text import read_text
from notice_kit.template.environment import TEXT

_P = qualified("p")
_TAG = re.compile(r"\{\{|\{%")
_OTHER_TEXTS = frozenset({".doc", ".docm", ".dotx", ".odt", ".pdf", ".rtf", ".txt", ".wps"})


@dataclass(frozen=True)
class RuleText:
    """A rule as its file has it.

    Attributes:
        file: the file as the user knows it.
        stem: its name without number and suffix (议事规则): what makes two rules the same one.
        order: its file name, by which rules are sorted.
        template: its text, ready to be filled.
    """

    file: str
    stem: str
    order: str
    template: jinja2.Template


@dataclass(frozen=True)
class WordRule:
    """A rule that is a Word file.

    Attributes:
        file: the file as the user knows it, also where it lies in the campaign's folder.
        stem: its name without number and suffix.
        order: its file name, by which rules are sorted.
        title: its first paragraph that says something.
    """

    file: str
    stem: str
    order: str
    title: str


Rule: TypeAlias = RuleText | WordRule


def read_rules(folder: Path, name: str) -> tuple[tuple[Rule, ...], list[Finding], list[str]]:
    """The rules of one folder, what is wrong with them, and the stems of those that are lost."""
    rules: list[Rule] = []
    findings: list[Finding] = []
    unread: list[str] = []
    files = (path for path in folder.glob("*") if path.is_file())
    for path in sorted(path for path in files if not path.name.startswith((".", "~$"))):
        file = f"{name}/{path.name}"
        kind = path.suffix.casefold()
        if kind not in (".md", ".docx"):
            findings += [_not_read(file)] if kind in _OTHER_TEXTS else []
            continue
        stem = re.sub(r"^\d+[-_.、 ]*", "", path.stem)
        read = _read_text if kind == ".md" else _read_word
        rule, problems = read(path, file, stem)
        findings += problems
        if rule is None:
            unread.append(stem)
        else:
            rules.append(rule)
    return tuple(rules), findings, unread


def _read_text(path: Path, file: str, stem: str) -> tuple[Rule | None, list[Finding]]:
    try:
        text, findings = read_text(path, file)
        return RuleText(file, stem, path.name, TEXT.from_string(text)), findings
    except SourceError as caught:
        return None, list(caught.findings)
    except jinja2.TemplateSyntaxError as caught:
        return None, [_syntax_finding(caught, file)]


def _read_word(path: Path, file: str, stem: str) -> tuple[Rule | None, list[Finding]]:
    try:
        opened, findings = open_word(path, file)
    except SourceError as caught:
        return None, list(caught.findings)
    title = next(filter(None, map(text_of, opened.body.iterchildren(_P))), "")
    if not title:
        findings.append(untitled(Location(file), None, _("Give it a title and text.")))
    texts = map(text_of, opened.body.iter(_P))
    findings += [_tag_in_word(file, text) for text in texts if _TAG.search(text)]
    if has_errors(findings):
        return None, findings
    return WordRule(file, stem, path.name, title), findings


def _not_read(file: str) -> Finding:
    return warning(
        "NK-D26",
        _("a file among the rules is of a kind that is not read"),
        Location(file),
        wanted=".md, .docx",
        remedy=_("Open it in Word or WPS and save it as a Word document (.docx), or move it away."),
    )


def _tag_in_word(file: str, text: str) -> Finding:
    return error(
        "NK-D25",
        _("tags in a rule that is a Word file are not filled in"),
        Location(file, paragraph=text[:40]),
        remedy=_("Write what it is to say, or make the rule a text file (.md)."),
    )


def _syntax_finding(caught: jinja2.TemplateSyntaxError, file: str) -> Finding:
    return error(
        "NK-T01",
        _("the tags do not fit together: {reason}").format(reason=caught.message),
        Location(file, line=caught.lineno),
        remedy=_("Every {% if %} and {% for %} needs its end, and every {{ its }}."),
    )


def untitled(place: Location, found: str | None, remedy: str) -> Finding:
    """That a rule has no title."""
    return error("NK-D23", _("the rule has no title"), place, found=found, remedy=remedy)
