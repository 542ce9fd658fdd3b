"""What a made document says of the campaign: whom it names, and which sums stand beside them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from notice_kit.document.document import Document
from notice_kit.numerals import capital

_WHITE = re.compile(r"\s+")
_SUM = re.compile(r"(?<![\d.〔])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d.〔])\d{4,}(?![\d年〕.\-])")
_DAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"[（(]?(?P<weekday>(?:星期|周|礼拜)[一二三四五六日天])(?![期年末])"
)
_PREFIX = 2


class Names:
    """The names of all units and branches, to be found in texts.

    Args:
        campaign: as templates see it.
    """

    def __init__(self, campaign: Mapping[str, Any]) -> None:
        self._codes: dict[str, str] = {}
        for unit in campaign.get("units", ()):  # of those with errors the code alone may be known
            for name in (unit.get("name"), unit.get("short_name")):
                self._note(name, f"unit {unit['code']}")
        for branch in campaign.get("branches", ()):
            self._note(branch.get("name"), f"branch {branch['code']}")
        self._by_prefix: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._codes, key=len, reverse=True):
            self._by_prefix[name[:_PREFIX]].append(name)

    def _note(self, name: str | None, code: str) -> None:
        if name:
            self._codes[squeezed(name)] = code

    def found(self, text: str) -> Iterator[tuple[str, str]]:
        """The names in a text, the longest at each place: whose each is, and the name.

        Args:
            text: without white space.
        """
        at = 0
        while at < len(text):
            names = self._by_prefix.get(text[at : at + _PREFIX], ())
            name = next((name for name in names if text.startswith(name, at)), None)
            if name is not None:
                yield self._codes[name], name
            at += len(name) if name else 1


@dataclass(frozen=True)
class Mentions:
    """What one document says.

    Attributes:
        named: whose names stand in it (`unit T01`, `branch V01`) → the name as first written.
        sums: whose name stands in a row of a table → the sums of money in the rows with it.
        texts: its paragraphs, without white space.
    """

    named: Mapping[str, str]
    sums: Mapping[str, frozenset[int]]
    texts: tuple[str, ...] = ()

    def kept(self) -> str:
        """Whom it names and which sums stand beside them, as JSON; `of` reads it."""
        sums = {code: sorted(found) for code, found in self.sums.items()}
        return json.dumps([dict(self.named), sums], ensure_ascii=False)

    @classmethod
    def of(cls, kept: str) -> Mentions:
        """What `kept` has kept; the texts are not among it."""
        named, sums = json.loads(kept)
        return cls(named, {code: frozenset(found) for code, found in sums.items()})

    @cached_property
    def text(self) -> str:
        """All of it, a line for each paragraph."""
        return "\n".join(self.texts)

    def says_sum(self, amount: int) -> bool:
        """Whether that sum stands somewhere, in figures or in 大写."""
        return amount in set(_sums(self.text)) or capital(amount) in self.text


def mentions(document: Document, names: Names) -> Mentions:
    """What the document says, with its headers, footers and notes."""
    stories = (document.body, *document.headers, *document.footers, *document.notes)
    texts = tuple(squeezed(paragraph.text) for story in stories for paragraph in story.paragraphs)
    named: dict[str, str] = {}
    for text in texts:
        for code, name in names.found(text):
            named.setdefault(code, name)
    return Mentions(named, _sums_in_rows(document, names), texts)


def days_with_weekdays(text: str) -> Iterator[re.Match[str]]:
    """Days written with a weekday: groups `year` (or None), `month`, `day`, `weekday`."""
    return _DAY.finditer(text)


def squeezed(text: str) -> str:
    """The text without white space: names may be broken over lines."""
    return _WHITE.sub("", text)


def _sums_in_rows(document: Document, names: Names) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for table in document.tables:
        for row in table.rows:
            cells = [squeezed(cell.text) for cell in row.cells]
            sums = {one for cell in cells for one in _sums(cell)}
            for code, _name in _found_in(cells, names):
                found[code] |= sums
    return {code: frozenset(sums) for code, sums in found.items()}


def _found_in(texts: Iterable[str], names: Names) -> Iterator[tuple[str, str]]:
    for text in texts:
        yield from names.found(text)


def _sums(text: str) -> Iterator[int]:
    for match in _SUM.finditer(text):
        yield int(match[0].replace(",", ""))
