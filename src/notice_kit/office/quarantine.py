"""A Word file as LibreOffice is given it: checked, and with nothing in it that could be fetched.

Codes: NK-O07 no Word document, NK-O08 a part that is not well-formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, error, has_errors
from notice_kit.messages import _
from notice_kit.office.process import FilterData, Order
from notice_kit.office.wording import Wording, read_wording
from notice_kit.ooxml.content_types import MAIN, content_types, strict_parser
from notice_kit.ooxml.package import join_package, pack
from notice_kit.ooxml.relationships import relationship_findings
from notice_kit.ooxml.zip_limits import read_package

_MAIN = frozenset(
    {
        MAIN,
        MAIN.replace(".document.", ".template."),
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
)
_LINK = "hyperlink"


@dataclass(frozen=True)
class Quarantined:
    """A document that may be laid out.

    Attributes:
        content: the package without its links to pictures, templates and data elsewhere.
        wording: what it says.
        findings: warnings.
    """

    content: bytes
    wording: Wording
    findings: tuple[Finding, ...]

    def order(self, options: FilterData) -> Order:
        """What LibreOffice is asked to make of it."""
        says = self.wording
        return Order(self.content, options, says.has_references, says.has_bounded_contents)


def quarantine(source: Path | bytes, name: str) -> Quarantined:
    """The Word file, read under limits.

    Args:
        source: the file, or its bytes.
        name: its path as the user knows it, for messages.

    Raises:
        SourceError: it is no Word document, is damaged, or points at files of the machine.
    """
    members, packed = read_package(source, name, "docx")
    place = Location(name)
    if not _is_word(members):
        remedy = _("Open it in Word or WPS and save it as a Word document (.docx).")
        message = _("this file is no Word document, whatever its name says")
        raise SourceError(error("NK-O07", message, place, remedy=remedy))
    findings = relationship_findings(members, name)
    if has_errors(findings):
        raise SourceError(*findings)
    wording = _read(members, place)
    changed = {part: _without_links(content) for part, content in members.items() if _rels(part)}
    safe = join_package(
        pack(one.name, changed[one.name])
        if changed.get(one.name, members[one.name]) != members[one.name]
        else one
        for one in packed
    )
    return Quarantined(safe, wording, tuple(findings))


def _rels(part: str) -> bool:
    return part.casefold().endswith(".rels")


def _is_word(members: Mapping[str, bytes]) -> bool:
    try:
        return not _MAIN.isdisjoint(content_types(members).values())
    except etree.XMLSyntaxError:
        return False


def _read(members: Mapping[str, bytes], place: Location) -> Wording:
    try:
        return read_wording(members)
    except (etree.XMLSyntaxError, RecursionError) as caught:
        message = _("a part of the document is not well-formed: {reason}")
        remedy = _("Open it in Word or WPS and save it again.")
        wrong = error("NK-O08", message.format(reason=caught), place, remedy=remedy)
        raise SourceError(wrong) from None


def _without_links(rels: bytes) -> bytes:
    """The relationships without targets elsewhere; hyperlinks, which only readers follow, stay."""
    root = etree.fromstring(rels, strict_parser())
    outside = [
        relation
        for relation in root.iterchildren("{*}Relationship")
        if relation.get("TargetMode", "").casefold() == "external"
        and relation.get("Type", "").rpartition("/")[2] != _LINK
    ]
    for relation in outside:
        root.remove(relation)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") if outside else rels
