"""Files for the readers, made from text, bytes or raw sheet XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from notice_kit.errors import SourceError
from notice_kit.findings import Finding
from notice_kit.source.located import Plain, Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def lines(findings: list[Finding] | tuple[Finding, ...]) -> list[str]:
    """What the user reads of each finding, in order: its severity and its first line."""
    return [f"{one.severity}: {str(one).splitlines()[0]}" for one in findings]


def refusals(caught: SourceError) -> list[str]:
    """The same for an error."""
    return lines(caught.findings)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """The path of a new file."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def values(table: Table) -> list[dict[str, Plain]]:
    """The table's rows without places."""
    return [{header: cell.value for header, cell in row.cells.items()} for row in table.rows]


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def book_parts(
    *sheets: str,
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
    names: tuple[str, ...] = ("单位", "党组织", "人员"),
) -> dict[str, str | bytes]:
    """The parts of a workbook whose sheets hold the given XML (`<sheetData>` and beside it)."""
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names[: len(sheets)], start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        f"<sheets>{tabs}</sheets></workbook>",
    }
    for kind, xml in (("sharedStrings", strings), ("styles", styles)):
        if xml is not None:
            parts[f"xl/{kind}.xml"] = xml
            relations += f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    )
    for n, xml in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{MAIN}">{xml}</worksheet>'
    return parts


def text_cell(reference: str, text: str) -> str:
    """The XML of a cell that holds text."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    """The XML of a row; a cell is its XML, or a text for the next column from A."""
    shown = [
        cell if cell.startswith("<") else text_cell(f"{'ABCDEFGH'[column]}{number}", cell)
        for column, cell in enumerate(cells)
    ]
    return f'<row r="{number}" {attributes}>{"".join(shown)}</row>'


def sheet(*rows: str, after: str = "", before: str = "") -> str:
    """The XML of a sheet's data."""
    return f"{before}<sheetData>{''.join(rows)}</sheetData>{after}"
