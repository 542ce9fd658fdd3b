"""Fixers for fonts and sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from notice_kit.document.characters import AMBIGUOUS, is_chinese
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Run
from notice_kit.document.roles import HEADINGS, IMPRINT, TEXT, Role
from notice_kit.fixes.formatting import Format
from notice_kit.fixes.properties import Attributes
from notice_kit.fixes.registry import fixer
from notice_kit.measure import Length
from notice_kit.profile import Profile
from notice_kit.rules.font_faults import Stretch, signatory_at, whole
from notice_kit.rules.table import ordinary
from notice_kit.standard.fonts import ACCEPTED, FontClass, class_of
from notice_kit.standard.gbt9704 import ELEMENTS

_SIZE = ELEMENTS["body"].size
_PLAIN = (Role.ADDRESSEE, Role.ATTACHMENT_NOTE, Role.SIGNATURE, Role.DATE, Role.NOTE)
_HALF_POINTS = 2
_LEAD = frozenset("。：:！？；")


def _name(document: Document, wanted: FontClass, profile: Profile) -> str:
    """The font of the class that most of the document has; else the office's own; else usual."""
    counts: Counter[str] = Counter()
    for run in document.runs:
        name = run.format.east_asia
        if name is not None and profile.accepts_font(name, wanted):
            counts[name] += len(run.text)
    names = (*profile.fonts.get(wanted, ()), *ACCEPTED[wanted])
    usual = next(name for name in names if profile.accepts_font(name, wanted))
    return counts.most_common(1)[0][0] if counts else usual


def set_font(
    looks: Format,
    profile: Profile,
    stretches: Iterable[Stretch],
    wanted: FontClass | None,
    size: Length | None = _SIZE,
) -> None:
    """Give the stretches a font of the class, None for as it is, and the size."""
    stretches = list(stretches)
    if wanted is not None:
        one = wanted
        name = _name(looks.document, one, profile)
        looks.text(
            stretches,
            "rFonts",
            {"eastAsia": name, "eastAsiaTheme": None},
            lambda run: any(
                is_chinese(sign) and not profile.accepts_font(run.font_of(sign), one)
                for sign in run.text
            ),
        )
    if size is not None:
        half_points = round(size * _HALF_POINTS / Length.pt(1))
        for tag in ("sz", "szCs"):
            looks.text(stretches, tag, {"val": half_points}, lambda run: run.format.size != size)


def _headings(document: Document, *levels: int) -> list[Stretch]:
    found = (one for one in document.layout.headings if one.level in levels)
    return [Stretch(one.paragraph, 0, one.end) for one in found]


@fixer("F-01")
def text_font(document: Document, profile: Profile, looks: Format) -> None:
    """Text is in 三号仿宋 but for headings and sentences that are set off at its beginning."""
    ends = {one.paragraph: one.end for one in document.layout.headings}
    stretches = []
    for paragraph in document.having(Role.BODY):
        start = ends.get(paragraph, 0)
        first = paragraph.pieces[0] if paragraph.pieces else None
        set_off = first is not None and class_of(first.font) in (FontClass.KAITI, FontClass.HEITI)
        if set_off and first is not None and first.end < len(paragraph.text):
            places = (i + 1 for i, sign in enumerate(paragraph.text) if sign in _LEAD)
            start = max(start, next(places, 0))
        stretches.append(Stretch(paragraph, start, len(paragraph.text)))
    stretches += whole(document.having(*_PLAIN))
    for number in document.having(Role.DOCUMENT_NUMBER):
        label = signatory_at(number)
        stretches.append(Stretch(number, 0, label[1] if label else len(number.text)))
    set_font(looks, profile, stretches, FontClass.FANGSONG)


@fixer("F-02")
def title_font(document: Document, profile: Profile, looks: Format) -> None:
    """The title is in 二号小标宋."""
    titles = whole(document.having(Role.TITLE))
    set_font(looks, profile, titles, FontClass.XIAOBIAOSONG, ELEMENTS["title"].size)


