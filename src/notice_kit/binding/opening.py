"""A Word file opened to be bound: its XML parts, its other parts as they lie, what points at what.

Codes: NK-B01 no Word document, NK-B02 a damaged part, NK-B03 the strict format.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from notice_kit.errors import NoticeKitError, SourceError
from notice_kit.findings import Finding, Location, Severity, error
from notice_kit.messages import _
from notice_kit.ooxml.content_types import content_types, strict_parser
from notice_kit.ooxml.package import PackedMember
from notice_kit.ooxml.relationships import relationship_findings
from notice_kit.ooxml.wml import Element, W
from notice_kit.ooxml.zip_limits import read_package

_STRICT = "http://purl.oclc.org/ooxml/"
_MAIN = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_MACRO_MAIN = (
    "ms-word.document.macroenabled.main+xml",
    "ms-word.template.macroenabledtemplate.main+xml",
)
_XML_SUFFIXES = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at.

    Attributes:
        id: in the part.
        type: as it is written, an address.
        kind: its last word, such as `image`.
        target: the name of a part of this file, or what lies outside.
        is_external: whether it lies outside.
    """

    id: str
    type: str
    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Blob:
    """A part that is no XML, as it lies in its file, with the digest of its content."""

    packed: PackedMember
    digest: str


@dataclass(slots=True)
class Opened:
    """A Word file.

    Attributes:
        name: as the user knows it.
        xml: name → content of the parts that are XML.
        blobs: name → the other parts.
        types: name → content type.
        main: the name of the main part.
        document: the main part, parsed.
    """

    name: str
    xml: dict[str, bytes]
    blobs: dict[str, Blob]
    types: dict[str, str]
    main: str
    document: Element
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def relations(self, part: str) -> dict[str, Relation]:
        """What the part points at, by id; targets that are missing are left out."""
        if part not in self._relations:
            found = _relations(self.xml, part)
            self._relations[part] = {
                relation.id: relation
                for relation in found
                if relation.is_external or relation.target in self
            }
        return self._relations[part]

    @property
    def body(self) -> Element:
        """What holds the text."""
        return next(self.document.iterchildren(f"{{{W}}}body"))

    def __contains__(self, part: str) -> bool:
        return part in self.xml or part in self.blobs

    def related(self, kind: str) -> str | None:
        """The name of the part of that kind that the main part points at; None without one."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind and not relation.is_external:
                return relation.target
        return None

    def parsed(self, part: str | None) -> Element | None:
        """The part, parsed; None without a name or such a part.

        Raises:
            SourceError: it is not well-formed.
        """
        if part is None or part not in self.xml:
            return None
        return _parsed(self.xml[part], Location(self.name, part=part))


def open_word(source: Path | bytes, name: str) -> tuple[Opened, list[Finding]]:
    """The Word file, and warnings about what it points at.

    Raises:
        SourceError: it cannot be read, or is no Word file of the transitional format.
    """
    members, packed = read_package(source, name, "docx")
    place = Location(name)
    try:
        types = content_types(members)
    except etree.XMLSyntaxError:
        raise SourceError(_no_document(place)) from None
    findings = relationship_findings(members, name)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if errors:
        raise SourceError(*errors)
    xml = {part: content for part, content in members.items() if _is_xml(part)}
    blobs = {
        one.name: Blob(one, hashlib.sha256(members[one.name]).hexdigest())
        for one in packed
        if not _is_xml(one.name)
    }
    main = _main(xml, place)
    if not types.get(main, "").casefold().endswith(_MAIN + _MACRO_MAIN):
        raise SourceError(_no_document(place))
    opened = Opened(name, xml, blobs, types, main, _document(xml[main], Location(name, part=main)))
    _check_all(opened)
    return opened, findings


def _check_all(opened: Opened) -> None:
    """Every part that is XML is well-formed."""
    faults: list[Finding] = []
    for part, content in opened.xml.items():
        try:
            if part != opened.main:
                _parsed(content, Location(opened.name, part=part))
        except NoticeKitError as caught:
            faults += caught.findings
    if faults:
        raise SourceError(*faults)


def _is_xml(part: str) -> bool:
    return part.casefold().endswith(_XML_SUFFIXES)


def _main(xml: dict[str, bytes], place: Location) -> str:
    try:
        top = _relations(xml, "")
    except etree.XMLSyntaxError:
        top = []
    for relation in top:
        if relation.kind == "officeDocument" and relation.target in xml:
            return relation.target
    raise SourceError(_no_document(place))


def _no_document(place: Location) -> Finding:
    return error(
        "NK-B01",
        _("this is an Office or zip file, but no Word document"),
        place,
        wanted=_("a Word document (.docx)"),
        remedy=_("Open it in Word or WPS and save it as a Word document (.docx)."),
    )


def _document(content: bytes, place: Location) -> Element:
    root = _parsed(content, place)
    if _STRICT in str(root.tag):
        raise SourceError(
            error(
                "NK-B03",
                _("the document is in the strict format of Open XML, which few programs write"),
                place,
                remedy=_("Open it in Word and save it as the ordinary “Word document (.docx)”."),
            )
        )
    if root.tag != f"{{{W}}}document" or root.find(f"{{{W}}}body") is None:
        raise SourceError(_no_document(place))
    return root


def _parser() -> etree.XMLParser:
    """The strict parser, which also leaves out what no program shows."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )


def _parsed(content: bytes, place: Location) -> Element:
    try:
        return etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as caught:
        raise SourceError(
            error(
                "NK-B02",
                _("a part of the Word file is damaged: {reason}").format(reason=caught.msg),
                place,
                remedy=_("Open the file in Word or WPS and save it again."),
            )
        ) from None


def _relations(xml: dict[str, bytes], part: str) -> list[Relation]:
    """What a part, or with an empty name the file, points at."""
    path = PurePosixPath(part)
    content = xml.get(str(path.parent / "_rels" / f"{path.name}.rels"))
    if content is None:
        return []
    found = []
    for one in etree.fromstring(content, strict_parser()).iterchildren("{*}Relationship"):
        type_, target = one.get("Type", ""), one.get("Target", "")
        is_external = one.get("TargetMode") == "External" or target.startswith("#")
        if not is_external:
            target = _resolved(part, target)
        found.append(
            Relation(one.get("Id", ""), type_, type_.rpartition("/")[2], target, is_external)
        )
    return found


def _resolved(part: str, target: str) -> str:
    path = unquote(target.partition("#")[0]).strip().replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/")
