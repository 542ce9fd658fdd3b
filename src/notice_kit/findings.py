"""Findings: problems in data, templates and documents, as values.

A finding never stops the step that makes it; steps collect findings and hand them on, so that a
user sees all of them at once. Exceptions (`errors.py`) are for steps that cannot go on.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from notice_kit.messages import _


class Severity(StrEnum):
    """How much a finding matters: an error stops delivery, a warning does not (unless --strict).

    What a check merely tells is an info; it counts as neither.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands, in the words of the program in which a user would open it.

    Attributes:
        file: path as the user knows it, relative to the campaign folder where possible.
        line, column: 1-based, for text files.
        sheet, cell: for workbooks, such as `单位` and `C7`; `cell` may be a range or a row (`7:7`).
        part: for Word files, the part in which it stands, such as `word/document.xml`.
        paragraph: for Word files, the text of the paragraph.
        spot: for Word files, the cell of a table in which it stands: `table 1, row 3, column 2`.
        paragraph_number: for Word files, 1-based, among all paragraphs of the part.
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    part: str | None = None
    paragraph: str | None = None
    spot: str | None = None
    paragraph_number: int | None = None

    def __str__(self) -> str:
        text = self.file
        if self.sheet is not None:
            text += f" [{self.sheet}]"
            if self.cell is not None:
                text += f"!{self.cell}"
        if self.line is not None:
            text += f":{self.line}"
            if self.column is not None:
                text += f":{self.column}"
        if self.part is not None and self.part != "word/document.xml":
            text += f" ({self.part})"
        if self.spot is not None:
            text += f" [{self.spot}]"
        if self.paragraph_number is not None:
            text += f" ¶{self.paragraph_number}"
        if self.paragraph is not None:
            text += f" “{self.paragraph}”"
        return text


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem.

    Attributes:
        code: stable id, never reused: NK-S source files, NK-D data, NK-F forms, NK-T templates,
            NK-P plan; of a rule for documents its own, such as P-02.
        message: what is wrong, one sentence without a full stop.
        location: where.
        found: what stands there, as the user wrote it; None where there is nothing to show.
        wanted: what would be right; None where the message says it all.
        remedy: what to do about it, a sentence.
        basis: of a rule for documents, what it rests on: `GB/T 9704-2012, 5.2.1`, `惯例`.
        element: of a rule for documents, what it is about, such as `page`.
    """

    code: str
    severity: Severity
    message: str
    location: Location
    found: str | None = None
    wanted: str | None = None
    remedy: str | None = None
    basis: str | None = None
    element: str | None = None

    def __str__(self) -> str:
        text = f"{self.location}: {self.code} {self.message}"
        if self.found is not None:
            text += _("; found: {found}").format(found=self.found)
        if self.wanted is not None:
            text += _("; wanted: {wanted}").format(wanted=self.wanted)
        if self.basis is not None:
            text += f" ({self.basis})"
        if self.remedy is not None:
            text += f"\n    → {self.remedy}"
        return text

    def to_dict(self) -> dict[str, str | int]:
        """The finding as plain data for `--format json`; keys that hold None are left out."""
        place = {name: getattr(self.location, name) for name in Location.__slots__}
        fields = {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            **place,
            "found": self.found,
            "wanted": self.wanted,
            "remedy": self.remedy,
            "basis": self.basis,
            "element": self.element,
        }
        return {key: value for key, value in fields.items() if value is not None}


def error(
    code: str,
    message: str,
    location: Location,
    *,
    found: str | None = None,
    wanted: str | None = None,
    remedy: str | None = None,
) -> Finding:
    """A finding that stops delivery."""
    return Finding(code, Severity.ERROR, message, location, found, wanted, remedy)


def warning(
    code: str,
    message: str,
    location: Location,
    *,
    found: str | None = None,
    wanted: str | None = None,
    remedy: str | None = None,
) -> Finding:
    """A finding that is shown and counted, but stops nothing."""
    return Finding(code, Severity.WARNING, message, location, found, wanted, remedy)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings stops delivery."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """A remedy that names the nearest of `choices`, or None when none is near."""
    near = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return _("Did you mean “{word}”?").format(word=near[0]) if near else None
