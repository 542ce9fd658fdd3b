"""What pydantic refuses, in plain words: what stands there, what was wanted and what to do."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _


def refused(title: str, place: Location, item: ErrorDetails) -> Finding:
    """The finding for a value that pydantic refuses."""
    wanted, remedy = _explain(item)
    return error(
        "NK-D06",
        _("“{field}” cannot be this").format(field=title),
        place,
        found=_shown(item["input"]),
        wanted=wanted,
        remedy=remedy,
    )


def _shown(value: object) -> str | None:
    """The value as the user wrote it, cut short; None for what goes over several lines."""
    if isinstance(value, dict | list):
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:40] + "…"


def _explain(item: ErrorDetails) -> tuple[str, str | None]:
    """What was wanted in place of the value, and what to do, for an error of pydantic's."""
    context: dict[str, Any] = item.get("ctx", {})
    kind = item["type"]
    if kind in ("enum", "literal_error"):
        choices = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return "、".join(choices), did_you_mean(str(item["input"]), choices)
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        text = _("{limit} or more") if "ge" in context else _("{limit} or less")
        return text.format(limit=limit), None
    if kind == "string_pattern_mismatch":
        return _pattern_wanted(str(context["pattern"])), None
    return _simple_wants().get(kind, (item["msg"], None))


def _simple_wants() -> dict[str, tuple[str, str | None]]:
    number = (_("a number"), None)
    names = (_("names with values"), _("Write one “name: value” to a line, further in than this."))
    items = (_("a list"), _("Begin each item with “- ”."))
    return {
        "nk_date": (_("a date such as 2026-07-20 or 2026年7月20日"), None),
        "nk_yes_no": (_("是 or 否 (有 or 无)"), None),
        "nk_number": number,
        "decimal_type": number,
        "decimal_parsing": number,
        "int_type": number,
        "int_parsing": number,
        "nk_whole": (_("a whole number"), None),
        "nk_id_form": (_("18 digits, the last may be X"), _("Type it again in a text column.")),
        "nk_id_check": (
            _("an id number whose check digit fits"),
            _("Compare it with the card; one digit is wrong."),
        ),
        "string_type": (_("some text"), None),
        "string_too_short": (_("some text"), None),
        "bool_type": (_("true or false"), None),
        "bool_parsing": (_("true or false"), None),
        "model_type": names,
        "model_attributes_type": names,
        "dict_type": names,
        "tuple_type": items,
        "too_short": items,
    }


def _pattern_wanted(pattern: str) -> str:
    if "A-Za-z" in pattern:
        return _("a code of letters, digits, points and hyphens")
    return _("a telephone number: digits and hyphens")
