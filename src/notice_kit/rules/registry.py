"""What a rule is, and the list of all of them.

A rule is a function from a document and a profile to faults; `@rule` gives it its id and says what
it rests on. Its docstring has a title and the sections What, Why, Good and Bad.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import TypeAlias

from notice_kit import rules
from notice_kit.document.document import Document
from notice_kit.document.layout import OFFICIAL, Kind
from notice_kit.document.paragraphs import Paragraph, Piece
from notice_kit.document.sections import Section
from notice_kit.document.stories import Story
from notice_kit.document.tables import Table
from notice_kit.findings import Finding, Location, Severity
from notice_kit.messages import _ as translated  # of texts that are collected from docstrings
from notice_kit.profile import Profile
from notice_kit.rules.texts import RuleTexts, read_docstring
from notice_kit.standard.specs import CUSTOM, STANDARD

MUST, SHOULD, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
ANY_KIND = frozenset(Kind)
"""For rules that hold for every document, official or not."""

_LONGEST = 40  # characters of a paragraph that a finding shows


class Source(StrEnum):
    """What a rule rests on.

    `STANDARD` names a clause that was seen in the text; `UNCERTAIN` says that a rule is held to be
    the standard's, but the text was not compared; `CUSTOM` is 惯例 and never told as a standard.
    """

    STANDARD = "standard"
    UNCERTAIN = "uncertain"
    CUSTOM = "custom"


class Element(StrEnum):
    """What a rule is about."""

    PAGE = "page"
    FONT = "font"
    HEAD = "head"
    TITLE = "title"
    TEXT = "text"
    CLOSING = "closing"
    IMPRINT = "imprint"
    PAGE_NUMBER = "page number"
    TABLE = "table"
    FORMAT = "format"
    GENRE = "genre"
    CERTIFICATE = "certificate"
    BOOKLET = "booklet"
    FORM = "form"
    PUNCTUATION = "punctuation"
    NUMERALS = "numerals"
    FILE = "file"


Spot: TypeAlias = Paragraph | Piece | Section | Table | Story | None
"""Where a fault is; None is the document as a whole."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found.

    Attributes:
        message: what is wrong, one sentence without a full stop, in the user's language.
        at: where.
        found: what stands there, such as `25.4 mm`; None where there is nothing to show.
        wanted: what would be right.
        remedy: what to do, a sentence.
    """

    message: str
    at: Spot = None
    found: str | None = None
    wanted: str | None = None
    remedy: str | None = None


Check: TypeAlias = Callable[[Document, Profile], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        id: such as P-02, never reused.
        check: the function.
        module: in which it stands, such as `page`.
        texts: its title and sections in English; `title`, `what`, `why`, `good` and `bad` give
            them in the language in use.
        clause: of the standard; empty where there is none to cite.
        severity: `MUST` where the standard states it flatly, else `SHOULD`; `INFO` merely tells.
        element: what it is about.
        fixable: a program could put it right without knowing more.
        kinds: the kinds of documents for which it holds.
    """

    id: str
    check: Check
    module: str
    texts: RuleTexts
    clause: str
    source: Source
    standard: str
    severity: Severity
    element: Element
    fixable: bool
    kinds: frozenset[Kind]

    @property
    def title(self) -> str:
        """What it wants, in a line."""
        return translated(self.texts.title)

    @property
    def what(self) -> str:
        """What is looked at."""
        return translated(self.texts.what)

    @property
    def why(self) -> str:
        """The clause or the reason."""
        return translated(self.texts.why)

    @property
    def good(self) -> str:
        """What passes."""
        return translated(self.texts.good)

    @property
    def bad(self) -> str:
        """What does not pass."""
        return translated(self.texts.bad)

    @property
    def basis(self) -> str:
        """What it rests on, for people: a clause only where the text was seen."""
        if self.source is Source.CUSTOM:
            return CUSTOM
        if self.source is Source.UNCERTAIN:
            return f"{self.standard}（条文未核对）"
        return f"{self.standard}, {self.clause}" if self.clause else self.standard

    def findings(self, document: Document, profile: Profile) -> Iterator[Finding]:
        """What the rule finds in a document, in the severity that the profile gives it."""
        severity = profile.severities.get(self.id, self.severity)
        for fault in self.check(document, profile):
            yield Finding(
                code=self.id,
                severity=severity,
                message=fault.message,
                location=_location(document, fault.at),
                found=fault.found,
                wanted=fault.wanted,
                remedy=fault.remedy,
                basis=self.basis,
                element=self.element.value,
            )


_RULES: dict[str, Rule] = {}


def rule(
    identifier: str,
    *,
    clause: str = "",
    source: Source = Source.STANDARD,
    standard: str = STANDARD,
    severity: Severity = MUST,
    element: Element,
    fixable: bool = False,
    kinds: frozenset[Kind] = OFFICIAL,
) -> Callable[[Check], Check]:
    """Registers a function as a rule.

    Args:
        identifier: its id, that of gbt9704.md where that has one.
        clause: of the standard, such as `5.2.1`.
        source: what it rests on.
        standard: another standard or regulation that it comes from.
        severity: of its findings.
        element: what it is about.
        fixable: a program could put it right.
        kinds: for which it holds; official documents of every kind unless said otherwise.

    Raises:
        ValueError: the id is taken.
    """

    def register(check: Check) -> Check:
        if identifier in _RULES and _RULES[identifier].check.__qualname__ != check.__qualname__:
            raise ValueError(f"two rules are called {identifier}")
        _RULES[identifier] = Rule(
            id=identifier,
            check=check,
            module=check.__module__.rpartition(".")[2],
            texts=read_docstring(check.__doc__),
            clause=clause,
            source=source,
            standard=standard,
            severity=severity,
            element=element,
            fixable=fixable,
            kinds=kinds,
        )
        return check

    return register


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of areas and numbers."""
    for module in pkgutil.iter_modules(rules.__path__):
        import_module(f"{rules.__name__}.{module.name}")
    return {key: _RULES[key] for key in sorted(_RULES, key=_order)}


_AREAS = "PFHBSINTXERCZMQDW"


def _order(identifier: str) -> tuple[int, str, int]:
    area, _dash, number = identifier.partition("-")
    return _AREAS.find(area), area, int(number)


def _location(document: Document, at: Spot) -> Location:
    if isinstance(at, Piece):
        at = at.run.paragraph if at.run is not None else None
    main = document.package.main
    if isinstance(at, Paragraph):
        text = at.bare.replace("\n", "")
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        return Location(
            document.file, part=at.part, paragraph=shown or None, paragraph_number=at.number
        )
    if isinstance(at, Table):
        return Location(document.file, part=at.part, spot=f"table {at.number}")
    if isinstance(at, Story):
        return Location(document.file, part=at.part)
    if isinstance(at, Section) and len(document.sections) > 1:
        return Location(document.file, part=main, spot=f"section {at.number}")
    return Location(document.file, part=main)
