from __future__ import annotations

import pytest

from notice_kit.errors import SourceError
from notice_kit.standard.blank import with_blanks
from notice_kit.standard.manuscript import Manuscript, parse_manuscript
from notice_kit.standard.manuscript_blocks import Text
from notice_kit.standard.manuscript_parts import Tag
from notice_kit.standard.manuscript_tables import Row, Table
from notice_kit.standard.markup import Span, parse
from tests.standard.conftest import manuscript


def _only_table(source: Manuscript) -> Table:
    (table,) = (block for block in source.sections[0].blocks if isinstance(block, Table))
    return table


def test_a_text_is_its_role_and_its_lines() -> None:
    source = manuscript({"title": ["关于甲的", "通知"]}, {"body": "正文"}, "{%p endif %}")
    title, body, tag = source.sections[0].blocks
    assert title == Text(role="title", lines=("关于甲的", "通知"))
    assert body == Text(role="body", lines=("正文",))
    assert tag == Tag(tag="{%p endif %}")


def test_short_cells() -> None:
    table = _only_table(
        manuscript(
            {"table": {"widths": [30, 50], "rows": [[{"label": "姓名"}, 3], "{%tr endfor %}"]}}
        )
    )
    row, tag = table.rows
    assert isinstance(row, Row)
    assert [(cell.lines, cell.label, cell.align) for cell in row.cells] == [
        (("姓名",), True, "centre"),
        (("3",), False, "centre"),
    ]
    assert tag == Tag(tag="{%tr endfor %}")


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ({"boddy": "x"}, "body"),
        ("正文", "tag"),
        ("{% if x %}", "tag"),
        ({"body": "*半边"}, "does not close"),
        ({"body": "*甲**乙*"}, "overlap"),
        ({"signature": {"issuer": "甲"}}, "date"),
        ({"table": {"widths": [50, 50], "rows": [["甲"]]}}, "1 columns wide, not 2"),
        ({"table": {"widths": [50], "rows": [[{"text": "甲", "rows": 2}]]}}, "more rows"),
        ({"table": {"widths": [50], "rows": [[{"text": "甲", "colour": 2}]]}}, "colour"),
    ],
)
def test_what_is_not_understood_is_named(block: object, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        manuscript({"body": "甲"}, block)
    assert message in str(caught.value)
    assert "blocks.1" in str(caught.value)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(SourceError) as caught:
        parse_manuscript({"sections": [{"page": "a5", "blocks": [{"no": "x"}]}]}, "试文")
    assert len(caught.value.findings) == 2


def test_a_cell_reaches_over_the_rows_below() -> None:
    rows = [[{"label": "甲", "rows": 2}, "乙"], ["丙"]]
    assert len(_only_table(manuscript({"table": {"widths": [20, 20], "rows": rows}})).rows) == 2


def test_landscape_tables_may_be_225_mm_wide() -> None:
    block = {"table": {"widths": [125, 100], "rows": [["甲", "乙"]]}}
    assert manuscript(block, page="landscape")
    with pytest.raises(SourceError, match="225 mm"):
        manuscript(block)


def test_marks() -> None:
    assert parse("*（一）甲。*乙**丙**") == [
        Span("（一）甲。", "kai"),
        Span("乙"),
        Span("丙", "hei"),
    ]
    assert parse(r"{{ a * b }}\*{% if x ** 2 %}") == [Span("{{ a * b }}*{% if x ** 2 %}")]


FORM = manuscript(
    {"form_title": "申报表"},
    "{%p for b in branches %}",
    {"body": "单位：{{ unit.name }}报{{ campaign.office }}"},
    "{%p endfor %}",
    {"body": "{% if a %}√{% else %}□{% endif %}是{% if b %}否{% endif %}"},
    {
        "table": {
            "widths": [30, 50],
            "rows": [
                "{%tr for m in members %}",
                [{"label": "姓名"}, {"text": ["{%p if x %}", "{{ m.name }}"]}],
                "{%tr endfor %}",
            ],
        }
    },
)


def _blank(*before: object) -> Manuscript:
    host = manuscript(*before, {"blank_of": "申报表"})
    return with_blanks(host, {"申报表": FORM, "试文": host})


def test_a_blank_form_keeps_words_and_loses_tags() -> None:
    title, body, boxes, _table = _blank().sections[0].blocks
    assert title == Text(role="form_title", lines=("申报表",))
    assert body == Text(role="body", lines=("单位：报{{ campaign.office }}",))
    assert boxes == Text(role="body", lines=("□是",))


def test_a_blank_form_keeps_a_loops_row_once() -> None:
    (row,) = _only_table(_blank()).rows
    assert isinstance(row, Row)
    assert [cell.lines for cell in row.cells] == [("姓名",), ("",)]


def test_a_blank_form_leaves_its_title_to_the_attachment() -> None:
    first, second, *_ = _blank({"attachment_title": "申报表"}).sections[0].blocks
    assert isinstance(first, Text)
    assert isinstance(second, Text)
    assert (first.role, second.role) == ("attachment_title", "body")


def test_a_blank_of_what_is_not_there() -> None:
    with pytest.raises(SourceError, match="申报表"):
        with_blanks(manuscript({"blank_of": "申保表"}), {"申报表": FORM})
