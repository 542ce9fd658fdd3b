"""What the kit knows about a campaign: one frozen model for each sheet.

A field's `title` is its column's header in a workbook; its name is the key in YAML and templates.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from notice_kit.id_numbers import has_right_check, is_id_form
from notice_kit.numerals import parse_date

Affiliation = Literal["town", "direct"]

_TRUE = {"是", "有", "√", "✓"}
_FALSE = {"否", "无", "×", "✗"}
_FIGURES = re.compile(r"[+-]?\d+(\.\d+)?")


def _to_text(value: Any) -> Any:
    """Numbers where text is wanted (a code typed without quotes) become their figures."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    return value


def _to_date(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return parse_date(str(value))
    except ValueError:
        raise PydanticCustomError("nk_date", "not a date") from None


def _to_yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _TRUE | _FALSE:
        return value in _TRUE
    raise PydanticCustomError("nk_yes_no", "neither yes nor no")


def _to_number(value: Any) -> Any:
    """Text of a number (CSV, a cell formatted as text) becomes the number; the rest is refused."""
    if isinstance(value, str) and _FIGURES.fullmatch(value.strip()):
        return Decimal(value.strip())
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("nk_number", "not a number")


def _whole(value: int | Decimal) -> int:
    if value != int(value):
        raise PydanticCustomError("nk_whole", "not a whole number")
    return int(value)


def _without_zeros(value: Decimal) -> Decimal:
    """The number without trailing zeros: a workbook does not tell 97.0 from 97."""
    return Decimal(format(value.normalize(), "f"))


def _check_id_number(value: str) -> str:
    """The id number itself, when its check digit is right."""
    if not is_id_form(value):
        raise PydanticCustomError("nk_id_form", "not an id number")
    if not has_right_check(value):
        raise PydanticCustomError("nk_id_check", "wrong check digit")
    return value


Text = Annotated[str, StringConstraints(min_length=1), BeforeValidator(_to_text)]
Code = Annotated[
    str, BeforeValidator(_to_text), StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]*$")
]
Phone = Annotated[
    str, BeforeValidator(_to_text), StringConstraints(pattern=r"^[0-9][0-9-]{5,18}[0-9]$")
]
IdNumber = Annotated[
    str,
    BeforeValidator(_to_text),
    StringConstraints(to_upper=True),
    AfterValidator(_check_id_number),
]
Day = Annotated[date, BeforeValidator(_to_date)]
YesNo = Annotated[bool, BeforeValidator(_to_yes_no)]
Number = Annotated[
    Decimal, BeforeValidator(_to_number), Field(ge=0), AfterValidator(_without_zeros)
]
Count = Annotated[int, BeforeValidator(_whole), BeforeValidator(_to_number), Field(ge=0)]


class Sheet(BaseModel):
    """A row of a sheet.

    Attributes:
        sheet: the sheet's name in a workbook.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    sheet: ClassVar[str]


class UnitKind(StrEnum):
    """类别 of a unit that the campaign writes to."""

    TOWN = "镇党委"
    ZONE = "开发区党委"
    DIRECT_COMMITTEE = "直属党委"
    DIRECT_GENERAL_BRANCH = "直属党总支"

    @property
    def affiliation(self) -> Affiliation:
        """`town` for towns and development zones, `direct` for the county's direct committees."""
        return "town" if self in (UnitKind.TOWN, UnitKind.ZONE) else "direct"


class BranchKind(StrEnum):
    """类别 of a branch."""

    VILLAGE = "农村"
    OFFICE = "机关"
    COMMUNITY = "社区"
    ENTERPRISE = "非公企业"


class BranchForm(StrEnum):
    """组织形式 of a branch."""

    GENERAL = "党总支"
    PLAIN = "党支部"


class MemberStatus(StrEnum):
    """政治面貌."""

    FULL = "正式党员"
    PROBATIONARY = "预备党员"
    APPLICANT = "入党积极分子"


class Post(StrEnum):
    """职务 in the branch."""

    SECRETARY = "书记"
    DEPUTY = "副书记"
    ORGANISATION = "组织委员"
    PUBLICITY = "宣传委员"
    DISCIPLINE = "纪检委员"
    NONE = "无"


class Gender(StrEnum):
    """性别."""

    MALE = "男"
    FEMALE = "女"


class ReviewResult(StrEnum):
    """检查结果 of a visit to a titled site."""

    PASSED = "合格"
    WARNED = "警告"
    WITHDRAWN = "撤销"


class TitleState(StrEnum):
    """状态: what became of a title in a year."""

    CONFERRED = "授予"
    WITHDRAWN = "撤销"


class Unit(Sheet):
    """单位: a committee that the campaign writes to."""

    sheet: ClassVar[str] = "单位"
    code: Code = Field(title="单位代码")
    name: Text = Field(title="单位名称")
    short_name: Text = Field(title="简称")
    kind: UnitKind = Field(title="类别")
    quota: Count = Field(title="推荐名额")
    deadline: Day = Field(title="报送截止")
    liaison: Text = Field(title="联络员")
    liaison_phone: Phone = Field(title="联络电话")


