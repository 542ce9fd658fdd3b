"""A copy of a template with a Word comment at each paragraph that has a fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from lxml import etree

from notice_kit.findings import Finding, Location
from notice_kit.messages import _
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

    A comment stands at the paragraph of its finding where that is in the body. Comments belong to
    the body alone: those on a note stand at the paragraph that refers to it, those in a text box
    or on a picture at the paragraph that holds it, those on headers, footers and properties at the
    first one. Each says where the fault is if it is elsewhere.

    Args:
        members: part name → content, of a Word document.
        findings: about it; others must not be among them.

    Source:
        ECMA-376 Part 1, 11.3.2 (only the main document has a part of comments), 17.13.4.
    """
    types = content_types(members)
    main = next(name for name, type_ in types.items() if type_ == MAIN)
    root = etree.fromstring(members[main], strict_parser())
    known = next((name for name, type_ in types.items() if type_ == _COMMENTS_TYPE), None)
    comments = w("comments")
    if known is not None:
        comments = etree.fromstring(members[known], strict_parser())
    number = 1 + max((_number_of(old) for old in comments), default=-1)
    anchors = _Anchors(members, types, main, root)
    for at, finding in enumerate(dict.fromkeys(findings)):
        paragraph, where = anchors.of(finding.location)
        if paragraph is None:
            continue
        comments.append(_comment(number + at, finding, where))
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


def _number_of(comment: Element) -> int:
    number = comment.get(qualified("id"), "")
    return int(number) if number.isascii() and number.isdecimal() else 0


class _Anchors:
    """Where in the body comments can stand, and what they say of where the fault is."""

    def __init__(
        self, members: Mapping[str, bytes], types: Mapping[str, str], main: str, root: Element
    ) -> None:
        self._members = members
        self._types = types
        self._main = main
        self._root = root
        self._paragraphs = _paragraphs(root, main)

    def of(self, place: Location) -> tuple[Element | None, str | None]:
        """The paragraph for a comment on that place; where the place is, if it is not there."""
        first = self._paragraphs[0][0] if self._paragraphs else None
        if place.part is None or (place.part == self._main and place.paragraph is None):
            return first, None
        if place.part == self._main:
            found = _paragraph_of(place, self._paragraphs)
            if found is not None:
                outer = _outside_boxes(found)
                return outer, None if outer is found else self._named(_("text box"), place)
            holder = self._with_attribute(_shown(place))
            return (first if holder is None else holder), self._named(_("picture"), place)
        kind = self._types.get(place.part, "").rpartition(".")[2].partition("+")[0]
        names = {"header": _("header"), "footer": _("footer"), "footnotes": _("footnote")}
        names |= {"endnotes": _("endnote"), "comments": _("comment")}
        names["core-properties"] = _("properties of the file")
        where = self._named(names.get(kind, place.part), place)
        if kind in ("footnotes", "endnotes", "comments") and place.part in self._members:
            referring = self._referring(place, kind.removesuffix("s"))
            return (first if referring is None else referring), where
        return first, where

    def _named(self, kind: str, place: Location) -> str:
        spot = f" [{place.spot}]" if place.spot else ""
        part = "" if place.part == self._main else f" ({place.part})"
        return f"{kind}{part}{spot}: {place.paragraph or ''}"

    def _with_attribute(self, shown: str) -> Element | None:
        """The paragraph that holds an element of which an attribute says this."""
        for element in self._root.iter():
            if any(shown in " ".join(str(value).split()) for value in element.values()):
                holder = next(element.iterancestors(qualified("p")), None)
                return None if holder is None else _outside_boxes(holder)
        return None

    def _referring(self, place: Location, kind: str) -> Element | None:
        """The paragraph that refers to the note in which the place is."""
        notes = etree.fromstring(self._members[str(place.part)], strict_parser())
        found = _paragraph_of(place, _paragraphs(notes, str(place.part)))
        note = None if found is None else next(found.iterancestors(qualified(kind)), None)
        for reference in self._root.iter(qualified(f"{kind}Reference")):
            if note is not None and reference.get(qualified("id")) == note.get(qualified("id")):
                return next(reference.iterancestors(qualified("p")), None)
        return None


def _shown(place: Location) -> str:
    return (place.paragraph or "").removesuffix("…")


def _paragraph_of(place: Location, paragraphs: Sequence[_Paragraph]) -> Element | None:
    """The paragraph that the finding means."""
    for element, found in paragraphs:
        if (cut(found.paragraph), found.spot) == (place.paragraph, place.spot):
            return element
    for element, found in paragraphs:
        if _shown(place) in " ".join((found.paragraph or "").split()):
            return element
    return None


def _outside_boxes(paragraph: Element) -> Element:
    """The paragraph, or the one that holds the text box in which it stands."""
    for box in paragraph.iterancestors(qualified("txbxContent")):
        paragraph = next(box.iterancestors(qualified("p")), paragraph)
    return paragraph


def _comment(number: int, finding: Finding, where: str | None) -> Element:
    wrong = f"{finding.code} {finding.message}"
    lines = [where, wrong, finding.found, finding.remedy]
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
