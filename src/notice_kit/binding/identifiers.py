"""Ids that must be unique in a document: of drawings, changes, bookmarks, paragraphs, controls.

Source: ECMA-376 Part 1, 17.13 (annotations), 17.5.2.18 (id of a control), 20.4.2.5 (docPr);
[MS-DOCX] 2.2.4 (paraId, below 0x80000000); Part 4, 19.1.2.19 (id of a VML shape).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from notice_kit.binding.xpath import W14, Elements, O
from notice_kit.ooxml.wml import Element, qualified

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ID, _VAL = qualified("id"), qualified("val")
PARA_ID = f"{{{W14}}}paraId"
_WITH_ID = Elements("//*[@w:id]")
_WITH_PARA_ID = Elements("//*[@w14:paraId]")
_SHAPES = Elements("//v:*[@id][not(self::v:shapetype)]")
_FLOWING = Elements("//*[contains(@style, 'mso-next-textbox:#')]")
_REFERENCES = {
    "commentRangeStart": "comment",
    "commentRangeEnd": "comment",
    "commentReference": "comment",
    "comment": "comment",
    "footnoteReference": "footnote",
    "footnote": "footnote",
    "endnoteReference": "endnote",
    "endnote": "endnote",
}


class Identifiers:
    """The ids that the book has given out."""

    def __init__(self) -> None:
        self._drawings = 0
        self._annotations = 0
        self._next_paragraph = 0x10000000
        self._next_control = 1
        self._next_shape = 1
        self._paragraphs: set[str] = set()
        self._controls: set[str] = set()
        self._shapes: set[str] = set()

    def annotate(
        self,
        root: Element,
        annotations: dict[str, str],
        notes: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Number what stands below the root; references to what there is not go.

        Args:
            root: of a part.
            annotations: the file's ids → the book's, to which new ones are added.
            notes: the file's ids → the book's of each `comment`, `footnote` and `endnote`.
        """
        for element in _WITH_ID(root):
            kind = _REFERENCES.get(etree.QName(element).localname)
            old = element.get(_ID, "")
            if kind is None:
                if old not in annotations:
                    annotations[old] = str(self._annotations)
                    self._annotations += 1
                element.set(_ID, annotations[old])
            elif old in notes[kind]:
                element.set(_ID, notes[kind][old])
            else:
                _drop(element)

    def number(self, root: Element) -> dict[str, str]:
        """Make the other ids below the root unique; the file's paragraph ids → the book's."""
        for drawing in root.iter(_DRAWING):
            self._drawings += 1
            drawing.set("id", str(self._drawings))
        for properties in root.iter(qualified("sdtPr")):
            for control in properties.iterchildren(_ID):
                self._control(control)
        self._number_shapes(root)
        return self._number_paragraphs(root)

    def _control(self, control: Element) -> None:
        value = control.get(_VAL, "")
        while value in self._controls:
            value = str(self._next_control)
            self._next_control += 1
        self._controls.add(value)
        control.set(_VAL, value)

    def _number_paragraphs(self, root: Element) -> dict[str, str]:
        new = {}
        for paragraph in _WITH_PARA_ID(root):
            old = value = paragraph.get(PARA_ID, "").upper()
            while value in self._paragraphs:
                value = f"{self._next_paragraph:08X}"
                self._next_paragraph += 1
            self._paragraphs.add(value)
            paragraph.set(PARA_ID, value)
            new[old] = value
        return new

    def _number_shapes(self, root: Element) -> None:
        new = {}
        shapes = _SHAPES(root)
        for shape in shapes:
            old = value = shape.get("id", "")
            while value in self._shapes:
                value = f"_x0000_s{1_000_000 + self._next_shape}"
                self._next_shape += 1
            self._shapes.add(value)
            shape.set("id", value)
            new[old] = value
        if shapes:
            _follow_shapes(root, new)


def _follow_shapes(root: Element, new: Mapping[str, str]) -> None:
    """Let objects, controls and flowing text name shapes as they are called now."""
    for object_ in root.iter(f"{{{O}}}OLEObject"):
        object_.set("ShapeID", new.get(object_.get("ShapeID", ""), object_.get("ShapeID", "")))
    for control in root.iter(qualified("control")):
        name = control.get(qualified("shapeid"), "")
        if name in new:
            control.set(qualified("shapeid"), new[name])
    for box in _FLOWING(root):
        head, _sign, tail = box.get("style", "").partition("mso-next-textbox:#")
        name, semicolon, rest = tail.partition(";")
        box.set("style", f"{head}mso-next-textbox:#{new.get(name, name)}{semicolon}{rest}")


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
