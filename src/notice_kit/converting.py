"""Word files → PDF files, each proved before it is delivered.

Codes: NK-O09 two files for one PDF, NK-O14 nothing to see.
"""

from __future__ import annotations

import math
import os
import queue
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from notice_kit.delivery import deliver
from notice_kit.errors import DeliverError, OfficeError, SourceError, UsageError
from notice_kit.findings import Finding, Location, error, has_errors
from notice_kit.messages import _
from notice_kit.office.coverage import lacking_characters, stand_ins
from notice_kit.office.fonts import FontSet, read_fonts
from notice_kit.office.installation import Installation, find_installation, version_findings
from notice_kit.office.process import FilterData, Order
from notice_kit.office.proof import prove
from notice_kit.office.quarantine import Quarantined, quarantine
from notice_kit.office.wording import Wording
from notice_kit.office.worker import PATIENCE, Worker
from notice_kit.progress import Progress, Silent

PdfA: TypeAlias = Literal[1, 2, 3]
"""A part of ISO 19005; the conformance level is B."""

_FILES_PER_WORKER = 10  # fewer are done before another LibreOffice has started

_Idle: TypeAlias = "queue.SimpleQueue[Worker]"


@dataclass(frozen=True)
class Conversion:
    """What became of one file.

    Attributes:
        source: the Word file.
        target: where its PDF is, or would be.
        pages: of the PDF; 0 when it was not made.
        findings: what is wrong with it.
    """

    source: Path
    target: Path
    pages: int
    findings: tuple[Finding, ...]

    @property
    def is_done(self) -> bool:
        """Whether there is a PDF."""
        return self.pages > 0


@dataclass(frozen=True)
class ConvertReport:
    """What became of all files.

    Attributes:
        conversions: one for each file, in the order in which they were asked for.
        general: findings that are not of one file: LibreOffice's version, fonts that stand in.
    """

    conversions: tuple[Conversion, ...]
    general: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All problems."""
        return self.general + tuple(one for done in self.conversions for one in done.findings)

    @property
    def failed(self) -> tuple[Conversion, ...]:
        """The files of which there is no PDF."""
        return tuple(one for one in self.conversions if not one.is_done)


def convert(
    files: Iterable[Path | str],
    directory: Path | None = None,
    *,
    pdfa: PdfA | None = None,
    fonts_dir: Path | None = None,
    workers: int | None = None,
    patience: float = PATIENCE,
    progress: Progress | None = None,
) -> ConvertReport:
    """Make a PDF of each Word file.

    A PDF is written only when it has been read back: it has pages, the text of the document, and
    no font that the kit did not give. A file that fails is told by name, and the others go on.
    LibreOffice gets no network, runs no macro and follows no link.

    Args:
        files: the Word files.
        directory: where PDFs are written; beside each file when None.
        pdfa: the part of PDF/A to write; plain PDF when None.
        fonts_dir: a folder of fonts that come before the free ones that stand in for them.
        workers: how many LibreOffices work at once, of some 220 MB each; one for each ten files
            when None, and never more than there are processors.
        patience: seconds that a document may take.
        progress: told what goes on.

    Raises:
        OfficeError: there is no LibreOffice or no Chinese font; says what to install.
        UsageError: two files would have the same PDF, or `fonts_dir` is no folder.
    """
    pairs = _targets([Path(file) for file in files], directory)
    installation, fonts = require_office(fonts_dir)
    progress = progress or Silent()
    progress.step("convert", len(pairs))
    if not pairs:
        return ConvertReport((), ())
    wanted = workers or math.ceil(len(pairs) / _FILES_PER_WORKER)
    count = min(wanted, len(pairs), os.cpu_count() or 1)
    office = [Worker(installation, fonts, patience=patience) for _number in range(count)]
    try:
        done = _convert_all(pairs, _options(pdfa), fonts, office, progress)
    finally:
        for worker in office:
            worker.close()
    said = [(str(one.source), wording) for one, wording in done if wording is not None]
    general = (*fonts.findings, *version_findings(office[0].version), *stand_ins(said, fonts))
    return ConvertReport(tuple(conversion for conversion, _wording in done), general)


def require_office(fonts_dir: Path | None = None) -> tuple[Installation, FontSet]:
    """What conversion needs.

    Raises:
        OfficeError: there is no LibreOffice or no Chinese font; says what to install.
        UsageError: `fonts_dir` is no folder.
    """
    return find_installation(), read_fonts(fonts_dir)


def _targets(files: Sequence[Path], directory: Path | None) -> list[tuple[Path, Path]]:
    pairs = [(file, (directory or file.parent) / f"{file.stem}.pdf") for file in files]
    taken: dict[Path, Path] = {file.absolute(): file for file in files}
    for file, target in pairs:
        other = taken.setdefault(target.absolute(), file)
        if other is not file:
            message = _("the PDF would be written over another file")
            remedy = _("Convert them into different folders (-o).")
            place, found = Location(str(file)), f"{target} ({other})"
            raise UsageError(error("NK-O09", message, place, found=found, remedy=remedy))
    return pairs


def _options(pdfa: PdfA | None) -> FilterData:
    """Blank pages stay, or the backs of a booklet's sheets are lost; form fields become text."""
    return {"IsSkipEmptyPages": False, "ExportFormFields": False, "SelectPdfVersion": pdfa or 0}


