"""What a check found, as SARIF 2.1.0 for the services that show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from notice_kit.checking import Checked
from notice_kit.findings import Finding, Severity
from notice_kit.rules.registry import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(checked: Iterable[Checked], rules: Iterable[Rule]) -> dict[str, Any]:
    """The log of one run.

    Source:
        OASIS SARIF 2.1.0: 3.27 (result), 3.49 (reportingDescriptor).
    """
    driver = {"name": "notice-kit", "rules": [_rule(rule) for rule in rules]}
    results = [_result(finding) for one in checked for finding in one.findings]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.what},
        "help": {"text": f"{rule.why}\n✓ {rule.good}\n✗ {rule.bad}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"basis": rule.basis, "source": rule.source.value},
    }


def _result(finding: Finding) -> dict[str, Any]:
    place = finding.location
    text = str(finding).removeprefix(f"{place}: {finding.code} ")
    physical = {"artifactLocation": {"uri": quote(place.file)}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.part is not None:
        name = place.part if place.paragraph_number is None else f"¶{place.paragraph_number}"
        logical = {"name": name, "fullyQualifiedName": f"{place.part}#{name}"}
        location["logicalLocations"] = [logical]
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [location],
    }
