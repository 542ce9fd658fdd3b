"""署名 and 成文日期: with and without seals, of one issuer and of several, and with 签名章."""

from __future__ import annotations

from collections.abc import Sequence

from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element, w
from notice_kit.standard.gbt9704 import (
    AVERAGE_DATE,
    PORTRAIT,
    SEALED_DATE_RIGHT,
    STAMP_RIGHT,
    UNSEALED_RIGHT,
    characters,
    rows,
)
from notice_kit.standard.house import SEAL_PLACE, SEALS_IN_ROW, STAMP_SIZE
from notice_kit.standard.manuscript_blocks import Signature, StampedSignature
from notice_kit.standard.runs import paragraph, placed, runs, spaced, tab
from notice_kit.standard.specs import NOTHING
from notice_kit.standard.tables import plain_table
from notice_kit.standard.text_width import has_tags, text_width


def signature(block: Signature) -> list[Element]:
    """署名 and 成文日期 of the block; widths that data decides are taken to be the usual ones."""
    if not block.sealed:
        return _unsealed(block)
    if len(block.issuer) > 1:
        return _joint_sealed(block)
    return _sealed(block.issuer[0], block.date)


def _sealed(issuer: str, date: str) -> list[Element]:
    """The name centred over the date, which ends 4 字 before the edge.

    Source:
        GB/T 9704-2012, 7.3.5.1.
    """
    if has_tags(issuer):
        # A tab centres a name of any length; a date's length hardly varies.
        return [
            paragraph("signature", tab(), *runs(issuer)),
            paragraph("signature_date", *runs(date)),
        ]
    shorter = (_date_width(date) - text_width(issuer)) / 2
    name_right = max(0.0, SEALED_DATE_RIGHT + shorter)
    date_right = name_right - shorter
    return [
        placed("signature", name_right, *runs(issuer)),
        placed("signature_date", date_right, *runs(date)),
    ]


def _unsealed(block: Signature) -> list[Element]:
    """The names one under another, the first 字 of the date 2 字 after theirs.

    Source:
        GB/T 9704-2012, 7.3.5.2.
    """
    names = [text_width(issuer) for issuer in block.issuer]
    longer = max(names) - _date_width(block.date)
    date_right = longer if longer >= 0 else UNSEALED_RIGHT
    left_edge = max(names) + (UNSEALED_RIGHT if longer >= 0 else UNSEALED_RIGHT * 2 - longer)
    made = [
        placed(
            "signature_unsealed",
            left_edge - width,
            *runs(issuer),
            before=NOTHING if number else None,
        )
        for number, (issuer, width) in enumerate(zip(block.issuer, names, strict=True))
    ]
    return [*made, placed("signature_date", date_right, *runs(block.date))]


def _joint_sealed(block: Signature) -> list[Element]:
    """The names side by side with a place for a seal each, the date under the last of them.

    Source:
        GB/T 9704-2012, 7.3.5.1: 印章之间互不相交或相切, 每排印章两端不得超出版心.
    """
    columns = min(SEALS_IN_ROW, len(block.issuer))
    date_centre = characters(SEALED_DATE_RIGHT + AVERAGE_DATE / 2)
    left = max(
        NOTHING,
        Length(PORTRAIT.area_width - date_centre - SEAL_PLACE * (columns - 0.5)),
    )
    # The last row is full: the date stands under the last name.
    short = len(block.issuer) % columns
    groups = [block.issuer[:short]] if short else []
    groups += [block.issuer[i : i + columns] for i in range(short, len(block.issuer), columns)]
    widths = [*([left] if left else []), *[SEAL_PLACE] * columns]
    cells = [_names(group, len(widths)) for group in groups]
    date = paragraph("signature_date", *runs(block.date))
    date[0].extend([w("ind", rightChars=0, right=0), w("jc", val="center")])
    last = _names((), len(widths) - 1)
    room = SEAL_PLACE if len(groups) > 1 else None
    upper = [plain_table(widths, cells[:-1], height=room)] if cells[:-1] else []
    lower = plain_table(widths, [cells[-1], [*last, date]])
    over = spaced("spacer", rows(1 if upper else 2), keep=True)
    between = [spaced("spacer", rows(1), keep=True)] if upper else []
    return [over, *upper, *between, lower]


def _names(names: Sequence[str], columns: int) -> list[Element]:
    """The cells of a row, the names in the last of them."""
    texts = [""] * (columns - len(names)) + list(names)
    return [paragraph("joint_signature", *runs(text)) for text in texts]


def stamped_signature(block: StampedSignature) -> list[Element]:
    """The post at the left of the place for the 签名章, their middles at one height.

    Source:
        GB/T 9704-2012, 7.3.5.3.
    """
    width, height = STAMP_SIZE
    right = characters(STAMP_RIGHT)
    post = paragraph("signer_post", *runs(block.post))
    stamp = paragraph("stamp", *runs(block.name))
    widths = [Length(PORTRAIT.area_width - right - width), width]
    return [
        spaced("spacer", rows(2), keep=True),
        plain_table(widths, [[post, stamp]], height=height),
        placed("signature_date", STAMP_RIGHT, *runs(block.date), before=rows(1)),
    ]


def _date_width(date: str) -> float:
    return text_width(date, tag=AVERAGE_DATE)
