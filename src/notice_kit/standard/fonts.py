"""Fonts of the classes that the standard names, under all the names that files have for them."""

from __future__ import annotations

import re
from enum import StrEnum

from notice_kit.standard.specs import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG


class FontClass(StrEnum):
    """The class of a font; the standard names these and no maker's product."""

    FANGSONG = "仿宋"
    KAITI = "楷体"
    HEITI = "黑体"
    SONGTI = "宋体"
    XIAOBIAOSONG = "小标宋"


ACCEPTED: dict[FontClass, tuple[str, ...]] = {
    FontClass.FANGSONG: (
        FANGSONG, "仿宋", "FangSong", "FangSong_GB2312", "方正仿宋_GBK", "方正仿宋简体",
        "方正仿宋_GB2312", "方正仿宋_GB18030", "FZFangSong-Z02", "FZFangSong-Z02S", "FZFS-Z02",
        "华文仿宋", "STFangsong", "CESI仿宋-GB2312", "CESI仿宋-GB13000", "CESI仿宋-GB18030",
        "汉仪仿宋简", "仿宋_GB18030", "FandolFang R",
    ),
    FontClass.KAITI: (
        KAITI, "楷体", "KaiTi", "KaiTi_GB2312", "方正楷体_GBK", "方正楷体简体", "方正楷体_GB2312",
        "方正楷体_GB18030", "FZKai-Z03", "FZKai-Z03S", "华文楷体", "STKaiti", "CESI楷体-GB2312",
        "CESI楷体-GB13000", "CESI楷体-GB18030", "汉仪楷体简",
    ),
    FontClass.HEITI: (
        HEITI, "SimHei", "方正黑体_GBK", "方正黑体简体", "方正黑体_GB18030", "FZHei-B01",
        "FZHei-B01S", "华文黑体", "STHeiti", "CESI黑体-GB2312", "CESI黑体-GB13000",
        "CESI黑体-GB18030", "汉仪中黑简",
    ),
    FontClass.SONGTI: (
        SONGTI, "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "方正书宋简体", "华文宋体", "STSong",
        "CESI宋体-GB2312", "CESI宋体-GB13000", "CESI宋体-GB18030", "宋体-PUA", "SimSun-ExtB",
    ),
    FontClass.XIAOBIAOSONG: (
        XIAOBIAOSONG, "方正小标宋_GBK", "方正小标宋_GB2312", "方正小标宋_GB18030",
        "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "FZXBSJW", "FZXBSK", "文鼎小标宋",
        "文鼎小标宋简", "华文小标宋", "CESI小标宋-GB2312", "CESI小标宋-GB13000",
        "CESI小标宋-GB18030", "汉仪小标宋简", "小标宋",
    ),
}  # fmt: skip
"""The names in a file; the first is the one that the kit writes. Source: 惯例; makers' catalogues.

The standard names 仿宋体, 楷体, 黑体, 宋体, 小标宋体 (GB/T 9704-2012, 5.2.2, 7.3.1, 7.3.3, 7.5)."""

_IGNORED = re.compile(r"[\s_\-]+")


def normalised(name: str) -> str:
    """A font's name without case, spaces, hyphens and underlines."""
    return _IGNORED.sub("", name).casefold()


_CLASS_OF = {normalised(name): kind for kind, names in ACCEPTED.items() for name in names}


def class_of(name: str | None) -> FontClass | None:
    """The class of a font; None for a font of another class or no name at all."""
    return None if name is None else _CLASS_OF.get(normalised(name))


def is_large_set(name: str) -> bool:
    """Whether the font has the characters of GBK or GB 18030 by its name, rare names included."""
    plain = normalised(name)
    return plain.endswith(("gbk", "gb18030", "gb13000"))
