"""Rules for fonts and sizes of the title, headings and running text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from notice_kit.document.characters import AMBIGUOUS, is_chinese
from notice_kit.document.document import Document
from notice_kit.document.labels import Heading
from notice_kit.document.paragraphs import Paragraph, Piece
from notice_kit.document.roles import HEADINGS, TEXT, Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.font_faults import Stretch, class_for, signatory_at, whole, wrong_fonts
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard.fonts import FontClass, class_of
from notice_kit.standard.gbt9704 import ELEMENTS


def _headings(document: Document, *levels: int) -> list[Heading]:
    return [one for one in document.layout.headings if one.level in levels]


def _heading_stretches(document: Document, *levels: int) -> list[Stretch]:
    """What the fonts of headings hold for: those that stand alone, and sentences run into text.

    A numbered sentence of level 3 or 4 that is the whole paragraph is text, not a heading.
    """
    return [Stretch(h.paragraph, 0, h.end) for h in _headings(document, *levels)]


def _is_of_the_text(heading: Stretch) -> bool:
    """Whether it is run into a paragraph that goes on in its font and size."""
    rest = Stretch(heading.paragraph, heading.end, len(heading.paragraph.text))
    looks = [
        {(p.font, p.format.size) for p in part.pieces() if p.slot == "eastAsia"}
        for part in (heading, rest)
    ]
    return bool(looks[1]) and looks[0] == looks[1]


_PLAIN = (
    Role.ADDRESSEE, Role.ATTACHMENT_NOTE, Role.SIGNATURE, Role.DATE, Role.NOTE,
)  # fmt: skip
_LEAD = frozenset("。：:！？；")


def _lead(paragraph: Paragraph) -> int:
    """Where a sentence at the start ends that is set off by 楷体 or 黑体; 0 where none is."""
    first = paragraph.pieces[0] if paragraph.pieces else None
    set_off = first is not None and class_of(first.font) in (FontClass.KAITI, FontClass.HEITI)
    if first is None or not set_off or first.end == len(paragraph.text):
        return 0
    return next((i + 1 for i, sign in enumerate(paragraph.text) if sign in _LEAD), 0)


@rule("F-01", clause="5.2.2", element=Element.FONT, fixable=True)
def body_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """Text is set in 三号仿宋.

    What: Running text, 主送机关, 附件说明, 署名, 成文日期, 附注 and 发文字号 are in a 仿宋 of
      16 pt. The sentences of headings that are run into a paragraph are for F-03 to F-05; an
      opening sentence that is set off in 楷体 or 黑体 passes.
    Why: 5.2.2: 如无特殊说明，公文格式各要素一般用3号仿宋体字.
    Good: 仿宋_GB2312, 16 pt
    Bad: 宋体, 小四
    """
    ends = {h.paragraph: h.end for h in document.layout.headings}
    stretches = [
        Stretch(p, max(ends.get(p, 0), _lead(p)), len(p.text)) for p in document.having(Role.BODY)
    ]
    spec = ELEMENTS["body"]
    stretches += whole(document.having(*_PLAIN))
    for number in document.having(Role.DOCUMENT_NUMBER):
        behind = signatory_at(number)  # whose name is for F-13
        stretches.append(Stretch(number, 0, behind[1] if behind else len(number.text)))
    yield from wrong_fonts(stretches, class_for(spec), spec.size, profile, _("the text"))


@rule("F-02", clause="7.3.1", source=Source.UNCERTAIN, element=Element.FONT, fixable=True)
def title_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """The title is set in 二号小标宋.

    What: All of it is in a 小标宋 of 22 pt, whoever makes the font.
    Why: 7.3.1: 一般用2号小标宋体字.
    Good: 方正小标宋简体, 22 pt
    Bad: 宋体, 二号, bold
    """
    spec = ELEMENTS["title"]
    titles = whole(document.having(Role.TITLE))
    yield from wrong_fonts(titles, class_for(spec), spec.size, profile, _("the title"))


@rule(
    "F-03", clause="7.3.3", source=Source.UNCERTAIN, severity=SHOULD, element=Element.FONT,
    fixable=True,
)  # fmt: skip
def heading1_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """Headings of the first level, 一、, are set in 三号黑体.

    What: The heading, or the sentence that is run into a paragraph, is in a 黑体 of 16 pt.
    Why: 7.3.3: 一般第一层用黑体.
    Good: 一、总体要求 in 黑体
    Bad: the same in bold 仿宋
    """
    spec = ELEMENTS["heading1"]
    found = _heading_stretches(document, 1)
    yield from wrong_fonts(found, class_for(spec), spec.size, profile, _("a heading of level 1"))


@rule(
    "F-04", clause="7.3.3", source=Source.UNCERTAIN, severity=SHOULD, element=Element.FONT,
    fixable=True,
)  # fmt: skip
def heading2_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """Headings of the second level, （一）, are set in 三号楷体.

    What: The heading, or the sentence that is run into a paragraph, is in a 楷体 of 16 pt.
    Why: 7.3.3: 第二层用楷体.
    Good: （一）加强领导。 in 楷体, the rest of the paragraph in 仿宋
    Bad: the same in 仿宋
    """
    spec = ELEMENTS["heading2"]
    found = _heading_stretches(document, 2)
    yield from wrong_fonts(found, class_for(spec), spec.size, profile, _("a heading of level 2"))


@rule(
    "F-05", clause="7.3.3", source=Source.UNCERTAIN, severity=SHOULD, element=Element.FONT,
    fixable=True,
)  # fmt: skip
def heading3_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """Headings of the third and fourth level, 1. and （1）, are set in 三号仿宋.

    What: They are in a 仿宋 of 16 pt, as the text is. Where the sentence is run into a paragraph
      that has one look, the paragraph is for F-01.
    Why: 7.3.3: 第三层和第四层用仿宋体字标注.
    Good: 1.工作目标 in 仿宋
    Bad: the same in 黑体
    """
    spec = ELEMENTS["heading3"]
    found = [one for one in _heading_stretches(document, 3, 4) if not _is_of_the_text(one)]
    yield from wrong_fonts(
        found, class_for(spec), spec.size, profile, _("a heading of level 3 or 4")
    )


@rule("F-06", source=Source.CUSTOM, severity=SHOULD, element=Element.FONT, fixable=True)
def no_bold(document: Document, profile: Profile) -> Iterator[Fault]:
    """Nothing is bold.

    What: Neither the title nor headings nor text are bold; a profile may name roles that are.
    Why: The standard tells levels apart by fonts. 小标宋 and 黑体 are heavy already, and programs
      smear them when they make them bolder.
    Good: a title in 小标宋 as it is
    Bad: a title in bold 小标宋
    """
    levels = {h.paragraph: h for h in document.layout.headings}
    odd: dict[Role, list[Paragraph]] = defaultdict(list)
    for paragraph in document.having(Role.TITLE, *TEXT):
        for piece in paragraph.pieces:
            if piece.format.bold and piece.text.strip():
                odd[_role_at(document, paragraph, piece, levels)].append(paragraph)
    for role, paragraphs in odd.items():
        if role not in profile.bold:
            yield Fault(
                shown.times(_("{element} is bold").format(element=role.value), paragraphs),
                paragraphs[0],
                found=_("bold"),
                wanted=_("not bold"),
                remedy=_("Take the bold off; if it is custom with you, name it in a profile."),
            )


def _role_at(
    document: Document, paragraph: Paragraph, piece: Piece, levels: dict[Paragraph, Heading]
) -> Role:
    heading = levels.get(paragraph)
    if heading is not None and piece.start < heading.end:
        return HEADINGS[heading.level - 1]
    return document.layout.role(paragraph)


@rule("F-07", source=Source.CUSTOM, severity=SHOULD, element=Element.FONT, fixable=True)
def western_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """Digits and Western letters have one fitting font.

    What: In running text they are in Times New Roman (or what the profile names) or in the font of
      the Chinese text; and in one of the two throughout.
    Why: The standard has a say on page numbers only. Calibri and 等线 are what programs put in by
      themselves, and mixtures show in every row.
    Good: 2026年3月 with 2026 in Times New Roman, in every paragraph
    Bad: 2026 in Calibri
    """
    kinds: dict[str | None, list[Paragraph]] = defaultdict(list)
    for paragraph in document.having(*TEXT):
        for piece in paragraph.pieces:
            if piece.slot == "ascii" and any(map(str.isalnum, piece.text)):
                kinds[piece.font].append(paragraph)
    fine = {f for f in kinds if profile.accepts_western(f) or class_of(f) is FontClass.FANGSONG}
    for font, paragraphs in kinds.items():
        own_level = class_of(font) in (FontClass.HEITI, FontClass.KAITI)
        if font not in fine and not own_level:
            yield _odd_western(paragraphs, font, profile.western_fonts[0])
    if len(fine) > 1:
        main, *others = sorted(fine, key=lambda f: -len(kinds[f]))
        for font in others:
            yield _odd_western(kinds[font], font, shown.font(main))


def _odd_western(paragraphs: list[Paragraph], font: str | None, wanted: str) -> Fault:
    message = _("digits and Western letters are in another font than they should be")
    return Fault(
        shown.times(message, paragraphs),
        paragraphs[0],
        found=shown.font(font),
        wanted=wanted,
        remedy=_("Set their font to {font}.").format(font=wanted),
    )


@rule("F-08", source=Source.CUSTOM, severity=SHOULD, element=Element.FONT, fixable=True)
def chinese_signs(document: Document, _profile: Profile) -> Iterator[Fault]:
    """“ ” ‘ ’ … — · in Chinese text are set in the Chinese font.

    What: Where they stand in Chinese text, the run has `w:hint="eastAsia"`, or its Western font is
      a Chinese one too.
    Why: Else Word draws them in the Western font, half as wide.
    Good: `<w:rFonts w:hint="eastAsia"/>`
    Bad: “两学一做” with the narrow quotation marks of Times New Roman
    """
    odd: dict[Paragraph, str] = {}
    for paragraph in document.paragraphs:
        if not any(map(is_chinese, paragraph.text)):
            continue
        signs: set[str] = set()
        for piece in paragraph.pieces:
            if piece.slot == "hAnsi" and class_of(piece.font) is None:
                signs |= AMBIGUOUS.intersection(piece.text)
        if signs:
            odd[paragraph] = "".join(sorted(signs))
    if odd:
        paragraphs = list(odd)
        yield Fault(
            shown.times(_("Chinese signs are drawn in the Western font"), paragraphs),
            paragraphs[0],
            found=odd[paragraphs[0]],
            wanted='w:hint="eastAsia"',
            remedy=_("Select them and set the Chinese font for Western text too."),
        )


@rule("F-10", source=Source.CUSTOM, severity=SHOULD, element=Element.FONT, fixable=True)
def no_theme_fonts(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Fonts do not depend on the theme.

    What: No text takes its font by `w:asciiTheme`, `w:eastAsiaTheme` and the like.
    Why: Another theme changes the fonts of the whole document, and the theme wins over a font that
      is named beside it.
    Good: `<w:rFonts w:eastAsia="仿宋_GB2312"/>`
    Bad: `<w:rFonts w:eastAsia="仿宋_GB2312" w:eastAsiaTheme="minorEastAsia"/>`
    """
    paragraphs = [
        paragraph
        for paragraph in document.having(*TEXT, *_PLAIN, Role.TITLE)
        for piece in paragraph.pieces
        if piece.slot in piece.format.themed and class_of(piece.font) is not None
    ]
    if paragraphs:
        yield Fault(
            shown.times(_("the font comes from the document's theme"), paragraphs),
            paragraphs[0],
            remedy=_("Name the font itself: select the text and choose the font anew."),
        )
