"""How a kind of document is printed: `print` in template.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PrintBinding = Literal["none", "staple", "saddle", "perfect"]


class PrintSpec(BaseModel):
    """What a print shop is told of a kind of document.

    Attributes:
        copies: of each document: a number, or an expression in Jinja's words.
        sides: of a leaf that are printed on.
        binding: `none`, `staple` (at the left edge), `saddle` (folded and stitched) or `perfect`
            (glued).
        stock: the paper, in the words of the shop.
        note: what else it must know.

    Source:
        GB/T 9704-2012, 6.1 to 6.3: both sides, bound at the left.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    copies: Annotated[int, Field(ge=1)] | Annotated[str, StringConstraints(min_length=1)] = 1
    sides: Literal[1, 2] = 2
    binding: PrintBinding = "staple"
    stock: str = "80克双胶纸"
    note: str = ""
