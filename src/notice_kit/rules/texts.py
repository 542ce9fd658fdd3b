"""What a rule says of itself: the title and the sections of its function's docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SECTION = re.compile(r"^(What|Why|Good|Bad): *", re.MULTILINE)
_CODE = re.compile(r"`[^`]*`|\{\{.*?\}\}")
_WORD = re.compile(r"\b(?!(?:mm|pt)\b)[a-z]{2,}\b")


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """The texts of a rule in English, as its docstring has them; each is empty where it lacks.

    Attributes:
        title: the first line, without its full stop.
        what: what is looked at.
        why: the clause or the reason.
        good: what passes.
        bad: what does not.
    """

    title: str
    what: str
    why: str
    good: str
    bad: str

    def messages(self) -> Iterator[str]:
        """The texts for translators; not examples that are figures, code or Chinese alone."""
        yield from filter(None, (self.title, self.what, self.why))
        yield from (text for text in (self.good, self.bad) if _WORD.search(_CODE.sub("", text)))


def read_docstring(docstring: str | None) -> RuleTexts:
    """The texts in a docstring; lines of a section that belong to one paragraph are joined."""
    title, _blank, body = inspect.cleandoc(docstring or "").partition("\n")
    parts = _SECTION.split(body)
    sections = dict(zip(parts[1::2], map(_one_text, parts[2::2]), strict=True))
    return RuleTexts(
        title=title.strip().rstrip("."),
        what=sections.get("What", ""),
        why=sections.get("Why", ""),
        good=sections.get("Good", ""),
        bad=sections.get("Bad", ""),
    )


def _one_text(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text.strip())
