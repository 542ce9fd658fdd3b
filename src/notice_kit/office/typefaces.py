"""Which free fonts stand in for the fonts that Chinese documents ask for, as data.

A name that is not here is set in `LAST_RESORT`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """Fonts of one look.

    Attributes:
        names: what documents call them; any one of them that is there serves for the others.
        stand_ins: families that are free, the best first; the later ones supply what it lacks.
        is_bold: whether the stand-ins are set bold to look like it.
    """

    names: tuple[str, ...]
    stand_ins: tuple[str, ...]
    is_bold: bool = False


SONG, HEI, KAI, FANG = "Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN", "FandolFang R"
SERIF, SANS, MONO = "Liberation Serif", "Liberation Sans", "Liberation Mono"

KINDS = (
    Kind(
        (
            *("仿宋_GB2312", "仿宋", "FangSong", "FangSong_GB2312", "方正仿宋_GBK"),
            *("方正仿宋_GB2312", "方正仿宋简体", "华文仿宋", "STFangsong", "FZFangSong-Z02"),
            *("FZFangSong-Z02S", "CESI仿宋-GB2312", "CESI仿宋-GB13000"),
        ),
        (FANG, SONG),
    ),
    Kind(
        (
            *("楷体_GB2312", "楷体", "KaiTi", "KaiTi_GB2312", "方正楷体_GBK", "方正楷体_GB2312"),
            *("方正楷体简体", "华文楷体", "STKaiti", "FZKai-Z03", "FZKai-Z03S"),
            *("CESI楷体-GB2312", "CESI楷体-GB13000"),
        ),
        (KAI, SONG),
    ),
    Kind(
        (
            *("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体", "STHeiti", "FZHei-B01"),
            *(
                "FZHei-B01S",
                "华文细黑",
                "STXihei",
                "微软雅黑",
                "Microsoft YaHei",
                "等线",
                "DengXian",
            ),
            *("DengXian", "CESI黑体-GB2312", "CESI黑体-GB13000", "思源黑体", "Source Han Sans SC"),
        ),
        (HEI,),
    ),
    Kind(
        (
            *("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
            *("CESI小标宋-GB2312", "CESI小标宋-GB13000", "文星标宋", "华康标宋"),
        ),
        (SONG,),
        is_bold=True,
    ),
    Kind(
        (
            *("宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "方正书宋简体", "华文宋体"),
            *("STSong", "华文中宋", "STZhongsong", "宋体-简", "Songti SC", "FZShuSong-Z01"),
            *("FZShuSong-Z01S", "CESI宋体-GB2312", "CESI宋体-GB13000"),
            *("思源宋体", "Source Han Serif SC"),
        ),
        (SONG,),
    ),
    Kind(("Times New Roman", "Times", "Cambria", "Georgia"), (SERIF,)),
    Kind(("Arial", "Helvetica", "Calibri", "Verdana", "Tahoma", "Segoe UI"), (SANS,)),
    Kind(("Courier New", "Courier", "Consolas"), (MONO,)),
)

LAST_RESORT = (SONG, SERIF)
"""Families for names that are not known, and for characters that a font lacks."""
