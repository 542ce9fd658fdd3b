"""Rules for how a file is set up: languages, spacing, versions, styles."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.roles import HEADINGS, TEXT, Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import ANY_KIND, SHOULD, Element, Fault, Source, rule
from notice_kit.standard.accepted import WORD_2013

_CHINESE = "zh"


@rule("W-01", source=Source.CUSTOM, severity=SHOULD, element=Element.FILE)
def default_font(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The default style names an East Asian font.

    What: The style 正文 (Normal), or the document's defaults, name a font for 汉字. A font by the
      theme is F-10's.
    Why: What is typed later takes it; without one each program picks its own.
    Good: `<w:rFonts w:eastAsia="仿宋_GB2312"/>` in Normal
    Bad: a font for Western letters alone, as `font.name` of python-docx sets
    """
    style = document.styles.default("paragraph")
    stated = {**document.styles.default_run, **document.styles.run(style)}
    if document.paragraphs and stated.get("eastAsia") is None:
        yield Fault(
            _("the default style names no East Asian font"),
            remedy=_("Set the East Asian font of the style Normal."),
        )


@rule("W-02", source=Source.CUSTOM, element=Element.FILE, fixable=True)
def language(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Chinese text is marked as Chinese.

    What: The East Asian language of running text with 汉字 is zh-CN or another zh. Where nothing
      states one, programs take their own and nothing is told.
    Why: Fonts, spelling and line breaks follow the language.
    Good: `<w:lang w:val="en-US" w:eastAsia="zh-CN"/>`
    Bad: `<w:lang w:val="en-US" w:eastAsia="en-US"/>`, of python-docx
    """
    odd = {}
    for paragraph in document.having(*TEXT):
        for piece in paragraph.pieces:
            name = piece.format.east_asian_language
            if piece.slot == "eastAsia" and name and not name.casefold().startswith(_CHINESE):
                odd[paragraph] = name
    for paragraph, name in list(odd.items())[:1]:
        yield Fault(
            shown.times(_("Chinese text is marked as of another language"), odd),
            paragraph,
            found=name,
            wanted="zh-CN",
            remedy=_("Select the text and set the language to Chinese (Review, Language)."),
        )


@rule("W-03", source=Source.CUSTOM, severity=SHOULD, element=Element.FILE, fixable=True)
def automatic_space(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Word adds no space between 汉字 and figures.

    What: `w:autoSpaceDE` and `w:autoSpaceDN` are off in running text that has letters or figures
      beside 汉字, where a grid counts the characters.
    Why: Each such place would get a quarter of a 字 more, and a row fewer than 28.
    Good: `<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>` in the style of the text
    Bad: both left at Word's default, on
    """
    odd = [
        paragraph
        for paragraph in document.having(*TEXT)
        if (paragraph.format.auto_space_latin or paragraph.format.auto_space_digits)
        and paragraph.section is not None
        and paragraph.section.grid.has_characters
        and len({piece.slot for piece in paragraph.pieces}) > 1
    ]
    if odd:
        yield Fault(
            shown.times(_("Word adds space between 汉字 and figures or letters"), odd),
            odd[0],
            remedy=_("Turn the automatic space off (Paragraph, Asian Typography)."),
        )


@rule("W-04", source=Source.CUSTOM, severity=SHOULD, element=Element.FILE, fixable=True)
def compressed_marks(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Marks are not compressed where a grid counts characters.

    What: `w:characterSpacingControl` compresses punctuation in a document with such a grid.
    Why: Rows with many marks would have more than 28 characters.
    Good: `<w:characterSpacingControl w:val="doNotCompress"/>`
    Bad: `<w:characterSpacingControl w:val="compressPunctuation"/>`
    """
    control = document.settings.character_spacing or ""
    grids = any(section.grid.has_characters for section in document.sections)
    if grids and control.startswith("compress"):
        yield Fault(
            _("marks are compressed"),
            found=control,
            wanted="doNotCompress",
            remedy=_("Turn the compression off (Options, Typography, Character spacing)."),
        )


@rule(
    "W-06", source=Source.CUSTOM, severity=SHOULD, element=Element.FILE, fixable=True,
    kinds=ANY_KIND,
)  # fmt: skip
def compatibility(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The file is of Word 2013 or later.

    What: The file says compatibility mode 15. Files without any settings are let pass.
    Why: Word opens others in compatibility mode and lays them out by older rules.
    Good: `w:compatSetting w:name="compatibilityMode" w:val="15"`
    Bad: none, as python-docx writes it; 12 or 14
    """
    mode = document.settings.compatibility
    if document.package.one("settings") is not None and (mode or 0) < WORD_2013:
        yield Fault(
            _("Word opens the file in compatibility mode"),
            found=_("not stated") if mode is None else str(mode),
            wanted=str(WORD_2013),
            remedy=_("Convert the file in Word (File, Info, Convert)."),
        )


@rule("W-08", source=Source.CUSTOM, severity=SHOULD, element=Element.FILE)
def one_style_per_role(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The title has another style than the text.

    What: The title and the running text, or a heading and the running text, have one style.
    Why: By styles a look is changed at one place, and programs know what a paragraph is.
    Good: 公文标题, 公文正文
    Bad: everything in Normal, made up by hand
    """
    title, body = document.first(Role.TITLE), document.first(Role.BODY)
    if title is not None and body is not None and title.style is body.style:
        yield Fault(
            _("the title and the text have one style"),
            title,
            found=title.style_name or None,
            remedy=_("Make a style for each kind of paragraph."),
        )


@rule("W-15", source=Source.CUSTOM, severity=SHOULD, element=Element.FILE, fixable=True)
def outline(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Headings have an outline level.

    What: Headings of the first level that stand alone are told as such to Word.
    Why: Contents and navigation follow the levels, not the labels in the text.
    Good: `<w:outlineLvl w:val="0"/>` in the style 一级标题
    Bad: headings that are body text in 黑体
    """
    odd = [p for p in document.having(HEADINGS[0]) if p.format.outline_level is None]
    if odd:
        yield Fault(
            shown.times(_("a heading has no outline level"), odd),
            odd[0],
            remedy=_("Give the heading's style an outline level (Paragraph, Outline level)."),
        )


@rule("W-16", source=Source.CUSTOM, element=Element.FILE, fixable=True, kinds=ANY_KIND)
def clipped_pictures(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A picture in a row is not cut off.

    What: A picture that stands in the text and is higher than the exact line of its paragraph.
    Why: Of such a picture only a strip shows.
    Good: a line spacing of at least 28.95 pt
    Bad: exactly 28.95 pt in the paragraph of a picture
    """
    for paragraph in document.paragraphs:
        line = paragraph.format.line
        for drawing in paragraph.drawings:
            if drawing.inline and line.is_exact and drawing.height > (line.length or 0):
                yield Fault(
                    _("only a strip of a picture shows"),
                    paragraph,
                    found=shown.spacing(line),
                    wanted=_("single spacing"),
                    remedy=_("Set the paragraph's line spacing to single."),
                )
                break
