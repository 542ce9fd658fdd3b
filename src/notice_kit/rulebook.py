"""The rule texts of `rules/`: one file for each rule; a branch may add its own or replace one.

A file's first line is `# title`. Paragraphs are separated by blank lines; how a paragraph begins
says what it is: `第一章　` a chapter, `第一条　` an article, `（一）` an item, anything else more
of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.numerals import spoken
from notice_kit.source.text import read_text
from notice_kit.template.environment import TEXT
from notice_kit.template.faults import attempt

_NUMBER = "[一二三四五六七八九十百零]+"
_ROLES = (
    ("chapter", re.compile(rf"(第{_NUMBER}章)[\s　]+(.+)", re.DOTALL)),
    ("article", re.compile(rf"(第{_NUMBER}条)[\s　]+(.+)", re.DOTALL)),
    ("item", re.compile(rf"(（{_NUMBER}）)(.+)", re.DOTALL)),
)


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
class Rulebook:
    """All rule texts: the county's, and those of single branches by their code.

    Attributes:
        unread: stems of rules whose files are there but cannot be used (findings say why).
    """

    common: tuple[RuleText, ...]
    own: Mapping[str, tuple[RuleText, ...]]
    unread: frozenset[str] = frozenset()

    def of(self, branch_code: str) -> list[RuleText]:
        """The rules of a branch, in order: its own replace the county's of the same stem."""
        own = self.own.get(branch_code, ())
        replaced = {rule.stem for rule in own}
        kept = [rule for rule in self.common if rule.stem not in replaced]
        return sorted([*kept, *own], key=lambda rule: rule.order)


def read_rulebook(folder: Path, name: str) -> tuple[Rulebook, list[Finding]]:
    """The rule texts below `folder` (shown as `name`), and what is wrong with their tags.

    A folder that does not exist is a rulebook without rules.
    """
    findings: list[Finding] = []
    unread: set[str] = set()
    common = _read_folder(folder, name, findings, unread)
    own = {
        inner.name: _read_folder(inner, f"{name}/{inner.name}", findings, unread)
        for inner in sorted(path for path in folder.glob("*") if path.is_dir())
        if not inner.name.startswith(".")
    }
    return Rulebook(common, own, frozenset(unread)), findings


def _read_folder(
    folder: Path, name: str, findings: list[Finding], unread: set[str]
) -> tuple[RuleText, ...]:
    """The rules of one folder; what is wrong goes into `findings`, and its stems into `unread`."""
    rules: list[RuleText] = []
    for path in sorted(folder.glob("*.md")):
        file = f"{name}/{path.name}"
        stem = re.sub(r"^\d+[-_.、 ]*", "", path.stem)
        try:
            text, problems = read_text(path, file)
            findings += problems
            rules.append(RuleText(file, stem, path.name, TEXT.from_string(text)))
        except SourceError as caught:
            findings += caught.findings
            unread.add(stem)
        except jinja2.TemplateSyntaxError as caught:
            findings.append(_syntax_finding(caught, file))
            unread.add(stem)
    return tuple(rules)


def _syntax_finding(caught: jinja2.TemplateSyntaxError, file: str) -> Finding:
    return error(
        "NK-T01",
        _("the tags do not fit together: {reason}").format(reason=caught.message),
        Location(file, line=caught.lineno),
        remedy=_("Every {% if %} and {% for %} needs its end, and every {{ its }}."),
    )


def check_rulebook(
    rulebook: Rulebook, required: Sequence[str], branches: Mapping[str, str], place: Location
) -> list[Finding]:
    """Required rules that are missing or double, and folders of branches that do not exist.

    Args:
        rulebook: the rule texts.
        required: stems that every booklet must hold.
        branches: code → name of all branches.
        place: where `required` is written.
    """
    findings: list[Finding] = []
    for code, rules in rulebook.own.items():
        if code not in branches:
            findings.append(
                error(
                    "NK-D20",
                    _("rules for “{code}”, but there is no such branch").format(code=code),
                    Location(rules[0].file if rules else code),
                    remedy=did_you_mean(code, branches)
                    or _("Name the folder as the branch's code in sheet 党组织."),
                )
            )
    reported: set[tuple[str, int]] = set()
    for code, branch in branches.items():
        stems = [rule.stem for rule in rulebook.of(code)]
        for stem in required:
            if stem in rulebook.unread:
                continue
            count = stems.count(stem)
            if count != 1 and (stem, count) not in reported:
                reported.add((stem, count))
                findings.append(_count_finding(stem, count, branch, place))
    return findings


def _count_finding(stem: str, count: int, branch: str, place: Location) -> Finding:
    if count == 0:
        return error(
            "NK-D21",
            _("the rule “{rule}” is missing for {branch}").format(rule=stem, branch=branch),
            place,
            remedy=_("Add a file such as rules/01-{rule}.md.").format(rule=stem),
        )
    return error(
        "NK-D22",
        _("the rule “{rule}” is there {count} times for {branch}").format(
            rule=stem, count=count, branch=branch
        ),
        place,
        remedy=_("Keep one file of that name."),
    )


def fill_rule(rule: RuleText, context: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The rule filled for a branch: `title`, `paragraphs` (role, label, text); its faults."""
    text, faults = attempt(lambda: rule.template.render(context))
    problems = [
        error("NK-T05", fault.message, Location(rule.file, line=fault.line), remedy=fault.remedy)
        for fault in faults
    ]
    title, _line_break, body = (text or "").strip().partition("\n")
    blocks = [block.strip() for block in re.split(r"\n\s*\n", body)]
    paragraphs = [_paragraph(block) for block in blocks if block]
    if not problems:
        problems += _check_form(rule, title, paragraphs)
    return {"title": title.removeprefix("#").strip(), "paragraphs": paragraphs}, problems


def _paragraph(block: str) -> dict[str, str]:
    text = block.replace("\n", "")
    for role, pattern in _ROLES:
        match = pattern.fullmatch(text)
        if match:
            return {"role": role, "label": match[1], "text": match[2].strip()}
    return {"role": "text", "label": "", "text": text}


def _check_form(
    rule: RuleText, title: str, paragraphs: Sequence[Mapping[str, str]]
) -> Iterator[Finding]:
    """A title that is missing, and articles whose numbers leave a gap or come twice."""
    if not title.startswith("#"):
        yield error(
            "NK-D23",
            _("the rule has no title"),
            Location(rule.file, line=1),
            found=title[:40],
            remedy=_("Begin the file with “# ” and the title."),
        )
    labels = [paragraph["label"] for paragraph in paragraphs if paragraph["role"] == "article"]
    for number, label in enumerate(labels, start=1):
        wanted = f"第{spoken(number)}条"
        if label != wanted:
            yield error(
                "NK-D24",
                _("the articles are not numbered in order"),
                Location(rule.file),
                found=label,
                wanted=wanted,
                remedy=_("Number them from 第一条 on, without gap or repeat."),
            )
            return
