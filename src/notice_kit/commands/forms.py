"""The command that reads forms back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from notice_kit.commands.options import Folder, Format, Output, app
from notice_kit.messages import _


@app.command("collect", help=_("Read filled-in forms back into the data."))
def collect_command(
    files: Annotated[
        list[Path] | None, typer.Argument(help=_("Forms, or folders of them."))
    ] = None,
    folder: Folder = Path(),
    write: Annotated[
        bool, typer.Option("--write", help=_("Put the values into data/collected."))
    ] = False,
    received: Annotated[
        datetime | None,
        typer.Option(
            "--received", formats=["%Y-%m-%d"], help=_("When they came; the forms' dates if not.")
        ),
    ] = None,
    sheets: Annotated[
        Path | None,
        typer.Option("--sheets", help=_("Write a workbook for each unit to nominate in, here.")),
    ] = None,
    output: Output = Format.HUMAN,
) -> None:
    """See `collecting.collect` and `nomination_sheets.nomination_sheets`."""
    from notice_kit import collect_report
    from notice_kit.collecting import collect
    from notice_kit.findings import has_errors

    if bool(files) == bool(sheets):
        raise typer.BadParameter(_("name forms to read, or --sheets and a folder"))
    if sheets is not None:
        _write_sheets(folder, sheets)
        return
    day = received.date() if received else None
    report = collect(folder, files or (), received=day, write=write)
    collect_report.show(report, as_json=output is Format.JSON, written=write)
    raise typer.Exit(1 if has_errors(report.findings) else 0)


def _write_sheets(folder: Path, target: Path) -> None:
    from notice_kit import collect_report
    from notice_kit.collecting import form_definitions
    from notice_kit.delivery import deliver
    from notice_kit.nomination_sheets import nomination_sheets

    made = nomination_sheets(folder, form_definitions(folder)[0])
    for name, content in made.items():
        deliver(content, target / name)
    collect_report.show_written(target / name for name in made)
