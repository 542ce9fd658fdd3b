"""A campaign folder → a validated `Campaign`, and every problem in its data at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from notice_kit.campaign import Campaign, Roster
from notice_kit.collected import CollectedRow, overlaid, read_collected
from notice_kit.consistency import check_every_branch, check_facts, check_roster
from notice_kit.criteria import Criterion, validate_criteria
from notice_kit.errors import SourceError
from notice_kit.facts import Facts
from notice_kit.findings import (
    Finding,
    Location,
    Severity,
    did_you_mean,
    error,
    has_errors,
    warning,
)
from notice_kit.isolation import SheetRow, Spoilt, isolate
from notice_kit.messages import _
from notice_kit.model import (
    Assessment,
    Branch,
    Member,
    Rating,
    Review,
    Room,
    Sheet,
    Systems,
    TitleEvent,
    Unit,
)
from notice_kit.rulebook import check_rulebook, read_rulebook
from notice_kit.source.csv_file import read_csv
from notice_kit.source.located import Node, Table, location_at, normalise_header
from notice_kit.source.parquet_file import read_parquet
from notice_kit.source.xlsx_file import read_workbook
from notice_kit.source.yaml_file import read_tables_from_yaml, read_yaml
from notice_kit.validate import Record, validate_document, validate_tables

S = TypeVar("S", bound=Sheet)

COLLECTIONS: Mapping[str, type[Sheet]] = {
    "units": Unit,
    "branches": Branch,
    "rooms": Room,
    "systems": Systems,
    "members": Member,
    "assessments": Assessment,
    "ratings": Rating,
    "reviews": Review,
    "titles": TitleEvent,
}
"""The key in YAML → the model of its rows; the model's `sheet` is the name in workbooks."""

_BY_NAME: Mapping[str, type[Sheet]] = {
    name: model for key, model in COLLECTIONS.items() for name in (key, model.sheet)
}
_OPTIONAL = (Assessment, Rating, Review, TitleEvent)  # they come in time, or not at all
_RULES = "rules"
_NOTES = "说明"  # a sheet with this in its name is for people to read


def _is_roster(name: str) -> bool:
    return normalise_header(name) in _BY_NAME


_READERS: Mapping[str, Callable[[Path, str], tuple[list[Table], list[Finding]]]] = {
    ".xlsx": lambda path, name: read_workbook(path, name, _is_roster),
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".yaml": read_tables_from_yaml,
    ".yml": read_tables_from_yaml,
}


def load(
    folder: Path, collected: Sequence[CollectedRow] | None = None
) -> tuple[Campaign | None, list[Finding]]:
    """The campaign in `folder`, or None when errors are of the whole of it; and all findings.

    Errors in rows of a unit or branch are of these alone (`Campaign.spoilt`), and those in rules/
    of what shows the rules.

    Args:
        folder: the campaign folder.
        collected: what forms have brought; None takes what stands in data/collected.

    Raises:
        SourceError: campaign.yaml cannot be read at all.
    """
    node, findings = read_yaml(folder / "campaign.yaml", "campaign.yaml")
    facts, problems = validate_document(node, Facts)
    findings += problems
    tables, problems = _read_data(folder, facts, node)
    if collected is None:
        collected, more = read_collected(folder)
        problems += more
    tables, more = overlaid(tables, collected)
    problems += more
    roster, incomplete, more = _validate_roster(tables)
    if facts is not None and not has_errors([*problems, *more]):
        missing = _missing_sheets(tables, location_at(node, ("data",)))
        more += missing
        incomplete |= {model.sheet for model in COLLECTIONS.values()} if missing else set()
    # A cell that could not be read is empty to who validates it, but it has been told of.
    unread = {problem.location for problem in problems if problem.severity is Severity.ERROR}
    findings += [*problems, *(item for item in more if item.location not in unread)]
    if unread:
        incomplete = {model.sheet for model in COLLECTIONS.values()}
    rulebook, problems = read_rulebook(folder / _RULES, _RULES)
    findings += problems
    if facts is None:
        return None, findings
    criteria, problems = _read_criteria(folder, facts)
    findings += [*problems, *check_facts(facts, node)]
    findings += check_roster(roster, facts, node, incomplete, _written_codes(tables))
    spoilt, faults = _isolated(tables, roster, findings)
    findings += faults
    if Branch.sheet not in incomplete or not _of_all(tables, findings):
        names = {record.value.code: record.value.name for record in roster.branches}
        names = {code: code for code in spoilt.branches} | names
        place = location_at(node, ("required_rules",))
        findings += check_rulebook(rulebook, facts.required_rules, names, place)
    if _of_all(tables, findings):
        return None, findings
    rule_faults = tuple(one for one in findings if _is_of_rules(one))
    return (
        Campaign(facts, node.location, roster, criteria, rulebook, spoilt, rule_faults),
        findings,
    )


def roster_tables(folder: Path) -> list[Table]:
    """The rows of the data files as they stand there, without what forms have brought.

    Raises:
        SourceError: campaign.yaml cannot be read at all.
    """
    node, _findings = read_yaml(folder / "campaign.yaml", "campaign.yaml")
    return _read_data(folder, validate_document(node, Facts)[0], node)[0]


def _isolated(
    tables: Iterable[Table], roster: Roster, findings: list[Finding]
) -> tuple[Spoilt, list[Finding]]:
    """The units and branches with errors; and what only shows when the others are looked at."""
    rows = list(_rows_of(tables))
    spoilt, nobodys = isolate(rows, findings)
    if not all(map(_is_of_rules, nobodys)):
        return spoilt, []
    sound = [one for one in roster.branches if one.value.code not in spoilt.branches]
    known = set(findings)
    # What a sheet lacks was not told of while rows of it could not be read.
    lacking = [
        one
        for one in check_every_branch(replace(roster, branches=tuple(sound)))
        if one not in known
    ]
    return (isolate(rows, [*findings, *lacking])[0] if lacking else spoilt), lacking


