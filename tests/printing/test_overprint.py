"""What is printed on cards: the text alone, every position moved alike."""

from __future__ import annotations

import base64
import io

import pypdfium2
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from typer.testing import CliRunner

from notice_kit.commands import app
from notice_kit.errors import SourceError, UsageError
from notice_kit.measure import Length
from notice_kit.overprinting import overprint
from notice_kit.printing.text_only import text_only
from tests.imposition.pages import MM
from tests.template.audit import complaints

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def card(tmp_path):
    """A page with a red title in a style of its own, text, a framed table, and a border."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    style = document.styles.add_style("证书标题", 1)
    style.font.size, style.base_style = Pt(40), document.styles["Normal"]
    document.add_paragraph("CERTIFICATE", style="证书标题")
    document.add_paragraph("Awarded to Branch One")
    table = document.add_table(1, 1, style="Table Grid")
    table.cell(0, 0).text = "cell"
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="48" w:space="24" w:color="FF0000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    xml = f'<w:pgBorders {nsdecls("w")} w:offsetFrom="page">{borders}</w:pgBorders>'
    margins = section._sectPr.find("{*}pgMar")
    margins.addnext(parse_xml(xml))
    path = tmp_path / "card.docx"
    document.save(path)
    return path


def words(pdf):
    """The text of the first page: (left, top) in mm of each line's first character."""
    found = {}
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        for index in range(text.count_rects()):
            box = text.get_rect(index)
            said = text.get_text_bounded(*box).strip()
            found[said.split()[0]] = (box[0] / MM, (page.get_height() - box[3]) / MM)
    return found


def ink(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=2, grayscale=True).to_pil()
    return picture.point(lambda grey: 255 if grey < 128 else 0)


@pytest.mark.office
def test_everything_moves_alike_and_nothing_else(card):
    still = overprint(card)
    assert {one.location.file for one in still.findings} <= {str(card)}
    moved = overprint(card, right=Length.mm(2.5), down=Length.mm(-1.5), without=("证书标题",))
    before, after = words(still.content), words(moved.content)
    assert before.keys() == after.keys() == {"CERTIFICATE", "Awarded", "cell"}
    for text, (x, y) in before.items():
        assert after[text] == (pytest.approx(x + 2.5, abs=0.02), pytest.approx(y - 1.5, abs=0.02))


@pytest.mark.office
def test_borders_and_the_title_print_nothing(card):
    shown = ink(overprint(card).content)
    hidden = ink(overprint(card, without=("证书标题",)).content)
    left, top, right, bottom = shown.getbbox()
    assert top < hidden.getbbox()[1]  # the title is gone
    width, height = shown.size
    assert left > 0.05 * width  # and so is the border at the edge of the page
    assert right < 0.95 * width
    # of the table's frame nothing is left: its cell is ink of its word alone
    _left, _top, _right, foot = hidden.getbbox()
    assert foot < bottom + 1
    assert hidden.crop((int(0.5 * width), 0, width, height)).getbbox() is None


def test_the_file_stays_valid_and_says_the_same(card, tmp_path):
    content = text_only(card.read_bytes(), "card.docx", ["证书标题"])
    assert complaints(tmp_path, content) == complaints(tmp_path, card.read_bytes())
    said = [one.text for one in Document(io.BytesIO(content)).paragraphs]
    assert said == [one.text for one in Document(card).paragraphs]


def test_pictures_that_float_go_and_those_in_the_text_stay(tmp_path):
    document = Document()
    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(PIXEL), width=Mm(10))
    document.add_paragraph().add_run().add_picture(io.BytesIO(PIXEL), width=Mm(10))
    inline = document.element.body.findall(".//{*}inline")[0]
    inline.tag = inline.tag.replace("}inline", "}anchor")
    out = io.BytesIO()
    document.save(out)
    kept = Document(io.BytesIO(text_only(out.getvalue(), "x.docx"))).element.body
    assert len(kept.findall(".//{*}drawing")) == 1
    assert kept.find(".//{*}anchor") is None


def test_a_style_that_there_is_not(card):
    with pytest.raises(UsageError) as caught:
        text_only(card.read_bytes(), "card.docx", ["证书标提", "x"])
    first, second = caught.value.findings
    assert (first.code, second.code) == ("NK-I13", "NK-I13")
    assert "证书标题" in first.remedy


def test_what_is_no_word_file(tmp_path):
    with pytest.raises(SourceError):
        text_only(b"%PDF-1.7", "x.docx")


@pytest.mark.office
def test_the_command(card, tmp_path):
    target = tmp_path / "out.pdf"
    words_ = ["overprint", str(card), "-o", str(target), "--right", "1.5", "--without", "证书标题"]
    done = CliRunner().invoke(app, words_)
    assert done.exit_code == 0, done.output
    assert target.read_bytes().startswith(b"%PDF")
