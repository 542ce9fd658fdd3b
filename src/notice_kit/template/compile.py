"""A Word file with tags, compiled once: `compile_template(path).render(context) -> bytes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2
from lxml import etree

from notice_kit.errors import TemplateError
from notice_kit.findings import Finding, Location, Severity, error
from notice_kit.messages import _
from notice_kit.ooxml.content_types import (
    CONTENT_TYPES,
    MAIN,
    WITH_TEXT,
    content_types,
    strict_parser,
)
from notice_kit.ooxml.relationships import relationship_findings
from notice_kit.ooxml.zip_limits import read_package
from notice_kit.template.compiled import CompiledTemplate
from notice_kit.template.dialect import jinja_source
from notice_kit.template.fullwidth import with_plain_signs
from notice_kit.template.include import with_included
from notice_kit.template.looks import with_looks
from notice_kit.template.markdown_styles import markdown_styles
from notice_kit.template.marks import RESTART
from notice_kit.template.nesting import syntax_faults
from notice_kit.template.numbering import Numbering, numbering_of
from notice_kit.template.own_tags import with_own_tags
from notice_kit.template.part import Part, compile_part, source_location
from notice_kit.template.tags import Tag, tags_of

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def compile_template(path: Path | str, name: str | None = None) -> CompiledTemplate:
    """The Word file at `path`, compiled.

    Args:
        path: a .docx file with tags in docxtpl's dialect.
        name: the file in messages; `path` itself when None.

    Raises:
        SourceError: the file is no readable .docx.
        TemplateError: tags do not fit together; carries every fault of every part.
    """
    shown = name or str(path)
    members, packed = with_included(*read_package(Path(path), shown, "docx"), Path(path), shown)
    parts: list[Part] = []
    findings: list[Finding] = []
    styles = markdown_styles(members)
    for part_name in _parts_with_text(members, shown):
        compiled = _compile_part(part_name, members[part_name], shown, styles)
        if isinstance(compiled, list):
            findings += compiled
        elif compiled is not None:
            parts.append(compiled)
    related = relationship_findings(members, shown)
    findings += [one for one in related if one.severity is Severity.ERROR]
    if findings:
        raise TemplateError(*findings)
    numbering = _numbering(parts, members)
    return CompiledTemplate(shown, packed, tuple(parts), numbering, tuple(related))


def _numbering(parts: Sequence[Part], members: Mapping[str, bytes]) -> Numbering | None:
    """The template's lists, where one of its tags lets them begin again."""
    marked = (part for part in parts if not part.is_proved)
    if not any(RESTART in line for part in marked for line in part.lines):
        return None
    return numbering_of(members)


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


def _compile_part(
    name: str, content: bytes, file: str, styles: Mapping[str, str]
) -> Part | list[Finding] | None:
    """The part compiled, the findings that say why it cannot be, or None when it holds no tag."""
    try:
        root = etree.fromstring(content, strict_parser())
    except etree.XMLSyntaxError as caught:
        return [_ill_formed(Location(file, part=name), caught)]
    xml, tags = _read_tags(root, name)
    faults = syntax_faults(tags, file)
    if faults:
        return faults
    source = jinja_source(with_looks(xml, styles))
    if source is None:
        return None
    try:
        return compile_part(name, _DECLARATION + with_own_tags(source), tags)
    except jinja2.TemplateSyntaxError as caught:
        wrong = error(
            "NK-T01",
            _("the tags do not fit together: {reason}").format(reason=caught.message),
            source_location(file, name, source.split("\n"), caught.lineno),
            remedy=_syntax_remedy(caught),
        )
        return [wrong]


def _ill_formed(place: Location, caught: etree.XMLSyntaxError) -> Finding:
    return error(
        "NK-T09",
        _("the part is not well-formed: {reason}").format(reason=caught.msg),
        place,
        remedy=_("Open the file in Word or WPS and save it again."),
    )


def _read_tags(root: etree._Element, name: str) -> tuple[str, list[Tag]]:
    """The part's XML with plain signs in its tags, and the tags."""
    typed = etree.tostring(root, encoding="unicode")
    xml = with_plain_signs(typed)
    plain = root if xml is typed else etree.fromstring(xml, strict_parser())
    return xml, tags_of(plain, name)


def _syntax_remedy(caught: jinja2.TemplateSyntaxError) -> str:
    if isinstance(caught, jinja2.TemplateAssertionError):
        return _("See docs/template-guide.md for the filters there are.")
    return _("Every {% if %} and {% for %} needs its end, and every {{ its }}.")
