"""Which fields of the data a template uses: paths such as `unit.candidates[].name`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from notice_kit.template.environment import XML

# Filters that hand on (some of) the same items, so that a loop over them is a loop over the list.
_SAME_ITEMS = {"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"}

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
    return list(_walk_body(tree.body, {"loop": None, **dict.fromkeys(XML.globals)}))


def covers(declared: str, used: str) -> bool:
    """Whether declaring one path allows the use of another: the same, or what it is part of."""
    return declared == used or declared.startswith((used + ".", used + "["))


def _walk_body(body: list[nodes.Node], scope: _Scope) -> Iterator[FieldUse]:
    names = dict(scope)
    for node in body:
        yield from _walk(node, names)
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            names[node.target.name] = _path(node.node, names)
        elif isinstance(node, nodes.Macro):
            names[node.name] = None


def _walk(node: nodes.Node, scope: _Scope) -> Iterator[FieldUse]:
    match node:
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            yield from _walk_path(node, scope)
        case nodes.For():
            yield from _walk_loop(node, scope)
        case nodes.If():
            yield from _walk(node.test, scope)
            bodies: list[list[nodes.Node]] = [node.body, [*node.elif_], node.else_]
            for body in bodies:
                yield from _walk_body(body, scope)
        case nodes.Assign():
            yield from _walk(node.node, scope)
        case nodes.Macro():
            arguments: dict[str, str | None] = {argument.name: None for argument in node.args}
            yield from _walk_body(node.body, {**scope, **arguments})
        case _:
            for child in node.iter_child_nodes():
                yield from _walk(child, scope)


def _walk_path(node: nodes.Expr, scope: _Scope) -> Iterator[FieldUse]:
    path = _path(node, scope)
    if path is not None:
        yield FieldUse(path, node.lineno)
        return
    for child in node.iter_child_nodes():
        yield from _walk(child, scope)


def _walk_loop(node: nodes.For, scope: _Scope) -> Iterator[FieldUse]:
    yield from _walk(node.iter, scope)
    items = _path(node.iter, scope)
    inner = dict(scope)
    for name in node.target.find_all(nodes.Name):
        inner[name.name] = None
    if isinstance(node.target, nodes.Name):
        inner[node.target.name] = f"{items}[]" if items else None
    if node.test is not None:
        yield from _walk(node.test, inner)
    yield from _walk_body(node.body, inner)
    yield from _walk_body(node.else_, scope)


def _path(node: nodes.Node, scope: _Scope) -> str | None:
    """The path that an expression names, or None when it is no plain path or not of the data."""
    match node:
        case nodes.Name(name=name):
            return scope.get(name, name)
        case nodes.Getattr(node=owner, attr=name):
            path = _path(owner, scope)
            return path and f"{path}.{name}"
        case nodes.Getitem(node=owner, arg=nodes.Const(value=str() as name)):
            path = _path(owner, scope)
            return path and f"{path}.{name}"
        case nodes.Getitem(node=owner, arg=nodes.Const(value=int())):
            path = _path(owner, scope)
            return path and f"{path}[]"
        case nodes.Getitem(node=owner, arg=nodes.Slice()):
            return _path(owner, scope)
        case nodes.Filter(node=owner, name=name) if owner is not None and name in _SAME_ITEMS:
            return _path(owner, scope)
        case nodes.Filter(node=owner, name="first" | "last") if owner is not None:
            path = _path(owner, scope)
            return path and f"{path}[]"
        case _:
            return None
