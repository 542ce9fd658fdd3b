"""Fixers for how a file is set up."""

from __future__ import annotations

from notice_kit.binding.schema_order import put
from notice_kit.document.attributes import attribute, child, children
from notice_kit.document.document import Document
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.registry import fixer
from notice_kit.ooxml.wml import IN_W, Element, w
from notice_kit.profile import Profile
from notice_kit.standard.accepted import WORD_2013

_PROGRAM = "python-docx"
_MODE = "compatibilityMode"
_WORD = "http://schemas.microsoft.com/office/word"


@fixer("W-09")
def traces(document: Document, _profile: Profile, _format: Format) -> None:
    """Properties do not name a program, and there is no thumbnail; the rest needs a person."""
    package = document.package
    relations, types = package.root("_rels/.rels"), package.root("[Content_Types].xml")
    for identifier, target in package.related("").items():
        root = package.root(target.part) if target.kind == "core-properties" else None
        for one in root if root is not None else ():
            if _PROGRAM in (one.text or "").casefold():
                one.text = None
        if target.kind == "thumbnail":
            _without(relations, "Id", identifier)
            _without(types, "PartName", f"/{target.part}")


def _without(root: Element | None, name: str, value: str) -> None:
    """Take away the children that have an attribute of this value."""
    if root is not None:
        for one in [one for one in root if one.get(name) == value]:
            root.remove(one)


@fixer("W-02")
def language(document: Document, _profile: Profile, _format: Format) -> None:
    """East Asian text is Chinese wherever the text or a style calls it otherwise."""
    roots = (document.package.one("styles"), document.package.root(document.package.main))
    for root in roots:
        for one in root.iter(f"{IN_W}lang") if root is not None else ():
            name = attribute(one, "eastAsia")
            if name and not name.casefold().startswith("zh"):
                one.set(f"{IN_W}eastAsia", "zh-CN")


@fixer("W-04")
def compressed_marks(document: Document, _profile: Profile, _format: Format) -> None:
    """Marks are not compressed."""
    root = document.package.one("settings")
    if root is not None:
        put(root, w("characterSpacingControl", val="doNotCompress"))


@fixer("W-06")
def compatibility(document: Document, _profile: Profile, _format: Format) -> None:
    """The file is of Word 2013."""
    root = document.package.one("settings")
    if root is None:
        return
    compat = child(root, "compat")
    if compat is None:
        compat = put(root, w("compat"))
    for old in list(children(compat, "compatSetting")):
        if attribute(old, "name") == _MODE:
            compat.remove(old)
    compat.append(w("compatSetting", name=_MODE, uri=_WORD, val=WORD_2013))
