"""A Word file with tags, compiled once: `compile_template(path).render(context) -> bytes`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from notice_kit.errors import RenderError, TemplateError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.zip_limits import read_members
from notice_kit.template.dialect import jinja_source, paragraph_text
from notice_kit.template.environment import XML, Fault, collecting
from notice_kit.template.fields import FieldUse, fields_of
from notice_kit.template.plain import impure_path
from notice_kit.template.repair import repaired

_BODY_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_CONTENT_TYPE = re.compile(
    rb'<Override[^>]*PartName="/([^"]+)"[^>]*ContentType="[^"]*'
    rb'(?:main|header|footer|footnotes|endnotes|comments|core-properties)\+xml"'
    rb'|<Override[^>]*ContentType="[^"]*'
    rb'(?:main|header|footer|footnotes|endnotes|comments|core-properties)\+xml"'
    rb'[^>]*PartName="/([^"]+)"'
)
_SHOWN = 60  # characters of a paragraph that a message quotes


@dataclass(frozen=True)
class _Part:
    """A part that holds tags: its Jinja source by line and its compiled template."""

    name: str
    lines: tuple[str, ...]
    template: jinja2.Template
    uses: tuple[FieldUse, ...]

    def location(self, file: str, line: int | None) -> Location:
        """Where that line of the source stands, in the words of the author."""
        text = paragraph_text(self.lines[line - 1]) if line else None
        if text is not None and len(text) > _SHOWN:
            text = text[:_SHOWN] + "…"
        return Location(file, part=self.name, paragraph=text)


class CompiledTemplate:
    """A template ready to be filled any number of times; it never changes and may be shared.

    Attributes:
        name: the file as the user knows it.
    """

    def __init__(self, name: str, members: Mapping[str, bytes], parts: tuple[_Part, ...]) -> None:
        self.name = name
        self._members = members
        self._parts = parts

    def uses(self) -> Iterator[tuple[str, Location]]:
        """The fields that the template uses, in order, each with its first place: (path, place)."""
        seen = set()
        for part in self._parts:
            for use in part.uses:
                if use.path not in seen:
                    seen.add(use.path)
                    yield use.path, part.location(self.name, use.line)

    def faults(self, context: Mapping[str, Any]) -> list[Finding]:
        """Every fault that filling the template with `context` would meet; nothing is written."""
        return [finding for part in self._parts for finding in self._fill(part, context)[1]]

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The Word file, filled; the same context gives the same bytes.

        Args:
            context: plain data by name: dicts, lists, texts, numbers, dates.

        Raises:
            RenderError: with every fault: undefined or empty fields, forbidden characters,
                expressions that fail, values that are no plain data.
        """
        path = impure_path(context)
        if path is not None:
            raise RenderError(
                error(
                    "NK-T06",
                    _("“{path}” is no plain data").format(path=path),
                    Location(self.name),
                    remedy=_("Hand in dicts, lists, texts, numbers, dates and nothing else."),
                )
            )
        findings: list[Finding] = []
        filled: dict[str, str] = {}
        for part in self._parts:
            filled[part.name], faults = self._fill(part, context)
            findings += faults
        if findings:
            raise RenderError(*findings)
        return write_package({**self._members, **repaired(filled, self.name)})

    def _fill(self, part: _Part, context: Mapping[str, Any]) -> tuple[str, list[Finding]]:
        line_break = _BODY_BREAK if part.name.startswith("word/") else " "
        with collecting(line_break) as faults:
            try:
                text = part.template.render(context)
            except Exception as caught:  # an expression of the author's can fail in any way
                text = ""
                faults.append(_failure(caught))
        return text, [self._finding(part, fault) for fault in faults]

    def _finding(self, part: _Part, fault: Fault) -> Finding:
        place = part.location(self.name, fault.line)
        return error("NK-T05", fault.message, place, remedy=fault.remedy)


def _failure(caught: Exception) -> Fault:
    """The fault behind an exception that a template's code raised."""
    line = None
    trace = caught.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        elif trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    if isinstance(caught, RecursionError):
        return Fault(line, _("the tags call themselves without end"))
    return Fault(line, _("the tag fails: {reason}").format(reason=caught))


def compile_template(path: Path | str, name: str | None = None) -> CompiledTemplate:
    """The Word file at `path`, compiled.

    Args:
        path: a .docx file with tags in docxtpl's dialect.
        name: the file in messages; `path` itself when None.

    Raises:
        SourceError: the file is no readable .docx.
        TemplateError: tags do not fit together; carries one finding for each part at fault.
    """
    shown = name or str(path)
    members = read_members(Path(path), shown, "docx")
    parts: list[_Part] = []
    findings: list[Finding] = []
    for part_name in _parts_with_text(members):
        compiled = _compile_part(part_name, members[part_name], shown)
        if isinstance(compiled, Finding):
            findings.append(compiled)
        elif compiled is not None:
            parts.append(compiled)
    if findings:
        raise TemplateError(*findings)
    return CompiledTemplate(shown, members, tuple(parts))


def _parts_with_text(members: Mapping[str, bytes]) -> list[str]:
    types = members.get("[Content_Types].xml", b"")
    names = {(first or second).decode() for first, second in _CONTENT_TYPE.findall(types)}
    return [name for name in members if name in names]


def _compile_part(name: str, content: bytes, file: str) -> _Part | Finding | None:
    """The part compiled, the finding that says why it cannot be, or None when it holds no tag."""
    source = jinja_source(content.decode("utf-8-sig"))
    if source is None:
        return None
    lines = tuple(source.split("\n"))
    try:
        tree = XML.parse(source)
        uses = tuple(fields_of(tree))
        template = XML.from_string(tree)
    except jinja2.TemplateSyntaxError as caught:
        part = _Part(name, lines, jinja2.Template(""), ())
        return error(
            "NK-T01",
            _("the tags do not fit together: {reason}").format(reason=caught.message),
            part.location(file, caught.lineno),
            remedy=_syntax_remedy(caught),
        )
    return _Part(name, lines, template, uses)


def _syntax_remedy(caught: jinja2.TemplateSyntaxError) -> str:
    if isinstance(caught, jinja2.TemplateAssertionError):
        return _("See docs/template-guide.md for the filters there are.")
    return _("Every {% if %} and {% for %} needs its end, and every {{ its }}.")
