"""docxtpl's rich values: which of them a template may be given, and the live document they need.

`RichText`, `RichTextParagraph` and `Listing` are text. `InlineImage`, `Subdoc` and replaced
pictures put parts into a document that python-docx holds open: the kit fills the parts as ever, and
that document is saved with them. docxtpl's objects are never changed, so they serve again.
"""

from __future__ import annotations

import copy
import hashlib
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from markupsafe import Markup

from notice_kit.errors import RenderError
from notice_kit.findings import Location, error
from notice_kit.messages import _
from notice_kit.ooxml.package import PackedMember, join_package
from notice_kit.template.drawn import held
from notice_kit.template.printing import listed_in_run
from notice_kit.template.rich import Kind, Rich

Pictures = Mapping[str, bytes | Path | str]


# The properties of runs that docxtpl writes, in the order of the schema.
# Source: ECMA-376 Part 1, 17.3.2.28 (EG_RPrBase).
_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "color", "sz", "szCs", "u", "shd"),
    *("vertAlign", "rtl", "lang"),
)
_RUN_LOOK = re.compile(r"(?<=<w:rPr>)(?:<w:\w+(?: [^<>]*)?/>)+(?=</w:rPr>)")
_PROPERTY = re.compile(r"<w:(\w+)[^<>]*/>")
_SHADE = '<w:shd w:val="clear" w:fill'  # `val` must be there (17.3.2.32)


def _in_order(xml: str) -> str:
    """Runs as docxtpl writes them, their properties as Word wants them."""

    def ordered(look: re.Match[str]) -> str:
        found = [(one[1], one[0]) for one in _PROPERTY.finditer(look[0])]
        found = [(name, text) for name, text in found if name in _ORDER]
        found.sort(key=lambda one: _ORDER.index(one[0]))
        return "".join(text for _name, text in found).replace("<w:shd w:fill", _SHADE)

    return _RUN_LOOK.sub(ordered, xml)


def _is_subdoc(value: object) -> bool:
    """Whether it is docxtpl's `Subdoc`, whose module needs docxcompose and may not be there."""
    module = sys.modules.get("docxtpl.subdoc")
    return module is not None and isinstance(value, module.Subdoc)


@dataclass(slots=True)
class Live:
    """The context as tags may see it, and the open document where a value of it needs one.

    Attributes:
        context: with docxtpl's objects as `Rich`.
        document: docxtpl's holder of the open document; None where none is needed.
        held: bytes of pictures, by the keys that stand for them in the context.
    """

    context: dict[str, Any]
    document: DocxTemplate | None = None
    held: dict[str, bytes] = field(default_factory=dict)
    _parts: dict[str, Part] = field(default_factory=dict)

    def begin(self, name: str) -> None:
        """The part of that name is filled next: pictures go into it."""
        if self.document is not None:
            self.document.current_rendering_part = self._parts.get(f"/{name}")

    def listed(self, text: str) -> str:
        """The filled part, with the paragraphs and page breaks of `Listing`'s signs."""
        if "\a" not in text and "\f" not in text:
            return text
        listed: str = DocxTemplate("").resolve_listing(text)
        return listed

    def saved(self, texts: Mapping[str, bytes], pictures: Pictures, name: str) -> dict[str, bytes]:
        """The members of the document with these parts and pictures: name → content.

        Raises:
            RenderError: the template has no picture of that name.
        """
        document = self.document
        assert document is not None
        for part_name, text in texts.items():
            part = self._parts[f"/{part_name}"]
            if isinstance(part, XmlPart):
                part._element = parse_xml(text)
            else:
                part._blob = text
        document.pic_map = {}
        for picture, content in pictures.items():
            stream = content if isinstance(content, bytes) else Path(content).read_bytes()
            document.replace_pic(picture, io.BytesIO(stream))
        try:
            document.pre_processing()
        except ValueError:
            raise RenderError(_no_picture(document, pictures, name)) from None
        out = io.BytesIO()
        document.docx.save(out)
        with zipfile.ZipFile(out) as archive:
            return {part: archive.read(part) for part in archive.namelist()}


