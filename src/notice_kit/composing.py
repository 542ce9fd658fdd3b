"""A manuscript's file → the Word file that becomes a template, with every fault at its line."""

from __future__ import annotations

from pathlib import Path

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, has_errors
from notice_kit.source.located import location_at, plain
from notice_kit.source.yaml_file import read_yaml
from notice_kit.standard.blank import blanks_of, with_blanks
from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import Manuscript, parse_manuscript


def compose_file(path: Path) -> tuple[bytes, list[Finding]]:
    """The Word file of a manuscript, and warnings about it.

    Args:
        path: of the manuscript; the forms that its `blank_of` names stand beside it.

    Raises:
        SourceError: the manuscript or one of those forms cannot be read or understood, with a
            finding for every fault.
    """
    manuscript, findings = read_manuscript(path)
    forms: dict[str, Manuscript] = {}
    for name in blanks_of(manuscript):
        beside = path.with_name(f"{name}.yaml")
        if beside.is_file():
            forms[name], more = read_manuscript(beside)
            findings += more
    return compose(with_blanks(manuscript, forms, str(path))), findings


def read_manuscript(path: Path) -> tuple[Manuscript, list[Finding]]:
    """The manuscript in a file, its blank forms not filled in, and warnings about it.

    Raises:
        SourceError: as for `compose_file`.
    """
    node, findings = read_yaml(path, str(path))
    try:
        manuscript = parse_manuscript(
            plain(node), path.stem, lambda steps: location_at(node, steps)
        )
    except SourceError as caught:
        raise SourceError(*findings, *caught.findings) from None
    if has_errors(findings):
        raise SourceError(*findings)
    return manuscript, findings
