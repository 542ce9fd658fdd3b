"""What the parts of a package point at: nothing outside it, and nothing that acts by itself.

Codes: NK-S44 a target outside the package, NK-S45 a target that is missing, NK-S46 something that
is fetched from elsewhere, NK-S47 a part that may run a program.

Source: ECMA-376 Part 2 (OPC), 6.5 (relationships) and 6.2.2 (part names).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import etree

from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _
from notice_kit.ooxml.content_types import content_types, strict_parser

_ACTIVE_RELATIONS = frozenset(
    {"oleObject", "control", "activeXControlBinary", "vbaProject", "wordVbaData", "aFChunk"}
)
_ACTIVE_TYPES = ("vbaproject", "vbadata", "activex", "oleobject")
_LINK = "hyperlink"


def relationship_findings(members: Mapping[str, bytes], file: str) -> list[Finding]:
    """What is wrong with the relationships of a package, and what its parts may run.

    Args:
        members: name → content.
        file: the package as the user knows it.
    """
    names = {name.casefold() for name in members}
    found: dict[tuple[str, str], Finding] = {}
    for part, content in members.items():
        if part.endswith(".rels"):
            for one in _of_part(part, content, names, file):
                found.setdefault((one.code, str(one.found)), one)
    for part, type_ in content_types(members).items():
        if any(word in type_.casefold() for word in _ACTIVE_TYPES):
            found.setdefault(("NK-S47", part), _active(part, Location(file, part=part)))
    return list(found.values())


def _of_part(rels: str, content: bytes, names: set[str], file: str) -> Iterator[Finding]:
    place = Location(file, part=rels)
    try:
        root = etree.fromstring(content, strict_parser())
    except etree.XMLSyntaxError:
        yield error(
            "NK-S48",
            _("the list of what a part points at cannot be read"),
            place,
            remedy=_("Open the file in Word or WPS and save it again."),
        )
        return
    for relation in root.iterchildren("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            if kind != _LINK:
                yield _external(kind, target, place)
            continue
        finding = _internal(rels, target, names, place)
        if finding is None and kind in _ACTIVE_RELATIONS:
            finding = _active(resolved_target(rels, target) or target, place)
        if finding is not None:
            yield finding


@lru_cache(maxsize=1024)  # the documents of one template point at the same parts
def resolved_target(rels: str, target: str) -> str | None:
    """The name of the part that is meant; None when the target leads out of the package.

    Args:
        rels: the part with the relationship: `word/_rels/document.xml.rels`.
        target: as it is written there.
    """
    split = urlsplit(target.replace("\\", "/"))
    if split.scheme or split.netloc:
        return None
    base = PurePosixPath(rels).parent.parent
    path = posixpath.normpath(posixpath.join("/r", str(base), unquote(split.path).lstrip()))
    if unquote(split.path).startswith("/"):
        path = posixpath.normpath("/r/" + unquote(split.path))
    return path.removeprefix("/r/") if path.startswith("/r/") else None


def _internal(rels: str, target: str, names: set[str], place: Location) -> Finding | None:
    if target.startswith("#"):
        return None  # a place in the part itself
    name = resolved_target(rels, target)
    if name is None:
        return error(
            "NK-S44",
            _("a part points at something outside the file"),
            place,
            found=target,
            remedy=_("Do not use this file; ask for one that was saved by Word, Excel or WPS."),
        )
    if name.casefold() in names:
        return None
    return warning(
        "NK-S45",
        _("a part points at another that is missing"),
        place,
        found=target,
        remedy=_("If something is missing on the page, open the file in Word and insert it again."),
    )


def _external(kind: str, target: str, place: Location) -> Finding:
    return warning(
        "NK-S46",
        _("the document fetches something from elsewhere when it is opened ({kind})").format(
            kind=kind
        ),
        place,
        found=target,
        remedy=_("Put it into the document itself, or take the link out (File, Info, Edit Links)."),
    )


def _active(part: str, place: Location) -> Finding:
    return warning(
        "NK-S47",
        _("the document holds something that may run a program or be a document of its own"),
        place,
        found=part,
        remedy=_("Take out macros, controls and embedded objects, unless they are meant."),
    )
