"""Charts of Word itself, with the workbook behind them in which an office edits the numbers."""

from __future__ import annotations

import io
import itertools
import zipfile
from datetime import datetime
from typing import Any

import xlsxwriter
from lxml import etree

from notice_kit.ooxml.content_types import strict_parser
from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.wml import Element, R
from notice_kit.template.chart_fonts import Fonts
from notice_kit.template.drawn import Chart

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORKBOOK_ID = "rId1"
"""Of the relationship of a chart's part to its workbook."""

_IN_C = f"{{{C}}}"
_NEVER = datetime(1980, 1, 1)
_SHEET = "Sheet1"
_FEW = 6  # as many steps as an axis has by itself
_TITLE_POINTS, _TEXT_POINTS = 12, 9  # 小四, 小五
_AXIS = {
    "line": {"color": "#808080"},
    "major_tick_mark": "none",
    "minor_tick_mark": "none",
}
# They differ in lightness too, for black and white; a document need not have a theme.
_COLOURS = ("#1F4E79", "#E08A1E", "#7F7F7F", "#9BC2E6", "#7B2D26", "#548235", "#F4C77B", "#404040")
# Elements that Word 2007 left out when they say no. Where they are not there, today's Word and
# LibreOffice take them to say yes (no axes, smooth lines, …): (in what, behind which, element).
_SAID_NO = (
    ("chartSpace", ("lang",), "roundedCorners"),
    ("title", ("tx", "layout"), "overlay"),
    ("legend", ("legendPos", "layout"), "overlay"),
    ("barChart", ("grouping",), "varyColors"),
    ("lineChart", ("grouping",), "varyColors"),
    ("catAx", ("scaling",), "delete"),
    ("valAx", ("scaling",), "delete"),
)
_LABELS = (
    *("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"),
)


def chart_parts(chart: Chart, fonts: Fonts) -> tuple[bytes, bytes]:
    """The chart's part, and the workbook that it points at by `WORKBOOK_ID`."""
    drawn = _workbook(chart, with_chart=True)
    with zipfile.ZipFile(io.BytesIO(drawn)) as archive:
        root = etree.fromstring(archive.read("xl/charts/chart1.xml"), strict_parser())
    _make_word_s(root, fonts)
    part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(io.BytesIO(_workbook(chart, with_chart=False))) as archive:
        workbook = write_package({name: archive.read(name) for name in archive.namelist()})
    return part, workbook


def _workbook(chart: Chart, *, with_chart: bool) -> bytes:
    """A workbook with the chart's numbers; its first column has the categories."""
    out = io.BytesIO()
    # Text of the data is text, whatever it looks like: no formulas, no links.
    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with xlsxwriter.Workbook(out, {"in_memory": True, **plain}) as book:
        book.set_properties({"created": _NEVER})
        sheet = book.add_worksheet(_SHEET)
        sheet.write_column(1, 0, chart.categories)
        for column, (name, numbers) in enumerate(chart.series, start=1):
            sheet.write_string(0, column, name)
            sheet.write_column(1, column, map(float, numbers))
        if with_chart:
            sheet.insert_chart(0, len(chart.series) + 2, _chart(book, chart))
    return out.getvalue()


def _chart(book: xlsxwriter.Workbook, chart: Chart) -> Any:
    made = book.add_chart({"type": chart.kind})
    last = len(chart.categories)
    for column in range(1, len(chart.series) + 1):
        made.add_series(
            {
                "name": [_SHEET, 0, column],
                "categories": [_SHEET, 1, 0, last, 0],
                "values": [_SHEET, 1, column, last, column],
                **_look(chart.kind, _COLOURS[(column - 1) % len(_COLOURS)], last),
            }
        )
    axes: list[dict[str, Any]] = [
        {**_AXIS, "major_gridlines": {"visible": False}},  # of the categories
        {**_AXIS, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}},
    ]
    numbers = [float(number) for _name, values in chart.series for number in values]
    if chart.kind in ("column", "bar") and min(numbers, default=0) >= 0:
        axes[1]["min"] = 0  # a bar is as long as what it stands for
    if all(number.is_integer() for number in numbers) and max(numbers) < _FEW:
        axes[1]["major_unit"] = 1  # no half things on the axis
    if chart.kind == "bar":  # the first row on top
        axes = [axes[1], axes[0] | {"reverse": True, "crossing": "max"}]
    is_pie = chart.kind == "pie"
    if not is_pie:
        made.set_x_axis(axes[0])
        made.set_y_axis(axes[1])
    title = {"name": chart.title, "name_font": {"size": _TITLE_POINTS, "bold": False}}
    made.set_title(title if chart.title else {"none": True})
    made.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    needs_legend = is_pie or len(chart.series) > 1
    made.set_legend({"position": "bottom"} if needs_legend else {"none": True})
    return made


