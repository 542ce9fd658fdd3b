"""What the command line prints: progress and findings on stderr, results on stdout."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from notice_kit.built import BuildReport, Fate
from notice_kit.findings import Finding, Location, Severity
from notice_kit.masking import masked
from notice_kit.messages import _, ngettext
from notice_kit.template.json_schema import json_schema
from notice_kit.template.schema import Field

if TYPE_CHECKING:
    from notice_kit.converting import ConvertReport


class _Bars:
    """A bar for each step, on stderr."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def step(self, name: str, total: int) -> None:
        """Begin a step; a total of 0 is not known and shows as done."""
        titles = {
            "load": _("Reading data and templates"),
            "rehearse": _("Rehearsing"),
            "deliver": _("Writing"),
            "convert": _("Making PDF"),
        }
        self._task = self._bars.add_task(titles[name], total=total or 1, completed=not total)

    def advance(self) -> None:
        """One more document of the step is done."""
        if self._task is not None:
            self._bars.advance(self._task)


class _RateColumn(ProgressColumn):
    """How many documents a second."""

    def render(self, task: Task) -> Text:
        """The rate, once it is known."""
        return Text("" if not task.speed else _("{rate:.1f}/s").format(rate=task.speed))


@contextmanager
def progress() -> Iterator[_Bars]:
    """Progress on stderr while the block runs, only where somebody can watch."""
    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    with bars:
        yield _Bars(bars)


