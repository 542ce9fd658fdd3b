"""Pictures, QR codes and charts put into a filled document, in the places of its placeholders."""

from __future__ import annotations

import hashlib
import itertools
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from notice_kit.errors import RenderError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.content_types import CONTENT_TYPES, strict_parser
from notice_kit.ooxml.relationships import resolved_target
from notice_kit.ooxml.wml import Element, R
from notice_kit.template.chart_fonts import Fonts
from notice_kit.template.charts import WORKBOOK_ID, chart_parts
from notice_kit.template.drawing import remove_drawing, show_chart, show_picture, shown_by
from notice_kit.template.drawn import (
    ALTERNATIVE,
    Chart,
    Picture,
    PictureSource,
    QRCode,
    requests_in,
)
from notice_kit.template.pictures import PictureError, Raster, read_picture
from notice_kit.template.placeholders import DOC_PR
from notice_kit.template.qr import qr_code

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_CHART_TYPE = f"{_OFFICE}.drawingml.chart+xml"
_WORKBOOK_TYPE = f"{_OFFICE}.spreadsheetml.sheet"
_FIRST_ID = 1_000_001  # of a drawing; those that repair.py gives begin with 1
_MARKED = re.compile(f"{ALTERNATIVE}(\\d+):([^{ALTERNATIVE}]*){ALTERNATIVE}")


