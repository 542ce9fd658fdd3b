"""The rules of `rules/`: one file for each rule; a branch may add its own or replace one.

A rule is a text (.md) or a Word file of the branch's own (.docx), which is bound in as it is. The
first line of a text is `# title`. Paragraphs are separated by blank lines; how a paragraph begins
says what it is: `第一章　` a chapter, `第一条　` an article, `（一）` an item, anything else more
of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.numerals import spoken
from notice_kit.rule_files import Rule, RuleText, WordRule, read_rules, untitled
from notice_kit.template.faults import attempt

_NUMBER = "[一二三四五六七八九十百零]+"
_ROLES = (
    ("chapter", re.compile(rf"(第{_NUMBER}章)[\s　]+(.+)", re.DOTALL)),
    ("article", re.compile(rf"(第{_NUMBER}条)[\s　]+(.+)", re.DOTALL)),
    ("item", re.compile(rf"(（{_NUMBER}）)(.+)", re.DOTALL)),
)


@dataclass(frozen=True)
class Rulebook:
    """All rules: the county's, and those of single branches by their code.

    Attributes:
        unread: rules whose files are there but cannot be used (findings say why): the branch's
            code, empty for the county's, and the stem.
    """

    common: tuple[Rule, ...]
    own: Mapping[str, tuple[Rule, ...]]
    unread: frozenset[tuple[str, str]] = frozenset()

    def of(self, branch_code: str) -> list[Rule]:
        """The rules of a branch, in order: its own replace the county's of the same stem."""
        own = self.own.get(branch_code, ())
        replaced = {rule.stem for rule in own}
        kept = [rule for rule in self.common if rule.stem not in replaced]
        return sorted([*kept, *own], key=lambda rule: rule.order)


def read_rulebook(folder: Path, name: str) -> tuple[Rulebook, list[Finding]]:
    """The rule texts below `folder` (shown as `name`), and what is wrong with their tags.

    A folder that does not exist is a rulebook without rules.
    """
    common, findings, lost = read_rules(folder, name)
    unread = {("", stem) for stem in lost}
    own: dict[str, tuple[Rule, ...]] = {}
    for inner in sorted(path for path in folder.glob("*") if path.is_dir()):
        if not inner.name.startswith("."):
            own[inner.name], problems, lost = read_rules(inner, f"{name}/{inner.name}")
            findings += problems
            unread |= {(inner.name, stem) for stem in lost}
    return Rulebook(common, own, frozenset(unread)), findings


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
    found: dict[tuple[str, int], list[str]] = {}
    for code, branch in branches.items():
        stems = [rule.stem for rule in rulebook.of(code)]
        for stem in dict.fromkeys([*required, *stems]):
            if {("", stem), (code, stem)} & rulebook.unread:
                continue
            count = stems.count(stem)
            if count != 1:
                found.setdefault((stem, count), []).append(branch)
    for (stem, count), concerned in found.items():
        everyone = len(concerned) == len(branches) > 1
        names = _("all branches") if everyone else "、".join(concerned)
        findings.append(_count_finding(stem, count, names, place))
    return findings


def _count_finding(stem: str, count: int, branches: str, place: Location) -> Finding:
    if count == 0:
        return error(
            "NK-D21",
            _("the rule “{rule}” is missing for {branches}").format(rule=stem, branches=branches),
            place,
            remedy=_("Add a file such as rules/01-{rule}.md.").format(rule=stem),
        )
    return error(
        "NK-D22",
        _("the rule “{rule}” is there {count} times for {branches}").format(
            rule=stem, count=count, branches=branches
        ),
        place,
        remedy=_("Keep one file of that name."),
    )


def fill_rule(rule: Rule, context: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The rule filled for a branch: `title`, `paragraphs` (role, label, text), `word`; its faults.

    `word` is the place of a rule that is a Word file, which has no paragraphs; else it is empty.
    """
    if isinstance(rule, WordRule):
        return {"title": rule.title, "paragraphs": [], "word": rule.file}, []
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
    title = title.removeprefix("#").strip()
    return {"title": title, "paragraphs": paragraphs, "word": ""}, problems


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
        remedy = _("Begin the file with “# ” and the title.")
        yield untitled(Location(rule.file, line=1), title[:40], remedy)
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