def _make_word_s(root: Element, fonts: Fonts) -> None:
    """Make an Excel chart one of Word: nothing of the sheet's, fonts, and its workbook.

    Source:
        ECMA-376 Part 1, 21.2.2.29 (chartSpace), 21.2.2.63 (externalData).
    """
    for lang in root.iter(f"{_IN_C}lang"):
        lang.set("val", "zh-CN")
    for settings in root.findall(f"{_IN_C}printSettings"):
        root.remove(settings)
    for holder, before, tag in _SAID_NO:
        for element in [root, *root.iter(f"{_IN_C}{holder}")]:
            if element.tag == f"{_IN_C}{holder}" and element.find(f"{_IN_C}{tag}") is None:
                _put_behind(element, before, _said(tag, "0"))
    for labels in root.iter(f"{_IN_C}dLbls"):
        _say_no(labels)
    for series in root.iterfind(f".//{_IN_C}lineChart/{_IN_C}ser"):
        series.append(_said("smooth", "0"))
    chart = root.find(f"{_IN_C}chart")
    if chart is not None and chart.find(f"{_IN_C}autoTitleDeleted") is None:
        _put_behind(chart, ("title",), _said("autoTitleDeleted", "0"))
    root.append(_text(fonts))
    external = etree.SubElement(root, f"{_IN_C}externalData", {f"{{{R}}}id": WORKBOOK_ID})
    external.append(_said("autoUpdate", "0"))


def _say_no(labels: Element) -> None:
    """Name each thing that the labels of a pie do not show."""
    before: tuple[str, ...] = ("numFmt", "spPr", "txPr", "dLblPos")
    for tag in _LABELS:
        if labels.find(f"{_IN_C}{tag}") is None:
            _put_behind(labels, before, _said(tag, "0"))
        before = (tag,)


def _said(tag: str, value: str) -> Element:
    return etree.Element(f"{_IN_C}{tag}", {"val": value})


def _put_behind(parent: Element, before: tuple[str, ...], child: Element) -> None:
    """Put the child behind the last of those, or first where there are none."""
    there = [at for at, one in enumerate(parent) if one.tag in {f"{_IN_C}{tag}" for tag in before}]
    parent.insert(there[-1] + 1 if there else 0, child)


def _text(fonts: Fonts) -> Element:
    """How the text of the chart looks."""
    look = etree.Element(f"{{{A}}}defRPr", {"sz": str(int(_TEXT_POINTS * 100))})
    for tag, name in (("latin", fonts.latin), ("ea", fonts.east_asian)):
        if name:
            etree.SubElement(look, f"{{{A}}}{tag}", {"typeface": name})
    text = etree.Element(f"{_IN_C}txPr")
    etree.SubElement(text, f"{{{A}}}bodyPr")
    etree.SubElement(text, f"{{{A}}}lstStyle")
    paragraph = etree.SubElement(text, f"{{{A}}}p")
    etree.SubElement(paragraph, f"{{{A}}}pPr").append(look)
    etree.SubElement(paragraph, f"{{{A}}}endParaRPr", {"lang": "zh-CN"})
    return text


def _look(kind: str, colour: str, points: int) -> dict[str, Any]:
    """How a series looks, in the words of XlsxWriter."""
    if kind == "line":
        mark = {"type": "automatic", "fill": {"color": colour}, "border": {"color": colour}}
        return {"line": {"color": colour, "width": 2.25}, "marker": mark}
    if kind == "pie":
        slices = itertools.islice(itertools.cycle(_COLOURS), points)
        edge = {"color": "#FFFFFF", "width": 0.75}
        return {
            "points": [{"fill": {"color": one}, "border": edge} for one in slices],
            "data_labels": {"percentage": True, "leader_lines": True, "position": "outside_end"},
        }
    return {"fill": {"color": colour}}