def _no_picture(document: DocxTemplate, pictures: Pictures, name: str) -> Any:
    missing = [picture for picture in pictures if picture not in document.pic_map]
    return error(
        "NK-T32",
        _("the template has no picture “{name}”").format(name="”, “".join(missing)),
        Location(name),
        remedy=_("Its pictures: {names}").format(names=", ".join(sorted(document.pic_map))),
    )


def admit(
    context: Mapping[str, Any], members: tuple[PackedMember, ...], pictures: Pictures, name: str
) -> Live:
    """The context with docxtpl's objects taken in, and the document that they need.

    Raises:
        RenderError: a `Subdoc` was made for another template.
    """
    taking = _Taking()
    live = Live(taking.taken(context), held=taking.held)
    if taking.images or taking.subdocs or pictures:
        live.document = _document(taking.subdocs, members, name)
        package = live.document.docx.part.package
        live._parts = {str(part.partname): part for part in package.iter_parts()}
        for image in taking.images:
            image.tpl = live.document
    return live


def _document(subdocs: list[Any], members: tuple[PackedMember, ...], name: str) -> DocxTemplate:
    """The template opened by docxtpl; with what its `Subdoc`s have put into it already."""
    data = join_package(members)
    holders = {id(subdoc.tpl): subdoc.tpl for subdoc in subdocs}
    for holder in holders.values():
        if len(holders) > 1 or holder.is_rendered or not _is_same(holder, members):
            raise RenderError(
                error(
                    "NK-T31",
                    _("a sub-document was made for another template"),
                    Location(name),
                    remedy=_("Make it by DocxTemplate(this file).new_subdoc(…), not rendered."),
                )
            )
        out = io.BytesIO()
        holder.docx.save(out)
        data = out.getvalue()
    document = DocxTemplate(io.BytesIO(data))
    document.init_docx()
    return document


def _is_same(holder: DocxTemplate, members: Iterable[PackedMember]) -> bool:
    """Whether docxtpl's template is this one."""
    file = holder.template_file
    if hasattr(file, "read"):
        file.seek(0)
        file = io.BytesIO(file.read())
    with zipfile.ZipFile(file) as archive:
        theirs = {info.filename: info.CRC for info in archive.infolist() if not info.is_dir()}
    return theirs == {member.name: member.crc for member in members}


@dataclass(slots=True)
class _Taking:
    """One pass over a context; pieces that are shared, or hold themselves, are taken once."""

    images: list[InlineImage] = field(default_factory=list)
    subdocs: list[Any] = field(default_factory=list)
    held: dict[str, bytes] = field(default_factory=dict)
    _done: dict[int, Any] = field(default_factory=dict)

    def taken(self, value: Any) -> Any:
        if id(value) in self._done:
            return self._done[id(value)]
        if isinstance(value, dict):
            mapping: dict[Any, Any] = {}
            self._done[id(value)] = mapping
            mapping.update((key, self.taken(item)) for key, item in value.items())
            return mapping
        if isinstance(value, list | tuple):
            items: list[Any] = []
            self._done[id(value)] = items
            items += [self.taken(item) for item in value]
            return items
        return self._rich(value)

    def _rich(self, value: Any) -> Any:
        if isinstance(value, bytes):
            key = hashlib.sha256(value).hexdigest()
            self.held[key] = value
            return held(key)
        if isinstance(value, Listing):
            return Rich(Kind.TEXT, lambda _look: listed_in_run(str(value)))
        if isinstance(value, RichText | RichTextParagraph):
            kind = Kind.RUNS if isinstance(value, RichText) else Kind.PARAGRAPHS
            xml = _in_order(str(value))
            return Rich(kind, lambda _look: xml)
        if isinstance(value, InlineImage):
            image = copy.copy(value)
            self.images.append(image)
            return Rich(Kind.TEXT, lambda _look: Markup(image._insert_image()))
        if _is_subdoc(value):
            self.subdocs.append(value)
            return Rich(Kind.PARAGRAPHS, lambda _look: str(value))
        return value
