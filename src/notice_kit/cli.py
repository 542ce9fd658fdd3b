"""The command line's door: the language, the exit code, and no traceback.

Exit codes: 0 fine, 1 findings or failed documents, 2 wrong use, unreadable input or no
LibreOffice for PDF, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from notice_kit.errors import NoticeKitError, OfficeError, SourceError, UsageError
from notice_kit.messages import use_language

EXIT_FINDINGS = 1
EXIT_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    use_language(_language(words))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    from notice_kit.commands import app  # its help is in the language just chosen
    from notice_kit.commands.failure import show_error, show_fault

    try:
        app(words, prog_name="notice-kit")
    except NoticeKitError as caught:
        show_error(caught)
        is_use = isinstance(caught, OfficeError | SourceError | UsageError)
        sys.exit(EXIT_USAGE if is_use else EXIT_FINDINGS)
    except Exception as caught:  # a fault of the kit's own: say so, and how to see more of it
        if "--debug" in words:
            raise
        show_fault(caught)
        sys.exit(EXIT_USAGE)


def _language(words: Sequence[str]) -> str | None:
    """What `--lang` says; None when it is not there."""
    for index, word in enumerate(words):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and index + 1 < len(words):
            return words[index + 1]
    return None
