"""Proof that a part comes out well-formed and needs no repair, whatever it is filled with.

Values are escaped, so only the template's own markup can break a part. Each body of an if or a loop
is read by itself: when its elements open and close within it, leaving it out or repeating it breaks
nothing. Where the proof does not succeed, the filled part is parsed and repaired instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

# What stands in a body's markup for a printed value, and for an inner body.
_VALUE = "\x01"
_INNER = "\x02"

_TOKEN = re.compile(
    r"(?P<text>[^<&\x02]+)"
    r"|(?P<entity>&(?:amp|lt|gt|quot|apos|\#[0-9]+|\#x[0-9A-Fa-f]+);)"
    r"|</(?P<closed>[\w:.-]+)\s*>"
    r"|<(?P<opened>[\w:.-]+)(?P<attributes>(?:\s+[\w:.-]+\s*=\s*"
    r"(?:\"[^\"<\x02]*\"|'[^'<\x02]*'))*)\s*(?P<empty>/?)>"
    r"|(?P<declaration><\?xml [^<>\x01\x02]*\?>)"
    r"|(?P<inner>\x02)"
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_MARKUP = re.compile(r"[<>&\"'\x02]")

# Elements with an id that is unique in a document: a loop repeats it (see repair.py).
_WITH_ID = frozenset({"wp:docPr", "w:bookmarkStart", "w:bookmarkEnd"})
# What must hold a child of that kind whatever is left out, or be repaired (see repair.py).
_WANTED_CHILD = {"w:tc": "w:p", "w:tr": "w:tc", "w:tbl": "w:tr", "w:hdr": "w:p", "w:ftr": "w:p"}
_MUST_END_WITH_IT = "w:tc"


class _Unproved(Exception):
    """The markup is of a kind that this proof does not follow."""


@dataclass(slots=True)
class _Element:
    name: str
    children: set[str] = field(default_factory=set)
    last: str = ""

    def is_whole(self) -> bool:
        """Whether what it must hold is there without its inner bodies."""
        wanted = _WANTED_CHILD.get(self.name)
        if wanted is None:
            return True
        return self.last == wanted if self.name == _MUST_END_WITH_IT else wanted in self.children


@dataclass(slots=True)
class _Reader:
    """The reading of one body's markup; `in_runs` says of each value whether it is a run's text."""

    repeated: bool
    in_runs: list[bool] = field(default_factory=list)
    open: list[_Element] = field(default_factory=list)

    def read(self, markup: str) -> None:
        position = 0
        while position < len(markup):
            token = _TOKEN.match(markup, position)
            if token is None:
                raise _Unproved
            position = token.end()
            self._take(token)
        if self.open:
            raise _Unproved

    def _take(self, token: re.Match[str]) -> None:
        if token["opened"]:
            self._begin(token["opened"], token["attributes"])
            if token["empty"]:
                self._end(token["opened"])
        elif token["closed"]:
            self._end(token["closed"])
        elif token["inner"]:
            self._child(_INNER)
        elif token["text"]:
            is_run = bool(self.open) and self.open[-1].name == "w:t"
            values = token["text"].count(_VALUE)
            self.in_runs += [is_run] * values
            if values and not is_run:
                self._child(_INNER)  # it may print paragraphs and tables

    def _begin(self, name: str, attributes: str) -> None:
        names = _ATTRIBUTE.findall(attributes)
        if len(names) != len(set(names)):
            raise _Unproved
        if self.repeated and name in _WITH_ID:
            raise _Unproved
        if name == "w:tc" and not self.open:
            raise _Unproved  # a cell that comes and goes changes the table's grid
        self.in_runs += [False] * attributes.count(_VALUE)
        self.open.append(_Element(name))

    def _end(self, name: str) -> None:
        if not self.open or self.open[-1].name != name:
            raise _Unproved
        if not self.open.pop().is_whole():
            raise _Unproved
        self._child(name)

    def _child(self, name: str) -> None:
        if self.open:
            self.open[-1].last = name
            self.open[-1].children.add(name)


def prove(tree: nodes.Template) -> set[int] | None:
    """The `id`s of the printed expressions that are a run's text, where line breaks may stand.

    Returns:
        None when there is no proof.
    """
    in_runs: set[int] = set()
    try:
        markup, values = _markup(tree.body, in_runs, repeated=False)
        _read(markup, values, in_runs, repeated=False)
    except _Unproved:
        return None
    return in_runs


def _read(markup: str, values: Sequence[nodes.Expr], in_runs: set[int], *, repeated: bool) -> None:
    reader = _Reader(repeated)
    reader.read(markup)
    in_runs |= {id(value) for value, is_run in zip(values, reader.in_runs, strict=True) if is_run}


def _markup(
    body: Sequence[nodes.Node], in_runs: set[int], *, repeated: bool
) -> tuple[str, list[nodes.Expr]]:
    """The body's markup with its values and inner bodies as marks, and the values in order."""
    pieces: list[str] = []
    values: list[nodes.Expr] = []
    for node in body:
        match node:
            case nodes.Output():
                for piece in node.nodes:
                    if isinstance(piece, nodes.TemplateData):
                        pieces.append(piece.data)
                    else:
                        pieces.append(_VALUE)
                        values.append(piece)
            case nodes.If():
                bodies = [node.body, *(branch.body for branch in node.elif_), node.else_]
                pieces.append(_inner(bodies, values, in_runs, repeated=repeated))
            case nodes.For():
                pieces.append(_inner([node.body, node.else_], values, in_runs, repeated=True))
            case nodes.Assign():
                pass
            case _:
                raise _Unproved
    return "".join(pieces), values


def _inner(
    bodies: Sequence[Sequence[nodes.Node]],
    values: list[nodes.Expr],
    in_runs: set[int],
    *,
    repeated: bool,
) -> str:
    """What stands for bodies of which one, none or many are there."""
    read = [_markup(body, in_runs, repeated=repeated) for body in bodies]
    if not any(_MARKUP.search(markup) for markup, _values in read):
        for _text, inner in read:  # plain text: it may stand in an attribute too
            values += inner
        return "".join(markup for markup, _values in read)
    for markup, inner in read:
        _read(markup, inner, in_runs, repeated=repeated)
    return _INNER
