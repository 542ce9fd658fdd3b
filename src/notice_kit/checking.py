"""Checks Word files of any origin by the rules for official documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from notice_kit.document.document import Document, read_document
from notice_kit.document.layout import OFFICIAL, Kind
from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, Severity
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.registry import all_rules

STANDARD_PROFILE = Profile()


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was checked.

    Attributes:
        kind: what the document is; None where it could not be read.
        findings: in the order of the document's rules.
    """

    file: str
    kind: Kind | None
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)


def check(source: Path | str | bytes, profile: Profile | None = None) -> list[Finding]:
    """All that the rules find in a Word file.

    Args:
        source: the file's path, or its bytes.
        profile: local custom; None: the standard alone.

    Returns:
        Findings in the order of rules. A document that is not recognised as an official one gets
        an info that says so, and is held to the rules for any document only.

    Raises:
        SourceError: it cannot be read, or is no Word document.
    """
    name = "document.docx" if isinstance(source, bytes) else str(source)
    content = Path(source) if isinstance(source, str) else source
    return check_document(read_document(content, name), profile)


def check_document(document: Document, profile: Profile | None = None) -> list[Finding]:
    """All that the rules find in a document that was read; see `check`."""
    profile = profile or STANDARD_PROFILE
    kind = profile.kind or document.kind
    findings = [_not_official(document)] if kind is Kind.OTHER else []
    for rule in all_rules().values():
        if kind in rule.kinds and rule.id not in profile.disabled:
            findings += rule.findings(document, profile)
    return findings


def check_made(document: Document, profile: Profile | None = None) -> tuple[Finding, ...]:
    """What must or should be otherwise in a document that the kit made; other kinds pass.

    Args:
        document: as it was read.
        profile: local custom; None: the standard alone.

    Returns:
        Errors and warnings; nothing for what is no official document.
    """
    if ((profile and profile.kind) or document.kind) is Kind.OTHER:
        return ()
    found = check_document(document, profile)
    return tuple(one for one in found if one.severity is not Severity.INFO)


def check_files(paths: list[Path], profile: Profile | None = None) -> list[Checked]:
    """Every file checked; one that cannot be read is told among the findings, and others go on.

    Args:
        paths: files, and folders, of which all .docx files are taken.
        profile: local custom; None: the standard alone.
    """
    return [_checked(path, profile) for path in documents_in(paths)]


def _checked(path: Path, profile: Profile | None) -> Checked:
    name = str(path)
    try:
        document = read_document(path, name)
        return Checked(name, document.kind, tuple(check_document(document, profile)))
    except SourceError as caught:
        return Checked(name, None, caught.findings)


def documents_in(paths: list[Path]) -> list[Path]:
    """The files among the paths, and all .docx files of the folders among them."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inner = sorted(p for p in path.rglob("*.docx") if p.is_file())
            found += [p for p in inner if not p.name.startswith("~$")]
        else:
            found.append(path)
    return found


def _not_official(document: Document) -> Finding:
    return Finding(
        "NK-G03",
        Severity.INFO,
        _("this is not recognised as an official document; only rules for any document apply"),
        Location(document.file),
        remedy=_("If it is one, set `kind` in a profile: {kinds}.").format(
            kinds="、".join(kind.value for kind in Kind if kind in OFFICIAL)
        ),
    )
