"""A Word file with the parts that a fixer changed or added, all others as they were."""

from __future__ import annotations

from lxml import etree

from notice_kit.document.document import Document, read_document
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.registry import Change
from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.wml import Element
from notice_kit.profile import Profile

_STRICT = b"http://purl.oclc.org/ooxml/"


def changed_by(
    change: Change, content: bytes, profile: Profile, *, in_styles: bool
) -> bytes | None:
    """The file as a fixer changes it, all other parts as they are; None: it changes nothing.

    A file of “Strict Open XML” is not changed: it is read as one of the usual kind, and its parts
    would come to be of two kinds.
    """
    document = read_document(content, "document.docx")
    package = document.package
    if _STRICT in package.members[package.main]:
        return None
    before = {part: _written(root) for part, root in package.trees().items()}
    change(document, profile, Format(document, in_styles))
    changed = {}
    for part, root in package.trees().items():
        written = _written(root)
        if part not in before and part in package.members:
            before[part] = _written(etree.fromstring(package.members[part]))
        if written != before.get(part):
            changed[part] = written
    if not changed:
        return None
    gone = _left_out(document)
    members = {**package.members, **changed}
    return write_package({name: part for name, part in members.items() if name not in gone})


def _written(root: Element) -> bytes:
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _left_out(document: Document) -> set[str]:
    """The parts to which the package referred when it was read, and does not any more."""
    root = document.package.root("_rels/.rels")
    kept = {one.get("Id") for one in root} if root is not None else set()
    related = document.package.related("").items()
    return {target.part for identifier, target in related if identifier not in kept}
