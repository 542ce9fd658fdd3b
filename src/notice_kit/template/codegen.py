"""The Python that Jinja makes of a template, where documents spend their time: printing fields."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class FieldCodeGenerator(CodeGenerator):
    """Jinja's code generator, but for printing, for fields of dicts, and for `~`.

    Fields that are printed one after another are printed by one call (`Sandbox.shown_all`), every
    other value by a call of its own (`Sandbox.shown`); `~` puts values together as they print.
    """

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Write what prints the node: groups of fields and text, and the values between them."""
        if frame.require_output_check:
            super().visit_Output(node, frame)
            return
        group: list[nodes.Expr] = []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData) or _is_field(child):
                group.append(child)
                continue
            self._write_group(group, node, frame)
            group = []
            super().visit_Output(nodes.Output([child], lineno=child.lineno), frame)
        self._write_group(group, node, frame)

    def _write_group(self, group: Sequence[nodes.Expr], node: nodes.Output, frame: Frame) -> None:
        fields = [child for child in group if not isinstance(child, nodes.TemplateData)]
        if len(fields) < 2:
            if group:
                super().visit_Output(nodes.Output([*group], lineno=node.lineno), frame)
            return
        form = "".join(
            child.data.replace("%", "%%") if isinstance(child, nodes.TemplateData) else "%s"
            for child in group
        )
        lines = tuple(field.lineno for field in fields)
        self.writeline("yield " if frame.buffer is None else f"{frame.buffer}.append(", node)
        self.write(f"environment.shown_all({form!r}, {lines!r}, (")
        for field in fields:
            self.visit(field, frame)
            self.write(", ")
        self.write("))" if frame.buffer is None else ")))")

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


def _is_field(node: nodes.Expr) -> bool:
    """Whether the expression is a name or a field of one: it can fail only by being missing."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)
