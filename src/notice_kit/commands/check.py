"""Commands that check documents, and tell what is checked."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from notice_kit.commands.options import app
from notice_kit.messages import _


class CheckFormat(StrEnum):
    """For people, for other programs, or for the services that show SARIF."""

    HUMAN = "human"
    JSON = "json"
    SARIF = "sarif"


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
    fix_text: Annotated[
        bool,
        typer.Option("--fix-text", help=_("As --fix; figures too are written as they should be.")),
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

    fix = fix or fix_text
    if target is not None and not fix:
        raise typer.BadParameter(_("-o goes with --fix only"))
    wanted = None if profile is None else read_profile(profile, all_rules())
    if fix:
        from notice_kit.fixing import fix_files

        fixed = fix_files(paths, target, wanted, text=fix_text)
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
