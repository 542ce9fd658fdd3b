"""File names that every system can hold: made from data, never leading out of their folder."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Signs that Windows forbids or gives a meaning, as their full-width twins.
_TWINS = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
# Of Unicode's categories, those of characters that hide what a name is, or that end it: controls,
# signs of format (zero-width, bidirectional, tags), halves of pairs, line and paragraph separators.
_HIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# More that show nothing: the grapheme joiner, fillers of Hangul, selectors of variants.
_HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Windows takes such a name for a device, also with spaces behind it and with any suffix.
_RESERVED = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])[ ]*([.].*)?", re.IGNORECASE
)
# Windows cuts spaces and full stops from the end of a name; at its start they hide or mislead.
_AT_ENDS = (
    " .\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_MOST_BYTES = 255 - len(".docx")  # 255 is the limit of ext4 and, at least so much, of APFS and NTFS


def file_name(text: str) -> str:
    """The text as a file's name without suffix; empty when nothing of it is left.

    Separators and signs that Windows forbids become their full-width twins, hidden characters go,
    reserved names and leading `-`, `~` and `.` get a `_`, and a name that is too long is cut at a
    character and told apart by a digest.
    """
    shown = "".join(sign for sign in text if unicodedata.category(sign) not in _HIDDEN_KINDS)
    name = unicodedata.normalize("NFC", _HIDDEN.sub("", shown)).translate(_TWINS)
    name = name.strip(_AT_ENDS)
    if not name:
        return ""
    if _RESERVED.fullmatch(name) or name[0] in "-~":
        name = "_" + name
    if len(name.encode()) > _MOST_BYTES:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        kept = name.encode()[: _MOST_BYTES - 9].decode(errors="ignore")
        name = f"{kept}-{digest}"
    return name


def collision_key(path: str) -> str:
    """What two paths share when some file system takes them for the same."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    return "/".join(part.strip(_AT_ENDS) for part in folded.split("/"))
