"""Pages and elements that the standard does not know, by custom, in the standard's own types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from notice_kit.measure import Length
from notice_kit.standard import gbt9704
from notice_kit.standard.gbt9704 import LANDSCAPE, PORTRAIT, RED, ROW, rows
from notice_kit.standard.specs import (
    CUSTOM,
    HEITI,
    KAITI,
    NOTHING,
    SIZE_2,
    SIZE_CHU,
    SMALL_1,
    SMALL_4,
    XIAOBIAOSONG,
    ElementSpec,
    FormatSpec,
    PageSpec,
    RuleSpec,
    ink_top,
)

MARK_SIZES = tuple(
    Length.pt(size) for size in (62, 56, 52, 48, 44, 42, 40, 38, 36, 32, 28, 24, 22, 20, 18)
)
"""Sizes that an issuer's mark may have; the largest that fits the line is taken."""

MARK_LINE = 1.25
"""The height of a mark's line, of its size."""

JOINT_MARK_HEIGHT = Length.mm(48)
"""How high the mark of several issuers may be: the first page must show some text (7.3.3)."""

TAG_CHARACTERS = 9
"""How long the text of a tag is taken to be in an issuer's mark: 中共青禾县委组织部."""

COVER = PageSpec(
    name="cover", width=PORTRAIT.width, height=PORTRAIT.height, top=PORTRAIT.top,
    right=PORTRAIT.right, bottom=PORTRAIT.bottom, left=PORTRAIT.left, source=CUSTOM,
)  # fmt: skip

CERTIFICATE = PageSpec(
    name="certificate", width=PORTRAIT.height, height=PORTRAIT.width, top=Length.mm(20),
    right=Length.mm(36), bottom=Length.mm(20), left=Length.mm(36), centred=True, source=CUSTOM,
)  # fmt: skip

WIDE = PageSpec(
    name="a3", width=Length.mm(420), height=PORTRAIT.height, top=PORTRAIT.top,
    right=PORTRAIT.right, bottom=PORTRAIT.bottom, left=PORTRAIT.left,
    number_gap=PORTRAIT.number_gap, source=CUSTOM,
)  # fmt: skip
"""A3 that is folded into a document: bound at the left and numbered like the pages around it."""

PLAQUE = PageSpec(
    name="plaque", width=Length.mm(594), height=Length.mm(420), top=Length.mm(30),
    right=Length.mm(30), bottom=Length.mm(30), left=Length.mm(30), has_grid=False, source=CUSTOM,
)  # fmt: skip
"""A sheet for the wall (匾牌), A2 lying; printed at 71 % it is A3."""

PAGES = {page.name: page for page in (PORTRAIT, LANDSCAPE, WIDE, COVER, CERTIFICATE, PLAQUE)}

RARE = frozenset({"plaque_title", "plaque_right"})
"""Elements whose styles only those files have that use them."""

HEADER_RULE = RuleSpec(thickness=Length.pt(0.5), gap=Length.mm(1.5), source=CUSTOM)
TABLE_RULE = RuleSpec(thickness=Length.pt(0.5), source=CUSTOM)

