"""What data a template wants: the kind of each field, told from its use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from notice_kit.template.environment import XML
from notice_kit.template.fields import BY_ATTRIBUTE, GROUPS, item_of, path_of

_BY_FILTER = (
    dict.fromkeys(("month", "month_day", "year_month"), "date")
    | dict.fromkeys(("capital", "figures", "decimals", "spoken", "round", "abs"), "number")
    | dict.fromkeys(("join", "first", "last", "list", "sort", "sum"), "list")
    | dict.fromkeys(("length", "count"), "sized")
    | dict.fromkeys(("mask", "upper", "lower", "trim", "replace"), "text")
    | {"either": "either", "qr": "printed", "picture": "text", "chart": "list"}
    | dict.fromkeys(("rejectattr", "selectattr", "groupby", "map"), "list")
    | dict.fromkeys(("pad_to", "sheets", "batch", "slice", "fitted"), "list")
)
_RANK = ("", "yes-no", "sized", "printed", "text", "number", "date", "mapping", "list")
_BY_OPERATION: Mapping[type[nodes.Node], str] = dict.fromkeys(
    (nodes.Mul, nodes.Sub, nodes.Div, nodes.Pow, nodes.Mod), "number"
) | dict.fromkeys((nodes.And, nodes.Or, nodes.Not), "yes-no")
_ORDERS = {"lt", "lteq", "gt", "gteq"}
# What filters of lists do with the items, or with what is named of each.
_OF_ITEMS = {"join": "printed", "sum": "number"}

_Scope = Mapping[str, str | None]
_Must = tuple[str, ...]
"""What is used here is always wanted if its path begins with one of these."""

_ALWAYS: _Must = ("",)
_NEVER: _Must = ()


@dataclass(slots=True)
class Field:
    """A field that a template uses.

    Attributes:
        path: dotted; `[]` stands for each item of a list.
        kind: one of text, number, date, yes-no, list, mapping; printed where it may be text or a
            number; empty where its use does not tell.
        is_required: whether it is used outside conditions too.
        may_be_empty: whether a condition asks if there is one.
        is_filled: whether it is printed, or computed with, outside conditions too.
        line: 1-based line of the source in which it stands first.
    """

    path: str
    kind: str = ""
    is_required: bool = False
    may_be_empty: bool = False
    is_filled: bool = False
    line: int = 1


@dataclass(slots=True)
class Uses:
    """The fields of the sources that were read, by path, in their order."""

    fields: dict[str, Field] = field(default_factory=dict)
    # What is always wanted, in the block in hand and of items: path → whether it must be filled.
    _wanted: dict[str, bool] = field(default_factory=dict)
    _of_items: dict[str, bool] = field(default_factory=dict)

    def settle(self) -> None:
        """All parts are read: what is only counted is a list."""
        for one in self.fields.values():
            one.kind = "list" if one.kind == "sized" else one.kind

    def read(self, source: str) -> None:
        """Take in the fields of one more part."""
        scope: dict[str, str | None] = dict.fromkeys([*XML.globals, "loop", "self"])
        self._all(XML.parse(source).body, scope, _ALWAYS)
        for path, filled in (*self._wanted.items(), *self._of_items.items()):
            self.fields[path].is_required = True
            self.fields[path].is_filled = self.fields[path].is_filled or filled

    def _note(self, node: nodes.Node, scope: _Scope, kind: str, must: _Must) -> bool:
        path = path_of(node, scope)
        if path is None:
            return False
        self._note_path(path, kind, must, node.lineno)
        return True

    def _note_path(self, path: str, kind: str, must: _Must, line: int) -> None:
        if "\0" in path:  # made by the template itself
            return
        steps = path.replace("[]", ".[]").split(".")
        for count in range(1, len(steps)):
            holder = ".".join(steps[:count]).replace(".[]", "[]")
            self._put(holder, "list" if steps[count] == "[]" else "mapping", must, line)
        self._put(path, kind, must, line)

    def _put(self, path: str, kind: str, must: _Must, line: int) -> None:
        known = self.fields.setdefault(path, Field(path, line=line))
        if any(path.startswith(prefix) for prefix in must):
            is_filled = kind not in ("", "yes-no")
            self._wanted[path] = self._wanted.get(path, False) or is_filled
        asked, kind = kind == "yes-no", "yes-no" if kind == "either" else kind
        known.kind = max(known.kind, kind, key=_RANK.index)
        known.may_be_empty = known.may_be_empty or asked

    def _all(self, body: Iterable[nodes.Node], names: dict[str, str | None], must: _Must) -> None:
        for node in body:
            self._statement(node, names, must)

    def _statement(self, node: nodes.Node, names: dict[str, str | None], must: _Must) -> None:
        match node:
            case nodes.Output():
                for value in node.nodes:
                    self._value(value, names, "printed", must)
            case nodes.If():
                self._choice(node, names, must)
            case nodes.For():
                self._loop(node, names, must)
            case nodes.Assign(target=nodes.Name(name=name)):
                self._value(node.node, names, "", must)
                names[name] = path_of(node.node, names)
            case nodes.Macro():
                inner = names | dict.fromkeys(argument.name for argument in node.args)
                self._all(node.body, inner, _NEVER)
                names[node.name] = None
            case nodes.Stmt():
                inner = names | dict.fromkeys(
                    name.name for name in node.find_all(nodes.Name) if name.ctx != "load"
                )
                for child in node.iter_child_nodes():
                    self._statement(child, inner, must)
            case _:
                self._value(node, names, "", must)

    def _choice(self, node: nodes.If, names: dict[str, str | None], must: _Must) -> None:
        """What every branch of an if wants is wanted; no item of the data is `blank`."""
        if _is_blank(node.test) or (isinstance(node.test, nodes.Not) and _is_blank(node.test.node)):
            self._value(node.test, names, "", must)
            of_blanks, of_data = node.body, node.else_
            if isinstance(node.test, nodes.Not):
                of_blanks, of_data = of_data, of_blanks
            self._all(of_blanks, names, _NEVER)
            self._all(of_data, names, must)
            return
        self._value(node.test, names, "yes-no", must)
        for other in node.elif_:
            self._value(other.test, names, "yes-no", _NEVER)
        outer, found = self._wanted, []
        for branch in (node.body, *(other.body for other in node.elif_), node.else_):
            self._wanted = {}
            self._all(branch, names, must)
            found.append(self._wanted)
        self._wanted = outer
        for wanted in found:
            for path, filled in wanted.items():
                if all(path in other for other in found):
                    outer[path] = outer.get(path, False) or filled

    def _loop(self, node: nodes.For, names: dict[str, str | None], must: _Must) -> None:
        self._value(node.iter, names, "list", must)
        items = path_of(node.iter, names)
        inner = names | dict.fromkeys(name.name for name in node.target.find_all(nodes.Name))
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = items and item_of(items)
        if node.test is not None:
            self._value(node.test, inner, "yes-no", must)
        if items is None:
            self._all(node.body, inner, must)
        else:
            self._body(node.body, inner, must, f"{items.removesuffix(GROUPS)}[].")
        self._all(node.else_, names, _NEVER)

    def _body(
        self, body: list[nodes.Node], names: dict[str, str | None], must: _Must, prefix: str
    ) -> None:
        """The body of a loop: what it wants of each item is wanted wherever there is one."""
        outer, self._wanted = self._wanted, {}
        self._all(body, names, (*must, prefix))
        for path, filled in self._wanted.items():
            target = self._of_items if path.startswith(prefix) else outer
            target[path] = target.get(path, False) or filled
        self._wanted = outer

    def _value(self, node: nodes.Node, scope: _Scope, kind: str, must: _Must) -> None:
        if self._note(node, scope, kind, must):
            while isinstance(node, nodes.Filter) and node.node is not None:
                self._items(node, scope, must)
                node = node.node
            return
        match node:
            case nodes.Or() if kind == "printed":  # `{{ note or '无' }}`
                self._value(node.left, scope, "yes-no", must)
                must = _NEVER
            case nodes.CondExpr():
                self._value(node.test, scope, "yes-no", must)
                must = _NEVER
            case nodes.Filter(name="default" | "d") | nodes.Test(name="defined" | "undefined"):
                must = _NEVER
            case nodes.Filter():
                self._items(node, scope, must)
        inner = _inner_kind(node, kind)
        for child in _values_in(node):
            self._value(child, scope, inner, must)

    def _charted(self, node: nodes.Filter, rows: str, must: _Must) -> None:
        """Note the fields of the rows that a chart shows: what about, and the numbers."""
        for at, field_ in enumerate(node.args[1:]):
            if isinstance(field_, nodes.Const) and isinstance(field_.value, str):
                kind = "number" if at else "printed"
                self._note_path(f"{rows}[].{field_.value}", kind, must, node.lineno)

    def _items(
        self, node: nodes.Filter, scope: _Scope, must: _Must, kind: str | None = None
    ) -> None:
        """Note what a filter of lists does with each item."""
        items = path_of(node.node, scope) if node.node is not None else None
        if isinstance(node.node, nodes.Filter) and node.node.name == "map":
            self._items(node.node, scope, must, _OF_ITEMS.get(node.name))
        if items is None or "\0" in items:
            return
        if node.name == "chart":
            self._charted(node, items, must)
        must = (*must, f"{items}[].")
        if node.name == "chart":
            self._charted(node, items, must)
        if kind is None:
            kind = _OF_ITEMS.get(node.name, "")
        named = [word.value for word in node.kwargs if word.key == "attribute"]
        if node.name in BY_ATTRIBUTE:
            named += node.args[:1]
        for one in named:
            if isinstance(one, nodes.Const) and isinstance(one.value, str):
                self._note_path(f"{items}[].{one.value}", kind, must, node.lineno)
        if kind and not named:
            self._note_path(f"{items}[]", kind, must, node.lineno)


def _values_in(node: nodes.Node) -> Iterable[nodes.Node]:
    """What an expression is made of; data have no methods of their own."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
        return (node.node.node, *node.args)
    return () if isinstance(node, nodes.TemplateData) else node.iter_child_nodes()


def _is_blank(test: nodes.Node) -> bool:
    return isinstance(test, nodes.Test) and test.name == "blank"


def _inner_kind(node: nodes.Node, kind: str) -> str:
    """The kind of what stands in the expression, which is itself of that kind."""
    match node:
        case nodes.Filter(name="default" | "d") | nodes.CondExpr() | nodes.Operand():
            return kind
        case nodes.Test(name="defined" | "undefined"):
            return kind
        case nodes.Filter(name=name):
            return _BY_FILTER.get(name, "")
        case nodes.Compare(ops=operands):
            return _kind_of(operands)
        case nodes.Or() if kind == "printed":
            return kind
        case nodes.Add():
            texts = [one for one in node.find_all(nodes.Const) if isinstance(one.value, str)]
            return "text" if texts else "number"
        case _:
            return _BY_OPERATION.get(type(node), "")


def _kind_of(others: Iterable[nodes.Operand]) -> str:
    """The kind of what is compared with these."""
    for other in others:
        if isinstance(other.expr, nodes.Const):
            if isinstance(other.expr.value, bool):
                return "yes-no"
            return "text" if isinstance(other.expr.value, str) else "number"
    return "number" if any(other.op in _ORDERS for other in others) else ""
