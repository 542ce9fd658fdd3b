"""`validate --mark`: beside each faulty template, a copy with a Word comment at each fault."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from notice_kit.delivery import deliver
from notice_kit.errors import SourceError
from notice_kit.findings import Finding
from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.zip_limits import read_members
from notice_kit.template.mark import marked

_UNREADABLE = ("NK-T08", "NK-T09")  # there is no paragraph to which a comment could go


def mark_templates(folder: Path, findings: Iterable[Finding]) -> list[Path]:
    """Write a marked copy beside each template and each file of one with findings; those written.

    That of `template.docx` is `template.marked.docx`.

    Raises:
        DeliverError: a copy cannot be written.
    """
    by_file: dict[str, list[Finding]] = {}
    refused = set()
    for finding in findings:
        file = finding.location.file
        if not (file.startswith("templates/") and file.endswith(".docx")):
            continue
        by_file.setdefault(file, []).append(finding)
        if finding.code in _UNREADABLE:
            refused.add(file)
    written: list[Path] = []
    for file, own in by_file.items():
        if file in refused:
            continue
        try:
            members = read_members(folder / file, file, "docx")
        except SourceError:
            continue  # the finding says so
        target = (folder / file).with_suffix(".marked.docx")
        deliver(write_package(marked(members, own)), target)
        written.append(target)
    return written
