"""A workbook's parts: which sheets there are, their formats and their shared strings.

openpyxl's own loader is not used for these: it leaves out sheets whose part is missing, reads
`_x005F_` wrongly, and fails on faults in parts that hold no data, such as themes and fills.

Codes: NK-S73 no workbook, NK-S74 strict format, NK-S75 a sheet's part is missing; NK-S33 see
`ooxml/sniff.py`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.ooxml.sniff import damaged, kind_name
from notice_kit.source.xlsx_sheet import Styles

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/"
_LONGEST_FORMAT = 255
"""Characters of a number format in Excel; a longer one is taken for none."""

_EAST_ASIAN_DATES = frozenset((*range(27, 37), *range(50, 59)))
"""Formats of dates that Chinese Excel may name by number alone, such as 31 (yyyy年m月d日); openpyxl
takes them for plain numbers. Source: ECMA-376 Part 1, 18.8.30 (numFmt), the list for zh-cn."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet as the workbook names it.

    Attributes:
        name: on its tab.
        xml: its part.
        is_hidden: whether its tab is hidden.
    """

    name: str
    xml: bytes
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another part names: the last word of its type, and its own name."""

    kind: str
    part: str


def open_book(
    members: Mapping[str, bytes], place: Location
) -> tuple[list[Sheet], Styles, list[Finding]]:
    """The worksheets in the order of their tabs, what they share, and sheets that are missing.

    Args:
        members: the parts of the package, as `read_members` gives them.
        place: the file.

    Raises:
        SourceError: this is no workbook, or its list of sheets, formats or texts is damaged.
    """
    parts = {name.casefold(): content for name, content in members.items()}
    try:
        main = next((one.part for one in _related(parts, "").values() if _is_main(one)), "")
        workbook = fromstring(parts.get(main.casefold(), b""))
    except ParseError as problem:
        raise SourceError(_not_a_workbook(place)) from problem
    if workbook.tag != f"{_MAIN}workbook":
        raise SourceError(_refused_root(parts[main.casefold()], place))
    try:
        related = _related(parts, main)
        styles = _styles(workbook, parts, related)
    except (ParseError, ValueError, KeyError) as problem:
        raise SourceError(damaged(place, "xlsx")) from problem
    sheets, findings = _sheets(workbook, parts, related, place)
    return sheets, styles, findings


def _related(parts: Mapping[str, bytes], part: str) -> dict[str, Relation]:
    """Relationship id → what it leads to; part "" is the package itself."""
    folder, name = posixpath.split(part)
    xml = parts.get(posixpath.join(folder, "_rels", f"{name}.rels").casefold())
    if xml is None:
        return {}
    return {
        one.get("Id", ""): Relation(
            one.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:],
        )
        for one in fromstring(xml)
    }


def _is_main(relation: Relation) -> bool:
    return relation.kind == "officeDocument"


def _sheets(
    workbook: Element, parts: Mapping[str, bytes], related: Mapping[str, Relation], place: Location
) -> tuple[list[Sheet], list[Finding]]:
    sheets = []
    findings = []
    for tab in workbook.iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
        name = tab.get("name", "")
        relation = related.get(tab.get(f"{{{REL_NS}}}id", ""))
        if relation is not None and relation.kind != "worksheet":
            continue
        xml = parts.get(relation.part.casefold()) if relation else None
        if xml is None:
            message = _("the sheet is named in the file, but is not in it")
            where = Location(place.file, sheet=name)
            remedy = _("Open the file in Excel or WPS, check the sheet and save it again.")
            findings.append(error("NK-S75", message, where, remedy=remedy))
        else:
            sheets.append(Sheet(name, xml, tab.get("state") in ("hidden", "veryHidden")))
    return sheets, findings


def _styles(
    workbook: Element, parts: Mapping[str, bytes], related: Mapping[str, Relation]
) -> Styles:
    properties = workbook.find(f"{_MAIN}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    shared = {one.kind: parts.get(one.part.casefold()) for one in related.values()}
    numbers, formats = _number_formats(shared.get("styles"))
    dates = (
        style
        for style, (number, text) in enumerate(zip(numbers, formats, strict=True))
        if is_date_format(text) or (number in _EAST_ASIAN_DATES and text == "General")
    )
    durations = (style for style, text in enumerate(formats) if is_timedelta_format(text))
    return Styles(
        MAC_EPOCH if is_1904 else WINDOWS_EPOCH,
        formats,
        frozenset(dates),
        frozenset(durations),
        _texts(shared.get("sharedStrings")),
    )


def _number_formats(xml: bytes | None) -> tuple[list[int], list[str]]:
    """For each cell style, the number of its format and its text; `General` for no format."""
    if xml is None:
        return [], []
    root = fromstring(xml)
    written = {
        int(one.get("numFmtId", "0")): one.get("formatCode", "")
        for one in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
    }
    known = BUILTIN_FORMATS | written
    numbers = [
        int(style.get("numFmtId", "0")) for style in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    ]
    texts = [known.get(number, "General") for number in numbers]
    return numbers, [text if len(text) <= _LONGEST_FORMAT else "General" for text in texts]


def _texts(xml: bytes | None) -> list[str]:
    """The shared strings, without their formats and without the readings beside them (`rPh`)."""
    if xml is None:
        return []
    return [
        "".join(
            piece.text or ""
            for path in (f"{_MAIN}t", f"{_MAIN}r/{_MAIN}t")
            for piece in item.iterfind(path)
        )
        for item in fromstring(xml).iterfind(f"{_MAIN}si")
    ]


def _refused_root(xml: bytes, place: Location) -> Finding:
    if _STRICT not in xml:
        return _not_a_workbook(place)
    message = _("the workbook is in the strict format, which is not read")
    remedy = _("Save it in Excel or WPS as {kind}, not as “Strict Open XML”.").format(
        kind=kind_name("xlsx")
    )
    return error("NK-S74", message, place, remedy=remedy)


def _not_a_workbook(place: Location) -> Finding:
    kind = kind_name("xlsx")
    message = _("this is a zip or Office file, but there is no workbook of sheets in it")
    remedy = _("Open it in Office or WPS and save it as {kind}.").format(kind=kind)
    return error("NK-S73", message, place, wanted=kind, remedy=remedy)
