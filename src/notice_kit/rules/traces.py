"""Rules for what making a file leaves in it: tags, comments, changes, names of programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.characters import is_chinese
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.messages import _
from notice_kit.ooxml.relationships import relationship_findings
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import ANY_KIND, SHOULD, Element, Fault, Source, rule
from notice_kit.standard.fonts import normalised

_PROGRAM = "python-docx"


@rule(
    "W-09", source=Source.CUSTOM, severity=SHOULD, element=Element.FILE, fixable=True,
    kinds=ANY_KIND,
)  # fmt: skip
def left_over(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A finished file holds nothing of its making.

    What: Comments, recorded changes, hidden text, a thumbnail, python-docx as author or remark.
    Why: Whoever gets the file sees them.
    Good: a file after 检查文档 in Word
    Bad: three comments and the author python-docx
    """
    yield from _properties(document)
    comments = [p for s in document.notes if s.kind == "comment" for p in s.paragraphs if p.bare]
    if comments:
        yield Fault(_("the file has comments"), comments[0], remedy=_("Delete the comments."))
    if document.revisions:
        yield Fault(
            _("the file has recorded changes"),
            found=str(document.revisions),
            wanted="0",
            remedy=_("Accept or reject them (Review, Changes)."),
        )
    hidden = [p for p in document.paragraphs if p.hidden_text.strip() and not p.fields]
    if hidden:
        yield Fault(
            shown.times(_("the file has hidden text"), hidden),
            hidden[0],
            found=hidden[0].hidden_text.strip()[:30],
            remedy=_("Delete it, or show it (Font, Hidden)."),
        )


def _properties(document: Document) -> Iterator[Fault]:
    for name in ("creator", "lastModifiedBy", "description"):
        text = document.properties.get(name, "")
        if _PROGRAM in text.casefold():
            yield Fault(
                _("the file's properties name a program"),
                found=f"{name}: {text}",
                remedy=_("Put the author's name there (File, Info), or nothing."),
            )
    for name in document.package.members:
        if name.casefold().startswith("docprops/thumbnail"):
            yield Fault(
                _("the file has a thumbnail of another document's first page"),
                found=name,
                remedy=_("Save without a preview picture (File, Info, Properties)."),
            )


@rule("W-10", source=Source.CUSTOM, element=Element.FILE)
def no_seal(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A seal is set by hand or by a sealing system, not by a picture.

    What: Pictures whose name or description has 印章, 公章 or 电子章.
    Why: A picture of a seal can be copied and proves nothing.
    Good: an empty place for the seal
    Bad: a picture called 公章.png
    """
    for paragraph in document.paragraphs:
        for drawing in paragraph.drawings:
            words = f"{drawing.name} {drawing.description}"
            if drawing.kind == "picture" and re.search("印章|公章|电子章", words):
                yield Fault(
                    _("a picture stands in for a seal"),
                    paragraph,
                    found=words.strip(),
                    remedy=_("Take it out and leave the place empty."),
                )


_TAG = re.compile(r"\{\{[^{}\n]{0,120}\}\}|\{%[^%\n]{0,120}%\}|\{#[^#\n]{0,120}#\}|«[^«»\n]{1,60}»")


@rule("W-17", source=Source.CUSTOM, element=Element.FILE, kinds=ANY_KIND)
def unfilled_tags(document: Document, _profile: Profile) -> Iterator[Fault]:
    """No tag of a template is left.

    What: `{{ … }}`, `{% … %}`, `{# … #}` and « … » in the text, headers, footers and notes.
    Why: It is a place that was not filled.
    Good: 各镇党委：
    Bad: {{ unit.name }}：
    """
    stories = (document.body, *document.headers, *document.footers, *document.notes)
    for story in stories:
        for paragraph in story.paragraphs:
            found = _TAG.search(paragraph.text)
            if found is not None:
                yield Fault(
                    _("a tag of a template is left"),
                    paragraph,
                    found=found[0],
                    remedy=_("Fill the template, or type what belongs there."),
                )


_STRAY = re.compile("[\u202a-\u202e\u2066-\u2069\ufffd\u200b\u2060\ufeff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@rule("W-22", source=Source.CUSTOM, severity=SHOULD, element=Element.FILE, kinds=ANY_KIND)
def stray_characters(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The text has only characters that everybody sees alike.

    What: Characters for private use, the sign of an undecodable one, invisible spaces and controls
      of direction. Signs that Word took from a font of symbols are let pass.
    Why: Private characters show on the machine that has them; invisible ones break a search.
    Good: a rare name in its Unicode character
    Bad: a name typed with a character of the own font editor
    """
    for paragraph in document.paragraphs:
        signs = {sign for run in paragraph.runs for _font, sign in run.symbols}
        found = [c for p in (_STRAY, _PRIVATE) for c in p.findall(paragraph.own_text)]
        odd = sorted({f"U+{ord(sign):04X}" for sign in found if sign not in signs})
        if odd:
            yield Fault(
                _("the text has characters that do not show, or not everywhere"),
                paragraph,
                found=", ".join(odd),
                remedy=_("Delete them, or type the right character."),
            )


@rule("W-23", source=Source.CUSTOM, severity=SHOULD, element=Element.FONT)
def missing_glyphs(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The font has the characters that are set in it.

    What: 汉字 outside GB 2312 in a font named …_GB2312, which has only its 6763.
    Why: Rare characters of names, such as 镕 or 堃, come out in another font.
    Good: 方正仿宋_GBK for a rare name
    Bad: 镕 in 仿宋_GB2312
    """
    odd: dict[str, Paragraph] = {}
    for paragraph in document.paragraphs:
        for piece in paragraph.pieces:
            if piece.font and normalised(piece.font).endswith("gb2312"):
                for sign in filter(is_chinese, piece.text):
                    if sign not in odd and not _in_gb2312(sign):
                        odd[sign] = paragraph
    if odd:
        yield Fault(
            _("a font lacks characters that are set in it"),
            next(iter(odd.values())),
            found="".join(odd),
            remedy=_("Set these characters in a font with more, such as one named …_GBK."),
        )


def _in_gb2312(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return sign == "〇"
    return True


@rule("W-24", source=Source.CUSTOM, severity=SHOULD, element=Element.FILE, kinds=ANY_KIND)
def outside(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The file runs nothing and fetches nothing.

    What: Macros, controls, embedded objects, linked pictures and templates; parts that are missing.
      Links to click on are let pass.
    Why: Programs block such files or ask, and what is fetched is missing elsewhere.
    Good: pictures within the file
    Bad: a picture that is linked to a path of one machine
    """
    for finding in relationship_findings(document.package.members, document.file):
        yield Fault(finding.message, found=finding.found, remedy=finding.remedy)
