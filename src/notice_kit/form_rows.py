"""A form that came back → rows of the roster.

Codes: NK-F10 whose form it is cannot be told, NK-F11 code and name are of two branches, NK-F12 the
书记 is another than in the roster, NK-F13 an unknown unit, NK-F04 fields that were left empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from notice_kit.collected import KEYS, CollectedRow, by_field, row_key, same, sheet_of
from notice_kit.findings import Finding, Location, did_you_mean, error, warning
from notice_kit.forms.reading import FilledForm, FormValue
from notice_kit.messages import _
from notice_kit.model import Branch, Post, Unit
from notice_kit.source.located import Cell, Plain, Table, normalise_header

_NONE = "无"
_COUNTS = {("rooms", "television")}
"""Fields in which 无 means 0."""

_SECRETARY = "secretary"


@dataclass(frozen=True, slots=True)
class RosterView:
    """The rows of the roster that forms speak of.

    Attributes:
        rows: sheet → the values by which a row is known → field → cell.
        units: field → value, for each unit.
    """

    rows: Mapping[str, Mapping[tuple[str, ...], Mapping[str, Cell]]]
    units: tuple[Mapping[str, Plain], ...]

    def value(self, sheet: str, key: tuple[str, ...], name: str) -> Plain:
        """What the roster says; None where it says nothing."""
        cell = self.rows.get(sheet, {}).get(key, {}).get(name)
        return None if cell is None else cell.value

    def has(self, sheet: str, key: tuple[str, ...]) -> bool:
        """Whether the roster has that row."""
        return key in self.rows.get(sheet, {})


def view_of(tables: Iterable[Table]) -> RosterView:
    """The tables, to be looked up by what a row is known by."""
    rows: dict[str, dict[tuple[str, ...], Mapping[str, Cell]]] = {key: {} for key in KEYS}
    units: list[Mapping[str, Plain]] = []
    for table in tables:
        sheet = sheet_of(table.name)
        if normalise_header(table.name) in ("units", Unit.sheet):
            cells = (by_field(Unit, row) for row in table.rows)
            units += [{name: cell.value for name, cell in one.items()} for one in cells]
        for row in table.rows if sheet else ():
            key = row_key(table.name, row)
            if sheet and key is not None:
                rows[sheet][key] = by_field(KEYS[sheet][0], row)
    return RosterView(rows, tuple(units))


@dataclass(frozen=True, slots=True)
class FormRows:
    """What a form says of the roster.

    Attributes:
        code: of the branch; empty where it cannot be told.
        rows: those of the roster.
        findings: what is wrong with the form.
    """

    code: str
    rows: tuple[CollectedRow, ...]
    findings: tuple[Finding, ...]


def rows_of(form: FilledForm, roster: RosterView) -> FormRows:
    """The rows of the roster that a form fills; a branch whose form came in is a candidate."""
    filling = _Filling(form, roster)
    code, place = filling.branch()
    if not code:
        return FormRows("", (), tuple(filling.findings))
    filling.fill(code, place)
    rows = tuple(
        CollectedRow(sheet, cells, {}) for sheet, cells in filling.cells.items() if len(cells) > 1
    )
    return FormRows(code, rows, tuple(filling.findings))


@dataclass(slots=True)
class _Filling:
    """One form on its way into rows."""

    form: FilledForm
    roster: RosterView
    findings: list[Finding] = field(default_factory=list)
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)

    def branch(self) -> tuple[str, Location]:
        """Whose form it is, by its code, else by its name; the code is empty where none tells."""
        code = self._text("branches.code")
        name = self._text("branches.name")
        place = self._place("branches.code")
        known = {
            normalise_header(str(cells["name"].value)): key[0]
            for key, cells in self.roster.rows["branches"].items()
            if "name" in cells
        }
        own = self.roster.value("branches", (code,), "name")
        if (
            code
            and name
            and own is not None
            and normalise_header(str(own)) != normalise_header(name)
        ):
            self.findings.append(_other_name(self._place("branches.name"), code, str(own), name))
            return "", place
        if not code:
            code = known.get(normalise_header(name), "")
        if not code:
            self.findings.append(_nobodys(place, did_you_mean(name, known) if name else None))
        return code, place

    def fill(self, code: str, place: Location) -> None:
        """The cells of all sheets."""
        keys = {"branches": "code", "rooms": "branch", "systems": "branch"}
        for sheet, key in keys.items():
            self.cells[sheet] = {key: Cell(code, place)}
        empty: list[str] = []
        for name, value in self.form.values.items():
            sheet, _dot, own = name.partition(".")
            if name == "branches.code" or sheet not in keys:
                continue
            if not value.text:
                empty.append(value.location.paragraph or _title(sheet, own))
            elif own in KEYS[sheet][0].model_fields:
                self.cells[sheet][own] = self._cell(sheet, own, value)
        if not _is_yes(self.roster.value("branches", (code,), "candidate")):
            self.cells["branches"]["candidate"] = Cell("是", place)
        self._secretary(code)
        if empty:
            self.findings.append(_empty(self.form.file, empty))

    def _cell(self, sheet: str, name: str, value: FormValue) -> Cell:
        if (sheet, name) in _COUNTS and value.text == _NONE:
            return Cell(0, value.location)
        if (sheet, name) == ("branches", "unit"):
            return Cell(self._unit(value), value.location)
        return Cell(value.text, value.location)

    def _unit(self, value: FormValue) -> str:
        """The code of the unit that is named; the text itself where there is none."""
        wanted = normalise_header(value.text)
        for unit in self.roster.units:
            names = (unit.get(one) for one in ("code", "name", "short_name"))
            if wanted in {normalise_header(str(one)) for one in names if one is not None}:
                return str(unit["code"])
        names_of_all = [str(unit.get("name")) for unit in self.roster.units]
        self.findings.append(_no_unit(value, did_you_mean(value.text, names_of_all)))
        return value.text

    def _secretary(self, code: str) -> None:
        """The row of the 书记, where the roster has that person in that post."""
        name = self.form.values.get(f"{_SECRETARY}.name")
        if name is None or not name.text:
            return
        key = (code, name.text)
        if self.roster.value("members", key, "post") != Post.SECRETARY.value:
            if self.roster.has("branches", (code,)):
                self.findings.append(_other_secretary(name))
            return
        cells = {"branch": Cell(code, name.location), "name": Cell(name.text, name.location)}
        for own in ("education", "phone"):
            value = self.form.values.get(f"{_SECRETARY}.{own}")
            if value is not None and value.text:
                cells[own] = Cell(value.text, value.location)
        if len(cells) > 2:
            self.cells["members"] = cells

    def _text(self, name: str) -> str:
        value = self.form.values.get(name)
        return value.text if value is not None else ""

    def _place(self, name: str) -> Location:
        value = self.form.values.get(name)
        return value.location if value is not None else Location(self.form.file)


def _title(sheet: str, name: str) -> str:
    info = KEYS[sheet][0].model_fields.get(name)
    return (info and info.title) or name


def _is_yes(value: Plain) -> bool:
    return value is not None and same(Branch, "candidate", value, True)


def _nobodys(place: Location, remedy: str | None) -> Finding:
    return error(
        "NK-F10",
        _("whose form it is cannot be told: it has no 组织代码, and no branch has its name"),
        place,
        remedy=remedy or _("Write the 组织代码 into the form and collect it again."),
    )


def _other_name(place: Location, code: str, own: str, name: str) -> Finding:
    return error(
        "NK-F11",
        _("the code {code} is another branch's").format(code=code),
        place,
        found=name,
        wanted=own,
        remedy=_("Correct the form; where the branch has a new name, correct the roster first."),
    )


def _other_secretary(name: FormValue) -> Finding:
    return warning(
        "NK-F12",
        _("the roster does not have this person as 书记; the post is left as it is"),
        name.location,
        found=name.text,
        remedy=_("If it is right, correct the sheet 人员 and collect again."),
    )


def _no_unit(value: FormValue, remedy: str | None) -> Finding:
    return error(
        "NK-F13",
        _("no unit has this name"),
        value.location,
        found=value.text,
        remedy=remedy or _("Write the name as the sheet 单位 has it."),
    )


def _empty(file: str, labels: list[str]) -> Finding:
    return warning(
        "NK-F04",
        _("fields are empty, and what the roster says of them stays"),
        Location(file),
        found="、".join(labels),
        remedy=_("If something should stand there, ask for it and collect the form again."),
    )
