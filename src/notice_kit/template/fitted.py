"""`fitted`: paragraphs in the largest type that fits a place, for what hangs on a wall."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Undefined
from markupsafe import escape

from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.template.line_breaking import rows
from notice_kit.template.printing import printed
from notice_kit.template.rich import Kind, Look, Rich

LARGEST, SMALLEST = Length.pt(72), Length.pt(10.5)
LEADING = 1.6
"""The distance of lines, of the size of the type."""

_STEP = Length.pt(0.5)  # Word's unit of type
_INDENT = 2  # 字, of the first line
_STYLE = re.compile(r"<w:pStyle [^>]*/>")
_SIZES = re.compile(r"<w:szCs? [^>]*/>")
_FONTS = re.compile(r"<w:rFonts[^>]*/>")
# In the order of the schema, what of a run's properties stands behind its size.
_BEHIND_SIZE = re.compile(
    r"<w:(?:highlight|u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout"
    r"|specVanish|oMath)\b|</w:rPr>"
)
_HEI = '<w:rFonts w:ascii="黑体" w:eastAsia="黑体" w:hAnsi="黑体" w:cs="黑体" w:hint="eastAsia"/>'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `label` is set in 黑体 before the text; a centred one is a heading."""

    label: str
    text: str
    is_centred: bool

    @property
    def whole(self) -> str:
        """All that it says."""
        return self.label + self.text

    @property
    def indent(self) -> int:
        """Of its first line, in 字."""
        return 0 if self.is_centred else _INDENT


def fitted(
    value: object,
    width: float,
    height: float,
    *,
    columns: int = 1,
    column: int = 1,
    largest: float = 72,
) -> object:
    """Paragraphs in the largest type that fits: `{{p rule.paragraphs|fitted(534, 296) }}`.

    They stand in the style of the tag's paragraph, with rows of 1.6 times the type's size. Rows are
    counted as Word breaks them, with room to spare where fonts differ. Where columns stand beside
    one another, each has a tag of its own that names its number; a paragraph stays in one column.

    Args:
        value: texts, or the paragraphs of a rule (`role`, `label`, `text`).
        width: of a column, in millimetres.
        height: of a column, in millimetres.
        columns: how many there are.
        column: the one of this tag, from 1.
        largest: type, in points.

    Raises:
        ValueError: it does not fit in type of 10.5 pt, or there is no such column.
    """
    if value is None or isinstance(value, Undefined):
        return value
    if not 1 <= column <= columns:
        raise ValueError(_("there is no column {number}").format(number=column))
    paragraphs = tuple(map(_paragraph, value if isinstance(value, list) else [value]))
    place = Place(Length.mm(width), Length.mm(height), columns)
    setting = place.set(paragraphs, min(LARGEST, Length.pt(largest)))
    if setting is None:
        message = _("the text does not fit {width:g}×{height:g} mm in the smallest type")
        raise ValueError(message.format(width=width, height=height))
    size, parts = setting
    own = parts[column - 1] if column <= len(parts) else []
    return Rich(Kind.PARAGRAPHS, lambda look: "".join(_set(one, size, look) for one in own))


@dataclass(frozen=True, slots=True)
class Place:
    """Columns of one size, side by side."""

    width: Length
    height: Length
    columns: int

    @functools.lru_cache(maxsize=256)  # noqa: B019 — places are values; each column asks anew
    def set(
        self, paragraphs: tuple[Paragraph, ...], largest: Length
    ) -> tuple[Length, list[list[Paragraph]]] | None:
        """The largest type, in half points, in which they fit, and what each column holds.

        None where they do not fit in `SMALLEST`.
        """
        low, high = SMALLEST // _STEP, largest // _STEP
        found = None
        while low <= high:
            middle = (low + high) // 2
            size = Length(middle * _STEP)
            parts = self._columns(paragraphs, size)
            if parts is None:
                high = middle - 1
            else:
                found, low = (size, parts), middle + 1
        return found

    def _columns(
        self, paragraphs: Sequence[Paragraph], size: Length
    ) -> list[list[Paragraph]] | None:
        """The paragraphs of each column in type of that size; None where there is no room."""
        room, left = self.height // pitch(size), 0
        parts: list[list[Paragraph]] = []
        for paragraph in paragraphs:
            count = rows(paragraph.whole, self.width / size, paragraph.indent)
            if count > left:
                heads = _heads(parts[-1]) if parts else []
                parts.append([*heads, paragraph])
                left = room - len(heads) - count
            else:
                parts[-1].append(paragraph)
                left -= count
            if left < 0 or len(parts) > self.columns:
                return None
        return parts


def _heads(column: list[Paragraph]) -> list[Paragraph]:
    """The headings at the end of a column, taken out of it: they go with what follows."""
    heads: list[Paragraph] = []
    while len(column) > 1 and column[-1].is_centred:
        heads.insert(0, column.pop())
    return heads


def pitch(size: Length) -> Length:
    """The distance of lines of that type."""
    return Length(round(size * LEADING))


def _paragraph(value: object) -> Paragraph:
    if not isinstance(value, Mapping):
        return Paragraph("", printed(value), is_centred=False)
    label, text = (str(value.get(key, "")) for key in ("label", "text"))
    role = value.get("role")
    if role == "chapter":
        return Paragraph(f"{label}　{text}", "", is_centred=True)
    if role == "article":
        return Paragraph(label, f"　{text}", is_centred=False)
    return Paragraph("", label + text, is_centred=False)


def _set(paragraph: Paragraph, size: Length, look: Look) -> str:
    style = _STYLE.search(look.paragraph)
    indent = paragraph.indent * size
    line = pitch(size).in_twips
    properties = (
        f'{style[0] if style else ""}<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
        f'<w:ind w:firstLineChars="0" w:firstLine="{Length(indent).in_twips}"/>'
        f'<w:jc w:val="{"center" if paragraph.is_centred else "both"}"/>'
    )
    run = _in_size(look.run, size)
    parts = [(_in_hei(run), paragraph.label), (run, paragraph.text)]
    runs = "".join(_run(look_, text) for look_, text in parts if text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _run(properties: str, text: str) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _in_size(run: str, size: Length) -> str:
    """The properties of a run with another size of type."""
    plain = _SIZES.sub("", run) or "<w:rPr></w:rPr>"
    half_points = size // _STEP
    wanted = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    behind = _BEHIND_SIZE.search(plain)
    at = behind.start() if behind else len(plain)
    return plain[:at] + wanted + plain[at:]


def _in_hei(run: str) -> str:
    plain = _FONTS.sub("", run)
    start = re.match(r"<w:rPr>(?:<w:rStyle [^>]*/>)?", plain)
    at = start.end() if start else 0
    return plain[:at] + _HEI + plain[at:]


FILTERS: dict[str, Callable[..., Any]] = {"fitted": fitted}
