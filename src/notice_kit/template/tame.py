"""A look at a part's tags that proves them cheap, so that nobody need watch while they run.

Loops are counted and timed wherever they run (`faults.counted`), and what `+`, `*`, `~` and the
filters of text make is bounded by the sandbox. So tags are tame when each of them, by itself, is
done at once: no `**`, no text formatted to any width, no filter that pads, nothing that calls
itself, and no value that holds itself twice over. What is not tame is filled in another process
(see `worker.py`).
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

_DEEPEST = 3  # loops within loops

_FILTERS = frozenset(
    {
        *("_as_drawn", "chart", "picture", "qr"),
        *("_in_line", "abs", "capital", "capitalize", "chinese_year", "count", "d", "default"),
        *("dictsort", "e", "either", "escape", "figures", "first", "float", "groupby", "int"),
        *("items", "join", "last", "length", "list", "long_date", "lower", "mask", "max", "min"),
        *("month", "month_day", "ordinal", "reject", "rejectattr", "reverse", "select"),
        *("selectattr", "sort", "spoken", "string", "title", "trim", "truncate", "unique"),
        *("upper", "weekday", "wordcount", "year_month"),
    }
)
_SMALL_ARGUMENTS = frozenset(
    {"decimals", "round", "pad_to", "sheets", "center", "batch", "slice", "fitted"}
)
_MOST = 1000  # of a number that such a filter, or `range`, is given
_METHODS = frozenset(
    {
        *("items", "keys", "values", "get", "cycle", "changed", "split", "strip", "lstrip"),
        *("rstrip", "upper", "lower", "startswith", "endswith", "isoformat"),
    }
)
_PLAIN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Const, nodes.Name),
    *(nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Pos, nodes.CondExpr, nodes.Test),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Keyword, nodes.Pair),
    *(nodes.List, nodes.Tuple, nodes.Dict, nodes.NSRef),
)
# What a name that lives on may not be set to: each would let it hold itself twice over.
_DOUBLING = (nodes.List, nodes.Dict, nodes.Slice, nodes.Concat, nodes.Tuple)


def is_tame(tree: nodes.Template) -> bool:
    """Whether the tags are proved cheap; the tree is as it was parsed."""
    return _all_tame(tree.body, 0)


def _all_tame(found: Iterable[nodes.Node], depth: int) -> bool:
    return all(_is_tame(node, depth) for node in found)


def _is_tame(node: nodes.Node, depth: int) -> bool:
    inner = depth
    match node:
        case nodes.For():
            inner = depth + 1
            own = not node.recursive and inner <= _DEEPEST
        case nodes.Assign():
            own = not _doubles(node.target, (node.node,))
        case nodes.With():
            own = not any(_holds(value, (nodes.List, nodes.Dict)) for value in node.values)
        case nodes.Filter():
            own = node.node is not None and _is_tame_filter(node)
        case nodes.Call():
            own = _is_tame_call(node)
        case nodes.Mod():
            own = isinstance(node.left, nodes.Getattr) and _is_name(node.left.node, "loop")
        case _:
            own = isinstance(node, _PLAIN)
    return own and _all_tame(node.iter_child_nodes(), inner)


def _doubles(target: nodes.Expr, values: Iterable[nodes.Node]) -> bool:
    kinds = _DOUBLING if isinstance(target, nodes.NSRef) else (nodes.List, nodes.Dict, nodes.Tuple)
    return any(_holds(value, kinds) for value in values if not isinstance(target, nodes.Tuple))


def _holds(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    """Whether such an expression with names in it is the node, or stands in it."""
    found: list[nodes.Node] = []
    for kind in kinds:
        found += node.find_all(kind)
    if isinstance(node, kinds):
        found.append(node)
    return any(next(one.find_all(nodes.Name), None) is not None for one in found)


def _is_name(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name


def _is_small(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and not (
        isinstance(node.value, int | float) and abs(node.value) > _MOST
    )


def _is_tame_filter(node: nodes.Filter) -> bool:
    arguments = [*node.args, *(word.value for word in node.kwargs)]
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return False
    if node.name in _FILTERS:
        return True
    match node.name:
        case "map":
            words = {word.key for word in node.kwargs}
            first = node.args[0] if len(node.args) == 1 else None
            named = isinstance(first, nodes.Const) and first.value in _FILTERS
            return words <= {"attribute", "default"} if first is None else named and not words
        case "md":
            return isinstance(node.node, nodes.Name | nodes.Getattr | nodes.Getitem)
        case "sum":
            return len(node.args) < 2 and {word.key for word in node.kwargs} <= {"attribute"}
        case "replace":
            texts = [one.value for one in arguments if isinstance(one, nodes.Const)]
            return len(texts) == len(arguments) == 2 and len(str(texts[1])) <= len(str(texts[0]))
        case name:
            return name in _SMALL_ARGUMENTS and all(map(_is_small, arguments))


def _is_tame_call(node: nodes.Call) -> bool:
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return False
    if _is_name(node.node, "range"):
        return all(map(_is_small, node.args))
    if _is_name(node.node, "namespace"):
        return not node.args and not any(_holds(word.value, _DOUBLING) for word in node.kwargs)
    return isinstance(node.node, nodes.Getattr) and node.node.attr in _METHODS