def _of_all(tables: Iterable[Table], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The errors that are of the whole campaign."""
    _spoilt, nobodys = isolate(_rows_of(tables), findings)
    return tuple(one for one in nobodys if not _is_of_rules(one))


def _is_of_rules(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.location.file.startswith(f"{_RULES}/")


def _rows_of(tables: Iterable[Table]) -> Iterator[SheetRow]:
    for table in tables:
        model = _BY_NAME.get(normalise_header(table.name))
        if model is not None:
            for row in table.rows:
                yield model, row


def _read_criteria(folder: Path, facts: Facts) -> tuple[tuple[Criterion, ...], list[Finding]]:
    try:
        node, findings = read_yaml(folder / "criteria.yaml", "criteria.yaml")
    except SourceError as caught:
        return (), list(caught.findings)
    criteria, problems = validate_criteria(node, facts)
    return criteria, findings + problems


def _read_data(folder: Path, facts: Facts | None, node: Node) -> tuple[list[Table], list[Finding]]:
    """The tables of all data files; a file that cannot be read is a finding, the others go on."""
    tables: list[Table] = []
    findings: list[Finding] = []
    for index, name in enumerate(facts.data if facts else ()):
        place = location_at(node, ("data", index))
        reader = _READERS.get(PurePosixPath(name).suffix.lower())
        if reader is None:
            message = _("“{file}” is of a kind that is not read").format(file=name)
            remedy = _("Read are: {kinds}.").format(kinds="、".join(_READERS))
            findings.append(error("NK-D12", message, place, remedy=remedy))
            continue
        for file in data_files(folder, name):
            try:
                more, problems = reader(folder / file, file)
            except SourceError as caught:
                findings += caught.findings
                continue
            tables += more
            findings += problems
    return tables, findings


def data_files(folder: Path, name: str) -> list[str]:
    """The files that a name in `data` stands for: itself, or all that fit its stars, maybe none."""
    if "*" not in name:
        return [name]
    found = (path for path in folder.glob(name) if not path.name.startswith((".", "~$")))
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _validate_roster(tables: Iterable[Table]) -> tuple[Roster, set[str], list[Finding]]:
    """The rows, the names of the sheets of which rows are left out, and what is wrong."""
    by_model, findings = _sort_tables(tables)
    incomplete = {model.sheet for model in COLLECTIONS.values()} if has_errors(findings) else set()

    def rows(model: type[S]) -> tuple[Record[S], ...]:
        there = by_model.get(model.__name__, [])
        records, problems = validate_tables(there, model)
        findings.extend(problems)
        if problems:
            incomplete.add(model.sheet)
        return tuple(records)

    roster = Roster(
        units=rows(Unit),
        branches=rows(Branch),
        rooms=rows(Room),
        systems=rows(Systems),
        members=rows(Member),
        assessments=rows(Assessment),
        ratings=rows(Rating),
        reviews=rows(Review),
        titles=rows(TitleEvent),
    )
    return roster, incomplete, findings


def _sort_tables(tables: Iterable[Table]) -> tuple[dict[str, list[Table]], list[Finding]]:
    """The tables by the name of the model that reads them, and those that none reads."""
    by_model: dict[str, list[Table]] = {}
    findings: list[Finding] = []
    for table in tables:
        name = normalise_header(table.name)
        if name in _BY_NAME:
            by_model.setdefault(_BY_NAME[name].__name__, []).append(table)
        elif _NOTES not in name:
            findings.append(_unread(table, _BY_NAME))
    return by_model, findings


def _written_codes(tables: Iterable[Table]) -> dict[str, set[str]]:
    """Of the sheets whose rows have codes, all codes, unless one of them could not be read."""
    written: dict[str, set[str]] = {}
    unread: set[str] = set()
    for table in tables:
        model = _BY_NAME.get(normalise_header(table.name))
        if model is None or "code" not in model.model_fields:
            continue
        headers = (normalise_header(model.model_fields["code"].title or ""), "code")
        cells = [
            next((row.cells[header] for header in headers if header in row.cells), None)
            for row in table.rows
        ]
        if all(cell is not None and cell.value is not None for cell in cells):
            codes = {str(cell.value) for cell in cells if cell is not None}
            written[model.sheet] = written.get(model.sheet, set()) | codes
        else:
            unread.add(model.sheet)
    return {sheet: codes for sheet, codes in written.items() if sheet not in unread}


def _missing_sheets(tables: Iterable[Table], place: Location) -> list[Finding]:
    """Sheets that a campaign cannot do without and that no file has."""
    there = {_BY_NAME.get(normalise_header(table.name)) for table in tables}
    return [
        error(
            "NK-D13",
            _("there is no sheet “{sheet}” in the data").format(sheet=model.sheet),
            place,
            remedy=_("Add the sheet, or name the file that has it."),
        )
        for model in COLLECTIONS.values()
        if model not in there and model not in _OPTIONAL
    ]


def _unread(table: Table, known: Iterable[str]) -> Finding:
    """A sheet, key or file that no model reads: an error when its name is nearly right."""
    names = list(known)
    remedy = did_you_mean(table.name, names)
    report = error if remedy else warning
    return report(
        "NK-D11",
        _("“{name}” is not read").format(name=table.name),
        table.location,
        remedy=remedy or _("Read are: {names}.").format(names="、".join(names[1::2])),
    )
