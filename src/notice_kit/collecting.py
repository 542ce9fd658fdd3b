"""Forms that came back → what they change in the roster, and, when it is wanted, the change.

`collect` tells; with `write` it puts the values into `data/collected`, a file for each branch, and
the forms as they came into `data/received`. Nothing that stands in the roster's own files is
touched. A form with an error is left out; the others go on.

A workbook holds several forms, a row each.

Codes: NK-F05 forms that say different things, NK-F06 a file of another kind, NK-F07 the same form
twice, NK-F08 too late, NK-F09 no form in the campaign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from notice_kit.campaign import Campaign
from notice_kit.collected import (
    FOLDER,
    KEYS,
    CollectedRow,
    as_yaml,
    overlaid,
    read_collected,
    same,
)
from notice_kit.delivery import deliver
from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, error, has_errors, warning
from notice_kit.form_rows import FormRows, RosterView, rows_of, view_of
from notice_kit.forms.definition import FormDefinition, read_definition
from notice_kit.forms.reading import FilledForm, read_form
from notice_kit.forms.workbook import read_form_book
from notice_kit.loading import load, roster_tables
from notice_kit.messages import _
from notice_kit.names import file_name
from notice_kit.ooxml.zip_limits import read_members
from notice_kit.source.located import Plain

RECEIVED = "data/received"
"""Where the forms lie as they came."""

Status: TypeAlias = Literal["new", "changed", "unchanged", "duplicate", "conflicting", "refused"]

_WORKBOOK = ".xlsx"
_WORD = (".docx", ".docm", ".doc", ".wps", ".dotx")


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs.

    Attributes:
        field: in words: its sheet and its column.
        old: what the roster says; None where it says nothing.
        new: what the form says.
    """

    field: str
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class CollectedForm:
    """What became of one file.

    Attributes:
        file: as it was named.
        branch: the code of the branch; empty where it is not known.
        status: `refused` where nothing of it is taken.
        changes: what it changes in the roster.
        findings: what is wrong with it.
    """

    file: str
    branch: str
    status: Status
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CollectReport:
    """What `collect` found.

    Attributes:
        forms: one for each file.
        written: the files that were written, below the campaign folder.
    """

    forms: tuple[CollectedForm, ...]
    written: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All problems."""
        return tuple(dict.fromkeys(one for form in self.forms for one in form.findings))


def collect(
    folder: Path,
    paths: Iterable[Path],
    *,
    received: date | None = None,
    write: bool = False,
) -> CollectReport:
    """Read forms back, check what they say as `validate` does, and tell what they change.

    Args:
        folder: the campaign folder.
        paths: forms, or folders of them.
        received: when they came in; None goes by the date on each.
        write: put the values into data/collected and the forms into data/received.

    Raises:
        DeliverError: a file cannot be written.
        SourceError: the campaign has errors that concern the whole of it, or no form.
    """
    campaign, base = load(folder)
    if campaign is None:
        raise SourceError(*base)
    earlier, _findings = read_collected(folder)
    raw = roster_tables(folder)
    roster = view_of(overlaid(raw, earlier)[0])
    definitions = form_definitions(folder)
    read = [one for path in _files(paths) for one in _read(path, definitions, roster)]
    read = _told_apart([_with_date(one, campaign, received) for one in read])
    read = _checked(folder, read, earlier, base)
    forms = tuple(_result(one, roster) for one in read)
    written: tuple[str, ...] = ()
    if write:
        merged = _Merging(view_of(raw), earlier)
        written = tuple(_written(folder, zip(read, forms, strict=True), merged))
    return CollectReport(forms, written)


_NO_ROWS = FormRows("", (), ())


@dataclass(frozen=True, slots=True)
class _Read:
    """A file on its way.

    Attributes:
        file: as it was named.
        form: None where it could not be read.
        rows: what it says.
        findings: so far.
        status: settled where it is taken out of the way.
    """

    file: str
    form: FilledForm | None = None
    rows: FormRows = _NO_ROWS
    findings: tuple[Finding, ...] = ()
    status: Status | None = None

    def without(self, *findings: Finding, status: Status = "refused") -> _Read:
        """The same, not taken, and why."""
        return replace(self, findings=(*self.findings, *findings), status=status)


def form_definitions(folder: Path) -> list[FormDefinition]:
    """The forms of the campaign.

    Raises:
        SourceError: there is none.
    """
    found = []
    for path in sorted((folder / "templates").glob("*/template.docx")):
        try:
            members = read_members(path, str(path), "docx")
        except SourceError:
            continue  # validate tells of it
        definition = read_definition(members, path.parent.name)
        found += [definition] if definition else []
    if not found:
        raise SourceError(
            error(
                "NK-F09",
                _("no template of the campaign is a form with fields"),
                Location("templates"),
                remedy=_("Compose one from a manuscript whose cells name a field."),
            )
        )
    return found


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inner = (one for one in path.rglob("*") if one.is_file())
            yield from sorted(one for one in inner if not one.name.startswith((".", "~$")))
        else:
            yield path


def _read(path: Path, definitions: Sequence[FormDefinition], roster: RosterView) -> list[_Read]:
    """The forms of a file: one of a Word file, those of all rows of a workbook."""
    name = str(path)
    try:
        if path.suffix.lower() == _WORKBOOK:
            forms, findings = read_form_book(path, name, definitions)
        elif path.suffix.lower() in _WORD:
            form, findings = read_form(path, name, definitions)
            forms = [form]
        else:
            return [_Read(name).without(_other_kind(name))]
    except SourceError as caught:
        return [_Read(name).without(*caught.findings)]
    made = []
    for form in forms:
        rows = rows_of(form, roster)
        found = (*findings, *rows.findings)
        made.append(_Read(name, form, rows, found, "refused" if has_errors(found) else None))
    return made


def _with_date(one: _Read, campaign: Campaign, received: date | None) -> _Read:
    """With a warning where the form came too late."""
    day = received or (one.form and one.form.filled_on)
    latest = campaign.facts.dates.nominate_by
    if one.status or one.form is None or not day or day <= latest:
        return one
    late = warning(
        "NK-F08",
        _("the nomination came after the deadline"),
        Location(one.file),
        found=str(day),
        wanted=_("{day} or earlier").format(day=latest),
        remedy=_("Decide whether it still counts; if not, set 是否推荐 to 否."),
    )
    return replace(one, findings=(*one.findings, late))


def _told_apart(read: Sequence[_Read]) -> list[_Read]:
    """Of several forms of one branch, the first where all say the same, and none where not."""
    of_branch: dict[str, list[_Read]] = {}
    for one in read:
        if one.status is None:
            of_branch.setdefault(one.rows.code, []).append(one)
    made = []
    for one in read:
        others = of_branch.get(one.rows.code, [one])
        unlike = sorted({label for other in others for label in _differing(one, other)})
        if one.status is not None or len(others) == 1:
            made.append(one)
        elif unlike:
            files = "、".join(other.file for other in others if other is not one)
            made.append(one.without(_conflict(one, files, unlike), status="conflicting"))
        elif one is not others[0]:
            made.append(one.without(_twice(one, others[0].file), status="duplicate"))
        else:
            made.append(one)
    return made


def _differing(one: _Read, other: _Read) -> Iterator[str]:
    """The headings under which two forms say different things."""
    if one.form is None or other.form is None:
        return
    for name, value in one.form.values.items():
        theirs = other.form.values.get(name)
        sheet, _dot, own = name.partition(".")
        if theirs is None or value.text == theirs.text:
            continue
        if sheet not in KEYS or not same(KEYS[sheet][0], own, value.text, theirs.text):
            yield value.location.paragraph or value.location.cell or own


def _checked(
    folder: Path, read: Sequence[_Read], earlier: Sequence[CollectedRow], base: Sequence[Finding]
) -> list[_Read]:
    """The forms with what the campaign's checks say of them; errors that one makes refuse it."""
    waiting = [one for one in read if one.status is None]
    rows = [*earlier, *(row for one in waiting for row in one.rows.rows)]
    new = _new(folder, rows, set(base))
    if not has_errors(new):
        return [_with(one, new) for one in read]
    # One after the other, so that it is known whose fault each is.
    accepted, known = [*earlier], set(base)
    made = []
    for one in read:
        new = [] if one.status else _new(folder, [*accepted, *one.rows.rows], known)
        if has_errors(new):
            made.append(one.without(*new))
            continue
        if one.status is None:
            accepted += one.rows.rows
            known |= set(new)
        made.append(_with(one, new))
    return made