@fixer("F-03")
def heading1_font(document: Document, profile: Profile, looks: Format) -> None:
    """Headings of the first level are in 三号黑体."""
    set_font(looks, profile, _headings(document, 1), FontClass.HEITI)


@fixer("F-04")
def heading2_font(document: Document, profile: Profile, looks: Format) -> None:
    """Headings of the second level are in 三号楷体."""
    set_font(looks, profile, _headings(document, 2), FontClass.KAITI)


@fixer("F-05")
def heading3_font(document: Document, profile: Profile, looks: Format) -> None:
    """Headings of the third and fourth level are in 三号仿宋."""
    set_font(looks, profile, _headings(document, 3, 4), FontClass.FANGSONG)


@fixer("F-06")
def no_bold(document: Document, profile: Profile, looks: Format) -> None:
    """Nothing is bold but what the profile names."""
    ends = {one.paragraph: one for one in document.layout.headings}
    stretches = []
    for paragraph in document.having(Role.TITLE, *TEXT):
        heading = ends.get(paragraph)
        end = 0 if heading is None else heading.end
        if heading is not None and HEADINGS[heading.level - 1] not in profile.bold:
            stretches.append(Stretch(paragraph, 0, end))
        if document.layout.role(paragraph) not in profile.bold and end < len(paragraph.text):
            stretches.append(Stretch(paragraph, end, len(paragraph.text)))
    for tag in ("b", "bCs"):
        looks.text(stretches, tag, {"val": 0}, lambda run: run.format.bold)


@fixer("F-07")
def western_font(document: Document, profile: Profile, looks: Format) -> None:
    """Digits and Western letters of the text have one fitting font."""
    counts: Counter[str] = Counter()
    paragraphs = document.having(*TEXT)
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            fits = profile.accepts_western(piece.font) or class_of(piece.font) is FontClass.FANGSONG
            if piece.slot == "ascii" and fits and any(map(str.isalnum, piece.text)):
                counts[piece.font or ""] += 1
    wanted = counts.most_common(1)[0][0] if counts else profile.western_fonts[0]

    def wrong(run: Run) -> bool:
        fonts = {run.font_of(sign) for sign in run.text if sign.isascii() and sign.isalnum()}
        own = (FontClass.HEITI, FontClass.KAITI)
        return any(font != wanted and class_of(font) not in own for font in fonts)

    names: Attributes = {"ascii": wanted, "hAnsi": wanted, "asciiTheme": None, "hAnsiTheme": None}
    looks.text(whole(paragraphs), "rFonts", names, wrong)


@fixer("F-08")
def chinese_signs(document: Document, _profile: Profile, looks: Format) -> None:
    """Signs that both scripts have are drawn in the Chinese font."""
    signs = [
        Stretch(paragraph, place, place + 1)
        for paragraph in document.paragraphs
        if any(map(is_chinese, paragraph.text))
        for piece in paragraph.pieces
        if piece.slot == "hAnsi" and class_of(piece.font) is None
        for place, sign in enumerate(piece.text, piece.start)
        if sign in AMBIGUOUS  # letters beside them keep their font
    ]
    looks.text(signs, "rFonts", {"hint": "eastAsia"}, lambda _run: True)


@fixer("F-10")
def no_theme_fonts(document: Document, _profile: Profile, looks: Format) -> None:
    """Fonts that the theme gives are named themselves."""
    texts = whole(document.having(Role.TITLE, *TEXT, *_PLAIN))
    for slot, attribute in _SLOTS.items():
        fonts = {
            getattr(run.format, attribute)
            for stretch in texts
            for run in stretch.paragraph.runs
            if slot in run.format.themed
        }
        for font in sorted(one for one in fonts if one):
            named: Attributes = {slot: font, f"{slot}Theme": None}
            looks.text(texts, "rFonts", named, partial(_takes, slot=slot, font=font))


