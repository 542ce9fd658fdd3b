"""A filled document → a book: Word files bound in where it names them, chapters on their pages.

Codes: NK-B20 no such style of chapters, NK-B21 a Word file that is not in the campaign's folder.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from notice_kit.binding.binder import Bound, bind
from notice_kit.binding.chapters import begin_on_odd_pages, restyle, with_gutter
from notice_kit.binding.insertion import Gap, Insertion, gaps_in
from notice_kit.binding.opening import Opened, open_word
from notice_kit.binding.schema_order import put
from notice_kit.errors import SourceError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.ooxml.package import join_package, pack
from notice_kit.ooxml.wml import Element, qualified, w
from notice_kit.ooxml.zip_limits import read_package
from notice_kit.standard.house import GLUE, STITCHED_LEAVES
from notice_kit.template.catalog import BookSpec


def bind_book(content: bytes, name: str, spec: BookSpec, folder: Path) -> Bound:
    """The book that a filled document describes; margins are mirrored for binding.

    A paragraph that says only the place of a Word file (`rules/V02/09-制度.docx`) gives way to that
    file, which keeps its sections, heads and feet, notes and pictures. Where it has no heads and
    feet, the book's go on. Its first paragraph becomes the title of a chapter, so that contents and
    running heads know it.

    Args:
        content: the filled document.
        name: how findings call it.
        spec: what template.yaml says under `bind`.
        folder: of the campaign, in which the Word files lie.

    Raises:
        SourceError: a Word file is not there or cannot be bound; or the style of chapters is not.
    """
    gaps = gaps_in(content, name)
    findings: tuple[Finding, ...] = ()
    if gaps:
        files = [_file(gap, name, folder) for gap in gaps]
        bound = bind(Insertion(content, name, gaps, files).parts())
        content, findings = bound.content, bound.findings
    opened, _warnings = open_word(content, name)
    style = _style_id(opened, spec.chapter, Location(name))
    restyle(opened.body, style)
    if spec.begins == "odd_page":
        begin_on_odd_pages(opened.body, style)
    changed = {opened.main: opened.document}
    settings = opened.related("settings")
    root = opened.parsed(settings)
    if settings is not None and root is not None:
        put(root, w("mirrorMargins"))
        changed[settings] = root
    return Bound(_written(content, name, changed), findings)


def widen_gutter(content: bytes, name: str, pages: int | None) -> bytes:
    """The book with room for glue where it is thick.

    Args:
        content: the book.
        name: how findings call it.
        pages: how many sides it has; None where that is not known.

    What the inner margins gain comes off the outer ones, so that lines stay as they are.
    """
    if pages is None or pages <= 2 * STITCHED_LEAVES:
        return content
    opened, _warnings = open_word(content, name)
    with_gutter(opened.body, GLUE)
    return _written(content, name, {opened.main: opened.document})


def _file(gap: Gap, name: str, folder: Path) -> bytes:
    path = folder / gap.place
    if not path.resolve().is_relative_to(folder.resolve()):
        raise SourceError(
            error(
                "NK-B21",
                _("a Word file that is to be bound in does not lie in the campaign's folder"),
                Location(name),
                found=gap.place,
                remedy=_("Put it there, and name it by its path from that folder."),
            )
        )
    return read_bytes(path, gap.place)


def _style_id(opened: Opened, name: str, place: Location) -> str:
    root = opened.parsed(opened.related("styles"))
    names = {} if root is None else dict(_styles(root))
    if name.casefold() in names:
        return names[name.casefold()]
    raise SourceError(
        error(
            "NK-B20",
            _("the document has no style for chapters of the name in template.yaml"),
            place,
            found=name,
            remedy=did_you_mean(name, names) or _("Correct `chapter` below `bind`."),
        )
    )


def _styles(root: Element) -> list[tuple[str, str]]:
    return [
        (shown.get(qualified("val"), "").casefold(), style.get(qualified("styleId"), ""))
        for style in root.iterchildren(qualified("style"))
        if (shown := style.find(qualified("name"))) is not None
        and style.get(qualified("type")) == "paragraph"
    ]


def _written(content: bytes, name: str, changed: dict[str, Element]) -> bytes:
    _members, packed = read_package(content, name, "docx")
    parts = {
        part: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for part, root in changed.items()
    }
    return join_package(
        pack(one.name, parts[one.name]) if one.name in parts else one for one in packed
    )
