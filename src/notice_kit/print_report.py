"""What `impose`, `cover` and the other commands for print shops print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from notice_kit.imposing import Imposed
from notice_kit.imposition.paper import name_of
from notice_kit.messages import _, ngettext
from notice_kit.printing.listing import PrintKind


def show_imposed(imposed: Imposed, target: Path) -> None:
    """What was written, and how it must be printed and put together."""
    count = len(imposed.sheets)
    sheets = ngettext("{count} sheet of {size}", "{count} sheets of {size}", count)
    told = [sheets.format(count=count, size=name_of(imposed.layout.sheet))]
    if imposed.signatures > 1:
        told.append(
            ngettext("{count} signature", "{count} signatures", imposed.signatures).format(
                count=imposed.signatures
            )
        )
    if imposed.blanks:
        blanks = ngettext("{count} blank page", "{count} blank pages", imposed.blanks)
        told.append(blanks.format(count=imposed.blanks))
    console = Console(highlight=False, soft_wrap=True, markup=False)
    console.print(f"{target}  {_(', ').join(told)}")
    console.print(_flip(imposed))


def show_cover(imposed: Imposed, target: Path) -> None:
    """What was written, and how thick the spine is."""
    layout = imposed.layout
    told = _("{size}, spine {width:.3g} mm, printed on one side").format(
        size=name_of(layout.sheet), width=layout.spine.in_mm
    )
    Console(highlight=False, soft_wrap=True, markup=False).print(f"{target}  {told}")


def show_list(kinds: Sequence[PrintKind], target: Path) -> None:
    """The sheets that all documents need, and where the list was written."""
    console = Console(highlight=False, soft_wrap=True, markup=False)
    total: Counter[str] = Counter()
    for kind in kinds:
        total += kind.sheets
    copies = sum(kind.copies for kind in kinds)
    told = [ngettext("{count} copy", "{count} copies", copies).format(count=copies)]
    for size, count in total.items():
        sheets = ngettext("{count} sheet of {size}", "{count} sheets of {size}", count)
        told.append(sheets.format(count=count, size=size))
    console.print(f"{target}  {_(', ').join(told)}")


def show_overprint(pages: int, target: Path) -> None:
    """What was written."""
    told = ngettext("{count} page", "{count} pages", pages).format(count=pages)
    Console(highlight=False, soft_wrap=True, markup=False).print(f"{target}  {told}")


def show_contact_sheets(sheets: Sequence[Path], *, as_json: bool) -> None:
    """Where contact sheets were written: on stdout, or on stderr where stdout has JSON."""
    console = Console(stderr=as_json, highlight=False, soft_wrap=True, markup=False)
    for path in sheets:
        console.print(_("contact sheet: {file}").format(file=path))


def _flip(imposed: Imposed) -> str:
    if imposed.layout.across == 1:
        return _("Print at 100 %.")
    if imposed.layout.sheet.is_landscape:
        return _("Print on both sides at 100 %, flipped on the short edge.")
    return _("Print on both sides at 100 %, flipped on the long edge.")
