"""A Word file with tags, compiled once: `compile_template(path).render(context) -> bytes`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2
from lxml import etree

from notice_kit.errors import TemplateError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.content_types import (
    CONTENT_TYPES,
    MAIN,
    WITH_TEXT,
    content_types,
    strict_parser,
)
from notice_kit.ooxml.zip_limits import read_package
from notice_kit.template.compiled import CompiledTemplate
from notice_kit.template.dialect import jinja_source
from notice_kit.template.part import Part, compile_part, source_location

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


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
    members, packed = read_package(Path(path), shown, "docx")
    parts: list[Part] = []
    findings: list[Finding] = []
    for part_name in _parts_with_text(members, shown):
        compiled = _compile_part(part_name, members[part_name], shown)
        if isinstance(compiled, Finding):
            findings.append(compiled)
        elif compiled is not None:
            parts.append(compiled)
    if findings:
        raise TemplateError(*findings)
    return CompiledTemplate(shown, packed, tuple(parts))


def _parts_with_text(members: Mapping[str, bytes], file: str) -> list[str]:
    """The parts that may hold tags, in the order of the package."""
    try:
        types = content_types(members)
    except etree.XMLSyntaxError:
        raise TemplateError(_no_word_file(Location(file, part=CONTENT_TYPES))) from None
    if MAIN not in types.values():
        raise TemplateError(_no_word_file(Location(file)))
    return [name for name, type_ in types.items() if type_ in WITH_TEXT]


def _no_word_file(place: Location) -> Finding:
    return error(
        "NK-T08",
        _("this is not a Word document (.docx)"),
        place,
        remedy=_("Open it in Word or WPS and save it as a Word document (.docx), without macros."),
    )


def _compile_part(name: str, content: bytes, file: str) -> Part | Finding | None:
    """The part compiled, the finding that says why it cannot be, or None when it holds no tag."""
    try:
        xml = etree.tostring(etree.fromstring(content, strict_parser()), encoding="unicode")
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
    try:
        return compile_part(name, _DECLARATION + source)
    except jinja2.TemplateSyntaxError as caught:
        return error(
            "NK-T01",
            _("the tags do not fit together: {reason}").format(reason=caught.message),
            source_location(file, name, source.split("\n"), caught.lineno),
            remedy=_syntax_remedy(caught),
        )


def _syntax_remedy(caught: jinja2.TemplateSyntaxError) -> str:
    if isinstance(caught, jinja2.TemplateAssertionError):
        return _("See docs/template-guide.md for the filters there are.")
    return _("Every {% if %} and {% for %} needs its end, and every {{ its }}.")
