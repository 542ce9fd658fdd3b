"""Text files of any encoding that Chinese office programs write.

Codes: NK-S03 empty, NK-S06 no known encoding, NK-S07 read as GB18030 (a warning).
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from notice_kit.errors import SourceError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _

_HAN = re.compile("[㐀-鿿]")


def read_text(path: Path, display_name: str) -> tuple[str, list[Finding]]:
    """The text of the file without byte order mark; its line breaks stay as they are.

    UTF-8, UTF-16 with a byte order mark, or else GB18030 (with GBK and GB2312 in it), which gives a
    warning, because almost any bytes can be read as GB18030.

    Args:
        path: the file.
        display_name: its path as the user knows it, for messages.

    Raises:
        SourceError: the file cannot be read, is empty, or is in none of these encodings.
    """
    data = read_bytes(path, display_name)
    place = Location(display_name)
    text, findings = _decode(data, place)
    if not text:
        message = _("the file is empty (only a byte order mark)")
        raise SourceError(error("NK-S03", message, place, remedy=_("Write its text again.")))
    return text, findings


def _decode(data: bytes, place: Location) -> tuple[str, list[Finding]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16", place), []
    if b"\0" in data:
        raise SourceError(_unknown(_("this is not a text file"), place))
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as problem:
        if _mostly_utf8(data):
            raise SourceError(_damaged(data, problem.start, place)) from problem
    text = _strict(data, "gb18030", place)
    message = _("the file is not in UTF-8; it was read as GB18030 (GBK)")
    remedy = _("If its text looks right, all is well. Better save it as UTF-8.")
    return text, [warning("NK-S07", message, place, remedy=remedy)]


def _strict(data: bytes, encoding: str, place: Location) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        message = _("the file is in none of UTF-8, UTF-16 and GB18030")
        raise SourceError(_unknown(message, place)) from problem


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with some damage: GB18030 text gives hardly any 汉字 as UTF-8."""
    text = data.decode("utf-8", errors="replace")
    return len(_HAN.findall(text)) > 10 * text.count("\ufffd")


def _damaged(data: bytes, start: int, place: Location) -> Finding:
    before = data[:start].decode("utf-8-sig")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    message = _("the file is UTF-8, but there is a damaged character here")
    remedy = _("Type the character again and save the file as UTF-8.")
    return error("NK-S06", message, Location(place.file, line, column), remedy=remedy)


def _unknown(message: str, place: Location) -> Finding:
    remedy = _("Open it in the program that made it and save it as UTF-8 text.")
    return error("NK-S06", message, place, remedy=remedy)
