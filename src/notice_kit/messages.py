"""Messages to people: English in the source, Chinese from the catalogue in `locale/`."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"
_translation: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(language: str | None) -> None:
    """Choose the language of all later messages.

    Args:
        language: `en`, `zh_CN` or another locale name; None takes it from LC_ALL, LC_MESSAGES
            or LANG. A language without a catalogue gives English.
    """
    global _translation, _language
    wanted = (
        [language]
        if language
        else [
            value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))
        ][:1]
    )
    _translation = gettext.translation("notice_kit", _LOCALE, wanted, fallback=True)
    _language = wanted[0] if wanted else "en"


def language_in_use() -> str:
    """The language that was chosen, for another process to choose it too."""
    return _language


def _(message: str) -> str:
    """The message in the language in use."""
    return _translation.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for `count` things in the language in use."""
    return _translation.ngettext(one, many, count)
