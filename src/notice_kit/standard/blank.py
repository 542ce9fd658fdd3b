"""Blank forms: the blocks of a form with what data would fill in left empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from notice_kit.errors import SourceError
from notice_kit.findings import Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.standard.manuscript import Manuscript, Section
from notice_kit.standard.manuscript_blocks import BlankOf, Block, Text
from notice_kit.standard.manuscript_parts import Tag
from notice_kit.standard.manuscript_tables import EMPTY, Cell, Table

_CONDITION = re.compile(r"\{%\s*if\b.*?%\}(?P<branches>.*?)\{%\s*endif\s*%\}", re.DOTALL)
_ELSE = re.compile(r"\{%\s*else\s*%\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
# The campaign's facts are the same in every document, so a blank form says them too.
_EXPRESSION = re.compile(r"\{\{(?!\s*campaign\.).*?\}\}", re.DOTALL)

_CONTROLLED = re.compile(r"\{[{%].*[%}]\}", re.DOTALL)

_Model = TypeVar("_Model", bound=BaseModel)


def with_blanks(
    manuscript: Manuscript, others: Mapping[str, Manuscript], file: str | None = None
) -> Manuscript:
    """The manuscript with the blocks of blank forms in the place of `blank_of`.

    Tags that stand alone in a paragraph or row are dropped, so what a loop repeats stays once; a
    condition within a text is taken to be false. After an `attachment_title`, which names the form,
    its own title is left out.

    Args:
        manuscript: may hold `blank_of`.
        others: every manuscript by name.
        file: that of the manuscript as the user knows it, for messages.

    Raises:
        SourceError: no manuscript has that name.
    """
    sections = []
    for section in manuscript.sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, BlankOf):
                titled = bool(blocks) and _role(blocks[-1]) == "attachment_title"
                form = _form(block, file or f"manuscripts/{manuscript.name}.yaml", others)
                form = [b for b in form if not (titled and _role(b) == "form_title")]
                # What is attached to another document is printed, not sent back as a file.
                blocks += [_printed(b) for b in form] if titled else form
            else:
                blocks.append(block)
        # Validated anew: a table that fits its own page may not fit this one.
        sections.append(Section.model_validate({**dict(section), "blocks": blocks}))
    return manuscript.model_copy(update={"sections": tuple(sections)})


def blanks_of(manuscript: Manuscript) -> list[str]:
    """The names of the forms that the manuscript holds blank, in order."""
    blocks = [block for section in manuscript.sections for block in section.blocks]
    return [block.name for block in blocks if isinstance(block, BlankOf)]


def _role(block: Block) -> str | None:
    return block.role if isinstance(block, Text) else None


def _form(block: BlankOf, file: str, others: Mapping[str, Manuscript]) -> list[Block]:
    if block.name not in others:
        raise SourceError(
            error(
                "NK-M02",
                _("no manuscript has the name that blank_of asks for"),
                Location(file),
                found=block.name,
                remedy=did_you_mean(block.name, others),
            )
        )
    blocks = [b for section in others[block.name].sections for b in section.blocks]
    return [_emptied(b) for b in blocks if not isinstance(b, Tag)]


def _printed(block: Block) -> Block:
    """The block without controls."""
    if not isinstance(block, Table):
        return block
    rows = tuple(
        row
        if isinstance(row, Tag)
        else row.model_copy(update={"cells": tuple(_without_control(one) for one in row.cells)})
        for row in block.rows
    )
    return block.model_copy(update={"rows": rows})


def _without_control(cell: Cell) -> Cell:
    if cell.field is None:
        return cell
    lines = tuple(line.replace(EMPTY, "") for line in cell.lines)
    plain = {"field": None, "kind": "text", "choices": (), "locked": False}
    return cell.model_copy(update={"lines": lines, **plain})


def _emptied(model: _Model) -> _Model:
    """The model with all its texts emptied of tags, and its rows of tags dropped."""
    if isinstance(model, Cell) and model.field is not None:
        lines = tuple(_CONTROLLED.sub(EMPTY, line) for line in model.lines)
        return model.model_copy(update={"lines": lines})
    values = {name: _value(value) for name, value in dict(model).items()}
    return model.model_copy(update=values)


def _value(value: object) -> object:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return tuple(_value(part) for part in value if not _goes_away(part))
    return _emptied(value) if isinstance(value, BaseModel) else value


def _goes_away(part: object) -> bool:
    return isinstance(part, Tag) or (isinstance(part, str) and part.startswith("{%p"))


def _text(text: str) -> str:
    without = _CONDITION.sub(_otherwise, text)
    return _EXPRESSION.sub("", _STATEMENT.sub("", without))


def _otherwise(condition: re.Match[str]) -> str:
    return (*_ELSE.split(condition["branches"], maxsplit=1), "")[1]
