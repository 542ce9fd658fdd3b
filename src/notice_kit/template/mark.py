"""A copy of a template with a Word comment at each paragraph that has a fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from lxml import etree

from notice_kit.findings import Finding, Location
from notice_kit.ooxml.content_types import CONTENT_TYPES, MAIN, content_types, strict_parser
from notice_kit.ooxml.wml import Element, qualified, text, to_bytes, w
from notice_kit.template.fullwidth import with_plain_signs
from notice_kit.template.tags import Place, cut, places_of

_AUTHOR = "notice_kit"
_DATE = "2026-01-01T00:00:00Z"  # the same template gives the same bytes
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"


def marked(members: Mapping[str, bytes], findings: Iterable[Finding]) -> dict[str, bytes]:
    """The parts of the template with a comment for each finding.

    A comment stands at the paragraph of its finding where that is in the body; Word knows no
    comments in headers, footers and notes, so that those stand at the first paragraph.

    Args:
        members: part name → content, of a Word document.
        findings: about it; others must not be among them.
    """
    types = content_types(members)
    main = next(name for name, type_ in types.items() if type_ == MAIN)
    root = etree.fromstring(members[main], strict_parser())
    known = next((name for name, type_ in types.items() if type_ == _COMMENTS_TYPE), None)
    comments = w("comments")
    if known is not None:
        comments = etree.fromstring(members[known], strict_parser())
    number = 1 + max((int(old.get(qualified("id"), "0")) for old in comments), default=-1)
    paragraphs = _paragraphs(root, main)
    for at, finding in enumerate(dict.fromkeys(findings)):
        paragraph = _paragraph_of(finding.location, paragraphs, main)
        if paragraph is None:
            continue
        comments.append(_comment(number + at, finding, main))
        _anchor(paragraph, number + at)
    if not len(comments):
        return dict(members)
    changed = {main: _bytes(root)}
    target = known or str(PurePosixPath(main).with_name("comments.xml"))
    changed[target] = to_bytes(comments) if known is None else _bytes(comments)
    if known is None:
        changed |= _registered(members, main, target)
    return {**members, **changed}


_Paragraph = tuple[Element, Place]


def _paragraphs(root: Element, part: str) -> list[_Paragraph]:
    """The paragraphs of the part with their places, as findings name them."""
    typed = etree.tostring(root, encoding="unicode")
    plain = etree.fromstring(with_plain_signs(typed), strict_parser())
    return list(zip(root.iter(qualified("p")), places_of(plain, part), strict=False))


def _paragraph_of(place: Location, paragraphs: Sequence[_Paragraph], main: str) -> Element | None:
    """The paragraph that the finding means; the first where it means none of the body."""
    if place.part == main and place.paragraph is not None:
        for element, found in paragraphs:
            if (cut(found.paragraph), found.spot) == (place.paragraph, place.spot):
                return element
        shown = place.paragraph.removesuffix("…")
        for element, found in paragraphs:
            if shown in " ".join((found.paragraph or "").split()):
                return element
    return paragraphs[0][0] if paragraphs else None


def _comment(number: int, finding: Finding, main: str) -> Element:
    lines = [f"{finding.code} {finding.message}", finding.remedy]
    if finding.location.part not in (None, main):
        lines.insert(0, f"({finding.location.part}) {finding.location.paragraph or ''}")
    return w(
        "comment",
        *(w("p", w("r", text(_printable(line)))) for line in lines if line),
        id=number,
        author=_AUTHOR,
        date=_DATE,
        initials="nk",
    )


def _printable(line: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in line)


def _anchor(paragraph: Element, number: int) -> None:
    """Let the comment be about the whole paragraph."""
    properties = paragraph.find(qualified("pPr"))
    paragraph.insert(0 if properties is None else 1, w("commentRangeStart", id=number))
    paragraph.append(w("commentRangeEnd", id=number))
    paragraph.append(w("r", w("commentReference", id=number)))


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _registered(members: Mapping[str, bytes], main: str, target: str) -> dict[str, bytes]:
    """The content types and the main part's relationships with a new part of comments."""
    types = etree.fromstring(members[CONTENT_TYPES], strict_parser())
    etree.SubElement(
        types,
        f"{_PACKAGE}content-types}}Override",
        {"PartName": f"/{target}", "ContentType": _COMMENTS_TYPE},
    )
    path = PurePosixPath(main)
    relations_name = str(path.parent / "_rels" / f"{path.name}.rels")
    empty = f'<Relationships xmlns="{_PACKAGE[1:]}relationships"/>'.encode()
    relations = etree.fromstring(members.get(relations_name, empty), strict_parser())
    taken = {relation.get("Id") for relation in relations}
    new = next(name for at in range(1, len(taken) + 2) if (name := f"rIdComments{at}") not in taken)
    etree.SubElement(
        relations,
        f"{_PACKAGE}relationships}}Relationship",
        {"Id": new, "Type": _RELATION, "Target": PurePosixPath(target).name},
    )
    return {CONTENT_TYPES: _bytes(types), relations_name: _bytes(relations)}