def _new(folder: Path, rows: Sequence[CollectedRow], known: set[Finding]) -> list[Finding]:
    """What the checks find with these rows that they did not find before."""
    return [one for one in load(folder, rows)[1] if one not in known]


def _with(one: _Read, findings: Iterable[Finding]) -> _Read:
    """With those of the findings that are at places in the form."""
    own = tuple(found for found in findings if found.location.file == one.file)
    return one if one.status else replace(one, findings=(*one.findings, *own))


def _result(one: _Read, roster: RosterView) -> CollectedForm:
    if one.status is not None:
        return CollectedForm(one.file, one.rows.code, one.status, (), one.findings)
    changes = tuple(_changes(one.rows.rows, roster))
    is_new = not roster.has("branches", (one.rows.code,))
    status: Status = "new" if is_new else "changed" if changes else "unchanged"
    return CollectedForm(one.file, one.rows.code, status, changes, one.findings)


def _changes(rows: Iterable[CollectedRow], roster: RosterView) -> Iterator[Change]:
    for row in rows:
        model, keys = KEYS[row.sheet]
        for name, cell in row.cells.items():
            old = roster.value(row.sheet, row.key, name)
            if name not in keys and (old is None or not same(model, name, old, cell.value)):
                title = f"{model.sheet}·{model.model_fields[name].title}"
                yield Change(title, None if old is None else _shown(old), _shown(cell.value))


