"""Writes docs/rules/: a page for each rule from its docstring, and the list of them."""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from pathlib import Path

from notice_kit.check_report import severity_word
from notice_kit.rules.registry import Rule, all_rules

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
_MADE = "<!-- made by tools/make_rule_pages.py -->\n"


def pages() -> dict[str, str]:
    """File name → text."""
    rules = all_rules()
    made = {f"{identifier}.md": page(rule) for identifier, rule in rules.items()}
    made["README.md"] = index(list(rules.values()))
    return made


def page(rule: Rule) -> str:
    """The page of a rule."""
    texts = rule.texts
    kinds = "、".join(sorted(kind.value for kind in rule.kinds))
    return (
        f"{_MADE}# {rule.id} {texts.title}\n\n"
        "| | |\n|---|---|\n"
        f"| severity | {severity_word(rule.severity)} |\n"
        f"| rests on | {rule.basis} |\n"
        f"| about | {rule.element.value} |\n"
        f"| holds for | {kinds} |\n\n"
        f"**What.** {texts.what}\n\n**Why.** {texts.why}\n\n"
        f"**Good.** {texts.good}\n\n**Bad.** {texts.bad}\n"
    )


def index(rules: list[Rule]) -> str:
    """The list of all rules, by what they are about."""
    text = f"{_MADE}# Rules\n\n{len(rules)} rules; `notice-kit rules ID` shows one.\n"
    for area, group in groupby(rules, key=lambda rule: rule.id.partition("-")[0]):
        text += f"\n## {area}\n\n| rule | severity | rests on | |\n|---|---|---|---|\n"
        for rule in group:
            link = f"[{rule.id}]({rule.id}.md)"
            severity, title = severity_word(rule.severity), rule.texts.title
            text += f"| {link} | {severity} | {rule.basis} | {title} |\n"
    return text


def main() -> int:
    """Write the pages, or with --check only say which differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if any differs")
    arguments = parser.parse_args()
    wanted = pages()
    present = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    changed = sorted(name for name in wanted if present.get(name) != wanted[name])
    stale = sorted(present.keys() - wanted.keys())
    for name in [*changed, *stale]:
        print(f"docs/rules/{name}")
    if not arguments.check:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in changed:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        for name in stale:
            (FOLDER / name).unlink()
    return 1 if arguments.check and (changed or stale) else 0


if __name__ == "__main__":
    sys.exit(main())
