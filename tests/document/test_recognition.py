"""What a document is, and what its paragraphs are, in files of any origin."""

import docx
import pytest

from notice_kit.document.document import read_document
from notice_kit.document.labels import chinese_value, heading_of
from notice_kit.document.layout import Kind
from notice_kit.document.roles import Role
from notice_kit.document.signs import genre_of, is_red
from tests.document.word import first, p, read
from tests.rules.editing import base, edited

CENTRE, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
LARGE, RED = '<w:sz w:val="44"/>', '<w:color w:val="FF0000"/><w:sz w:val="80"/>'
EMPTY = "<w:p/>"
CELL = "<w:tc>%s</w:tc>"

TYPED = (
    p("000012")
    + p("机密★1年")
    + p("特急")
    + p("青禾县人民政府文件", CENTRE, RED)
    + EMPTY
    + p("青政发[2026]05号", CENTRE + '<w:pBdr><w:bottom w:val="single" w:color="FF0000"/></w:pBdr>')
    + EMPTY
    + p("青禾县人民政府", CENTRE, LARGE)
    + p("关于做好防汛工作的通知", CENTRE, LARGE)
    + EMPTY
    + p("各乡镇人民政府，县政府各部门：")
    + p("现将有关事项通知如下：", '<w:ind w:firstLine="640"/>')
    + p("一、提高认识")
    + p("（一）落实责任。各单位要把责任落到人。")
    + p("1．做好值班。")
    + EMPTY
    + p("附件：1.值班表")
    + p("      2.联系表")
    + EMPTY
    + p("青禾县人民政府", RIGHT)
    + p("二〇二六年六月五日", RIGHT)
    + p("（联系人：李明，电话：123456）")
    + p("附件1", "<w:pageBreakBefore/>")
    + p("值班表", CENTRE, LARGE)
    + p("值班表按月报送。")
    + p("抄送：县委办公室。")
    + p("青禾县人民政府办公室        2026年6月6日印发")
)


def roles(document):
    layout = document.layout
    return [(layout.role(one).value, one.bare) for one in document.paragraphs if not one.is_empty]


def test_a_typed_document_without_any_styles_is_understood():
    document = read(TYPED)
    assert roles(document) == [
        ("份号", "000012"),
        ("密级和保密期限", "机密★1年"),
        ("紧急程度", "特急"),
        ("发文机关标志", "青禾县人民政府文件"),
        ("发文字号", "青政发[2026]05号"),
        ("标题", "青禾县人民政府"),
        ("标题", "关于做好防汛工作的通知"),
        ("主送机关", "各乡镇人民政府，县政府各部门："),
        ("正文", "现将有关事项通知如下："),
        ("一级标题", "一、提高认识"),
        ("正文", "（一）落实责任。各单位要把责任落到人。"),
        ("正文", "1．做好值班。"),
        ("附件说明", "附件：1.值班表"),
        ("附件说明", "2.联系表"),
        ("发文机关署名", "青禾县人民政府"),
        ("成文日期", "二〇二六年六月五日"),
        ("附注", "（联系人：李明，电话：123456）"),
        ("附件标识", "附件1"),
        ("附件标题", "值班表"),
        ("正文", "值班表按月报送。"),
        ("抄送机关", "抄送：县委办公室。"),
        ("印发机关和印发日期", "青禾县人民政府办公室        2026年6月6日印发"),
    ]
    layout = document.layout
    assert (layout.kind, layout.genre) == (Kind.FILE, "通知")
    assert document.title == "青禾县人民政府关于做好防汛工作的通知"
    assert layout.red_rule is not None
    assert [annex.label.text for annex in layout.annexes] == ["附件1"]
    assert [one.text for one in layout.annexes[0].paragraphs] == ["值班表", "值班表按月报送。"]
    assert layout.main[-1].bare.startswith("（联系人")
    assert [len(layout.head), document.rows_above(layout.having(Role.TITLE)[1])] == [5, 0]


