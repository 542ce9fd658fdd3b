"""What tags did which must not reach a document, gathered over the rendering in progress.

A value that must not reach a document (undefined, None, True, a list, a forbidden character) is
noted as a fault with its line and the filling goes on, so that one pass finds all of them. Whoever
renders must refuse the result when there are faults.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from jinja2 import TemplateRuntimeError, Undefined

from notice_kit.messages import _

LONGEST = 1_000_000
"""Characters or items in one value that tags make, and steps of `range` in one rendering: more is
a template that would fill the memory or never end."""

SECONDS = 10
"""How long the tags of one document may take; a letter takes some thousandths of one."""

MOST_PASSES = 1_000_000
"""Passes of all loops of one document together."""

LARGEST_PART = 200 * 1000**2
"""Bytes of all parts of a document when they are filled."""

ENDLESS = ("NK-T20", "NK-T21", "NK-T22", "NK-T23")
"""The codes of faults that leave nothing for the parts that come after."""

T = TypeVar("T")

_FEW = 20  # passes of a loop that need no look at the clock


class ExhaustedError(Exception):
    """The tags need more than a rendering may have; `fault` says of what."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a tag did which must not reach a document.

    Attributes:
        line: 1-based line of the source that was rendered; None where it is not known.
        message: what is wrong.
        remedy: what to do; None where the message says it all.
        code: of the finding that tells of it.
    """

    line: int | None
    message: str
    remedy: str | None = None
    code: str = "NK-T05"


@dataclass(slots=True)
class Rendering:
    """What one rendering has gathered."""

    faults: list[Fault] = field(default_factory=list)
    line: int | None = None  # of the value in hand, where the code's own line is not it
    steps: int = 0
    passes: int = 0
    size: int = 0  # bytes of the parts as far as they are filled
    ends: float = field(default_factory=lambda: monotonic() + SECONDS)


_rendering: ContextVar[Rendering | None] = ContextVar("rendering", default=None)
_document: ContextVar[Rendering | None] = ContextVar("document", default=None)


@contextmanager
def one_document(so_far: Rendering | None = None) -> Iterator[Rendering]:
    """Let what `attempt` fills in it be one document, with one set of limits.

    Args:
        so_far: what other parts of it have used; None for nothing.
    """
    rendering = so_far or Rendering()
    token = _document.set(rendering)
    try:
        yield rendering
    finally:
        _document.reset(token)


def used_so_far() -> Rendering:
    """What the document that is being filled has used; a new one's where none is."""
    return _document.get() or Rendering()


def attempt(run: Callable[[], T]) -> tuple[T | None, list[Fault]]:
    """What the tags that `run` fills come to, and all their faults, each once.

    Args:
        run: renders a template or evaluates an expression of one of the kit's environments.

    Returns:
        The result, which must not be used where there are faults; None when a tag failed so that
        what comes after it was not reached.
    """
    rendering = used_so_far()
    rendering.faults, rendering.line = [], None
    token = _rendering.set(rendering)
    try:
        result: T | None = run()
    except Exception as caught:  # an expression of the author's can fail in any way
        result = None
        rendering.faults.append(_failure(caught))
    finally:
        _rendering.reset(token)
    return result, list(dict.fromkeys(rendering.faults))


def _failure(caught: Exception) -> Fault:
    """The fault behind an exception that a template's code raised."""
    line = None
    trace = caught.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        elif trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    remedy = _("Correct the tag, or the data that it is about.")
    if isinstance(caught, MemoryError):
        caught = out_of_memory()
    if isinstance(caught, ExhaustedError):
        return Fault(line, caught.message, endless_remedy(), caught.code)
    if isinstance(caught, RecursionError):
        return Fault(line, _("the tags call themselves without end"), remedy)
    return Fault(line, _("the tag fails: {reason}").format(reason=caught), remedy)


def _source_line() -> int | None:
    """The line of the template source whose code is running now, or None outside a template."""
    frame = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back  # type: ignore[assignment]
    return None


def note(message: str, remedy: str | None = None) -> str:
    """Note a fault of the rendering in progress; what comes back stands in for the value.

    Raises:
        TemplateRuntimeError: no rendering is in progress, so that nobody would hear of it.
    """
    rendering = current()
    line = _source_line() if rendering.line is None else rendering.line
    rendering.faults.append(Fault(line, message, remedy))
    return ""