@dataclass(slots=True)
class Gallery:
    """What is put into one document.

    Attributes:
        read: the content of a member of the package; None where it has none of that name.
        names: of its members.
        source: where the pictures of the data are.
        fonts: of charts.
        locate: the place of a placeholder by its part and its number there.
    """

    read: Callable[[str], bytes | None]
    names: Collection[str]
    source: PictureSource
    fonts: Fonts
    locate: Callable[[str, int], Location]
    _findings: list[Finding] = field(default_factory=list)
    _members: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _relations: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)
    _left: dict[str, set[str]] = field(default_factory=dict)
    _taken: dict[str, set[str | None]] = field(default_factory=dict)
    _charts: int = 0
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(_FIRST_ID))

    def placed(self, texts: Mapping[str, bytes]) -> dict[str, bytes | None]:
        """The members that change and those that are new, from filled parts with placeholders.

        A member that was shown by placeholders alone is None: it goes, as it might be anybody's.

        Raises:
            RenderError: with every picture that cannot be put in.
        """
        for name, text in texts.items():
            root = etree.fromstring(text, strict_parser())
            for properties in list(root.iter(DOC_PR)):
                marked = _MARKED.fullmatch(properties.get("descr", ""))
                if marked is not None:
                    self._place(name, properties, int(marked[1]), marked[2])
            for properties in root.iter(DOC_PR):
                properties.set("id", str(next(self._ids)))
            self._members[name] = _written(root)
        if self._findings:
            raise RenderError(*dict.fromkeys(self._findings))
        gone = self._unrelated()
        for part, relations in self._relations.items():
            self._relate(part, relations)
        gone = gone - self._related_to()
        self._declare(gone)
        return self._members | dict.fromkeys(gone)

    def _place(self, part: str, properties: Element, number: int, text: str) -> None:
        """Put in what the placeholder asks for, or take it out where that is nothing."""
        self._left.setdefault(part, set()).update(shown_by(properties))
        requests, alternative = requests_in(text)
        if not requests:
            remove_drawing(properties)
            return
        try:
            if len(requests) > 1:
                raise PictureError(
                    "NK-T45",
                    _("the alternative text asks for more than one picture"),
                    _("Write one tag of a picture into each alternative text."),
                )
            self._show(part, properties, requests[0])
        except PictureError as caught:
            place = self.locate(part, number)
            self._findings.append(
                error(caught.code, caught.message, place, found=caught.found, remedy=caught.remedy)
            )
        properties.set("descr", alternative)

    def _show(self, part: str, properties: Element, wanted: QRCode | Picture | Chart) -> None:
        match wanted:
            case QRCode(text=text):
                self._show_raster(part, properties, qr_code(text), fills=False)
            case Picture(fills=fills):
                self._show_raster(part, properties, read_picture(wanted, self.source), fills=fills)
            case Chart():
                show_chart(properties, self._related(part, "chart", self._chart(wanted)))

    def _show_raster(self, part: str, properties: Element, raster: Raster, *, fills: bool) -> None:
        name = f"word/media/{hashlib.sha256(raster.content).hexdigest()[:20]}{raster.suffix}"
        self._add(name, raster.content, f"image/{raster.suffix[1:]}")
        show_picture(properties, self._related(part, "image", name), raster, fills=fills)

    def _chart(self, wanted: Chart) -> str:
        """The part of a new chart; each has its own, as an office edits it by itself."""
        content, workbook = chart_parts(wanted, self.fonts)
        while True:
            self._charts += 1
            chart = f"word/charts/chart{self._charts}.xml"
            book = f"word/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx"
            if chart not in self.names and book not in self.names:
                break
        self._add(chart, content, _CHART_TYPE)
        self._add(book, workbook, _WORKBOOK_TYPE)
        self._relations[chart] = {("package", book): WORKBOOK_ID}
        return chart

    def _add(self, name: str, content: bytes, type_: str) -> None:
        self._members[name] = content
        self._types[name] = type_

    def _related(self, part: str, kind: str, target: str) -> str:
        """The id by which the part points at that target."""
        known = self._relations.setdefault(part, {})
        if (kind, target) not in known:
            if part not in self._taken:
                self._taken[part] = {one.get("Id") for one in self._read_tree(_rels_of(part))}
            free = (f"rIdDrawn{number}" for number in itertools.count(len(known) + 1))
            known[kind, target] = next(id_ for id_ in free if id_ not in self._taken[part])
            self._taken[part].add(known[kind, target])
        return known[kind, target]

    def _unrelated(self) -> set[str]:
        """The pictures that parts pointed at for their placeholders, and do so no more."""
        gone = set()
        for part, left in self._left.items():
            text = self._members[part].decode()
            unused = {id_ for id_ in left if f'"{id_}"' not in text}
            rels = _rels_of(part)
            root = self._read_tree(rels)
            for relation in list(root):
                target = resolved_target(rels, relation.get("Target", ""))
                is_picture = relation.get("Type", "").endswith("/image")
                if target and is_picture and relation.get("Id") in unused:
                    root.remove(relation)
                    gone.add(target)
            if self.read(rels) is not None:
                self._members[rels] = _written(root)
        return gone

    def _relate(self, part: str, relations: Mapping[tuple[str, str], str]) -> None:
        rels = _rels_of(part)
        root = self._read_tree(rels)
        for (kind, target), id_ in relations.items():
            shown = posixpath.relpath(target, posixpath.dirname(part))
            entry = {"Id": id_, "Type": f"{R}/{kind}", "Target": shown}
            etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", entry)
        self._members[rels] = _written(root)

    def _related_to(self) -> set[str]:
        """All members that a part of the document points at."""
        return {
            target
            for rels in {*self.names, *self._members}
            if rels.endswith(".rels")
            for relation in self._read_tree(rels)
            if (target := resolved_target(rels, relation.get("Target", "")))
        }

    def _read_tree(self, name: str) -> Element:
        """A list of relationships as it stands now."""
        empty = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
        content = self._members.get(name) or self.read(name) or empty
        return etree.fromstring(content, strict_parser())

    def _declare(self, gone: Collection[str]) -> None:
        """Say in the package's list of what type each new part is."""
        root = etree.fromstring(self.read(CONTENT_TYPES) or b"", strict_parser())
        for entry in list(root):
            if entry.get("PartName", "/").removeprefix("/") in gone:
                root.remove(entry)
        there = {entry.get("PartName") for entry in root}
        for name, type_ in self._types.items():
            if f"/{name}" not in there:
                entry = {"PartName": f"/{name}", "ContentType": type_}
                etree.SubElement(root, f"{{{_PACKAGE}/content-types}}Override", entry)
        self._members[CONTENT_TYPES] = _written(root)


def _rels_of(part: str) -> str:
    path = PurePosixPath(part)
    return str(path.parent / "_rels" / f"{path.name}.rels")


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
