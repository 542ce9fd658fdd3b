"""Rules for punctuation by GB/T 15834-2011: forms of the marks, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import TEXT
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.literal import HAN, literals, matches, told
from notice_kit.rules.registry import ANY_KIND, SHOULD, Element, Fault, Source, rule

_PUNCTUATION = "GB/T 15834-2011"
_LABEL = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十百\d]{1,4}[）)]?[.,、．，]?)")
_HALF = re.compile(
    rf"(?<=[{HAN}”》）])[,;:?!]|[,;:?!](?=[{HAN}“《（])"
    rf"|(?<=[{HAN}”》）])\.(?=[{HAN}“《]|\s*$)"
)
_BRACKETS = re.compile(
    rf"(?<=[{HAN}])\((?!\d{{3,4}}\)\d)[^()（）\n]{{1,80}}\)"
    rf"|\([^()（）\n]{{0,40}}[{HAN}][^()（）\n]{{0,40}}\)"
    rf"|\([^()（）\n]{{0,80}}）|（[^()（）\n]{{0,80}}\)"
)


def half_width(text: str) -> list[tuple[int, int]]:
    """Where marks in a text should be full-width: single ones, and brackets with what is in them.

    Args:
        text: of a paragraph, as `literals` gives it.
    """
    label = _LABEL.match(text)
    start = label.end() if label is not None else 0
    spots = {found.span() for found in _HALF.finditer(text, start)}
    return sorted(spots | {found.span() for found in _BRACKETS.finditer(text, start)})


@rule(
    "Q-01", standard=_PUNCTUATION, source=Source.UNCERTAIN, element=Element.PUNCTUATION,
    fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def full_width(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Chinese text has full-width marks.

    What: Commas, colons, semicolons, question and exclamation marks and full stops right beside a
      汉字; brackets around 汉字 or right behind one. Let pass: addresses, file names, code, times
      such as 8:30, figures such as 3,000, English text, area codes, labels at the start.
    Why: Half-width marks are those of Western text and sit too close in a Chinese row.
    Good: 各镇党委（党组）：请于8:30前到会。
    Bad: 各镇党委(党组):请于8:30前到会.
    """
    for one in literals(document):
        yield from told(
            _("half-width marks stand in Chinese text"),
            one.paragraph,
            half_width(one.text),
            remedy=_("Type the marks full-width: ，。；：？！（）."),
        )


STRAIGHT = re.compile(rf"""(?<=[{HAN}，。：；、（《？！])["']|(?<![\dA-Za-z])["'](?=[{HAN}《])""")
"""Straight quotation marks in Chinese text."""


