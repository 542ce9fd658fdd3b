"""Values as findings show them: lengths, sizes, fonts, spacings; faults that are alike."""

from __future__ import annotations

from collections.abc import Iterable

from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.values import LineSpacing
from notice_kit.measure import Length
from notice_kit.messages import _, ngettext

_SIZES = {
    42.0: "初号", 36.0: "小初", 26.0: "一号", 24.0: "小一", 22.0: "二号", 18.0: "小二",
    16.0: "三号", 15.0: "小三", 14.0: "四号", 12.0: "小四", 10.5: "五号", 9.0: "小五",
    7.5: "六号", 6.5: "小六", 5.5: "七号", 5.0: "八号",
}  # fmt: skip
"""The Chinese names of type sizes, in points. Source: 惯例, as Word and WPS have them."""


def mm(length: Length) -> str:
    """A length in millimetres: `25.4 mm`."""
    return f"{length.in_mm:.1f} mm".replace(".0 mm", " mm")


def pt(length: Length) -> str:
    """A length in points: `28.95 pt`."""
    return f"{length.in_pt:.2f}".rstrip("0").rstrip(".") + " pt"


def size(length: Length) -> str:
    """A type size by its Chinese name and in points: `三号 (16 pt)`."""
    name = _SIZES.get(length.in_pt)
    return pt(length) if name is None else f"{name} ({pt(length)})"


def font(name: str | None) -> str:
    """A font's name, or words for none."""
    return name or _("no font named")


def spacing(line: LineSpacing) -> str:
    """A line spacing: `exactly 28 pt`, `1.5 lines`."""
    if line.length is None:
        return _("{count} lines").format(count=f"{line.multiple:.2f}".rstrip("0").rstrip("."))
    words = _("exactly {length}") if line.is_exact else _("at least {length}")
    return words.format(length=pt(line.length))


def characters(count: float) -> str:
    """An indent in 字: `2 字`."""
    return f"{count:.2f}".rstrip("0").rstrip(".") + " 字"


def times(message: str, paragraphs: Iterable[Paragraph]) -> str:
    """A message, with the number of paragraphs that it holds for where they are several."""
    count = len(set(paragraphs))
    if count < 2:
        return message
    more = ngettext("{message} (in {count} paragraph)", "{message} (in {count} paragraphs)", count)
    return more.format(message=message, count=count)
