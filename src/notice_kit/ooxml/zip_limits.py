"""The members of an Office file (a zip), read under limits and never by what its headers claim.

Codes: NK-S35 too large in all, NK-S36 inflated too much, NK-S37 too many members, NK-S38 two
members of one name, NK-S39 encrypted member, NK-S40 unsafe name, NK-S42 packed unusually;
NK-S33 see `sniff.py`. What is no zip at all: `sniff.py`; a DOCTYPE: `xml_safety.py`.

Source: ECMA-376 Part 2 (OPC): members are stored or deflated, not encrypted, of unique names.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from notice_kit.errors import SourceError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.known_parts import LARGEST, KnownParts
from notice_kit.ooxml.package import PackedMember
from notice_kit.ooxml.sniff import Expected, damaged, not_a_package
from notice_kit.ooxml.xml_safety import unsafe_xml

LARGEST_TOTAL = 512 * 1024**2
"""Bytes inflated, all members together; the largest rosters of a county are below 20 MB."""

LARGEST_RATIO = 200
"""Inflated : packed, for members above `RATIO_FROM`. XML of real files is packed 5 to 50 : 1."""

RATIO_FROM = 10 * 1024**2
"""Bytes inflated below which any ratio is harmless."""

MOST_MEMBERS = 10_000

_CENTRAL_HEADER = b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s22x2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED_FLAG = 0x1
_CHUNK = 1024**2

_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError)
"""What zipfile raises for a list of members that it cannot read, and `_content` for a member."""


def read_members(
    source: Path | bytes, name: str, expected: Expected, known: KnownParts | None = None
) -> dict[str, bytes]:
    """Member name → content, in archive order; see `read_package`.

    Args:
        source: the file, or its bytes.
        name: its path as the user knows it, for messages.
        expected: what kind of file it should be, for messages.
        known: parts that came before and need not be unpacked again.
    """
    data, infos = _opened(source, name, expected)
    return _unpacked(data, infos, name, expected, known)


def read_package(
    source: Path | bytes, name: str, expected: Expected
) -> tuple[dict[str, bytes], tuple[PackedMember, ...]]:
    """The members in archive order, unpacked by name and as they lie; folder entries are left out.

    Args:
        source: the file, or its bytes.
        name: its path as the user knows it, for messages.
        expected: what kind of file it should be, for messages.

    Raises:
        SourceError: the file cannot be read, is not a zip, or breaks a limit; one finding, or one
            for each XML part that is refused.
    """
    data, infos = _opened(source, name, expected)
    members = _unpacked(data, infos, name, expected, None)
    packed = tuple(
        PackedMember(
            info.filename,
            bytes(_packed(data, info)),
            info.CRC,
            info.file_size,
            info.compress_type,
        )
        for info in infos
    )
    return members, packed


def _opened(
    source: Path | bytes, name: str, expected: Expected
) -> tuple[bytes, list[zipfile.ZipInfo]]:
    """The file's bytes, and what it says of its members."""
    data = read_bytes(source, name) if isinstance(source, Path) else source
    place = Location(name)
    refusal = not_a_package(data, place, expected)
    if refusal is not None:
        raise SourceError(refusal)
    # Counted before zipfile makes an object of some 500 bytes for each.
    if data.count(_CENTRAL_HEADER) > MOST_MEMBERS:
        message = _("the file has more than {limit:,} parts").format(limit=MOST_MEMBERS)
        raise SourceError(_refused("NK-S37", message, place))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    except _DAMAGED as problem:
        raise SourceError(damaged(place, expected)) from problem
    _check_names(infos, place)
    return data, infos


def _unpacked(
    data: bytes,
    infos: list[zipfile.ZipInfo],
    name: str,
    expected: Expected,
    known: KnownParts | None,
) -> dict[str, bytes]:
    """The members' contents, proved whole and safe to be parsed."""
    place = Location(name)
    members: dict[str, bytes] = {}
    faults: list[Finding] = []
    left = LARGEST_TOTAL
    try:
        for info in infos:
            content = _safe_content(data, info, left, place, known, faults)
            members[info.filename] = content
            left -= len(content)
    except _DAMAGED as problem:
        raise SourceError(damaged(place, expected)) from problem
    if faults:
        raise SourceError(*faults)
    return members


