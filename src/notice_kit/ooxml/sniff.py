"""What a file is that should have been an Office file but is no zip.

Codes: NK-S03 empty, NK-S30 not an Office file, NK-S31 old binary format, NK-S32 password,
NK-S33 damaged, NK-S34 a web page or text.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _

Expected: TypeAlias = Literal["xlsx", "docx"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = re.compile(rb"\s*<(!doctype html|html|head|table|meta|\?xml)", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def kind_name(expected: Expected) -> str:
    """What the user calls such a file, with its article."""
    names = {"xlsx": _("an Excel workbook (.xlsx)"), "docx": _("a Word document (.docx)")}
    return names[expected]


def not_a_package(data: bytes, place: Location, expected: Expected) -> Finding | None:
    """Why `data` cannot be such a file at all; None when it begins as a zip does.

    Args:
        data: the whole file.
        place: the file.
        expected: what it should be.
    """
    kind = kind_name(expected)
    remedy = _("Open it in Office or WPS and save it as {kind}.").format(kind=kind)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if not data:
        code, message = "NK-S03", _("the file is empty (0 bytes)")
        remedy = _("Copy it again from where it came.")
    elif data.startswith(_ZIP):
        return None
    elif data.startswith(_OLE) and _ENCRYPTED_STREAM in data:
        code, message = "NK-S32", _("the file is protected by a password")
        remedy = _("Open it in Office or WPS, take the password off (File, Info) and save it.")
    elif data.startswith(_OLE):
        code, message = "NK-S31", _("this is a file of the old binary format (.xls, .doc)")
    elif _WEB_PAGE.match(start):
        code, message = "NK-S34", _("this is a web page (HTML), whatever its name says")
    elif not _BINARY.search(start):
        code, message = "NK-S34", _("this is a text file, whatever its name says")
    else:
        code, message = "NK-S30", _("this is not an Office file")
    return error(code, message, place, wanted=kind, remedy=remedy)


def damaged(place: Location, expected: Expected, part: str | None = None) -> Finding:
    """The error that the zip is cut off or has changed.

    Args:
        place: the file.
        expected: what it should be.
        part: the member that is damaged; None for the file as a whole.
    """
    message = _("the file is damaged or was not copied in full")
    where = Location(place.file, part=part)
    remedy = _("Copy it again from where it came; if that fails, repair it in Office or WPS.")
    return error("NK-S33", message, where, wanted=kind_name(expected), remedy=remedy)