_SLOTS = {"eastAsia": "east_asia", "ascii": "ascii", "hAnsi": "h_ansi"}


def _takes(run: Run, slot: str, font: str) -> bool:
    """Whether a run takes this font by the theme."""
    return slot in run.format.themed and bool(getattr(run.format, _SLOTS[slot]) == font)


@fixer("F-11")
def copy_number_size(document: Document, profile: Profile, looks: Format) -> None:
    """份号 is of 三号."""
    set_font(looks, profile, whole(document.having(Role.COPY_NUMBER)), None)


@fixer("F-12")
def secrecy_font(document: Document, profile: Profile, looks: Format) -> None:
    """密级和保密期限 and 紧急程度 are in 三号黑体."""
    set_font(looks, profile, whole(document.having(Role.SECRECY, Role.URGENCY)), FontClass.HEITI)


@fixer("F-13")
def signatory_font(document: Document, profile: Profile, looks: Format) -> None:
    """签发人 is in 三号仿宋, the name in 三号楷体."""
    for paragraph in document.having(Role.SIGNATORY, Role.DOCUMENT_NUMBER):
        label = signatory_at(paragraph)
        if label:
            name = Stretch(paragraph, label[1], len(paragraph.text))
            set_font(looks, profile, [Stretch(paragraph, *label)], FontClass.FANGSONG)
            set_font(looks, profile, [name], FontClass.KAITI)


@fixer("F-14")
def imprint_font(document: Document, profile: Profile, looks: Format) -> None:
    """版记 is in 四号仿宋."""
    found = whole(document.having(*IMPRINT))
    set_font(looks, profile, found, FontClass.FANGSONG, ELEMENTS["copy_to"].size)


@fixer("F-15")
def page_number_font(document: Document, profile: Profile, looks: Format) -> None:
    """Page numbers are in 四号宋体, in every slot."""
    spec = ELEMENTS["number_odd"]
    name = _name(document, FontClass.SONGTI, profile)
    slots = ("ascii", "hAnsi", "eastAsia", "cs")
    names = {**dict.fromkeys(slots, name), **{f"{slot}Theme": None for slot in slots[:3]}}
    found = whole(
        paragraph
        for story in document.footers
        for paragraph in story.paragraphs
        if any(field.kind == "PAGE" for field in paragraph.fields)
    )
    half_points = round(spec.size * _HALF_POINTS / Length.pt(1))
    looks.text(found, "rFonts", {**names, "cstheme": None}, lambda _run: True)
    for tag in ("sz", "szCs"):
        looks.text(found, tag, {"val": half_points}, lambda _run: True)


@fixer("F-16")
def attachment_label_font(document: Document, profile: Profile, looks: Format) -> None:
    """附件 at the head of an annex is in 三号黑体."""
    set_font(looks, profile, whole(document.having(Role.ATTACHMENT_LABEL)), FontClass.HEITI)


@fixer("F-17")
def mark_font(document: Document, profile: Profile, looks: Format) -> None:
    """发文机关标志 is in 小标宋; its size is left to a person."""
    marks = whole(document.having(Role.ISSUER_MARK))
    set_font(looks, profile, marks, FontClass.XIAOBIAOSONG, None)


@fixer("T-07")
def cell_font(document: Document, profile: Profile, looks: Format) -> None:
    """Text of tables that is in no font of documents is in a 仿宋; its size stays."""
    wrong = [
        Stretch(paragraph, piece.start, piece.end)
        for table in ordinary(document)
        for paragraph in table.paragraphs
        for piece in paragraph.pieces
        if piece.slot == "eastAsia" and piece.font and not _is_usual(piece.font, profile)
    ]
    set_font(looks, profile, wrong, FontClass.FANGSONG, None)


def _is_usual(font: str, profile: Profile) -> bool:
    return any(profile.accepts_font(font, one) for one in FontClass)
