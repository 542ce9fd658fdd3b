"""XML parts that no parser should be given: with a DOCTYPE, or in an encoding that could hide one.

A DOCTYPE is the way to read other files of the machine (XXE) or to fill its memory. OPC forbids it,
and all encodings but UTF-8 and UTF-16, so no file of Word, Excel or WPS is refused here.

Codes: NK-S41 DOCTYPE, NK-S43 encoding.

Source: ECMA-376 Part 2 (OPC), 8.1.1 and 8.1.4.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _

_XML_SUFFIXES = {".xml", ".rels", ".vml"}
_BYTE_ORDER_MARK = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_ENCODINGS = {b"utf-8", b"utf-16", b"utf8", b"us-ascii"}


def unsafe_xml(part: str, content: bytes, place: Location) -> Finding | None:
    """Why the part is refused, or None.

    Args:
        part: its name in the package.
        content: its bytes. A part is XML by its suffix, or because it begins as XML does.
        place: the file that holds it.
    """
    # LibreOffice leaves custom XML empty when a value in it has a < or &; there is nothing in it.
    if not content and part.startswith("customXml/"):
        return None
    # Without its NULs, UTF-16 and UTF-32 markup reads as ASCII, whatever the byte order.
    start = _BYTE_ORDER_MARK.sub(b"", content[:2000].replace(b"\0", b"")).lstrip()
    if PurePosixPath(part).suffix.lower() not in _XML_SUFFIXES and not start.startswith(b"<"):
        return None
    where = Location(place.file, part=part)
    remedy = _("Do not use this file; ask for one that was saved by Word, Excel or WPS.")
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        message = _("the part has a DOCTYPE, which no Office program writes")
        return error("NK-S41", message, where, remedy=remedy)
    encoding = _ENCODING.match(start)
    if not start.startswith(b"<") or (encoding and encoding[1].lower() not in _ENCODINGS):
        message = _("the part is not XML in UTF-8 or UTF-16")
        return error("NK-S43", message, where, remedy=remedy)
    return None
