"""Rules for fonts and sizes of the other elements: 版头, 附件, 版记, page numbers."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.characters import text_width
from notice_kit.document.document import Document
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import IMPRINT, Role
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.font_faults import Stretch, class_for, signatory_at, whole, wrong_fonts
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard.fonts import FontClass
from notice_kit.standard.gbt9704 import ELEMENTS, PORTRAIT


@rule("F-11", clause="7.2.1", source=Source.UNCERTAIN, element=Element.FONT, fixable=True)
def copy_number_font(document: Document, _profile: Profile) -> Iterator[Fault]:
    """份号 is set in 三号 digits.

    What: Its digits are of 16 pt; what they are is looked at by H-01 and D-03.
    Why: 7.2.1: 一般用6位3号阿拉伯数字.
    Good: 000001, 16 pt
    Bad: 000001, 14 pt
    """
    size = ELEMENTS["body"].size
    for paragraph in document.having(Role.COPY_NUMBER):
        if paragraph.size != size:
            yield Fault(
                _("{element} is of a wrong size").format(element=Role.COPY_NUMBER.value),
                paragraph,
                found=shown.size(paragraph.size),
                wanted=shown.size(size),
                remedy=_("Set its size to {size}.").format(size=shown.size(size)),
            )


@rule("F-12", clause="7.2.2, 7.2.3", source=Source.UNCERTAIN, element=Element.FONT, fixable=True)
def secrecy_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """密级和保密期限 and 紧急程度 are set in 三号黑体.

    What: Both are in a 黑体 of 16 pt; the digits of a term have no say here.
    Why: 7.2.2 and 7.2.3: 一般用3号黑体字.
    Good: 机密★1年 in 黑体
    Bad: the same in 仿宋
    """
    size = ELEMENTS["body"].size
    for role in (Role.SECRECY, Role.URGENCY):
        found = whole(document.having(role))
        yield from wrong_fonts(found, FontClass.HEITI, size, profile, role.value)


@rule("F-13", clause="7.2.6", source=Source.UNCERTAIN, element=Element.FONT, fixable=True)
def signatory_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """签发人 is set in 三号仿宋, the name in 三号楷体.

    What: The word and its colon are in a 仿宋, what follows in a 楷体, both of 16 pt.
    Why: 7.2.6: “签发人”三字用3号仿宋体字，签发人姓名用3号楷体字.
    Good: 签发人： in 仿宋, 王建国 in 楷体
    Bad: all in 仿宋
    """
    size = ELEMENTS["body"].size
    names, labels = [], []
    for paragraph in document.having(Role.SIGNATORY, Role.DOCUMENT_NUMBER):
        label = signatory_at(paragraph)
        if label:
            labels.append(Stretch(paragraph, *label))
            names.append(Stretch(paragraph, label[1], len(paragraph.text)))
    yield from wrong_fonts(labels, FontClass.FANGSONG, size, profile, "签发人")
    yield from wrong_fonts(names, FontClass.KAITI, size, profile, _("the name of 签发人"))


@rule("F-14", clause="7.4.2, 7.4.3", source=Source.UNCERTAIN, element=Element.FONT, fixable=True)
def imprint_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """版记 is set in 四号仿宋.

    What: 抄送机关, 印发机关 and 印发日期 are in a 仿宋 of 14 pt.
    Why: 7.4.2 and 7.4.3: 一般用4号仿宋体字.
    Good: 抄送：县委办公室。 in 仿宋, 14 pt
    Bad: the same in 三号
    """
    spec = ELEMENTS["copy_to"]
    found = whole(document.having(*IMPRINT))
    yield from wrong_fonts(found, class_for(spec), spec.size, profile, "版记")


@rule("F-15", clause="7.5", source=Source.UNCERTAIN, element=Element.FONT, fixable=True)
def page_number_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """Page numbers are set in 四号宋体.

    What: The digits and dashes of the page number are in a 宋体 of 14 pt, in every slot.
    Why: 7.5: 一般用4号半角宋体阿拉伯数字.
    Good: — 1 — in 宋体, 14 pt
    Bad: the same in Times New Roman, or 小五
    """
    spec = ELEMENTS["number_odd"]
    told: dict[tuple[str, int], Paragraph] = {}
    for paragraph in (p for story in document.footers for p in story.paragraphs):
        if not any(field.kind == "PAGE" for field in paragraph.fields):
            continue
        for piece in paragraph.pieces:
            if not profile.accepts_font(piece.font, FontClass.SONGTI):
                told[shown.font(piece.font), id(paragraph)] = paragraph
            if piece.format.size != spec.size:
                told[shown.size(piece.format.size), id(paragraph)] = paragraph
    for (found, _key), paragraph in told.items():
        yield Fault(
            _("the page number is not in 四号宋体"),
            paragraph,
            found=found,
            wanted=f"{FontClass.SONGTI.value}, {shown.size(spec.size)}",
            remedy=_("Set all of it, the field too, in 宋体 of {size}.").format(
                size=shown.size(spec.size)
            ),
        )


@rule("F-16", clause="7.3.7", source=Source.UNCERTAIN, element=Element.FONT, fixable=True)
def attachment_label_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """附件 at the head of an annex is set in 三号黑体.

    What: The word and its number are in a 黑体 of 16 pt.
    Why: 7.3.7: “附件”二字及附件顺序号用3号黑体字.
    Good: 附件1 in 黑体
    Bad: the same in 仿宋
    """
    spec = ELEMENTS["attachment_label"]
    found = whole(document.having(Role.ATTACHMENT_LABEL))
    yield from wrong_fonts(found, class_for(spec), spec.size, profile, "附件")


@rule(
    "F-17", clause="7.2.4", source=Source.UNCERTAIN, severity=SHOULD, element=Element.FONT,
    fixable=True,
)  # fmt: skip
def mark_font(document: Document, profile: Profile) -> Iterator[Fault]:
    """发文机关标志 is set in 小标宋 and fits one line.

    What: It is in a 小标宋, and each of its rows is no wider than the type area. The size is free.
    Why: 7.2.4: 推荐使用小标宋体字，颜色为红色，以醒目、美观、庄重为原则.
    Good: 中共青禾县委文件 in 小标宋, 40 pt
    Bad: the same in 黑体, or so large that it wraps
    """
    marks = document.having(Role.ISSUER_MARK)
    yield from wrong_fonts(
        whole(marks), FontClass.XIAOBIAOSONG, None, profile, Role.ISSUER_MARK.value
    )
    for paragraph in marks:
        longest = max(map(text_width, paragraph.lines))
        width = Length(round(longest * paragraph.size))
        if width > PORTRAIT.area_width:
            yield Fault(
                _("发文机关标志 does not fit one line"),
                paragraph,
                found=shown.mm(width),
                wanted=f"≤ {shown.mm(PORTRAIT.area_width)}",
                remedy=_("Take a smaller size."),
            )