class Branch(Sheet):
    """党组织: a 党总支 or 党支部 below a unit."""

    sheet: ClassVar[str] = "党组织"
    code: Code = Field(title="组织代码")
    name: Text = Field(title="组织名称")
    unit: Code = Field(title="所属单位")
    kind: BranchKind = Field(title="类别")
    form: BranchForm = Field(title="组织形式")
    founded: Day = Field(title="成立日期")
    address: Text = Field(title="地址")
    phone: Phone = Field(title="联系电话")
    candidate: YesNo = Field(title="是否推荐")
    activities_per_month: Count = Field(title="每月活动次数")
    activity_day: Annotated[Count, Field(ge=1, le=28)] = Field(title="主题党日")
    deeds: Text = Field(title="主要做法和成效")
    honours: Text = Field(title="获得荣誉")


class Room(Sheet):
    """活动室 of a branch; `television` in inches, 0 for none; `manager` is a name or 无."""

    sheet: ClassVar[str] = "活动室"
    branch: Code = Field(title="组织代码")
    area: Number = Field(title="面积")
    sign: YesNo = Field(title="标牌")
    television: Count = Field(title="电视机英寸")
    dvd: YesNo = Field(title="DVD机")
    public_address: YesNo = Field(title="扩音设备")
    computer: YesNo = Field(title="电脑")
    projector: YesNo = Field(title="投影仪")
    desks: YesNo = Field(title="桌椅")
    cabinet: YesNo = Field(title="资料柜")
    management_rules: YesNo = Field(title="管理制度")
    manager: Text = Field(title="管理员")


class Systems(Sheet):
    """制度台账 of a branch: which of the eight rules and the six ledgers there are."""

    sheet: ClassVar[str] = "制度台账"
    branch: Code = Field(title="组织代码")
    procedure: YesNo = Field(title="议事规则")
    meetings: YesNo = Field(title="三会一课制度")
    pledge: YesNo = Field(title="任期目标承诺制度")
    targets: YesNo = Field(title="党员目标管理制度")
    democratic_life: YesNo = Field(title="民主生活会制度")
    appraisal: YesNo = Field(title="民主评议党员制度")
    openness: YesNo = Field(title="党务公开制度")
    e_learning: YesNo = Field(title="党员电化教育管理制度")
    bound: YesNo = Field(title="汇编成册")
    member_ledger: YesNo = Field(title="党员花名册")
    applicant_ledger: YesNo = Field(title="入党积极分子花名册")
    sign_in_ledger: YesNo = Field(title="活动签到簿")
    minutes_ledger: YesNo = Field(title="会议记录簿")
    playback_ledger: YesNo = Field(title="电教播放记录簿")
    theme_material: YesNo = Field(title="主题活动资料")


class Member(Sheet):
    """人员: a member of the party, or an applicant, in a branch."""

    sheet: ClassVar[str] = "人员"
    branch: Code = Field(title="组织代码")
    name: Text = Field(title="姓名")
    gender: Gender = Field(title="性别")
    ethnicity: Text = Field(title="民族")
    born: Day = Field(title="出生日期")
    id_number: IdNumber = Field(title="身份证号")
    status: MemberStatus = Field(title="政治面貌")
    joined: Day | None = Field(default=None, title="入党日期")
    education: Text = Field(title="学历")
    post: Post = Field(title="职务")
    phone: Phone = Field(title="联系电话")


class Assessment(Sheet):
    """考评: the scores of a candidate; `total` is what the sheet says and must be their sum."""

    sheet: ClassVar[str] = "考评"
    branch: Code = Field(title="组织代码")
    leadership: Number = Field(title="领导班子")
    membership: Number = Field(title="党员队伍")
    central_work: Number = Field(title="中心工作")
    systems: Number = Field(title="制度建设")
    room: Number = Field(title="活动场所")
    ledgers: Number = Field(title="台账资料")
    total: Number = Field(title="总分")


class Rating(Sheet):
    """评分: what one group of assessors gives a candidate; `name` and `total` are only compared."""

    sheet: ClassVar[str] = "评分"
    group: Text = Field(title="考评组")
    branch: Code = Field(title="组织代码")
    name: Text | None = Field(default=None, title="组织名称")
    leadership: Number = Field(title="领导班子")
    membership: Number = Field(title="党员队伍")
    central_work: Number = Field(title="中心工作")
    systems: Number = Field(title="制度建设")
    room: Number = Field(title="活动场所")
    ledgers: Number = Field(title="台账资料")
    total: Number | None = Field(default=None, title="合计")


class Review(Sheet):
    """回头看: a visit to a titled site; `decided` is the day of the warning or the withdrawal."""

    sheet: ClassVar[str] = "回头看"
    branch: Code = Field(title="组织代码")
    visited: Day = Field(title="检查日期")
    inspectors: Text = Field(title="检查人员")
    found: Text = Field(title="发现问题")
    result: ReviewResult = Field(title="检查结果")
    decided: Day | None = Field(default=None, title="决定日期")
    deadline: Day | None = Field(default=None, title="整改期限")


class TitleEvent(Sheet):
    """历年: a title conferred on a branch, or withdrawn from it, in a year."""

    sheet: ClassVar[str] = "历年"
    branch: Code = Field(title="组织代码")
    year: Annotated[Count, Field(ge=1949, le=2999)] = Field(title="年度")
    title: Text = Field(title="称号")
    state: TitleState = Field(title="状态")