def _safe_content(
    data: bytes,
    info: zipfile.ZipInfo,
    left: int,
    place: Location,
    known: KnownParts | None,
    faults: list[Finding],
) -> bytes:
    """The member's bytes; why it is refused goes to the faults."""

    def read() -> bytes:
        content = _inflated_member(data, info, left, place)
        fault = unsafe_xml(info.filename, content, place)
        if fault is not None:
            faults.append(fault)
        return content

    if known is None or info.file_size > LARGEST or info.flag_bits & _ENCRYPTED_FLAG:
        return read()
    packed = bytes(_packed(data, info))
    key = (info.filename, packed, info.CRC, info.file_size, info.compress_type)
    content = known.contents.of(key, read)
    if faults:
        known.contents.drop(key)
    if len(content) > left:
        raise SourceError(_too_large(Location(place.file, part=info.filename)))
    return content


def _check_names(infos: list[zipfile.ZipInfo], place: Location) -> None:
    seen: set[str] = set()
    for info in infos:
        part = info.orig_filename
        where = Location(place.file, part=part)
        if not _is_safe(part):
            message = _("the name of a part would lead out of the file")
            raise SourceError(_refused("NK-S40", message, where))
        if part.casefold() in seen:
            message = _("two parts have the same name, so programs would read different text")
            raise SourceError(_refused("NK-S38", message, where))
        seen.add(part.casefold())


def _is_safe(part: str) -> bool:
    names = PurePosixPath(part).parts
    odd = any(character in part for character in "\\:\0")
    return bool(names) and not odd and names[0] != "/" and ".." not in names


def _inflated_member(data: bytes, info: zipfile.ZipInfo, left: int, place: Location) -> bytes:
    where = Location(place.file, part=info.filename)
    if info.flag_bits & _ENCRYPTED_FLAG:
        message = _("a part is encrypted")
        raise SourceError(_refused("NK-S39", message, where))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        message = _("a part is packed in a way that no Office program uses")
        raise SourceError(_refused("NK-S42", message, where))
    return _content(data, info, left, where)


def _content(data: bytes, info: zipfile.ZipInfo, left: int, where: Location) -> bytes:
    """The member's bytes; the sizes in the headers are checked, not trusted."""
    packed = _packed(data, info)
    stored = info.compress_type == zipfile.ZIP_STORED
    content = bytes(packed) if stored else _inflated(packed, left, where)
    if len(content) > left:
        raise SourceError(_too_large(where))
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise zipfile.BadZipFile(info.filename)
    return content


def _packed(data: bytes, info: zipfile.ZipInfo) -> memoryview:
    """The member as it stands in the file: behind its local header, name and extra field."""
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    signature, name_size, extra_size = _LOCAL_HEADER.unpack(header)
    start = info.header_offset + _LOCAL_HEADER.size + name_size + extra_size
    packed = memoryview(data)[start : start + info.compress_size]
    if signature != _LOCAL_SIGNATURE or len(packed) != info.compress_size:
        raise zipfile.BadZipFile(info.filename)
    return packed


def _inflated(packed: memoryview, left: int, where: Location) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    chunks: list[bytes] = []
    size = 0
    rest: bytes | memoryview = packed
    while not stream.eof:
        chunk = stream.decompress(rest, _CHUNK)
        rest = stream.unconsumed_tail
        if not chunk and not rest and not stream.eof:
            raise zipfile.BadZipFile(where.part)
        size += len(chunk)
        if size > left:
            raise SourceError(_too_large(where))
        if size > RATIO_FROM and size > LARGEST_RATIO * len(packed):
            message = _("a part is packed more than {ratio} : 1, as in a zip bomb").format(
                ratio=LARGEST_RATIO
            )
            raise SourceError(_refused("NK-S36", message, where))
        chunks.append(chunk)
    return b"".join(chunks)


def _too_large(where: Location) -> Finding:
    limit = LARGEST_TOTAL // 1024**2
    message = _("the file holds more than {limit} MB when unpacked").format(limit=limit)
    return _refused("NK-S35", message, where)


def _refused(code: str, message: str, where: Location) -> Finding:
    remedy = _("Do not use this file; ask for one that was saved by Word, Excel or WPS.")
    return error(code, message, where, remedy=remedy)
