"""Which file each paragraph of an assembled template came from, and what was found wrong there."""

from __future__ import annotations

from dataclasses import replace

from notice_kit.findings import Finding, error
from notice_kit.ooxml.wml import Element, qualified
from notice_kit.template.tags import Place, places_of

_KEY = "notice-kit-origin"  # an attribute of paragraphs that goes before the template is compiled


class Origins:
    """The places of paragraphs in their files, wherever they are carried.

    Attributes:
        findings: what was told, in order.
    """

    def __init__(self) -> None:
        self._places: list[Place] = []
        self.findings: list[Finding] = []

    def note(self, root: Element, part: str, file: str) -> None:
        """Remember where each paragraph of a file's part stands."""
        places = places_of(root, part)
        for paragraph, place in zip(root.iter(qualified("p")), places, strict=True):
            paragraph.set(_KEY, str(len(self._places)))
            self._places.append(replace(place, file=file))

    def place(self, paragraph: Element) -> Place | None:
        """Where the paragraph stood; None for one that was in no file."""
        number = paragraph.get(_KEY)
        return None if number is None else self._places[int(number)]

    def places(self, root: Element) -> tuple[Place | None, ...]:
        """The same for each paragraph of a part."""
        return tuple(map(self.place, root.iter(qualified("p"))))

    def forget(self, root: Element) -> None:
        """Take what `note` left out of a part."""
        for paragraph in root.iter(qualified("p")):
            if _KEY in paragraph.attrib:
                del paragraph.attrib[_KEY]

    def tell(self, code: str, message: str, paragraph: Element, remedy: str | None = None) -> None:
        """Something is wrong with what a paragraph says."""
        place = self.place(paragraph)
        if place is not None:
            location = place.location(place.file or "")
            self.findings.append(error(code, message, location, remedy=remedy))
