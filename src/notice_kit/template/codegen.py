"""The Python that Jinja makes of a template, where documents spend their time: printing fields."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from notice_kit.template.rows import PlainLoop, plain_loop


class FieldCodeGenerator(CodeGenerator):
    """Jinja's code generator, but for printing, for loops, for fields of dicts, and for `~`.

    In a part of a Word file, markup is written in UTF-8 while compiling, and values are handed on
    as they are, to be written many at once (see `pieces.py`). All passes of a loop that does
    nothing but print are one call (`Sandbox.written_rows`). In plain text, each value is printed by
    a call (`Sandbox.shown`). `~` puts values together as they print.
    """

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Write what prints the node, in groups of markup and values."""
        if not self._is_xml(frame):
            super().visit_Output(node, frame)
            return
        group: list[nodes.Expr] = []
        for child in node.nodes:
            if not isinstance(child, nodes.TemplateData) and not _is_field(child):
                self._write_group(group, frame)  # it may tell of faults, after those before it
                group = []
            group.append(child)
        self._write_group(group, frame)

    def _is_xml(self, frame: Frame) -> bool:
        """Whether the tags are those of a part, and print in any case."""
        return bool(self.environment.autoescape) and not frame.require_output_check

    def _write_group(self, group: Sequence[nodes.Expr], frame: Frame) -> None:
        if not group:
            return
        fields = [child for child in group if not isinstance(child, nodes.TemplateData)]
        if not fields:
            text = "".join(child.data for child in group if isinstance(child, nodes.TemplateData))
            self._begin_piece(group[0], frame)
            self.write(repr(text.encode() if _is_root(frame) else text))
            self._end_piece(frame)
            return
        form = "".join(
            child.data.replace("%", "%%") if isinstance(child, nodes.TemplateData) else "%s"
            for child in group
        ).encode()
        lines = tuple(field.lineno for field in fields)
        self._begin_piece(fields[0], frame)
        self.write("(" if _is_root(frame) else "environment.written_fields((")
        self.write(f"{form!r}, {lines!r}, (")
        for field in fields:
            self.visit(field, frame)
            self.write(", ")
        self.write("))" if _is_root(frame) else ")))")
        self._end_piece(frame)

    def _begin_piece(self, node: nodes.Node, frame: Frame) -> None:
        self.writeline("yield " if frame.buffer is None else f"{frame.buffer}.append(", node)

    def _end_piece(self, frame: Frame) -> None:
        self.write("" if frame.buffer is None else ")")

    def _output_child_pre(
        self, _node: nodes.Expr, _frame: Frame, _finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("environment.shown(")

    def _output_child_post(
        self, _node: nodes.Expr, _frame: Frame, _finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write the field of a dict without a call; of others the sandbox decides."""
        owner, name = self.temporary_identifier(), repr(node.attr)
        self.write(f"({owner}[{name}] if type({owner} := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {name} in {owner} else environment.getattr({owner}, {name}))")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        """Write the loop; one that only prints is tried as a whole before."""
        loop = plain_loop(node) if self._is_xml(frame) else None
        if loop is None:
            self._write_passes(node, frame)
            return
        items, written = self.temporary_identifier(), self.temporary_identifier()
        self.writeline(f"{items} = ", node)
        self.visit(node.iter, frame)
        self._write_at_once(loop, node, frame, items, written)
        self.writeline(f"if {written} is None:")
        self.indent()
        node.iter = object.__new__(nodes.InternalName)  # as Jinja's parser makes them
        nodes.Node.__init__(node.iter, items, lineno=node.lineno)
        self._write_passes(node, frame)
        self.outdent()
        self.writeline("else:")
        self.indent()
        if _is_root(frame):
            self.writeline(f"yield from {written}", node)
        else:
            self._begin_piece(node, frame)
            self.write(f"b''.join({written}).decode()")
            self._end_piece(frame)
        self.outdent()

    def _write_at_once(
        self, loop: PlainLoop, node: nodes.For, frame: Frame, items: str, written: str
    ) -> None:
        """Write what fills all passes of a plain loop, or finds that it cannot."""
        outside = frame.inner()
        outside.symbols.analyze_node(nodes.Scope([nodes.Output(loop.outside)]))
        self.enter_frame(outside)
        markup = tuple(piece.encode() for piece in loop.markup)
        self.writeline(f"{written} = environment.written_rows(", node)
        self.write(f"{items}, {markup!r}, {tuple(loop.columns)!r}, (")
        for expression in loop.outside:
            self.visit(expression, outside)
            self.write(", ")
        self.write(f"), {loop.in_runs})")

    def _write_passes(self, node: nodes.For, frame: Frame) -> None:
        """Write the loop over what `Sandbox.counted` makes of its items."""
        counted = nodes.EnvironmentAttribute("counted")
        node.iter = nodes.Call(counted, [node.iter], [], None, None, lineno=node.lineno)
        super().visit_For(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call, which the sandbox makes; what counts is the kit's own."""
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"environment.{node.node.name}(")
        self.visit(node.args[0], frame)
        self.write(")")

    def visit_EvalContextModifier(self, node: nodes.EvalContextModifier, frame: Frame) -> None:
        """Write what `{% autoescape %}` sets; it is not worked out while compiling."""
        for keyword in node.options:
            if not isinstance(keyword.value, nodes.Const):
                self.fail("autoescape takes true or false", node.lineno)
        super().visit_EvalContextModifier(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Write what puts the values together as they print."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


def _is_root(frame: Frame) -> bool:
    """Whether what is printed goes to the part at once, and not to a macro or block."""
    return frame.buffer is None and frame.block is None


def _is_field(node: nodes.Expr) -> bool:
    """Whether the expression is a name or a field of one: it can fail only by being missing."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)
