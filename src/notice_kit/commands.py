"""The commands: each parses, calls one function and hands the result to `report.py`.

What a command needs is imported when it runs, so that `--help` does not wait for Excel and Word.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from notice_kit.errors import NoticeKitError
from notice_kit.findings import Location, error
from notice_kit.messages import _

app = typer.Typer(
    help=_("Makes and checks official Word documents in series, from a campaign folder."),
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # half of the time of --help
)


class Format(StrEnum):
    """For people, or for other programs."""

    HUMAN = "human"
    JSON = "json"


Folder = Annotated[
    Path,
    typer.Option("-C", help=_("The campaign folder."), exists=True, file_okay=False),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", help=_("Only for the unit or branch of this code; may be repeated.")),
]
Strict = Annotated[bool, typer.Option("--strict", help=_("Warnings stop delivery too."))]
Output = Annotated[Format, typer.Option("--format", help=_("For people, or for programs."))]


@app.callback()
def options(
    lang: Annotated[
        str | None, typer.Option(help=_("Language of messages: en or zh_CN; from the locale."))
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help=_("Show where in the program a fault of its own is."))
    ] = False,
) -> None:
    """Options of every command; `cli.main` has acted on both before this runs."""


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
    from notice_kit.building import BuildReport, prepare

    with report.progress() as shown:
        prepared = prepare(folder, progress=shown)
    report.show(BuildReport(prepared), as_json=output is Format.JSON, verb="validate")
    if mark:
        from notice_kit.marking import mark_templates

        report.show_marked(mark_templates(folder, prepared.findings))
    raise typer.Exit(0 if prepared.is_ready(strict=strict) else 1)


@app.command("build", help=_("The main job: make all documents into output/."))
def build_command(
    names: Annotated[
        list[str] | None, typer.Argument(help=_("Documents or families; all when left out."))
    ] = None,
    folder: Folder = Path(),
    only: Only = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show the plan; write nothing."))
    ] = False,
    strict: Strict = False,
    output: Output = Format.HUMAN,
) -> None:
    """See `building.build`."""
    from notice_kit import report
    from notice_kit.building import OUTPUT, BuildReport, build, prepare

    with report.progress() as shown:
        if dry_run:
            result = BuildReport(prepare(folder, names or (), only or (), shown))
        else:
            result = build(folder, names or (), only or (), strict=strict, progress=shown)
    verb = "plan" if dry_run else "build"
    report.show(result, as_json=output is Format.JSON, verb=verb, folder=folder / OUTPUT)
    fine = result.prepared.is_ready(strict=strict) and not result.failed
    raise typer.Exit(0 if fine else 1)


@app.command("render", help=_("Fill one Word template with one YAML or JSON file."))
def render_command(
    template: Annotated[Path, typer.Argument(help=_("A .docx with docxtpl tags."))],
    data: Annotated[Path, typer.Argument(help=_("A .yaml or .json file: names and values."))],
    target: Annotated[Path, typer.Option("-o", help=_("The file to write."))],
) -> None:
    """See `compile_template`."""
    from notice_kit import report
    from notice_kit.delivery import deliver
    from notice_kit.source.context_file import read_context
    from notice_kit.template.compile import compile_template

    context, findings = read_context(data, str(data))
    report.show_findings(findings)
    deliver(compile_template(template).render(context), target)


@app.command("fields", help=_("List the fields of a Word template, or their JSON Schema."))
def fields_command(
    template: Annotated[str, typer.Argument(help=_("A .docx, or a template's name (with -C)."))],
    folder: Folder = Path(),
    output: Output = Format.HUMAN,
) -> None:
    """See `CompiledTemplate.fields`."""
    from notice_kit import report
    from notice_kit.template.compile import compile_template

    path = folder / "templates" / template / "template.docx"
    compiled = compile_template(path if path.is_file() else Path(template))
    report.show_fields(compiled.fields(), as_json=output is Format.JSON)


def show_error(caught: NoticeKitError) -> None:
    """Tell the user why a command could not go on."""
    from notice_kit import report

    report.show_findings(caught.findings)


def show_fault(caught: Exception) -> None:
    """Tell the user that the kit itself has failed."""
    from notice_kit import report

    report.show_findings(
        [
            error(
                "NK-X01",
                _("a fault in notice_kit itself: {reason}").format(reason=repr(caught)),
                Location("notice-kit"),
                remedy=_("Run the same with --debug before the command, and report what it says."),
            )
        ]
    )
