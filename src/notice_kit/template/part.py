"""One part of a Word file with tags: its Jinja source, compiled, and how sure its result is."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any, TypeVar

import jinja2
from jinja2 import nodes

from notice_kit.findings import Finding, Location, error
from notice_kit.template.dialect import paragraph_text
from notice_kit.template.drawn import ALTERNATIVE, alternative_text
from notice_kit.template.environment import XML
from notice_kit.template.faults import Fault, attempt, limited
from notice_kit.template.fields import FieldUse, fields_of
from notice_kit.template.pieces import encoded
from notice_kit.template.placeholders import draw_values
from notice_kit.template.placing import place_values
from notice_kit.template.printing import IN_LINE
from notice_kit.template.proof import is_whole, prove
from notice_kit.template.spots import Spot, numbered
from notice_kit.template.tags import Tag
from notice_kit.template.tame import is_tame
from notice_kit.template.worker import fill_apart

T = TypeVar("T")

_SHOWN = 60  # characters of a paragraph that a message quotes


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled part; it never changes, and threads and processes may share it.

    Attributes:
        name: in the package.
        lines: its Jinja source, a paragraph to a line.
        uses: the fields that it prints or asks for; their lines are those of `spots`.
        spots: what stands on each line of the source as it is compiled, with a tag to a line.
        is_proved: what it is filled with cannot make it ill-formed or in need of repair.
        doubts: elements that may need repair all the same (see `proof.py`).
        is_tame: its tags are proved cheap; those of other parts run in a process of their own.
        template: the compiled code.
    """

    name: str
    lines: tuple[str, ...]
    uses: tuple[FieldUse, ...]
    spots: tuple[Spot, ...]
    is_proved: bool
    doubts: tuple[str, ...]
    is_tame: bool
    code: CodeType
    template: jinja2.Template

    def __reduce__(self) -> tuple[Any, ...]:
        code = marshal.dumps(self.code)
        sure = (self.is_proved, self.doubts, self.is_tame)
        return _unpickled, (self.name, self.lines, self.uses, self.spots, *sure, code)

    def fill(
        self, context: Mapping[str, Any], into: Callable[[Iterable[bytes]], T]
    ) -> tuple[T | None, list[Fault]]:
        """The part's XML filled with plain data.

        Args:
            context: the data.
            into: takes the XML in UTF-8, piece by piece, as it is filled.

        Returns:
            What `into` makes of it, which must not be used where there are faults, and None where
            filling came to no end; and the faults.
        """
        if self.is_tame:
            return attempt(lambda: into(self._pieces(context)))
        text, faults = fill_apart(self, context)
        return into((text.encode(),)), faults

    def fill_here(self, context: Mapping[str, Any]) -> tuple[str, list[Fault]]:
        """The XML as text, whatever the tags need, and the faults."""
        content, faults = attempt(lambda: b"".join(self._pieces(context)))
        return (content or b"").decode(), faults

    def _pieces(self, context: Mapping[str, Any]) -> Iterator[bytes]:
        """What `template.generate` gives, but encoded."""
        template = self.template
        pieces = template.root_render_func(template.new_context(dict(context)))
        return limited(encoded(pieces))

    def needs_no_repair(self, content: bytes) -> bool:
        """Whether the part is right as it was filled."""
        return self.is_proved and is_whole(content, self.doubts)

    def finding(self, file: str, fault: Fault) -> Finding:
        """The fault with its tag and its place."""
        tag = self.spots[fault.line - 1].tag if fault.line else None
        place = self.location(file, fault.line)
        return error(fault.code, fault.message, place, found=tag, remedy=fault.remedy)

    @property
    def has_placeholders(self) -> bool:
        """Whether pictures stand in it that others are to take the places of."""
        return any(ALTERNATIVE in line for line in self.lines)

    def placeholder(self, file: str, number: int) -> Location:
        """Where the placeholder of that number stands."""
        mark = f"{ALTERNATIVE}{number}:"
        line = next(at for at, line in enumerate(self.lines, start=1) if mark in line)
        spots = (at for at, spot in enumerate(self.spots, start=1) if spot.line == line)
        return self.location(file, next((at for at in spots if self.spots[at - 1].place), None))

    def location(self, file: str, line: int | None) -> Location:
        """Where the tag on that line of `spots` stands, in the words of the author."""
        spot = self.spots[line - 1] if line else None
        place = source_location(file, self.name, self.lines, spot.line if spot else None)
        if spot is None or spot.place is None:
            return place
        return replace(spot.place.location(file), paragraph=place.paragraph)

    def source(self) -> str:
        """The Jinja source as it is compiled, with a tag to a line."""
        return numbered("\n".join(self.lines), ())[0]


def compile_part(name: str, source: str, tags: Sequence[Tag] = ()) -> Part:
    """The part, compiled from its Jinja source; `tags` are those of its XML, with their places.

    Raises:
        jinja2.TemplateSyntaxError: tags do not fit together.
    """
    by_tag, spots = numbered(source, tags)
    try:
        tree = XML.parse(by_tag)
        uses = tuple(fields_of(tree))
        tame = is_tame(tree)
        place_values(tree)
        draw_values(tree)
        proof = prove(tree)
        if proof is not None:
            _keep_in_line(tree, proof.in_runs)
        code = XML.compile(tree)
    except jinja2.TemplateSyntaxError as caught:
        caught.lineno = spots[min(caught.lineno, len(spots)) - 1].line
        raise
    lines = tuple(source.split("\n"))
    doubts = tuple(sorted(proof.doubts)) if proof is not None else ()
    return Part(name, lines, uses, spots, proof is not None, doubts, tame, code, _template(code))


def _unpickled(
    name: str,
    lines: tuple[str, ...],
    uses: tuple[FieldUse, ...],
    spots: tuple[Spot, ...],
    is_proved: bool,
    doubts: tuple[str, ...],
    is_tame: bool,
    code: bytes,
) -> Part:
    loaded: CodeType = marshal.loads(code)
    return Part(name, lines, uses, spots, is_proved, doubts, is_tame, loaded, _template(loaded))


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
    """Where a line of a part's source stands: the file, the part, the paragraph's text.

    Args:
        file: the template in messages.
        part: its name.
        lines: the source, a paragraph to a line.
        line: counted from 1; None where it is not known.
    """
    if not line:
        return Location(file, part=part)
    text = paragraph_text(alternative_text(lines[line - 1]))
    if len(text) > _SHOWN:
        text = text[:_SHOWN] + "…"
    return Location(file, part=part, paragraph=text)