def _convert_all(
    pairs: Sequence[tuple[Path, Path]],
    options: FilterData,
    fonts: FontSet,
    office: Sequence[Worker],
    progress: Progress,
) -> list[tuple[Conversion, Wording | None]]:
    """What became of each file, in order."""
    idle: _Idle = queue.SimpleQueue()
    done: list[tuple[Conversion, Wording | None]] = []
    # More threads than workers: PDFs are proved while the next are being made.
    with ThreadPoolExecutor(2 * len(office)) as threads:
        try:
            list(threads.map(Worker.start, office))  # where one cannot, no file is to blame
            for worker in office:
                idle.put(worker)
            for one in threads.map(lambda pair: _convert_one(pair, options, fonts, idle), pairs):
                done.append(one)
                progress.advance()
        except BaseException:  # interrupted: the threads would wait for their LibreOffices
            threads.shutdown(wait=False, cancel_futures=True)
            for worker in office:
                worker.close()
            raise
    return done


def _convert_one(
    pair: tuple[Path, Path], options: FilterData, fonts: FontSet, idle: _Idle
) -> tuple[Conversion, Wording | None]:
    """The file converted, and what it says; None where it is no Word file."""
    source, target = pair
    name = str(source)
    try:
        document = quarantine(source, name)
    except SourceError as caught:
        return Conversion(source, target, 0, caught.findings), None
    findings = [*document.findings, *lacking_characters(document.wording, fonts, name)]
    findings += _blank(document, Location(name))
    pages = 0
    if not has_errors(findings):
        try:
            pdf = _export(document.order(options), Location(name), idle)
            pages, wrong = prove(pdf, document.wording, fonts, Location(name))
            findings += wrong
            if has_errors(wrong):
                pages = 0
            else:
                deliver(pdf, target)
        except (OfficeError, DeliverError) as caught:
            findings += caught.findings
            pages = 0
    return Conversion(source, target, pages, tuple(findings)), document.wording


def _export(order: Order, place: Location, idle: _Idle) -> bytes:
    worker = idle.get()
    try:
        return worker.export(order, place)
    finally:
        idle.put(worker)


def _blank(document: Quarantined, place: Location) -> list[Finding]:
    if document.wording.fonts or document.wording.has_pictures:
        return []
    message = _("there is nothing to see in the document")
    return [error("NK-O14", message, place, remedy=_("Check that it is the right file."))]