COVER_TITLE_TOP = Length(PORTRAIT.height // 3 - PORTRAIT.top)
"""From the upper edge of the type area to a third of the page, where a cover's title stands."""

HEADER_TOP = Length.mm(25)
"""From the upper edge of the page to a running header."""

STITCHED_LEAVES = 40
"""Thicker books are glued."""

GLUE = Length.mm(8)
"""What glue takes of the inner margin."""

TERMS = (
    "基层党建", "示范阵地", "党群服务中心", "便民服务", "换届选举", "风险排查", "会议纪要",
    "实施方案", "实施意见", "管理办法", "贯彻落实", "督查情况", "述职评议考核", "乡村振兴",
    "人居环境",
)  # fmt: skip
"""What a row of a title does not part, though a dictionary has it as two words."""

SEAL_PLACE = Length.mm(52)
"""A place for a seal, which has a diameter of 42 or 45 mm (国发〔1999〕25号), and its name."""

SEALS_IN_ROW = 3
STAMP_SIZE = (Length.mm(40), rows(2))
"""The place for a 签名章."""

LONG_TABLE = 25
"""Rows that no page holds, if each is a row of text with some room."""

LONG_CELL = 200
"""Characters of a cell that may fill so much of a page that its row must be split."""

CELL_LINE = Length.pt(20)
CELL_PADDING = (Length.mm(0.7), Length.mm(1.5))
"""Room in a cell over and under, and beside its text."""

ELEMENTS: dict[str, ElementSpec] = {
    spec.role: spec
    for spec in (
        ElementSpec(
            role="form_title", style="表格标题", source=CUSTOM, font=XIAOBIAOSONG,
            size=SIZE_2, align="center", after=rows(0.5), line=ROW, keep=True,
        ),
        ElementSpec(
            role="form_line", style="填报栏", source=CUSTOM, size=SMALL_4,
            align="left", line=Length.pt(24), tabs=((0, "right"),), keep=True,
        ),
        ElementSpec(
            role="form_note", style="填表说明", source=CUSTOM, size=SMALL_4,
            first_line=2, line=Length.pt(20),
        ),
        ElementSpec(role="centred", style="居中正文", source=CUSTOM, align="center", line=ROW),
        ElementSpec(role="right", style="居右正文", source=CUSTOM, align="right", line=ROW),
        ElementSpec(
            role="cover_title", style="封面标题", source=CUSTOM, font=XIAOBIAOSONG,
            size=SIZE_CHU, align="center", before=COVER_TITLE_TOP, line=Length.pt(60),
        ),
        ElementSpec(
            role="cover_line", style="封面落款", source=CUSTOM, font=KAITI,
            size=SIZE_2, align="center", line=Length.pt(40), at_foot=True,
        ),
        ElementSpec(
            role="certificate_title", style="证书标题", source=CUSTOM,
            font=XIAOBIAOSONG, size=Length.pt(60), align="center", before=Length.pt(24),
            after=Length.pt(28), line=Length.pt(72), colour=RED, spacing=Length.pt(20),
        ),
        ElementSpec(
            role="certificate_name", style="证书称谓", source=CUSTOM, font=KAITI,
            size=Length.pt(26), align="left", line=Length.pt(44),
        ),
        ElementSpec(
            role="certificate_body", style="证书正文", source=CUSTOM,
            size=SMALL_1, first_line=2, line=Length.pt(42),
        ),
        ElementSpec(
            role="certificate_right", style="证书落款", source=CUSTOM,
            size=SIZE_2, align="right", right=2, line=Length.pt(34),
        ),
        ElementSpec(
            role="plaque_title", style="匾牌标题", source=CUSTOM, font=XIAOBIAOSONG,
            size=Length.pt(64), align="center", after=Length.pt(30), line=Length.pt(80),
            colour=RED, new_page=True,
        ),
        ElementSpec(
            role="plaque_right", style="匾牌落款", source=CUSTOM, font=KAITI,
            size=Length.pt(32), align="right", right=1, line=Length.pt(56),
        ),
        ElementSpec(
            role="letter_title", style="书信标题", source=CUSTOM, font=XIAOBIAOSONG,
            size=SIZE_2, align="center", after=rows(1), line=ROW,
        ),
        ElementSpec(
            role="contents_title", style="目录标题", source=CUSTOM,
            font=XIAOBIAOSONG, size=SIZE_2, align="center", after=rows(1), line=ROW,
            keep=True,
        ),
        ElementSpec(
            role="contents_entry", style="toc 1", source=CUSTOM, line=ROW,
            align="left", tabs=((0, "dot"),),
        ),
        ElementSpec(
            role="contents_entry_2", style="toc 2", source=CUSTOM, line=ROW,
            align="left", left=1, tabs=((0, "dot"),),
        ),
        ElementSpec(
            role="contents_entry_3", style="toc 3", source=CUSTOM, line=ROW,
            align="left", left=2, tabs=((0, "dot"),),
        ),
        ElementSpec(
            role="rule_title", style="制度标题", source=CUSTOM, font=XIAOBIAOSONG,
            size=SIZE_2, align="center", after=rows(1), line=ROW, outline=0,
            new_page=True, keep=True,
        ),
        ElementSpec(
            role="chapter", style="章标题", source=CUSTOM, font=HEITI,
            align="center", before=rows(0.5), after=rows(0.5), line=ROW, outline=1, keep=True,
        ),
        ElementSpec(role="article", style="条", source=CUSTOM, first_line=2, line=ROW),
        ElementSpec(role="item", style="项", source=CUSTOM, first_line=2, line=ROW),
        ElementSpec(
            role="header", style="书眉", source=CUSTOM, size=SMALL_4,
            align="center", line=Length.pt(16), rule=HEADER_RULE,
        ),
        ElementSpec(
            role="table_text", style="表格正文", source=CUSTOM,
            size=SMALL_4, align="left", line=CELL_LINE,
        ),
        ElementSpec(
            role="table_label", style="表格标签", source=CUSTOM, font=HEITI,
            size=SMALL_4, align="center", line=CELL_LINE,
        ),
        ElementSpec(
            role="joint_issuer", style="联合发文机关标志", source=CUSTOM, font=XIAOBIAOSONG,
            align="distribute", line=ROW, colour=RED,
        ),
        ElementSpec(
            role="joint_word", style="联合发文机关标志的文件二字", source=CUSTOM,
            font=XIAOBIAOSONG, align="center", line=ROW, colour=RED,
        ),
        ElementSpec(role="spacer", style="隐形段", source=CUSTOM, line=Length.pt(0.1)),
    )
}  # fmt: skip
"""The elements of custom by role."""

ALL_ELEMENTS = {**gbt9704.ELEMENTS, **ELEMENTS}
"""Every element by role: the standard's, then those of custom."""


def fitted_mark(characters: float, format: FormatSpec) -> ElementSpec:
    """The issuer's mark of one issuer, in the largest size in which it fits one line.

    Args:
        characters: how long it is, in 字.
        format: says where the upper edge of its ink stands.

    Source:
        GB/T 9704-2012, 7.2.4, leaves the size to the issuer and fixes where the upper edge stands.
    """
    size = _fitting(MARK_SIZES, characters, PORTRAIT.area_width)
    line = Length(round(size * MARK_LINE))
    mark = replace(gbt9704.ELEMENTS["issuer_mark"], size=size, line=line, before=NOTHING)
    if format.first_page is not None:
        return mark
    return replace(mark, before=Length(mark_above(format) - ink_top(line, size)))


def joint_mark_size(characters: float, issuers: int) -> Length:
    """The size of the mark of several issuers, a row each, with 文件 beside them."""
    sizes = [size for size in MARK_SIZES if size * MARK_LINE * issuers <= JOINT_MARK_HEIGHT]
    return _fitting(sizes or MARK_SIZES[-1:], characters, PORTRAIT.area_width)


def mark_above(format: FormatSpec) -> Length:
    """From the upper edge of the type area to the ink of a mark that stands in it."""
    return Length(format.mark_top - PORTRAIT.top)


def _fitting(sizes: Sequence[Length], characters: float, room: Length) -> Length:
    return next((size for size in sizes if size * characters <= room), sizes[-1])


FORM_LABELS = frozenset(
    {
        "姓名", "性别", "民族", "籍贯", "出生年月", "出生日期", "出生地", "政治面貌", "入党时间",
        "入党日期", "学历", "学位", "文化程度", "参加工作时间", "工作单位", "工作单位及职务",
        "职务", "职称", "身份证号", "身份证号码", "公民身份号码", "联系电话", "电话", "手机",
        "手机号码", "个人简历", "工作简历", "简历", "主要事迹", "先进事迹", "奖惩情况",
        "何时何地受过何种奖励", "曾获荣誉", "获得荣誉", "备注", "序号", "健康状况", "毕业院校",
        "毕业院校及专业", "通讯地址", "家庭住址", "邮政编码", "所在单位意见", "单位意见",
        "组织名称", "单位名称", "成立日期",
    }
)  # fmt: skip
"""The names of usual fields of forms. Source: 惯例."""

PHOTO = {"一寸": (Length.mm(25), Length.mm(35)), "二寸": (Length.mm(35), Length.mm(49))}
"""Width and height of photographs. Source: 惯例."""

OPINION = Length.mm(35)
"""The least height of a cell for an opinion, with a seal and a date. Source: 惯例."""
