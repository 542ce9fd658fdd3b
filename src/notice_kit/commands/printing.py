"""Commands for what goes to a printer or a print shop."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notice_kit.commands.options import Folder, Only, app
from notice_kit.messages import _

if TYPE_CHECKING:
    from notice_kit.imposition.layout import SheetOptions
    from notice_kit.planning import Job


class BindingName(StrEnum):
    """How sheets become a booklet: see `imposition.signatures.Binding`."""

    SADDLE = "saddle"
    PERFECT = "perfect"
    STACK = "stack"
    SINGLE = "single"


File = Annotated[Path, typer.Argument(help=_("A PDF or Word file."))]
Target = Annotated[Path, typer.Option("-o", help=_("The PDF to write."))]
Pages = Annotated[str | None, typer.Option("--pages", help=_("Of the file, such as 3-46,48."))]
Sheet = Annotated[
    str | None, typer.Option("--sheet", help=_("The paper: A3, 大8开, 450x320; two pages' size."))
]
Page = Annotated[
    str | None, typer.Option("--page", help=_("The finished page; the file's when left out."))
]
Scale = Annotated[bool, typer.Option("--scale", help=_("Scale pages to fill the finished page."))]
BackCover = Annotated[bool, typer.Option("--back-cover", help=_("The last page is the back."))]
Bleed = Annotated[float, typer.Option("--bleed", min=0, max=20, help=_("Bleed, mm."))]
Marks = Annotated[bool, typer.Option("--marks", help=_("Crop, fold and collation marks."))]


@app.command("impose", help=_("Put pages on printing sheets that fold into a booklet."))
def impose_command(
    file: File,
    target: Target,
    binding: Annotated[
        BindingName, typer.Option(help=_("Stitched, glued, cut and stacked, or single pages."))
    ] = BindingName.SADDLE,
    signature: Annotated[
        int | None, typer.Option("--signature", help=_("Pages of a signature: 16, 32."))
    ] = None,
    pages: Pages = None,
    sheet: Sheet = None,
    page: Page = None,
    scale: Scale = False,
    back_cover: BackCover = False,
    creep: Annotated[
        float, typer.Option("--creep", min=0, max=1, help=_("Shift per sheet inwards, mm."))
    ] = 0.0,
    bleed: Bleed = 0.0,
    marks: Marks = False,
) -> None:
    """See `imposing.impose`."""
    from dataclasses import replace

    from notice_kit import print_report, report
    from notice_kit.delivery import deliver
    from notice_kit.imposing import impose
    from notice_kit.measure import Length

    options = replace(
        _options(sheet, page, bleed, scale=scale, back_cover=back_cover, marks=marks),
        binding=binding.value,
        signature=signature,
        creep=Length.mm(creep),
    )
    imposed = impose(file, options, pages)
    report.show_findings(imposed.findings)
    deliver(imposed.content, target)
    print_report.show_imposed(imposed, target)


@app.command("cover", help=_("Make the cover of a glued book: back, spine and front."))
def cover_command(
    file: File,
    target: Target,
    text: Annotated[str, typer.Option("--spine", help=_("What stands on the spine."))] = "",
    pages: Annotated[
        str | None, typer.Option("--pages", help=_("Of the block, such as 3-46."))
    ] = None,
    caliper: Annotated[
        float, typer.Option("--caliper", min=0.01, max=1, help=_("Of a leaf, mm."))
    ] = 0.1,
    cover_caliper: Annotated[
        float, typer.Option("--cover-caliper", min=0, max=5, help=_("Of the cover, mm."))
    ] = 0.3,
    sheet: Sheet = None,
    page: Page = None,
    scale: Scale = False,
    back_cover: BackCover = False,
    bleed: Bleed = 0.0,
    marks: Marks = False,
    fonts_dir: Annotated[
        Path | None, typer.Option("--fonts-dir", help=_("A folder of fonts that come first."))
    ] = None,
) -> None:
    """See `imposing.cover`."""
    from notice_kit import print_report, report
    from notice_kit.delivery import deliver
    from notice_kit.imposing import cover
    from notice_kit.measure import Length

    made = cover(
        file,
        text,
        _options(sheet, page, bleed, scale=scale, back_cover=back_cover, marks=marks),
        pages,
        caliper=Length.mm(caliper),
        cover_caliper=Length.mm(cover_caliper),
        fonts_dir=fonts_dir,
    )
    report.show_findings(made.findings)
    deliver(made.content, target)
    print_report.show_cover(made, target)


@app.command("overprint", help=_("Print the text alone, on cards that are printed already."))
def overprint_command(
    file: Annotated[Path, typer.Argument(help=_("A Word file."))],
    target: Target,
    right: Annotated[float, typer.Option("--right", help=_("Move all to the right, mm."))] = 0.0,
    down: Annotated[float, typer.Option("--down", help=_("Move all down, mm."))] = 0.0,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help=_("A paragraph style that the card has; repeatable.")),
    ] = None,
) -> None:
    """See `overprinting.overprint`."""
    from notice_kit import print_report, report
    from notice_kit.delivery import deliver
    from notice_kit.measure import Length
    from notice_kit.overprinting import overprint

    made = overprint(
        file, right=Length.mm(right), down=Length.mm(down), without=tuple(without or ())
    )
    report.show_findings(made.findings)
    deliver(made.content, target)
    print_report.show_overprint(made.pages, target)


@app.command("print-list", help=_("List for a print shop: what, how many, which paper."))
def print_list_command(
    names: Annotated[
        list[str] | None, typer.Argument(help=_("Documents or families; all when left out."))
    ] = None,
    folder: Folder = Path(),
    only: Only = None,
    target: Annotated[
        Path | None, typer.Option("-o", help=_("The workbook; output/印刷清单.xlsx if left out."))
    ] = None,
) -> None:
    """See `printing.listing.list_prints`."""
    from notice_kit import print_report, report
    from notice_kit.building import OUTPUT, prepare
    from notice_kit.delivery import deliver
    from notice_kit.findings import has_errors
    from notice_kit.printing.listing import list_prints
    from notice_kit.printing.workbook import print_workbook

    with report.progress() as shown:
        prepared = prepare(folder, names or (), only or (), shown)
    report.show_findings(prepared.findings)
    if prepared.plan is None:
        raise typer.Exit(1)
    kinds, findings = list_prints(folder / OUTPUT, prepared.plan.jobs)
    report.show_findings(findings)
    if kinds:
        target = target or folder / OUTPUT / "印刷清单.xlsx"
        deliver(print_workbook(kinds, _title(prepared.plan.jobs)), target)
        print_report.show_list(kinds, target)
    raise typer.Exit(1 if has_errors(findings) else 0)


def _title(jobs: Sequence[Job]) -> str:
    """The campaign's name."""
    return str(jobs[0].context["campaign"]["name"])


def _options(
    sheet: str | None,
    page: str | None,
    bleed: float,
    *,
    scale: bool,
    back_cover: bool,
    marks: bool,
) -> SheetOptions:
    from notice_kit.imposition.layout import SheetOptions
    from notice_kit.imposition.paper import read_size
    from notice_kit.measure import Length

    return SheetOptions(
        sheet=None if sheet is None else read_size(sheet, "--sheet"),
        page=None if page is None else read_size(page, "--page"),
        scale=scale,
        back_cover=back_cover,
        bleed=Length.mm(bleed),
        marks=marks,
    )
