"""The package of an Office file, written the same way each time, its unchanged parts as they lie.

Every member gets the same date, order and flags, so that equal parts give equal bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5HL")
_PLACE = struct.Struct("<L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20  # of the format that is needed to read: deflate
_UTF8 = 0x800
_TIME, _DATE = 0, 1 << 5 | 1  # 1 January 1980, 0:00: the first moment that a zip can hold

DEFLATED = 8
"""The method of a member that is packed; 0 is one that is stored as it is."""

_LEVEL = 1
"""Of zlib: a third of the time of its default 6 for XML, and about a tenth more bytes."""

_MEMORY = 6
"""Of zlib's hash table: faster than its default 8, as more of it stays in the cache."""

_CHUNK = 1 << 17  # bytes that are packed by one call


class _Deflate(Protocol):
    """What packs a content that comes in pieces."""

    def compress(self, data: bytes | memoryview, /) -> bytes: ...
    def flush(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Packer:
    """A library that deflates.

    Attributes:
        start: begins a member.
        crc32: of some bytes, continued from that of the bytes before.
    """

    start: Callable[[], _Deflate]
    crc32: Callable[[bytes | memoryview, int], int]


ZLIB = Packer(lambda: zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, _MEMORY), zlib.crc32)


def _fastest() -> Packer:
    """ISA-L where it is installed (`notice-kit[fast]`), else zlib.

    ISA-L takes an eighth of the time for no more bytes. The bytes are the same each time, but not
    on every kind of processor.
    """
    try:
        from isal import isal_zlib
    except ImportError:
        return ZLIB
    start = partial(isal_zlib.compressobj, 1, isal_zlib.DEFLATED, -isal_zlib.MAX_WBITS)
    return Packer(start, isal_zlib.crc32)


PACKER = _fastest()
"""What all members are packed with."""


@dataclass(frozen=True, slots=True)
class PackedMember:
    """A member as it lies in a zip.

    Attributes:
        name: in the package.
        packed: its bytes in the zip.
        crc: CRC-32 of the unpacked bytes.
        size: of the unpacked bytes.
        method: how it is packed, `DEFLATED` or 0.
    """

    name: str
    packed: bytes
    crc: int
    size: int
    method: int = DEFLATED
    local: bytes = field(init=False, repr=False, compare=False)
    central: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Write down what the zip says of the member, but for its place, once for all zips.

        Source:
            APPNOTE.TXT 6.3.10: 4.3.7 (`local`, its header), 4.3.12 (`central`, its entry in the
            directory up to its place).
        """
        name = self.name.encode()
        flags = 0 if name.isascii() else _UTF8
        sizes = (self.crc, len(self.packed), self.size)
        shared = (_VERSION, flags, self.method, _TIME, _DATE, *sizes, len(name), 0)
        object.__setattr__(self, "local", _LOCAL.pack(b"PK\3\4", *shared) + name)
        central = _CENTRAL.pack(b"PK\1\2", _VERSION, *shared, 0, 0, 0, 0)
        object.__setattr__(self, "central", central)


def pack(name: str, content: bytes) -> PackedMember:
    """The member, deflated."""
    return pack_pieces(name, (content,))


def pack_pieces(name: str, pieces: Iterable[bytes], packer: Packer = PACKER) -> PackedMember:
    """The same of content that comes piece by piece, and is never held as a whole."""
    deflate = packer.start()
    packed: list[bytes] = []
    crc = size = 0
    for chunk in _chunks(pieces):
        packed.append(deflate.compress(chunk))
        crc = packer.crc32(chunk, crc)
        size += len(chunk)
    packed.append(deflate.flush())
    return PackedMember(name, b"".join(packed), crc, size)


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes | memoryview]:
    """The same content in pieces of one size, so that however it came, it is packed alike."""
    held: list[bytes | memoryview] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size < _CHUNK:
            continue
        content = memoryview(b"".join(held))
        whole = size - size % _CHUNK
        for start in range(0, whole, _CHUNK):
            yield content[start : start + _CHUNK]
        held, size = [content[whole:]], size - whole
    yield b"".join(held)


def unpack(member: PackedMember) -> bytes:
    """The content of a member that lay in a package which was checked when it was read."""
    if member.method != DEFLATED:
        return bytes(member.packed)
    return zlib.decompress(member.packed, -zlib.MAX_WBITS)


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The zip of `parts` (name → content), in their order, without dates or users."""
    return join_package(pack(name, content) for name, content in parts.items())


def join_package(members: Iterable[PackedMember]) -> bytes:
    """The zip of members that are packed already, in their order.

    Source:
        APPNOTE.TXT 6.3.10: 4.3.16 (the end of the central directory).
    """
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        local, packed = member.local, member.packed
        directory += (member.central, _PLACE.pack(offset), local[_LOCAL.size :])
        body += (local, packed)
        offset += len(local) + len(packed)
    entries = b"".join(directory)
    count = len(directory) // 3
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), offset, 0)
    return b"".join((*body, entries, end))
