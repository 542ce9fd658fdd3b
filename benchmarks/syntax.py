"""How each peer writes a field and a loop over rows in a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

SyntaxName: TypeAlias = Literal["jinja", "braces", "plus", "carbone", "mergefield"]


@dataclass(frozen=True)
class Syntax:
    """A dialect of tags; `{}` stands for the name of a field.

    Attributes:
        field: a field of the record.
        cell: a field of a row.
        before: a row that holds only this tag, above the row that repeats.
        after: a row that holds only this tag, below it.
        open: stands before the text of the first cell.
        close: stands after the text of the last cell.
        second: a field of the row after, for dialects that show two rows of an example.
        merge_field: whether a field is one of Word's own MERGEFIELDs.
    """

    field: str
    cell: str
    before: str = ""
    after: str = ""
    open: str = ""
    close: str = ""
    second: str = ""
    merge_field: bool = False


SYNTAXES: dict[SyntaxName, Syntax] = {
    "jinja": Syntax(
        "{{{{ {} }}}}",
        "{{{{ row.{} }}}}",
        before="{%tr for row in rows %}",
        after="{%tr endfor %}",
    ),
    "braces": Syntax("{{{}}}", "{{{}}}", open="{#rows}", close="{/rows}"),
    "plus": Syntax(
        "+++{}+++", "+++$row.{}+++", before="+++FOR row IN rows+++", after="+++END-FOR row+++"
    ),
    "carbone": Syntax("{{d.{}}}", "{{d.rows[i].{}}}", second="{{d.rows[i+1].{}}}"),
    "mergefield": Syntax("{}", "{}", merge_field=True),
}
