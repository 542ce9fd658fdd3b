from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_kit.standard.text_width import text_width
from notice_kit.standard.titles import LONGEST, has_good_shape, title_rows


def test_a_row_holds_20() -> None:
    assert LONGEST == 20


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("关于召开座谈会的通知", ["关于召开座谈会的通知"]),
        (
            "中共青禾县柳溪镇委员会关于新建杏花村党群服务中心的请示",
            ["中共青禾县柳溪镇委员会", "关于新建杏花村党群服务中心的请示"],
        ),
        (
            "关于推进基层党建示范阵地创建工作的会议纪要",
            ["关于推进基层党建示范阵地", "创建工作的会议纪要"],
        ),
        (
            "中共青禾县委组织部关于做好2026年下半年发展党员工作的通知",
            ["中共青禾县委组织部关于做好", "2026年下半年发展党员工作的通知"],
        ),
        (
            "青禾县人民政府关于印发《青禾县农村公共活动场所管理办法》的通知",
            ["青禾县人民政府关于印发", "《青禾县农村公共活动场所管理办法》的通知"],
        ),
    ],
)
def test_a_title_is_broken_at_the_borders_of_words(title: str, rows: list[str]) -> None:
    assert title_rows(title) == rows


def test_a_title_with_tags_is_left_to_its_data() -> None:
    title = "中共青禾县委关于撤销{{ branch.name }}“基层党建示范阵地”称号的决定"
    assert title_rows(title) == [title]


def test_a_word_longer_than_any_row_is_left_whole() -> None:
    assert title_rows("《" + "长" * 100 + "》") == ["《" + "长" * 100 + "》"]


@pytest.mark.parametrize(
    ("widths", "good"),
    [
        ((10, 16), True),
        ((16, 10), True),
        ((12, 12), False),
        ((9, 13, 17), True),
        ((9, 17, 12), True),
        ((15, 9, 15), False),
        ((9, 12, 12), False),
    ],
)
def test_shapes(widths: tuple[int, ...], good: bool) -> None:
    assert has_good_shape(widths) is good


@given(st.text("关于做好县委组织部的和与通知决定《》“”（）2026年工作、", min_size=0, max_size=60))
def test_nothing_is_lost_and_broken_titles_keep_the_rules(title: str) -> None:
    rows = title_rows(title)
    assert "".join(rows) == title
    if len(rows) > 1:
        widths = [text_width(row) for row in rows]
        assert max(widths) <= LONGEST
        assert has_good_shape(widths)
        assert not any(row[0] in "的和与、》”）" for row in rows[1:])
        assert not any(row[-1] in "《“（" for row in rows[:-1])


def test_widths() -> None:
    assert text_width("2026年3月5日") == 6
    assert text_width("2026年11月24日") == 7
    assert text_width("*中共*青禾县委“四化”") == 10
    assert text_width("{{ campaign.issuer }}文件{% if x %}") == 11
