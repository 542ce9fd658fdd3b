"""Proof that a part comes out well-formed and needs no repair, whatever it is filled with.

Values are escaped, so only the template's own markup can break a part. Each body of an if or a loop
is read by itself: when its elements open and close within it, leaving it out or repeating it breaks
nothing. What a loop over nothing may leave empty (a table of which all rows are a loop's) is a
doubt, which a look at the filled text settles. Where the proof does not succeed, or a doubt is
right, the filled part is parsed and repaired instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
_PARAGRAPH_LAST = frozenset(
    f"w:{tag}" for tag in ("tc", "hdr", "ftr", "txbxContent", "footnote", "endnote", "comment")
)
_WANTED_CHILD = {"w:tr": "w:tc", "w:tbl": "w:tr"} | dict.fromkeys(_PARAGRAPH_LAST, "w:p")


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
        return self.last == wanted if wanted == "w:p" else wanted in self.children


@dataclass(slots=True)
class _Reader:
    """The reading of one body's markup; `in_runs` says of each value whether it is a run's text."""

    repeated: bool
    in_runs: list[bool] = field(default_factory=list)
    doubts: set[str] = field(default_factory=set)
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
            self.doubts.add(name)
        self._child(name)

    def _child(self, name: str) -> None:
        if self.open:
            self.open[-1].last = name
            self.open[-1].children.add(name)


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of a part before it is filled.

    Attributes:
        in_runs: the `id`s of the printed expressions that are a run's text, where line breaks may
            stand.
        doubts: the names of elements that may come out without what they must hold.
    """

    in_runs: set[int] = field(default_factory=set)
    doubts: set[str] = field(default_factory=set)


def is_whole(content: bytes, doubts: Iterable[str]) -> bool:
    """Whether all elements of those names end with what they must hold, in a filled part.

    False says only that a look at the parsed part is needed.
    """
    return all(
        content.count(f"</{name}>".encode())
        == sum(content.count(f"{end}</{name}>".encode()) for end in _ends_of(_WANTED_CHILD[name]))
        for name in doubts
    )


def _ends_of(name: str) -> tuple[str, str]:
    return f"</{name}>", f"<{name}/>"


def prove(tree: nodes.Template) -> Proof | None:
    """What is known of the part; None when it may come out ill-formed."""
    proof = Proof()
    try:
        markup, values = _markup(tree.body, proof, repeated=False)
        _read(markup, values, proof, repeated=False)
    except _Unproved:
        return None
    return proof


def _read(markup: str, values: Sequence[nodes.Expr], proof: Proof, *, repeated: bool) -> None:
    reader = _Reader(repeated)
    reader.read(markup)
    found = zip(values, reader.in_runs, strict=True)
    proof.in_runs.update(id(value) for value, is_run in found if is_run)
    proof.doubts.update(reader.doubts)


def _markup(
    body: Sequence[nodes.Node], proof: Proof, *, repeated: bool
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
                pieces.append(_inner(bodies, values, proof, repeated=repeated))
            case nodes.For():
                pieces.append(_inner([node.body, node.else_], values, proof, repeated=True))
            case nodes.Assign():
                pass
            case _:
                raise _Unproved
    return "".join(pieces), values


def _inner(
    bodies: Sequence[Sequence[nodes.Node]],
    values: list[nodes.Expr],
    proof: Proof,
    *,
    repeated: bool,
) -> str:
    """What stands for bodies of which one, none or many are there."""
    read = [_markup(body, proof, repeated=repeated) for body in bodies]
    if not any(_MARKUP.search(markup) for markup, _values in read):
        for _text, inner in read:  # plain text: it may stand in an attribute too
            values += inner
        return "".join(markup for markup, _values in read)
    for markup, inner in read:
        _read(markup, inner, proof, repeated=repeated)
    return _INNER
