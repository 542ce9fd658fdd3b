"""Errors: a step cannot go on. Problems that leave it able to go on are findings (`findings.py`).

NoticeKitError
├─ SourceError     a file cannot be read at all (missing, encoding, not what its name says)
├─ TemplateError   a Word file cannot be used as a template
├─ RenderError     a document cannot be made; carries every fault that was found in it
├─ DeliverError    a file cannot be written
├─ OfficeError     LibreOffice or the fonts are missing, or did not do what was asked
└─ UsageError      the request itself is wrong (an unknown document name, an empty plan)
"""

from __future__ import annotations

from notice_kit.findings import Finding


class NoticeKitError(Exception):
    """Base of all errors that are told to the user in one message, without a traceback.

    Attributes:
        findings: the problems behind the error, each with its place; at least one.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings: tuple[Finding, ...] = findings

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


class SourceError(NoticeKitError):
    """A file cannot be read at all."""


class TemplateError(NoticeKitError):
    """A Word file cannot be used as a template."""


class RenderError(NoticeKitError):
    """A document cannot be made from its template and data."""


class DeliverError(NoticeKitError):
    """A file cannot be written."""


class OfficeError(NoticeKitError):
    """LibreOffice or its fonts are not there, or it did not do what was asked."""


class UsageError(NoticeKitError):
    """The request itself is wrong."""
