"""A Word file with tags, compiled once: `compile_template(path).render(context) -> bytes`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
from lxml import etree

from notice_kit.errors import RenderError, TemplateError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.zip_limits import read_members
from notice_kit.template.dialect import jinja_source, paragraph_text
from notice_kit.template.environment import XML, Fault, attempt
from notice_kit.template.fields import FieldUse, fields_of
from notice_kit.template.plain import impure_path
from notice_kit.template.repair import repaired

# What white space in a value becomes, inside w:t and in the properties of the document.
_IN_RUN = {
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
}
_IN_PROPERTY = {"\n": " ", "\t": " "}
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_TEXT_TYPES = {
    _MAIN_TYPE,
    _PROPERTIES_TYPE,
    *(
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        for kind in ("header", "footer", "footnotes", "endnotes", "comments")
    ),
}
_CONTENT_TYPES = "[Content_Types].xml"
_SHOWN = 60  # characters of a paragraph that a message quotes


@dataclass(frozen=True)
class _Part:
    """A part that holds tags: its Jinja source by line and its compiled template."""

    name: str
    lines: tuple[str, ...]
    template: jinja2.Template
    uses: tuple[FieldUse, ...]
    signs: Mapping[str, str]

    def location(self, file: str, line: int | None) -> Location:
        """Where that line of the source stands, in the words of the author."""
        return _location(file, self.name, self.lines, line)


def _location(file: str, part: str, lines: Sequence[str], line: int | None) -> Location:
    text = paragraph_text(lines[line - 1]) if line else None
    if text is not None and len(text) > _SHOWN:
        text = text[:_SHOWN] + "…"
    return Location(file, part=part, paragraph=text)


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
        return self._fill(context)[1]

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
        filled, findings = self._fill(context)
        if findings:
            raise RenderError(*findings)
        return write_package({**self._members, **filled})

    def _fill(self, context: Mapping[str, Any]) -> tuple[dict[str, bytes], list[Finding]]:
        """The parts with tags, filled; none of them where there are faults."""
        texts: dict[str, str] = {}
        findings: list[Finding] = []
        for part in self._parts:
            text, faults = attempt(lambda part=part: part.template.render(context), part.signs)  # type: ignore[misc]
            texts[part.name] = text or ""
            findings += [self._finding(part, fault) for fault in faults]
        if findings:
            return {}, list(dict.fromkeys(findings))
        try:
            return repaired(texts, self.name), []
        except RenderError as caught:
            return {}, list(caught.findings)

    def _finding(self, part: _Part, fault: Fault) -> Finding:
        place = part.location(self.name, fault.line)
        return error("NK-T05", fault.message, place, remedy=fault.remedy)


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
    for part_name, content_type in _parts_with_text(members, shown).items():
        compiled = _compile_part(part_name, members[part_name], content_type, shown)
        if isinstance(compiled, Finding):
            findings.append(compiled)
        elif compiled is not None:
            parts.append(compiled)
    if findings:
        raise TemplateError(*findings)
    return CompiledTemplate(shown, members, tuple(parts))


def _parts_with_text(members: Mapping[str, bytes], file: str) -> dict[str, str]:
    """The parts that may hold tags, each with its content type.

    Source:
        ECMA-376 Part 2 (OPC), 7.3.7: an Override for the part, else the Default of its suffix;
        both are compared without regard to case.
    """
    try:
        types = etree.fromstring(members.get(_CONTENT_TYPES, b""), _xml_parser())
    except etree.XMLSyntaxError:
        raise TemplateError(_no_word_file(Location(file, part=_CONTENT_TYPES))) from None
    known = {
        (entry.get("PartName") or "." + entry.get("Extension", "")).casefold(): type_
        for entry in types.iterchildren("{*}Override", "{*}Default")
        if (type_ := entry.get("ContentType")) is not None
    }
    found: dict[str, str] = {}
    for name in members:
        suffix = PurePosixPath(name).suffix.casefold()
        type_ = known.get(f"/{name}".casefold()) or known.get(suffix, "")
        if type_ in _TEXT_TYPES:
            found[name] = type_
    if _MAIN_TYPE not in found.values():
        raise TemplateError(_no_word_file(Location(file)))
    return found


def _no_word_file(place: Location) -> Finding:
    return error(
        "NK-T08",
        _("this is not a Word document (.docx)"),
        place,
        remedy=_("Open it in Word or WPS and save it as a Word document (.docx), without macros."),
    )


def _xml_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _compile_part(
    name: str, content: bytes, content_type: str, file: str
) -> _Part | Finding | None:
    """The part compiled, the finding that says why it cannot be, or None when it holds no tag."""
    try:
        xml = etree.tostring(etree.fromstring(content, _xml_parser()), encoding="unicode")
    except etree.XMLSyntaxError as caught:
        return error(
            "NK-T09",
            _("the part is not well-formed: {reason}").format(reason=caught.msg),
            Location(file, part=name),
            remedy=_("Open the file in Word or WPS and save it again."),
        )
    source = jinja_source(xml)
    if source is None:
        return None
    lines = tuple(source.split("\n"))
    try:
        tree = XML.parse(source)
        uses = tuple(fields_of(tree))
        template = XML.from_string(tree)
    except jinja2.TemplateSyntaxError as caught:
        return error(
            "NK-T01",
            _("the tags do not fit together: {reason}").format(reason=caught.message),
            _location(file, name, lines, caught.lineno),
            remedy=_syntax_remedy(caught),
        )
    signs = _IN_PROPERTY if content_type == _PROPERTIES_TYPE else _IN_RUN
    return _Part(name, lines, template, uses, signs)


def _syntax_remedy(caught: jinja2.TemplateSyntaxError) -> str:
    if isinstance(caught, jinja2.TemplateAssertionError):
        return _("See docs/template-guide.md for the filters there are.")
    return _("Every {% if %} and {% for %} needs its end, and every {{ its }}.")
