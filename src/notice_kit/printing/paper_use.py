"""Pages → sheets of paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from notice_kit.imposition.paper import Size, name_of
from notice_kit.measure import Length
from notice_kit.template.print_spec import PrintBinding


@dataclass(frozen=True)
class PaperUse:
    """What one copy of a document is printed on.

    Attributes:
        sheets: the name of a size of paper → how many sheets.
        sides: of a sheet that are printed on; 1 where there is but one page.
        binding: `none` where there is nothing to bind.
    """

    sheets: dict[str, int]
    sides: int
    binding: PrintBinding


def paper_use(pages: Sequence[Size], sides: int, binding: PrintBinding) -> PaperUse:
    """The paper of one copy.

    Pages of another size begin a new leaf. Folded sheets have four pages and are twice as wide; a
    folded booklet has them all in one size, the first page's.

    Args:
        pages: the sizes of all pages, in order.
        sides: of a leaf, 1 or 2.
        binding: what becomes of the leaves.
    """
    if binding == "saddle" and len(pages) > 1:
        return PaperUse({name_of(_double(pages[0])): -(-len(pages) // 4)}, 2, binding)
    sheets: Counter[str] = Counter()
    for name, run in groupby(map(name_of, pages)):
        sheets[name] += -(-len(list(run)) // sides)
    has_one = len(pages) == 1
    return PaperUse(
        dict(sheets), 1 if has_one else sides, "none" if sheets.total() == 1 else binding
    )


def _double(page: Size) -> Size:
    upright = page.turned if page.is_landscape else page
    return Size(Length(2 * upright.width), upright.height)
