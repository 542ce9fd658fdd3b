"""What filling leaves is put right, and what was right is left alone."""

import pytest
from lxml import etree

from notice_kit.errors import RenderError
from notice_kit.template.repair import repaired
from tests.template.word import WP, W, cell, p, table


def body(inner):
    return f'<w:document xmlns:w="{W}" xmlns:wp="{WP}"><w:body>{inner}</w:body></w:document>'


def repair(inner):
    """The body's inner XML after repair."""
    content = repaired({"word/document.xml": body(inner)}, "t.docx")["word/document.xml"]
    return etree.fromstring(content)[0]


def unchanged(inner):
    before = etree.fromstring(body(inner))[0]
    return etree.tostring(repair(inner), method="c14n") == etree.tostring(before, method="c14n")


def grid(root):
    return [int(column.get(f"{{{W}}}w")) for column in root.iter(f"{{{W}}}gridCol")]


BOOKMARK = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
CONTROL = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    "inner",
    [
        p("甲"),
        table(["a", "b"], ["c", "d"]),
        table([cell(p("甲"), '<w:bookmarkEnd w:id="7"/>'), "b"]),
        table([cell(CONTROL.format(p("甲"))), "b"]),
        table([cell("合", properties='<w:gridSpan w:val="2"/>')], ["a", "b"]),
        table(["a", "b"])
        .replace("<w:tr>", '<w:tr><w:trPr><w:gridAfter w:val="1"/></w:trPr>')
        .replace("<w:gridCol", '<w:gridCol w:w="9"/><w:gridCol', 1),
        table(["a", "b"]).replace('w:w="3000"', 'w:w="auto"'),
    ],
    ids=["text", "table", "mark after", "control", "span", "grid after", "no widths"],
)
def test_what_is_right_is_left_alone(inner):
    assert unchanged(inner)


def test_cells_in_content_controls_count():
    row = f"<w:tr>{CONTROL.format(cell('a'))}{cell('b')}</w:tr>"
    inner = table().replace("</w:tbl>", row + "</w:tbl>")
    assert unchanged(inner)


@pytest.mark.parametrize("holder", ["tc", "hdr", "ftr", "footnote", "txbxContent"])
def test_what_must_hold_a_paragraph_gets_one(holder):
    inner = f"<w:{holder}></w:{holder}>"
    whole = (
        table().replace("</w:tbl>", f"<w:tr>{inner}</w:tr></w:tbl>") if holder == "tc" else inner
    )
    (found,) = repair(whole).iter(f"{{{W}}}{holder}")
    assert [child.tag for child in found] == [f"{{{W}}}p"]


def test_a_cell_that_ends_in_a_table_gets_a_paragraph_after_it():
    root = repair(table([cell(table(["x", "y"])), "b"]))
    outer = root.find(f"{{{W}}}tbl/{{{W}}}tr/{{{W}}}tc")
    assert [child.tag.rpartition("}")[2] for child in outer] == ["tcPr", "tbl", "p"]


def test_a_row_without_cells_and_a_table_without_rows_go():
    root = repair(p("前") + table([], ["a", "b"]) + table([]) + p("后"))
    assert len(root.findall(f"{{{W}}}tbl")) == 1
    assert len(list(root.iter(f"{{{W}}}tr"))) == 1
    assert len(root.findall(f"{{{W}}}p")) == 2


@pytest.mark.parametrize(("cells", "widths"), [(3, [2000] * 3), (4, [1500] * 4), (1, [6000])])
def test_a_grid_has_as_many_columns_as_its_rows_at_the_same_width(cells, widths):
    assert grid(repair(table(["x"] * cells, columns=2))) == widths


def test_a_table_without_a_grid_gets_one():
    inner = table(["a", "b"]).replace(
        '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>', ""
    )
    root = repair(inner)
    assert grid(root) == [4500, 4500]
    assert [child.tag.rpartition("}")[2] for child in root[0]] == ["tblPr", "tblGrid", "tr"]


def test_drawings_and_bookmarks_that_a_loop_repeated_have_ids_of_their_own():
    drawing = '<w:p><w:r><wp:docPr id="7" name="x"/></w:r></w:p>'
    root = repair((f"<w:p>{BOOKMARK}</w:p>" + drawing) * 3)
    assert [item.get("id") for item in root.iter(f"{{{WP}}}docPr")] == ["1", "2", "3"]
    starts = [item.get(f"{{{W}}}id") for item in root.iter(f"{{{W}}}bookmarkStart")]
    ends = [item.get(f"{{{W}}}id") for item in root.iter(f"{{{W}}}bookmarkEnd")]
    assert starts == ends
    assert len(set(starts)) == 3


def test_drawings_are_numbered_over_all_parts():
    parts = {name: body('<w:p><wp:docPr id="1"/></w:p>') for name in ("a.xml", "b.xml")}
    found = [
        item.get("id")
        for content in repaired(parts, "t.docx").values()
        for item in etree.fromstring(content).iter(f"{{{WP}}}docPr")
    ]
    assert found == ["1", "2"]


@pytest.mark.parametrize("inner", ["<w:p>", "</w:p>", "<w:p><w:r></w:p></w:r>", "a & b", "\x0b"])
def test_broken_xml_is_refused_and_never_mended(inner):
    with pytest.raises(RenderError) as caught:
        repair(inner)
    (finding,) = caught.value.findings
    assert (finding.code, finding.location.part) == ("NK-T07", "word/document.xml")
    assert finding.remedy


def test_an_entity_is_not_looked_up(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    text = f'<!DOCTYPE w [<!ENTITY e SYSTEM "file://{secret}">]>' + body("<w:p>&e;</w:p>")
    assert b"SECRET" not in repaired({"a.xml": text}, "t.docx")["a.xml"]
