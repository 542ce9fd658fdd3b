"""A Word file with tags, compiled once: `compile_template(path).render(context) -> bytes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from notice_kit.ooxml.wml import qualified
from notice_kit.ooxml.zip_limits import read_package
from notice_kit.template.assemble import Assembled, assembled
from notice_kit.template.bound import bound_xml
from notice_kit.template.chart_fonts import chart_fonts
from notice_kit.template.compiled import CompiledTemplate
from notice_kit.template.dialect import jinja_source
from notice_kit.template.looks import with_looks
from notice_kit.template.markdown_styles import markdown_styles
from notice_kit.template.marks import RESTART
from notice_kit.template.nesting import syntax_faults
from notice_kit.template.numbering import Numbering, numbering_of
from notice_kit.template.own_tags import with_own_tags
from notice_kit.template.part import Part, compile_part, source_location
from notice_kit.template.placeholders import mark_placeholders, with_alternatives_apart
from notice_kit.template.spots import numbered
from notice_kit.template.tags import Place, Tag, read_tags

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def compile_template(path: Path | str, name: str | None = None) -> CompiledTemplate:
    """The Word file at `path`, compiled, with the files that it includes or extends.

    Those lie in the template's folder or below it; of a campaign, anywhere in `templates/`.

    Args:
        path: a .docx file with tags in docxtpl's dialect.
        name: the file in messages; `path` itself when None.

    Raises:
        SourceError: the file is no readable .docx.
        TemplateError: tags do not fit together; carries every fault of every part.
    """
    shown = name or str(path)
    whole = assembled(*read_package(Path(path), shown, "docx"), Path(path), shown)
    members = whole.members
    parts: list[Part] = []
    findings = [*whole.findings]
    styles = markdown_styles(members)
    for part_name in _parts_with_text(members, shown):
        compiled = _compile_part(part_name, whole, shown, styles)
        if isinstance(compiled, list):
            findings += compiled
        elif compiled is not None:
            parts.append(compiled)
    related = relationship_findings(members, shown)
    findings += [one for one in related if one.severity is Severity.ERROR]
    if findings:
        raise TemplateError(*dict.fromkeys(findings))
    numbering = _numbering(parts, members)
    drawn = any(part.has_placeholders for part in parts)
    fonts = chart_fonts(members) if drawn else None
    bound = bound_xml(members)
    return CompiledTemplate(
        shown, whole.packed, tuple(parts), numbering, tuple(related), fonts, bound
    )


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
    name: str, whole: Assembled, file: str, styles: Mapping[str, str]
) -> Part | list[Finding] | None:
    """The part compiled, the findings that say why it cannot be, or None when it holds no tag."""
    try:
        root = etree.fromstring(whole.members[name], strict_parser())
    except etree.XMLSyntaxError as caught:
        return [_ill_formed(Location(file, part=name), caught)]
    origins = _marked(root, whole.origins.get(name, ()))
    xml, tags = read_tags(root, name, origins)
    faults = [] if whole.is_checked else syntax_faults(tags, file)
    if faults or not whole.is_sound:
        return faults
    source = jinja_source(with_looks(xml, styles))
    if source is None:
        return None
    source = with_alternatives_apart(source)
    try:
        return compile_part(name, _DECLARATION + with_own_tags(source), tags)
    except jinja2.TemplateSyntaxError as caught:
        wrong = error(
            "NK-T01",
            _("the tags do not fit together: {reason}").format(reason=caught.message),
            _place_of(file, name, source, caught.lineno, tags),
            remedy=_syntax_remedy(caught),
        )
        return [wrong]


def _marked(root: etree._Element, origins: Sequence[Place | None]) -> Sequence[Place | None]:
    """Mark the placeholders of a part; the origins of the paragraphs that stay."""
    if not origins:
        mark_placeholders(root)
        return origins
    known = dict(zip(root.iter(qualified("p")), origins, strict=True))
    mark_placeholders(root)
    return [known[paragraph] for paragraph in root.iter(qualified("p"))]


def _place_of(file: str, part: str, source: str, line: int, tags: Sequence[Tag]) -> Location:
    """Where a line of the source stands in the file that it came from."""
    place = source_location(file, part, source.split("\n"), line)
    try:
        spots = numbered(source, tags)[1]
    except jinja2.TemplateSyntaxError:
        return place
    known = (spot.place for spot in spots if spot.line == line and spot.place is not None)
    origin = next(known, None)
    if origin is None:
        return place
    return replace(origin.location(file), paragraph=place.paragraph)


def _ill_formed(place: Location, caught: etree.XMLSyntaxError) -> Finding:
    return error(
        "NK-T09",
        _("the part is not well-formed: {reason}").format(reason=caught.msg),
        place,
        remedy=_("Open the file in Word or WPS and save it again."),
    )


def _syntax_remedy(caught: jinja2.TemplateSyntaxError) -> str:
    if isinstance(caught, jinja2.TemplateAssertionError):
        return _("See docs/template-guide.md for the filters there are.")
    return _("Every {% if %} and {% for %} needs its end, and every {{ its }}.")