@rule(
    "Q-02", standard=_PUNCTUATION, source=Source.UNCERTAIN, element=Element.PUNCTUATION,
    fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def quotation_marks(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Quotation marks are “ ” outside and ‘ ’ inside, each opened and closed.

    What: Straight marks beside 汉字; “ within “ ”; marks that are not closed or not opened. A
      quotation may run over paragraphs; each may begin with “. Let pass: inches, minutes, the
      apostrophe.
    Why: The standard has two kinds of marks, and each of them has two halves.
    Good: 他说：“要做‘四讲四有’的党员。”
    Bad: 开展"两学一做"；争创“示范点“
    """
    for one in literals(document):
        yield from told(
            _("straight quotation marks stand in Chinese text"),
            one.paragraph,
            (found.span() for found in STRAIGHT.finditer(one.text)),
            wanted="“ ”",
            remedy=_("Type “ ” in their place, and ‘ ’ within these."),
        )
    yield from _pairs(document)


def _pairs(document: Document) -> Iterator[Fault]:
    """Marks that stand alone; the state is carried through running text, not into cells."""
    carried: tuple[Paragraph, int] | None = None
    for one in literals(document):
        inner = document.layout.role(one.paragraph) in TEXT and one.paragraph.cell is None
        before = carried if inner else None
        open_at, wrong = _walk(one.text, before is not None)
        if before is not None and wrong[:1] == [-1]:
            yield from _alone(*before)
            before, wrong = None, wrong[1:]
        yield from told(
            _("a quotation mark has no other half, or stands within marks of its own kind"),
            one.paragraph,
            ((place, place + 1) for place in wrong),
            remedy=_("Open with “ and close with ”; within these ‘ and ’."),
        )
        if not inner:
            if open_at is not None:
                yield from _alone(one.paragraph, open_at)
        elif open_at is None:
            carried = None
        elif open_at >= 0:
            carried = (one.paragraph, open_at)
    if carried is not None:
        yield from _alone(*carried)


def _walk(text: str, carried: bool) -> tuple[int | None, list[int]]:
    """Where “ is left open, and the marks that are wrong; -1 is the one carried in."""
    open_at = -1 if carried else None
    wrong: list[int] = []
    for place, sign in enumerate(text):
        if sign == "“":
            if open_at == -1 and text[:place].strip():
                wrong.append(-1)
            elif open_at is not None and open_at >= 0:
                wrong.append(place)
                continue
            open_at = place
        elif sign == "”":
            if open_at is None:
                wrong.append(place)
            open_at = None
    return open_at, wrong


def _alone(paragraph: Paragraph, place: int) -> Iterator[Fault]:
    yield from told(
        _("a quotation mark is not closed"),
        paragraph,
        [(place, place + 1)],
        remedy=_("Close the quotation with ”."),
    )


ANGLES = re.compile(rf"<<[^<>\n]{{0,60}}[{HAN}][^<>\n]{{0,60}}>>")


@rule(
    "Q-03", standard=_PUNCTUATION, source=Source.UNCERTAIN, element=Element.PUNCTUATION,
    fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def title_marks(document: Document, _profile: Profile) -> Iterator[Fault]:
    """书名号 are 《 》 outside and 〈 〉 inside, each opened and closed.

    What: 《 within 《 》, 〈 within 〈 〉, `<<` `>>` around 汉字; in running text and cells also
      marks that are not closed or not opened. 《 within 〈 〉 is the third level and right.
    Why: The standard takes 〈 〉 for a title within a title.
    Good: 《关于印发〈党员管理办法〉的通知》
    Bad: 《关于印发《党员管理办法》的通知》
    """
    for one in literals(document):
        spots = [found.span() for found in ANGLES.finditer(one.text)]
        whole = one.paragraph.cell is not None or document.layout.role(one.paragraph) in TEXT
        spots += [(place, place + 1) for place in nested(one.text, whole)]
        yield from told(
            _("书名号 are not paired or nested as they should be"),
            one.paragraph,
            spots,
            wanted="《……〈……〉……》",
            remedy=_("Set a title within a title in 〈 〉, and close each mark."),
        )


def nested(text: str, whole: bool) -> Iterator[int]:
    """Places of marks that are nested in their own kind or, in whole paragraphs, not paired."""
    stack: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign in "《〈":
            if sign in {one for one, _place in stack[-1:]}:
                yield place
            stack.append((sign, place))
        elif sign in "》〉":
            if stack and "《〈".index(stack[-1][0]) == "》〉".index(sign):
                stack.pop()
            elif whole and sign == "》":
                yield place
    if whole:
        yield from (place for sign, place in stack if sign == "《")


_LISTED = re.compile(r"》、《|”、“")
_SENTENCE = re.compile(r"[^。！？；\n]+")
_BETWEEN = re.compile(r"[）)]、[《“]|[》”][（(]")


@rule(
    "Q-04", standard=_PUNCTUATION, source=Source.UNCERTAIN, severity=SHOULD,
    element=Element.PUNCTUATION, fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def no_comma_between_titles(document: Document, _profile: Profile) -> Iterator[Fault]:
    """No 、 stands between 《》《》 or “”“” in a row.

    What: 》、《 and ”、“ in a sentence in which nothing else stands between such items; with a
      bracket behind one of them the 、 is right.
    Why: 通常不用顿号: the marks already set the items apart.
    Good: 《党章》《准则》《条例》
    Bad: 《党章》、《准则》、《条例》
    """
    for one in literals(document):
        yield from told(
            _("、 stands between titles or quotations in a row"),
            one.paragraph,
            listed(one.text),
            remedy=_("Take the 、 out."),
        )


def listed(text: str) -> list[tuple[int, int]]:
    """Places of 》、《 and ”、“ in which the 、 is too much."""
    if not _LISTED.search(text):
        return []
    return [
        (sentence.start() + found.start(), sentence.start() + found.end())
        for sentence in _SENTENCE.finditer(text)
        if not _BETWEEN.search(sentence[0])
        for found in _LISTED.finditer(sentence[0])
    ]


DOTS = re.compile(
    rf"(?<=[{HAN}，、”》）])\.{{3,6}}(?!\.)|。{{2,}}|(?<=[{HAN}，、”》）])·{{3,}}"
    rf"|(?<=[{HAN}，、”》）])…(?!…)|⋯|……等(?!级)"
)


@rule(
    "Q-05", standard=_PUNCTUATION, source=Source.UNCERTAIN, element=Element.PUNCTUATION,
    fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def ellipsis(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The ellipsis is ……, six dots, and no 等 follows it.

    What: Full stops, single … or middle dots in its place behind Chinese text; ……等. Let pass:
      leaders of a contents of seven dots and more, rows of figures such as 1, 2, …, n.
    Why: The mark has six dots in two characters; both …… and 等 say that something is left out.
    Good: 笔记本、钢笔、水杯……
    Bad: 笔记本、钢笔、水杯...
    """
    return matches(
        document,
        DOTS,
        _("the ellipsis is not ……, or 等 follows it"),
        wanted="……",
        remedy=_("Type two … (six dots), or 等 alone."),
    )


DASHES = re.compile(
    rf"(?<=[{HAN}”》）])(?:-{{2,}}|－{{2,}}|―{{1,}}|─{{1,}})(?=[{HAN}“《（])"
    rf"|^\s*(?:—|-{{2,}}|－{{2,}}|―{{1,}}|─{{1,}})(?=[{HAN}“《])"
)


@rule(
    "Q-06", standard=_PUNCTUATION, source=Source.UNCERTAIN, element=Element.PUNCTUATION,
    fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def dash(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The dash is ——, two characters long.

    What: Hyphens, bars or box lines between 汉字 or at the start of a paragraph, and a single — at
      the start. A single — between 汉字 may be the 一字线 and is let pass.
    Why: 破折号 and 连接号 differ by their length.
    Good: ——在全县组织工作会议上的讲话
    Bad: --在全县组织工作会议上的讲话
    """
    return matches(
        document,
        DASHES,
        _("the dash is not ——"),
        wanted="——",
        remedy=_("Type two — in its place."),
    )


_UNIT = r"(?:学年|年度|年|月|日|时|分(?![之部])|点|%|‰|元|万|亿|人|名|个|天|岁|次|户|家|公里|米)"
SPAN = re.compile(
    rf"(?<![\d.A-Za-z\-/〔])\d{{1,6}}(?:\.\d+)?(?:年|月|日|时|%|％)?"
    rf"(?:[-－~]|--)\d{{1,6}}(?:\.\d+)?{_UNIT}(?!\d*-)"
    r"|(?<![\d:])\d{1,2}:\d{2}(?:-|~)\d{1,2}:\d{2}(?![\d:])"
)


@rule(
    "Q-07", standard=_PUNCTUATION, source=Source.UNCERTAIN, severity=SHOULD,
    element=Element.PUNCTUATION, fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def connecting_mark(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Spans of time and of figures are joined by — or ～.

    What: A hyphen or `~` between two figures, the second with a unit, or between two times. Let
      pass: numbers of standards and telephones, dates such as 2026-03-05, codes.
    Why: The hyphen joins parts of a code or a word; 一字线 joins times and places, 浪纹线 figures.
    Good: 2024—2026年；5～8名
    Bad: 2024-2026年；5-8名
    """
    return matches(
        document,
        SPAN,
        _("a span is joined by a hyphen or a half-width ~"),
        remedy=_("Join times and places by —, figures by ～."),
    )


@rule(
    "Q-08", standard=_PUNCTUATION, source=Source.UNCERTAIN, element=Element.PUNCTUATION,
    fixable=True,
)  # fmt: skip
def marks_at_row_ends(document: Document, _profile: Profile) -> Iterator[Fault]:
    """No row begins with a mark that closes or ends with one that opens.

    What: Paragraphs of running text for which Word's 禁则 (`w:kinsoku`) is off; where rows break
      shows on the page only.
    Why: 。，、；：？！”》） do not stand at the start of a row, “《（ not at its end.
    Good: `w:kinsoku` left at its default, on
    Bad: `<w:kinsoku w:val="0"/>` in the style of the text
    """
    odd = [p for p in document.having(*TEXT) if not p.format.kinsoku]
    if odd:
        yield Fault(
            shown.times(_("marks may stand at the wrong end of a row"), odd),
            odd[0],
            remedy=_("Turn the East Asian line break rules on (Paragraph, Asian Typography)."),
        )


_TWICE = re.compile(r"[。！？]”。|[，、；：][，。、；：]|。[，、；：]|[？！]。")


@rule(
    "Q-10", standard=_PUNCTUATION, source=Source.UNCERTAIN, severity=SHOULD,
    element=Element.PUNCTUATION, kinds=ANY_KIND,
)  # fmt: skip
def one_mark(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A sentence ends once, and no two pausing marks stand side by side.

    What: 。”。 and the like; ，， 、。 ；， and the like. Rows of 。 are Q-05's.
    Why: A whole sentence in quotation marks has its own full stop within them.
    Good: 他说：“我们一定完成任务。”
    Bad: 他说：“我们一定完成任务。”。
    """
    return matches(
        document,
        _TWICE,
        _("two marks stand where one is enough"),
        remedy=_("Take one of them out."),
    )


ORDINALS = re.compile(
    r"(?:^\s*|(?<=[。；：！]))(?:第[一二三四五六七八九十]{1,2}|首先|其次|再次|最后)、"
    r"(?![第一二三四五六七八九十\d])"
)


@rule(
    "Q-11", standard=_PUNCTUATION, source=Source.UNCERTAIN, element=Element.PUNCTUATION,
    fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def marks_after_ordinals(document: Document, _profile: Profile) -> Iterator[Fault]:
    """第一 and 首先 take ， behind them.

    What: 第一、 首先、 at the start of a sentence; 第一、第二季度 is let pass. Marks behind labels
      such as （一） are those of the rules for headings.
    Why: 、 belongs to 一、 alone.
    Good: 第一，加强组织领导。
    Bad: 第一、加强组织领导。
    """
    return matches(
        document,
        ORDINALS,
        _("、 stands behind an ordinal word"),
        wanted="，",
        remedy=_("Type ， behind 第一, 首先 and the like."),
    )


BEFORE_AND = re.compile(
    r"、(?:以及|或者|及(?![时格早至])|与(?![会时日众民邻])|和(?![平谐睦气解风美善声衷煦缓蔼弦服田]))"
    r"(?=[^、，。；：！？\n]{3,40}(?:[，。；：！？\n]|$))"
)


@rule(
    "Q-12", standard=_PUNCTUATION, source=Source.UNCERTAIN, severity=SHOULD,
    element=Element.PUNCTUATION, fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def no_comma_before_and(document: Document, _profile: Profile) -> Iterator[Fault]:
    """No 、 stands before 和, 与, 及, 以及 or 或者.

    What: 、 before these words where the last item of a row follows. Words that only begin so, 和平
      or 及时, and short items, which may be names, are let pass.
    Why: The word joins the last item to the others as 、 does.
    Good: 镇党委、县直党委和县属企业党委
    Bad: 镇党委、县直党委、和县属企业党委
    """
    return matches(
        document,
        BEFORE_AND,
        _("、 stands before a word that joins"),
        remedy=_("Take the 、 out."),
    )


APPROXIMATE = re.compile(
    rf"(?<=[{HAN}])(?<![第一二三四五六七八九十百])"
    r"(?:一、二|二、三|两、三|三、四|四、五|五、六|六、七|七、八|八、九)"
    r"(?:十(?![大九八届一二三])|百|千|万|个(?!月?季)|天|名|人|里|斤|岁|家|年(?![级度]))"
)


@rule(
    "Q-13", standard=_PUNCTUATION, source=Source.UNCERTAIN, element=Element.PUNCTUATION,
    fixable=True, kinds=ANY_KIND,
)  # fmt: skip
def approximate_numbers(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Two neighbouring numbers that stand for about so many have no 、 between them.

    What: 三、四百人, 五、六天. Let pass: 三、四季度, 一、二年级, 第一、二条, labels.
    Why: 三四百 is one number; 、 would make two of it.
    Good: 三四百人
    Bad: 三、四百人
    """
    return matches(
        document,
        APPROXIMATE,
        _("、 stands within an approximate number"),
        remedy=_("Take the 、 out."),
    )
