"""The samples, filled in and drawn by LibreOffice, measured against the standard within 1 mm."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from notice_kit.composing import compose_file
from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import parse_manuscript
from notice_kit.template.compile import compile_template
from tests.standard.conftest import manuscript
from tests.standard.ink import Ink
from tests.support import office

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path.stem for path in (ROOT / "samples").glob("*.yaml"))
DATA = {
    "unit": {"name": "青禾县财政局", "liaison": "沈雨桐", "liaison_phone": "0599-60000218"},
    "branch": {"name": "青禾县柳溪镇杏花村党支部", "form": "党支部"},
}
MM = 25.4 / 72
CHARACTER = 156 / 28
WITHIN = 1  # mm


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("samples")
    for name in SAMPLES:
        path = made / f"{name}.docx"
        path.write_bytes(compose_file(ROOT / "samples" / f"{name}.yaml")[0])
        path.write_bytes(compile_template(path).render(DATA))
    return made


@pytest.fixture(scope="module")
def pdf(folder: Path):
    def draw(name: str) -> Path:
        made = folder / f"{name}.pdf"
        return made if made.is_file() else office.to_pdf(folder / f"{name}.docx", folder)

    return draw


def about(millimetres: float) -> object:
    return pytest.approx(millimetres, abs=WITHIN)


def test_there_is_a_sample_of_each_kind() -> None:
    assert set(SAMPLES) == {
        "通知", "通报", "函", "请示", "联合通知", "纪要", "令", "撤销决定",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["函", "联合通知", "令"])
def test_samples_are_valid(folder: Path, name: str) -> None:
    found = OpenXmlValidator().validate(str(folder / f"{name}.docx")).errors
    assert [str(fault) for fault in found] == []


@pytest.mark.office
@pytest.mark.parametrize("name", SAMPLES)
def test_the_imprint_is_on_the_last_page_and_numbers_stand_outside(pdf, name: str) -> None:
    pages = office.pages(pdf(name))
    with_words = [n for n, page in enumerate(pages, 1) if page.words]
    imprinted = [n for n in with_words if any("印发" in w.text for w in pages[n - 1].words)]
    assert name == "函" or imprinted[-1] == with_words[-1]
    numbered = {n for n in with_words if Ink(pdf(name), n).bands(28, 184, 264, 276)}
    own_page = name in ("通报", "请示", "令")
    assert own_page or len(with_words) % 2 == 0 or name == "函"
    without = {1} if name == "函" else {with_words[-1]} if own_page else set()
    assert set(with_words) - numbered == without
    for number in numbered:
        left, right = Ink(pdf(name), number).extent(264, 272)
        edge = right if number % 2 else left
        assert edge == about(184 - 4.94 if number % 2 else 28 + 4.94)


@pytest.mark.office
@pytest.mark.parametrize(
    ("name", "top"), [("通知", 72), ("函", 30), ("令", 57), ("纪要", 72), ("联合通知", 72)]
)
def test_the_upper_edge_of_the_mark(pdf, name: str, top: float) -> None:
    page = Ink(pdf(name), 1)
    assert next(band.top for band in page.bands(80, 130) if band.bottom - band.top > 8) == about(
        top
    )


@pytest.mark.office
@pytest.mark.parametrize("name", ["通知", "请示", "联合通知"])
def test_the_red_rule_is_4_mm_under_the_number_and_as_wide_as_the_type_area(pdf, name: str) -> None:
    page = Ink(pdf(name), 1)
    (rule,) = page.bands(28.5, 29.5, 100, 150)
    number = page.bands(60, 175, 60, rule.top - 0.3)[-1]
    assert rule.top - number.bottom == about(4)
    assert page.extent(rule.top, rule.bottom) == (about(28), about(184))


@pytest.mark.office
def test_what_stands_over_a_mark_has_a_row_each(pdf) -> None:
    rows = Ink(pdf("联合通知"), 1).bands(28, 60, 37, 70)
    assert len(rows) == 3
    assert [row.middle for row in rows] == [about(37 + 10.2 * (n + 0.55)) for n in range(3)]


@pytest.mark.office
def test_joint_names_are_equally_wide(pdf) -> None:
    page = Ink(pdf("联合通知"), 1)
    names = [band for band in page.bands(28, 45, 70, 115) if band.bottom - band.top > 6]
    # 汉字 of 11 mm have up to 2 mm of white at their sides.
    lefts = [page.extent(name.top, name.bottom)[0] for name in names]
    assert lefts == [pytest.approx(31, abs=2)] * 3


@pytest.mark.office
def test_the_double_lines_of_a_letter(pdf) -> None:
    page = Ink(pdf("函"), 1)
    mark = page.bands(80, 130)[0]
    thick, thin, foot_thin, foot_thick = page.bands(21, 27)
    assert thick.top - mark.bottom == about(4)
    assert foot_thin.top == about(277)
    for first, second in ((thick, thin), (foot_thick, foot_thin)):
        assert first.bottom - first.top > 2 * (second.bottom - second.top)
    assert page.extent(thick.top, thin.bottom) == (about(20), about(190))
    assert page.extent(foot_thin.top, foot_thick.bottom) == (about(20), about(190))
    number = next(band for band in page.bands(150, 184) if band.top > thin.bottom)
    assert number.top - thin.bottom == about(4.94)
    assert page.extent(number.top, number.bottom) == (about(28), about(184))
    assert Ink(pdf("函"), 2).bands(21, 27) == []


@pytest.mark.office
def test_a_signature_with_a_stamp(pdf) -> None:
    page = Ink(pdf("令"), 1)
    *_, text, post, date = page.bands(28, 184, 100, 262)
    assert post.bottom - text.bottom == about(3.5 * 10.2)  # in the middle of two rows
    right = max(w.right for w in office.pages(pdf("令"))[0].words if abs(w.top * MM - date.top) < 2)
    assert right * MM == about(184 - 4 * CHARACTER)
    stamp_left = 184 - 4 * CHARACTER - 40
    post_right = page.bands(stamp_left - 2 * CHARACTER - 6, stamp_left - 2 * CHARACTER)
    assert post_right
    assert page.bands(stamp_left - 2 * CHARACTER + 0.5, stamp_left, post.top, post.bottom) == []


@pytest.mark.office
@pytest.mark.parametrize(("rows", "number"), [(2, "2"), (22, "2"), (24, "4"), (46, "4")])
def test_a_section_that_begins_on_an_even_page(tmp_path: Path, rows: int, number: str) -> None:
    first = {"blocks": [{"centred": "公" * 28 * rows}]}
    second = {"begins": "even_page", "blocks": [{"centred": "国"}]}
    path = tmp_path / "试文.docx"
    path.write_bytes(compose(parse_manuscript({"sections": [first, second]}, "试文")))
    last = office.pages(office.to_pdf(path, tmp_path))[-1]
    assert [word.text for word in last.words] == ["国", "—", number, "—"]


@pytest.mark.office
@pytest.mark.parametrize("rows", [2, 24])
def test_an_imprint_on_an_even_page_of_its_own(tmp_path: Path, rows: int) -> None:
    imprint = {"copy_to": "乙", "office": "甲", "date": "2026年1月1日", "page": "even"}
    path = tmp_path / "试文.docx"
    path.write_bytes(compose(manuscript({"centred": "公" * 28 * rows}, {"imprint": imprint})))
    made = office.to_pdf(path, tmp_path)
    last = Ink(made, len(office.pages(made)))
    *_, last_rule = last.bands(28.3, 29.5)
    assert last_rule.bottom == about(262)
    assert last.extent(last_rule.top, last_rule.bottom) == (about(28), about(184))
    assert last.bands(28, 184, 264) == []


@pytest.mark.office
def test_turned_and_wide_pages_have_their_number_where_the_others_do(tmp_path: Path) -> None:
    pages = [("portrait", "正文"), ("landscape", "1"), ("landscape", "2"), ("a3", "3")]
    sections = [{"page": page, "blocks": [{"right": label}]} for page, label in pages]
    path = tmp_path / "试文.docx"
    path.write_bytes(compose(parse_manuscript({"sections": sections}, "试文")))
    made = office.to_pdf(path, tmp_path)
    even, odd, wide = (Ink(made, number) for number in (2, 3, 4))
    dash, *_ = even.bands(20, 34)
    assert dash.top == about(28 + 4.94)
    assert sum(even.extent(dash.top, dash.bottom, 34)) / 2 == pytest.approx(28, abs=0.3)
    *_, dash = odd.bands(20, 34)
    assert dash.bottom == about(210 - 26 - 4.94)
    (number,) = wide.bands(28, 394, 262)
    assert number.middle == about(269)
    assert wide.extent(number.top, number.bottom)[0] == about(28 + 4.94)
