"""The app, and the options that commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
Names = Annotated[
    list[str] | None, typer.Argument(help=_("Documents or families; all when left out."))
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
