"""What `check` and `rules` print."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from notice_kit.checking import Checked
from notice_kit.errors import UsageError
from notice_kit.findings import Location, Severity, did_you_mean, error
from notice_kit.fixing import FixedFile
from notice_kit.messages import _, ngettext
from notice_kit.report import show_findings
from notice_kit.rules.registry import Rule, all_rules
from notice_kit.sarif import sarif


def exit_code(checked: Sequence[Checked], *, strict: bool) -> int:
    """2 when a file could not be read, 1 when rules are broken that must be kept, else 0.

    Args:
        checked: the files.
        strict: rules that should be kept count too.
    """
    if any(one.kind is None for one in checked):
        return 2
    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return int(any(one.count(severity) for one in checked for severity in counted))


def show(checked: Sequence[Checked], form: str) -> None:
    """What was found.

    Args:
        checked: the files.
        form: `human`: findings on stderr, a table of files and the totals on stdout; `json` and
            `sarif`: one object on stdout.
    """
    if form != "human":
        log = _as_dict(checked) if form == "json" else sarif(checked, all_rules().values())
        sys.stdout.write(json.dumps(log, ensure_ascii=False, indent=2) + "\n")
        return
    for one in checked:
        show_findings(one.findings)
    console = Console(highlight=False)
    if len(checked) > 1:
        console.print(_table(checked))
    console.print(_totals(checked), soft_wrap=True)


def show_fixed(fixed: Sequence[FixedFile], form: str) -> None:
    """What was put right and where it was written, then what is left as `show` tells it.

    Args:
        fixed: the files.
        form: as for `show`; `json` has the fixes of each file too.
    """
    checked = [one.checked for one in fixed]
    if form == "json":
        log = _as_dict(checked, fixed)
        sys.stdout.write(json.dumps(log, ensure_ascii=False, indent=2) + "\n")
        return
    if form == "human":
        console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
        for one in fixed:
            for fix in one.fixes:
                console.print(_("fixed: {line}").format(line=fix))
            if one.written is not None:
                console.print(_("written: {file}").format(file=one.written))
    show(checked, form)


def _table(checked: Sequence[Checked]) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column(_("file"), overflow="fold")
    table.add_column(_("is"), overflow="fold")
    for title in (_("must"), _("should"), _("info")):
        table.add_column(title, justify="right")
    for one in checked:
        kind = _("not read") if one.kind is None else one.kind.value
        counts = (one.count(severity) for severity in Severity)
        table.add_row(one.file, kind, *map(str, counts))
    return table


def _totals(checked: Sequence[Checked]) -> str:
    files, musts, shoulds = (
        len(checked),
        sum(one.count(Severity.ERROR) for one in checked),
        sum(one.count(Severity.WARNING) for one in checked),
    )
    parts = (
        ngettext("{count} file", "{count} files", files).format(count=files),
        ngettext("{count} error", "{count} errors", musts).format(count=musts),
        ngettext("{count} warning", "{count} warnings", shoulds).format(count=shoulds),
    )
    return _(", ").join(parts)


def _as_dict(checked: Sequence[Checked], fixed: Sequence[FixedFile] = ()) -> dict[str, object]:
    repairs = {id(one.checked): one for one in fixed}
    return {
        "files": [
            {
                "file": one.file,
                **_repair(repairs.get(id(one))),
                "kind": None if one.kind is None else one.kind.value,
                "findings": [finding.to_dict() for finding in one.findings],
                "totals": {f"{severity.value}s": one.count(severity) for severity in Severity},
            }
            for one in checked
        ],
        "totals": {
            f"{severity.value}s": sum(one.count(severity) for one in checked)
            for severity in Severity
        },
    }


def _repair(fixed: FixedFile | None) -> dict[str, object]:
    """What JSON says of a file that was gone through; nothing for one that was only checked."""
    if fixed is None:
        return {}
    return {
        "source": fixed.file,
        "written": None if fixed.written is None else str(fixed.written),
        "fixes": [fix.finding.to_dict() for fix in fixed.fixes],
    }


def show_rules(identifier: str | None) -> None:
    """All rules in a table, or one of them in full.

    Raises:
        UsageError: there is no such rule.
    """
    rules = all_rules()
    console = Console(highlight=False)
    if identifier is None:
        console.print(_rule_table(list(rules.values())))
        return
    rule = rules.get(identifier.upper())
    if rule is None:
        raise UsageError(
            error(
                "NK-G04",
                _("there is no rule “{id}”").format(id=identifier),
                Location("notice-kit rules"),
                remedy=did_you_mean(identifier.upper(), rules)
                or _("`notice-kit rules` lists all."),
            )
        )
    _show_rule(console, rule)


def severity_word(severity: Severity) -> str:
    """What a rule's severity means, in a word."""
    words = {
        Severity.ERROR: _("must"), Severity.WARNING: _("should"), Severity.INFO: _("info"),
    }  # fmt: skip
    return words[severity]


def _rule_table(rules: list[Rule]) -> Table:
    table = Table(box=None, header_style="bold")
    for title in (_("rule"), _("severity"), _("basis"), _("title")):
        table.add_column(title, overflow="fold")
    for rule in rules:
        table.add_row(rule.id, severity_word(rule.severity), rule.basis, rule.title)
    return table


def _show_rule(console: Console, rule: Rule) -> None:
    def line(text: str) -> None:
        console.print(text, soft_wrap=True, markup=False)

    line(f"{rule.id}  {rule.title}")
    line(_(", ").join((severity_word(rule.severity), rule.basis)))
    for word, text in (
        (_("What"), rule.what), (_("Why"), rule.why), (_("Good"), rule.good), (_("Bad"), rule.bad),
    ):  # fmt: skip
        line("\n" + _("{section}: {text}").format(section=word, text=text))
