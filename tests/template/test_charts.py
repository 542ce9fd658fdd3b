"""Charts of Word itself in the places of a template's pictures, and the workbooks behind them."""

import io
from decimal import Decimal

import openpyxl
import pytest
from docx import Document
from lxml import etree

from tests.support import office
from tests.template.audit import complaints
from tests.template.drawings import (
    CM,
    RELATIONS,
    C,
    Shown,
    charts,
    inline,
    refused,
    series,
    size,
    template,
)
from tests.template.word import p

ROWS = [
    {"name": "杏花村党支部", "score": Decimal("95.5"), "average": 90},
    {"name": "桃源村党支部", "score": 88, "average": 91.25},
]
BOX = (8 * CM, 5 * CM)


def workbook(shown, name):
    """The cells of the workbook that a chart's part points at."""
    rels = etree.fromstring(shown.members[f"word/charts/_rels/{name.rpartition('/')[2]}.rels"])
    (relation,) = rels
    data = next(etree.fromstring(shown.members[name]).iter(f"{{{C}}}externalData"))
    assert data.get(f"{{{RELATIONS}}}id") == relation.get("Id")
    content = shown.members["word/" + relation.get("Target").removeprefix("../")]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [*sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [("column", "barChart"), ("bar", "barChart"), ("line", "lineChart"), ("pie", "pieChart")],
)
def test_every_kind(tmp_path, kind, tag):
    made = template(tmp_path, p(inline(f"{{{{ rows|chart('{kind}', 'name', 'score') }}}}", BOX)))
    content = made.render({"rows": ROWS})
    shown = Shown(content)
    ((name, chart),) = charts(shown)
    assert next(chart.iter(f"{{{C}}}{tag}"), None) is not None
    assert series(chart) == [("score", [("杏花村党支部", "95.5"), ("桃源村党支部", "88")])]
    cells = workbook(shown, name)
    assert cells == [(None, "score"), ("杏花村党支部", 95.5), ("桃源村党支部", 88)]
    assert size(shown.drawings[0]) == BOX
    assert complaints(tmp_path, content) == []
    assert content == made.render({"rows": ROWS})
    Document(io.BytesIO(content))


@pytest.mark.parametrize(("numbers", "step"), [([1, 2], "1"), ([1, 2.5], None), ([40, 80], None)])
def test_an_axis_of_few_whole_things_has_no_halves(tmp_path, numbers, step):
    made = template(tmp_path, p(inline("{{ rows|chart('bar', 'name', 'n') }}", BOX)))
    rows = [{"name": str(number), "n": number} for number in numbers]
    ((_name, chart),) = charts(Shown(made.render({"rows": rows})))
    units = [unit.get("val") for unit in chart.iter(f"{{{C}}}majorUnit")]
    assert units == ([step] if step else [])


def test_several_series_with_names_and_a_title(tmp_path):
    arguments = "'line', 'name', 'score', 'average', title=title, names=['得分', '平均']"
    made = template(tmp_path, p(inline(f"考评图 {{{{ rows|chart({arguments}) }}}}", BOX)))
    shown = Shown(made.render({"rows": ROWS, "title": "考评 <得分>"}))
    ((_name, chart),) = charts(shown)
    assert [(name, len(points)) for name, points in series(chart)] == [("得分", 2), ("平均", 2)]
    assert "".join(chart.find(f".//{{{C}}}title").itertext()) == "考评 <得分>"
    assert shown.texts == ["考评图"]


def test_in_a_loop_each_has_its_own(tmp_path):
    body = p("{%p for unit in units %}") + p(
        inline("{{ unit.rows|chart('pie', 'name', 'score') }}", BOX)
    )
    made = template(tmp_path, body + p("{%p endfor %}"))
    content = made.render({"units": [{"rows": ROWS}, {"rows": ROWS[:1]}, {"rows": ROWS}]})
    shown = Shown(content)
    found = charts(shown)
    assert len({name for name, _chart in found}) == 3
    assert [len(series(chart)[0][1]) for _name, chart in found] == [2, 1, 2]
    assert complaints(tmp_path, content) == []


