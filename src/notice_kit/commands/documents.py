"""Commands that make, change or bind single Word files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from notice_kit.commands.options import Folder, Format, Output, app
from notice_kit.findings import Finding
from notice_kit.messages import _


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


@app.command("tabulate", help=_("Make Excel workbooks of the tables of Word files."))
def tabulate_command(
    files: Annotated[list[Path], typer.Argument(help=_("Word files."))],
    directory: Annotated[
        Path | None,
        typer.Option("-o", help=_("Where workbooks go; beside each file when left out.")),
    ] = None,
) -> None:
    """See `tabulating.tabulate`."""
    from notice_kit import report
    from notice_kit.delivery import deliver
    from notice_kit.errors import NoticeKitError
    from notice_kit.files import read_bytes
    from notice_kit.tabulating import tabulate

    failed: list[Finding] = []
    for file in files:
        target = (directory or file.parent) / f"{file.stem}.xlsx"
        try:
            deliver(tabulate(read_bytes(file, str(file)), str(file)), target)
        except NoticeKitError as caught:  # one bad file never stops the rest
            failed += caught.findings
        else:
            typer.echo(target)
    report.show_findings(failed)
    raise typer.Exit(1 if failed else 0)


@app.command("render", help=_("Fill one Word template with one YAML or JSON file."))
def render_command(
    template: Annotated[Path, typer.Argument(help=_("A .docx with docxtpl tags."))],
    data: Annotated[Path, typer.Argument(help=_("A .yaml or .json file: names and values."))],
    target: Annotated[Path, typer.Option("-o", help=_("The file to write."))],
) -> None:
    """See `compile_template`."""
    from notice_kit import report
    from notice_kit.delivery import deliver
    from notice_kit.paginating import Paginator
    from notice_kit.source.context_file import read_context
    from notice_kit.template.compile import compile_template

    context, findings = read_context(data, str(data))
    report.show_findings(findings)
    content = compile_template(template).render(context, folder=data.parent)
    with Paginator() as paginator:
        filled = paginator.paginate(content, str(target))
    report.show_findings(filled.findings)
    deliver(filled.content, target)


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
    from notice_kit.binding.binder import bind
    from notice_kit.binding.part import BookPart
    from notice_kit.delivery import deliver
    from notice_kit.paginating import Paginator

    parts = [BookPart(file, str(file), odd, restart_pages) for file in files]
    bound = bind(parts)
    with Paginator() as paginator:
        filled = paginator.paginate(bound.content, str(target))
    report.show_findings([*bound.findings, *filled.findings])
    deliver(filled.content, target)


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
