"""Tables of contents: TOC fields, which `paginating` fills in once the headings are there."""

from __future__ import annotations

from notice_kit.ooxml.wml import Element
from notice_kit.standard.house import ALL_ELEMENTS
from notice_kit.standard.manuscript_blocks import Contents
from notice_kit.standard.runs import field, paragraph


def contents(source: Contents) -> list[Element]:
    r"""The field, still without entries: what it lists is made only when tags are filled.

    Source:
        ECMA-376 Part 1, 17.16.5.68 (TOC): `\t` names styles and their levels.
    """
    styles = (
        f"{ALL_ELEMENTS[role].style},{level}" for level, role in enumerate(source.roles, start=1)
    )
    return [paragraph("contents_entry", *field(rf'TOC \h \z \t "{",".join(styles)}"'))]
