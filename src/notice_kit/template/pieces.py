"""What the code of a part hands on, piece by piece, made bytes; values are written many at once.

The code hands on markup in UTF-8, text that is written already, and `Fields`, as they are. Looking
at a text and escaping it costs about the same for one as for a hundred, so the fields wait until
there are many pieces. Their faults are put where they would have been without the waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import Any, TypeAlias

from notice_kit.template.faults import Fault, at_line, current, faultless
from notice_kit.template.printing import (
    printed_in_run,
    printed_texts,
    split_texts,
    written_together,
)

Fields: TypeAlias = tuple[bytes, tuple[int, ...], tuple[Any, ...]]
"""Markup with `%s` for each value; the values' lines in the source; the values, of any kind."""

Piece: TypeAlias = str | bytes | Fields

_MOST = 64  # pieces that wait
_LONG = 4096  # bytes of a piece that others need not wait for, so that it is not held for long
_values_of = itemgetter(2)


def encoded(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """The pieces in UTF-8; faults are noted in the order of the tags."""
    faults = current().faults
    known = len(faults)
    waiting: list[Piece] = []
    try:
        for piece in pieces:
            if len(faults) != known:  # by what came before the piece, and after those that wait
                yield from _before(faults, known, waiting)
                waiting, known = [], len(faults)
            waiting.append(piece)
            if len(waiting) == _MOST or len(piece) > _LONG:
                yield from _written(waiting)
                waiting, known = [], len(faults)
    except Exception:
        _before(faults, known, waiting)
        raise
    yield from _before(faults, known, waiting)


def _before(faults: list[Fault], known: int, waiting: Sequence[Piece]) -> list[bytes]:
    """The pieces that wait, written, their faults put before those that came after them."""
    later = faults[known:]
    del faults[known:]
    written = _written(waiting)
    faults += later
    return written


def _written(pieces: Sequence[Piece]) -> list[bytes]:
    """The pieces in UTF-8."""
    fields = [piece for piece in pieces if isinstance(piece, tuple)]
    values = [*chain.from_iterable(map(_values_of, fields))]
    data = _together(values) if values else b""
    texts = None if data is None else iter(split_texts(data))
    written: list[bytes] = []
    for piece in pieces:
        if isinstance(piece, bytes):
            written.append(piece)
        elif isinstance(piece, str):
            written.append(piece.encode())
        elif texts is None:
            written.append(_by_itself(*piece))
        else:
            written.append(piece[0] % tuple(islice(texts, len(piece[2]))))
    return written


def written_fields(fields: Fields) -> str:
    """The fields as text, for macros and blocks."""
    return _by_itself(*fields).decode()


def _by_itself(form: bytes, lines: Sequence[int], values: Sequence[Any]) -> bytes:
    data = _together(values)
    if data is not None:
        return form % tuple(split_texts(data))
    shown = [
        at_line(line, printed_in_run, value) for line, value in zip(lines, values, strict=True)
    ]
    return form % tuple([text.encode() for text in shown])


def _together(values: Sequence[Any]) -> bytes | None:
    """The values as `written_together` writes them; None where one needs a look of its own."""
    texts = faultless(lambda: printed_texts(values))
    return None if texts is None else written_together(texts)
