"""The main job: load → validate → plan → render → check → deliver, then → convert.

A document is made when it is not there as the plan wants it; a document that cannot be made, or may
not be delivered, keeps none of the others from being made.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from notice_kit.archiving import archive
from notice_kit.batch import Batch
from notice_kit.built import BuildReport
from notice_kit.changes import OUTPUT
from notice_kit.delivery import not_written
from notice_kit.errors import DeliverError
from notice_kit.messages import language_in_use
from notice_kit.preparation import Prepared, outline, prepare
from notice_kit.progress import Progress, Silent
from notice_kit.state.fingerprint import program
from notice_kit.state.locking import locked
from notice_kit.state.manifest import FOLDER, Manifest, opened
from notice_kit.state.standstill import standstill
from notice_kit.storing import store
from notice_kit.workforce import Workforce

if TYPE_CHECKING:
    from notice_kit.converting import ConvertReport

__all__ = ["OUTPUT", "BuildReport", "Prepared", "build", "prepare"]


def build(
    folder: Path,
    names: Sequence[str] = (),
    only: Sequence[str] = (),
    *,
    strict: bool = False,
    pdf: bool = False,
    force: bool = False,
    prune: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
    target: Path | str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the documents of the campaign in `folder` into its output/ folder, or an archive.

    Made are those that are new or changed; what is there as the plan wants it is left alone. An
    error that is of the whole campaign stops everything; one that is of a unit, a branch or a
    template leaves out the documents that depend on it. A document that breaks a rule for official
    documents is not written. With `strict` anything wrong anywhere stops everything.

    Args:
        folder: the campaign folder.
        names: documents or families; empty takes all.
        only: codes of units or branches; empty takes all.
        strict: nothing is written when there is any error or warning.
        pdf: a PDF is made beside each document that was written.
        force: make all documents anew.
        prune: remove the documents that were made once and are no longer planned.
        workers: how many processes make documents; None: one for each processor.
        scheduler: the address of a Dask cluster, whose workers make documents in their place.
        target: where all documents go: a .zip file, or the address of a store (a string such as
            `s3://bucket/folder`); None: those that need it go into output/.
        progress: told what goes on.

    Raises:
        DeliverError: another run is at work there, or nothing can be written there at all.
        OfficeError: `pdf` is wanted, and LibreOffice or fonts are lacking; nothing is written.
        SourceError: a file cannot be read at all.
        UsageError: there is no such document, family, unit or branch; or the cluster or the store
            cannot be used.
    """
    progress = progress or Silent()
    if pdf:
        _require_office()
    request = json.dumps([sorted(names), sorted(only), strict, language_in_use(), program()])
    if not (pdf or force or prune or target):
        still = standstill(folder, request)
        if still is not None:
            findings, advice, documents = still
            return BuildReport(Prepared(None, findings), unchanged=documents, advice=advice)
    began = time.time_ns()
    prepared = outline(folder, names, only, progress)
    if prepared.plan is None or (strict and prepared.findings):
        return BuildReport(prepared)
    workforce = Workforce(workers, scheduler)
    if isinstance(target, str):
        return store(prepared, target, strict=strict, workforce=workforce, progress=progress)
    if target is not None:
        return archive(prepared, target, strict=strict, workforce=workforce, progress=progress)
    with _opened(folder) as manifest:
        batch = Batch(folder, prepared, prepared.plan, strict, workforce, manifest, progress)
        report = batch.done(force=force)
        if not (strict and report.failed):
            is_whole = not only and not report.failed  # a part does not say what the whole says
            whole = batch.reconciled() if is_whole else ()
            report = replace(report, advice=(*report.advice, *whole, *batch.orphans(prune=prune)))
        if not report.failed and prepared.is_ready(strict=False):
            batch.finish(request, began, report)
    return replace(report, pdf=_pdfs(folder, report, progress)) if pdf else report


@contextmanager
def _opened(folder: Path) -> Iterator[Manifest]:
    """The manifest, while no other run has the folder.

    Raises:
        DeliverError: another run has it, or nothing can be written there.
    """
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        (folder / FOLDER / ".gitignore").write_text("*\n", encoding="ascii")
        (folder / OUTPUT).mkdir(exist_ok=True)
    except OSError as caught:
        raise DeliverError(not_written(folder / OUTPUT, caught)) from caught
    try:
        with locked(folder / FOLDER), opened(folder) as manifest:
            yield manifest
    except sqlite3.Error as caught:  # the disk is full, say
        raise DeliverError(not_written(folder / FOLDER, caught)) from caught


def _require_office() -> None:
    from notice_kit.converting import require_office  # it waits for three libraries of PDF

    require_office()


def _pdfs(folder: Path, report: BuildReport, progress: Progress) -> ConvertReport:
    from notice_kit.converting import convert

    made = [folder / OUTPUT / job.path for job in report.delivered]
    there = [folder / OUTPUT / one.file for one in report.unchanged]
    return convert([*made, *filter(_lacks_pdf, there)], progress=progress)


def _lacks_pdf(path: Path) -> bool:
    """Whether it has no PDF, or one that is older than it."""
    pdf = path.with_suffix(".pdf")
    return not pdf.exists() or pdf.stat().st_mtime_ns < path.stat().st_mtime_ns
