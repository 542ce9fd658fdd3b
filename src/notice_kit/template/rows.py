"""Plain loops: bodies of markup and printed fields alone, filled a column at a time.

A long table spends its time in Python's steps from cell to cell. Where a loop does nothing but
print (`plain_loop` tells from the tags), a column is taken, looked at and written as a whole, each
by one step of the interpreter for thousands of rows (`written_rows`).

The invariant: what `written_rows` gives is to the byte what the loop would have given, pass by
pass. Whatever could come out otherwise – a field that is missing or empty, a value that does not
print or is markup, a character that is forbidden, a limit within reach – makes it give None and
leave no trace; then the loop runs pass by pass, with all its faults in their places. So nothing
here knows of faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, TypeAlias

from jinja2 import nodes

from notice_kit.template import blank, filters
from notice_kit.template.faults import count_passes, faultless, has_room
from notice_kit.template.printing import IN_LINE, printed_texts, split_texts, written_together

Filter: TypeAlias = tuple[str, tuple[Any, ...]]
"""A filter's name and its arguments."""

Column: TypeAlias = tuple[str | int, tuple[str, ...], tuple[Filter, ...]]
"""What is printed at one place: of what (`ITEM`, `INDEX` or the position of a value from outside
the loop), under which keys, through which filters."""

ITEM, INDEX = "item", "loop.index"

_FILTERS: Mapping[str, Callable[..., Any]] = filters.FILTERS | {
    name: blank.FILTERS[name] for name in ("d", "default")
}
_DICTS = {dict}
_MOST_ROWS = 1024  # in a block
_BLOCK = 1 << 17  # bytes of markup around the values that are woven into it at once


@dataclass(slots=True)
class PlainLoop:
    """A loop that only prints.

    Attributes:
        markup: what stands around the printed values of a pass, one piece more than there are.
        columns: the printed values, in order.
        outside: the expressions among them that have nothing to do with the loop.
        in_runs: whether all values are the text of runs, where there can be line breaks.
    """

    markup: list[str] = field(default_factory=lambda: [""])
    columns: list[Column] = field(default_factory=list)
    outside: list[nodes.Expr] = field(default_factory=list)
    in_runs: bool = True


def plain_loop(node: nodes.For) -> PlainLoop | None:
    """The loop, if all that it does is to print markup and fields."""
    target = node.target
    if node.recursive or node.test is not None or not isinstance(target, nodes.Name):
        return None
    loop = PlainLoop()
    for output in node.body:
        if not isinstance(output, nodes.Output):
            return None
        for piece in output.nodes:
            if isinstance(piece, nodes.TemplateData):
                loop.markup[-1] += piece.data
            elif not _add_column(loop, piece, target.name):
                return None
    return loop if loop.columns else None


def _add_column(loop: PlainLoop, value: nodes.Expr, item: str) -> bool:
    """Whether the printed expression is of a kind that the loop can hold, which it then does."""
    if isinstance(value, nodes.Filter) and value.name == IN_LINE and value.node is not None:
        value = value.node
        loop.in_runs = False
    applied: list[Filter] = []
    while isinstance(value, nodes.Filter):
        filter_ = _known_filter(value)
        if filter_ is None or value.node is None:
            return False
        applied.insert(0, filter_)
        value = value.node
    path = _path_of(value)
    if path is None:
        return False
    source: str | int
    if path[0] == item:
        source, keys = ITEM, path[1:]
    elif path[0] == "loop":
        if path != ("loop", "index"):
            return False
        source, keys = INDEX, ()
    else:
        source, keys = len(loop.outside), ()
        loop.outside.append(value)
    loop.columns.append((source, keys, tuple(applied)))
    loop.markup.append("")
    return True


def _known_filter(node: nodes.Filter) -> Filter | None:
    """The filter, if it is one of the kit's own with arguments that are written out."""
    arguments = tuple(one.value for one in node.args if isinstance(one, nodes.Const))
    is_known = (
        node.name in _FILTERS
        and len(arguments) == len(node.args)
        and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    )
    return (node.name, arguments) if is_known else None


