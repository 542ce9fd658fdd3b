"""版头: what stands over the text of the first page, where it is more than one paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, w
from notice_kit.standard.gbt9704 import PORTRAIT, SIGNERS_IN_ROW, rows
from notice_kit.standard.house import mark_above
from notice_kit.standard.looks import WORD_GAP
from notice_kit.standard.manuscript_blocks import Block, JointMark, SignedNumber, Text
from notice_kit.standard.runs import paragraph, runs, spaced, tab
from notice_kit.standard.specs import NOTHING, ElementSpec, FormatSpec, ink_top
from notice_kit.standard.tables import plain_table
from notice_kit.standard.text_width import text_width

ABOVE_MARK = ("copy_number", "secrecy", "urgency")
"""What stands in rows over a mark, each in its own (7.2.1–7.2.3)."""

_NAME = 3  # 字 that a name of a signer takes, shorter ones spread
_SLACK = Length.pt(1)


def mark_before(text: Element, spec: ElementSpec, above: int) -> Element:
    """The paragraph of a mark with so many rows over it: it stays where it stands without them.

    Source:
        GB/T 9704-2012, 7.2.4: its place is that of its upper edge, in the type area.
    """
    if above:
        before = max(NOTHING, Length(spec.before - rows(above)))
        text[0].append(w("spacing", before=before.in_twips, after=0, line=spec.line.in_twips,
                         lineRule="exact"))  # fmt: skip
    return text


def joint_mark(
    block: JointMark, looks: Mapping[str, ElementSpec], format: FormatSpec, above: int
) -> list[Element]:
    """The mark of several issuers: their names equally wide, a row each, 文件 beside them.

    Source:
        GB/T 9704-2012, 7.2.4.
    """
    spec = looks["joint_issuer"]
    before = Length(mark_above(format) - ink_top(spec.line, spec.size) - rows(above))
    longest = max(text_width(issuer) for issuer in block.issuers)
    widths = [Length(round(spec.size * longest) + _SLACK)]
    if block.word:
        wide = text_width(block.word) + WORD_GAP
        widths.append(Length(round(spec.size * wide) + _SLACK))
    cells: list[list[Element | None]] = []
    for number, issuer in enumerate(block.issuers):
        row: list[Element | None] = [paragraph("joint_issuer", *runs(issuer))]
        if block.word:
            row.append(paragraph("joint_word", *runs(block.word)) if number == 0 else None)
        cells.append(row)
    made = plain_table(widths, cells, align="center", height=spec.line, exact=True)
    return [spaced("spacer", max(NOTHING, before)), made]


def signed_number(block: SignedNumber) -> list[Element]:
    """发文字号 at the left, 签发人 at the right; of several two in a row, the number in the last.

    Source:
        GB/T 9704-2012, 7.2.5 and 7.2.6.
    """
    number = runs(block.number)
    if len(block.signers) == 1:
        signer = runs(f"签发人：*{block.signers[0]}*")
        return [paragraph("signed_number", tab(), *number, tab(), *signer)]
    names = [_spread(name) for name in block.signers]
    groups = [names[i : i + SIGNERS_IN_ROW] for i in range(0, len(names), SIGNERS_IN_ROW)]
    made = []
    for index, group in enumerate(groups):
        last = index == len(groups) - 1
        label = runs("签发人：") if index == 0 else [tab()]
        content = [tab(), *label, *runs(f"*{'　'.join(group)}*")]
        role = "joint_signed_number" if last else "signers"
        made.append(paragraph(role, *([tab(), *number] if last else []), *content))
    made[0][0].append(_two_rows_over())
    return made


def _two_rows_over() -> Element:
    return w("spacing", before=rows(2).in_twips)


def _spread(name: str) -> str:
    """A name of two 汉字 as wide as one of three."""
    return f"{name[0]}　{name[1]}" if len(name) == _NAME - 1 else name


def letter_row(blocks: Sequence[Block], before: Length) -> tuple[Element | None, set[int]]:
    """The first row under the upper double line of a letter, and the blocks that stand in it.

    The number stands at the right of the row in which the first of 份号, 密级 and 紧急程度 stands.

    Args:
        blocks: of the letter's first section.
        before: what lies blank over the row.

    Returns:
        None where the number has the row to itself, and is a paragraph like others.

    Source:
        GB/T 9704-2012, 10.1.
    """
    texts = {index: block for index, block in enumerate(blocks) if isinstance(block, Text)}
    first = next((i for i, block in texts.items() if block.role in ABOVE_MARK), None)
    number = next((i for i, block in texts.items() if block.role == "document_number"), None)
    if first is None or number is None:
        return None, set()
    left, right = (runs("".join(texts[index].lines)) for index in (first, number))
    row = paragraph(texts[first].role, *left, tab(), *right)
    edge = w("tab", val="right", pos=PORTRAIT.area_width.in_twips)
    row[0].extend([w("tabs", edge), w("spacing", before=before.in_twips)])
    return row, {first, number}
