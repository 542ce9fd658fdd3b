"""Composed pages as LibreOffice draws them, measured in millimetres against the standard."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from notice_kit.standard.manuscript import Manuscript, parse_manuscript
from tests.standard.conftest import manuscript
from tests.support.office import Page, Word

pytestmark = pytest.mark.office

Draw = Callable[[Manuscript], list[Page]]
MM = 72 / 25.4
FULL_PAGE = "公" * 28 * 30

NOTICE = manuscript(
    {"issuer_mark": "中共青禾县委文件"},
    {"document_number": "青发〔2026〕21号"},
    {"title": ["关于开展创建活动的", "通知"]},
    {"addressee": "各镇党委："},
    {"body": FULL_PAGE},
    {"attachment_note": ["申报表", "考评细则"]},
    {"signature": {"issuer": "中共青禾县委", "date": "2026年6月15日"}},
    {"imprint": {"copy_to": "县政府" * 20, "office": "县委办公室", "date": "2026年6月16日"}},
)


def body_lines(page: Page) -> list[list[Word]]:
    """The lines of the type area, from the top."""
    lines: dict[int, list[Word]] = {}
    for word in page.words:
        if word.bottom < 262 * MM:
            lines.setdefault(round(word.bottom), []).append(word)
    return [lines[y] for y in sorted(lines)]


def word(page: Page, text: str) -> Word:
    return next(word for word in page.words if text in word.text)


def test_a_full_page_has_22_rows_of_28_characters(drawn: Draw) -> None:
    page = drawn(manuscript({"centred": "公" * 28 * 22 + "二"}))[0]
    lines = body_lines(page)
    assert [len("".join(word.text for word in line)) for line in lines] == [28] * 22
    assert min(word.left for word in page.words[:22]) / MM == pytest.approx(28, abs=1)
    assert max(word.right for word in page.words[:22]) / MM == pytest.approx(184, abs=1)


def test_the_first_line_of_a_paragraph_has_26(drawn: Draw) -> None:
    lines = body_lines(drawn(manuscript({"body": FULL_PAGE}))[0])
    assert [len("".join(word.text for word in line)) for line in lines[:2]] == [26, 28]
    assert lines[0][0].left / MM == pytest.approx(28 + 2 * 156 / 28, abs=0.5)


def test_head_of_a_notice(drawn: Draw) -> None:
    page = drawn(NOTICE)[0]
    mark, number, title = (word(page, text) for text in ("中共青禾县委文件", "青发", "关于开展"))
    size = 52  # points, of a mark of eight characters
    ink_top = (mark.top + mark.bottom) / 2 - size / 2
    assert ink_top / MM == pytest.approx(72, abs=2)
    assert (mark.left + mark.right) / 2 / MM == pytest.approx(106, abs=1)
    # Two rows are blank, so baselines are three rows apart, and the mark's own line is higher.
    assert (number.bottom - mark.bottom) / MM == pytest.approx(3 * 10.2, abs=3)
    assert (title.bottom - number.bottom) / MM == pytest.approx(3 * 10.2 + 3, abs=3)


def test_page_numbers_stand_outside_7_mm_under_the_type_area(drawn: Draw) -> None:
    pages = drawn(NOTICE)
    for number, page in enumerate(pages, start=1):
        first, middle, last = page.words[-3:]
        assert (first.text, middle.text, last.text) == ("—", str(number), "—")
        assert (middle.top + middle.bottom) / 2 / MM == pytest.approx(269, abs=1)
        if number % 2:
            assert last.right / MM == pytest.approx(184 - 156 / 28, abs=1)
        else:
            assert first.left / MM == pytest.approx(28 + 156 / 28, abs=1)


def test_signature(drawn: Draw) -> None:
    page = next(page for page in drawn(NOTICE) if any(w.text == "中共青禾县委" for w in page.words))
    issuer = word(page, "中共青禾县委")
    date = [w for w in page.words if abs(w.bottom - issuer.bottom - 28.95) < 3]
    middle = (min(w.left for w in date) + max(w.right for w in date)) / 2
    assert max(w.right for w in date) / MM == pytest.approx(184 - 4 * 156 / 28, abs=1)
    # LibreOffice widens the date by the space that it puts between digits and 汉字.
    assert (issuer.left + issuer.right) / 2 == pytest.approx(middle, abs=0.75 * 16)


def test_imprint_is_the_last_in_the_type_area_of_the_last_page(drawn: Draw) -> None:
    pages = drawn(NOTICE)
    last = pages[-1]
    office, date = word(last, "县委办公室"), word(last, "日印发")
    # The rule under the row is at 262 mm; a row is 24 points high.
    assert (office.top + office.bottom) / 2 / MM == pytest.approx(262 - 24 / 2 / MM, abs=2)
    assert abs(office.bottom - date.bottom) < 1
    assert office.left / MM == pytest.approx(28 + 14 / MM, abs=1)
    assert date.right / MM == pytest.approx(184 - 14 / MM, abs=1)
    assert len(pages) == 3


def test_an_attachment_begins_a_page_with_its_title_in_the_third_row(drawn: Draw) -> None:
    page = drawn(
        manuscript({"body": "正文"}, {"attachment_label": "附件1"}, {"attachment_title": "申报表"})
    )[1]
    label, title = word(page, "附件"), word(page, "申报表")
    assert label.left / MM == pytest.approx(28, abs=1)
    # The title reaches 1.5 mm further below its baseline than the label.
    assert (title.bottom - label.bottom) / MM == pytest.approx(2 * 10.2 + 1.5, abs=1)


def test_running_headers(drawn: Draw) -> None:
    pages = drawn(
        manuscript(
            {"rule_title": "议事规则"},
            {"body": "条" * 28 * 25},
            {"rule_title": "党课制度"},
            {"body": "条"},
            header="rule_title",
        )
    )
    assert [page.words[0].text for page in pages] == ["议事规则", "议事规则", "党课制度"]
    assert all(page.words[0].bottom < 37 * MM for page in pages)


def test_the_number_of_a_landscape_page_is_where_portrait_pages_have_it(drawn: Draw) -> None:
    table = {"form_title": "汇总表"}
    source = parse_manuscript(
        {"sections": [{"blocks": [{"body": "甲"}]}, {"page": "landscape", "blocks": [table]}]}, "表"
    )
    page = drawn(source)[1]
    dashes = [w for w in page.words if w.text == "—"]
    assert min(w.top for w in dashes) / MM == pytest.approx(28 + 156 / 28, abs=1)
    assert all((w.left + w.right) / 2 / MM == pytest.approx(28, abs=1) for w in dashes)


def test_a_certificate_is_one_page(drawn: Draw) -> None:
    pages = drawn(
        manuscript(
            {"right": "证书编号：001"},
            {"certificate_title": "荣誉证书"},
            {"certificate_name": "甲镇乙村党支部："},
            {"certificate_body": "你支部在创建活动中成绩突出，" * 5},
            {"certificate_body": "特发此证，以资鼓励。"},
            {"certificate_right": "中共青禾县委"},
            {"certificate_right": "2026年12月18日"},
            page="certificate",
            page_number="none",
        )
    )
    (page,) = pages
    assert (page.width / MM, page.height / MM) == pytest.approx((297, 210), abs=0.5)
    middle = (min(w.top for w in page.words) + max(w.bottom for w in page.words)) / 2
    # LibreOffice does not centre the text (w:vAlign), which therefore nearly fills the height.
    assert middle / MM == pytest.approx(105, abs=12)
