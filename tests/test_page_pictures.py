"""First and last pages of each kind of document, as pictures that were looked at and found right.

`pytest --update-golden` draws them anew; look at them before committing. They hold for one
LibreOffice, one set of fonts and one PDFium, which tests/golden/pages/key.json names: elsewhere
lines break otherwise and the test is skipped.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from notice_kit.building import prepare
from notice_kit.office.fonts import read_fonts
from notice_kit.rendering import render
from tests.support import office

pytestmark = pytest.mark.office

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "pages"
KEY = GOLDEN / "key.json"

RESOLUTION = 50  # dots per inch
GREYS = 32  # by which a dot may differ
SHARE = 5e-5  # of the dots that may differ more: an erased 汉字 is 1.3e-4, a shift by a dot 6e-2

KINDS = sorted(path.parent.name for path in ROOT.glob("templates/*/template.yaml"))


@pytest.fixture(scope="module")
def key():
    """What the look of a page depends on, beside the document."""
    files = sorted({face.path for face in read_fonts().faces})
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return {
        "LibreOffice": office.worker().version,
        "PDFium": pypdfium2.PDFIUM_INFO.build,
        "fonts": hashlib.sha256("".join(digests).encode()).hexdigest()[:16],
    }


@pytest.fixture(scope="module")
def first_jobs():
    """The first document of each kind."""
    jobs = {}
    for job in prepare(ROOT).plan.jobs:
        jobs.setdefault(job.template.name, job)
    return jobs


def pictures(job, folder):
    """The first page and, where there are more, the last: name → picture."""
    path = folder / "page.docx"
    path.write_bytes(render(job))
    pdf = office.to_pdf(path, folder)
    with pypdfium2.PdfDocument(pdf) as document:
        wanted = {"first": 0, "last": len(document) - 1}
        shown = {
            name: document[at].render(scale=RESOLUTION / 72, grayscale=True).to_pil()
            for name, at in wanted.items()
            if name == "first" or at
        }
    return {f"{job.template.name}-{name}.png": picture for name, picture in shown.items()}


def _rounded(grey):
    """The nearest of sixteen greys: the files are half as large."""
    return round(grey / 17) * 17


def difference(found, wanted):
    """The share of dots that differ, and a picture of them in red over the page."""
    if found.size != wanted.size:
        return 1.0, found.convert("RGB")
    strong = ImageChops.difference(found, wanted).point(lambda grey: 255 if grey > GREYS else 0)
    shown = found.convert("RGB")
    shown.paste("red", mask=strong)
    return strong.histogram()[255] / (found.width * found.height), shown


@pytest.mark.parametrize("kind", KINDS)
def test_the_pages_look_as_they_were_found_right(request, key, first_jobs, tmp_path, kind):
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        KEY.write_text(json.dumps(key, indent=2) + "\n", encoding="utf-8")
        for old in GOLDEN.glob(f"{kind}-*.png"):
            old.unlink()
        for name, picture in pictures(first_jobs[kind], tmp_path).items():
            picture.point(_rounded).save(GOLDEN / name, optimize=True)
        return
    wanted_key = json.loads(KEY.read_text(encoding="utf-8"))
    if key != wanted_key:
        pytest.skip(f"the pictures were drawn with {wanted_key}, here are {key}")
    found = pictures(first_jobs[kind], tmp_path)
    assert sorted(found) == sorted(path.name for path in GOLDEN.glob(f"{kind}-*.png"))
    for name, picture in found.items():
        wanted = Image.open(GOLDEN / name).convert("L")
        share, shown = difference(picture, wanted)
        shown.save(tmp_path / name)
        assert share <= SHARE, f"{share:.1e} of the dots differ: see {tmp_path / name}"


def _inverted(grey):
    return 255 - grey


def test_a_character_that_is_gone_is_seen(first_jobs, tmp_path):
    page = pictures(first_jobs["实施意见"], tmp_path)["实施意见-first.png"]
    assert difference(page, page)[0] == 0
    side = round(16 * RESOLUTION / 72)  # of a 汉字 in 三号
    left, top, _right, _bottom = page.crop((0, 380, page.width, 420)).point(_inverted).getbbox()
    corner = (left + 5 * side, 380 + top)
    changed = page.copy()
    changed.paste(255, (*corner, corner[0] + side, corner[1] + side))
    share, shown = difference(changed, page)
    assert share > SHARE
    assert (255, 0, 0) in [colour for _count, colour in shown.getcolors(1 << 16)]


def test_a_page_of_another_size_is_seen():
    assert difference(Image.new("L", (10, 10)), Image.new("L", (10, 11)))[0] == 1.0


def test_pictures_are_small():
    assert sum(path.stat().st_size for path in GOLDEN.iterdir()) < 1_000_000
