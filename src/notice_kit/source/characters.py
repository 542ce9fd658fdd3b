"""Characters that no document can hold, and line breaks made alike.

Code: NK-S08 a character that is refused.
"""

from __future__ import annotations

import re

from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _

REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for (production Char), so that no Word file can hold it."""


def without_refused(text: str, place: Location) -> tuple[str, list[Finding]]:
    """The text with U+FFFD (�) for every refused character, and an error that names the first.

    Args:
        text: a value as read.
        place: where it stands.
    """
    match = REFUSED.search(text)
    if match is None:
        return text, []
    shown = REFUSED.sub("�", text)
    return shown, [refusal(match.group(), place, found=shown)]


def refusal(character: str, place: Location, *, found: str | None = None) -> Finding:
    """The error that a text holds `character`."""
    message = _("there is an invisible character, {code}, that cannot be printed").format(
        code=code_point(character)
    )
    remedy = _("Delete the text around it and type it again.")
    return error("NK-S08", message, place, found=found, remedy=remedy)


def code_point(character: str) -> str:
    """The character's number as it is looked up: U+0007."""
    return f"U+{ord(character):04X}"


def one_line_break(text: str) -> str:
    r"""The text with `\n` for each line break of Windows (`\r\n`) or of an old Mac (`\r`)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
