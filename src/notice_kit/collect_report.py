"""What `collect` prints."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from notice_kit.collecting import Change, CollectReport
from notice_kit.messages import _
from notice_kit.report import show_findings

_SHOWN = 60  # characters of a value


def show(report: CollectReport, *, as_json: bool, written: bool) -> None:
    """What became of the forms.

    Args:
        report: of the collection.
        as_json: one object on stdout; else findings on stderr, forms and changes on stdout.
        written: whether writing was asked for.
    """
    if as_json:
        sys.stdout.write(json.dumps(_as_dict(report), ensure_ascii=False, indent=2) + "\n")
        return
    show_findings(report.findings)
    console = Console(highlight=False, markup=False)
    console.print(_forms(report))
    for form in report.forms:
        for change in form.changes:
            console.print(f"{form.branch} {_line(change)}", soft_wrap=True)
    show_written(report.written)
    if not written and any(form.changes for form in report.forms):
        console.print(_("Nothing is written yet; look it through, then run it with --write."))


def show_written(paths: Iterable[Path | str]) -> None:
    """The files that were written."""
    console = Console(highlight=False, markup=False)
    for path in paths:
        console.print(_("written: {file}").format(file=path), soft_wrap=True)


def _forms(report: CollectReport) -> Table:
    table = Table(box=None, header_style="bold")
    for title in (_("file"), _("branch"), _("status"), _("changes")):
        table.add_column(title, overflow="fold")
    for form in report.forms:
        table.add_row(form.file, form.branch, _status(form.status), str(len(form.changes)))
    return table


def _status(status: str) -> str:
    return {
        "new": _("new"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
        "duplicate": _("duplicate"),
        "conflicting": _("conflicting"),
        "refused": _("refused"),
    }[status]


def _line(change: Change) -> str:
    new = _cut(change.new)
    if change.old is None:
        return f"{change.field}: {new}"
    return f"{change.field}: {_cut(change.old)} → {new}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _as_dict(report: CollectReport) -> dict[str, object]:
    return {
        "forms": [
            {
                "file": form.file,
                "branch": form.branch,
                "status": form.status,
                "changes": [asdict(change) for change in form.changes],
            }
            for form in report.forms
        ],
        "totals": dict(Counter(form.status for form in report.forms)),
        "written": list(report.written),
        "findings": [finding.to_dict() for finding in report.findings],
    }
