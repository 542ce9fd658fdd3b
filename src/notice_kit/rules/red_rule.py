"""Rules for the red rule under the 版头."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import PORTRAIT, RED_RULE
from notice_kit.standard.specs import ink_bottom

_FILE = frozenset({Kind.FILE})


@rule("H-13", clause="7.2.7", source=Source.UNCERTAIN, element=Element.HEAD, kinds=_FILE)
def red_rule(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A red rule as wide as the type area lies 4 mm under 发文字号.

    What: There is a red border or line over the title; its width is that of the type area within
      1 mm, where it is known and the margins are right; a border under the number is 4 mm ± 1.5 mm
      from the characters, estimated from the height of the row. A line in a group or picture is
      taken to be right.
    Why: 7.2.7: 发文字号之下4mm处居中印一条与版心等宽的红色分隔线.
    Good: a red lower border of the number, 6 pt from its row of 28.95 pt
    Bad: a black border, or one 1 pt from the row
    """
    found = document.layout.red_rule
    number = document.first(Role.DOCUMENT_NUMBER)
    if found is None:
        if number is not None and is_missing(document):
            yield Fault(
                _("there is no red rule under 发文字号"),
                number,
                remedy=_("Give the paragraph of the number a red lower border."),
            )
        return
    section = found.paragraph.section
    area = PORTRAIT.area_width if section is None else section.area_width
    judged = abs(area - PORTRAIT.area_width) <= accepted.AREA  # else the margins are for P-04
    if found.width and judged and abs(found.width - area) > accepted.AREA:
        yield Fault(
            _("the red rule is not as wide as the type area"),
            found.paragraph,
            found=shown.mm(found.width),
            wanted=shown.mm(area),
            remedy=_("Make it as wide as the type area."),
        )
    gap = _gap(found.paragraph) if found.drawing is None and found.paragraph is number else None
    if gap is not None and abs(gap - RED_RULE.gap) > accepted.RED_RULE_GAP:
        yield Fault(
            _("the red rule is too near to 发文字号 or too far from it"),
            found.paragraph,
            found=_("about {length}").format(length=shown.mm(gap)),
            wanted=shown.mm(RED_RULE.gap),
            remedy=_("Change the distance of the border from the text."),
        )


def is_missing(document: Document) -> bool:
    """Whether there is surely no red rule, neither as a border nor drawn."""
    return document.layout.red_rule is None and not _has_drawing(document)


def _has_drawing(document: Document) -> bool:
    """Whether something is drawn over the title or in a header that may be or hold the rule."""
    title = document.first(Role.TITLE)
    for paragraph in document.paragraphs:
        if any(drawing.kind != "textbox" for drawing in paragraph.drawings):
            return True
        if paragraph is title:
            break
    return any(story.drawings for story in document.headers)


def _gap(paragraph: Paragraph) -> Length | None:
    """From the characters of a paragraph down to its lower border; None where not known."""
    line = paragraph.format.line.length
    edge = paragraph.format.borders.get("bottom")
    if line is None or edge is None:
        return None
    return Length(line - ink_bottom(line, paragraph.size) + edge.space)


@rule(
    "H-14", source=Source.CUSTOM, severity=SHOULD, element=Element.HEAD, fixable=True, kinds=_FILE,
)  # fmt: skip
def thickness(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The red rule is 1 pt to 3 pt thick.

    What: The thickness of the border or line, where the file states one.
    Why: The standard gives none; custom is 1.5 pt to 2.25 pt.
    Good: 1.5 pt
    Bad: 0.5 pt, Word's default
    """
    found = document.layout.red_rule
    least, most = accepted.RED_RULE_THICKNESS
    if found is not None and found.thickness and not least <= found.thickness <= most:
        yield Fault(
            _("the red rule is too thin or too thick"),
            found.paragraph,
            found=shown.pt(found.thickness),
            wanted=f"{shown.pt(least)}–{shown.pt(most)}",
            remedy=_("Make it {length} thick.").format(length=shown.pt(RED_RULE.thickness)),
        )
