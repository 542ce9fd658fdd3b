"""Contact sheets: every first page is there, in its order, as large as fits, with its caption."""

from __future__ import annotations

import io
import itertools

import pypdfium2
import pytest
from PIL import Image

from notice_kit.errors import SourceError
from notice_kit.findings import Location, warning
from notice_kit.office.fonts import read_fonts
from notice_kit.planning import Job
from notice_kit.printing.campaign_sheets import contact_sheets, deliver_contact_sheets
from notice_kit.printing.contact_sheet import Shown, contact_sheet
from tests.imposition.pages import A4, MM, pdf

pytestmark = pytest.mark.office  # captions need Chinese fonts


@pytest.fixture
def shown(tmp_path):
    def written(count, sizes=(A4,), findings=0):
        path = tmp_path / f"{count}.pdf"
        path.write_bytes(pdf(*sizes))
        return [Shown(f"柳溪镇第{n}村党支部-通知", path, findings) for n in range(count)]

    return written


def picture(png):
    return Image.open(io.BytesIO(png)).convert("L")


def columns(png):
    """How many pages stand beside one another: each has a black bar along its left edge."""
    sheet = picture(png)
    row = [sheet.getpixel((x, 400)) < 90 for x in range(sheet.width)]
    return sum(dark and not before for before, dark in itertools.pairwise(row))


def test_one_sheet_is_a3_as_pdf_and_picture(shown):
    made = contact_sheet("通知10件", shown(10), read_fonts())
    assert len(made.pngs) == 1
    assert picture(made.pngs[0]).size == (2480, 1754)
    with pypdfium2.PdfDocument(made.pdf) as document:
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx((420 * MM, 297 * MM), abs=1)


def test_pages_are_as_large_as_fits(shown):
    one = contact_sheet("一", shown(1), read_fonts()).pngs[0]
    box = picture(one).point(lambda grey: 255 if grey < 200 else 0).crop((0, 150, 2480, 1754))
    _left, top, _right, bottom = box.getbbox()
    assert bottom - top > 1400  # of 1604 dots below the title
    assert columns(contact_sheet("十", shown(10), read_fonts()).pngs[0]) == 5


def test_many_documents_go_on_equal_sheets(shown):
    made = contact_sheet("通知", shown(60), read_fonts())
    assert len(made.pngs) == 2
    with pypdfium2.PdfDocument(made.pdf) as document:
        assert len(document) == 2


def test_findings_are_shown_in_red(shown):
    def reds(png):
        sheet = Image.open(io.BytesIO(png))
        red, green, _blue = sheet.split()
        pairs = zip(red.tobytes(), green.tobytes(), strict=True)
        return sum(r > 150 and g < 60 for r, g in pairs)

    assert reds(contact_sheet("一", shown(2), read_fonts()).pngs[0]) == 0
    assert reds(contact_sheet("一", shown(2, findings=3), read_fonts()).pngs[0]) > 1000


def test_a_long_name_stays_in_its_column(shown):
    long = [Shown("很长的名称" * 40 + "完", one.pdf, 0) for one in shown(4)]
    sheet = picture(contact_sheet("一", long, read_fonts()).pngs[0])
    gap = sheet.crop((2480 // 2 - 5, 150, 2480 // 2 + 5, 1754))
    assert gap.getextrema()[0] == 255


def test_the_same_documents_give_the_same_bytes(shown):
    fonts = read_fonts()
    assert contact_sheet("一", shown(3), fonts) == contact_sheet("一", shown(3), fonts)


def test_a_broken_pdf(shown, tmp_path):
    documents = shown(2)
    (tmp_path / "2.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(SourceError) as caught:
        contact_sheet("一", documents, read_fonts())
    assert caught.value.findings[0].code == "NK-I01"


def test_a_sheet_for_each_family_with_its_findings(folder):
    from notice_kit.building import build

    jobs: tuple[Job, ...] = build(folder).delivered
    for job in jobs:
        (folder / "output" / job.path).with_suffix(".pdf").write_bytes(pdf(A4, A4))
    wrong = warning("NK-O23", "…", Location(str(folder / "output" / jobs[0].path)))
    made = dict(contact_sheets(folder / "output", jobs, [wrong], read_fonts()))
    families = {job.template.spec.family for job in jobs}
    assert {path.stem for path in made} == families
    assert {path.suffix for path in made} == {".pdf", ".png"}
    written = deliver_contact_sheets(folder / "output", jobs, [wrong])
    assert sorted(path.stem for path in written) == sorted(families)
    assert all(path.parent.name == "审签样张" for path in written)