def test_a_document_without_a_head_is_official_by_its_title_and_its_close():
    document = read(
        p("关于召开党建工作会议的通知", CENTRE, LARGE)
        + p("各党支部：")
        + p("会议定于3月5日召开，请准时参加。")
        + p("中共青禾县委组织部", RIGHT)
        + p("2026年3月1日", RIGHT)
    )
    assert document.kind is Kind.PLAIN
    assert document.layout.red_rule is None


def test_the_formats_are_told_apart():
    number = p("青府函〔2026〕5号", RIGHT)
    title = p("关于商请支持的函", CENTRE, LARGE) + p("县财政局：") + p("请予支持。")
    letter = read(p("青禾县人民政府", CENTRE, RED) + number + title)
    assert letter.kind is Kind.LETTER
    minutes = read(
        p("青禾县委常委会会议纪要", CENTRE, RED) + p("会议听取了汇报。") + p("出席：李明")
    )
    assert minutes.kind is Kind.MINUTES
    order = read(p("青禾县人民政府令", CENTRE, RED) + p("第5号", CENTRE) + p("现予公布。"))
    assert order.kind is Kind.ORDER
    assert order.first(Role.ORDER_NUMBER) is not None


@pytest.mark.parametrize(
    "body",
    [
        "",
        p("Annual Report", CENTRE, LARGE) + p("Sales rose by 5%."),
        p("基于深度学习的图像识别研究", CENTRE, LARGE)
        + p("摘要：本文研究图像识别。")
        + p("一、引言"),
        p("亲爱的同学：") + p("你好！") + p("李明", RIGHT) + p("2026年3月5日", RIGHT),
        p("读书报告", CENTRE, LARGE) + p("这本书写得好。"),
        p("入党申请书", CENTRE, LARGE)
        + p("敬爱的党组织：")
        + p("我志愿入党。")
        + p("2026年3月5日"),
        f"<w:tbl><w:tr>{CELL % p('姓名')}{CELL % p('性别')}</w:tr></w:tbl>",
        p("红色标题", CENTRE, RED) + p("正文。"),
        p("第一章 总则", CENTRE) + p("第一条 为了规范管理，制定本办法。"),
    ],
)
def test_other_documents_are_not_taken_for_official_ones(body):
    assert read(body).kind is Kind.OTHER


def test_the_default_document_of_python_docx_is_none(tmp_path):
    made = docx.Document()
    made.add_heading("Report", 0)
    made.add_paragraph("Text", style="List Number")
    made.add_table(2, 2)
    path = tmp_path / "report.docx"
    made.save(str(path))
    document = read_document(path, "report.docx")
    assert document.kind is Kind.OTHER
    assert document.paragraphs[1].text == "1.Text"


def test_the_kit_s_own_notice_is_known_by_its_styles():
    layout = read_document(base("notice"), "notice.docx").layout
    assert (layout.kind, layout.confidence, layout.genre) == (Kind.FILE, 1.0, "通知")
    assert layout.imprint is not None
    assert layout.imprint.table is not None
    assert [len(annex.title) for annex in layout.annexes] == [1, 1]
    levels = [(one.level, one.label, one.stands_alone) for one in layout.headings]
    assert levels[:6] == [
        (1, "一、", True), (1, "二、", True), (2, "（一）", True), (3, "1.", False),
        (3, "2.", False), (2, "（二）", False),
    ]  # fmt: skip


def test_rows_above_count_blank_paragraphs_and_spacing_alike():
    line = '<w:spacing w:line="579" w:lineRule="exact"/>'
    spaced = '<w:spacing w:line="579" w:lineRule="exact" w:before="1158"/>'
    title = p("关于工作的通知", CENTRE + line, LARGE) + p("各党支部：", line) + p("请执行。", line)
    blank = f"<w:p><w:pPr>{line}</w:pPr></w:p>" * 2
    by_blanks = read(title + blank + p("2026年3月1日", line))
    by_spacing = read(title + p("2026年3月1日", spaced))
    assert by_blanks.rows_above(by_blanks.paragraphs[-1]) == 2
    assert by_spacing.rows_above(by_spacing.paragraphs[-1]) == 2


