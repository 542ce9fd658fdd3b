"""One YAML or JSON file as the data of one document."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.source.located import MappingNode, plain
from notice_kit.source.text import read_text
from notice_kit.source.yaml_file import read_yaml


def read_context(path: Path, name: str) -> tuple[dict[str, Any], list[Finding]]:
    """The names and values of the file, and warnings about it.

    Raises:
        SourceError: the file cannot be read, has errors, or is no mapping.
    """
    if path.suffix.lower() == ".json":
        value, findings = _read_json(path, name)
    else:
        node, findings = read_yaml(path, name)
        value = plain(node) if isinstance(node, MappingNode) else None
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise SourceError(*errors)
    if not isinstance(value, dict):
        raise SourceError(
            error(
                "NK-S80",
                _("the file holds no names with values"),
                Location(name),
                remedy=_("Write one “name: value” to a line."),
            )
        )
    return value, findings


def _read_json(path: Path, name: str) -> tuple[Any, list[Finding]]:
    text, findings = read_text(path, name)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            keys = [key for key, _value in pairs]
            double = next(key for key in keys if keys.count(key) > 1)
            message = _("the name “{name}” is there twice").format(name=double)
            findings.append(error("NK-S81", message, Location(name)))
        return value

    def refuse(constant: str) -> None:
        message = _("{constant} is no value that a document can show").format(constant=constant)
        findings.append(error("NK-S82", message, Location(name)))

    try:
        value = json.loads(
            text, object_pairs_hook=unique, parse_float=Decimal, parse_constant=refuse
        )
    except json.JSONDecodeError as caught:
        place = Location(name, line=caught.lineno, column=caught.colno)
        message = _("the file is not JSON: {reason}").format(reason=caught.msg)
        raise SourceError(error("NK-S83", message, place)) from None
    except RecursionError:
        raise SourceError(
            error("NK-S84", _("the file is nested too deep"), Location(name))
        ) from None
    return value, findings
