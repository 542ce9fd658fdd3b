"""The fifteen 文种 of official documents, and which way each goes."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Which way a document goes between organs."""

    UP = "上行"
    DOWN = "下行"
    LEVEL = "平行"
    PUBLIC = "公布"
    NONE = "无"


GENRES: dict[str, tuple[Direction, ...]] = {
    "决议": (Direction.DOWN,),
    "决定": (Direction.DOWN,),
    "命令": (Direction.DOWN,),
    "令": (Direction.DOWN,),
    "公报": (Direction.PUBLIC,),
    "公告": (Direction.PUBLIC,),
    "通告": (Direction.PUBLIC,),
    "意见": (Direction.DOWN, Direction.UP, Direction.LEVEL),
    "通知": (Direction.DOWN,),
    "通报": (Direction.DOWN,),
    "报告": (Direction.UP,),
    "请示": (Direction.UP,),
    "批复": (Direction.DOWN,),
    "议案": (Direction.UP,),
    "函": (Direction.LEVEL,),
    "纪要": (Direction.NONE,),
}
"""文种 → ways; 命令 is also called 令. Source: 党政机关公文处理工作条例 (中办发〔2012〕14号), 8."""
