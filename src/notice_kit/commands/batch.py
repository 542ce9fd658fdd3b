"""Commands that tell what a build would do."""

from __future__ import annotations

from pathlib import Path

import typer

from notice_kit.commands.options import Folder, Format, Names, Only, Output, app
from notice_kit.messages import _


@app.command("status", help=_("Show which documents are new, changed or no longer planned."))
def status_command(
    names: Names = None,
    folder: Folder = Path(),
    only: Only = None,
    output: Output = Format.HUMAN,
) -> None:
    """See `changes.status`."""
    from notice_kit import status_report
    from notice_kit.changes import status

    found = status(folder, names or (), only or ())
    status_report.show_status(found, as_json=output is Format.JSON)
    raise typer.Exit(0 if found.prepared.is_ready(strict=False) else 1)


@app.command("diff", help=_("Show what a build would change in the documents that are there."))
def diff_command(
    names: Names = None,
    folder: Folder = Path(),
    only: Only = None,
    output: Output = Format.HUMAN,
) -> None:
    """See `differences.differences`."""
    from notice_kit import report, status_report
    from notice_kit.changes import status
    from notice_kit.differences import differences

    found = status(folder, names or (), only or ())
    report.show_findings(found.prepared.findings)
    status_report.show_differences(differences(found, folder), as_json=output is Format.JSON)
    raise typer.Exit(0 if found.prepared.is_ready(strict=False) else 1)
