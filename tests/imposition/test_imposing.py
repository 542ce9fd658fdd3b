"""Imposed PDFs read back: what stands where, to the tenth of a millimetre."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
)

from notice_kit.errors import SourceError, UsageError
from notice_kit.imposing import SheetOptions, cover, impose
from notice_kit.imposition.paper import SIZES, Size, name_of, read_size
from notice_kit.measure import Length
from tests.imposition.pages import A4, MM, halves, ink, names, pdf, places
from tests.support import office

A3 = (297 * MM, 420 * MM)
mm = Length.mm


@pytest.fixture
def file(tmp_path):
    def written(content):
        path = tmp_path / "册.pdf"
        path.write_bytes(content)
        return path

    return written


def codes(findings):
    return [finding.code for finding in findings]


def boxes(content, page=0):
    one = PdfReader(io.BytesIO(content)).pages[page]
    return [
        tuple(round(float(edge) / MM, 1) for edge in box)
        for box in (one.mediabox, one.trimbox, one.bleedbox)
    ]


def test_a4_on_a3_for_stitching(file):
    made = impose(file(pdf(*[A4] * 10)))
    assert halves(made.content) == [
        ("", "p1"), ("p2", ""), ("p10", "p3"), ("p4", "p9"), ("p8", "p5"), ("p6", "p7"),
    ]  # fmt: skip
    assert (made.blanks, len(made.sheets), made.signatures) == (2, 3, 1)
    assert boxes(made.content) == [(0.0, 0.0, 420.0, 297.0)] * 3
    assert made.findings == ()


def test_blanks_before_the_back_cover(file):
    made = impose(file(pdf(*[A4] * 6)), SheetOptions(back_cover=True))
    assert halves(made.content) == [("p6", "p1"), ("p2", ""), ("", "p3"), ("p4", "p5")]


def test_chosen_pages(file):
    made = impose(file(pdf(*[A4] * 9)), pages="2-4，9")
    assert halves(made.content) == [("p9", "p2"), ("p3", "p4")]


@pytest.mark.parametrize("pages", ["0-3", "4-2", "1-10", "x", ""])
def test_pages_that_there_are_not(file, pages):
    with pytest.raises(UsageError) as caught:
        impose(file(pdf(*[A4] * 9)), pages=pages)
    assert codes(caught.value.findings) == ["NK-I06"]


def test_glued_signatures(file):
    made = impose(file(pdf(*[A4] * 24)), SheetOptions(binding="perfect", signature=16))
    assert [side[1] for side in halves(made.content)[::2]] == [
        "p1", "p3", "p5", "p13", "p15", "p17",
    ]  # fmt: skip
    assert made.signatures == 2


def test_cut_and_stacked(file):
    made = impose(file(pdf(*[A4] * 8)), SheetOptions(binding="stack"))
    assert halves(made.content) == [("p1", "p5"), ("p6", "p2"), ("p3", "p7"), ("p8", "p4")]


def test_creep_moves_inner_sheets_to_the_fold(file):
    content = pdf(*[A4] * 12)
    still = impose(file(content)).content
    moved = impose(file(content), SheetOptions(creep=mm(0.5))).content
    for side in range(6):
        before, after = places(still, side), places(moved, side)
        for text, (x, y) in before.items():
            way = 1 if x < 210 else -1
            assert after[text][0] - x == pytest.approx(way * 0.5 * (side // 2), abs=0.01)
            assert after[text][1] == pytest.approx(y, abs=0.01)


def test_what_creeps_over_the_fold_is_cut_off(file):
    made = impose(file(pdf(*[A4] * 8)), SheetOptions(creep=mm(0.5)))
    picture = ink(made.content, 2)  # p6 and p3: the bar of p3 lies 0.5 mm beyond the fold
    row = [picture.getpixel((x, 1000)) for x in range(2080, 2120)]
    assert row[:20] == [255] * 20
    assert sum(grey < 128 for grey in row[20:]) == pytest.approx(5, abs=1)


def test_marks_and_boxes(file):
    made = impose(file(pdf(*[A4] * 4)), SheetOptions(marks=True))
    assert boxes(made.content) == [
        (0.0, 0.0, 436.0, 313.0), (8.0, 8.0, 428.0, 305.0), (8.0, 8.0, 428.0, 305.0),
    ]  # fmt: skip
    picture = ink(made.content, 0)

    def dark(x, y):  # within 0.2 mm
        around = [picture.getpixel((x + i, y + j)) for i in (-2, 0, 2) for j in (-2, 0, 2)]
        return min(around) < 200

    for x, y in ((80, 25), (4280, 25), (80, 3105), (4280, 3105)):  # across
        assert dark(x, y), (x, y)
    for x, y in ((25, 80), (25, 3050), (4335, 80), (4335, 3050)):  # along
        assert dark(x, y), (x, y)
    column = [picture.getpixel((2180, y)) < 200 for y in range(0, 50)]
    assert any(column)
    assert not all(column)  # the fold is dashed


def test_the_cut_between_stacks_is_no_fold(file):
    made = impose(file(pdf(*[A4] * 4)), SheetOptions(binding="stack", marks=True))
    picture = ink(made.content, 0)
    column = [min(picture.getpixel((x, y)) for x in (2179, 2180, 2181)) for y in range(2, 48)]
    assert max(column) < 250


def test_collation_marks_make_a_stair(file):
    options = SheetOptions(binding="perfect", signature=8, marks=True)
    made = impose(file(pdf(*[A4] * 24)), options)
    tops = []
    for sheet in (0, 2, 4):  # the outermost of each signature
        picture = ink(made.content, 2 * sheet)
        column = [picture.getpixel((2175, y)) for y in range(100, 3050)]
        tops.append(100 + next(y for y, grey in enumerate(column) if grey < 128))
    assert [round(top / 10) for top in tops] == [28, 34, 40]
    back = ink(made.content, 1)
    assert min(back.getpixel((2175, y)) for y in range(100, 3000)) == 255


def test_bleed_shows_what_lies_beyond_the_trim_box(file):
    size = (216 * MM, 303 * MM)  # A4 and 3 mm around
    made = impose(file(pdf(*[size] * 4, trim=3 * MM)), SheetOptions(bleed=mm(3)))
    assert boxes(made.content) == [
        (0.0, 0.0, 426.0, 303.0), (3.0, 3.0, 423.0, 300.0), (0.0, 0.0, 426.0, 303.0),
    ]  # fmt: skip
    assert made.findings == ()
    # The bar lies in the bleed: shown at the left edge of a left page, cut off at the fold.
    front = ink(made.content, 0)
    assert front.getpixel((5, 1500)) < 50
    assert front.getpixel((2135, 1500)) == 255
    assert front.getpixel((2105, 1500)) == 255
    assert places(made.content, 0)["p1"][0] == pytest.approx(230.3, abs=0.5)


def test_pages_without_bleed_are_told(file):
    made = impose(file(pdf(*[A4] * 4)), SheetOptions(bleed=mm(3)))
    assert codes(made.findings) == ["NK-I07"]
    assert made.findings[0].found == "1、2、3、4"


def test_a_landscape_page_lies_with_its_head_to_the_left(file):
    made = impose(file(pdf(A4, A4, (A4[1], A4[0]), A4)))
    x, y = places(made.content, 1)["p3"]  # right page of the back
    # 20 mm from its left and lower edges: 20 mm from the foot and from the right edge, turned
    assert x == pytest.approx(210 + 210 - 20 - 4, abs=1.5)
    assert y == pytest.approx(20, abs=1)
    assert ink(made.content, 1).getpixel((3000, 2965)) < 50  # its left edge is the foot now


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_pages_that_the_file_turns_stand_as_they_are_seen(file, turned):
    sizes = [A4 if turned == 180 else (A4[1], A4[0])] * 4
    content = pdf(*sizes, turned=turned)
    made = impose(file(content))
    page = ink(content, 0).crop((0, 0, 2100, 2970))
    right = ink(made.content, 0).crop((2100, 0, 4200, 2970))
    different = [
        abs(one - other) > 128 for one, other in zip(right.tobytes(), page.tobytes(), strict=True)
    ]
    assert sum(different) < 0.001 * len(different)


def test_a_smaller_page_stands_in_the_middle(file):
    made = impose(file(pdf(A4, A4, A4, (148 * MM, 210 * MM))))
    x, y = places(made.content, 0)["p4"]
    assert (x, y) == (pytest.approx(31 + 20, abs=1), pytest.approx(43.5 + 20, abs=1.5))


def test_larger_pages_are_refused_all_at_once(file):
    with pytest.raises(UsageError) as caught:
        impose(file(pdf(A4, A3, A4, A3)), SheetOptions(page=SIZES["A4"]))
    assert codes(caught.value.findings) == ["NK-I04", "NK-I04"]
    assert caught.value.findings[0].found == "297×420 mm"
    assert "page 2" in caught.value.findings[0].message


def test_a4_pages_scaled_to_a5_on_a4(file):
    made = impose(file(pdf(*[A4] * 4)), SheetOptions(sheet=SIZES["A4"], scale=True))
    assert boxes(made.content)[0] == (0.0, 0.0, 297.0, 210.0)
    assert halves(made.content) == [("p4", "p1"), ("p2", "p3")]
    x, y = places(made.content, 0)["p1"]
    assert (x, y) == (pytest.approx(148.5 + 14.1, abs=0.5), pytest.approx(13.4, abs=0.2))


def test_a_larger_sheet_has_them_in_its_middle(file):
    made = impose(file(pdf(*[A4] * 4)), SheetOptions(sheet=SIZES["SRA3"]))
    assert boxes(made.content)[:2] == [(0.0, 0.0, 450.0, 320.0), (15.0, 11.5, 435.0, 308.5)]


def test_a_sheet_that_is_too_small(file):
    with pytest.raises(UsageError) as caught:
        impose(file(pdf(*[A4] * 4)), SheetOptions(sheet=SIZES["A3"], marks=True))
    (finding,) = caught.value.findings
    assert (finding.code, finding.wanted) == ("NK-I05", "at least 436×313 mm")


def test_the_printer_is_told_how_to_turn_the_sheet(file):
    wide = impose(file(pdf(*[A4] * 4))).content
    narrow = impose(file(pdf(*[(60 * MM, 297 * MM)] * 4))).content
    for content, turn in ((wide, "/DuplexFlipShortEdge"), (narrow, "/DuplexFlipLongEdge")):
        preferences = PdfReader(io.BytesIO(content)).root_object["/ViewerPreferences"]
        assert preferences["/Duplex"] == turn
        assert preferences["/PrintScaling"] == "/None"


def test_annotations_are_printed(file):
    writer = PdfWriter(io.BytesIO(pdf(*[A4] * 4)))
    look = DecodedStreamObject()
    look.set_data(b"0 0 100 100 re f")
    look.update(names({"/Type": "/XObject", "/Subtype": "/Form"}))
    look[NameObject("/BBox")] = RectangleObject((0, 0, 100, 100))
    stamp = names({"/Type": "/Annot", "/Subtype": "/Stamp"})
    stamp[NameObject("/Rect")] = RectangleObject((200, 500, 300, 600))
    stamp[NameObject("/F")] = NumberObject(4)  # prints
    shown = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    stamp[NameObject("/AP")] = shown
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(stamp)])
    out = io.BytesIO()
    writer.write(out)
    made = impose(file(out.getvalue()))
    right = ink(made.content, 0).crop((2150, 0, 4200, 2970)).point(lambda grey: 255 - grey)
    left, top, _right, bottom = right.crop((0, 500, 2050, 1500)).getbbox()
    assert left == pytest.approx(10 * 200 / MM - 50, abs=2)
    assert bottom - top == pytest.approx(10 * 100 / MM, abs=2)


def test_the_same_file_gives_the_same_bytes(file):
    path = file(pdf(*[A4] * 9))
    assert (
        impose(path, SheetOptions(marks=True)).content
        == impose(path, SheetOptions(marks=True)).content
    )


def test_a_protected_file(file):
    writer = PdfWriter(io.BytesIO(pdf(A4)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(SourceError) as caught:
        impose(file(out.getvalue()))
    assert codes(caught.value.findings) == ["NK-I02"]


@pytest.mark.parametrize("cut", [9, 200, 900])
def test_a_file_that_is_cut_off(file, cut):
    with pytest.raises(SourceError) as caught:
        impose(file(pdf(*[A4] * 4)[:cut]))
    assert codes(caught.value.findings) == ["NK-I01"]


def test_too_thick_for_stitching(file):
    path = file(pdf(*[A4] * 68))
    assert codes(impose(path).findings) == ["NK-I08"]
    assert impose(path, SheetOptions(signature=32)).findings == ()


@pytest.mark.parametrize("signature", [0, 3, 18, -4])
def test_a_signature_that_cannot_be(file, signature):
    with pytest.raises(UsageError) as caught:
        impose(file(pdf(A4)), SheetOptions(signature=signature))
    assert codes(caught.value.findings) == ["NK-I06"]


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [("A3", 297, 420), ("大16开", 210, 285), ("450x320", 450, 320), ("209.5 × 296 mm", 209.5, 296)],
)
def test_sizes_of_paper(text, width, height):
    assert read_size(text, "--sheet") == Size(mm(width), mm(height))


@pytest.mark.parametrize("text", ["A", "A33", "0x10", "10x", "-3x4", "1e9x2"])
def test_what_is_no_size_of_paper(text):
    with pytest.raises(UsageError) as caught:
        read_size(text, "--sheet")
    assert codes(caught.value.findings) == ["NK-I03"]


def test_names_of_sizes():
    assert name_of(Size(mm(420), mm(297))) == "A3"
    assert name_of(Size(mm(209.9), mm(297.04))) == "A4"
    assert name_of(Size(mm(100), mm(200))) == "100×200 mm"


@pytest.mark.office
def test_the_cover_has_back_spine_and_front(file):
    path = file(pdf(*[A4] * 120))
    options = SheetOptions(back_cover=True, bleed=mm(3), marks=True)
    made = cover(path, "制度汇编 2026", options, pages="3-118")
    # 116 pages are 58 leaves of 0.1 mm, and the cover of 0.3 mm twice
    assert made.layout.spine == mm(6.4)
    assert boxes(made.content)[:2] == [
        (0.0, 0.0, 442.4, 313.0), (8.0, 8.0, 434.4, 305.0),
    ]  # fmt: skip
    assert halves(made.content) == [("p120", "p1")]
    assert places(made.content, 0)["p1"][0] == pytest.approx(8 + 210 + 6.4 + 20.3, abs=0.2)
    spine = ink(made.content, 0).crop((2185, 100, 2238, 3000)).point(lambda grey: 255 - grey)
    left, top, right, bottom = spine.getbbox()
    assert 230 - 10 < top < 275  # 25 mm below the trimmed edge, less 10 mm of the crop
    # 8 squares and a half of 4.4 mm, as wide as the spine less 1 mm at each side
    assert bottom - top == pytest.approx(8.5 * 44, abs=12)
    assert left + right == pytest.approx(53, abs=4)


@pytest.mark.office
def test_a_thin_spine_has_no_text(file):
    made = cover(file(pdf(*[A4] * 40)), "汇编")
    assert codes(made.findings) == ["NK-I09"]
    assert made.layout.spine == mm(2.6)


@pytest.mark.office
def test_a_long_text_is_set_smaller(file):
    made = cover(file(pdf(*[A4] * 200)), "中国共产党青禾县基层党组织制度汇编" * 3)
    spine = ink(made.content, 0).crop((2110, 0, 2195, 2970)).point(lambda grey: 255 - grey)
    _left, top, _right, bottom = spine.getbbox()
    assert top > 240
    assert bottom <= 2970 - 240


@pytest.mark.office
def test_a_character_that_no_font_has(file):
    with pytest.raises(UsageError) as caught:
        cover(file(pdf(*[A4] * 200)), "汇\U0010fffd编")
    assert codes(caught.value.findings) == ["NK-I10"]


@pytest.mark.office
def test_a_word_file_is_made_a_pdf_first(tmp_path):
    from docx import Document

    document = Document()
    for number in range(5):
        document.add_paragraph(f"第{number + 1}页")
        if number < 4:
            document.add_page_break()
    document.save(tmp_path / "册.docx")
    assert office.soffice()
    made = impose(tmp_path / "册.docx")
    assert (made.blanks, len(made.sheets)) == (3, 2)
    assert halves(made.content)[0] == ("", "第 1 页")


def test_single_pages_with_marks(file):
    made = impose(file(pdf(*[A4] * 3)), SheetOptions(binding="single", marks=True))
    assert boxes(made.content)[:2] == [(0.0, 0.0, 226.0, 313.0), (8.0, 8.0, 218.0, 305.0)]
    said = [list(places(made.content, page)) for page in range(3)]
    assert (said, len(made.sheets)) == ([["p1"], ["p2"], ["p3"]], 3)
    assert places(made.content, 0)["p1"][0] == pytest.approx(28.3, abs=0.2)
    top = ink(made.content, 2).crop((500, 0, 1700, 60))  # no fold
    assert top.getextrema() == (255, 255)


def test_a_word_page_that_is_larger_by_the_bleed_has_it(file):
    size = (303 * MM, 216 * MM)  # a certificate with 3 mm around
    options = SheetOptions(binding="single", page=SIZES["A4"].turned, bleed=mm(3))
    made = impose(file(pdf(size, size)), options)
    assert made.findings == ()
    assert boxes(made.content) == [
        (0.0, 0.0, 303.0, 216.0), (3.0, 3.0, 300.0, 213.0), (0.0, 0.0, 303.0, 216.0),
    ]  # fmt: skip
    assert ink(made.content, 0).getpixel((5, 1000)) < 50  # its bar lies in the bleed
    assert places(made.content, 0)["p1"][0] == pytest.approx(20.3, abs=0.2)
