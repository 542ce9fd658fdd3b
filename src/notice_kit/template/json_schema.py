"""The JSON Schema of what a template is filled with: data that fits it prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from notice_kit.template.schema import Field

_TYPES: Mapping[str, dict[str, Any]] = {
    "": {},
    "printed": {"type": ["string", "number"]},
    "yes-no": {"type": ["boolean", "string", "number", "array", "object"]},
    "text": {"type": "string"},
    "number": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "list": {"type": "array"},
    "mapping": {"type": "object"},
}


def json_schema(fields: Iterable[Field]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what a template is filled with."""
    root: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
    }
    for one in fields:
        place = root
        for step in one.path.replace("[]", ".[]").split("."):
            if step == "[]":
                place["type"] = "array"
                place = place.setdefault("items", {})
                continue
            place["type"] = "object"
            holder, place = place, place.setdefault("properties", {}).setdefault(step, {})
        if not one.path.endswith("[]") and one.is_required:
            required = holder.setdefault("required", [])
            required += [step] if step not in required else []
        for key, value in _TYPES.get(one.kind, {}).items():
            place.setdefault(key, value)
        if one.may_be_empty and not one.is_filled and "type" in place:
            kinds = place["type"]
            place["type"] = [*([kinds] if isinstance(kinds, str) else kinds), "null"]
    return root
