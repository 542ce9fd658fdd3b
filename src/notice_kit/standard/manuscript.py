"""The readable source of a template: what stands in it, in order, without how it looks.

`manuscripts/*.yaml` in the short form that docs/architecture.md describes → the models below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from notice_kit.errors import SourceError
from notice_kit.findings import Location
from notice_kit.messages import _
from notice_kit.standard.house import PAGES
from notice_kit.standard.manuscript_blocks import Block, Imprint, Role
from notice_kit.standard.manuscript_faults import finding
from notice_kit.standard.manuscript_parts import Part
from notice_kit.standard.manuscript_tables import Table


class Section(Part):
    """Pages of one kind.

    Attributes:
        page: the sheet and its margins.
        begins: on the next page, or on the next even or odd one, with a blank page before it where
            need be.
        page_number: in the outer corner (— 1 —; `roman`: — I —), or none.
        restart: the count of pages begins at 1 here.
        header: the text of the last paragraph in that role is the running header.
    """

    page: Literal["portrait", "landscape", "a3", "certificate", "cover", "plaque"] = "portrait"
    begins: Literal["next_page", "even_page", "odd_page"] = "next_page"
    page_number: Literal["outside", "roman", "none"] = "outside"
    restart: bool = False
    header: Role | None = None
    blocks: tuple[Block, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _tables_fit(self) -> Section:
        room = PAGES[self.page].area_width.in_mm
        for block in self.blocks:
            if isinstance(block, Table) and sum(block.widths) > room + _TOLERANCE_MM:
                wide = f"{sum(block.widths):g}"
                message = _("a table {wide} mm wide does not fit the {room} mm of the page")
                raise ValueError(message.format(wide=wide, room=f"{room:g}"))
        return self


class Manuscript(Part):
    """A template before it is composed.

    Attributes:
        format: 文件格式, or one of 信函格式, 命令（令）格式 and 纪要格式.
    """

    name: str
    format: Literal["document", "letter", "order", "minutes"] = "document"
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _imprints_are_those_of_the_format(self) -> Manuscript:
        imprints = [b for s in self.sections for b in s.blocks if isinstance(b, Imprint)]
        if self.format == "letter" and any(block.office for block in imprints):
            raise ValueError(_("the imprint of a letter has no office and date"))
        if self.format == "document" and any(block.office is None for block in imprints):
            raise ValueError(_("an imprint needs an office and a date"))
        return self


_TOLERANCE_MM = 0.05


def parse_manuscript(
    data: object, name: str, place: Callable[[tuple[str | int, ...]], Location] | None = None
) -> Manuscript:
    """The manuscript that the content of a YAML file says.

    Args:
        data: a mapping with the key `sections`.
        name: of the document, the stem of the file.
        place: where the value at a path of keys and positions stands; None names only the file.

    Raises:
        SourceError: with a finding for everything that is not understood.
    """
    file = Location(f"manuscripts/{name}.yaml")
    fields = data if isinstance(data, Mapping) else {"sections": data}
    try:
        return Manuscript.model_validate({**fields, "name": name})
    except ValidationError as caught:
        problems = caught.errors()
        # A list counts as empty when its only item is wrong; that is not a second fault.
        faults = [fault for fault in problems if fault["type"] != "too_short"] or problems
        findings = [finding(fault, place(fault["loc"]) if place else file) for fault in faults]
        raise SourceError(*findings) from None