def at_line(line: int, show: Callable[[object], T], value: object) -> T:
    """`show(value)`, faults noted for that line of the source."""
    rendering = _rendering.get()
    if rendering is None:  # `note` raises, should there be a fault
        return show(value)
    rendering.line = line
    try:
        return show(value)
    finally:
        rendering.line = None


def current() -> Rendering:
    """The rendering in progress.

    Raises:
        TemplateRuntimeError: there is none; only `attempt` hears of faults.
    """
    rendering = _rendering.get()
    if rendering is None:
        raise TemplateRuntimeError("tags are to be filled through attempt()")
    return rendering


def limit(size: int, most: int = LONGEST) -> None:
    """Let nothing grow beyond `most`.

    Raises:
        OverflowError: it is larger, so that the tag fails.
    """
    if size > most:
        raise OverflowError(_("a value grows without end"))


def counted(items: Iterable[T]) -> Iterable[T]:
    """What a loop goes over, its passes counted by the length at its start, its time limited."""
    rendering = _rendering.get()
    if rendering is None or isinstance(items, Undefined):
        return items  # what is missing tells so itself
    if not isinstance(items, Collection):
        return _counted_singly(items, rendering)
    rendering.passes += len(items)
    if rendering.passes > MOST_PASSES:
        raise too_many_passes()
    return items if len(items) <= _FEW else _timed(items, rendering.ends)


def _timed(items: Iterable[T], ends: float) -> Iterable[T]:
    for item in items:
        if monotonic() > ends:
            raise out_of_time()
        yield item


def _counted_singly(items: Iterable[T], rendering: Rendering) -> Iterable[T]:
    for item in _timed(items, rendering.ends):
        rendering.passes += 1
        if rendering.passes > MOST_PASSES:
            raise too_many_passes()
        yield item


def has_room(passes: int, size: int) -> bool:
    """Whether a loop can be filled at once, no limit within its reach.

    Args:
        passes: how many it makes.
        size: of what they print, in bytes.
    """
    rendering = current()
    return (
        rendering.passes + passes <= MOST_PASSES
        and rendering.size + size <= LARGEST_PART
        and monotonic() <= rendering.ends
    )


def count_passes(passes: int) -> None:
    """Count those of a loop that is filled at once."""
    current().passes += passes


def faultless(run: Callable[[], T]) -> T | None:
    """What `run` comes to; None when it fails or notes a fault, of which then nothing is kept."""
    rendering = _rendering.get()
    if rendering is None:
        return None
    before = len(rendering.faults)
    try:
        result = run()
    except Exception:  # whoever asks tries again in a way that tells what is wrong
        result = None
    if len(rendering.faults) == before:
        return result
    del rendering.faults[before:]
    return None


def limited(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a part, counted.

    Raises:
        ExhaustedError: the document grows without end.
    """
    rendering = current()
    for piece in pieces:
        rendering.size += len(piece)
        if rendering.size > LARGEST_PART:
            raise too_large()
        yield piece


def put_together(pieces: Iterable[str]) -> str:
    """What a macro or a block gathers, its pieces one after the other, within the limits."""
    rendering = _rendering.get()
    size = rendering.size if rendering is not None else 0
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > LARGEST_PART:
            raise too_large()
    return "".join(held)


def out_of_time() -> ExhaustedError:
    """The tags have run too long."""
    return ExhaustedError(
        "NK-T20", _("the tags run longer than {seconds} seconds").format(seconds=SECONDS)
    )


def out_of_memory() -> ExhaustedError:
    """The tags need more memory than there is for them."""
    return ExhaustedError("NK-T21", _("the tags need too much memory"))


def too_many_passes() -> ExhaustedError:
    """The loops go on and on."""
    return ExhaustedError(
        "NK-T22", _("the loops make more than {most:,} passes").format(most=MOST_PASSES)
    )


def too_large() -> ExhaustedError:
    """The part would be larger than any document."""
    return ExhaustedError(
        "NK-T23",
        _("the filled text has more than {most:,} bytes").format(most=LARGEST_PART),
    )


def endless_remedy() -> str:
    """What to do about tags that need too much."""
    return _("Look for a tag that computes or repeats far more than the document needs.")
