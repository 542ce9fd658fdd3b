"""Runs and fields: what stands in a paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, flag, text, w
from notice_kit.standard import markup
from notice_kit.standard.gbt9704 import PORTRAIT, characters
from notice_kit.standard.house import ALL_ELEMENTS
from notice_kit.standard.styles import FACES, style_id


def paragraph(role: str, *content: Element, keep: bool = False, new_page: bool = False) -> Element:
    """A paragraph in the style of a role.

    Args:
        role: names the style.
        content: runs, fields, links.
        keep: it stays on the page of what follows.
        new_page: it begins a page.
    """
    properties = w(
        "pPr",
        w("pStyle", val=style_id(role)),
        flag("keepNext", keep),
        flag("pageBreakBefore", new_page),
        _frame() if ALL_ELEMENTS[role].at_foot else None,
    )
    return w("p", properties, *content)


def spaced(role: str, before: Length, *content: Element, keep: bool = False) -> Element:
    """A paragraph in the style of a role, with so much blank over it, whatever the style says."""
    made = paragraph(role, *content, keep=keep)
    made[0].append(w("spacing", before=before.in_twips))
    return made


def placed(role: str, right: float, *content: Element, before: Length | None = None) -> Element:
    """A paragraph that ends so many 字 before the right edge, and stays with what follows.

    Args:
        role: names the style.
        right: in 字 of the body.
        content: runs.
        before: what is blank over it; None leaves that to the style.
    """
    made = paragraph(role, *content)
    made[0].extend(
        [
            *([] if before is None else [w("spacing", before=before.in_twips)]),
            w("ind", rightChars=round(right * 100), right=characters(right).in_twips),
            w("jc", val="right"),
        ]
    )
    return made


def _frame() -> Element:
    """What puts a paragraph at the foot of the type area; LibreOffice overlooks it in a style."""
    return w(
        "framePr",
        w=PORTRAIT.area_width.in_twips,
        wrap="notBeside",
        vAnchor="margin",
        hAnchor="margin",
        xAlign="center",
        yAlign="bottom",
    )


def runs(line: str) -> list[Element]:
    """The runs of a text with marks; a tag lies whole in one run."""
    return [
        _run([text(span.text)], FACES[span.face][0] if span.face else None)
        for span in markup.parse(line)
        if span.text
    ]


def joined(lines: Iterable[str], between: str) -> list[Element]:
    """The runs of several texts with `w:br` or `w:tab` between them."""
    content: list[Element] = []
    for line in lines:
        if content:
            content.append(w("r", w(between)))
        content += runs(line)
    return content


def tab() -> Element:
    """A run that goes to the next tab stop."""
    return w("r", w("tab"))


def field(instruction: str, result: Iterable[Element] = ()) -> list[Element]:
    """The runs of a field.

    Args:
        instruction: such as `PAGE`.
        result: the runs of what it showed last.

    Source:
        ECMA-376 Part 1, 17.16.18 (fldChar).
    """
    code = w("instrText", xml__space="preserve")
    code.text = f" {instruction} "
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        *result,
        w("r", w("fldChar", fldCharType="end")),
    ]


def _run(content: Iterable[Element], style: str | None = None) -> Element:
    # Without the hint Word draws “ ” — … in the Western font.
    properties = w(
        "rPr",
        None if style is None else w("rStyle", val=style),
        w("rFonts", hint="eastAsia"),
    )
    return w("r", properties, *content)
