"""One part of a Word file with tags: its Jinja source, compiled, and how sure its result is."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes

from notice_kit.findings import Location
from notice_kit.template.dialect import paragraph_text
from notice_kit.template.environment import IN_LINE, XML
from notice_kit.template.faults import Fault, attempt
from notice_kit.template.fields import FieldUse, fields_of
from notice_kit.template.placing import place_values
from notice_kit.template.proof import prove
from notice_kit.template.spots import spots_of
from notice_kit.template.tags import Cell, Tag, spot_of
from notice_kit.template.tame import is_tame
from notice_kit.template.worker import fill_apart

_SHOWN = 60  # characters of a paragraph that a message quotes


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled part; it never changes, and threads and processes may share it.

    Attributes:
        name: in the package.
        lines: its Jinja source, a paragraph to a line.
        uses: the fields that it prints or asks for.
        spots: for each line, the cells of tables around it.
        is_proved: what it is filled with cannot make it ill-formed or in need of repair.
        is_tame: its tags are proved cheap; those of other parts run in a process of their own.
        template: the compiled code.
    """

    name: str
    lines: tuple[str, ...]
    uses: tuple[FieldUse, ...]
    spots: tuple[tuple[Cell, ...], ...]
    is_proved: bool
    is_tame: bool
    code: CodeType
    template: jinja2.Template

    def __reduce__(self) -> tuple[Any, ...]:
        code = marshal.dumps(self.code)
        sure = (self.is_proved, self.is_tame)
        return _unpickled, (self.name, self.lines, self.uses, self.spots, *sure, code)

    def fill(self, context: Mapping[str, Any]) -> tuple[str, list[Fault]]:
        """The part's XML filled with plain data, and the faults, for which it must not be used."""
        return self.fill_here(context) if self.is_tame else fill_apart(self, context)

    def fill_here(self, context: Mapping[str, Any]) -> tuple[str, list[Fault]]:
        """The same in this process, whatever the tags need."""
        text, faults = attempt(lambda: self.template.render(context))
        return text or "", faults

    def location(self, file: str, line: int | None) -> Location:
        """Where that line of the source stands, in the words of the author."""
        place = source_location(file, self.name, self.lines, line)
        return replace(place, spot=spot_of(self.spots[line - 1])) if line else place


def compile_part(name: str, source: str, tags: Sequence[Tag] = ()) -> Part:
    """The part, compiled from its Jinja source; `tags` are those of its XML, with their places.

    Raises:
        jinja2.TemplateSyntaxError: tags do not fit together.
    """
    tree = XML.parse(source)
    uses = tuple(fields_of(tree))
    tame = is_tame(tree)
    place_values(tree)
    in_runs = prove(tree)
    if in_runs is not None:
        _keep_in_line(tree, in_runs)
    code = XML.compile(tree)
    lines = tuple(source.split("\n"))
    spots = spots_of(lines, tags)
    return Part(name, lines, uses, spots, in_runs is not None, tame, code, _template(code))


def _unpickled(
    name: str,
    lines: tuple[str, ...],
    uses: tuple[FieldUse, ...],
    spots: tuple[tuple[Cell, ...], ...],
    is_proved: bool,
    is_tame: bool,
    code: bytes,
) -> Part:
    loaded: CodeType = marshal.loads(code)
    return Part(name, lines, uses, spots, is_proved, is_tame, loaded, _template(loaded))


def _template(code: CodeType) -> jinja2.Template:
    return jinja2.Template.from_code(XML, code, XML.make_globals(None))


def _keep_in_line(tree: nodes.Template, in_runs: set[int]) -> None:
    """Print values outside a run's text without line breaks, which only a run can hold."""
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            value
            if isinstance(value, nodes.TemplateData) or id(value) in in_runs
            else nodes.Filter(value, IN_LINE, [], [], None, None, lineno=value.lineno)
            for value in output.nodes
        ]


def source_location(file: str, part: str, lines: Sequence[str], line: int | None) -> Location:
    """Where a line of a part's source stands: the file, the part, the paragraph's text."""
    text = paragraph_text(lines[line - 1]) if line else None
    if text is not None and len(text) > _SHOWN:
        text = text[:_SHOWN] + "…"
    return Location(file, part=part, paragraph=text)
