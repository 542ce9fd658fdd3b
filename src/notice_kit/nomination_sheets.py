"""A workbook for each unit in which it nominates: its candidates, and rows up to its quota."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from notice_kit.campaign import Campaign
from notice_kit.errors import SourceError
from notice_kit.forms.definition import FormDefinition, FormField
from notice_kit.forms.workbook import form_book
from notice_kit.loading import load
from notice_kit.model import Branch, Post, Unit
from notice_kit.names import file_name


def nomination_sheets(folder: Path, form: FormDefinition) -> dict[str, bytes]:
    """File name → workbook, for each unit with a quota.

    Args:
        folder: the campaign folder.
        form: that which a candidate fills in; its headings are the columns.

    Raises:
        SourceError: the campaign has errors that concern the whole of it.
    """
    campaign, findings = load(folder)
    if campaign is None:
        raise SourceError(*findings)
    made: dict[str, bytes] = {}
    for record in campaign.roster.units:
        unit = record.value
        if not unit.quota:
            continue
        rows = [
            _row(form, one.value, unit, campaign)
            for one in campaign.roster.branches
            if one.value.unit == unit.code and one.value.candidate
        ]
        name = file_name(f"{unit.code}-{unit.short_name}-汇总表")
        made[f"{name}.xlsx"] = form_book(form, rows, max(0, unit.quota - len(rows)))
    return made


def _row(form: FormDefinition, branch: Branch, unit: Unit, campaign: Campaign) -> dict[str, str]:
    roster = campaign.roster
    objects: Mapping[str, Any] = {
        "branches": branch,
        "rooms": _of(roster.rooms, branch.code),
        "systems": _of(roster.systems, branch.code),
        "secretary": next(
            (
                one.value
                for one in roster.members
                if one.value.branch == branch.code and one.value.post is Post.SECRETARY
            ),
            None,
        ),
    }
    row = {field.name: _text(field, objects) for field in form.fields}
    return {**row, "branches.unit": unit.name}


def _of(records: Any, code: str) -> Any:
    return next((one.value for one in records if one.value.branch == code), None)


def _text(field: FormField, objects: Mapping[str, Any]) -> str:
    sheet, _dot, name = field.name.partition(".")
    value = getattr(objects.get(sheet), name, None)
    if isinstance(value, bool):
        yes, no = field.choices if len(field.choices) == 2 else ("是", "否")
        return yes if value else no
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
