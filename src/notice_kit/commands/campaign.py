"""Commands that work on a campaign folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from notice_kit.commands.options import Folder, Format, Names, Only, Output, Strict, app
from notice_kit.messages import _


@app.command("init", help=_("Make a new campaign folder that builds as it is."))
def init_command(
    directory: Annotated[Path, typer.Argument(help=_("The folder to make."))],
) -> None:
    """See `starter.init`."""
    from notice_kit import report
    from notice_kit.starter import init

    report.show_init(directory, init(directory))


@app.command("validate", help=_("Check data and templates; show all problems at once."))
def validate_command(
    folder: Folder = Path(),
    strict: Strict = False,
    output: Output = Format.HUMAN,
    mark: Annotated[
        bool, typer.Option("--mark", help=_("Write a copy of each faulty template, with comments."))
    ] = False,
) -> None:
    """See `building.prepare`."""
    from notice_kit import report
    from notice_kit.built import BuildReport
    from notice_kit.preparation import prepare

    with report.progress() as shown:
        prepared = prepare(folder, progress=shown)
    report.show(BuildReport(prepared), as_json=output is Format.JSON, verb="validate")
    if mark:
        from notice_kit.marking import mark_templates

        report.show_marked(mark_templates(folder, prepared.findings))
    raise typer.Exit(0 if prepared.is_ready(strict=strict) else 1)


@app.command("build", help=_("The main job: make all documents into output/."))
def build_command(
    names: Names = None,
    folder: Folder = Path(),
    only: Only = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show the plan; write nothing."))
    ] = False,
    strict: Strict = False,
    pdf: Annotated[bool, typer.Option("--pdf", help=_("Make a PDF beside each document."))] = False,
    contact_sheet: Annotated[
        bool,
        typer.Option("--contact-sheet", help=_("PDFs, and a sheet of first pages per family.")),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help=_("Make all anew, also what has not changed."))
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help=_("Remove documents that are no longer planned."))
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, help=_("How many processes; one for each processor.")),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", help=_("A Dask cluster that makes them: tcp://HOST:8786.")),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--output",
            help=_("A .zip file for all documents, or a store: s3://BUCKET/FOLDER."),
        ),
    ] = None,
    output: Output = Format.HUMAN,
) -> None:
    """See `building.build`."""
    from notice_kit import report
    from notice_kit.building import OUTPUT, build
    from notice_kit.built import BuildReport
    from notice_kit.preparation import prepare

    pdf = pdf or contact_sheet
    where = None if target is None else _target(target)
    if where is not None and (pdf or prune):
        raise typer.BadParameter(_("--output goes without --pdf and --prune"))
    if scheduler is not None and workers is not None:
        raise typer.BadParameter(_("--scheduler and --workers do not go together"))
    with report.progress() as shown:
        if dry_run:
            result = BuildReport(prepare(folder, names or (), only or (), shown))
        else:
            result = build(
                folder,
                names or (),
                only or (),
                strict=strict,
                pdf=pdf,
                force=force,
                prune=prune,
                workers=workers,
                scheduler=scheduler,
                target=where,
                progress=shown,
            )
    verb = "plan" if dry_run else "build"
    report.show(result, as_json=output is Format.JSON, verb=verb, folder=where or folder / OUTPUT)
    if contact_sheet and result.there:
        from notice_kit.print_report import show_contact_sheets
        from notice_kit.printing.campaign_sheets import deliver_contact_sheets

        sheets = deliver_contact_sheets(folder / OUTPUT, result.there, result.findings)
        show_contact_sheets(sheets, as_json=output is Format.JSON)
    fine = result.prepared.is_ready(strict=strict) if dry_run else result.is_fine(strict=strict)
    raise typer.Exit(0 if fine else 1)


def _target(text: str) -> Path | str:
    """The archive, or the address of the store, that `--output` names.

    Raises:
        typer.BadParameter: it is neither.
    """
    from notice_kit.cluster.store import is_address

    if is_address(text):
        return text
    if Path(text).suffix.lower() != ".zip":
        raise typer.BadParameter(
            _("--output names a .zip file, or a store by its address, such as s3://BUCKET/FOLDER")
        )
    return Path(text)
