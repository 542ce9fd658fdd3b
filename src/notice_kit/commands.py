"""The commands: each parses, calls one function and hands the result to `report.py`.

What a command needs is imported when it runs, so that `--help` does not wait for Excel and Word.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

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


class CheckFormat(StrEnum):
    """For people, for other programs, or for the services that show SARIF."""

    HUMAN = "human"
    JSON = "json"
    SARIF = "sarif"


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
    pdf: Annotated[bool, typer.Option("--pdf", help=_("Make a PDF beside each document."))] = False,
    output: Output = Format.HUMAN,
) -> None:
    """See `building.build`."""
    from notice_kit import report
    from notice_kit.building import OUTPUT, BuildReport, build, prepare

    with report.progress() as shown:
        if dry_run:
            result = BuildReport(prepare(folder, names or (), only or (), shown))
        else:
            result = build(folder, names or (), only or (), strict=strict, pdf=pdf, progress=shown)
    verb = "plan" if dry_run else "build"
    report.show(result, as_json=output is Format.JSON, verb=verb, folder=folder / OUTPUT)
    fine = result.prepared.is_ready(strict=strict) and result.is_complete
    raise typer.Exit(0 if fine else 1)


@app.command("convert", help=_("Make PDF files of Word files, with LibreOffice."))
def convert_command(
    files: Annotated[list[Path], typer.Argument(help=_("Word files."))],
    directory: Annotated[
        Path | None, typer.Option("-o", help=_("Where PDFs go; beside each file when left out."))
    ] = None,
    pdfa: Annotated[
        int | None, typer.Option("--pdfa", min=1, max=3, help=_("PDF/A of this part: 1, 2 or 3."))
    ] = None,
    fonts_dir: Annotated[
        Path | None, typer.Option("--fonts-dir", help=_("A folder of fonts that come first."))
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help=_("How many LibreOffices at once."))
    ] = None,
    output: Output = Format.HUMAN,
) -> None:
    """See `converting.convert`."""
    from notice_kit import report
    from notice_kit.converting import PdfA, convert

    with report.progress() as shown:
        result = convert(
            files,
            directory,
            pdfa=cast("PdfA | None", pdfa),
            fonts_dir=fonts_dir,
            workers=workers,
            progress=shown,
        )
    report.show_converted(result, as_json=output is Format.JSON)
    raise typer.Exit(1 if result.failed else 0)


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
    deliver(compile_template(template).render(context, folder=data.parent), target)


@app.command("bind", help=_("Bind Word files into one; each keeps its pages and looks."))
def bind_command(
    files: Annotated[list[Path], typer.Argument(help=_("Word files, in the order of the book."))],
    target: Annotated[Path, typer.Option("-o", help=_("The file to write."))],
    restart_pages: Annotated[
        bool, typer.Option("--restart-pages", help=_("Page numbers begin anew in each."))
    ] = False,
    odd: Annotated[bool, typer.Option("--odd", help=_("Each begins on an odd page."))] = False,
) -> None:
    """See `bind`."""
    from notice_kit import report
    from notice_kit.binding.binder import BookPart, bind
    from notice_kit.delivery import deliver

    parts = [BookPart(file, str(file), odd, restart_pages) for file in files]
    bound = bind(parts)
    report.show_findings(bound.findings)
    deliver(bound.content, target)


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


@app.command("compose", help=_("Make a Word template by GB/T 9704-2012 from a manuscript."))
def compose_command(
    manuscript: Annotated[Path, typer.Argument(help=_("A .yaml file: what stands in it."))],
    target: Annotated[Path, typer.Option("-o", help=_("The Word file to write."))],
) -> None:
    """See `composing.compose_file`."""
    from notice_kit import report
    from notice_kit.composing import compose_file
    from notice_kit.delivery import deliver

    content, findings = compose_file(manuscript)
    report.show_findings(findings)
    deliver(content, target)


@app.command("check", help=_("Check Word files by GB/T 9704-2012."))
def check_command(
    paths: Annotated[list[Path], typer.Argument(help=_("Word files, or folders of them."))],
    output: Annotated[
        CheckFormat, typer.Option("--format", help=_("For people, or for programs."))
    ] = CheckFormat.HUMAN,
    profile: Annotated[
        Path | None, typer.Option("--profile", help=_("Local custom: a YAML file, or a name."))
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Warnings count too."))] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help=_("Write a copy with all put right that changes no word.")),
    ] = False,
    target: Annotated[
        Path | None, typer.Option("-o", help=_("The copy; NAME.fixed.docx when left out."))
    ] = None,
) -> None:
    """See `checking.check_files` and `fixing.fix_files`."""
    from notice_kit import check_report
    from notice_kit.checking import check_files
    from notice_kit.profile import read_profile
    from notice_kit.rules.registry import all_rules

    if target is not None and not fix:
        raise typer.BadParameter(_("-o goes with --fix only"))
    wanted = None if profile is None else read_profile(profile, all_rules())
    if fix:
        from notice_kit.fixing import fix_files

        fixed = fix_files(paths, target, wanted)
        checked = [one.checked for one in fixed]
        check_report.show_fixed(fixed, output.value)
    else:
        checked = check_files(paths, wanted)
        check_report.show(checked, output.value)
    raise typer.Exit(check_report.exit_code(checked, strict=strict))


@app.command("rules", help=_("List the rules of check, or show one of them."))
def rules_command(
    identifier: Annotated[str | None, typer.Argument(help=_("The id of a rule."))] = None,
) -> None:
    """See `rules.registry.all_rules`."""
    from notice_kit import check_report

    check_report.show_rules(identifier)


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