def test_the_fonts_are_those_of_the_template(tmp_path):
    made = template(tmp_path, p(inline("{{ rows|chart('pie', 'name', 'score') }}", BOX)))
    ((_name, chart),) = charts(Shown(made.render({"rows": ROWS})))
    text = chart.find(f"{{{C}}}txPr")
    fonts = [(etree.QName(one).localname, one.get("typeface")) for one in text.iter()]
    assert [font for font in fonts if font[1]] == [
        ("latin", "Times New Roman"),
        ("ea", "仿宋_GB2312"),
    ]


def test_text_is_no_formula(tmp_path):
    made = template(tmp_path, p(inline("{{ rows|chart('pie', 'name', 'score') }}", BOX)))
    shown = Shown(made.render({"rows": [{"name": '=HYPERLINK("http://x")', "score": 1}]}))
    ((name, chart),) = charts(shown)
    assert series(chart) == [("score", [('=HYPERLINK("http://x")', "1")])]
    book = openpyxl.load_workbook(
        io.BytesIO(shown.members["word/embeddings/Microsoft_Excel_Sheet1.xlsx"])
    )
    assert book.active["A2"].data_type == "s"
    assert name == "word/charts/chart1.xml"


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("rows|chart('radar', 'name', 'score')", "there is no chart “radar”"),
        ("rows|chart('pie', 'name', 'score', 'average')", "a pie shows one field with numbers"),
        ("rows|chart('pie', 'name')", "the chart has no field with numbers"),
        ("rows|chart('bar', 'name', 'scor')", "there is no field “scor”"),
        (
            "rows|chart('bar', 'name', 'name')",
            "a chart shows numbers, and this is none: 杏花",
        ),
        ("rows|chart('bar', 'name', 'score', names=[])", "the chart's names are not as many"),
        ("nothing|chart('bar', 'name', 'score')", "the chart has no rows"),
        ("empty|chart('bar', 'name', 'score')", "a field is empty"),
        ("large|chart('bar', 'name', 'score')", "a number is too large for a chart"),
        ("many|chart('bar', 'name', 'score')", "the chart has more than 10,000 points"),
    ],
)
def test_faults(tmp_path, tag, message):
    made = template(tmp_path, p(inline(f"{{{{ {tag} }}}}", BOX)))
    context = {
        "rows": ROWS[:1],
        "nothing": [],
        "empty": None,
        "large": [{"name": "a", "score": 10**301}],
        "many": [{"name": "a", "score": 1}] * 10_001,
    }
    finding = refused(made, context)
    assert (finding.code, finding.location.spot) == ("NK-T05", "alternative text of a picture")
    assert finding.message.startswith(message)


@pytest.mark.office
def test_libreoffice_shows_charts_in_their_boxes(tmp_path):
    kinds = {"column": "柱形图", "bar": "条形图", "line": "折线图", "pie": "饼图"}
    body = "".join(
        p(inline(f"{{{{ rows|chart('{kind}', 'name', 'score', title='{title}') }}}}", BOX))
        for kind, title in kinds.items()
    )
    body = body.replace("<w:p>", '<w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>')
    path = tmp_path / "charts.docx"
    path.write_bytes(template(tmp_path, body).render({"rows": ROWS}))
    pages = office.pages(office.to_pdf(path, tmp_path))
    words = [word for page in pages for word in page.words]
    for shown in kinds.values():
        (title,) = [word for word in words if word.text == shown]
        assert title.right - title.left < 8 * 28.35
    assert len([word for word in words if word.text == "桃源村党支部"]) == len(kinds)
    assert {"0", "80", "52%"} <= {word.text for word in words}  # of an axis, and of the pie
