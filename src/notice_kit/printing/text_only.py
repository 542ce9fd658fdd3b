"""A Word file for cards that are printed already: its text alone, where it stood.

What goes is made white, not taken out, so that nothing moves.

Codes: NK-I13 no such paragraph style.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from notice_kit.binding.schema_order import properties, put
from notice_kit.binding.xpath import Elements
from notice_kit.errors import SourceError, UsageError
from notice_kit.findings import Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.parts import Parts
from notice_kit.ooxml.wml import Element, qualified, w
from notice_kit.ooxml.zip_limits import read_members

_WHITE = "FFFFFF"
_BORDERS = ("pBdr", "pgBorders", "tblBorders", "tcBorders", "bdr")
_KINDS = frozenset({"document", "header", "footer", "styles"})
_FLOATING = Elements(
    "//w:drawing[.//*[local-name()='anchor']][not(.//w:txbxContent)]"
    " | //w:pict[.//*[contains(@style, 'position:absolute')]][not(.//w:txbxContent)]"
)


def text_only(content: bytes, name: str, without: Iterable[str] = ()) -> bytes:
    """The Word file without borders, shading, background and pictures that float.

    Args:
        content: the file.
        name: its path as the user knows it.
        without: names of paragraph styles of which the text is printed on the card already.

    Raises:
        SourceError: it is no Word file.
        UsageError: it has no such style; all of them are named.
    """
    members = read_members(content, name, "docx")
    try:
        parts = Parts(members)
        hidden = _style_ids(parts, list(without), name)
        for part in [one for one in members if _kind(parts, one) in _KINDS]:
            _clear(parts.edit(part), hidden)
    except (etree.XMLSyntaxError, KeyError) as caught:
        message = _("the Word file is damaged: {reason}").format(reason=caught)
        remedy = _("Open it in Word, and save it anew.")
        raise SourceError(error("NK-S33", message, Location(name), remedy=remedy)) from None
    return write_package(parts.members())


def _kind(parts: Parts, part: str) -> str:
    """`document`, `header`, `footer`, `styles`, or something else."""
    if part == parts.main:
        return "document"
    return parts.type_of(part).rpartition(".")[2].partition("+")[0]


def _style_ids(parts: Parts, names: list[str], file: str) -> set[str]:
    styles = parts.related("styles")
    known: dict[str, str] = {}
    for one in parts.tree(styles).iterfind(qualified("style")) if styles else ():
        called = one.find(qualified("name"))
        if called is not None:
            known[called.get(qualified("val"), "")] = one.get(qualified("styleId"), "")
    unknown = [name for name in names if name not in known]
    if unknown:
        message = _("the file has no style “{name}”")
        raise UsageError(
            *(
                error(
                    "NK-I13",
                    message.format(name=name),
                    Location(file),
                    remedy=did_you_mean(name, known) or _("Word's list of styles shows all."),
                )
                for name in unknown
            )
        )
    return {known[name] for name in names}


def _clear(root: Element, hidden: set[str]) -> None:
    for background in root.findall(qualified("background")):
        root.remove(background)
    for box in root.iter(*map(qualified, _BORDERS)):
        for side in [box, *box] if box.tag == qualified("bdr") else box:
            _whiten(side)
    for shading in root.iter(qualified("shd")):
        shading.attrib.clear()
        shading.set(qualified("val"), "clear")
        shading.set(qualified("fill"), "auto")
    for drawing in _FLOATING(root):
        parent = drawing.getparent()
        if parent is not None:
            parent.remove(drawing)
    for paragraph in root.iter(qualified("p")):
        style = paragraph.find(f"{qualified('pPr')}/{qualified('pStyle')}")
        if style is not None and style.get(qualified("val")) in hidden:
            for run in paragraph.iter(qualified("r")):
                put(properties(run, "rPr"), w("color", val=_WHITE))


def _whiten(side: Element) -> None:
    for key in ("themeColor", "themeTint", "themeShade"):
        side.attrib.pop(qualified(key), "")
    side.set(qualified("color"), _WHITE)