@pytest.mark.parametrize(
    ("text", "level", "label", "value", "alone"),
    [
        ("一、总体要求", 1, "一、", 1, True),
        ("十二．总体要求", 1, "十二．", 12, True),
        ("（二十一）责任。落实。", 2, "（二十一）", 21, False),
        ("(三)责任", 2, "(三)", 3, True),
        ("3.目标", 3, "3.", 3, True),
        ("3、目标", 3, "3、", 3, True),
        ("1.2026年底前完成。", 3, "1.", 1, True),
        ("（4）台账，每月更新。", 4, "（4）", 4, True),
    ],
)
def test_labels(text, level, label, value, alone):
    heading = heading_of(first(p(text)))
    assert heading is not None
    assert (heading.level, heading.label, heading.value, heading.stands_alone) == (
        level,
        label,
        value,
        alone,
    )


@pytest.mark.parametrize(
    "text", ["3.5万元", "2026年3月5日", "一是提高认识", "（此件公开发布）", "第一，"]
)
def test_what_is_no_label(text):
    assert heading_of(first(p(text))) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("一〇", 10), ("", 0)],
)
def test_chinese_numbers(text, value):
    assert chinese_value(text) == value


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("关于做好工作的通知", "通知"), ("关于印发《办法》的通知（试行）", "通知"),
        ("关于……的请示", "请示"), ("青禾县人民政府令", "令"), ("管理办法", None), ("", None),
    ],
)  # fmt: skip
def test_genres(title, genre):
    assert genre_of(title) == genre


@pytest.mark.parametrize(
    ("colour", "red"),
    [
        ("FF0000", True), ("C00000", True), ("E60012", True), ("FF8000", False), (None, False),
        ("x", False),
    ],
)  # fmt: skip
def test_reds(colour, red):
    assert is_red(colour) is red


def test_a_letter_is_told_by_the_head_of_its_first_page():
    document = read_document(base("letter"), "letter.docx")
    assert document.kind is Kind.LETTER
    (urgency,) = document.having(Role.URGENCY)
    assert urgency.text == "加急\t青组函〔2026〕17号"


def test_a_red_head_without_double_lines_makes_no_letter():
    plain = [{"part": "header_first", "at": "//w:tcBorders", "remove": True}]
    plain += [{"part": "footer_first", "at": "//w:tcBorders", "remove": True}]
    assert read_document(edited(base("letter"), plain), "letter.docx").kind is not Kind.LETTER


@pytest.mark.parametrize(
    "body",
    [
        p("项目周会会议纪要", CENTRE, '<w:sz w:val="56"/>')
        + p("时间：2026年5月6日")
        + p("出席：张三"),
        p("放假通知", CENTRE, LARGE)
        + p("各位同事：")
        + p("国庆节放假7天，请大家做好安排。")
        + p("行政部", RIGHT)
        + p("2026年9月20日", RIGHT),
        p("第五章　红头文件", CENTRE, LARGE)
        + p("他翻开那份《关于开展整顿的通知》：")
        + p("青组发〔1988〕5号")
        + p("抄送：县委办公室。"),
    ],
    ids=["minutes of a company", "a notice of a company", "a novel"],
)
def test_what_only_sounds_official_is_not(body):
    assert read(body).kind is Kind.OTHER


def test_a_row_of_organs_under_the_title_is_the_addressee_without_a_colon():
    title = p("关于做好防汛工作的通知", CENTRE, LARGE)
    layout = read(title + p("各乡镇党委，县直各党委、党组") + p("现将有关事项通知如下。")).layout
    assert [one.bare for one in layout.having(Role.ADDRESSEE)] == ["各乡镇党委，县直各党委、党组"]


def test_the_row_under_copy_to_is_that_of_printing_without_its_word():
    layout = read(TYPED.replace("2026年6月6日印发", "2026年6月6日")).layout
    found = [one.bare for one in layout.having(Role.PRINTING)]
    assert found == ["青禾县人民政府办公室        2026年6月6日"]


def test_the_number_of_a_letter_may_stand_behind_its_urgency():
    row = p("加急\t青组函〔2026〕17号")
    layout = read(
        p("青禾县委组织部", CENTRE, RED) + row + p("关于商请派员的函", CENTRE, LARGE)
    ).layout
    assert [one.bare for one in layout.having(Role.URGENCY)] == ["加急\t青组函〔2026〕17号"]
