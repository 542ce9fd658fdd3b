"""Faults of fonts and sizes in stretches of text, for the rules about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from notice_kit.document.characters import is_chinese
from notice_kit.document.paragraphs import Paragraph, Piece
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.registry import Fault
from notice_kit.standard.fonts import ACCEPTED, FontClass, class_of
from notice_kit.standard.specs import ElementSpec


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that should have one font and size: part of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int

    def pieces(self) -> Iterator[Piece]:
        """The pieces of the stretch that show something, cut at its ends."""
        for piece in self.paragraph.pieces:
            first, last = max(piece.start, self.start), min(piece.end, self.end)
            text = piece.text[first - piece.start : last - piece.start] if first < last else ""
            if text.strip():
                yield piece if text == piece.text else replace(piece, text=text, start=first)


def whole(paragraphs: Iterable[Paragraph]) -> list[Stretch]:
    """Each paragraph as one stretch."""
    return [Stretch(p, 0, len(p.text)) for p in paragraphs]


def signatory_at(paragraph: Paragraph) -> tuple[int, int] | None:
    """Where “签发人：” begins and ends in a paragraph, or None."""
    text = paragraph.text
    begin = text.find("签发人")
    end = max(text.find("：", begin), text.find(":", begin)) + 1
    return (begin, end) if begin >= 0 and end > 0 else None


def wrong_fonts(
    stretches: list[Stretch], wanted: FontClass, size: Length | None, profile: Profile, what: str
) -> Iterator[Fault]:
    """Faults for Chinese text in another font and for any text in another size, alike ones once."""
    fonts: dict[str | None, list[Paragraph]] = defaultdict(list)
    sizes: dict[Length, list[Paragraph]] = defaultdict(list)
    for stretch in stretches:
        for piece in stretch.pieces():
            chinese = piece.slot == "eastAsia" and any(map(is_chinese, piece.text))
            if chinese and not profile.accepts_font(piece.font, wanted):
                fonts[piece.font].append(stretch.paragraph)
            if size is not None and piece.format.size != size:
                sizes[piece.format.size].append(stretch.paragraph)
    for font, paragraphs in fonts.items():
        yield Fault(
            shown.times(_("{element} is in a wrong font").format(element=what), paragraphs),
            paragraphs[0],
            found=shown.font(font),
            wanted=wanted.value,
            remedy=_("Set its font to {font}.").format(font=_name(wanted, profile)),
        )
    for found, paragraphs in sizes.items():
        yield Fault(
            shown.times(_("{element} is of a wrong size").format(element=what), paragraphs),
            paragraphs[0],
            found=shown.size(found),
            wanted=shown.size(size or found),
            remedy=_("Set its size to {size}.").format(size=shown.size(size or found)),
        )


def _name(wanted: FontClass, profile: Profile) -> str:
    """A font of the class to propose: the office's own first."""
    names = (*profile.fonts.get(wanted, ()), *ACCEPTED[wanted])
    return next(name for name in names if profile.accepts_font(name, wanted))


def class_for(spec: ElementSpec) -> FontClass:
    """The class of the font that the standard gives an element."""
    found = class_of(spec.font)
    assert found is not None
    return found