def _path_of(node: nodes.Expr) -> tuple[str, ...] | None:
    """The name and the keys of `a.b['c']`; None of any other expression."""
    keys: list[str] = []
    while not isinstance(node, nodes.Name):
        match node:
            case nodes.Getattr():
                keys.append(node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str(key))):
                keys.append(key)
            case _:
                return None
        node = node.node
    return (node.name, *reversed(keys))


def written_rows(
    items: Any,
    markup: Sequence[bytes],
    columns: Sequence[Column],
    outside: Sequence[Any],
    in_runs: bool,
) -> Iterator[bytes] | None:
    """All passes of a plain loop, in UTF-8; None where they are to be made singly.

    Args:
        items: what the loop goes over, whatever it is.
        markup: as in `PlainLoop`.
        columns: likewise.
        outside: the values of the expressions outside.
        in_runs: as in `PlainLoop`.
    """
    if type(items) is not list or not items:
        return None
    blocks = faultless(lambda: _blocks(items, sum(map(len, markup)), columns, outside, in_runs))
    if blocks is None:
        return None
    count_passes(len(items))
    return _woven(markup, map(split_texts, blocks))


def _blocks(
    items: list[Any], around: int, columns: Sequence[Column], outside: Sequence[Any], in_runs: bool
) -> list[bytes]:
    """What `_values` gives for all passes, a block of them after the other.

    Raises:
        Exception: of any kind, where a value is not as it should be or a limit is within reach.
    """
    rows = min(_MOST_ROWS, 1 + _BLOCK // (1 + around))
    size = len(items) * around
    blocks: list[bytes] = []
    for start in range(0, len(items), rows):
        values = _values(items[start : start + rows], start, columns, outside, in_runs)
        blocks.append(values)
        size += len(values)
        if not has_room(len(items), size):
            raise OverflowError
    return blocks


def _values(
    items: list[Any], start: int, columns: Sequence[Column], outside: Sequence[Any], in_runs: bool
) -> bytes:
    """The printed values of some passes, a column after the other, as `split_texts` takes them.

    Raises:
        Exception: of any kind, where a value is not as it should be.
    """
    if {*map(type, items)} != _DICTS and any(keys for _source, keys, _applied in columns):
        raise TypeError
    texts: list[str] = []
    for source, keys, applied in columns:
        values: list[Any]
        if source == ITEM:
            values = _under(keys, items)
        elif source == INDEX:
            values = [*range(start + 1, start + 1 + len(items))]
        else:
            values = [outside[int(source)]] * len(items)
        for name, arguments in applied:
            write = _FILTERS[name]
            values = [write(value, *arguments) for value in values]
        texts += printed_texts(values)
    written = written_together(texts, in_runs=in_runs)
    if written is None:
        raise ValueError
    return written


def _under(keys: Sequence[str], items: list[Any]) -> list[Any]:
    """What stands under the keys in each of the items, which are dicts where there are keys."""
    for depth, key in enumerate(keys):
        if depth and {*map(type, items)} != _DICTS:
            raise TypeError
        items = [*map(itemgetter(key), items)]
    return items


def _woven(markup: Sequence[bytes], blocks: Iterable[list[bytes]]) -> Iterator[bytes]:
    """The markup and the values of blocks of passes, in their order."""
    first, *between, last = markup
    width = len(between) + 1
    for written in blocks:
        count = len(written) // width
        pieces = [last + first] * (1 + 2 * width * count)
        for column in range(width):
            values = written[column * count : (column + 1) * count]
            pieces[1 + 2 * column :: 2 * width] = values
        for column, piece in enumerate(between, start=1):
            pieces[2 * column :: 2 * width] = [piece] * count
        pieces[0], pieces[-1] = first, last
        yield b"".join(pieces)
