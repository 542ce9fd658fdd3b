"""Whether there is nothing to do: all files are as the last whole run read and left them.

This is the quick way: nothing is parsed and nothing is written.
"""

from __future__ import annotations

import os
from pathlib import Path

from notice_kit.findings import Finding
from notice_kit.state.inputs import are_as_known
from notice_kit.state.manifest import About, Manifest, read_only


def standstill(
    folder: Path, request: str
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[About, ...]] | None:
    """What the last run told and made, where it was asked for the same and nothing has changed.

    Args:
        folder: the campaign folder.
        request: what is asked for, and by which program.

    Returns:
        What it told of the campaign, what it told of the documents, and these; None where a build
        must look closer.
    """
    with read_only(folder) as manifest:
        return None if manifest is None else _standstill(folder, request, manifest)


def _standstill(
    folder: Path, request: str, manifest: Manifest
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[About, ...]] | None:
    run = manifest.run()
    if run is None or run.request != request or not are_as_known(folder, manifest.inputs()):
        return None
    output = os.fspath(folder / "output")
    if not all(
        _is_as_delivered(f"{output}/{path}", size, mtime_ns)
        for path, size, mtime_ns in manifest.states()
    ):
        return None
    rows = manifest.rows()
    asked = [rows[path] for path in run.paths if path in rows]
    advice = dict.fromkeys(finding for row in asked for finding in row.findings)
    return run.findings, tuple(advice), tuple(row.about for row in asked)


def _is_as_delivered(path: str, size: int, mtime_ns: int) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (size, mtime_ns)