def _shown(value: Plain) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


@dataclass(frozen=True, slots=True)
class _Merging:
    """What the file of a branch says after a form.

    Attributes:
        raw: the roster without what forms have brought.
        earlier: what they have brought so far.
    """

    raw: RosterView
    earlier: Sequence[CollectedRow]

    def rows(self, one: _Read) -> list[CollectedRow]:
        """The rows of the branch that differ from the roster's own files."""
        whole: dict[tuple[str, tuple[str, ...]], CollectedRow] = {}
        for row in (*self.earlier, *one.rows.rows):
            if row.key[0] != one.rows.code:
                continue
            known = whole.get((row.sheet, row.key))
            joined = {**(known.cells if known else {}), **row.cells}
            whole[row.sheet, row.key] = replace(row, cells=joined)
        return [kept for row in whole.values() if (kept := self._differing(row))]

    def _differing(self, row: CollectedRow) -> CollectedRow | None:
        model, keys = KEYS[row.sheet]
        own = {name: self.raw.value(row.sheet, row.key, name) for name in row.cells}
        kept = {
            name: cell
            for name, cell in row.cells.items()
            if name in keys or own[name] is None or not same(model, name, own[name], cell.value)
        }
        if len(kept) == len(keys) and row.sheet != "branches":
            return None
        was = {name: own[name] for name in kept if name not in keys and own[name] is not None}
        return CollectedRow(row.sheet, kept, was)


def _written(
    folder: Path, forms: Iterable[tuple[_Read, CollectedForm]], merging: _Merging
) -> Iterator[str]:
    """Write what is new; yields the paths below the folder."""
    for one, told in forms:
        if one.form is None or not one.rows.code:
            continue
        name = file_name(f"{one.form.digest[:12]}-{Path(one.file).stem}")
        copy = f"{RECEIVED}/{name}{Path(one.file).suffix.lower()}"
        if not (folder / copy).exists():
            deliver(one.form.content, folder / copy)
            yield copy
        if told.status in ("new", "changed"):
            target = f"{FOLDER}/{file_name(one.rows.code)}.yaml"
            deliver(as_yaml(merging.rows(one), f"{one.form.form}：{copy}"), folder / target)
            yield target


def _other_kind(name: str) -> Finding:
    return error(
        "NK-F06",
        _("a file of this kind is not read"),
        Location(name),
        wanted=_("a Word document (.docx) or an Excel workbook (.xlsx)"),
        remedy=_("If it is a form, open it in Office or WPS and save it as .docx or .xlsx."),
    )


def _conflict(one: _Read, files: str, labels: Sequence[str]) -> Finding:
    return error(
        "NK-F05",
        _("another form of the same branch says something else: {files}").format(files=files),
        Location(one.file),
        found="、".join(labels),
        remedy=_("Ask which of them counts, and collect that one alone."),
    )


def _twice(one: _Read, first: str) -> Finding:
    return warning(
        "NK-F07",
        _("the form says the same as {file}").format(file=first),
        Location(one.file),
        remedy=_("Nothing need be done; one of them is taken."),
    )
