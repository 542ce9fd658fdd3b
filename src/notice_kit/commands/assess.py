"""The command that ranks candidates."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from notice_kit.commands.options import Folder, app
from notice_kit.messages import _


class AssessFormat(StrEnum):
    """For people, for other programs, or as a workbook."""

    HUMAN = "human"
    JSON = "json"
    XLSX = "xlsx"


@app.command("assess", help=_("Rank the candidates: who is eligible, who wins, who comes next."))
def assess_command(
    folder: Folder = Path(),
    output: Annotated[
        AssessFormat, typer.Option("--format", help=_("For people, for programs, or a workbook."))
    ] = AssessFormat.HUMAN,
    target: Annotated[
        Path | None, typer.Option("-o", help=_("The file to write; xlsx needs one."))
    ] = None,
    sheets: Annotated[
        Path | None,
        typer.Option("--sheets", help=_("Write an empty score sheet for each group here.")),
    ] = None,
) -> None:
    """See `assessing.assess`."""
    if output is AssessFormat.XLSX and target is None:
        raise typer.BadParameter(_("--format xlsx needs -o"))
    if output is AssessFormat.HUMAN and target is not None:
        raise typer.BadParameter(_("-o goes with --format json or xlsx"))
    from notice_kit import assess_report
    from notice_kit.assess_workbook import assess_workbook
    from notice_kit.assessing import assess
    from notice_kit.delivery import deliver
    from notice_kit.findings import has_errors
    from notice_kit.loading import load
    from notice_kit.report import show_findings
    from notice_kit.score_sheets import score_sheets

    campaign, findings = load(folder)
    if campaign is None:
        show_findings(findings)
        raise typer.Exit(1)
    result = assess(campaign)
    findings = [*findings, *result.findings]
    if output is AssessFormat.HUMAN:
        assess_report.show(result, findings)
    elif output is AssessFormat.JSON and target is None:
        typer.echo(assess_report.as_json(result, findings), nl=False)
    elif target is not None:
        text = assess_report.as_json(result, findings).encode()
        show_findings(findings)
        deliver(text if output is AssessFormat.JSON else assess_workbook(result), target)
        assess_report.show_written(target)
    if sheets is not None:
        for path, content in score_sheets(result, sheets):
            deliver(content, path)
            assess_report.show_written(path)
    raise typer.Exit(int(has_errors(findings)))
