"""Each printed value gets the filter of its place: among runs, or among paragraphs.

In the text of a run and in attributes, values print as they are (see `printing.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jinja2 import nodes

from notice_kit.template.looks import MARK
from notice_kit.template.placed import AMONG_PARAGRAPHS, AMONG_RUNS

_STEP = re.compile(rf"(?P<look>{MARK.pattern})|<(?P<end>/?)(?P<name>[\w:.-]+)[^<>]*?(?P<empty>/?)>")
_TAIL = re.compile(r"<[^<>]*$")

_HOLDS_RUNS = frozenset({"w:p", "w:hyperlink", "w:ins", "w:smartTag", "w:fldSimple"})
_HOLDS_PARAGRAPHS = frozenset(
    {"w:body", "w:tc", "w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote", "w:comment"}
)
_HOLDS_EITHER = frozenset({"w:sdtContent", "w:sdt", "w:customXml"})


def place_values(tree: nodes.Template) -> None:
    """Put the filter of its place on each value that is printed outside the text of a run."""
    _Walk().visit(tree)


@dataclass(slots=True)
class _Walk:
    """The reading of a source in its order; branches of an if follow one another."""

    open: list[str] = field(default_factory=list)
    look: str = ""
    in_tag: bool = False

    def visit(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Output):
            node.nodes = [self._piece(piece) for piece in node.nodes]
            return
        for child in node.iter_child_nodes():
            self.visit(child)

    def _piece(self, piece: nodes.Expr) -> nodes.Expr:
        if isinstance(piece, nodes.TemplateData):
            self._read(piece.data)
            piece.data = MARK.sub("", piece.data)
            return piece
        name = None if self.in_tag else self._filter()
        if name is None:
            return piece
        look = nodes.Const(self.look, lineno=piece.lineno)
        return nodes.Filter(piece, name, [look], [], None, None, lineno=piece.lineno)

    def _filter(self) -> str | None:
        for name in reversed(self.open):
            if name in _HOLDS_RUNS:
                return AMONG_RUNS
            if name in _HOLDS_PARAGRAPHS:
                return AMONG_PARAGRAPHS
            if name not in _HOLDS_EITHER:
                return None
        return None

    def _read(self, data: str) -> None:
        if self.in_tag:
            _inside, closed, data = data.partition(">")
            if not closed:
                return
            if _inside.rstrip().endswith("/"):
                self.open.pop()
            self.in_tag = False
        for step in _STEP.finditer(data):
            if step["look"]:
                self.look = step[2]
            elif step["end"]:
                self._close(step["name"])
            elif not step["empty"]:
                self.open.append(step["name"])
        tail = _TAIL.search(data)
        if tail is not None:  # a value in an attribute
            self.in_tag = True
            self.open.append(tail[0][1:].split(maxsplit=1)[0])

    def _close(self, name: str) -> None:
        if name in self.open:
            while self.open.pop() != name:
                pass
        if name == "w:p":
            self.look = ""
