"""What data a template wants: the kind of each field, told from its use, and a JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from notice_kit.template.environment import XML
from notice_kit.template.fields import path_of

_BY_FILTER = (
    dict.fromkeys(("month", "month_day", "year_month"), "date")
    | dict.fromkeys(("capital", "figures", "decimals", "spoken", "round", "abs"), "number")
    | dict.fromkeys(("length", "count", "join", "first", "last", "list", "sort", "sum"), "list")
    | dict.fromkeys(("mask", "upper", "lower", "trim", "replace"), "text")
    | {"either": "yes-no"}
)
_RANK = ("", "yes-no", "printed", "text", "number", "date", "mapping", "list")
_BY_OPERATION: Mapping[type[nodes.Node], str] = dict.fromkeys(
    (nodes.Mul, nodes.Sub, nodes.Div, nodes.Pow, nodes.Mod), "number"
) | dict.fromkeys((nodes.And, nodes.Or, nodes.Not), "yes-no")
_TYPES: Mapping[str, dict[str, Any]] = {
    "": {},
    "printed": {"type": ["string", "number"]},
    "yes-no": {"type": ["boolean", "string", "number", "array", "object", "null"]},
    "text": {"type": "string"},
    "number": {"type": "number"},
    "date": {"type": "string"},
}

_Scope = Mapping[str, str | None]


@dataclass(slots=True)
class Field:
    """A field that a template uses.

    Attributes:
        path: dotted; `[]` stands for each item of a list.
        kind: one of text, number, date, yes-no, list, mapping; printed where it may be text or a
            number; empty where its use does not tell.
        is_required: whether it is used outside conditions too.
        may_be_empty: whether a condition asks if there is one.
        line: 1-based line of the source in which it stands first.
    """

    path: str
    kind: str = ""
    is_required: bool = False
    may_be_empty: bool = False
    line: int = 1


@dataclass(slots=True)
class Uses:
    """The fields of the sources that were read, by path, in their order."""

    fields: dict[str, Field] = field(default_factory=dict)

    def read(self, source: str) -> None:
        """Take in the fields of one more part."""
        scope: dict[str, str | None] = dict.fromkeys([*XML.globals, "loop", "self"])
        self._all(XML.parse(source).body, scope, True)

    def _note(self, node: nodes.Node, scope: _Scope, kind: str, required: bool) -> bool:
        path = path_of(node, scope)
        if path is None:
            return False
        steps = path.replace("[]", ".[]").split(".")
        for count in range(1, len(steps)):
            holder = ".".join(steps[:count]).replace(".[]", "[]")
            self._put(holder, "list" if steps[count] == "[]" else "mapping", required, node.lineno)
        self._put(path, kind, required, node.lineno)
        return True

    def _put(self, path: str, kind: str, required: bool, line: int) -> None:
        known = self.fields.setdefault(path, Field(path, line=line))
        known.kind = max(known.kind, kind, key=_RANK.index)
        known.may_be_empty = known.may_be_empty or kind == "yes-no"
        known.is_required = known.is_required or required

    def _all(self, body: Iterable[nodes.Node], names: dict[str, str | None], must: bool) -> None:
        for node in body:
            self._statement(node, names, must)

    def _statement(self, node: nodes.Node, names: dict[str, str | None], must: bool) -> None:
        match node:
            case nodes.Output():
                for value in node.nodes:
                    self._value(value, names, "printed", must)
            case nodes.If():
                self._value(node.test, names, "yes-no", must)
                for branch in (node.body, node.elif_, node.else_):
                    self._all(branch, names, False)
            case nodes.For():
                self._loop(node, names, must)
            case nodes.Assign(target=nodes.Name(name=name)):
                self._value(node.node, names, "", must)
                names[name] = path_of(node.node, names)
            case nodes.Macro():
                inner = names | dict.fromkeys(argument.name for argument in node.args)
                self._all(node.body, inner, False)
                names[node.name] = None
            case nodes.Stmt():
                inner = names | dict.fromkeys(
                    name.name for name in node.find_all(nodes.Name) if name.ctx != "load"
                )
                for child in node.iter_child_nodes():
                    self._statement(child, inner, must)
            case _:
                self._value(node, names, "", must)

    def _loop(self, node: nodes.For, names: dict[str, str | None], must: bool) -> None:
        self._value(node.iter, names, "list", must)
        items = path_of(node.iter, names)
        inner = names | dict.fromkeys(name.name for name in node.target.find_all(nodes.Name))
        if isinstance(node.target, nodes.Name) and items:
            inner[node.target.name] = f"{items}[]"
        if node.test is not None:
            self._value(node.test, inner, "yes-no", must)
        self._all(node.body, inner, must)
        self._all(node.else_, names, False)

    def _value(self, node: nodes.Node, scope: _Scope, kind: str, must: bool) -> None:
        if isinstance(node, nodes.TemplateData) or self._note(node, scope, kind, must):
            return
        inner = ""
        match node:
            case nodes.Filter(name="default" | "d") | nodes.Test(name="defined" | "undefined"):
                inner, must = kind, False
            case nodes.Filter(name=name):
                inner = _BY_FILTER.get(name, "")
            case nodes.Compare(ops=operands):
                inner = _kind_of([operand.expr for operand in operands])
            case nodes.BinExpr() | nodes.Not():
                inner = _BY_OPERATION.get(type(node), "")
            case nodes.CondExpr():
                self._value(node.test, scope, "yes-no", must)
                must, inner = False, kind
            case nodes.Call(node=nodes.Getattr(node=owner)):
                for part in (owner, *node.args):
                    self._value(part, scope, "", must)
                return
        for child in node.iter_child_nodes():
            self._value(child, scope, inner, must)


def _kind_of(others: Iterable[nodes.Node]) -> str:
    """The kind of what is compared with these."""
    for other in others:
        if isinstance(other, nodes.Const):
            if isinstance(other.value, bool):
                return "yes-no"
            return "text" if isinstance(other.value, str) else "number"
    return ""


def json_schema(fields: Iterable[Field]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what a template is filled with."""
    root: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
    }
    for one in fields:
        place = root
        for step in one.path.replace("[]", ".[]").split("."):
            if step == "[]":
                place["type"] = "array"
                place = place.setdefault("items", {})
                continue
            place["type"] = "object"
            holder, place = place, place.setdefault("properties", {}).setdefault(step, {})
        if not one.path.endswith("[]") and one.is_required:
            required = holder.setdefault("required", [])
            required += [step] if step not in required else []
        for key, value in _TYPES.get(one.kind, {}).items():
            place.setdefault(key, value)
        if one.may_be_empty and one.kind in ("printed", "text", "number", "date"):
            kinds = place["type"]
            place["type"] = [*([kinds] if isinstance(kinds, str) else kinds), "null"]
    return root
