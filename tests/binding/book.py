"""A bound book taken apart."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from notice_kit.binding.binder import Bound, bind
from notice_kit.binding.part import BookPart

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


class Book:
    """The parts of a book and what stands in them."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def find(self, path, part="word/document.xml"):
        return etree.fromstring(self.parts[part]).xpath(path, namespaces=NS)

    def texts(self, path, part="word/document.xml"):
        """The text of each element."""
        return ["".join(one.itertext(f"{{{W}}}t")) for one in self.find(path, part)]

    def target(self, id_, part="word/document.xml"):
        """The name of the part, or what lies outside, that an id of a part stands for."""
        folder, _slash, name = part.rpartition("/")
        path = f"//rel:Relationship[@Id='{id_}']/@Target"
        (target,) = self.find(path, f"{folder}/_rels/{name}.rels")
        return f"{folder}/{target}"

    def heads(self, section):
        """The text of each head and foot that a section names: type → text."""
        return {
            f"{etree.QName(one).localname[:4]} {one.get(f'{{{W}}}type')}": "".join(
                self.texts("/*", self.target(one.get(f"{{{NS['r']}}}id")))
            )
            for one in section.iterchildren(f"{{{W}}}headerReference", f"{{{W}}}footerReference")
        }


def bound(*contents: bytes, **options: bool) -> Book:
    """The book of these files, named A, B, C …; each part with these options."""
    return Book(bound_with_findings(*contents, **options).content)


def bound_with_findings(*contents: bytes, **options: bool) -> Bound:
    return bind([BookPart(one, chr(65 + n), **options) for n, one in enumerate(contents)])
