"""The styles of a document: one for each element of the standard and of custom."""

from __future__ import annotations

from collections.abc import Iterable

from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, flag, qualified, w
from notice_kit.standard.gbt9704 import PORTRAIT, ROW, characters
from notice_kit.standard.house import ALL_ELEMENTS
from notice_kit.standard.specs import (
    FANGSONG,
    HEITI,
    KAITI,
    NOTHING,
    SIZE_3,
    SONGTI,
    WESTERN,
    XIAOBIAOSONG,
    ElementSpec,
    RuleSpec,
)

FACES = {"hei": ("Hei", "黑体字", HEITI), "kai": ("Kai", "楷体字", KAITI)}
"""The character styles of `**…**` and `*…*`: id, name, font."""

_BELOW_BASELINE = 0.2  # of a line of exact height, what LibreOffice puts under the baseline
_DESCENT = 0.05  # of the size, what 汉字 reach below the baseline
_BUILT_IN_STYLES = 376  # that Word knows, to be hidden from its list of styles


def style_id(role: str) -> str:
    """The id of the style of a role; it is not shown to people."""
    spec = ALL_ELEMENTS[role]
    return "TOC1" if spec.style == "toc 1" else role.title().replace("_", "")


def styles(elements: Iterable[ElementSpec]) -> Element:
    """The root of `word/styles.xml`, with a style for each element."""
    return w(
        "styles",
        _defaults(),
        w(
            "latentStyles",
            defLockedState=0,
            defUIPriority=99,
            defSemiHidden=1,
            defUnhideWhenUsed=1,
            defQFormat=0,
            count=_BUILT_IN_STYLES,
        ),
        _normal(),
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            w("semiHidden"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        _plain_table(),
        *(_paragraph_style(spec) for spec in elements),
        *(_face(*face) for face in FACES.values()),
    )


def borders(rule: RuleSpec, under: Length = NOTHING) -> dict[str, str | int]:
    """The attributes of a border that draws a rule.

    Args:
        rule: how it looks.
        under: what the text over the rule leaves white of its own line.
    """
    return {
        "val": "single",
        "sz": round(rule.thickness.in_pt * 8),
        "space": max(0, round(Length(rule.gap - under).in_pt)),
        "color": rule.colour or "000000",
    }


def _fonts(east_asian: str, western: str) -> Element:
    return w("rFonts", ascii=western, hAnsi=western, eastAsia=east_asian, cs=western)


def _size(size: Length) -> list[Element]:
    half_points = round(size.in_pt * 2)
    return [w("sz", val=half_points), w("szCs", val=half_points)]


def _defaults() -> Element:
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    run = w("rPr", _fonts(FANGSONG, WESTERN), *_size(SIZE_3), language)
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault"))


def _normal() -> Element:
    # The grid counts its characters by the size of this style, so it has the size of the body.
    return w(
        "style",
        w("name", val="Normal"),
        w("qFormat"),
        w(
            "pPr",
            w("widowControl", val=0),
            w("kinsoku"),
            w("overflowPunct"),
            w("autoSpaceDE", val=0),
            w("autoSpaceDN", val=0),
            w("adjustRightInd", val=0),
            w("snapToGrid"),
            w("spacing", before=0, after=0, line=ROW.in_twips, lineRule="exact"),
            w("jc", val="both"),
        ),
        w("rPr", _fonts(FANGSONG, WESTERN), *_size(SIZE_3)),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _plain_table() -> Element:
    margins = [w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")]
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *margins)),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _face(identifier: str, name: str, font: str) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("uiPriority", val=1),
        w("qFormat"),
        w("rPr", w("rFonts", eastAsia=font)),
        type="character",
        customStyle=1,
        styleId=identifier,
    )


def _paragraph_style(spec: ElementSpec) -> Element:
    built_in = spec.style == "toc 1"
    return w(
        "style",
        w("name", val=spec.style),
        w("basedOn", val="Normal"),
        w("uiPriority", val=39 if built_in else 1),
        flag("unhideWhenUsed", built_in),
        flag("qFormat", not built_in),
        _paragraph_properties(spec),
        _run_properties(spec),
        type="paragraph",
        customStyle=None if built_in else 1,
        styleId=style_id(spec.role),
    )


