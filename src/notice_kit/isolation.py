"""Whose an error in the data is: a unit's or a branch's, so that the others need not wait for it.

An error whose owner cannot be told for certain is of the whole campaign: a member whose branch
there is not may be anybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from notice_kit.findings import Finding, Location, Severity
from notice_kit.model import Branch, Member, Review, Room, Sheet, Systems, TitleEvent, Unit
from notice_kit.source.located import Row, normalise_header

SheetRow = tuple[type[Sheet], Row]
"""A row, and the model that reads it."""

# Errors at a code that do not put the code itself in doubt: rows that it lacks, scores too many.
_CODE_IS_SURE = {"NK-D43", "NK-D44", "NK-D60", "NK-D66", "NK-D69"}
_TWICE = "NK-D40"
_TOO_MANY_CANDIDATES = "NK-D45"
_NO_PART_IN_RANKING = {
    model.sheet for model in (Member, Room, Systems, Review, TitleEvent)
}  # of a branch that is no candidate


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the rows of a unit or branch.

    Attributes:
        sheets: those on whose rows nobody can rely.
        findings: the errors, in order.
    """

    sheets: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()

    def joined(self, sheet: str, findings: Iterable[Finding]) -> Fault:
        """The same with more errors, which are in that sheet."""
        return Fault(self.sheets | {sheet}, tuple(dict.fromkeys((*self.findings, *findings))))


@dataclass(frozen=True, slots=True)
class Spoilt:
    """The units and branches on whose data nobody can rely, and the order of all of them.

    Attributes:
        units, branches: code → what is wrong; a branch of such a unit is among them.
        order: code of a unit → the codes of its branches, in the order of the files, also of those
            whose rows could not be read. Empty where nothing is wrong.
    """

    units: Mapping[str, Fault] = field(default_factory=dict)
    branches: Mapping[str, Fault] = field(default_factory=dict)
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def findings(self, branches: Iterable[str] | None = None) -> tuple[Finding, ...]:
        """The errors of those branches; None: of all units and branches."""
        faults = [*self.units.values(), *self.branches.values()]
        if branches is not None:
            faults = [self.branches[code] for code in branches if code in self.branches]
        return tuple(dict.fromkeys(finding for fault in faults for finding in fault.findings))


@dataclass(frozen=True, slots=True)
class _Owned:
    """A row of a unit or branch."""

    model: type[Sheet]
    row: Row
    code: str

    @property
    def place_of_code(self) -> Location | None:
        cell = _cell(self.model, self.row, _key(self.model))
        return None if cell is None else cell[1]


def isolate(
    rows: Iterable[SheetRow], findings: Iterable[Finding]
) -> tuple[Spoilt, tuple[Finding, ...]]:
    """Whose the errors are, and those that are nobody's and stop everything.

    Args:
        rows: of all sheets, as they were read.
        findings: all that is wrong.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not errors:
        return Spoilt(), ()
    return _Isolation(list(rows)).of(errors)


def touches_ranking(fault: Fault, is_candidate: bool | None) -> bool:
    """Whether who wins may hang on the rows of a branch; None: not known if it is a candidate."""
    return is_candidate is not False or not fault.sheets <= _NO_PART_IN_RANKING


class _Isolation:
    """Rows by their places and codes."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        self._rows = [owned for model, row in rows for owned in _owned(model, row)]
        self._at: dict[Location, _Owned | None] = {}
        for owned in self._rows:
            for place in {owned.row.location, *(c.location for c in owned.row.cells.values())}:
                known = self._at.setdefault(place, owned)
                self._at[place] = owned if known is owned else None  # of two rows: nobody's
        self._unit_of = {
            owned.code: str(cell[0])
            for owned in self._rows
            if owned.model is Branch
            and (cell := _cell(Branch, owned.row, "unit")) is not None
            and cell[0] is not None
        }
        self._order: dict[str, list[str]] = {
            owned.code: [] for owned in self._rows if owned.model is Unit
        }
        for branch, unit in self._unit_of.items():
            self._order.setdefault(unit, []).append(branch)
        self.units: dict[str, Fault] = {}
        self.branches: dict[str, Fault] = {}

    def of(self, errors: Iterable[Finding]) -> tuple[Spoilt, tuple[Finding, ...]]:
        nobodys = tuple(finding for finding in errors if not self._give(finding))
        for code, fault in self.units.items():
            for branch in self._order.get(code, ()):
                had = self.branches.get(branch, Fault())
                self.branches[branch] = had.joined(Unit.sheet, fault.findings)
        order = {unit: tuple(branches) for unit, branches in self._order.items()}
        return Spoilt(self.units, self.branches, order), nobodys

    def _give(self, finding: Finding) -> bool:
        """Give the error to those whose it is; whether there are such."""
        owned = self._at.get(finding.location)
        if owned is None:
            return False
        if finding.location == owned.place_of_code:
            is_double = finding.code == _TWICE and owned.model not in (Unit, Branch)
            if finding.code not in _CODE_IS_SURE and not is_double:
                return False
        concerned = [owned]
        if finding.code == _TWICE:
            concerned = self._with_the_same(owned, finding.location)
        if finding.code == _TOO_MANY_CANDIDATES:
            return self._spoil(Unit, self._unit_of.get(owned.code, ""), Unit.sheet, finding)
        given = [self._spoil(one.model, one.code, one.model.sheet, finding) for one in concerned]
        return all(given)

    def _spoil(self, model: type[Sheet], code: str, sheet: str, finding: Finding) -> bool:
        if model is Unit:
            faults, known = self.units, code in self._order
        else:
            faults, known = self.branches, self._unit_of.get(code) in self._order
        if known:
            faults[code] = faults.get(code, Fault()).joined(sheet, [finding])
        return known

    def _with_the_same(self, owned: _Owned, place: Location) -> list[_Owned]:
        """The rows of that sheet with the same value in the column of that place."""
        header = next(key for key, cell in owned.row.cells.items() if cell.location == place)
        value = str(owned.row.cells[header].value).casefold()
        return [
            one
            for one in self._rows
            if one.model is owned.model
            and header in one.row.cells
            and str(one.row.cells[header].value).casefold() == value
        ]


def _owned(model: type[Sheet], row: Row) -> Iterator[_Owned]:
    """The row with the code that it bears; nothing where that is empty."""
    cell = _cell(model, row, _key(model))
    if cell is not None and cell[0] is not None:
        yield _Owned(model, row, str(cell[0]))


def _key(model: type[Sheet]) -> str:
    """The field that says whose a row is."""
    return "code" if model in (Unit, Branch) else "branch"


def _cell(model: type[Sheet], row: Row, name: str) -> tuple[object, Location] | None:
    """Value and place of a field."""
    title = normalise_header(model.model_fields[name].title or "")
    for header in (title, name):
        if header in row.cells:
            return row.cells[header].value, row.cells[header].location
    return None
