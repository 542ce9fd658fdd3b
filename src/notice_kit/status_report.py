"""What `status` and `diff` print."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable

from rich.console import Console

from notice_kit.changes import Standing, State, Status
from notice_kit.differences import Difference
from notice_kit.masking import masked, masked_text
from notice_kit.messages import _
from notice_kit.report import show_findings

_STYLES = {"-": "red", "+": "green"}


def show_status(status: Status, *, as_json: bool) -> None:
    """Each document that a build would touch, with its state, and the counts of all states."""
    if as_json:
        _write_json(
            {
                "documents": [_as_dict(one) for one in status.standings],
                "orphans": [one.file for one in status.orphans],
                "findings": [masked(one.to_dict()) for one in status.prepared.findings],
                "totals": _counts(status),
            }
        )
        return
    show_findings(status.prepared.findings)
    console = Console(highlight=False, soft_wrap=True)
    titles = _titles()
    for one in status.standings:
        if one.state is not State.UNCHANGED:
            shown = one.job.path or f"{one.job.template.name}: {one.job.subject}"
            console.print(f"{titles[one.state]}: {shown}", markup=False)
    for orphan in status.orphans:
        console.print(f"{_('no longer planned')}: {orphan.file}", markup=False)
    counts = [f"{count} {titles.get(state, state)}" for state, count in _shown(status)]
    console.print(_(", ").join(counts) or _("nothing is planned"), markup=False)


def show_differences(found: Iterable[Difference], *, as_json: bool) -> None:
    """Each document that would change, with the paragraphs that go and come."""
    if as_json:
        documents = [
            _as_dict(one.standing) | {"lines": [masked_text(line) for line in one.lines]}
            for one in found
        ]
        _write_json({"documents": documents})
        return
    console = Console(highlight=False, soft_wrap=True)
    titles = _titles()
    for one in found:
        console.print(f"{one.standing.job.path} ({titles[one.standing.state]})", markup=False)
        for line in one.lines:
            console.print(f"  {line}", markup=False, style=_STYLES.get(line[0]))
        if not one.lines:
            console.print("  " + _("no paragraph changes"), markup=False)


def _titles() -> dict[str, str]:
    return {
        State.NEW: _("new"),
        State.CHANGED: _("changed"),
        State.EDITED: _("edited by hand"),
        State.MISSING: _("missing"),
        State.UNCHANGED: _("unchanged"),
        State.FAILED: _("cannot be made"),
        "orphans": _("no longer planned"),
    }


def _counts(status: Status) -> dict[str, int]:
    counted = Counter(one.state for one in status.standings)
    return {**{state.value: counted[state] for state in State}, "orphans": len(status.orphans)}


def _shown(status: Status) -> list[tuple[str, int]]:
    return [(state, count) for state, count in _counts(status).items() if count]


def _as_dict(standing: Standing) -> dict[str, object]:
    job = standing.job
    return {
        "file": job.path,
        "document": job.template.name,
        "for": job.subject,
        "codes": list(job.codes),
        "number": job.number,
        "state": standing.state.value,
    }


def _write_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