def _paragraph_properties(spec: ElementSpec) -> Element:
    on_grid = spec.line == ROW
    return w(
        "pPr",
        flag("keepNext", spec.keep),
        flag("pageBreakBefore", spec.new_page),
        None if spec.rule is None else _rule_under(spec, spec.rule),
        w("tabs", *_stops(spec)) if spec.tabs else None,
        None if on_grid else w("snapToGrid", val=0),
        w(
            "spacing",
            before=spec.before.in_twips,
            after=spec.after.in_twips,
            line=spec.line.in_twips,
            lineRule="exact",
        ),
        _indents(spec),
        w("jc", val=spec.align),
        None if spec.outline is None else w("outlineLvl", val=spec.outline),
    )


def _rule_under(spec: ElementSpec, rule: RuleSpec) -> Element:
    under = Length(round(spec.line * _BELOW_BASELINE - spec.size * _DESCENT))
    return w("pBdr", w("bottom", **borders(rule, under)))


def moved_tabs(role: str, area_width: Length) -> list[Element]:
    """The tab stops of a role on a page of another width, which take the place of its style's."""
    spec = ALL_ELEMENTS[role]
    if not spec.tabs or area_width == PORTRAIT.area_width:
        return []
    old = [w("tab", val="clear", pos=stop.get(qualified("pos"))) for stop in _stops(spec)]
    return [w("tabs", *old, *_stops(spec, area_width))]


def _stops(spec: ElementSpec, area_width: Length = PORTRAIT.area_width) -> list[Element]:
    stops = []
    for count, kind in spec.tabs:
        position = area_width.in_twips - characters(count, spec.size).in_twips
        leader = "dot" if kind == "dot" else None
        stops.append(w("tab", val="right" if leader else kind, leader=leader, pos=position))
    return stops


def _indents(spec: ElementSpec) -> Element | None:
    """Indents in twips, and in 字 beside them where Word and others mean the same by both.

    In 字 the left indent is that of the first line where the others hang, and in twips that of the
    others. 字 are those of the body's size, so other sizes have the first-line indent only.

    Source:
        ECMA-376 Part 1, 17.3.1.12 (ind); Word's own files for what it does with hanging 字.
    """
    values: dict[str, int] = {}
    counts = {
        "left": spec.left - spec.hanging, "right": spec.right, "firstLine": spec.first_line,
        "hanging": spec.hanging,
    }  # fmt: skip
    for name, count in counts.items():
        length = characters(spec.left if name == "left" else count, spec.size)
        if length:
            in_body = spec.size == SIZE_3 or name == "firstLine"
            values |= {f"{name}Chars": round(count * 100)} if in_body else {}
            values[name] = length.in_twips
    return w("ind", **values) if values else None


def _run_properties(spec: ElementSpec) -> Element | None:
    properties = [
        None
        if (spec.font, spec.western) == (FANGSONG, WESTERN)
        else _fonts(spec.font, spec.western),
        None if spec.colour is None else w("color", val=spec.colour),
        w("spacing", val=spec.spacing.in_twips) if spec.spacing else None,
        *([] if spec.size == SIZE_3 else _size(spec.size)),
    ]
    return w("rPr", *properties) if any(p is not None for p in properties) else None


_FONT_TABLE = {
    FANGSONG: "仿宋", KAITI: "楷体", XIAOBIAOSONG: "方正小标宋_GBK", HEITI: "SimHei",
    SONGTI: "SimSun",
}  # fmt: skip


def font_table() -> Element:
    """The root of `word/fontTable.xml`: each font with the name of the one to take in its place."""
    chinese = [
        w(
            "font",
            w("altName", val=other),
            w("charset", val="86"),
            w("family", val="auto"),
            w("pitch", val="variable"),
            name=font,
        )
        for font, other in _FONT_TABLE.items()
    ]
    western = w("font", w("charset", val="00"), w("family", val="roman"), name=WESTERN)
    return w("fonts", western, *chinese)
