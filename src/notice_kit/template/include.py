"""`{%p include "clause.docx" %}`: the body of another Word file in the place of a paragraph.

Resolved once, when the template is compiled: the other file's tags are then tags of the template.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from notice_kit.errors import TemplateError
from notice_kit.findings import Location, error
from notice_kit.messages import _
from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.graft import DOCUMENT, Host, UncarriedError
from notice_kit.ooxml.package import PackedMember, pack
from notice_kit.ooxml.wml import qualified
from notice_kit.ooxml.zip_limits import read_members

_TAG = re.compile(r"\s*\{%p\s+include\s+[\"'“”‘’](?P<file>[^\"'“”‘’]+)[\"'“”‘’]\s*%\}\s*")

Packed = tuple[PackedMember, ...]


def with_included(
    members: dict[str, bytes], packed: Packed, path: Path, name: str
) -> tuple[dict[str, bytes], Packed]:
    """The template's members with the files that it includes; as they are where it includes none.

    Args:
        members: name → content.
        packed: the same as they lie in the file.
        path: the template; files are named from its folder.
        name: the template in messages.

    Raises:
        SourceError: a file cannot be read.
        TemplateError: a file lies outside the folder, includes itself, or cannot be carried in.
    """
    whole = _resolved(members, path, name, (path.resolve(),))
    if whole is members:
        return members, packed
    old = {member.name: member for member in packed}
    return whole, tuple(
        old[part] if members.get(part) == content else pack(part, content)
        for part, content in whole.items()
    )


def _resolved(
    members: dict[str, bytes], path: Path, name: str, chain: tuple[Path, ...]
) -> dict[str, bytes]:
    if not _paragraphs(members):
        return members
    host = Host(members)
    for paragraph, file in _found(host.document):
        place = Location(name, paragraph=f"{{%p include “{file}” %}}")
        inner = _file(path.parent, file, place)
        if inner.resolve() in chain:
            raise TemplateError(
                error(
                    "NK-T34",
                    _("the file includes itself"),
                    place,
                    remedy=_("Take one of the two tags out."),
                )
            )
        shown = str(Path(name).parent / file)
        donor = _resolved(
            read_members(inner, shown, "docx"), inner, shown, (*chain, inner.resolve())
        )
        _put(host, donor, paragraph, place)
    return host.members()


def _paragraphs(members: Mapping[str, bytes]) -> bool:
    """Whether the main part includes anything; a part that cannot be read is told of elsewhere."""
    if b"include" not in members.get(DOCUMENT, b""):
        return False
    try:
        return bool(_found(etree.fromstring(members[DOCUMENT], strict_parser())))
    except etree.XMLSyntaxError:
        return False


def _found(root: etree._Element) -> list[tuple[etree._Element, str]]:
    found = []
    for paragraph in root.iter(qualified("p")):
        text = "".join(item.text or "" for item in paragraph.iter(qualified("t")))
        tag = _TAG.fullmatch(text)
        if tag is not None:
            found.append((paragraph, tag["file"].strip()))
    return found


def _file(folder: Path, file: str, place: Location) -> Path:
    """The file below the folder, reached by no link."""
    relative = Path(file)
    steps = [folder.joinpath(*relative.parts[:n]) for n in range(1, len(relative.parts) + 1)]
    if (
        relative.is_absolute()
        or ".." in relative.parts
        or any(sign in file for sign in "\\:\0")
        or any(step.is_symlink() for step in steps)
    ):
        raise TemplateError(
            error(
                "NK-T33",
                _("only files beside the template can be included"),
                place,
                remedy=_("Put the file into the template's folder and write its name alone."),
            )
        )
    return folder / relative


def _put(
    host: Host, donor: Mapping[str, bytes], paragraph: etree._Element, place: Location
) -> None:
    """The donor's blocks, without its last section, in the place of the paragraph."""
    body = etree.fromstring(donor[DOCUMENT], strict_parser()).find(qualified("body"))
    blocks = [
        copy.deepcopy(block)
        for block in (() if body is None else body)
        if block.tag != qualified("sectPr")
    ]
    try:
        host.carry(donor, blocks)
    except UncarriedError as caught:
        raise TemplateError(
            error(
                "NK-T35",
                _("the included file holds what cannot be carried over: {kind}").format(
                    kind=caught
                ),
                place,
                remedy=_("Take it out of the included file, or put it into the template."),
            )
        ) from None
    parent = paragraph.getparent()
    if parent is not None:
        at = parent.index(paragraph)
        parent[at : at + 1] = blocks
        if parent[-1].tag == qualified("tbl"):  # a cell ends with a paragraph
            etree.SubElement(parent, qualified("p"))