def show_findings(findings: Iterable[Finding]) -> None:
    """The findings on stderr, errors in red."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    looks = {
        Severity.ERROR: ("red", _("error")),
        Severity.WARNING: ("yellow", _("warning")),
        Severity.INFO: ("cyan", _("info")),
    }
    for finding in findings:
        style, word = looks[finding.severity]
        console.print(Text(f"{word}: ", style=style) + Text(str(finding)))


def show(
    report: BuildReport, *, as_json: bool, verb: str, folder: Path | str | None = None
) -> None:
    """The result of `validate`, of a dry run (`plan`) or of `build`.

    Args:
        report: what was found and done.
        as_json: one JSON object on stdout in place of text.
        verb: which of the three it was.
        folder: where the documents are; None where nothing is written.
    """
    if as_json:
        sys.stdout.write(json.dumps(_as_dict(report), ensure_ascii=False, indent=2) + "\n")
        return
    show_findings(report.findings)
    console = Console(highlight=False)
    if report.prepared.plan is not None and verb == "plan":
        console.print(_plan_table(report))
    if verb != "validate" and (report.prepared.plan or report.unchanged):
        console.print(_summary_table(report, verb))
    console.print(_last_line(report, verb, folder), soft_wrap=True)


def _counts(report: BuildReport) -> tuple[int, int]:
    severities = Counter(finding.severity for finding in report.findings)
    return severities[Severity.ERROR], severities[Severity.WARNING]


def _last_line(report: BuildReport, verb: str, folder: Path | str | None) -> str:
    errors, warnings = _counts(report)
    parts = []
    if verb == "build" and report.delivered:
        count = len(report.delivered)
        made = ngettext("{count} document in {folder}", "{count} documents in {folder}", count)
        parts.append(made.format(count=count, folder=folder))
    elif verb == "build":
        parts.append(_("nothing was written"))
    for count, text in _other_counts(report):
        parts.append(text.format(count=count))
    if report.pdf is not None:
        count = len(report.pdf.conversions) - len(report.pdf.failed)
        parts.append(ngettext("{count} PDF", "{count} PDFs", count).format(count=count))
    parts.append(ngettext("{count} error", "{count} errors", errors).format(count=errors))
    parts.append(ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings))
    return _(", ").join(parts)


def _other_counts(report: BuildReport) -> Iterator[tuple[int, str]]:
    """How many documents were as they are, and how many failed, in words."""
    kept, failed = len(report.unchanged), len(report.failed)
    if kept:
        yield kept, ngettext("{count} unchanged", "{count} unchanged", kept)
    if failed:
        yield failed, ngettext("{count} document failed", "{count} documents failed", failed)


def _plan_table(report: BuildReport) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column(_("file"), overflow="fold")
    table.add_column(_("for"), overflow="fold")
    table.add_column(_("number"), overflow="fold")
    for job in report.prepared.plan.jobs if report.prepared.plan else ():
        table.add_row(job.path, job.subject, job.number or "")
    return table


def _summary_table(report: BuildReport, verb: str) -> Table:
    """How many of each document were planned, written, unchanged and failed."""
    planned: Counter[tuple[str, str]] = Counter()
    fates: Counter[tuple[str, str, Fate]] = Counter()
    for one, fate in report.documents():
        planned[one.family, one.document] += 1
        fates[one.family, one.document, fate] += 1
    columns = [(_("written"), Fate.WRITTEN)] if verb == "build" else []
    if report.unchanged:
        columns.append((_("unchanged"), Fate.UNCHANGED))
    if report.failed:
        columns.append((_("failed"), Fate.FAILED))
    table = Table(box=None, header_style="bold")
    table.add_column(_("family"))
    table.add_column(_("document"))
    table.add_column(_("planned"), justify="right")
    for title, _fate in columns:
        table.add_column(title, justify="right")
    for (family, name), count in sorted(planned.items()):
        counts = [str(fates[family, name, fate]) for _title, fate in columns]
        table.add_row(family, name, str(count), *counts)
    return table


def _as_dict(report: BuildReport) -> dict[str, object]:
    conversions = report.pdf.conversions if report.pdf else ()
    pages = {job.path: one.pages for job, one in zip(report.delivered, conversions, strict=False)}
    errors, warnings = _counts(report)
    documents = list(report.documents())
    return {
        "documents": [
            {
                "file": one.file,
                "document": one.document,
                "family": one.family,
                "for": one.subject,
                "codes": list(one.codes),
                "number": one.number,
                "written": fate is Fate.WRITTEN,
                "state": fate.value,
                **({} if report.pdf is None else {"pages": pages.get(one.file, 0)}),
            }
            for one, fate in documents
        ],
        "findings": [masked(finding.to_dict()) for finding in report.findings],
        "totals": {
            "planned": len(documents),
            "written": len(report.delivered),
            "unchanged": len(report.unchanged),
            "failed": len(report.failed),
            "errors": errors,
            "warnings": warnings,
        },
    }


def show_fields(fields: Sequence[tuple[Field, Location]], *, as_json: bool) -> None:
    """The fields of a template as a table, or the JSON Schema of its data."""
    if as_json:
        schema = json_schema(field for field, _place in fields)
        sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
        return
    table = Table(box=None, header_style="bold")
    for title in (_("field"), _("kind"), _("wanted when"), _("first in")):
        table.add_column(title, overflow="fold")
    for field, place in fields:
        when = _("always") if field.is_required else _("under a condition")
        table.add_row(field.path, field.kind, when, Text(str(place)))
    Console(highlight=False).print(table)


def show_converted(report: ConvertReport, *, as_json: bool) -> None:
    """What `convert` made: each PDF with its pages, or one JSON object on stdout."""
    if as_json:
        documents = [
            {"file": str(one.source), "pdf": str(one.target), "pages": one.pages}
            for one in report.conversions
        ]
        findings = [finding.to_dict() for finding in report.findings]
        totals = {
            "planned": len(documents),
            "written": len(documents) - len(report.failed),
            "errors": sum(one.severity is Severity.ERROR for one in report.findings),
            "warnings": sum(one.severity is Severity.WARNING for one in report.findings),
        }
        told = {"documents": documents, "findings": findings, "totals": totals}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    show_findings(report.findings)
    console = Console(highlight=False, soft_wrap=True)
    for one in report.conversions:
        if one.is_done:
            pages = ngettext("{count} page", "{count} pages", one.pages).format(count=one.pages)
            console.print(f"{one.target}  {pages}", markup=False)
    count = len(report.failed)
    failed = ngettext("{count} file failed", "{count} files failed", count).format(count=count)
    made = len(report.conversions) - count
    written = ngettext("{count} PDF", "{count} PDFs", made).format(count=made)
    console.print(_(", ").join([written, failed]))


def show_marked(paths: Sequence[Path]) -> None:
    """The copies of templates that were marked, on stderr."""
    console = Console(stderr=True, highlight=False)
    for path in paths:
        console.print(_("marked: {file}").format(file=path), soft_wrap=True, markup=False)


def show_init(folder: Path, written: Sequence[Path]) -> None:
    """What `init` made, and what to do next."""
    console = Console(highlight=False)
    made = ngettext("{count} file in {folder}", "{count} files in {folder}", len(written))
    console.print(made.format(count=len(written), folder=folder), soft_wrap=True)
    console.print(_("Next: notice-kit build -C {folder}").format(folder=folder), soft_wrap=True)
