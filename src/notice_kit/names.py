"""File names that every system can hold: made from data, never leading out of their folder."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Signs that Windows forbids or gives a meaning, as their full-width twins.
_TWINS = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
# Control, zero-width and bidirectional characters: they hide what a name is.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\..*)?", re.IGNORECASE)
_MOST_BYTES = 255 - len(".docx")  # 255 is the limit of ext4 and, at least so much, of APFS and NTFS


def file_name(text: str) -> str:
    """The text as a file's name without suffix; empty when nothing of it is left.

    Separators and signs that Windows forbids become their full-width twins, hidden characters go,
    reserved names and leading `-`, `~` and `.` get a `_`, and a name that is too long is cut at a
    character and told apart by a digest.
    """
    name = unicodedata.normalize("NFC", _HIDDEN.sub("", text)).translate(_TWINS)
    name = name.strip(" .　\t")
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
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
