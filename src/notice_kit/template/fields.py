"""Which fields of the data a template uses: paths such as `unit.candidates[].name`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from notice_kit.template.environment import XML

# Filters that hand on (some of) the same items, so that a loop over them is a loop over the list.
_SAME_ITEMS = {
    *("list", "pad_to", "reject", "rejectattr", "reverse"),
    *("select", "selectattr", "sort", "unique"),
}

BY_ATTRIBUTE = {"groupby", "rejectattr", "selectattr", "sum"}
"""Filters whose first argument names a field of each item."""

# Stands in the path of what `sheets` makes of a list, which is not of the data; its `rows` are.
_SHEETS = "\0sheets"

GROUPS = "\0groups"
"""Ends the path of what `batch` and `slice` make of a list: lists of the same things."""

_LISTS = {"sheets": _SHEETS, "batch": GROUPS, "slice": GROUPS}

_Scope = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class FieldUse:
    """One use of a field.

    Attributes:
        path: dotted; `[]` stands for each item of a list.
        line: 1-based line of the source that was parsed.
    """

    path: str
    line: int


def fields_of(tree: nodes.Template) -> list[FieldUse]:
    """The uses of data in a parsed template, in order, without the names that it sets itself."""
    return list(_walk_body(tree.body, dict.fromkeys([*XML.globals, "loop", "self"])))


def covers(declared: str, used: str) -> bool:
    """Whether declaring one path allows the use of another: the same, or what it is part of."""
    return declared == used or declared.startswith((used + ".", used + "["))


def _walk_body(body: list[nodes.Node], scope: _Scope) -> Iterator[FieldUse]:
    """The uses in a block with names of its own; what it sets is not known after it."""
    yield from _walk_all(body, dict(scope))


def _walk_all(body: Iterable[nodes.Node], names: dict[str, str | None]) -> Iterator[FieldUse]:
    """The uses in nodes one after the other; what they set goes into `names`."""
    for node in body:
        if isinstance(node, nodes.If):
            yield from _walk(node.test, names)
            for branch in (node.body, node.elif_, node.else_):
                yield from _walk_all(branch, names)
            continue
        yield from _walk(node, names)
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            names[node.target.name] = path_of(node.node, names)
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            names |= dict.fromkeys(name.name for name in node.target.find_all(nodes.Name))
            if isinstance(node.target, nodes.Name):
                names[node.target.name] = None
        elif isinstance(node, nodes.Macro):
            names[node.name] = None


def _walk(node: nodes.Node, scope: _Scope) -> Iterator[FieldUse]:
    match node:
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            yield from _walk_path(node, scope)
        case nodes.Filter():
            yield from _walk_filter(node, scope)
        case nodes.Call(node=nodes.Getattr(node=owner)):  # data have no methods of their own
            for child in (owner, *node.args, *node.kwargs):
                yield from _walk(child, scope)
        case nodes.Assign():
            yield from _walk(node.node, scope)
        case nodes.Stmt():
            yield from _walk_block(node, scope)
        case _:
            for child in node.iter_child_nodes():
                yield from _walk(child, scope)


def _walk_block(node: nodes.Stmt, scope: _Scope) -> Iterator[FieldUse]:
    """The uses in a tag that has an end, with the names that hold inside it."""
    match node:
        case nodes.For():
            yield from _walk_loop(node, scope)
        case nodes.With():
            yield from _walk_with(node, scope)
        case nodes.Block(body=body):
            yield from _walk_body(body, scope)
        case nodes.AssignBlock(filter=applied, body=body):
            yield from _walk_body([*body, applied] if applied else body, scope)
        case nodes.Macro() | nodes.CallBlock():
            for default in node.defaults:
                yield from _walk(default, scope)
            if isinstance(node, nodes.CallBlock):
                yield from _walk(node.call, scope)
            own = [*(argument.name for argument in node.args), "caller", "varargs", "kwargs"]
            yield from _walk_body(node.body, {**scope, **dict.fromkeys(own)})
        case _:
            for child in node.iter_child_nodes():
                yield from _walk(child, scope)


def _walk_with(node: nodes.With, scope: _Scope) -> Iterator[FieldUse]:
    names = dict(scope)
    for target, value in zip(node.targets, node.values, strict=True):
        yield from _walk(value, scope)
        if isinstance(target, nodes.Name):
            names[target.name] = path_of(value, scope)
    yield from _walk_body(node.body, names)


def _walk_path(node: nodes.Expr, scope: _Scope) -> Iterator[FieldUse]:
    path = path_of(node, scope)
    if path is not None:
        if "\0" not in path:
            yield FieldUse(path, node.lineno)
        return
    for child in node.iter_child_nodes():
        yield from _walk(child, scope)


def _walk_loop(node: nodes.For, scope: _Scope) -> Iterator[FieldUse]:
    yield from _walk(node.iter, scope)
    items = path_of(node.iter, scope)
    inner = dict(scope)
    for name in node.target.find_all(nodes.Name):
        inner[name.name] = None
    if isinstance(node.target, nodes.Name):
        inner[node.target.name] = items and item_of(items)
    if node.test is not None:
        yield from _walk(node.test, inner)
    yield from _walk_body(node.body, inner)
    yield from _walk_body(node.else_, scope)


def _walk_filter(node: nodes.Filter, scope: _Scope) -> Iterator[FieldUse]:
    """The uses in a filter, with the fields that `selectattr('kind', …)` or `chart` name."""
    for child in node.iter_child_nodes():
        yield from _walk(child, scope)
    named = [word.value for word in node.kwargs if word.key == "attribute"]
    named += node.args[:1] if node.name in BY_ATTRIBUTE else []
    named += node.args[1:] if node.name == "chart" else []
    items = path_of(node.node, scope) if node.node is not None else None
    for attribute in named:
        if (
            items
            and "\0" not in items
            and isinstance(attribute, nodes.Const)
            and isinstance(attribute.value, str)
        ):
            yield FieldUse(f"{items}[].{attribute.value}", node.lineno)


def path_of(node: nodes.Node, scope: _Scope) -> str | None:
    """The path that an expression names, or None when it is no plain path or not of the data."""
    match node:
        case nodes.Name(name=name):
            return scope.get(name, name)
        case nodes.Getattr(node=owner, attr=name):
            path = path_of(owner, scope)
            if path and path.endswith(f"{_SHEETS}[]"):
                return path.partition(_SHEETS)[0] if name == "rows" else f"{path}.{name}"
            return path and f"{path}.{name}"
        case nodes.Getitem(node=owner, arg=nodes.Const(value=str() as name)):
            path = path_of(owner, scope)
            return path and f"{path}.{name}"
        case nodes.Getitem(node=owner, arg=nodes.Const(value=int())):
            path = path_of(owner, scope)
            return path and item_of(path)
        case nodes.Getitem(node=owner, arg=nodes.Slice()):
            return path_of(owner, scope)
        case nodes.Filter(node=owner, name=name) if owner is not None:
            path = path_of(owner, scope)
            return path and _filtered(path, name)
        case _:
            return None


def _filtered(path: str, name: str) -> str | None:
    """The path of what a filter makes of the list at `path`; None when it is no list of its own."""
    if name in _SAME_ITEMS:
        return path
    if name in ("first", "last"):
        return item_of(path)
    return path + _LISTS[name] if name in _LISTS else None


def item_of(path: str) -> str:
    """The path of one item of the list at `path`; of groups, an item is a list like the whole."""
    return path.removesuffix(GROUPS) if path.endswith(GROUPS) else f"{path}[]"
